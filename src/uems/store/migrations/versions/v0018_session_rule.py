"""What a session is, where a project says something else than the default."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import Instant

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "session_rule",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("rule", sa.JSON, nullable=False),
        sa.Column("changed_by", sa.Text, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", name="pk_session_rule"),
    )


def downgrade() -> None:
    op.drop_table("session_rule")
