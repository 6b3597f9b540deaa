"""What people attach to a metric, a target or an alert: kept alike, found, listed, changed and taken away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from uems.base.errors import NotFound
from uems.base.ids import new_id
from uems.metrics import registry
from uems.store import shelf
from uems.store.client import Store

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Kind(Generic[One]):
    """A table with the columns id, metric and created_at, and the frozen value that its other columns make; ids begin
    with `prefix`."""

    table: sa.Table
    made: Callable[..., One]
    missing: type[NotFound]
    prefix: str


def create(kind: Kind[One], store: Store, project: int, metric: str, given: Mapping[str, Any], now: datetime) -> One:
    """Raises NoMetric."""
    registry.find(store, project, metric)
    row = {**given, "project": project, "id": new_id(kind.prefix), "metric": metric, "created_at": now}
    with store.write() as connection:
        connection.execute(sa.insert(kind.table).values(row))
    return find(kind, store, project, row["id"])


def find(kind: Kind[One], store: Store, project: int, id: str) -> One:
    """Raises the kind's `missing`."""
    with store.read() as connection:
        return _made(kind, shelf.find(connection, kind.table, project, id, kind.missing))


def every(kind: Kind[One], store: Store, project: int, metric: str | None = None) -> list[One]:
    """All of the project, or those of one metric, the oldest first."""
    table = kind.table
    asked = sa.select(table).where(table.c.project == project).order_by(table.c.created_at, table.c.id)
    with store.read() as connection:
        rows = connection.execute(asked if metric is None else asked.where(table.c.metric == metric)).all()
    return [_made(kind, row) for row in rows]


def change(kind: Kind[One], store: Store, project: int, id: str, values: Mapping[str, Any]) -> One:
    """Raises the kind's `missing`."""
    if values:
        with store.write() as connection:
            shelf.change(connection, kind.table, project, id, values, kind.missing)
    return find(kind, store, project, id)


def delete(kind: Kind[One], store: Store, project: int, id: str) -> None:
    """Raises the kind's `missing`."""
    with store.write() as connection:
        shelf.delete(connection, kind.table, project, id, kind.missing)


def _made(kind: Kind[One], row: sa.Row[Any]) -> One:
    return kind.made(**{column.name: getattr(row, column.name) for column in kind.table.c if column.name != "project"})
