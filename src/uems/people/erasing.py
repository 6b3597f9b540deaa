"""Carrying an erasure out, step by step: memory and store, journal, facts, and last the list of whom it was about.

| where | what goes |
|---|---|
| store | ids, links, consents and every row of the person; kept answers of calls that spoke of them |
| journal | requests that carried an event of theirs |
| facts | events, profile, moves of ids, saved lists, tags, samples of what was refused |
| memory | what was just seen, names and values kept for a moment |
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from uems.base.clock import Clock
from uems.base.errors import Unavailable
from uems.base.words import Text
from uems.events import erasing as requests
from uems.events.event import Event
from uems.events.journal import Journal
from uems.events.request import Accepted, Batch
from uems.people import erasure
from uems.people.erased import Erased
from uems.people.erasure import Whom
from uems.people.graph import Identities
from uems.store import idempotency, personal
from uems.store.client import Store
from uems.warehouse import erasing as facts
from uems.warehouse.client import Warehouse
from uems.work.job import Job

_PATIENCE = 60.0
"""Seconds to wait for the writer before the job is tried again later."""


class NotDrained(Unavailable):
    code = "writer_behind"
    text = Text("仍有事件等待写入，稍后再删除", "Events are still waiting to be written; the erasure goes on later")


class Draining(Protocol):
    @property
    def alone(self) -> AbstractContextManager[object]:
        """Held by whoever says who is who and writes it: the writer, an import."""

    def drain(self, timeout: float = ...) -> bool:
        """True once everything acknowledged before is in the facts."""


class Forgetting(Protocol):
    def forget(self, project: int, people: Sequence[int]) -> None:
        """These people, and the persons of these numbers, are gone."""


Witness = Callable[[int, str, Whom], None]


@dataclass(frozen=True, slots=True)
class Places:
    """Everything that may hold something of a person. `memories` = what keeps the last things seen."""

    store: Store
    warehouse: Warehouse
    journal: Journal
    identities: Identities
    erased: Erased
    writer: Draining
    decode: Callable[[Accepted], Batch]
    clock: Clock
    memories: Sequence[Forgetting]
    pepper: bytes
    """The installation's secret, under which answers are kept."""
    witnesses: Sequence[Witness] = ()
    """Told of the project, the erasure and whom before they go: what stays of them without their name."""


def erase(places: Places, promised: Job) -> None:
    """The job of an erasure. Raises Unavailable when a place cannot be emptied yet; then it is done again, whole."""
    project, id = promised.project, promised.payload["erasure"]
    whom = erasure.whom(places.store, project, id)
    if whom is not None:
        erasure.note(places.store, project, id, {"state": "doing"})
        whom = _settled(places, project, id, whom)
        for witness in places.witnesses:
            witness(project, id, whom)
        _from_store(places, project, id, whom)
        _from_journal(places, project, id, whom)
        _from_facts(places, project, id, whom)
        _from_memory(places, project, whom)
        _from_facts(places, project, id, whom)  # what memory wrote of them until it forgot
        erasure.note(places.store, project, id, {"whom": None})
    personal.scrub(places.store)
    erasure.note(places.store, project, id, {"state": "done", "done_at": places.clock()})


def _settled(places: Places, project: int, id: str, whom: Whom) -> Whom:
    """Nothing of them is on its way any more: what was read before they were barred is written, and what it added to
    the person is known. Raises NotDrained."""
    places.erased.remember(project, whom.named)
    with places.writer.alone:
        pass  # whoever writes something now has read it under the bar
    while True:
        if not places.writer.drain(_PATIENCE):
            raise NotDrained(about=id)
        wider = erasure.widened(places.store, places.erased, project, id, whom)
        if wider == whom:
            return whom
        whom = wider


def _from_store(places: Places, project: int, id: str, whom: Whom) -> None:
    answers = idempotency.silence(places.store, places.pepper, project, [one.value for one in whom.ids])
    with places.identities.still(project) as known:
        with places.store.write() as connection:
            went = personal.forget(connection, project, whom.nodes) | {"answers": answers}
            erasure.count(connection, project, id, {f"store.{table}": count for table, count in went.items()})
        known.forget(whom.ids)


def _from_journal(places: Places, project: int, id: str, whom: Whom) -> None:
    tokens = facts.tokens([one.value for one in whom.ids])
    journal = places.journal

    def theirs(event: Event) -> bool:
        return places.erased.names(project, event)

    until = journal.last
    if not places.writer.drain(_PATIENCE):
        raise NotDrained(about="journal")
    found = list(requests.carrying(journal.read, until, project, places.decode, theirs, tokens))
    _count(places, project, id, {"journal.requests": len(found)})
    journal.erase(found)


def _from_facts(places: Places, project: int, id: str, whom: Whom) -> None:
    users = [one.value for one in whom.ids if one.space == "user"]
    anons = [one.value for one in whom.ids if one.space == "anon"]
    subject = facts.Subject(whom.nodes, whom.under, users, anons)

    def told(counts: dict[str, int]) -> None:
        _count(places, project, id, {f"facts.{table}": count for table, count in counts.items()})

    facts.forget(places.warehouse, project, id, subject, told)


def _from_memory(places: Places, project: int, whom: Whom) -> None:
    for memory in places.memories:
        memory.forget(project, whom.nodes)


def _count(places: Places, project: int, id: str, went: dict[str, int]) -> None:
    with places.store.write() as connection:
        erasure.count(connection, project, id, went)
