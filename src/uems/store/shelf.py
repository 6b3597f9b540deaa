"""What every kept thing of a project has in common: it is found, listed, changed and taken away by its id."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from uems.base.errors import NotFound


def find(connection: sa.Connection, table: sa.Table, project: int, id: str, missing: type[NotFound]) -> sa.Row[Any]:
    """Raises `missing`, also for another project's."""
    return _one(connection, sa.select(table).where(_named(table, project, id)), id, missing)


def hold(connection: sa.Connection, table: sa.Table, project: int, id: str, missing: type[NotFound]) -> sa.Row[Any]:
    """The same, and until the transaction ends nobody else changes it: what is read is what the last one left. Raises
    `missing`."""
    # SQLite lets one writer in at a time, so it needs no word of it.
    return _one(connection, sa.select(table).where(_named(table, project, id)).with_for_update(), id, missing)


def _one(connection: sa.Connection, asked: sa.Select[Any], id: str, missing: type[NotFound]) -> sa.Row[Any]:
    row = connection.execute(asked).one_or_none()
    if row is None:
        raise missing(about=id)
    return row


def page(
    connection: sa.Connection,
    table: sa.Table,
    project: int,
    limit: int,
    cursor: str | None,
    *tests: sa.ColumnElement[bool],
) -> tuple[list[sa.Row[Any]], str | None]:
    """Some rows in the order of their ids, and where the next page begins."""
    asked = sa.select(table).where(table.c.project == project, table.c.id > (cursor or ""), *tests)
    rows = list(connection.execute(asked.order_by(table.c.id).limit(limit + 1)).all())
    return rows[:limit], rows[limit - 1].id if len(rows) > limit else None


def change(
    connection: sa.Connection,
    table: sa.Table,
    project: int,
    id: str,
    values: Mapping[str, Any],
    missing: type[NotFound],
) -> None:
    """Raises `missing`."""
    if connection.execute(sa.update(table).where(_named(table, project, id)).values(**values)).rowcount == 0:
        raise missing(about=id)


def delete(connection: sa.Connection, table: sa.Table, project: int, id: str, missing: type[NotFound]) -> None:
    """Raises `missing`."""
    if connection.execute(sa.delete(table).where(_named(table, project, id))).rowcount == 0:
        raise missing(about=id)


def _named(table: sa.Table, project: int, id: str) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.project == project, table.c.id == id)
