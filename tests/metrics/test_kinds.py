"""Every kind of metric against numbers computed by hand."""

from datetime import UTC, datetime
from typing import Any

import pytest

from insight.small_world import World, only, person
from uems.insight import retention, trend
from uems.insight.retention_rows import Retention
from uems.metrics import definition, direct, series
from uems.metrics.asked import span
from uems.metrics.breakdown import Breakdown, Split
from uems.metrics.metric import BadMetric, Metric
from uems.metrics.people_rows import Question, people_rows
from uems.metrics.period import Calendar
from uems.metrics.series import Series, Spot, behind
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql

VISIT, ORDER = {"event": "visit"}, {"event": "order"}
PAID = {"event": "order", "property": "revenue"}
NET = {"events": [PAID, {"event": "refund", "property": "revenue", "sign": -1}]}


@pytest.fixture
def scope(warehouse: Warehouse, project: int) -> Scope:
    world = World(warehouse, project)
    world.did("ann", "visit", "2024-01-01", country="CN")
    world.did("ann", "sign_up", "2024-01-01T13:00:00")
    world.did("ann", "order", "2024-01-02", revenue=100)
    world.did("ann", "order", "2024-01-09", revenue=50)
    world.did("ann", "refund", "2024-01-10", revenue=50)
    world.did("bob", "visit", "2024-01-01", country="DE")
    world.did("bob", "order", "2024-01-01T13:00:00", revenue=30)
    world.did("eve", "visit", "2024-01-02", country="CN")
    world.did("eve", "visit", "2024-01-03", country="CN")
    world.did("eve", "order", "2024-01-03T13:00:00", revenue=20)
    return world.scope("2024-01-20T00:00:00")


def asked(
    metric: dict[str, Any], scope: Scope, until: str = "2024-01-04", interval: Any = "day", **more: Any
) -> Question:
    found = definition.parse(metric)
    return Question(found, Calendar(interval, scope.zone), span("2024-01-01", until, scope), **more)


def values(found: Series) -> list[float | None]:
    return [point.value for point in found.lines[0].points]


METRICS: list[tuple[str, dict[str, Any], list[float | None], float | None]] = [
    ("people", {"kind": "proportion", "event": VISIT}, [2, 1, 1, 0], 3),
    ("share of the same day", {"kind": "proportion", "event": ORDER, "base": VISIT}, [1 / 2, 0, 1, None], 1),
    (
        "share within a window",
        {"kind": "proportion", "event": ORDER, "base": VISIT, "window": {"days": 1}},
        [1 / 2, 0, 1, None],
        1 / 3,
    ),
    (
        "share within a longer window",
        {"kind": "proportion", "event": ORDER, "base": VISIT, "window": {"within": {"hours": 26}}},
        [1, 1, 1, None],
        1,
    ),
    (
        "share after a delay",
        {"kind": "proportion", "event": ORDER, "base": VISIT, "window": {"within": {"days": 7}, "delay": {"hours": 2}}},
        [1 / 2, 1, 0, None],
        2 / 3,
    ),
    ("mean of the active", {"kind": "mean", "event": PAID, "base": VISIT}, [15, 0, 20, None], 50),
    ("mean of those who did", {"kind": "mean", "event": PAID}, [30, 100, 20, None], 50),
    ("sum", {"kind": "sum", "event": PAID}, [30, 100, 20, 0], 150),
    ("ratio", {"kind": "ratio", "event": PAID, "base": VISIT}, [15, 100, 20, None], 150 / 4),
    (
        "ratio to people",
        {"kind": "ratio", "event": PAID, "base": {**ORDER, "counts": "people"}},
        [30, 100, 20, None],
        50,
    ),
    ("first ever", {"kind": "proportion", "event": {**VISIT, "first": True}}, [2, 1, 0, 0], 3),
    ("next day", {"kind": "retention", "event": VISIT, "base": VISIT, "days": [1, 1]}, [0, 1, 0, None], 1 / 3),
    ("days 1 to 2", {"kind": "retention", "event": ORDER, "base": VISIT, "days": [1, 2]}, [1 / 2, 1, 0, None], 2 / 3),
    ("median of people", {"kind": "quantile", "event": PAID}, [30, 100, 20, None], 30),
    ("median of events", {"kind": "quantile", "event": PAID, "per": "event"}, [30, 100, 20, None], 30),
    (
        "funnel",
        {"kind": "funnel", "steps": [VISIT, {"event": "sign_up"}, ORDER], "window": {"days": 2}},
        [1 / 2, 0, 0, None],
        1 / 3,
    ),
    ("participation", {"kind": "participation", "event": VISIT}, [1, 1, 1, None], 4 / 12),
    ("people who look back", {"kind": "proportion", "event": VISIT, "lookback": 2}, [2, 3, 1, 1], 1),
    ("days of the last two", {"kind": "participation", "event": VISIT, "lookback": 2}, [1 / 2, 1 / 2, 1, 1 / 2], 1 / 2),
    ("sum that looks back", {"kind": "sum", "event": PAID, "lookback": 2}, [30, 130, 120, 20], 20),
    ("capped at a number", {"kind": "sum", "event": PAID, "cap": {"value": 40}}, [30, 40, 20, 0], 90),
    ("capped at the median", {"kind": "sum", "event": PAID, "cap": {"percentile": 0.5}}, [30, 30, 20, 0], 80),
]


