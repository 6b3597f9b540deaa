"""Journey maps, and every version of them."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import Instant

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "journey_map",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "id", name="pk_journey_map"),
    )
    op.create_table(
        "journey_map_version",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("map", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("definition", sa.JSON, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "map", "version", name="pk_journey_map_version"),
    )


def downgrade() -> None:
    for table in ("journey_map_version", "journey_map"):
        op.drop_table(table)
