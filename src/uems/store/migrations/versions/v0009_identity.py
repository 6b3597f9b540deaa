"""The log of merges and splits, and which conflicts of identity somebody has put aside."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import U64, Instant

revision = "0009"
down_revision = "0008"

_CONFLICT = sa.text("(refused <> '' OR state = 'held')")


def upgrade() -> None:
    _merges()
    op.add_column("identity_link", sa.Column("dismissed_at", Instant))
    op.add_column("identity_link", sa.Column("dismissed_by", sa.Text))
    op.create_index(
        "ix_identity_link_conflict",
        "identity_link",
        ["project", "changed_at"],
        sqlite_where=_CONFLICT,
        postgresql_where=_CONFLICT,
    )


def downgrade() -> None:
    op.drop_index("ix_identity_link_conflict", "identity_link")
    op.drop_column("identity_link", "dismissed_by")
    op.drop_column("identity_link", "dismissed_at")
    for table in ("identity_merge_link", "identity_merge_node", "identity_merge"):
        op.drop_table(table)


def _merges() -> None:
    op.create_table(
        "identity_merge",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("undone_at", Instant),
        sa.Column("undone_by", sa.Text),
        sa.PrimaryKeyConstraint("project", "id", name="pk_identity_merge"),
    )
    op.create_index("ix_identity_merge_project_at", "identity_merge", ["project", "at"])
    op.create_table(
        "identity_merge_node",
        sa.Column("project", sa.Integer, nullable=False),
        sa.Column("merge", sa.Text, nullable=False),
        sa.Column("node", U64, nullable=False),
        sa.Column("person", U64, nullable=False),
        sa.PrimaryKeyConstraint("project", "merge", "node", name="pk_identity_merge_node"),
        _of_merge("node"),
    )
    op.create_index("ix_identity_merge_node_project_node", "identity_merge_node", ["project", "node"])
    op.create_table(
        "identity_merge_link",
        sa.Column("project", sa.Integer, nullable=False),
        sa.Column("merge", sa.Text, nullable=False),
        sa.Column("a_node", U64, nullable=False),
        sa.Column("b_node", U64, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("made", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("project", "merge", "a_node", "b_node", "kind", name="pk_identity_merge_link"),
        _of_merge("link"),
    )


def _of_merge(what: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["project", "merge"],
        ["identity_merge.project", "identity_merge.id"],
        name=f"fk_identity_merge_{what}_project_merge",
        ondelete="CASCADE",
    )
