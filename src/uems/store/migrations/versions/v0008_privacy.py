"""Erasures and the hashes of erased ids, consents with the purposes they are for, classes of properties."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import U64, Instant

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    _erasures()
    _consents()
    _classes()


def downgrade() -> None:
    for table in ("property_class", "consent", "consent_purpose", "erased_id", "erasure"):
        op.drop_table(table)


def _erasures() -> None:
    op.create_table(
        "erasure",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("ids", sa.Integer, nullable=False),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("asked_at", Instant, nullable=False),
        sa.Column("done_at", Instant),
        sa.Column("went", sa.JSON, nullable=False),
        sa.Column("whom", sa.JSON),
        sa.PrimaryKeyConstraint("project", "id", name="pk_erasure"),
        sa.CheckConstraint("state in ('waiting', 'doing', 'done')", name="ck_erasure_state"),
    )
    op.create_table(
        "erased_id",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("erasure", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("project", "hash", name="pk_erased_id"),
    )


def _consents() -> None:
    op.create_table(
        "consent_purpose",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("channels", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("project", "id", name="pk_consent_purpose"),
    )
    op.create_table(
        "consent",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("node", U64, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("project", "node", "purpose", "channel", name="pk_consent"),
        sa.CheckConstraint("state in ('granted', 'denied', 'revoked')", name="ck_consent_state"),
    )


def _classes() -> None:
    op.create_table(
        "property_class",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("level", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("project", "name", name="pk_property_class"),
        sa.CheckConstraint("level in ('public', 'internal', 'personal', 'sensitive')", name="ck_property_class_level"),
    )
