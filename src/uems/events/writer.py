"""The writer: takes the journal's requests, makes events of them, and puts them into the warehouse in big blocks.

One thread, one block at a time: promise the block (manifest) → decode, refine, drop repeats → ask the resolver whose
the events are → insert events → insert rejects → settle people → commit cursor and marks together. Whatever breaks, the
same block is done again from its manifest: the warehouse knows its token, the marks are not yet kept, and the resolver
is idempotent. So nothing is lost and nothing counts twice.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from msgspec.structs import replace

from uems.base.clock import Clock, system_clock
from uems.base.errors import Unavailable
from uems.base.ids import new_id
from uems.events.block import Bar, Block, prepare, write
from uems.events.cursor import Manifest
from uems.events.event import Event
from uems.events.journal import Journal
from uems.events.mark import Marks
from uems.events.request import Accepted, Batch
from uems.warehouse.client import Warehouse
from uems.warehouse.native import Written

log = logging.getLogger(__name__)
NAME = "warehouse"
_LINGER = 0.2
_BLOCK_BYTES = 4 << 20
_ENOUGH_BYTES = 1 << 20
"""A block of this size does not wait for more."""
_SLOWEST_RETRY = 5.0


class Resolver(Protocol):
    """Whose events these are. Both calls may be repeated with the same events after a crash."""

    def resolve(self, project: int, events: Sequence[Event]) -> list[tuple[int, int]]:
        """(node_id, person_id) for each event, in order; links that the events carry are remembered first."""

    def settle(self, project: int, events: Sequence[Event], people: Sequence[int]) -> None:
        """The events are in the warehouse under these persons: fold profiles, move what has merged."""


Tell = Callable[[int, Sequence[Event], Sequence[int]], None]
"""Told of every project's events after they became visible: project, events, their persons."""


