"""Segments with the history of their sizes, and annotations."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import U64, Instant

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _segments()
    _annotations()


def downgrade() -> None:
    for table in ("annotation", "segment_size", "segment"):
        op.drop_table(table)


def _segments() -> None:
    op.create_table(
        "segment",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("mode", sa.Text, nullable=False),
        sa.Column("condition", sa.JSON),
        sa.Column("source", sa.JSON),
        sa.Column("list", U64),
        sa.Column("people", sa.BigInteger),
        sa.Column("computed_at", Instant),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("updated_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "id", name="pk_segment"),
        sa.CheckConstraint("mode in ('live', 'snapshot')", name="ck_segment_mode"),
    )
    op.create_table(
        "segment_size",
        sa.Column("project", sa.Integer, nullable=False),
        sa.Column("segment", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("people", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("project", "segment", "at", name="pk_segment_size"),
        sa.ForeignKeyConstraint(
            ["project", "segment"],
            ["segment.project", "segment.id"],
            name="fk_segment_size_project_segment",
            ondelete="CASCADE",
        ),
    )


def _annotations() -> None:
    op.create_table(
        "annotation",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("day", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "id", name="pk_annotation"),
    )
    op.create_index("ix_annotation_project_at", "annotation", ["project", "at"])
