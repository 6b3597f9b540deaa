"""The portrait of a segment on the real engine: every value counted once, however many there are, in few questions."""

from collections import Counter
from typing import Any

import pytest

from people.test_segment import scope
from people.world import World, event
from uems.people import portrait
from uems.people.portrait import Field, Spread
from uems.rules.condition import parse
from uems.warehouse.client import Warehouse

PEOPLE = [
    {
        "name": f"n{n}",
        "age": n * 1.5,
        **({"level": "gold" if n % 5 == 0 else 'ba"sic'} if n % 4 else {}),
        "rank": n % 3,
    }
    for n in range(60)
]
FIELDS = [Field("person", name) for name in ("age", "name", "event", "level", "rank")]


@pytest.fixture
def crowd(world: World) -> World:
    """Sixty people, of whom the first twenty paid."""
    world.send(*(event("", n, user_id=f"u{n}", type="identify", ops={"set": PEOPLE[n]}) for n in range(60)))
    world.send(*(event("view", n, user_id=f"u{n}") for n in range(60)))
    world.send(*(event("pay", n, user_id=f"u{n}") for n in range(20)))
    return world


def spreads(world: World, fields: list[Field]) -> dict[str, Spread]:
    at = scope(world)
    found = portrait.portrait(at.people(parse({"did": "pay"})), None, fields, at)
    assert (found.people, found.against) == (20, 60)
    return {one.field.name: one for one in found.spreads}


def test_every_value_is_counted_and_the_rows_and_the_rest_are_everybody(crowd: World) -> None:
    found = spreads(crowd, [*FIELDS, Field("event", "")])
    for name in ("level", "rank", "name", "event"):
        inside = Counter(one.get(name) for one in PEOPLE[:20])
        against: Counter[Any] = Counter(one.get(name) for one in PEOPLE)
        rows = {row.value: (row.people, row.against) for row in found[name].rows}
        assert rows == {value: (inside[value], against[value]) for value in rows}, name
        assert sum(row.people for row in found[name].rows) + found[name].other == 20
    assert len([row for row in found["name"].rows if row.value is not None]) == 20
    assert {row.value for row in found["level"].rows} == {"gold", 'ba"sic', None}
    ages = [(row.low, row.high, row.people, row.against) for row in found["age"].rows]
    assert [(people, against) for *_, people, against in ages] == [(12, 12), (8, 12), (0, 12), (0, 12), (0, 12)]
    assert [low for low, *_ in ages][1:] == [high for _, high, *_ in ages][:-1]
    assert {row.value: row.people for row in found[""].rows} == {"view": 20, "pay": 20}


def test_more_fields_are_not_more_questions(crowd: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, query = list[object](), Warehouse.query
    monkeypatch.setattr(Warehouse, "query", lambda *given, **more: asked.append(given) or query(*given, **more))
    spreads(crowd, FIELDS[:1])
    few = len(asked)
    spreads(crowd, FIELDS)
    assert len(asked) == 2 * few
