"""What the identity graph remembers besides: why a link does not join, and what of a move is still to be published."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("identity_link", sa.Column("refused", sa.Text, nullable=False, server_default=""))
    op.add_column("identity_node", sa.Column("past", sa.Text, nullable=False, server_default=""))
    op.add_column("identity_node", sa.Column("version", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("identity_node", sa.Column("settled", sa.Boolean, nullable=False, server_default=sa.true()))


def downgrade() -> None:
    op.drop_column("identity_link", "refused")
    for column in ("past", "version", "settled"):
        op.drop_column("identity_node", column)
