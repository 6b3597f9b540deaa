"""Twenty segments of the demo world are the people that plain Python finds in the exported events."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from demo.history import written
from served import Caller, Server
from uems.demo.population import World
from uems.events.request import Batch

END = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=5)
PEOPLE = 1_200
ANDROID = {"property": "platform", "op": "eq", "value": "android"}


@dataclass
class Person:
    """What the exports say of somebody: (when, name, properties) of each event in the order of time."""

    properties: dict[str, Any] = field(default_factory=dict)
    events: list[tuple[datetime, str, dict[str, Any]]] = field(default_factory=list)

    def did(self, name: str, days: float = 1e6, **is_: Any) -> int:
        since = END - timedelta(days=min(days, 10_000))
        return sum(
            since <= at <= END and event == name and all(said.get(key) == value for key, value in is_.items())
            for at, event, said in self.events
        )

    def total(self, name: str, key: str, least: float) -> int:
        return sum(at <= END and event == name and said.get(key, -1) >= least for at, event, said in self.events)

    def then(self, first: str, second: str, hours: float) -> bool:
        """The second at most so many hours after the first; both in one millisecond count in any order."""
        starts = [at for at, event, _ in self.events if event == first and at <= END]
        ends = [at for at, event, _ in self.events if event == second and at <= END]
        return any(start <= end <= start + timedelta(hours=hours) for start in starts for end in ends)


def never(name: str) -> dict[str, Any]:
    return {"did": name, "times": {"op": "eq", "value": 0}}


def person(name: str, op: str, *value: Any) -> dict[str, Any]:
    return {"person": name, "op": op, **({"value": value[0]} if value else {})}


CASES: list[tuple[dict[str, Any], Callable[[Person], Any]]] = [
    ({"did": "order_paid"}, lambda p: p.did("order_paid")),
    ({"did": "order_paid", "within": {"days": 7}}, lambda p: p.did("order_paid", 7)),
    (never("sign_up"), lambda p: not p.did("sign_up")),
    ({"did": "add_to_cart", "times": {"op": "gte", "value": 3}}, lambda p: p.did("add_to_cart") >= 3),
    (
        {"did": "app_open", "times": {"op": "between", "value": [2, 5]}, "within": {"days": 14}},
        lambda p: 2 <= p.did("app_open", 14) <= 5,
    ),
    ({"did": "checkout_started", "where": [ANDROID]}, lambda p: p.did("checkout_started", platform="android")),
    (
        {"all": [{"did": "add_to_cart", "within": {"days": 30}}, never("order_paid")]},
        lambda p: p.did("add_to_cart", 30) and not p.did("order_paid"),
    ),
    ({"any": [{"did": "share"}, {"did": "invite_sent"}]}, lambda p: p.did("share") or p.did("invite_sent")),
    ({"not": {"any": [{"did": "page"}, {"did": "app_open"}]}}, lambda p: not (p.did("page") or p.did("app_open"))),
    (person("country", "eq", "CN"), lambda p: p.properties.get("country") == "CN"),
    (person("country", "ne", "CN"), lambda p: p.properties.get("country") != "CN"),
    (person("country", "in", ["SG", "US"]), lambda p: p.properties.get("country") in {"SG", "US"}),
    (person("level", "is_set"), lambda p: p.properties.get("level") is not None),
    (person("channel", "not_set"), lambda p: p.properties.get("channel") is None),
    (person("channel", "starts_with", "wechat"), lambda p: str(p.properties.get("channel", "")).startswith("wechat")),
    (person("name", "contains", "a"), lambda p: "a" in str(p.properties.get("name", ""))),
    (
        {"did": "order_paid", "where": [{"property": "revenue", "op": "gte", "value": 300}]},
        lambda p: p.total("order_paid", "revenue", 300),
    ),
    (
        {"sequence": [{"event": "product_viewed"}, {"event": "order_paid"}], "within": {"hours": 24}},
        lambda p: p.then("product_viewed", "order_paid", 24),
    ),
    (
        {"sequence": [{"event": "sign_up"}, {"event": "onboarding_done"}], "within": {"hours": 1}},
        lambda p: p.then("sign_up", "onboarding_done", 1),
    ),
    (
        {
            "all": [
                person("region", "eq", "overseas"),
                {"any": [{"did": "lesson_completed"}, {"not": {"did": "review_left"}}]},
                {"did": "page", "where": [ANDROID], "times": {"op": "lt", "value": 4}},
            ]
        },
        lambda p: (
            p.properties.get("region") == "overseas"
            and (p.did("lesson_completed") or not p.did("review_left"))
            and p.did("page", platform="android") < 4
        ),
    ),
]


@pytest.fixture(scope="module")
def shop(server: Server) -> Iterator[Caller]:
    caller = server.project("segments", "Asia/Shanghai")
    told = [event for some in written(World(11, PEOPLE, END))[0] for event in some]
    for start in range(0, len(told), 20_000):
        body = msgspec.json.encode(Batch(events=told[start : start + 20_000]))
        assert caller.http.post("/api/import", content=body).json()["rejected"] == 0
    yield caller
    caller.http.close()


@pytest.fixture(scope="module")
def people(shop: Caller) -> dict[str, Person]:
    """By public id, from the two exports alone."""

    def lines(what: str) -> Iterator[dict[str, Any]]:
        for line in shop.http.get(f"/api/export/{what}", timeout=120).text.splitlines():
            yield json.loads(line)

    found = {one["id"]: Person(one["properties"]) for one in lines("persons")}
    for event in lines("events"):
        if event["event"] and event["person_id"] in found:
            said = (datetime.fromisoformat(event["timestamp"]), event["event"], event["properties"])
            found[event["person_id"]].events.append(said)
    return found


@pytest.mark.parametrize(("condition", "meant"), CASES, ids=[json.dumps(one)[:60] for one, _ in CASES])
def test_a_segment_is_who_plain_python_finds(
    shop: Caller, people: dict[str, Person], condition: dict[str, Any], meant: Callable[[Person], Any]
) -> None:
    expected = sorted(id for id, one in people.items() if meant(one))
    assert 0 < len(expected) < len(people), "a segment that tells nobody apart"
    answer = shop.post("/api/segments/preview", {"condition": condition, "now": END.isoformat()})
    assert (answer["people"], [one["id"] for one in answer["sample"]]) == (len(expected), expected[:10])
