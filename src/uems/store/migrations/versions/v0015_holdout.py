"""Holdouts: who is kept out of what is done."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import Instant

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "holdout",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("definition", sa.JSON, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "id", name="pk_holdout"),
    )


def downgrade() -> None:
    op.drop_table("holdout")
