"""Carrying an erasure out, step by step: memory and store, journal, facts, and last the list of whom it was about.

| where | what goes |
|---|---|
| store | ids, links, consents and every row of the person; kept answers of calls that spoke of them |
| journal | requests that carried an event of theirs |
| facts | events, profile, moves of ids, saved lists, tags, samples of what was refused |
| memory | what was just seen, names and values kept for a moment |
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

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
from uems.store import personal
from uems.store.client import Store
from uems.warehouse import erasing as facts
from uems.warehouse.client import Warehouse
from uems.work.job import Job


class NotDrained(Unavailable):
    code = "writer_behind"
    text = Text("仍有事件等待写入，稍后再删除", "Events are still waiting to be written; the erasure goes on later")


@dataclass(frozen=True, slots=True)
class Places:
    """Everything that may hold something of a person. `drain` = wait until what was acknowledged is in the facts;
    `forget` = what keeps people in memory, told the project and the numbers of the ids."""

    store: Store
    warehouse: Warehouse
    journal: Journal
    identities: Identities
    erased: Erased
    decode: Callable[[Accepted], Batch]
    drain: Callable[[], bool]
    clock: Clock
    forget: Sequence[Callable[[int, Sequence[int]], None]] = field(default=())
    answers: Callable[[int, Sequence[str]], int] = field(default=lambda project, values: 0)
    """Takes out the kept answers of a project that speak of these ids; how many."""


def erase(places: Places, promised: Job) -> None:
    """The job of an erasure. Raises Unavailable when a place cannot be emptied yet; then it is done again, whole."""
    project, id = promised.project, promised.payload["erasure"]
    whom = erasure.whom(places.store, project, id)
    if whom is not None:
        erasure.note(places.store, project, id, {"state": "doing"})
        whom = _settled(places, project, id, whom)
        _note(places, project, id, _from_store(places, project, whom))
        _note(places, project, id, _from_journal(places, project, whom))
        _note(places, project, id, _from_facts(places, project, id, whom))
        _from_memory(places, project, whom)
        erasure.note(places.store, project, id, {"whom": None})
    personal.scrub(places.store)
    erasure.note(places.store, project, id, {"state": "done", "done_at": places.clock()})


def _settled(places: Places, project: int, id: str, whom: Whom) -> Whom:
    """Nothing of them is on its way any more: what was read before they were barred is written, and what it added to
    the person is known. Raises NotDrained."""
    places.erased.remember(project, whom.named)
    while True:
        if not places.drain():
            raise NotDrained(about=id)
        wider = erasure.widened(places.store, places.erased, project, id, whom)
        if wider == whom:
            return whom
        whom = wider


def _from_store(places: Places, project: int, whom: Whom) -> dict[str, int]:
    with places.identities.still(project) as known:
        with places.store.write() as connection:
            went = personal.forget(connection, project, whom.nodes)
        known.forget(whom.ids)
    went["answers"] = places.answers(project, [id.value for id in whom.ids])
    return {f"store.{table}": count for table, count in went.items()}


def _from_journal(places: Places, project: int, whom: Whom) -> dict[str, int]:
    tokens = facts.tokens([id.value for id in whom.ids])
    journal = places.journal

    def theirs(event: Event) -> bool:
        return places.erased.names(project, event)

    until = journal.last
    if not places.drain():
        raise NotDrained(about="journal")
    found = list(requests.carrying(journal.read, until, project, places.decode, theirs, tokens))
    return {"journal.requests": journal.erase(found)}


def _from_facts(places: Places, project: int, id: str, whom: Whom) -> dict[str, int]:
    users = [one.value for one in whom.ids if one.space == "user"]
    anons = [one.value for one in whom.ids if one.space == "anon"]
    subject = facts.Subject(whom.nodes, whom.under, users, anons)
    went = facts.forget(places.warehouse, project, id, subject)
    return {f"facts.{table}": count for table, count in went.items()}


def _from_memory(places: Places, project: int, whom: Whom) -> None:
    for forget in places.forget:
        forget(project, whom.nodes)


def _note(places: Places, project: int, id: str, went: dict[str, int]) -> None:
    had = erasure.find(places.store, project, id).went
    erasure.note(places.store, project, id, {"went": facts.total(had, went)})