@pytest.mark.parametrize(("metric", "expected", "total"), [one[1:] for one in METRICS], ids=[one[0] for one in METRICS])
def test_a_kind_computes_what_a_hand_computes(
    scope: Scope, metric: dict[str, Any], expected: list[float | None], total: float | None
) -> None:
    found = series.answer(asked(metric, scope), {}, scope)
    assert values(found) == pytest.approx(expected)
    assert found.lines[0].total.value == pytest.approx(total)


def test_a_refund_takes_its_order_away(scope: Scope) -> None:
    found = series.answer(asked({"kind": "sum", "event": NET}, scope, "2024-01-10"), {}, scope)
    assert found.lines[0].total.value == 150
    assert values(found)[-2:] == [50, -50]


def test_a_formula_combines_and_divides_by_nothing_to_nothing(scope: Scope) -> None:
    parts = {
        "paid": definition.parse({"kind": "sum", "event": PAID}),
        "visitors": definition.parse({"kind": "proportion", "event": VISIT}),
    }
    asked_for = asked({"kind": "formula", "formula": "A/B", "parts": ["paid", "visitors"]}, scope)
    found = series.answer(asked_for, parts, scope)
    assert values(found) == [15, 100, 20, None]
    assert found.lines[0].total.value == 50
    with pytest.raises(series.PartMissing):
        series.answer(asked_for, {}, scope)


def test_what_can_still_change_is_marked_and_left_out_of_the_total(scope: Scope) -> None:
    metric = {"kind": "proportion", "event": ORDER, "base": VISIT, "window": {"days": 17}}
    found = series.answer(asked(metric, scope), {}, scope)
    assert found.complete == (True, True, False, False)  # of the 3rd, whoever came at its end may order until the 20th
    assert (found.lines[0].total.numerator, found.lines[0].total.denominator) == (3, 3)
    shorter = series.answer(asked(metric | {"window": {"days": 18}}, scope), {}, scope)
    assert shorter.complete == (True, False, False, False)
    assert (shorter.lines[0].total.numerator, shorter.lines[0].total.denominator) == (2, 2)


def test_a_breakdown_splits_the_people_by_what_they_entered_with(scope: Scope) -> None:
    metric = {"kind": "proportion", "event": ORDER, "base": VISIT, "window": {"days": 2}}
    found = series.answer(asked(metric, scope, breakdown=Breakdown((Split("country"),), 1)), {}, scope)
    assert [(line.breakdown, line.total.numerator, line.total.denominator) for line in found.lines] == [
        ("CN", 2, 2),
        ("$other", 1, 1),
    ]


def test_the_people_behind_a_point_are_as_many_as_it_says(scope: Scope) -> None:
    metric = {"kind": "proportion", "event": ORDER, "base": VISIT, "window": {"days": 1}}
    question, day = asked(metric, scope), datetime(2024, 1, 1, tzinfo=UTC)
    sides = {
        side: {row[0] for row in scope.ask(behind(question, Spot(day, side), scope)).rows}
        for side in ("counted", "missing")
    }
    assert sides == {"counted": {person("bob")}, "missing": {person("ann")}}
    whole = {row[0] for row in scope.ask(behind(question, Spot(None, "all"), scope)).rows}
    assert whole == {person("ann"), person("bob"), person("eve")}


