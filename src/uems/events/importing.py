"""Import of a file: its rows become events and go to the warehouse in blocks, past the journal; safe to repeat.

A row's id follows from its content or from the id column, and before a block is written the warehouse is asked which of
its ids it has. So a file imported twice, files that overlap, and an import that was broken off, all end the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from uuid import UUID, uuid4

from uems.base.clock import Clock, system_clock
from uems.events import tablefile
from uems.events.event import Event
from uems.events.mapping import SOURCE, Mapping, Reading
from uems.events.request import Batch, Reject
from uems.events.row import EVENTS, REJECTS, event_row, identity, reject_row
from uems.events.writer import Resolver
from uems.warehouse import native
from uems.warehouse.client import Warehouse
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


def import_file(
    path: Path,
    mapping: Mapping,
    project: int,
    warehouse: Warehouse,
    resolver: Resolver,
    *,
    clock: Clock = system_clock,
    progress: Callable[[int], None] = lambda _: None,
) -> Imported:
    """Every row of the file in the warehouse, once. `progress` is told how many bytes of the file are done. Raises
    FileUnreadable, ColumnMissing, Unavailable; what was written until then stays and is known the next time."""
    now = clock()
    run = uuid4().hex
    first = warehouse.query(sql("SELECT 1 FROM events WHERE source = {source:String} LIMIT 1", source=SOURCE), project)
    seen: set[bytes] = set()
    rows = new = rejected = 0
    for n, batch in enumerate(batches(path, mapping, now, progress=progress)):
        rows += len(batch.events) + len(batch.rejects)
        rejected += len(batch.rejects)
        fresh: dict[bytes, Event] = {}
        for event in batch.events:
            event_id = identity(project, event)
            if event_id not in seen:
                fresh[event_id] = event
        seen.update(fresh)
        if first.rows:
            for known in _known(warehouse, project, fresh):
                del fresh[known]
        new += len(fresh)
        _write(warehouse, resolver, project, fresh, batch.rejects, f"{run}-{n}", now)
    return Imported(rows, new, rows - new - rejected, rejected)


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
        found += {row[0].bytes for row in warehouse.query(asked, project).rows}
    return found


def _write(
    warehouse: Warehouse,
    resolver: Resolver,
    project: int,
    fresh: dict[bytes, Event],
    rejects: Sequence[Reject],
    token: str,
    now: datetime,
) -> None:
    if fresh:
        events = list(fresh.values())
        people = resolver.resolve(project, events)
        found = zip(fresh.items(), people, strict=True)
        rows = [event_row(project, event, event_id, *who) for (event_id, event), who in found]
        columns, data = native.block(EVENTS, rows)
        warehouse.insert("events", data, token, columns, "Native")
        resolver.settle(project, events, [person for _, person in people])
    if rejects:
        refused = [reject_row(project, now.astimezone(UTC), SOURCE, reject) for reject in rejects]
        columns, data = native.block(REJECTS, refused)
        warehouse.insert("rejects", data, token, columns, "Native")
