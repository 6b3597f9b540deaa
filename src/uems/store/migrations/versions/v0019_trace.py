"""Who brought whom, without the names of people who were erased."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import U64, Instant

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "trace_edge",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("guest", U64, nullable=False),
        sa.Column("host", U64, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "guest", name="pk_trace_edge"),
    )


def downgrade() -> None:
    op.drop_table("trace_edge")