@pytest.mark.parametrize("interval", ["day", "week"])
def test_the_trend_of_the_same_definition_says_the_same(scope: Scope, interval: Any) -> None:
    for metric, measure, property in (
        ({"kind": "sum", "event": PAID}, "sum", "revenue"),
        ({"kind": "sum", "event": ORDER}, "total", None),
        ({"kind": "proportion", "event": ORDER}, "people", None),
        ({"kind": "proportion", "event": {**ORDER, "first": True}}, "first_time", None),
        ({"kind": "proportion", "event": ORDER, "lookback": 7}, "people_7d", None),
    ):
        question = asked(metric, scope, "2024-01-12", interval)
        lines = trend.Series(Which(only("order")), measure, property)  # type: ignore[arg-type]
        drawn = trend.answer(trend.Trend((lines,), question.calendar, question.span), scope).series[0]
        found = series.answer(question, {}, scope).lines[0]
        assert [point.value for point in found.points] == list(drawn.values), measure
        assert found.total.value == drawn.total


def test_the_retention_of_the_same_definition_says_the_same(scope: Scope) -> None:
    metric = {"kind": "retention", "event": ORDER, "base": {**VISIT, "first": True}, "days": [1, 1]}
    question = asked(metric, scope)
    cohorts = retention.answer(
        Retention(
            *(Which(only("visit")), Which(only("order")), "first_ever", "on", (), "calendar"),
            *(question.calendar, 2, question.span),
        ),
        scope,
    ).cohorts
    points = series.answer(question, {}, scope).lines[0].points
    assert [(p.numerator or 0, p.people) for p in points] == [(c.returned[1], c.people) for c in cohorts]


@pytest.mark.parametrize(
    ("metric", "about"),
    [
        ({"kind": "mean"}, "event"),
        ({"kind": "ratio", "event": ORDER}, "base"),
        ({"kind": "funnel", "steps": [VISIT]}, "steps"),
        ({"kind": "sum", "event": ORDER, "window": {"days": 1}}, "window"),
        ({"kind": "proportion", "event": ORDER, "cap": {"value": 1}}, "cap"),
        ({"kind": "sum", "event": ORDER, "lookback": 0}, "lookback"),
        ({"kind": "sum", "event": ORDER, "colour": 1}, "colour"),
        ({"kind": "guess", "event": ORDER}, "kind"),
        ({"kind": "retention", "event": ORDER, "base": VISIT, "days": [3, 1]}, "days"),
        ({"kind": "quantile", "event": PAID, "quantile": 1}, "quantile"),
    ],
)
def test_a_definition_that_makes_no_sense_is_refused_with_its_field(metric: dict[str, Any], about: str) -> None:
    with pytest.raises(BadMetric) as refused:
        definition.parse(metric)
    assert refused.value.about == about


@pytest.mark.parametrize("metric", [one[1] for one in METRICS], ids=[one[0] for one in METRICS])
def test_a_definition_survives_its_own_json(metric: dict[str, Any]) -> None:
    found = definition.parse(metric)
    assert isinstance(found, Metric)
    assert definition.parse(definition.normal(found)) == found


def test_sums_without_a_row_for_each_person_are_those_with_one(scope: Scope) -> None:
    fitting = [metric for _, metric, *_ in METRICS if direct.fits(definition.parse(metric))]
    assert len(fitting) >= 8
    for metric in [*fitting, {"kind": "participation", "event": VISIT, "lookback": 3}]:
        question = asked(metric, scope, "2024-01-14", breakdown=Breakdown((Split("country"),)))
        rows = people_rows(question, None, scope.now, scope)
        summed = sql(
            "SELECT bucket, key, whole, toInt64(count()), sum(m), sum(d) FROM ({rows}) GROUP BY bucket, key, whole",
            rows=rows,
        )
        slow = sorted(tuple(row) for row in scope.ask(summed).rows)
        quick = sorted(tuple(row) for row in scope.ask(direct.question(question, None, scope)).rows)
        assert [tuple(map(str, row)) for row in quick] == [tuple(map(str, row)) for row in slow], metric


def test_days_to_come_are_no_days_without_the_event(scope: Scope) -> None:
    """On the 20th at midnight the month has had 19 days."""
    question = asked({"kind": "participation", "event": VISIT}, scope, "2024-01-31", "month")
    found = series.answer(question, {}, scope).lines[0]
    # Ann and Bob each on one day, Eve on two; the instant of the 20th is its day.
    assert found.total.value == found.points[0].value == 4 / (3 * 20)
