"""A hundred random payments of the demo world: who invited whom, the first exposure and every ad are as they happened;
the money of all trees is the money of all orders."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import msgspec
import pytest

from demo.history import written
from served import Caller, Server
from uems.demo.history import planned
from uems.demo.person import Person
from uems.demo.population import World
from uems.events.event import Event
from uems.events.request import Batch

END = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=5)
PEOPLE = 3_000
PAYMENTS = 100
KEPT = {
    "ad_clicked",
    "invite_accepted",
    "invite_sent",
    "order_paid",
    "sign_up",
    "experiment_exposed",
    "coupon_received",
}


@dataclass(frozen=True, slots=True)
class Planted:
    caller: Caller
    people: list[Person]
    lives: list[list[Event]]


@pytest.fixture(scope="module")
def planted(server: Server) -> Iterator[Planted]:
    world = World(21, PEOPLE, END)
    lives, state = written(world)
    caller = server.project("world", "Asia/Shanghai")
    told = [one for some in lives for one in some if one.event in KEPT or one.type == "identify"]
    for start in range(0, len(told), 20_000):
        body = msgspec.json.encode(Batch(events=told[start : start + 20_000]))
        assert caller.http.post("/api/import", content=body, timeout=120).json()["rejected"] == 0
    yield Planted(caller, planned(world, state.days)[0].people, lives)
    caller.http.close()


def chain(people: list[Person], place: int) -> list[str]:
    inviter = people[place].inviter
    return [] if inviter is None else [people[inviter].user, *chain(people, inviter)]


def test_a_hundred_payments_are_told_as_they_came_about(planted: Planted) -> None:
    paid = [
        (place, one)
        for place, some in enumerate(planted.lives[: len(planted.people)])
        for one in some
        if one.event == "order_paid"
    ]
    invited = [pair for pair in paid if planted.people[pair[0]].inviter is not None]
    dice = Random(5)
    chosen = dice.sample(invited, PAYMENTS // 2) + dice.sample(paid, PAYMENTS // 2)
    for place, payment in chosen:
        found = planted.caller.get("/api/trace", order=payment.properties["order_id"])
        assert found["payment"]["paid"] == f"{payment.properties['revenue']:.2f}"
        above = [[id["value"] for id in one["person"]["ids"]] for one in found["invited_by"]]
        wanted = chain(planted.people, place)
        assert len(above) == len(wanted)
        assert all(user in ids for user, ids in zip(wanted, above, strict=True))
        told = [
            (datetime.fromisoformat(one["at"]), one["event"])
            for one in found["steps"]
            if one["kind"] in ("ad", "invitation", "experiment", "coupon", "payment")
        ]
        lived = sorted(
            (one.timestamp, one.event)
            for one in planted.lives[place]
            if one.event in KEPT - {"sign_up"} and one.timestamp <= payment.timestamp
        )
        assert sorted(told) == lived


def test_the_money_of_all_trees_is_the_money_of_all_orders(planted: Planted) -> None:
    whole = sum(
        round(100 * one.properties["revenue"]) for some in planted.lives for one in some if one.event == "order_paid"
    )
    numbers = planted.caller.get("/api/trace/spread")["numbers"]
    assert round(100 * float(numbers["paid"])) == whole
    assert sum(round(100 * float(one["paid"])) for one in numbers["generations"]) == whole
    flow = planted.caller.get("/api/trace/flow", since="-40d")["flow"]
    parts = [float(one) for row in flow["channels"] for one in row["paid"]] + [float(flow["outside"])]
    assert round(100 * sum(parts)) == whole
    assert numbers["brought"] == sum(any(one.event == "invite_accepted" for one in some) for some in planted.lives)
