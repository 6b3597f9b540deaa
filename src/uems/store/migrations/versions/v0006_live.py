"""Live segments are followed: which run of the facts each has, how many rounds are done, who came and who left."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import U64, Instant

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    for name in ("entered", "left"):
        op.add_column("segment_size", sa.Column(name, sa.BigInteger, nullable=False, server_default="0"))
    op.create_table(
        "segment_run",
        sa.Column("project", sa.Integer, nullable=False),
        sa.Column("segment", sa.Text, nullable=False),
        sa.Column("run", U64, nullable=False),
        sa.Column("definition", sa.Text, nullable=False),
        sa.Column("whole_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "segment", name="pk_segment_run"),
        sa.ForeignKeyConstraint(
            ["project", "segment"],
            ["segment.project", "segment.id"],
            name="fk_segment_run_project_segment",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "segment_round",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("done", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("project", name="pk_segment_round"),
    )


def downgrade() -> None:
    op.drop_table("segment_round")
    op.drop_table("segment_run")
    for name in ("left", "entered"):
        op.drop_column("segment_size", name)
