"""How long from one event to the next: which starts and ends make a pair, quantiles, bins, and who is behind."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import numpy as np
import pytest

from insight.small_world import World, only
from uems.insight import cell, interval
from uems.insight.funnel_question import Window
from uems.insight.interval import BadInterval, Interval, IntervalCell
from uems.metrics.asked import Span
from uems.metrics.breakdown import Breakdown, Split
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.warehouse.client import Warehouse

SINCE = datetime(2024, 1, 1, tzinfo=UTC)
HOUR = 3600.0


@pytest.fixture
def world(warehouse: Warehouse, project: int) -> World:
    return World(warehouse, project)


def asks(start: str | None = "A", end: str | None = "B", days: float = 4, **more: Any) -> Interval:
    return Interval(Which(only(start)), Which(only(end)), Span(SINCE, SINCE + timedelta(days=days)), **more)


def does(world: World, who: str, name: str, hours: float, **properties: Any) -> None:
    at = SINCE + timedelta(hours=hours)
    world.did(who, name, at.isoformat(timespec="milliseconds").removesuffix("+00:00"), **properties)


def seconds(asked: Interval, scope: Scope) -> list[float]:
    return sorted(row[2] / 1000 for row in scope.ask(interval.intervals(asked, scope)).rows)


@pytest.mark.parametrize(
    ("pair", "hours"), [("last", [1.0, 4.0]), ("first", [3.0, 5.0]), ("every", [1.0, 3.0, 4.0, 5.0])]
)
def test_several_starts_before_one_end(world: World, pair: Any, hours: list[float]) -> None:
    for at, name in ((0, "A"), (2, "A"), (3, "B"), (4, "B"), (5, "A"), (6, "A"), (10, "B"), (11, "A")):
        does(world, "ann", name, at)
    assert seconds(asks(pair=pair), world.scope()) == [hour * HOUR for hour in hours]


def test_from_an_event_to_the_next_of_its_kind(world: World) -> None:
    for at in (0, 1, 3, 3, 7):
        does(world, "ann", "A", at)
    does(world, "bob", "A", 1)
    assert seconds(asks("A", "A"), world.scope()) == [0.0, HOUR, 2 * HOUR, 4 * HOUR]


def test_at_one_millisecond_the_start_comes_first(world: World) -> None:
    does(world, "ann", "B", 1)
    does(world, "ann", "A", 1)
    assert seconds(asks(), world.scope()) == [0.0]
    assert seconds(asks("B", "A"), world.scope()) == [0.0]


def test_starts_lie_in_the_range_and_ends_in_the_window(world: World) -> None:
    for who, start, end in (("ann", -1, 1), ("bob", 95, 97), ("cat", 96, 97), ("dan", 5, 35), ("eve", 5, 36)):
        does(world, who, "A", start)
        does(world, who, "B", end)
    window = Window(30, "hours")
    assert seconds(asks(window=window), world.scope()) == [2 * HOUR, 30 * HOUR]
    assert seconds(asks(window=window), world.scope("2024-01-05T00:00:00")) == [30 * HOUR]


def test_a_held_property_is_the_same_at_both_ends(world: World) -> None:
    for at, name, order in ((0, "A", 1), (1, "A", 2), (2, "B", 1), (5, "B", 2), (6, "A", None), (7, "B", None)):
        does(world, "ann", name, at, order=order)
    assert seconds(asks(hold="order"), world.scope()) == [2 * HOUR, 4 * HOUR]


def plainly(events: Sequence[tuple[float, str]], pair: str, window: float) -> list[float]:
    """The same as the words say it, one event after the other."""
    found: list[float] = []
    waiting: list[float] = []
    for at, name in sorted(events):
        if name == "B":
            chosen = {"last": waiting[-1:], "first": waiting[:1], "every": waiting}[pair]
            found += [at - start for start in chosen if at - start <= window]
            waiting = []
        else:
            waiting.append(at)
    return sorted(found)


@pytest.mark.parametrize("pair", ["last", "first", "every"])
def test_intervals_are_those_of_a_plain_walk(world: World, pair: Any) -> None:
    random, wanted = Random(3), []
    for n in range(60):
        hours = random.sample(range(80), random.randint(0, 25))
        events = [(float(hour), random.choice("AAB")) for hour in hours]
        for hour, name in events:
            does(world, f"p{n}", name, hour)
        wanted += plainly(events, pair, 24)
    scope, asked = world.scope(), asks(pair=pair, window=Window(1, "days"))
    assert seconds(asked, scope) == [one * HOUR for one in sorted(wanted)]
    found = interval.answer(asked, scope).whole
    assert found.intervals == len(wanted)
    quantiles = [found.p5, found.p25, found.p50, found.p75, found.p95]
    assert quantiles == pytest.approx(list(np.quantile(wanted, [0.05, 0.25, 0.5, 0.75, 0.95]) * HOUR))
    assert found.mean == pytest.approx(np.mean(wanted) * HOUR)


def test_bins_hold_every_interval_and_their_people(world: World) -> None:
    random = Random(5)
    for n in range(100):
        does(world, f"p{n % 40}", "A", n / 10)
        does(world, f"p{n % 40}", "B", n / 10 + random.expovariate(1), country=random.choice(["CN", "DE", "FR"]))
    scope = world.scope()
    asked = asks(pair="every")
    for bins in (None, 1, 7):
        found = interval.answer(replace(asked, bins=bins), scope)
        assert sum(one.intervals for one in found.bins) == found.whole.intervals > 90
        assert bins is None or len(found.bins) <= bins
        assert [one.to_seconds for one in found.bins[:-1]] == [one.from_seconds for one in found.bins[1:]]
        for one in found.bins:
            behind = interval.behind(asked, IntervalCell(one.from_seconds, one.to_seconds), scope)
            assert cell.counted(behind, scope) == one.people
    assert cell.counted(interval.behind(asked, IntervalCell(), scope), scope) == found.whole.people


def test_a_breakdown_is_read_at_the_start_and_its_parts_sum_to_the_whole(world: World) -> None:
    for n in range(12):
        does(world, f"p{n}", "A", n, color="red" if n < 6 else f"c{n}")
        does(world, f"p{n}", "B", n + 1 + n % 3, color="blue")
    scope, asked = world.scope(), asks(breakdown=Breakdown((Split("color"),), 2))
    found = interval.answer(asked, scope)
    assert found.breakdown is not None
    assert [(part.value, part.box.intervals) for part in found.breakdown] == [("red", 6), ("c10", 1), ("$other", 5)]
    for part in found.breakdown:
        assert (
            cell.counted(interval.behind(asked, IntervalCell(None, None, (part.value,)), scope), scope)
            == part.box.people
        )
    with pytest.raises(BadInterval, match=r"cell\.breakdown"):
        interval.behind(asked, IntervalCell(None, None, ("blue",)), scope)


def test_without_intervals_there_is_no_box(world: World) -> None:
    does(world, "ann", "A", 1)
    found = interval.answer(asks(), world.scope())
    assert (found.whole.intervals, found.whole.p50, found.bins) == (0, None, ())


def test_a_window_without_length_is_refused(world: World) -> None:
    with pytest.raises(BadInterval, match="window"):
        interval.answer(asks(window=Window(0, "days")), world.scope())
