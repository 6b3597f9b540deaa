"""Dashboards that are sent on a schedule, and every letter of theirs with what became of it."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import Instant

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "digest",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("dashboard", sa.Text, nullable=False),
        sa.Column("every", sa.Text, nullable=False),
        sa.Column("weekday", sa.Integer, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("hour", sa.Integer, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("recipients", sa.JSON, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("paused", sa.Text, nullable=False),
        sa.Column("told_until", Instant, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "dashboard", name="pk_digest"),
    )
    op.create_table(
        "digest_letter",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("dashboard", sa.Text, nullable=False),
        sa.Column("due", Instant, nullable=False),
        sa.Column("every", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "id", name="pk_digest_letter"),
        sa.UniqueConstraint("project", "dashboard", "due", "recipient", name="uq_digest_letter_due"),
    )


def downgrade() -> None:
    op.drop_table("digest_letter")
    op.drop_table("digest")
