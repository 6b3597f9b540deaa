"""By which id each person is bucketed, in memory: only those are listed who were somebody else's first."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from uems.base.errors import Unavailable
from uems.experiments.flags import unit
from uems.people.identity import node_of
from uems.people.in_hand import Waits
from uems.store.client import Store

_MOST = 100_000
"""Ids to hash that are kept in memory: of a project, and of all those projects that have more."""
_BELIEVED = 60.0
"""Seconds for which one of a project that has more is believed: another process may have joined it to a person."""


@dataclass(slots=True)
class _Listed:
    """A project's by node, up to a number; None = it has more than memory should hold."""

    units: dict[int, str] | None
    until: int


class Roll:
    """What other processes add is seen with `follow`."""

    def __init__(self, store: Store, ticks: Callable[[], float] = time.monotonic, most: int = _MOST) -> None:
        """`ticks` are seconds that only count on."""
        self._store, self._ticks, self._most = store, ticks, most
        self._listed: dict[int, _Listed] = {}
        self._some: OrderedDict[tuple[int, str], tuple[float, str]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, project: int, id: str, before: str, now: datetime, patient: bool = True) -> str:
        """The id to hash for this one; `before` is the id that the person had while they were unknown, "" = none is
        said. While the store is away, what is known here. Raises Waits where memory cannot say and the caller is not
        patient."""
        joins = before not in ("", id)
        listed = self._listed.get(project)
        units = None if listed is None else listed.units
        node = node_of(project, "user", id)
        if units is not None and (node in units or not joins):
            return units.get(node, id)
        at, known = self._some.get((project, id), (0.0, ""))
        if listed is not None and known and self._ticks() < at + _BELIEVED and not (joins and known == id):
            return known
        if not patient:
            raise Waits
        try:
            if listed is None:
                self._load(project)
                return self.find(project, id, before, now)
            return self._asked(project, id, before if joins else "", now)
        except Unavailable:
            return known or before or id

    def follow(self, project: int, count: int) -> None:
        """So many were given out in the project: those that are not known here are read. Raises Unavailable."""
        listed = self._listed.get(project)
        if listed is None or listed.units is None or count <= listed.until:
            return
        found = unit.since(self._store, project, listed.until, self._most)
        with self._lock:
            _take(listed, found, self._most)

    def forget(self) -> None:
        """All are looked up anew."""
        with self._lock:
            self._listed.clear()
            self._some.clear()

    def _load(self, project: int) -> None:
        listed = _Listed({}, -1)
        _take(listed, unit.since(self._store, project, -1, self._most), self._most)
        with self._lock:
            self._listed.setdefault(project, listed)

    def _asked(self, project: int, id: str, before: str, now: datetime) -> str:
        if before:
            found = unit.keep(self._store, project, id, before, now)
        else:
            found = unit.find(self._store, project, id) or id
        with self._lock:
            listed = self._listed.get(project)
            if listed is not None and listed.units is not None:
                listed.units[node_of(project, "user", id)] = found
            else:
                self._some[project, id] = self._ticks(), found
                self._some.move_to_end((project, id))
                while len(self._some) > self._most:
                    self._some.popitem(last=False)
        return found


def _take(listed: _Listed, found: list[tuple[int, int, str]], most: int) -> None:
    if listed.units is None:
        return
    for number, node, said in found:
        listed.units[node] = said
        listed.until = max(listed.until, number)
    listed.until = max(listed.until, 0)
    if len(listed.units) > most:
        listed.units = None
