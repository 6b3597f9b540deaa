"""By which id a person falls into an arm: the one they had while unknown, so that signing in changes nothing."""

from datetime import datetime

import sqlalchemy as sa

from uems.experiments.flags import revision
from uems.people.identity import node_of
from uems.store.client import Store
from uems.store.table import U64, insert, metadata

table = sa.Table(
    "flag_unit",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("node", U64, primary_key=True, autoincrement=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("number", sa.Integer, nullable=False, server_default=sa.text("0")),
    sa.Index("ix_flag_unit_project_number", "project", "number"),
)


def find(store: Store, project: int, id: str) -> str | None:
    """The id by which this one was first bucketed; None = it never was somebody else's."""
    with store.read() as connection:
        return _find(connection, project, id)


def since(store: Store, project: int, number: int, most: int) -> list[tuple[int, int, str]]:
    """(number, node, id to hash) of those given out after a number, in this order, at most one above `most`."""
    mine = sa.and_(table.c.project == project, table.c.number > number)
    asked = sa.select(table.c.number, table.c.node, table.c.unit).where(mine).order_by(table.c.number).limit(most + 1)
    with store.read() as connection:
        return [(row.number, row.node, row.unit) for row in connection.execute(asked)]


def keep(store: Store, project: int, id: str, before: str, now: datetime) -> str:
    """From now on `id` falls where `before` fell, unless it is known to fall elsewhere; the id to hash."""
    with store.write() as connection:
        known = _find(connection, project, id)
        if known is not None:
            return known
        # Nobody else's number comes between this one and its row: whoever has seen a number has seen all before it.
        number = revision.count(connection, project, now, units=1).units
        unit = _find(connection, project, before) or before
        row = {"project": project, "node": node_of(project, "user", id), "unit": unit, "number": number}
        connection.execute(insert(connection, table).values(**row).on_conflict_do_nothing())
        return _find(connection, project, id) or unit


def _find(connection: sa.Connection, project: int, id: str) -> str | None:
    mine = sa.and_(table.c.project == project, table.c.node == node_of(project, "user", id))
    return connection.execute(sa.select(table.c.unit).where(mine)).scalar_one_or_none()
