"""One person's facts in hand: asked of the warehouse only where there are any, and not asked for what is given."""

from typing import Any

import pytest

from people.world import World, event
from uems.people.in_hand import Hands, Waits
from uems.rules.condition import parse
from uems.store.project import Project

PRO = parse({"person": "plan", "op": "eq", "value": "pro"})
BOUGHT = parse({"did": "order_paid"})
NEVER = parse({"not": {"did": "order_paid"}})


@pytest.fixture
def asked(world: World, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the warehouse is asked from now on."""
    found: list[Any] = []
    real = world.warehouse.query

    def query(*given: Any, **more: Any) -> Any:
        found.append(given)
        return real(*given, **more)

    monkeypatch.setattr(world.warehouse, "query", query)
    return found


def hands(world: World, writes: bool = True) -> Hands:
    return Hands(world.store, world.warehouse, world.people, lambda: world.now, writes=writes)


def project(world: World) -> Project:
    return Project("p", world.project, "Shop", "UTC")


def test_somebody_never_seen_costs_no_question_to_the_facts(world: World, asked: list[Any]) -> None:
    known, shop = hands(world), project(world)
    world.people.bearer(world.project, "nobody")
    asked.clear()
    assert [known.holds(shop, "nobody", {}, one, patient=False) for one in (PRO, BOUGHT, NEVER)] == [False, False, True]
    assert known.holds(shop, "nobody", {"plan": "pro"}, PRO, patient=False)
    assert asked == []


def test_one_and_true_are_equal_and_yet_asked_apart(world: World) -> None:
    known, shop = hands(world), project(world)
    one, true = (parse({"person": "level", "op": "eq", "value": value}) for value in (1, True))
    assert one == true
    assert [known.holds(shop, "ada", {"level": "1"}, each) for each in (one, true)] == [True, False]


def test_in_a_process_that_does_not_write_nobody_is_a_stranger(world: World, asked: list[Any]) -> None:
    known, shop = hands(world, writes=False), project(world)
    world.people.bearer(world.project, "nobody")
    with pytest.raises(Waits):
        known.holds(shop, "nobody", {}, PRO, patient=False)


def test_what_was_asked_of_a_person_is_believed_for_some_seconds(world: World, asked: list[Any]) -> None:
    world.send(event("$set", 1, user_id="ada", ops={"set": {"plan": "pro"}}))
    known, shop = hands(world), project(world)
    with pytest.raises(Waits):
        known.holds(shop, "ada", {}, PRO, patient=False)
    first = known.holds(shop, "ada", {}, PRO)
    asked.clear()
    assert known.holds(shop, "ada", {}, PRO, patient=False) == first
    assert asked == []
