"""Who is planted as leaving is found as declining, and who is planted as a leader ranks in the top percentile."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from demo.history import written
from served import Caller, Server
from uems.demo.history import planned
from uems.demo.population import ZONE, World
from uems.demo.truth import TRUTHS
from uems.events.event import Event
from uems.events.request import Batch
from uems.people.lifecycle.rules import DEFAULT

END = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=5)
PEOPLE = 4_000
COUNTS = {"sign_up", "onboarding_done", "order_paid", "share", "invite_sent", "invite_accepted", "review_left"}
SINCE = timedelta(days=30)
"""Whoever left before that is dormant by now."""


@dataclass(frozen=True, slots=True)
class Planted:
    """`left` = when somebody opened the page and decided to go, by user id; `leaders` = user ids."""

    caller: Caller
    left: dict[str, datetime]
    leaders: set[str]


@pytest.fixture(scope="module", params=[11, 12])
def planted(request: pytest.FixtureRequest, server: Server) -> Iterator[Planted]:
    world = World(request.param, PEOPLE, END)
    people, state = written(world)
    caller = server.project("world", "Asia/Shanghai")
    told = [event for some in people for event in _telling(some)]
    for start in range(0, len(told), 20_000):
        body = msgspec.json.encode(Batch(events=told[start : start + 20_000]))
        assert caller.http.post("/api/import", content=body).json()["rejected"] == 0
    born = planned(world, state.days)[0].people
    each = list(zip(born, state.memories, strict=False))
    left = {one.user: datetime.fromtimestamp(m.signalled / 1000, UTC) for one, m in each if m.gone and m.signalled}
    yield Planted(caller, left, {one.user for one, m in each if one.leader and m.signed})
    caller.http.close()


def _telling(events: list[Event]) -> Iterator[Event]:
    """One person's events without those that say nothing new: the first of each day, and what counts for itself."""
    days = set()
    for event in events:
        day = event.timestamp.astimezone(ZONE).date()
        closing = event.properties.get("page") == TRUTHS.churn.page
        if day not in days or event.event in COUNTS or event.type == "identify" or closing:
            yield event
        if event.event not in DEFAULT.passive:
            days.add(day)


def _users(page: Any) -> set[str]:
    return {id["value"] for one in page["items"] for id in one["ids"] if id["namespace"] == "user"}


@pytest.mark.parametrize("ago", [0, 14])
def test_who_leaves_is_found_as_declining(planted: Planted, ago: int) -> None:
    now = END - timedelta(days=ago)
    body = {"condition": {"state": ["declining"]}, "limit": 500, "now": now.isoformat()}
    found = _users(planted.caller.post("/api/persons/query", body))
    leaving = {user for user, at in planted.left.items() if now - SINCE < at <= now}
    assert len(leaving) >= 15
    hits = len(found & leaving)
    assert hits / len(found) >= 0.8, f"precision {hits}/{len(found)}"
    assert hits / len(leaving) >= 0.8, f"recall {hits}/{len(leaving)}"


def test_without_the_signal_their_own_habit_does_not_tell(planted: Planted) -> None:
    """Why signals are part of the rules: these people come so seldom that two weeks of silence prove nothing."""
    rules = planted.caller.get("/api/lifecycle/rules")["rules"] | {"signals": []}
    counts = planted.caller.post("/api/lifecycle/preview", {"rules": rules, "now": END.isoformat()})["states"]
    declining = next(one["people"] for one in counts if one["state"] == "declining")
    assert declining < 0.5 * sum(at > END - SINCE for at in planted.left.values())


def test_the_planted_leaders_are_in_the_top_percentile(planted: Planted) -> None:
    assert len(planted.leaders) >= 5
    cell = {"query": {"kind": "kol", "now": END.isoformat()}, "cell": {"percentile": 99}, "limit": 1000}
    top = _users(planted.caller.post("/api/insight/people", cell))
    assert planted.leaders <= top
    ranking = planted.caller.post("/api/kol", {"now": END.isoformat(), "limit": 5})
    assert all(_users({"items": [one["person"]]}) <= planted.leaders for one in ranking["items"])
