"""Saved reports: a question with a name, kept in the store and asked again whenever somebody looks."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from uems.base.errors import NotFound
from uems.base.ids import new_id
from uems.base.words import Text
from uems.store import shelf
from uems.store.client import Store
from uems.store.table import Instant, metadata

table = sa.Table(
    "report",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("query", sa.JSON, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("updated_at", Instant, nullable=False),
    sa.Column("view", sa.JSON, nullable=False, server_default="{}"),
)


class NoReport(NotFound):
    code = "report_not_found"
    text = Text("没有这个报表", "There is no such report")


@dataclass(frozen=True, slots=True)
class Report:
    """`kind` says which question `query` is, such as trend, funnel, interval or sql; `view` how its page shows
    the answer, in the page's own words."""

    id: str
    name: str
    kind: str
    query: dict[str, Any]
    view: dict[str, Any]
    created_at: datetime
    updated_at: datetime


def create(
    store: Store,
    project: int,
    name: str,
    kind: str,
    query: Mapping[str, Any],
    now: datetime,
    view: Mapping[str, Any] | None = None,
) -> Report:
    made = Report(new_id("rep"), name, kind, dict(query), dict(view or {}), now, now)
    with store.write() as connection:
        connection.execute(sa.insert(table).values(project=project, **asdict(made)))
    return made


def find(store: Store, project: int, id: str) -> Report:
    """Raises NoReport."""
    with store.read() as connection:
        return _report(shelf.find(connection, table, project, id, NoReport))


def listed(store: Store, project: int, limit: int, cursor: str | None) -> tuple[list[Report], str | None]:
    """Some reports in the order of their ids, and where the next page begins."""
    with store.read() as connection:
        rows, next = shelf.page(connection, table, project, limit, cursor)
    return [_report(row) for row in rows], next


def every(store: Store, project: int) -> list[Report]:
    """All reports, by name."""
    with store.read() as connection:
        rows = connection.execute(sa.select(table).where(table.c.project == project).order_by(table.c.name)).all()
    return [_report(row) for row in rows]


def counted(connection: sa.Connection, project: int) -> int:
    """How many reports the project has."""
    asked = sa.select(sa.func.count()).where(table.c.project == project)
    return connection.execute(asked.select_from(table)).scalar_one()


def change(store: Store, project: int, id: str, values: Mapping[str, Any], now: datetime) -> Report:
    """The report with the given fields changed. Raises NoReport."""
    with store.write() as connection:
        shelf.change(connection, table, project, id, {**values, "updated_at": now}, NoReport)
    return find(store, project, id)


def delete(store: Store, project: int, id: str) -> None:
    """Raises NoReport."""
    with store.write() as connection:
        shelf.delete(connection, table, project, id, NoReport)


def _report(row: Any) -> Report:
    return Report(row.id, row.name, row.kind, row.query, row.view, row.created_at, row.updated_at)
