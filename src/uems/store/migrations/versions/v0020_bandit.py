"""Which variant each person got first, and every look at a bandit."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import U64, Instant, Serial

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "flag_place",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("flag", sa.Integer, nullable=False),
        sa.Column("unit", U64, nullable=False),
        sa.Column("node", U64, nullable=False),
        sa.Column("variant", sa.Text, nullable=False),
        sa.Column("propensity", sa.Float, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("project", "flag", "unit", name="pk_flag_place"),
    )
    op.create_index("ix_flag_place_project_node", "flag_place", ["project", "node"])
    op.create_table(
        "bandit_look",
        sa.Column("number", Serial, nullable=False),
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("experiment", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("weights", sa.JSON, nullable=False),
        sa.Column("best", sa.JSON, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_bandit_look"),
    )
    op.create_index("ix_bandit_look_project_experiment", "bandit_look", ["project", "experiment"])


def downgrade() -> None:
    op.drop_index("ix_bandit_look_project_experiment", "bandit_look")
    op.drop_table("bandit_look")
    op.drop_index("ix_flag_place_project_node", "flag_place")
    op.drop_table("flag_place")
