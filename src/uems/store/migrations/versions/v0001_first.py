"""Projects and their keys, jobs, saved reports, idempotent answers, who is who."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import U64, Instant, Serial

revision = "0001"
down_revision = None


def upgrade() -> None:
    _projects()
    _jobs()
    _reports()
    _identity()


def downgrade() -> None:
    for table in ("identity_link", "identity_node", "idempotency", "report", "job", "api_key", "project"):
        op.drop_table(table)


def _projects() -> None:
    op.create_table(
        "project",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("timezone", sa.Text, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.UniqueConstraint("id", name="uq_project_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "api_key",
        _project(),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("prefix", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("expires_at", Instant),
        sa.PrimaryKeyConstraint("project", "id", name="pk_api_key"),
        sa.UniqueConstraint("hash", name="uq_api_key_hash"),
        sa.CheckConstraint("kind in ('write', 'secret')", name="ck_api_key_kind"),
    )


def _jobs() -> None:
    op.create_table(
        "job",
        sa.Column("id", Serial, primary_key=True),
        sa.Column("project", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("key", sa.Text),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("run_at", Instant, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("worker", sa.Text),
        sa.Column("lease_until", Instant),
        sa.Column("error", sa.Text),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("finished_at", Instant),
        sa.UniqueConstraint("project", "kind", "key", name="uq_job_project_kind_key"),
        sa.CheckConstraint("state in ('waiting', 'doing', 'done', 'failed')", name="ck_job_state"),
        sqlite_autoincrement=True,
    )
    waiting, doing, ended = sa.text("state = 'waiting'"), sa.text("state = 'doing'"), sa.text("finished_at IS NOT NULL")
    op.create_index("ix_job_waiting", "job", ["run_at"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_index("ix_job_doing", "job", ["lease_until"], sqlite_where=doing, postgresql_where=doing)
    op.create_index("ix_job_ended", "job", ["finished_at"], sqlite_where=ended, postgresql_where=ended)


def _reports() -> None:
    op.create_table(
        "report",
        _project(),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("query", sa.JSON, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("updated_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "id", name="pk_report"),
    )
    op.create_table(
        "idempotency",
        _project(),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("request", sa.Text, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("response", sa.Text, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "key", name="pk_idempotency"),
    )
    op.create_index("ix_idempotency_created_at", "idempotency", ["created_at"])


def _identity() -> None:
    op.create_table(
        "identity_node",
        _project(),
        sa.Column("node", U64, nullable=False),
        sa.Column("ns", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("person", U64, nullable=False),
        sa.PrimaryKeyConstraint("project", "node", name="pk_identity_node"),
    )
    op.create_index("ix_identity_node_project_person", "identity_node", ["project", "person"])
    op.create_table(
        "identity_link",
        _project(),
        sa.Column("a_node", U64, nullable=False),
        sa.Column("b_node", U64, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("a_ns", sa.Text, nullable=False),
        sa.Column("a_value", sa.Text, nullable=False),
        sa.Column("b_ns", sa.Text, nullable=False),
        sa.Column("b_value", sa.Text, nullable=False),
        sa.Column("first_ts", Instant, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("project", "a_node", "b_node", "kind", name="pk_identity_link"),
        sa.CheckConstraint("kind in ('device', 'merge')", name="ck_identity_link_kind"),
        sa.CheckConstraint("state in ('active', 'undone', 'held')", name="ck_identity_link_state"),
    )
    op.create_index("ix_identity_link_project_b_node", "identity_link", ["project", "b_node"])


def _project() -> sa.Column[int]:
    return sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False)
