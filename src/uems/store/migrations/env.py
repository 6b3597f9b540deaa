"""How Alembic runs here: always on the connection that `store.migrate` hands over, inside its transaction."""

from alembic import context

from uems.store.table import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
