"""How often anything of a project's flags changed: the count by which every process sees what another one did."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from uems.store.client import Store
from uems.store.table import Instant, insert, metadata

table = sa.Table(
    "flag_revision",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("numbers", sa.Integer, nullable=False),
    sa.Column("units", sa.Integer, nullable=False, server_default=sa.text("0")),
    sa.Column("at", Instant, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Revision:
    """`number`: how often the flags changed, and when last; how many `numbers` were given out to flags, and `units` to
    people who are bucketed by the id that they had before."""

    number: int = 0
    at: datetime | None = None
    numbers: int = 0
    units: int = 0


def find(store: Store, project: int) -> Revision:
    with store.read() as connection:
        return _find(connection, project)


def count(
    connection: sa.Connection, project: int, now: datetime, changes: int = 0, numbers: int = 0, units: int = 0
) -> Revision:
    """So many more of each. From here on until the transaction ends nobody else changes a flag of the project, and
    what is read after it is what the last one left."""
    more = {"revision": changes, "numbers": numbers, "units": units}
    put = insert(connection, table).values(project=project, at=now, **more)
    added = {name: table.c[name] + by for name, by in more.items()}
    moved = {"at": now} if changes else {}
    connection.execute(put.on_conflict_do_update(index_elements=["project"], set_=added | moved))
    return _find(connection, project)


def _find(connection: sa.Connection, project: int) -> Revision:
    row = connection.execute(sa.select(table).where(table.c.project == project)).one_or_none()
    return Revision() if row is None else Revision(row.revision, row.at, row.numbers, row.units)
