"""What comes back: canonical events newest first, rejects with their counts, promoted columns equal to `props`."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from events.world import NOW, Alone, event, read, request
from uems.base.ids import hash64
from uems.base.page import BadCursor
from uems.events.journal import Journal
from uems.events.live import Live
from uems.events.recent import recent, rejected
from uems.events.request import Accepted, Batch
from uems.events.row import EVENTS, canonical, canonical_of, digest, event_columns
from uems.events.writer import Writer
from uems.warehouse.client import Warehouse
from uems.warehouse.facts import PROMOTED
from uems.warehouse.sql import sql

FULL: dict[str, Any] = {
    "id": "m-1",
    "source": "segment",
    "user_id": "张三",
    "anonymous_id": "a-1",
    "prev_id": "p",
    "groups": {"company": "c1"},
    "group": {"type": "company", "id": "c1", "set": {"plan": "pro"}},
    "ops": {"set": {"name": "张三", "vip": None}},
    "timestamp": NOW - timedelta(milliseconds=1),
    "original_timestamp": NOW - timedelta(hours=2),
    "sent_at": NOW,
    "time_flags": ("skewed",),
    "session_id": "s",
    "context": {"page": {"path": "/"}, "n": 1.5},
    "properties": {"price": 12.5, "coupon": None, "list": [1, "二", {"a": True}], "page": "/a/b", "big": 2**70},
}


def write(folder: Path, warehouse: Warehouse, *requests: Accepted, **parts: Any) -> None:
    journal = Journal(folder / "journal.db")
    for accepted in requests:
        journal.append_now(accepted)
    writer = Writer(journal, warehouse, parts.pop("read", read), Alone(), linger=0, **parts)
    writer.turn()
    journal.close()


def test_an_event_comes_back_as_it_was_also_on_the_live_stream(
    tmp_path: Path, warehouse: Warehouse, project: int
) -> None:
    live = Live()
    nameless = event(timestamp=NOW - timedelta(hours=1))
    write(tmp_path, warehouse, request(project, event(**FULL), nameless), tell=(live.publish,))
    items = recent(warehouse, project).items
    assert items[0] == json.loads(json.dumps(canonical_of(event(**FULL), hash64(str(project), "张三"))))
    assert items == live.recent(project)[::-1]
    assert len(items[1]["id"]) == 36


@pytest.mark.parametrize("said", ["x", {"group": {"type": "company", "id": "forged"}}])
def test_what_a_sender_says_under_our_own_word_is_neither_believed_nor_in_the_way(
    tmp_path: Path, warehouse: Warehouse, project: int, said: object
) -> None:
    members: list[dict[str, Any]] = [
        {"context": {"$uems": said, "n": 0}},
        {"context": {"$uems": said, "n": 1}, "sent_at": NOW},
        {"context": {"$uems": said}},
    ]
    sent = [event(id=str(n), timestamp=NOW - timedelta(seconds=n), **one) for n, one in enumerate(members)]
    write(tmp_path, warehouse, request(project, *sent))
    found = recent(warehouse, project).items
    assert [(e["context"], e["group"]) for e in found] == [({"n": 0}, None), ({"n": 1}, None), ({}, None)]
    assert found[1]["sent_at"] is not None


def test_a_row_with_such_a_context_from_before_can_be_read() -> None:
    row = [*("",) * 11, NOW, NOW, "", '{"$uems":"x","n":1}', "", 1]
    assert canonical(row)["context"] == {"n": 1}


def test_events_are_found_by_name_time_and_person_and_pages_meet_without_gap(
    tmp_path: Path, warehouse: Warehouse, project: int
) -> None:
    sent = [
        event(id=f"{n}", event="ab"[n % 2], user_id=f"u{n % 3}", timestamp=NOW - timedelta(seconds=n // 4))
        for n in range(40)
    ]
    write(tmp_path, warehouse, request(project, *sent))
    one = hash64(str(project), "u1")
    assert {e["user_id"] for e in recent(warehouse, project, nodes=[one], people=[one]).items} == {"u1"}
    assert len(recent(warehouse, project, names=["a"], since=NOW - timedelta(seconds=2)).items) == 6
    found, cursor = [], None
    while True:
        page = recent(warehouse, project, limit=7, cursor=cursor)
        found += [e["id"] for e in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert sorted(found, key=int) == [e.id for e in sent]
    with pytest.raises(BadCursor):
        recent(warehouse, project, cursor="x'.y")


def test_rejects_are_counted_by_reason(tmp_path: Path, warehouse: Warehouse, project: int) -> None:
    def broken(accepted: Accepted) -> Batch:
        raise ValueError("no")

    write(tmp_path, warehouse, request(project, event()), request(project, event()), read=broken)
    found = rejected(warehouse, project)
    assert [(c["code"], c["count"]) for c in found["counts"]] == [("unreadable_request", 2)]
    assert found["items"][0]["sample"].startswith("[{")


def test_a_watcher_gets_what_is_published_and_the_slow_lose_the_oldest() -> None:
    async def watch() -> None:
        live = Live(recent=3, waiting=4)
        watcher = live.watch(1)
        assert await watcher.next(0.01) == []
        sent = [event(id=str(n)) for n in range(6)]
        await asyncio.to_thread(live.publish, 1, sent[:3], [1, 1, 1])
        await asyncio.to_thread(live.publish, 1, sent[3:], [1, 1, 1])
        assert [e["id"] for e in await watcher.next(1)] == ["2", "3", "4", "5"]
        assert watcher.dropped == 2
        assert [e["id"] for e in live.recent(1)] == ["5", "4", "3"]
        assert live.recent(2) == []
        live.leave(1, watcher)

    asyncio.run(watch())


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", min_size=1), inner, max_size=2),
    max_leaves=4,
)


@settings(max_examples=40, deadline=None)
@example(values=[1e15, 1e16, 1e20, 1e21, 2.0**64, 1e-5, 1e-6, 1e-7, -0.0, 5e-324, -1.5e18, 2**64 - 1, -(2**63)])
@example(values=["\x1f\x0b\\u001f/\x7f\u2028", {"\x1f": "\x1f"}])
@given(values=st.lists(VALUES, min_size=1, max_size=60))
def test_a_promoted_column_holds_what_a_lookup_in_props_answers(warehouse: Warehouse, values: list[Any]) -> None:
    n = len(values)
    ids = [digest(str(number)) for number in range(n)]
    held = event_columns([1] * n, [event(properties={"page": v}) for v in values], ids, [(1, 1)] * n)
    columns = [name for name, _ in EVENTS]
    props, page = ([text.decode() for text in held[columns.index(name)]] for name in ("props", PROMOTED["page"]))
    asked = sql("SELECT arrayMap(p -> JSONExtractRaw(p, 'page'), {props:Array(String)})", props=props)
    assert page == warehouse.query_all(asked).scalar()
