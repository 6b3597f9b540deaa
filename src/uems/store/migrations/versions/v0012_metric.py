"""Metrics of a project's own with their versions, the words of the built-in ones, targets, alerts and alarms."""

import sqlalchemy as sa
from alembic import op

from uems.store.table import Instant

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    _definitions()
    _of_project(
        "metric_target",
        *(_text("metric"), _text("interval"), sa.Column("value", sa.Float, nullable=False), _text("owner")),
        sa.Column("created_at", Instant, nullable=False),
    )
    _of_project(
        "metric_alert",
        *(_text("metric"), _text("interval"), _text("side")),
        sa.Column("sensitivity", sa.Float, nullable=False),
        sa.Column("minimum", sa.Integer, nullable=False),
        sa.Column("snoozed_until", Instant),
        sa.Column("checked_until", Instant),
        _text("by"),
        sa.Column("created_at", Instant, nullable=False),
    )
    numbers = [sa.Column(name, sa.Float, nullable=False) for name in ("value", "expected", "low", "high")]
    op.create_table(
        "metric_alarm",
        sa.Column("project", sa.Integer, nullable=False),
        *(_text("id"), _text("alert"), _text("metric")),
        sa.Column("bucket", Instant, nullable=False),
        *numbers,
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "id", name="pk_metric_alarm"),
        sa.UniqueConstraint("project", "alert", "bucket", name="uq_metric_alarm_bucket"),
    )


def downgrade() -> None:
    for table in ("metric_alarm", "metric_alert", "metric_target", "metric_words", "metric_version", "metric"):
        op.drop_table(table)


def _definitions() -> None:
    _of_project(
        "metric",
        *(_text("name"), _text("about"), _text("group_name"), _text("unit"), _text("direction"), _text("owner")),
        sa.Column("certified_by", sa.Text),
        sa.Column("definition", sa.JSON, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
    )
    op.create_table(
        "metric_version",
        sa.Column("project", sa.Integer, nullable=False),
        _text("metric"),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("definition", sa.JSON, nullable=False),
        *(_text("note"), _text("by")),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", "metric", "version", name="pk_metric_version"),
    )
    op.create_table(
        "metric_words",
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        sa.Column("words", sa.JSON, nullable=False),
        _text("changed_by"),
        sa.Column("changed_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("project", name="pk_metric_words"),
    )


def _of_project(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
        _text("id"),
        *columns,
        sa.PrimaryKeyConstraint("project", "id", name=f"pk_{name}"),
    )


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text, nullable=False)
