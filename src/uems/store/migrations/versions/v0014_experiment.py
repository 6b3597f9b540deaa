"""Experiments with what was decided, and every change to them."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import Instant, Serial

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "experiment",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("definition", sa.JSON, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("started_at", Instant),
        sa.Column("stopped_at", Instant),
        sa.Column("decision", sa.JSON),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "id", name="pk_experiment"),
        sa.UniqueConstraint("project", "key", name="uq_experiment_key"),
    )
    op.create_table(
        "experiment_change",
        sa.Column("number", Serial, nullable=False),
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("experiment", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("definition", sa.JSON, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_experiment_change"),
    )
    op.create_index("ix_experiment_change_project_experiment", "experiment_change", ["project", "experiment"])


def downgrade() -> None:
    op.drop_index("ix_experiment_change_project_experiment", "experiment_change")
    for table in ("experiment_change", "experiment"):
        op.drop_table(table)
