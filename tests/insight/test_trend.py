"""Trends: buckets of the project's calendar, measures, breakdowns, comparison and formulas."""

from datetime import UTC, datetime
from typing import Any

import pytest

from insight.small_world import World, only
from uems.insight.trend import BadTrend, Series, Trend, answer
from uems.metrics import formula
from uems.metrics.asked import span
from uems.metrics.breakdown import Breakdown, Split
from uems.metrics.formula import BadFormula
from uems.metrics.period import Calendar
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.warehouse.client import Warehouse


def ask(scope: Scope, since: str | None, until: str | None, *series: Series, **changes: Any) -> Trend:
    calendar = Calendar(changes.pop("interval", "day"), scope.zone)
    return Trend(series or (Series(Which(only("buy"))),), calendar, span(since, until, scope), **changes)


def values(asked: Trend, scope: Scope) -> list[tuple[float, ...]]:
    return [line.values for line in answer(asked, scope).series]


def measured(measure: Any, property: str | None = None, event: str = "buy", **where: Any) -> Series:
    return Series(Which(only(event, *([where] if where else []))), measure, property)


@pytest.fixture
def scope(warehouse: Warehouse, project: int) -> Scope:
    world = World(warehouse, project)
    world.did("ann", "buy", "2024-01-01", price=10, country="CN")
    world.did("ann", "buy", "2024-01-01", price=30, country="CN")
    world.did("bob", "buy", "2024-01-01", price="20.5", country="DE")
    world.did("bob", "buy", "2024-01-03", price=5, country="DE")
    world.did("eve", "buy", "2024-01-04", country="FR")
    world.did("eve", "look", "2024-01-04", price=7)
    world.knows("ann", level="gold")
    world.knows("bob", level="iron")
    return world.scope("2024-01-05T00:00:00")


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("total", (3, 0, 1, 1)),
        ("people", (2, 0, 1, 1)),
        ("per_person", (1.5, 0, 1, 1)),
        ("per_person_max", (2, 0, 1, 1)),
        ("per_person_min", (1, 0, 1, 1)),
        ("people_7d", (2, 2, 2, 3)),
        ("first_time", (2, 0, 0, 1)),
        ("sum", (60.5, 0, 5, 0)),
        ("min", (10, 0, 5, 0)),
        ("max", (30, 0, 5, 0)),
        ("p50", (20.5, 0, 5, 0)),
        ("median", (20.5, 0, 5, 0)),
        ("avg", (60.5 / 3, 0, 5, 0)),
    ],
)
def test_each_measure(scope: Scope, measure: str, expected: tuple[float, ...]) -> None:
    series = measured(measure, "price" if expected[-1] == 0 else None)
    assert values(ask(scope, "2024-01-01", "2024-01-04", series), scope) == [pytest.approx(expected)]


@pytest.mark.parametrize("measure", ["total", "people_7d"])
def test_a_range_before_1970_is_empty(scope: Scope, measure: str) -> None:
    assert values(ask(scope, "1969-12-31", "1970-01-02", measured(measure)), scope) == [(0, 0, 0)]


@pytest.mark.parametrize("word", ["nan", "inf", "-Infinity", "1e999"])
def test_a_word_that_reads_like_a_number_is_none(warehouse: Warehouse, project: int, word: str) -> None:
    world = World(warehouse, project)
    for price in (10, word, 30):
        world.did("ann", "buy", "2024-01-01", price=price)
    scope = world.scope("2024-01-05T00:00:00")
    series = [measured(measure, "price") for measure in ("sum", "max", "min", "avg")]
    assert values(ask(scope, "2024-01-01", "2024-01-01", *series), scope) == [(40,), (30,), (10,), (20,)]
    split = Breakdown((Split("price", bins=2),))
    found = answer(ask(scope, "2024-01-01", "2024-01-01", breakdown=split), scope).series
    assert {line.breakdown: line.total for line in found} == {"[10,20)": 1, "[20,30]": 1, None: 1}


def test_a_sum_beyond_every_number_is_drawn_as_nothing(warehouse: Warehouse, project: int) -> None:
    world = World(warehouse, project)
    for _ in range(2):
        world.did("ann", "buy", "2024-01-01", price=1.5e308)
    scope = world.scope("2024-01-05T00:00:00")
    assert values(ask(scope, "2024-01-01", "2024-01-01", measured("sum", "price")), scope) == [(0,)]


@pytest.mark.parametrize("text", ["A*1" + "0" * 400, "A*1e999"])
def test_a_formula_with_a_number_beyond_every_number_is_refused(text: str) -> None:
    with pytest.raises(BadFormula):
        formula.parse(text, 1)


def test_a_formula_that_leaves_the_numbers_is_nothing() -> None:
    assert formula.compute(formula.parse("A*1e308*1e308", 1), [2.0]) == 0
    assert formula.compute(formula.parse("A*1e308*1e308-A*1e308*1e308", 1), [2.0]) == 0
    assert formula.compute(formula.parse("-A/2", 1), [3.0]) == -1.5


def test_the_total_of_people_counts_each_person_once(scope: Scope) -> None:
    assert answer(ask(scope, "2024-01-01", "2024-01-04", measured("people")), scope).series[0].total == 3


def test_a_measure_of_a_number_needs_a_property(scope: Scope) -> None:
    with pytest.raises(BadTrend):
        answer(ask(scope, "2024-01-01", None, measured("sum")), scope)


