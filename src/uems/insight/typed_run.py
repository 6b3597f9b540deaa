"""The log of SQL that people typed and ran: who asked what and when, how it ended; kept for 90 days."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from uems.base.ids import new_id
from uems.store.client import Store
from uems.store.table import Instant, metadata

STAYS = timedelta(days=90)

table = sa.Table(
    "sql_run",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("sql", sa.Text, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("rows", sa.Integer, nullable=False),
    sa.Column("elapsed_ms", sa.Integer, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index("ix_sql_run_project_at", "project", "at"),
)


@dataclass(frozen=True, slots=True)
class SqlRun:
    """`by` = who asked, '' = a program; `outcome` = `done`, or the code of the refusal."""

    id: str
    by: str
    sql: str
    outcome: str
    rows: int
    elapsed_ms: int
    at: datetime


def note(
    store: Store, project: int, by: str, text: str, outcome: str, rows: int, took: timedelta, at: datetime
) -> None:
    """Keep one, and forget those of the project that are too old."""
    made = SqlRun(new_id("run"), by, text, outcome, rows, round(took.total_seconds() * 1000), at)
    with store.write() as connection:
        connection.execute(sa.delete(table).where(table.c.project == project, table.c.at < at - STAYS))
        connection.execute(sa.insert(table).values(project=project, **asdict(made)))


def newest(store: Store, project: int, limit: int) -> list[SqlRun]:
    """The newest first."""
    asked = sa.select(table).where(table.c.project == project).order_by(table.c.at.desc(), table.c.id).limit(limit)
    with store.read() as connection:
        return [
            SqlRun(*(getattr(row, name) for name in SqlRun.__dataclass_fields__)) for row in connection.execute(asked)
        ]
