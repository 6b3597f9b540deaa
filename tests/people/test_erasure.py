"""An erasure that is cut short goes on; ids that join the person meanwhile go too; an import brings nobody back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from people.world import World
from uems.base.errors import Unavailable
from uems.events import own
from uems.events.event import Event
from uems.events.importing import Importer
from uems.events.journal import Journal
from uems.events.live import Live
from uems.events.mapping import SOURCE
from uems.events.protocol import protocols, reader
from uems.events.request import Batch
from uems.events.writer import Writer
from uems.people import erasing, erasure
from uems.people.erased import Erased
from uems.people.erasing import Places
from uems.people.graph import Identities
from uems.people.identity import node_of
from uems.people.link import Id
from uems.store.client import Store
from uems.warehouse import erasing as facts
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql
from uems.work.job import Job

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
PEPPER = bytes(32)
DECODE = reader(protocols())


@dataclass
class Parts:
    """What the program has of these, on a store and a journal of the test's own."""

    store: Store
    warehouse: Warehouse
    journal: Journal
    identities: Identities
    erased: Erased
    live: Live
    writer: Writer


@pytest.fixture
def number(worlds: Callable[[int], World], project: int) -> int:
    return worlds(project).project


@pytest.fixture
def parts(store: Store, warehouse: Warehouse, number: int, tmp_path: Path) -> Iterator[Parts]:
    journal, identities = Journal(tmp_path / "journal.db"), Identities(store, warehouse, lambda: NOW)
    erased = Erased(store, PEPPER)
    writer = Writer(journal, warehouse, DECODE, identities, bar=erased.bar, linger=0)
    writer.start()
    yield Parts(store, warehouse, journal, identities, erased, Live(), writer)
    writer.stop()
    journal.close()


def send(parts: Parts, project: int, **event: Any) -> None:
    said = {"id": f"{project}-{sorted(event.items())}", "event": "view", "timestamp": NOW.isoformat(), **event}
    parts.journal.append_now(own.accepted(project, [said], NOW))
    assert parts.writer.drain()


def asked(parts: Parts, project: int, user: str) -> erasure.Erasure:
    id = Id(node_of(project, "user", user), "user", user)
    return erasure.ask(parts.store, parts.identities, parts.erased, project, id, "", NOW)


def places(parts: Parts, writer: Any = None) -> Places:
    facts_and_store = (parts.store, parts.warehouse, parts.journal, parts.identities, parts.erased)
    return Places(*facts_and_store, writer or parts.writer, DECODE, lambda: NOW, (parts.live,), PEPPER)


def work(project: int, made: erasure.Erasure) -> Job:
    return Job(1, project, erasure.KIND, {"erasure": made.id}, 1, "test")


def users(parts: Parts, project: int) -> dict[str, int]:
    return dict(parts.warehouse.query(sql("SELECT user_id, count() FROM events GROUP BY user_id"), project).rows)


STEPS: list[tuple[Any, str]] = [
    (erasing.personal, "forget"),
    (facts, "_leave_the_disk"),
    (erasing.personal, "scrub"),
]


@pytest.mark.parametrize(("place", "step"), STEPS, ids=[step for _, step in STEPS])
def test_cut_short_anywhere_it_goes_on_and_the_receipt_is_whole(
    parts: Parts, number: int, monkeypatch: pytest.MonkeyPatch, place: Any, step: str
) -> None:
    send(parts, number, user_id="gone", anonymous_id="phone")
    send(parts, number, user_id="stays")
    made = asked(parts, number, "gone")
    with monkeypatch.context() as broken:
        broken.setattr(place, step, _breaks)
        with pytest.raises(Unavailable):
            erasing.erase(places(parts), work(number, made))
    assert erasure.find(parts.store, number, made.id).state == "doing"
    erasing.erase(places(parts), work(number, made))
    found = erasure.find(parts.store, number, made.id)
    assert (found.state, found.ids, found.went["facts.events"], found.went["store.identity_node"]) == ("done", 2, 1, 2)
    assert users(parts, number) == {"stays": 1}
    assert erasure.whom(parts.store, number, made.id) is None


