"""The timeline over HTTP, on a real server: session by session, filtered by event, and from any date back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from served import Caller

DAY = datetime(2026, 6, 1, 10, tzinfo=UTC)


def seen(event: str, minute: float, session: str = "", **properties: Any) -> dict[str, Any]:
    when = (DAY + timedelta(minutes=minute)).isoformat()
    what = {"id": f"{event} {minute}", "event": event, "timestamp": when, "user_id": "u", "properties": properties}
    return what | ({"session_id": session} if session else {})


@pytest.fixture
def visitor(caller: Caller) -> Caller:
    """Two sessions of an SDK, the first with a payment of the server's in its middle, and two without a name."""
    caller.send(
        seen("view", 0, "s1", country="CN", page="/a"),
        seen("paid", 5),
        seen("view", 10, "s1", page="/b"),
        seen("paid", 34.9),
        seen("call", 64.9),
        seen("view", 200, "s2", device="phone"),
        {**seen("view", 200, "s2"), "user_id": "v"},
    )
    return caller


def told(caller: Caller, **asked: Any) -> list[tuple[str, int, float]]:
    return [(o["id"], o["events"], o["seconds"] / 60) for o in caller.get("/api/persons/u/sessions", **asked)["items"]]


def test_sessions_are_told_apart_by_their_id_else_by_half_an_hour_of_silence(visitor: Caller) -> None:
    answer = visitor.get("/api/persons/u/sessions")
    assert told(visitor) == [("s2", 1, 0), ("", 1, 0), ("", 2, 29.9), ("s1", 2, 10)]
    assert answer["items"][-1]["place"] == {"country": "CN", "page": "/a"}
    assert answer["items"][-1]["names"] == [{"event": "view", "count": 2}]
    assert answer["names"] == [{"event": name, "count": n} for name, n in [("view", 3), ("paid", 2), ("call", 1)]]


def test_a_filter_keeps_whole_sessions_and_a_date_is_jumped_to(visitor: Caller) -> None:
    assert told(visitor, event="call") == [("", 1, 0)]
    assert told(visitor, event=["call", "view"]) == [("s2", 1, 0), ("", 1, 0), ("s1", 2, 10)]
    assert told(visitor, before="2026-06-01T10:05:00Z") == [("s1", 2, 10)]
    assert told(visitor, before="2026-06-01T10:05:00.001") == [("", 2, 29.9), ("s1", 2, 10)]


def test_pages_meet_without_gap(visitor: Caller) -> None:
    found, cursor = [], None
    while True:
        page = visitor.get("/api/persons/u/sessions", limit=1, **({"cursor": cursor} if cursor else {}))
        assert (page["names"] is None) == (cursor is not None)
        found += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert found == visitor.get("/api/persons/u/sessions")["items"]


def test_the_events_of_a_session_are_asked_of_the_timeline(visitor: Caller) -> None:
    for one in visitor.get("/api/persons/u/sessions")["items"]:
        span = {"since": one["start"], "before": (datetime.fromisoformat(one["end"]) + timedelta(milliseconds=1))}
        found = visitor.get("/api/persons/u/timeline", session=one["id"], **span)["items"]
        assert len(found) == one["events"]
    names = [one["event"] for one in visitor.get("/api/persons/u/timeline", event=["paid", "call"])["items"]]
    assert names == ["call", "paid", "paid"]


def test_refusals_say_why(visitor: Caller) -> None:
    for path, status in {
        "/api/persons/nobody/sessions": 404,
        "/api/persons/u/sessions?cursor=x": 422,
        "/api/persons/u/sessions?before=soon": 422,
    }.items():
        assert visitor.http.get(path).status_code == status
