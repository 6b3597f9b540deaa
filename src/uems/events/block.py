"""One block of the writer: requests become events, repeats fall out, what cannot be read becomes a reject."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from uems.events.event import Event
from uems.events.mark import Mark, Marks, mark
from uems.events.request import Accepted, Batch, Reject
from uems.events.row import EVENTS, REJECTS, Row, event_columns, reject_row
from uems.warehouse import native
from uems.warehouse.native import Written

log = logging.getLogger(__name__)
Bar = Callable[[int, Batch], Batch]
"""A project's batch without what may not be taken in."""
_UNWRITABLE = (ValueError, TypeError, OverflowError)


@dataclass(slots=True)
class Part:
    """The events of one project, in the order of the journal; `people` is (node, person) of each once it is known."""

    project: int
    events: list[Event] = field(default_factory=list)
    event_ids: list[bytes] = field(default_factory=list)
    people: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """Ready for the warehouse; `keys` are the marks to keep once it is there."""

    parts: list[Part]
    rejects: list[Row]
    keys: set[int]
    late: list[int]
    """Positions of requests that carried something of people who were erased."""


def prepare(
    taken: Sequence[tuple[int, Accepted]],
    read: Callable[[Accepted], Batch],
    refine: Callable[[Batch], Batch],
    marks: Marks,
    bar: Bar = lambda _, batch: batch,
) -> Block:
    """The new events of these requests. It follows from the requests and the marks alone, so a retry makes the same."""
    late: list[int] = []
    rejects: list[Row] = []
    found: list[tuple[int, Event, Mark]] = []
    for position, accepted in taken:
        project, body = accepted.project, accepted.body
        whole = _batch(accepted, read, refine)
        batch = bar(project, whole)
        if batch != whole:
            late.append(position)
        for index, event in enumerate(batch.events):
            found.append((project, event, mark(project, event, (position, index), body)))
        for reject in batch.rejects:
            rejects.append(reject_row(project, accepted.received_at, accepted.source, reject))
    asked = [number for _, _, m in found if m.key is not None for number in (m.key, *m.near)]
    seen = marks.seen(asked) if asked else set()
    kept: set[int] = set()
    parts: dict[int, Part] = {}
    for project, event, m in found:
        key, near = m.key, m.near
        if key is not None:
            if key in seen or key in kept or (near and (not seen.isdisjoint(near) or not kept.isdisjoint(near))):
                continue
            kept.add(key)
        part = parts.get(project)
        if part is None:
            part = parts[project] = Part(project)
        part.events.append(event)
        part.event_ids.append(m.event_id)
    return Block(list(parts.values()), rejects, kept, late)


def write(block: Block) -> tuple[Written | None, Written | None]:
    """The block's events and its rejects as the warehouse takes them; events that cannot be written are rejects."""
    refused: list[Row] = []
    try:
        events = _written(block.parts)
    except _UNWRITABLE:
        events = _written([_writable(part, refused) for part in block.parts])
    rejects = [*block.rejects, *refused]
    return events, native.block(REJECTS, list(zip(*rejects, strict=True))) if rejects else None


def _written(parts: Sequence[Part]) -> Written | None:
    events = [event for part in parts for event in part.events]
    projects = [part.project for part in parts for _ in part.events]
    ids = [event_id for part in parts for event_id in part.event_ids]
    people = [who for part in parts for who in part.people]
    return native.block(EVENTS, event_columns(projects, events, ids, people)) if events else None


def _writable(part: Part, refused: list[Row]) -> Part:
    """The part without the events that cannot be written even alone; why not is added to `refused`."""
    kept = Part(part.project)
    for event, event_id, who in zip(part.events, part.event_ids, part.people, strict=True):
        try:
            _written([Part(part.project, [event], [event_id], [who])])
        except _UNWRITABLE as error:
            reject = Reject(code="unwritable_event", detail=str(error)[:500], event=event.event or "")
            refused.append(reject_row(part.project, event.received_at, event.source, reject))
        else:
            kept.events.append(event)
            kept.event_ids.append(event_id)
            kept.people.append(who)
    return kept


def _batch(accepted: Accepted, read: Callable[[Accepted], Batch], refine: Callable[[Batch], Batch]) -> Batch:
    """A request that cannot be read is one reject: it was acknowledged, so a person must be able to see it."""
    try:
        return refine(read(accepted))
    except Exception as error:
        log.exception("a request of %s could not be read", accepted.source)
        sample = accepted.body[:2000].decode("utf-8", "replace")
        detail = f"{type(error).__name__}: {error}"[:500]
        return Batch(rejects=[Reject(code="unreadable_request", detail=detail, sample=sample)])
