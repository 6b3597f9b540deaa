"""The rules of life-cycle states, and which run of their history a project has."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import U64, Instant

revision = "0007"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "lifecycle_rules",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("rules", sa.JSON, nullable=False),
        sa.Column("changed_by", sa.Text, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", name="pk_lifecycle_rules"),
    )
    op.create_table(
        "lifecycle_run",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("run", U64, nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("definition", sa.Text, nullable=False),
        sa.Column("computed_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", name="pk_lifecycle_run"),
    )


def downgrade() -> None:
    for table in ("lifecycle_run", "lifecycle_rules"):
        op.drop_table(table)
