"""How a saved report is shown."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("report", sa.Column("view", sa.JSON, nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("report", "view")
