"""How people are spread over how often they do something: counts, days, hours, sums, ranges, and who is behind."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from insight.small_world import World, only
from uems.insight import cell, distribution
from uems.insight.distribution import BadDistribution, Distribution, DistributionCell
from uems.metrics.asked import Span
from uems.metrics.breakdown import Breakdown, Split
from uems.metrics.period import Calendar
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.warehouse.client import Warehouse

SINCE = datetime(2024, 1, 1, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")


def asks(measure: Any = "times", days: int = 10, **more: Any) -> Distribution:
    span = Span(SINCE, SINCE + timedelta(days=days))
    return Distribution(Which(only("buy")), span, Calendar("day", ZONE), measure, **more)


@pytest.fixture
def world(warehouse: Warehouse, project: int) -> World:
    return World(warehouse, project, "Asia/Shanghai")


@pytest.fixture
def bought(world: World) -> dict[str, list[tuple[datetime, float]]]:
    """Who bought when for how much; some say no amount."""
    random, found = Random(2), {}
    for n in range(80):
        who = f"p{n}"
        found[who] = [
            (SINCE + timedelta(minutes=random.randrange(10 * 1440)), float(random.randint(-5, 60)))
            for _ in range(int(random.expovariate(0.15)) + 1)
        ]
        for at, amount in found[who]:
            world.did(who, "buy", at.isoformat().removesuffix("+00:00"), amount=amount, shop=f"s{n % 4}")
        world.did(who, "look", "2024-01-01")
    return found


def number(measure: str, events: list[tuple[datetime, float]]) -> float:
    """The same in plain Python."""
    if measure == "times":
        return len(events)
    if measure == "sum":
        return sum(amount for _, amount in events)
    form = "%Y-%m-%d" if measure == "days" else "%Y-%m-%d %H"
    return len({at.astimezone(ZONE).strftime(form) for at, _ in events})


@pytest.mark.parametrize("measure", ["times", "days", "hours", "sum"])
@pytest.mark.parametrize("cuts", [(), (2.0, 5.0, 8.5)])
def test_everybody_is_in_the_range_of_their_number(world: World, bought: Any, measure: str, cuts: Any) -> None:
    scope, asked = world.scope(), asks(measure, property="amount", cuts=cuts)
    found = distribution.answer(asked, scope)
    wanted = [number(measure, events) for events in bought.values()]
    assert found.whole.total == len(wanted)
    assert found.whole.mean == pytest.approx(sum(wanted) / len(wanted))
    for place, (one, people) in enumerate(zip(found.ranges, found.whole.people, strict=True)):
        inside = [n for n in wanted if (one.low is None or n >= one.low) and (one.high is None or n < one.high)]
        assert len(inside) == people, place
        assert counted(asked, DistributionCell(one.low, one.high), scope) == people
    if not cuts:
        assert len(found.ranges) > 3


def test_more_hours_than_one_number_holds_are_counted_too(world: World, bought: Any) -> None:
    scope = world.scope()
    wide, narrow = asks("hours", days=300), asks("hours", days=10)
    assert distribution.answer(wide, scope).whole == distribution.answer(narrow, scope).whole


@pytest.mark.parametrize("seed", range(5))
def test_the_spread_of_counted_numbers_is_that_of_the_numbers(seed: int) -> None:
    random = Random(seed)
    many = [float(random.randint(1, 9)) for _ in range(random.randint(1, 30))]
    found = distribution._spread(sorted(Counter(many).items()), (3.0, 5.0))
    assert found.people == tuple(sum(low <= n < high for n in many) for low, high in ((0, 3), (3, 5), (5, 99)))
    assert (found.total, found.mean) == (len(many), pytest.approx(sum(many) / len(many)))
    assert found.median == median(many)


def counted(asked: Distribution, wanted: DistributionCell, scope: Scope) -> int:
    return cell.counted(distribution.behind(asked, wanted, scope), scope)


def test_small_numbers_have_a_range_each(world: World) -> None:
    for who, times in (("ann", 1), ("bob", 3), ("cat", 3)):
        for hour in range(times):
            world.did(who, "buy", f"2024-01-02T{hour:02}:00:00")
    found = distribution.answer(asks(), world.scope())
    assert [(one.low, one.high) for one in found.ranges] == [(None, 2), (2, 3), (3, None)]
    assert (found.whole.people, found.whole.median) == ((1, 0, 2), 3)


def test_each_bucket_has_its_own_distribution_in_the_projects_days(world: World, bought: Any) -> None:
    days = Calendar("day", ZONE)
    scope, asked = world.scope(), asks(cuts=(2.0,), each=days)
    found = distribution.answer(asked, scope)
    for bucket, spread in zip(found.buckets, found.each, strict=True):
        on_day = Counter(who for who, events in bought.items() for at, _ in events if days.floor(at) == bucket)
        assert spread.people == (sum(n < 2 for n in on_day.values()), sum(n >= 2 for n in on_day.values()))
        assert counted(asked, DistributionCell(2.0, None, bucket), scope) == spread.people[1]
    assert len(found.buckets) == 11  # ten days of UTC touch eleven of Shanghai


def test_values_of_a_breakdown_and_the_rest(world: World, bought: Any) -> None:
    scope, asked = world.scope(), asks(cuts=(3.0,), breakdown=Breakdown((Split("shop"),), 3))
    found = distribution.answer(asked, scope)
    assert found.breakdown is not None
    assert [(part.value, part.spread.total) for part in found.breakdown] == [
        ("s0", 20),
        ("s1", 20),
        ("s2", 20),
        ("$other", 20),
    ]
    for part in found.breakdown:
        cells = (DistributionCell(None, 3.0, None, (part.value,)), DistributionCell(3.0, None, None, (part.value,)))
        assert tuple(counted(asked, one, scope) for one in cells) == part.spread.people


def test_whoever_has_no_number_is_not_summed_up(world: World) -> None:
    world.did("ann", "buy", "2024-01-02", amount=5)
    world.did("bob", "buy", "2024-01-02", amount="much")
    found = distribution.answer(asks("sum", property="amount"), world.scope())
    assert (found.whole.total, found.whole.mean) == (1, 5.0)


def test_nobody_gives_empty_ranges(world: World) -> None:
    found = distribution.answer(asks(cuts=(2.0,)), world.scope())
    assert (found.whole.people, found.whole.mean, found.breakdown) == ((0, 0), None, None)
    assert distribution.answer(asks(), world.scope()).whole.people == (0,)


@pytest.mark.parametrize(
    ("asked", "about"), [(asks("sum"), "property"), (asks(cuts=(2.0, 2.0)), "cuts"), (asks(cuts=(3.0, 1.0)), "cuts")]
)
def test_what_has_no_meaning_is_refused(world: World, asked: Distribution, about: str) -> None:
    with pytest.raises(BadDistribution, match=about):
        distribution.answer(asked, world.scope())
