"""Tags: what they are made of, in versions, their runs, and the labels that people gave to check them."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import U64, Instant

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    _tags()
    _runs()


def downgrade() -> None:
    for table in ("tag_label", "tag_run", "tag_version", "tag"):
        op.drop_table(table)


def _tags() -> None:
    op.create_table(
        "tag",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("folder", sa.Text, nullable=False),
        sa.Column("family", sa.Text, nullable=False),
        sa.Column("automated", sa.Boolean, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("published", sa.Integer),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("updated_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "id", name="pk_tag"),
        sa.CheckConstraint("status in ('draft', 'review', 'published', 'retired')", name="ck_tag_status"),
    )
    op.create_table(
        "tag_version",
        sa.Column("project", sa.Integer, nullable=False),
        sa.Column("tag", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("settings", sa.JSON, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("published_by", sa.Text),
        sa.Column("published_at", Instant),
        sa.PrimaryKeyConstraint("project", "tag", "version", name="pk_tag_version"),
        _tag_key("tag_version"),
    )


def _runs() -> None:
    op.create_table(
        "tag_run",
        sa.Column("project", sa.Integer, nullable=False),
        sa.Column("tag", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("base", sa.Date, nullable=False),
        sa.Column("run", U64, nullable=False),
        sa.Column("people", sa.BigInteger, nullable=False),
        sa.Column("everybody", sa.BigInteger, nullable=False),
        sa.Column("before", sa.Date),
        sa.Column("kept", sa.BigInteger, nullable=False),
        sa.Column("flipped", sa.BigInteger, nullable=False),
        sa.Column("shares", sa.JSON, nullable=False),
        sa.Column("computed_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "tag", "version", "base", name="pk_tag_run"),
        _tag_key("tag_run"),
    )
    op.create_table(
        "tag_label",
        sa.Column("project", sa.Integer, nullable=False),
        sa.Column("tag", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("base", sa.Date, nullable=False),
        sa.Column("person", U64, nullable=False),
        sa.Column("said", sa.JSON),
        sa.Column("label", sa.JSON),
        sa.Column("labelled_by", sa.Text),
        sa.Column("labelled_at", Instant),
        sa.PrimaryKeyConstraint("project", "tag", "version", "base", "person", name="pk_tag_label"),
        _tag_key("tag_label"),
    )


def _tag_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["project", "tag"], ["tag.project", "tag.id"], name=f"fk_{table}_project_tag", ondelete="CASCADE"
    )
