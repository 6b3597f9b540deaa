"""Dashboards, the links that show one to people without an account, and the log of typed SQL."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import Instant

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "dashboard",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("tiles", sa.JSON, nullable=False),
        sa.Column("filters", sa.JSON, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "id", name="pk_dashboard"),
    )
    op.create_table(
        "dashboard_link",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("dashboard", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "id", name="pk_dashboard_link"),
        sa.UniqueConstraint("id", name="uq_dashboard_link_id"),
    )
    op.create_table(
        "sql_run",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("sql", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("elapsed_ms", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "id", name="pk_sql_run"),
    )
    op.create_index("ix_sql_run_project_at", "sql_run", ["project", "at"])


def downgrade() -> None:
    op.drop_index("ix_sql_run_project_at", "sql_run")
    for table in ("sql_run", "dashboard_link", "dashboard"):
        op.drop_table(table)
