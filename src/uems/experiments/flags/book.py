"""The flags of every project in memory, so that a client's question costs no look into the store."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from uems.base.clock import Clock
from uems.base.errors import Unavailable
from uems.experiments.flags import definition, revision
from uems.experiments.flags.flag import Flag
from uems.experiments.flags.place import Places
from uems.experiments.flags.roll import Roll
from uems.people.in_hand import Waits
from uems.store.client import Store

FRESH = 1.0
"""Seconds for which a picture is believed; a change made by another process is seen after so long."""
_TOLD = 60.0
"""Seconds between two times that the store is told when flags were asked for."""


@dataclass(frozen=True, slots=True)
class Page:
    """A project's flags as of a revision."""

    flags: Mapping[str, Flag]
    revision: int
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Held:
    """A page and until when it is believed; one that is not `sure` was changed here since."""

    page: Page
    until: float
    sure: bool = True


class Book:
    """Ask `page` for a project's flags; it is read anew within a second of any change, at once after `forget`."""

    def __init__(self, store: Store, clock: Clock, ticks: Callable[[], float] = time.monotonic) -> None:
        """`ticks` are seconds that only count on."""
        self._store, self._clock, self._ticks = store, clock, ticks
        self._roll = Roll(store, ticks)
        self.places = Places(store, ticks)
        self._pages: dict[int, _Held] = {}
        self._forgotten: dict[int, int] = {}
        self._looking: set[int] = set()
        self._used: set[int] = set()
        self._asked: dict[int, dict[str, datetime]] = {}
        self._told = ticks()
        self._lock = threading.Lock()

    def page(self, project: int, patient: bool = True) -> Page:
        """The flags now. While the store is away, and while somebody else is looking, the last picture stays. Raises
        Unavailable where there is none, and Waits where the store must be asked and the caller is not patient."""
        self._used.add(project)
        held = self._pages.get(project)
        if held is not None and held.sure and (self._ticks() < held.until or project in self._looking):
            return held.page
        if not patient:
            raise Waits
        return self._renewed(project)

    def follow(self) -> None:
        """Look again at the flags of every project asked for since the last time, so that who asks on does not wait."""
        # Somebody may still add to the set that they took in hand; who is missed there is there the next time.
        used, self._used = tuple(self._used), set()
        for project in used:
            with suppress(Exception):  # whoever asks for these flags is told what is wrong with them
                self._renewed(project)

    def _renewed(self, project: int) -> Page:
        with self._lock:
            held = self._pages.get(project)
            if held is not None and held.sure and project in self._looking:
                return held.page
            self._looking.add(project)
            forgotten = self._forgotten.get(project, 0)
        try:
            page = self._look(project, None if held is None else held.page)
        finally:
            with self._lock:
                self._looking.discard(project)
        with self._lock:
            # What was read before a change was made here is not believed after it.
            if self._forgotten.get(project, 0) == forgotten:
                self._pages[project] = _Held(page, self._ticks() + FRESH)
        return page

    def _look(self, project: int, last: Page | None) -> Page:
        try:
            found = revision.find(self._store, project)
            self._roll.follow(project, found.units)
            if last is not None and found.number == last.revision:
                return last
            kept = definition.every(self._store, project)
            return Page({key: one.flag for key, one in kept.items()}, found.number, found.at)
        except Unavailable:
            if last is None:
                raise
            return last

    def forget(self, project: int) -> None:
        """The next who asks gets what is in the store."""
        with self._lock:
            self._forgotten[project] = self._forgotten.get(project, 0) + 1
            if project in self._pages:
                self._pages[project] = replace(self._pages[project], sure=False)

    def unit(self, project: int, id: str, before: str = "", patient: bool = True) -> str:
        """The id to hash for this one; `before` is the id that the person had while they were unknown. While the store
        is away, what is known here. Raises Waits where the store must be asked and the caller is not patient."""
        return self._roll.find(project, id, before, self._clock(), patient)

    def forget_units(self) -> None:
        """The ids to hash, and what people got first, are looked up anew."""
        self._roll.forget()
        self.places.forget()

    def seen(self, project: int, keys: Sequence[str]) -> None:
        """Clients asked for these flags; `tell` says so to the store."""
        now = self._clock()
        with self._lock:
            self._asked.setdefault(project, {}).update(dict.fromkeys(keys, now))

    def tell(self, now: bool = False) -> None:
        """Write down when flags were last asked for: once a minute, or `now`."""
        with self._lock:
            if not now and self._ticks() - self._told < _TOLD:
                return
            self._told, waiting, self._asked = self._ticks(), self._asked, {}
        with suppress(Unavailable):
            for number, moments in waiting.items():
                definition.asked(self._store, number, moments)
