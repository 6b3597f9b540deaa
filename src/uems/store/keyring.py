"""Whose key is this? Answered from memory; the store is asked in the background, and for keys never seen."""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import sqlalchemy as sa

from uems.base.clock import Clock, system_clock
from uems.base.errors import Unavailable
from uems.store import api_key, project
from uems.store.api_key import Kind
from uems.store.client import Store
from uems.store.project import Project
from uems.store.secret import key_hash

_log = logging.getLogger(__name__)

Entry = tuple[Project, Kind, datetime | None, str]
_UNKNOWN = 10_000
_ASKED_A_SECOND = 50
_TOLD = 60.0
"""Seconds between two times that the store is told of the keys' last use."""


def find_key(store: Store, pepper: bytes, key: str, clock: Clock = system_clock) -> tuple[Project, Kind] | None:
    """The project and kind of a key, asked of the store; None = unknown or expired. Raises Unavailable."""
    entry = _entries(store, key_hash(pepper, key)).get(key_hash(pepper, key))
    return None if entry is None or _over(entry, clock()) else entry[:2]


class KeyRing:
    """All keys of all projects in memory, read again every `seconds` by a thread of its own.

    A key made by another process is found at its first use; a revoked one is refused within `seconds`; while the store
    is away the known keys stay known.
    """

    def __init__(
        self,
        store: Store,
        pepper: bytes,
        clock: Clock = system_clock,
        seconds: float = 3.0,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        """`ticks` are the seconds by which misses are counted. Raises Unavailable."""
        self._store, self._pepper, self._clock, self._ticks = store, pepper, clock, ticks
        self._known = _entries(store)
        self._hashes: dict[str, str] = {}
        self._used: dict[str, datetime] = {}
        self._told = ticks()
        self._unknown: OrderedDict[str, float] = OrderedDict()
        self._window, self._asked = 0.0, 0
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._follow, args=(seconds,), name="keyring", daemon=True)
        self._thread.start()

    def known(self, key: str) -> tuple[Project, Kind] | None:
        """From memory alone, in microseconds: for a caller that must not wait; None = ask `find`."""
        # The hash of a key that opened something costs more than all else: it is kept until the keys are read again.
        digest = self._hashes.get(key) or key_hash(self._pepper, key)
        entry = self._known.get(digest)
        if entry is not None:
            self._hashes[key] = digest
        return self._valid(entry)

    def find(self, key: str) -> tuple[Project, Kind] | None:
        """None = unknown or expired. A key not in memory is looked up, at most once a second. Raises Unavailable."""
        digest = key_hash(self._pepper, key)
        entry = self._known.get(digest)
        if entry is None and self._may_ask(digest):
            try:
                entry = _entries(self._store, digest).get(digest)
            except Unavailable:
                self._may_ask_again(digest)
                raise
            if entry is not None:
                self._known = {**self._known, digest: entry}
                self._may_ask_again(digest)
        return self._valid(entry)

    def refresh(self) -> None:
        """Read all keys now. Raises Unavailable."""
        self._known = _entries(self._store)
        self._hashes = {}

    def used(self, id: str) -> datetime | None:
        """When a key was last used in this process, as far as the store has not been told."""
        return self._used.get(id)

    def tell(self) -> None:
        """Write down when keys were last used. Raises Unavailable."""
        used, self._used = self._used, {}
        self._told = self._ticks()
        if used:
            with self._store.write() as connection:
                api_key.used(connection, used)

    def close(self) -> None:
        self._closing.set()
        self._thread.join()
        with suppress(Unavailable):
            self.tell()

    def _follow(self, seconds: float) -> None:
        while not self._closing.wait(seconds):
            try:
                self.refresh()
                if self._ticks() - self._told >= _TOLD:
                    self.tell()
            except Unavailable as error:
                _log.warning("keys not refreshed: %s", error)

    def _valid(self, entry: Entry | None) -> tuple[Project, Kind] | None:
        if entry is None or _over(entry, now := self._clock()):
            return None
        self._used[entry[3]] = now  # no write of the store on the way of an event: `tell` does it once a minute
        return entry[:2]

    def _may_ask(self, digest: str) -> bool:
        # Guessed keys must not become a load on the store: once a second for one key, fifty times for all of them.
        now = self._ticks()
        with self._lock:
            if now - self._window >= 1.0:
                self._window, self._asked = now, 0
            if now - self._unknown.get(digest, -1e9) < 1.0 or self._asked >= _ASKED_A_SECOND:
                return False
            self._asked += 1
            self._unknown[digest] = now
            self._unknown.move_to_end(digest)
            while len(self._unknown) > _UNKNOWN:
                self._unknown.popitem(last=False)
            return True

    def _may_ask_again(self, digest: str) -> None:
        # Not a guess: it was found, though keys read a moment before may take it out again, or nobody could tell.
        with self._lock:
            self._unknown.pop(digest, None)


def _entries(store: Store, digest: str | None = None) -> dict[str, Entry]:
    keys, projects = api_key.table, project.table
    asked = sa.select(keys.c.hash, keys.c.kind, keys.c.expires_at, keys.c.id, *project.COLUMNS)
    asked = asked.join_from(keys, projects, keys.c.project == projects.c.number)
    if digest is not None:
        asked = asked.where(keys.c.hash == digest)
    with store.read() as connection:
        return {row[0]: (Project(*row[4:]), row[1], row[2], row[3]) for row in connection.execute(asked)}


def _over(entry: Entry, now: datetime) -> bool:
    return entry[2] is not None and entry[2] <= now
