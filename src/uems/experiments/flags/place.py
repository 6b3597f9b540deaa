"""Which variant each person got first of a flag that keeps, and how probable it was: in the store, and in memory."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence

import sqlalchemy as sa

from uems.base.errors import Unavailable
from uems.base.ids import hash64
from uems.experiments.flags.evaluation import Draw, drawn
from uems.experiments.flags.flag import Flag
from uems.experiments.flags.ready import Place
from uems.people.in_hand import Waits
from uems.store.client import Store
from uems.store.table import U64, insert, metadata

table = sa.Table(
    "flag_place",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("flag", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("unit", U64, primary_key=True, autoincrement=False),
    sa.Column("node", U64, nullable=False),
    sa.Column("variant", sa.Text, nullable=False),
    sa.Column("propensity", sa.Float, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("ix_flag_place_project_node", "project", "node"),
)
"""`flag`: its number, which no other gets. `unit`: the hash of the id that is bucketed. `node`: whose row it is."""

_MOST = 100_000
"""Places that are kept in memory."""
_BELIEVED = 60.0
"""Seconds for which one is believed: another process may have erased the person."""


class Places:
    """Ask `find`. A place never changes but when somebody is erased; what another process forgets is forgotten here
    within a minute, at once after `forget`."""

    def __init__(self, store: Store, ticks: Callable[[], float] = time.monotonic, most: int = _MOST) -> None:
        """`ticks` are seconds that only count on."""
        self._store, self._ticks, self._most = store, ticks, most
        self._some: OrderedDict[tuple[int, int, int], tuple[float, Place]] = OrderedDict()
        self._forgotten = 0
        self._lock = threading.Lock()

    def find(
        self, project: int, flag: Flag, ids: Sequence[str], node: int, draw: Draw, patient: bool, keep: bool
    ) -> Place | None:
        """The place of somebody with these ids, the last of which is bucketed: the one that the first of them got
        first, or the one drawn now, which is written down before anybody hears of it (unless not `keep`: somebody only
        looks). None = they get none; so it is while the store is away, for what cannot be kept is not given. Raises
        Waits where memory cannot say and the caller is not patient."""
        units = [_hashed(project, id) for id in ids]
        at, known = self._some.get((project, flag.id, units[0]), (0.0, None))
        if known is not None and self._ticks() < at + _BELIEVED:
            return known
        if not patient:
            raise Waits
        forgotten = self._forgotten
        try:
            found = _read(self._store, project, flag.id, units)
            if found is None:
                made = drawn(flag, draw)
                if made is None or not keep:
                    return made
                found = _kept(self._store, project, flag.id, units[-1], node, made)
        except Unavailable:
            return known
        self._believe((project, flag.id, units[0]), found, forgotten)
        return found

    def forget(self) -> None:
        """All are looked up anew."""
        with self._lock:
            self._forgotten += 1
            self._some.clear()

    def _believe(self, key: tuple[int, int, int], found: Place, forgotten: int) -> None:
        with self._lock:
            if self._forgotten != forgotten:
                return  # what was read before somebody was forgotten is not believed after it
            self._some[key] = self._ticks(), found
            self._some.move_to_end(key)
            while len(self._some) > self._most:
                self._some.popitem(last=False)


def forget(connection: sa.Connection, project: int, flag: int) -> None:
    """The places of a flag that is no more."""
    connection.execute(sa.delete(table).where(table.c.project == project, table.c.flag == flag))


def _read(store: Store, project: int, flag: int, units: Sequence[int]) -> Place | None:
    """The place of the first of these that has one."""
    with store.read() as connection:
        found = _find(connection, project, flag, units)
    return next((found[one] for one in units if one in found), None)


def _kept(store: Store, project: int, flag: int, unit: int, node: int, made: Place) -> Place:
    """The place that is kept: another process may have been first."""
    row = {"project": project, "flag": flag, "unit": unit, "node": node}
    values = row | {"variant": made.variant, "propensity": made.propensity, "version": made.version}
    with store.write() as connection:
        connection.execute(insert(connection, table).values(**values).on_conflict_do_nothing())
        return _find(connection, project, flag, [unit]).get(unit, made)


def _find(connection: sa.Connection, project: int, flag: int, units: Sequence[int]) -> dict[int, Place]:
    mine = sa.and_(table.c.project == project, table.c.flag == flag, table.c.unit.in_(units))
    rows = connection.execute(sa.select(table).where(mine))
    return {row.unit: Place(row.variant, row.propensity, row.version) for row in rows}


def _hashed(project: int, id: str) -> int:
    return hash64(str(project), id)