def _breaks(*_: Any) -> None:
    raise Unavailable(about="cut short")


def test_done_twice_it_changes_nothing(parts: Parts, number: int) -> None:
    send(parts, number, user_id="gone")
    made = asked(parts, number, "gone")
    erasing.erase(places(parts), work(number, made))
    first = erasure.find(parts.store, number, made.id)
    erasing.erase(places(parts), work(number, made))
    assert erasure.find(parts.store, number, made.id) == first


def test_an_id_that_a_block_in_hand_joins_goes_too(parts: Parts, number: int) -> None:
    send(parts, number, user_id="gone")
    made = asked(parts, number, "gone")
    in_hand = Event(event="view", user_id="gone", anonymous_id="tablet", timestamp=NOW, received_at=NOW)
    parts.identities.resolve(number, [in_hand])  # decoded before the person was barred
    erasing.erase(places(parts), work(number, made))
    assert erasure.find(parts.store, number, made.id).ids == 2
    send(parts, number, anonymous_id="tablet")
    assert users(parts, number) == {}


class Importing:
    """The writer, while an import that read its rows before the person was barred has them still in hand: whoever has
    the lock has waited until they are written."""

    def __init__(self, writer: Writer, write: Callable[[], object]) -> None:
        self.drain, self._write = writer.drain, write

    @property
    @contextmanager
    def alone(self) -> Iterator[None]:
        self._write()
        yield


def test_an_import_that_has_read_them_already_is_waited_for(parts: Parts, number: int) -> None:
    send(parts, number, user_id="gone")
    importer = Importer(number, parts.warehouse, parts.identities, nullcontext())
    event = Event(
        id="1", event="bought", source=SOURCE, user_id="gone", anonymous_id="tv", timestamp=NOW, received_at=NOW
    )
    made = asked(parts, number, "gone")
    writer = Importing(parts.writer, lambda: importer.take(Batch(events=[event])))
    erasing.erase(places(parts, writer), work(number, made))
    assert users(parts, number) == {}
    assert erasure.find(parts.store, number, made.id).ids == 2


def test_what_was_just_seen_is_forgotten(parts: Parts, number: int) -> None:
    parts.live.publish(number, [Event(event="view", user_id="gone", timestamp=NOW, received_at=NOW)], [7])
    parts.live.forget(number, [7])
    assert parts.live.recent(number) == []


def test_an_import_brings_nobody_back(parts: Parts, number: int) -> None:
    send(parts, number, user_id="gone")
    erasing.erase(places(parts), work(number, asked(parts, number, "gone")))
    importer = Importer(number, parts.warehouse, parts.identities, parts.writer.alone, bar=parts.erased.bar)
    row = {"event": "bought", "source": SOURCE, "timestamp": NOW, "received_at": NOW}
    events = [Event(id=user, user_id=user, **row) for user in ("gone", "stays")]
    found = importer.take(Batch(events=events))
    assert (found.rows, found.new, found.rejected) == (2, 1, 1)
    assert users(parts, number) == {"stays": 1}


def test_erased_people_stay_barred_after_a_restart(parts: Parts, number: int) -> None:
    send(parts, number, user_id="gone")
    asked(parts, number, "gone")
    again = type(parts.erased)(parts.store, PEPPER)
    late = Event(event="late", user_id="gone", timestamp=NOW, received_at=NOW)
    assert [one.code for one in again.bar(number, Batch(events=[late])).rejects] == ["person_erased"]
    assert again.bar(number + 1, Batch(events=[late])).events == [late]


class Slow:
    alone = nullcontext()

    def drain(self, timeout: float = 0) -> bool:
        return False


def test_a_slow_writer_is_waited_for(parts: Parts, number: int) -> None:
    send(parts, number, user_id="gone")
    made = asked(parts, number, "gone")
    with pytest.raises(Unavailable):
        erasing.erase(places(parts, Slow()), work(number, made))
    assert users(parts, number) == {"gone": 1}