class Writer:
    """`start` begins, `stop` ends after the block in hand, `drain` waits until what was acknowledged is visible."""

    def __init__(
        self,
        journal: Journal,
        warehouse: Warehouse,
        read: Callable[[Accepted], Batch],
        resolver: Resolver,
        *,
        refine: Callable[[Batch], Batch] = lambda batch: batch,
        bar: Bar = lambda _, batch: batch,
        tell: Sequence[Tell] = (),
        clock: Clock = system_clock,
        linger: float = _LINGER,
    ) -> None:
        self._journal = journal
        self._warehouse = warehouse
        self._read = read
        self._refine = refine
        self._bar = bar
        self._resolver = resolver
        self._hooks = tell
        self._clock = clock
        self._linger = linger
        self._cursors = journal.cursors
        self._late = self._cursors.late()
        self._marks = Marks(self._cursors)
        self._done = self._cursors.at(NAME)
        self._promised = self._cursors.promised(NAME)
        self._read_bytes = journal.written
        self._caught_up = True
        self._visible_until: datetime | None = None
        self._moved = threading.Condition()
        self._hurry = 0
        self._stopping = False
        self.alone = threading.Lock()
        """Held while somebody says who is who and writes it; an import takes it too."""
        self.failure: str = ""
        """What the last attempt failed with; '' = it did not. For health and doctor."""
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout: float = 30.0) -> None:
        """End after the block in hand; what the journal still holds is written at the next start."""
        self._stopping = True
        self._journal.nudge()
        if self._thread.ident is not None:
            self._thread.join(timeout)

    def drain(self, timeout: float = 30.0) -> bool:
        """True once everything acknowledged before the call is visible; False when the time is over."""
        target = self._journal.last
        with self._moved:
            self._hurry += 1
            try:
                self._journal.nudge()
                return self._moved.wait_for(lambda: self._done >= target, timeout)
            finally:
                self._hurry -= 1

    @property
    def data_until(self) -> datetime:
        """Everything acknowledged before this moment is visible."""
        now = self._clock()
        if self._done >= self._journal.last or self._visible_until is None:
            return now
        return self._visible_until

    @property
    def behind(self) -> int:
        """Acknowledged requests that are not visible yet."""
        return self._journal.last - self._done

    # ---- the thread

    def _run(self) -> None:
        pause = 0.1
        while not self._stopping:
            try:
                self.turn()
            except Exception as error:
                self.failure = f"{type(error).__name__}: {error}"
                log.exception("a block was not written; it is tried again in %.1f s", pause)
                with self._moved:
                    self._moved.wait_for(lambda: self._stopping, pause)
                pause = min(pause * 2, _SLOWEST_RETRY)
            else:
                self.failure, pause = "", 0.1

    def turn(self) -> None:
        """One block, if there is anything to write. The thread calls nothing else."""
        promised = self._promised
        if promised is None:
            if not self._wait():
                self._erase()
                return
            taken = self._journal.read(self._done, _BLOCK_BYTES)
            promised = self._promise(taken[0][0], taken[-1][0])
        else:
            taken = self._journal.read(promised.first - 1, 1 << 62, until=promised.last)
        self._read_bytes = self._journal.written
        self._caught_up = promised.last >= self._journal.last
        block = prepare(taken, self._read, self._refine, self._marks, self._bar)
        with self.alone:
            self._write(promised, block)
        self._commit(promised, block, taken[-1][1].received_at if taken else self._clock())
        self._tell(block)
        self._erase()

    def _wait(self) -> bool:
        """True when a block should be written: enough has come, or the first of it has waited long enough."""
        if not self._journal.wait(self._done, 0.5):
            return False
        if self._linger and self._caught_up:
            size = self._read_bytes + _ENOUGH_BYTES
            self._journal.wait_written(size, self._linger, lambda: self._hurry > 0 or self._stopping)
        return not self._stopping

    def _promise(self, first: int, last: int) -> Manifest:
        promised = Manifest(first, last, new_id("block"))
        self._cursors.promise(NAME, promised)
        self._promised = promised
        return promised

    def _write(self, promised: Manifest, block: Block) -> None:
        for part in block.parts:
            part.people = self._resolver.resolve(part.project, part.events)
        events, rejects = write(block)
        self._insert("events", events, promised.token)
        self._insert("rejects", rejects, promised.token)
        for part in block.parts:
            self._resolver.settle(part.project, part.events, [person for _, person in part.people])

    def _insert(self, table: str, written: Written | None, token: str) -> None:
        if written is not None:
            columns, data = written
            self._warehouse.insert(table, data, token, columns, "Native")

    def _commit(self, promised: Manifest, block: Block, until: datetime) -> None:
        day = int(until.timestamp()) // 86_400

        def kept(db: sqlite3.Connection) -> None:
            self._marks.keep(db, block.keys, day)
            db.executemany("INSERT OR IGNORE INTO late VALUES (?)", [(position,) for position in block.late])

        self._cursors.commit(NAME, promised.last, kept)
        self._marks.remember(block.keys, day)
        self._late += block.late
        self._promised = None
        self._visible_until = until
        with self._moved:
            self._done = promised.last
            self._moved.notify_all()

    def _erase(self) -> None:
        """What came late of people who were erased does not stay in the journal either; what cannot go yet is kept in
        mind, also over a restart."""
        if not self._late:
            return
        try:
            self._journal.erase(self._late)
            self._cursors.gone(self._late)
        except (Unavailable, sqlite3.Error) as error:
            log.warning("%d late requests stay in the journal for now: %s", len(self._late), error)
        else:
            self._late = []

    def _tell(self, block: Block) -> None:
        if not self._hooks:
            return
        for part in block.parts:
            named = [
                e if e.id else replace(e, id=str(UUID(bytes=i)))
                for e, i in zip(part.events, part.event_ids, strict=True)
            ]
            people = [person for _, person in part.people]
            for hook in self._hooks:
                try:
                    hook(part.project, named, people)
                except Exception:
                    log.exception("somebody was not told of %d events", len(named))
