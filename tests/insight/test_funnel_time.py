"""How long people need, how conversion changes by day of entry, and a real shop's known funnels."""

import csv
import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from insight.small_world import World, only, person
from uems.insight import funnel, funnel_time
from uems.insight.funnel import FunnelCell
from uems.insight.funnel_question import BadFunnel, Funnel, Step, Window
from uems.insight.funnel_time import Leg
from uems.metrics.asked import Span
from uems.metrics.breakdown import Breakdown, Split
from uems.metrics.period import Calendar
from uems.warehouse.client import Warehouse

SINCE = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def world(warehouse: Warehouse, project: int) -> World:
    return World(warehouse, project)


def asks(*steps: str, days: int = 4, **more: Any) -> Funnel:
    named = tuple(Step(only(step), step) for step in steps)
    return Funnel(named, Span(SINCE, SINCE + timedelta(days=days)), **{"window": Window(1, "days"), **more})


def does(world: World, who: str, name: str, hours: float, **properties: Any) -> None:
    at = SINCE + timedelta(hours=hours)
    world.did(who, name, at.isoformat(timespec="milliseconds").removesuffix("+00:00"), **properties)


@pytest.mark.parametrize("order", ["ordered", "unordered"])
def test_a_range_before_1970_is_empty(world: World, order: Any) -> None:
    does(world, "ann", "A", 0)
    since = datetime(1969, 12, 30, tzinfo=UTC)
    asked = replace(asks("A", "B", order=order), span=Span(since, since + timedelta(days=3)))
    found = funnel_time.course(asked, Leg(0, 1), Calendar("day", world.scope().zone), world.scope())
    assert found.whole.entered == (0, 0, 0)
    assert [step.people for step in funnel.answer(asked, world.scope()).steps] == [0, 0]


def test_the_last_bin_holds_the_slowest(world: World) -> None:
    for who, hours in (("ann", 1.0), ("bob", 0.5), ("cat", 20.0)):
        does(world, who, "A", 0)
        does(world, who, "B", hours)
    found = funnel_time.histogram(asks("A", "B"), Leg(0, 1), None, world.scope())
    assert [(one.from_seconds, one.to_seconds, one.people) for one in found.bins] == [
        (1800, 36900, 2),
        (36900, 72000, 0),
        (72000, 107100, 1),
    ]
    assert found.mean_seconds == 21.5 * 1200
    assert found.median_seconds == 3600
    assert len(funnel_time.histogram(asks("A", "B"), Leg(0, 1), 10, world.scope()).bins) == 11


def test_where_nobody_came_so_far_there_are_no_bins(world: World) -> None:
    does(world, "ann", "A", 0)
    found = funnel_time.histogram(asks("A", "B"), Leg(0, 1), None, world.scope())
    assert (found.bins, found.mean_seconds, found.median_seconds) == ((), None, None)


def test_a_leg_goes_forward(world: World) -> None:
    with pytest.raises(BadFunnel, match="to"):
        funnel_time.histogram(asks("A", "B"), Leg(1, 1), None, world.scope())


@pytest.mark.parametrize("order", ["ordered", "strict", "unordered"])
def test_a_person_counts_once_on_each_day_of_entry(world: World, order: Any) -> None:
    for hours in (1, 2, 25, 50):
        does(world, "ann", "A", hours)
    does(world, "ann", "B", 26)
    does(world, "bob", "A", 49)
    days = Calendar("day", world.scope().zone)
    found = funnel_time.course(asks("A", "B", order=order), Leg(0, 1), days, world.scope())
    first = 0 if order == "strict" else 1
    assert found.whole.entered == (1, 1, 2, 0)
    assert found.whole.converted == (first, 1, 0, 0)
    assert found.whole.rate == (float(first), 1.0, 0.0, None)
    assert found.complete == (True, True, True, True)


def test_conversion_by_day_splits_and_says_who(world: World) -> None:
    does(world, "ann", "A", 1, color="red")
    does(world, "ann", "B", 2)
    does(world, "bob", "A", 3, color="red")
    scope, days = world.scope(), Calendar("day", world.scope().zone)
    asked = asks("A", "B", days=1, breakdown=Breakdown((Split("color"),)))
    parts = funnel_time.course(asked, Leg(0, 1), days, scope).breakdown
    assert parts is not None
    assert [(one.value, one.entered, one.converted) for one in parts] == [("red", (2,), (1,))]
    for dropped, who in ((True, "bob"), (False, "ann")):
        cell = FunnelCell(1, dropped, None, SINCE)
        assert [row[0] for row in scope.ask(funnel.behind(asked, cell, scope, days)).rows] == [person(who)]


@pytest.fixture(scope="module")
def shop(warehouse: Warehouse, shared: Path) -> World:
    """The events of a real small shop, with their order within a millisecond as the file has it."""
    world = World(warehouse, 900_001)
    with gzip.open(shared / "data" / "events_simple_shop.csv.gz", "rt") as lines:
        for row in csv.DictReader(lines):
            world.did(row["user_id"], row["event"], row["timestamp"].replace(" ", "T"))
    world.scope()
    return world


@pytest.mark.parametrize("name", ["funnel_f1", "funnel_f2", "funnel_f3", "funnel_f4"])
def test_the_funnels_of_a_real_shop(shop: World, shared: Path, name: str) -> None:
    known = json.loads((shared / "data" / "refs.json").read_text())["simple_shop"][name]
    span = Span(datetime(2019, 1, 1, tzinfo=UTC), datetime(2021, 1, 1, tzinfo=UTC))
    asked = Funnel(tuple(Step(only(step), step) for step in known["steps"]), span, window=Window(700, "days"))
    steps = funnel.answer(asked, shop.scope()).steps
    assert [step.people for step in steps] == [step["unique_paths"] for step in known["result"]["steps"]]
