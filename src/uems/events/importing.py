"""Import of a file: its rows become events and go to the warehouse in blocks, past the journal; safe to repeat.

A row's id follows from its content or from the id column, and before a block is written the warehouse is asked which of
its ids it has. So a file imported twice, files that overlap, and an import that was broken off, all end the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from threading import Lock
from uuid import UUID, uuid4

from uems.base.clock import Clock, system_clock
from uems.events import tablefile
from uems.events.block import Bar
from uems.events.event import Event
from uems.events.mapping import SOURCE, Mapping, Reading
from uems.events.request import Batch, Reject
from uems.events.row import EVENTS, REJECTS, event_columns, identity, reject_row
from uems.events.writer import Resolver
from uems.warehouse import native
from uems.warehouse.client import HOUSEKEEPING, Warehouse
from uems.warehouse.sql import sql

CHUNK = 10_000
_ASKED = 5_000


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file: rows = new + known + rejected."""

    rows: int
    new: int
    known: int
    rejected: int

    def __add__(self, other: "Imported") -> "Imported":
        new, known, rejected = self.new + other.new, self.known + other.known, self.rejected + other.rejected
        return Imported(self.rows + other.rows, new, known, rejected)


def batches(
    path: Path,
    mapping: Mapping,
    now: datetime,
    size: int = CHUNK,
    progress: Callable[[int], None] = lambda _: None,
) -> Iterator[Batch]:
    """The file as events and rejects, `size` rows at a time. Raises FileUnreadable, ColumnMissing."""
    reading = Reading(mapping, tablefile.shape_of(path) == "csv", now)
    found = tablefile.rows(path, progress)
    checked = False
    while some := list(islice(found, size)):
        events: list[Event] = []
        rejects: list[Reject] = []
        for line, row in some:
            if isinstance(row, tablefile.BadLine):
                rejects.append(
                    Reject(code="bad_line", detail=f"line {line}: {row.detail}", index=line, sample=row.sample)
                )
                continue
            if not checked:
                mapping.check(row)
                checked = True
            read = reading.read(line, row)
            if isinstance(read, Event):
                events.append(read)
            else:
                rejects.append(read)
        yield Batch(events=events, rejects=rejects)


class Importer:
    """Batches of one project's file, written past the journal; nothing that the warehouse has is written again."""

    def __init__(
        self,
        project: int,
        warehouse: Warehouse,
        resolver: Resolver,
        alone: Lock,
        clock: Clock = system_clock,
        bar: Bar = lambda _, batch: batch,
    ) -> None:
        """`alone` is the writer's: one at a time says who is who and writes. `bar` takes out what may not come in."""
        self._bar = bar
        self._project, self._warehouse, self._resolver = project, warehouse, resolver
        self._alone, self._clock = alone, clock
        self._run, self._number = uuid4().hex, 0
        self._seen: set[bytes] = set()
        self._may_know: bool | None = None

    def take(self, batch: Batch) -> Imported:
        """The batch in the warehouse. Raises Unavailable; the same batch may then be given again."""
        fresh: dict[bytes, Event] = {}
        for event in batch.events:
            event_id = identity(self._project, event)
            if event_id not in self._seen:
                fresh[event_id] = event
        self._number += 1
        with self._alone:
            # Asked in here: a batch sent twice at once must find what the first of the two wrote.
            if self._knows():
                for known in _known(self._warehouse, self._project, fresh):
                    del fresh[known]
            left = self._bar(self._project, Batch(events=list(fresh.values()), rejects=batch.rejects))
            self._write(left, f"{self._run}-{self._number}")
        self._seen.update(fresh)
        rows = len(batch.events) + len(batch.rejects)
        repeated = len(batch.events) - len(fresh)
        return Imported(rows, len(left.events), repeated, rows - repeated - len(left.events))

    def _knows(self) -> bool:
        """Whether anything was imported before; asked once, so that a first import compares nothing."""
        if self._may_know is None:
            asked = sql("SELECT 1 FROM events WHERE source = {source:String} LIMIT 1", source=SOURCE)
            self._may_know = bool(self._warehouse.query(asked, self._project, HOUSEKEEPING).rows)
        return self._may_know

    def _write(self, batch: Batch, token: str) -> None:
        events = batch.events
        if events:
            ids = [identity(self._project, event) for event in events]
            people = self._resolver.resolve(self._project, events)
            values = event_columns([self._project] * len(events), events, ids, people)
            columns, data = native.block(EVENTS, values)
            self._warehouse.insert("events", data, token, columns, "Native")
            self._resolver.settle(self._project, events, [person for _, person in people])
        if batch.rejects:
            now = self._clock().astimezone(UTC)
            refused = [reject_row(self._project, now, SOURCE, reject) for reject in batch.rejects]
            columns, data = native.block(REJECTS, list(zip(*refused, strict=True)))
            self._warehouse.insert("rejects", data, token, columns, "Native")


def import_file(
    path: Path, mapping: Mapping, importer: Importer, now: datetime, progress: Callable[[int], None] = lambda _: None
) -> Imported:
    """Every row of the file in the warehouse, once. `progress` is told how many bytes of the file are done. Raises
    FileUnreadable, ColumnMissing, Unavailable; what was written until then stays and is known the next time."""
    found = Imported(0, 0, 0, 0)
    for batch in batches(path, mapping, now, progress=progress):
        found += importer.take(batch)
    return found


def _known(warehouse: Warehouse, project: int, fresh: dict[bytes, Event]) -> list[bytes]:
    """Which of these the warehouse has already; the times of the block keep the question small."""
    ids = list(fresh)
    found: list[bytes] = []
    for at in range(0, len(ids), _ASKED):
        some = ids[at : at + _ASKED]
        times = [fresh[event_id].timestamp for event_id in some]
        asked = sql(
            "SELECT event_id FROM events WHERE ts >= {low:DateTime64(3)} AND ts <= {high:DateTime64(3)} "
            "AND event_id IN {ids:Array(UUID)}",
            low=min(times),
            high=max(times),
            ids=[str(UUID(bytes=event_id)) for event_id in some],
        )
        found += {row[0].bytes for row in warehouse.query(asked, project, HOUSEKEEPING).rows}
    return found
