"""In the demo world the number of a trend and that of a funnel of the same event differ by whom plain Python says."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from demo.history import written
from served import Caller, Server
from uems.demo.population import World
from uems.events.request import Batch

END = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=5)
SINCE, UNTIL = END - timedelta(days=60), END - timedelta(days=30)
WINDOW = timedelta(hours=6)
FIRST, PAID = "search", "order_paid"
Times = dict[str, list[datetime]]
EVER = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def shop(server: Server) -> Iterator[Caller]:
    caller = server.project("world", "Asia/Shanghai")
    some = [event for events in written(World(7, 1200, END))[0] for event in events if event.event != "leave"]
    answer = caller.http.post("/api/import", content=msgspec.json.encode(Batch(events=some)), timeout=300)
    assert answer.json()["rejected"] == 0
    yield caller
    caller.http.close()


def took(did: Times, since: datetime, until: datetime, window: timedelta) -> bool:
    return any(
        since <= first < until and any(first <= paid <= first + window for paid in did.get(PAID, []))
        for first in did.get(FIRST, [])
    )


def cause(did: Times) -> tuple[str, str] | None:
    """Why a person is in one of the two numbers only, by the person's events alone."""
    reach = min(UNTIL + WINDOW, END)
    in_trend = any(SINCE <= paid < UNTIL for paid in did.get(PAID, []))
    in_funnel = took(did, SINCE, UNTIL, WINDOW)
    if in_trend == in_funnel:
        return None
    if in_funnel:
        return ("period", "b")
    forever = timedelta(days=3660)
    if not took(did, EVER, reach, forever):
        return ("order", "a")
    return ("window", "a") if took(did, SINCE, UNTIL, forever) else ("period", "a")


def test_every_difference_is_explained_to_the_person(shop: Caller) -> None:
    people: dict[str, Times] = {}
    for line in shop.http.get("/api/export/events", params={"format": "jsonl"}, timeout=300).iter_lines():
        one = json.loads(line)
        at = datetime.fromisoformat(one["timestamp"])
        people.setdefault(one["person_id"], {}).setdefault(one["event"], []).append(at)
    expected: dict[tuple[str, str], set[str]] = {}
    for who, did in people.items():
        if found := cause(did):
            expected.setdefault(found, set()).add(who)
    assert {"order", "window"} <= {cause for cause, _ in expected}, "a world in which little differs shows little"

    span = {"since": SINCE.isoformat(), "until": UNTIL.isoformat(), "now": END.isoformat()}
    series = [{"event": PAID, "measure": "people"}]
    steps = [{"event": FIRST}, {"event": PAID}]
    a: dict[str, Any] = {"query": {"kind": "trend", "series": series, **span}}
    b: dict[str, Any] = {
        "query": {"kind": "funnel", "steps": steps, "window": {"hours": 6}, **span},
        "cell": {"step": 1},
    }
    answered = shop.post("/api/metrics/reconcile", {"a": a, "b": b})
    explained = {}
    for part in answered["causes"]:
        for side, number in (("a", "only_a"), ("b", "only_b"), ("both", "both")):
            cell = {"cause": part["cause"], "side": side}
            body = {"query": {"kind": "reconcile", "a": a, "b": b}, "cell": cell, "limit": 1000}
            found = {one["id"] for one in shop.post("/api/insight/people", body)["items"]}
            assert len(found) == part[number]
            if found:
                explained[part["cause"], side] = found
    assert explained == expected
    total = shop.post("/api/insight/trend", {"series": series, "interval": "month", **span})["series"][0]["total"]
    converted = shop.post("/api/insight/funnel", {"steps": steps, "window": {"hours": 6}, **span})["steps"][1]["people"]
    assert (answered["a"]["value"], answered["b"]["value"]) == (total, converted)
    assert sum(part["difference"] for part in answered["causes"]) == answered["difference"] == total - converted > 0
