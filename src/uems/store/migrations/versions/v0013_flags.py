"""Flags, every change to them, and by which id a person falls into an arm."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import U64, Instant, Serial

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "flag",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("definition", sa.JSON, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("updated_at", Instant, nullable=False),
        sa.Column("asked_at", Instant),
        sa.PrimaryKeyConstraint("project", "id", name="pk_flag"),
    )
    _changes()
    op.create_table(
        "flag_revision",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("numbers", sa.Integer, nullable=False),
        sa.Column("units", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", name="pk_flag_revision"),
    )
    op.create_table(
        "flag_unit",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("node", U64, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("project", "node", name="pk_flag_unit"),
    )
    op.create_index("ix_flag_unit_project_number", "flag_unit", ["project", "number"])


def _changes() -> None:
    op.create_table(
        "flag_change",
        sa.Column("number", Serial, nullable=False),
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("flag", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("definition", sa.JSON, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_flag_change"),
    )
    op.create_index("ix_flag_change_project_flag", "flag_change", ["project", "flag"])


def downgrade() -> None:
    op.drop_index("ix_flag_unit_project_number", "flag_unit")
    op.drop_index("ix_flag_change_project_flag", "flag_change")
    for table in ("flag_unit", "flag_revision", "flag_change", "flag"):
        op.drop_table(table)
