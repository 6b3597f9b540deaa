"""The writer: every acknowledged event is visible once, whatever broke on the way."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from events.world import NOW, Alone, event, ids, read, request
from uems.events.journal import Journal
from uems.events.request import Accepted, Batch
from uems.events.writer import NAME, Writer
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal(tmp_path / "journal.db")
    yield opened
    opened.close()


def write(journal: Journal, warehouse: Warehouse, **parts: Any) -> None:
    Writer(journal, warehouse, parts.pop("read", read), parts.pop("resolver", Alone()), linger=0, **parts).turn()


def test_an_acknowledged_event_is_visible_after_a_drain(journal: Journal, warehouse: Warehouse, project: int) -> None:
    told: list[str] = []
    writer = Writer(
        journal, warehouse, read, Alone(), linger=30, tell=(lambda _, events, __: told.extend(e.id for e in events),)
    )
    writer.start()
    journal.append_now(request(project, event(id="a"), event(id="b")))
    assert writer.drain(10)
    assert ids(warehouse, project) == ["a", "b"]
    journal.append_now(request(project, event(id="c")))
    assert writer.drain(10)
    assert (ids(warehouse, project), writer.behind) == (["a", "b", "c"], 0)
    writer.stop()
    assert told == ["a", "b", "c"]


def test_the_same_event_sent_again_counts_once_and_the_same_id_with_other_content_is_kept(
    journal: Journal, warehouse: Warehouse, project: int
) -> None:
    journal.append_now(request(project, event(id="1"), event(id="1"), event(id="1", event="buy")))
    write(journal, warehouse)
    journal.append_now(request(project, event(id="1"), event(id="1", user_id="u2"), event(id="1", source="other")))
    write(journal, warehouse)
    journal.append_now(request(project, event(id="1"), at=NOW + timedelta(days=6)))
    write(journal, warehouse)
    assert ids(warehouse, project) == ["1"] * 4


def test_equal_events_without_id_are_one_within_an_hour_and_never_when_they_carry_no_time(
    journal: Journal, warehouse: Warehouse, project: int
) -> None:
    late = NOW + timedelta(hours=5)
    timed, timeless = event(properties={"n": 1}), event(time_flags=("missing",))
    journal.append_now(request(project, timed, timed, timeless, timeless))
    journal.append_now(request(project, timed, event(properties={"n": 2})))
    journal.append_now(request(project, event(properties={"n": 1}, received_at=late), at=late))
    write(journal, warehouse)
    assert len(ids(warehouse, project)) == 5


def test_an_addition_without_id_or_time_counts_once_when_its_request_is_sent_again(
    journal: Journal, warehouse: Warehouse, project: int
) -> None:
    add = event(type="identify", event=None, ops={"add": {"visits": 1}}, time_flags=("missing",))
    for _ in range(2):
        journal.append_now(request(project, add, add))
        write(journal, warehouse)
    assert len(ids(warehouse, project)) == 2


def test_what_cannot_be_read_or_written_becomes_a_reject_and_stops_nobody(
    journal: Journal, warehouse: Warehouse, project: int
) -> None:
    def broken(accepted: Accepted) -> Batch:
        if b"poison" in accepted.body:
            raise RecursionError("too deep")
        return read(accepted)

    def spoil(batch: Batch) -> Batch:
        spoiled = [event(id="s", user_id="\ud800")] if any(e.id == "bad" for e in batch.events) else []
        return Batch(events=[*batch.events, *spoiled])

    journal.append_now(request(project, event(id="poison")))
    journal.append_now(request(project, event(id="bad"), event(id="good")))
    write(journal, warehouse, read=broken, refine=spoil)
    assert ids(warehouse, project) == ["bad", "good"]
    codes = warehouse.query(sql("SELECT code FROM rejects ORDER BY code"), project).rows
    assert codes == [("unreadable_request",), ("unwritable_event",)]


class Crash(Exception):
    """Instead of kill -9: the process is gone at this step, a new writer starts on the same files."""


def crash(*_: object, **__: object) -> None:
    raise Crash


STEPS: dict[str, Callable[[Any], None]] = {
    "promise": lambda w: setattr(w._cursors, "promise", crash),
    "after the promise": lambda w: setattr(w, "_write", crash),
    "resolve": lambda w: setattr(w._resolver, "resolve", crash),
    "events": lambda w: setattr(w, "_insert", crash),
    "rejects": lambda w: setattr(w, "_insert", fail_at(w._insert, "rejects")),
    "settle": lambda w: setattr(w._resolver, "settle", crash),
    "commit": lambda w: setattr(w, "_commit", crash),
    "marks": lambda w: setattr(w._marks, "keep", crash),
    "telling": lambda w: setattr(w, "_tell", crash),
}


def fail_at(insert: Callable[..., None], table: str) -> Callable[..., None]:
    def instead(name: str, *rest: Any) -> None:
        if name == table:
            raise Crash
        insert(name, *rest)

    return instead


@pytest.mark.parametrize("step", STEPS)
def test_a_crash_at_any_step_loses_nothing_and_doubles_nothing(
    step: str, journal: Journal, warehouse: Warehouse, project: int
) -> None:
    def with_reject(accepted: Accepted) -> Batch:
        if b"poison" in accepted.body:
            raise ValueError("poison")
        return read(accepted)

    spread = [event(id=f"{n:02}", timestamp=NOW - timedelta(days=n * 20)) for n in range(20)]
    journal.append_now(request(project, *spread))
    journal.append_now(request(project, event(id="poison")))
    journal.append_now(request(project, spread[0], event(id="late")))
    writer = Writer(journal, warehouse, with_reject, Alone(), linger=0)
    promise = journal.cursors.promise
    STEPS[step](writer)
    with pytest.raises(Crash):
        writer.turn()
    journal.cursors.promise = promise  # type: ignore[method-assign]
    journal.append_now(request(project, spread[1], event(id="next")))
    resolver = Alone()
    for _ in range(2):
        write(journal, warehouse, read=with_reject, resolver=resolver)
    assert ids(warehouse, project) == [*(f"{n:02}" for n in range(20)), "late", "next"]
    assert warehouse.query(sql("SELECT count() FROM rejects"), project).scalar() == 1
    assert journal.cursors.at(NAME) == 4
    if step != "telling":
        assert set(resolver.settled) >= {"00", "19", "late", "next"}


def test_the_thread_tries_again_until_the_warehouse_answers(
    journal: Journal, warehouse: Warehouse, project: int
) -> None:
    writer = Writer(journal, warehouse, read, Alone(), linger=0)
    insert, failures = writer._insert, [Crash(), Crash()]

    def failing(*rest: Any) -> None:
        if failures:
            raise failures.pop()
        insert(*rest)

    writer._insert = failing  # type: ignore[method-assign]
    writer.start()
    journal.append_now(request(project, event(id="a")))
    assert writer.drain(10)
    writer.stop()
    assert (ids(warehouse, project), writer.failure) == (["a"], "")


def test_what_must_not_stay_goes_after_a_crash_too(
    journal: Journal, warehouse: Warehouse, project: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bar(_: int, batch: Batch) -> Batch:
        return Batch(events=[one for one in batch.events if one.id != "erased"])

    journal.append_now(request(project, event(id="a")))
    journal.append_now(request(project, event(id="erased")))
    with monkeypatch.context() as killed:
        killed.setattr(journal, "erase", crash)
        with pytest.raises(Crash):
            write(journal, warehouse, bar=bar)
    assert len(journal.read(0, 1 << 20)) == 2
    write(journal, warehouse, bar=bar)  # nothing has come since
    assert [position for position, _ in journal.read(0, 1 << 20)] == [1]
    assert journal.cursors.late() == []