def test_no_events_give_a_line_of_zeros(scope: Scope) -> None:
    assert values(ask(scope, "2024-01-01", "2024-01-02", measured("total", event="never")), scope) == [(0, 0)]


def test_a_breakdown_keeps_the_largest_values_and_shows_the_rest_as_other(scope: Scope) -> None:
    asked = ask(scope, "2024-01-01", "2024-01-04", breakdown=Breakdown((Split("country"),), limit=2))
    lines = [(line.breakdown, line.values) for line in answer(asked, scope).series]
    assert lines == [("CN", (2, 0, 0, 0)), ("DE", (1, 0, 1, 0)), ("$other", (0, 0, 0, 1))]


def test_a_breakdown_by_the_person_shows_what_is_missing_as_null(scope: Scope) -> None:
    asked = ask(scope, "2024-01-01", "2024-01-04", measured("people"), breakdown=Breakdown((Split("level", "person"),)))
    lines = [(line.breakdown, line.total) for line in answer(asked, scope).series]
    assert lines == [("iron", 1), ("gold", 1), (None, 1)]


def test_a_breakdown_by_several_properties_and_by_ranges_of_a_number(scope: Scope) -> None:
    by = Breakdown((Split("country"), Split("price", bins=2)), listed=True)
    lines = [
        (line.breakdown, line.total) for line in answer(ask(scope, "2024-01-01", None, breakdown=by), scope).series
    ]
    assert sorted(lines, key=str) == [
        (["CN", "[17.5,30]"], 1),
        (["CN", "[5,17.5)"], 1),
        (["DE", "[17.5,30]"], 1),
        (["DE", "[5,17.5)"], 1),
        (["FR", None], 1),
    ]


def test_a_formula_divides_series_and_gives_0_for_division_by_0(scope: Scope) -> None:
    asked = ask(scope, "2024-01-01", "2024-01-04", measured("total"), measured("people"), formula="(A-B)/B*100")
    assert values(asked, scope)[2] == (50, 0, 0, 0)


@pytest.mark.parametrize("formula", ["C", "__import__('os')", "A**9", "A if B else A", "A//B", "", "'x'", "A.real"])
def test_a_formula_of_anything_else_is_refused(scope: Scope, formula: str) -> None:
    with pytest.raises(BadFormula):
        answer(ask(scope, "2024-01-01", None, measured("total"), measured("people"), formula=formula or " "), scope)


def test_compare_draws_the_period_of_the_same_length_before(scope: Scope) -> None:
    drawn = answer(ask(scope, "2024-01-03", "2024-01-04", compare="previous"), scope)
    assert [(line.period, line.values) for line in drawn.series] == [("current", (1, 1)), ("previous", (3, 0))]
    assert drawn.previous_buckets is not None
    assert [f"{b:%d}" for b in drawn.previous_buckets] == ["01", "02"]


def test_cumulative_people_count_each_person_once(scope: Scope) -> None:
    assert values(ask(scope, "2024-01-01", "2024-01-04", measured("people"), cumulative=True), scope) == [(2, 2, 2, 3)]
    assert values(ask(scope, "2024-01-01", "2024-01-04", cumulative=True), scope) == [(3, 3, 4, 5)]


def test_rolling_is_the_mean_of_the_last_buckets(scope: Scope) -> None:
    assert values(ask(scope, "2024-01-01", "2024-01-04", rolling=2), scope) == [(3, 1.5, 0.5, 1)]


def test_only_the_last_bucket_is_not_complete(scope: Scope) -> None:
    assert answer(ask(scope, "2024-01-03", "2024-01-05"), scope).complete == (True, True, False)


def test_days_follow_the_zone_and_its_clock_changes(warehouse: Warehouse, project: int) -> None:
    world = World(warehouse, project, "America/New_York")
    world.did("ann", "buy", "2024-03-10T04:59:00")  # 9 March, 23:59
    world.did("ann", "buy", "2024-03-10T05:00:00")  # 10 March, 00:00, a day of 23 hours
    world.did("ann", "buy", "2024-03-11T03:59:59")  # 10 March, 23:59
    world.did("ann", "buy", "2024-03-11T04:00:00")  # 11 March
    scope = world.scope("2024-03-12T00:00:00")
    assert values(ask(scope, "2024-03-09", "2024-03-11"), scope) == [(1, 2, 1)]
    hours = answer(ask(scope, "2024-03-10", "2024-03-10", interval="hour"), scope)
    assert (len(hours.buckets), sum(hours.series[0].values)) == (23, 2)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai"])
@pytest.mark.parametrize("interval", ["minute", "hour", "day", "week", "month"])
def test_no_event_falls_out_of_its_bucket(warehouse: Warehouse, project: int, zone: str, interval: str) -> None:
    world = World(warehouse, project, zone)
    times = ["2024-03-30T13:30", "2024-03-31T00:10", "2024-03-31T12:45", "2024-04-01T23:59:59.999", "2024-04-02T00:00"]
    for when in times:
        world.did("ann", "buy", when)
    scope = world.scope("2024-04-03T00:00:00")
    calendar = Calendar(interval, scope.zone)  # type: ignore[arg-type]
    asked = Trend((Series(Which(only("buy"))),), calendar, span("2024-03-30T00:00", "2024-04-02T00:01", scope))
    drawn = answer(asked, scope)
    for bucket, count in zip(drawn.buckets, drawn.series[0].values, strict=True):
        n = calendar.number_of(bucket)
        held = [t for t in times if calendar.number_of(_utc(t)) == n and asked.span.since <= _utc(t) < asked.span.until]
        assert count == len(held)


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
