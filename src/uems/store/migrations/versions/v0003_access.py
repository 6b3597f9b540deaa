"""Who may: accounts, sessions, memberships, invitations; a project's currency and key events; keys with names."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import Instant

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("project", sa.Column("currency", sa.Text, nullable=False, server_default="CNY"))
    op.add_column("project", sa.Column("key_events", sa.JSON))
    op.add_column("api_key", sa.Column("name", sa.Text, nullable=False, server_default=""))
    op.add_column("api_key", sa.Column("clear", sa.Text))
    op.add_column("api_key", sa.Column("last_used_at", Instant))
    _people()
    _answers("scope", sa.Column("scope", sa.Text, nullable=False))


def downgrade() -> None:
    for table in ("sign_in_failure", "invitation", "membership", "session", "account"):
        op.drop_table(table)
    for column in ("name", "clear", "last_used_at"):
        op.drop_column("api_key", column)
    for column in ("currency", "key_events"):
        op.drop_column("project", column)
    _answers("project", sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False))


def _people() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("password", sa.Text),
        sa.Column("created_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("email", name="uq_account_email"),
    )
    op.create_table(
        "session",
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("account", sa.Text, sa.ForeignKey("account.id"), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_session"),
    )
    op.create_index("ix_session_account", "session", ["account"])
    op.create_index("ix_session_expires_at", "session", ["expires_at"])
    op.create_table(
        "membership",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("account", sa.Text, sa.ForeignKey("account.id"), nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("joined_at", Instant),
        sa.PrimaryKeyConstraint("project", "account", name="pk_membership"),
        sa.CheckConstraint(
            "role in ('viewer', 'support', 'analyst', 'operator', 'admin', 'owner')", name="ck_membership_role"
        ),
    )
    op.create_index("ix_membership_account", "membership", ["account"])
    _doors()


def _doors() -> None:
    op.create_table(
        "invitation",
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("account", sa.Text, sa.ForeignKey("account.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("invited_by", sa.Text, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "hash", name="pk_invitation"),
        sa.UniqueConstraint("hash", name="uq_invitation_hash"),
        sa.CheckConstraint("kind in ('join', 'password')", name="ck_invitation_kind"),
    )
    op.create_index("ix_invitation_project_account", "invitation", ["project", "account"])
    op.create_index("ix_invitation_expires_at", "invitation", ["expires_at"])
    op.create_table(
        "sign_in_failure",
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("subject", name="pk_sign_in_failure"),
    )
    op.create_index("ix_sign_in_failure_last_at", "sign_in_failure", ["last_at"])


def _answers(name: str, scope: sa.Column[str] | sa.Column[int]) -> None:
    """Answers kept for repetition, anew: those of the last two days are forgotten, since they lay open."""
    op.drop_table("idempotency")
    op.create_table(
        "idempotency",
        scope,
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("request", sa.Text, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("response", sa.Text, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint(name, "key", name="pk_idempotency"),
    )
    op.create_index("ix_idempotency_created_at", "idempotency", ["created_at"])
