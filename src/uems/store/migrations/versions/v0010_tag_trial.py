"""Trials of two versions of a tag."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import Instant

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "tag_trial",
        sa.Column("project", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("tag", sa.Text, nullable=False),
        sa.Column("a", sa.Integer, nullable=False),
        sa.Column("b", sa.Integer, nullable=False),
        sa.Column("share", sa.Float, nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("metric", sa.JSON, nullable=False),
        sa.Column("hypothesis", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "id", name="pk_tag_trial"),
        sa.ForeignKeyConstraint(
            ["project", "tag"], ["tag.project", "tag.id"], name="fk_tag_trial_project_tag", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_tag_trial_project_tag", "tag_trial", ["project", "tag"])


def downgrade() -> None:
    op.drop_table("tag_trial")
