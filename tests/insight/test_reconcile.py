"""The difference of two numbers, explained to the person, in a world where every cause occurs."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from insight.small_world import World, only, person
from uems.insight import cell, funnel, metric_number, number, reconcile, retention, trend
from uems.insight.cell import RetentionCell, TrendCell
from uems.insight.funnel import FunnelCell
from uems.insight.funnel_question import Funnel, Step, Window
from uems.insight.number import NotComparable
from uems.insight.reconcile import Asked, Side
from uems.insight.retention_rows import Retention
from uems.insight.trend import Series, Trend
from uems.metrics import definition, series
from uems.metrics.asked import span
from uems.metrics.breakdown import Breakdown, Split
from uems.metrics.people_rows import Question
from uems.metrics.period import Calendar
from uems.metrics.series import Spot
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.warehouse.client import Warehouse
from uems.warehouse.facts import Known

CN = {"property": "country", "op": "eq", "value": "CN"}
SEEN = datetime(2024, 1, 10, tzinfo=UTC)
WHOLE, PAID = TrendCell(), FunnelCell(1)
MOVED = datetime(2024, 1, 15, tzinfo=UTC)
Found = dict[tuple[str, Side], set[str]]
EXPECTED: Found = {
    ("late", "b"): {"belated"},
    ("merge", "a"): {"was two"},
    ("merge", "b"): {"is one"},
    ("filter", "a"): {"german", "german without a view"},
    ("window", "a"): {"slow"},
    ("period", "a"): {"looked before"},
    ("period", "b"): {"paid after"},
    ("order", "a"): {"never looked"},
    ("dedupe", "both"): {"paid twice"},
}


@pytest.fixture
def world(warehouse: Warehouse, project: int) -> World:
    """Who looks and pays in the first week of 2024, and why it is not the same people who are counted."""
    made = World(warehouse, project)

    def paid(who: str, looked: str | None, *days: str, country: str = "CN") -> None:
        if looked is not None:
            made.did(who, "view", looked)
        for day in days:
            made.did(who, "pay", day, country=country, price=10)

    paid("quick", "2024-01-02", "2024-01-03")
    paid("never looked", None, "2024-01-02")
    paid("slow", "2024-01-01", "2024-01-06")
    paid("looked before", "2023-12-30", "2024-01-02")
    paid("paid after", "2024-01-07", "2024-01-08")
    paid("paid after without a view", None, "2024-01-08")
    paid("german", "2024-01-02", "2024-01-03", country="DE")
    paid("german without a view", None, "2024-01-03", country="DE")
    paid("paid twice", "2024-01-02", "2024-01-03", "2024-01-03T18:00:00")
    paid("belated", "2024-01-02", "2024-01-03")
    made.rows[-1]["received_at"] = "2024-01-20T00:00:00"
    paid("was two", None, "2024-01-03")
    paid("is one", "2024-01-02")
    moved = {"node_id": person("was two"), "person_id": person("is one"), "version": int(MOVED.timestamp() * 1e6)}
    made._insert("person_overrides", [{"project_id": project, **moved}])
    return made


def names(world: World) -> dict[int, str]:
    return {person(who): who for who in world.persons}


def of_trend(scope: Scope, measure: Any = "total", at: TrendCell = WHOLE, **more: Any) -> Asked:
    asked = Trend(
        (Series(Which(only("pay", *more.pop("where", ()))), measure, more.pop("property", None)),),
        Calendar("day", scope.zone),
        span("2024-01-01", more.pop("until", "2024-01-07"), scope),
        **more,
    )
    return Asked(number.of_trend(asked, at, scope), asked, scope)


def of_funnel(scope: Scope, at: FunnelCell = PAID, **more: Any) -> Asked:
    steps = (Step(only("view"), "view"), Step(only("pay", *more.pop("where", (CN,))), "pay"))
    given = {"window": Window(2, "days"), **more}
    asked = Funnel(steps, span("2024-01-01", given.pop("until", "2024-01-07"), scope), **given)
    return Asked(number.of_funnel(asked, at, scope), asked, scope)


def found(a: Asked, b: Asked, known: dict[int, str]) -> Found:
    """Who stands under which cause on which side."""
    sides: tuple[Side, ...] = ("a", "b", "both")
    every = {
        (cause, side): {known[row[0]] for row in b.scope.ask(reconcile.behind(a, b, cause, side)).rows}
        for cause in reconcile.CAUSES
        for side in sides
    }
    return {key: people for key, people in every.items() if people}


def check(a: Asked, b: Asked, known: dict[int, str], explained: Found) -> None:
    """Nobody stands under two causes, and what everybody adds sums to the difference."""
    one, other = (dict(x.scope.ask(x.number.whole(x.scope)).rows) for x in (a, b))
    everybody = [known[p] for p in one.keys() | other.keys() if one.get(p, 0) != other.get(p, 0)]
    listed = [who for people in explained.values() for who in people]
    assert sorted(listed) == sorted(everybody)
    assert explained == EXPECTED


def test_every_person_stands_under_the_one_cause_and_all_sum_to_the_difference(world: World) -> None:
    known, scope = names(world), world.scope("2024-02-01T00:00:00")
    then = replace(scope, known=Known(SEEN, SEEN))
    a, b = of_trend(then), of_funnel(scope)
    check(a, b, known, found(a, b, known))
    answered = reconcile.answer(a, b)
    # Of the eight who had paid by the tenth one paid twice; five took the second step.
    assert (answered.a.value, answered.a.people, answered.b.value, answered.b.people) == (9, 8, 5, 5)
    assert answered.difference == 4 == sum(part.difference for part in answered.causes)
    for part in answered.causes:
        sizes = [len(EXPECTED.get((part.cause, side), ())) for side in ("a", "b", "both")]
        assert [part.only_a, part.only_b, part.both] == sizes
    assert {part.cause: part.difference for part in answered.causes} == {
        "late": -1, "merge": 0, "filter": 2, "window": 1, "period": 0, "order": 1, "dedupe": 1,
    }  # fmt: skip


def test_the_other_way_round_everybody_has_the_same_cause(world: World) -> None:
    known, scope = names(world), world.scope("2024-02-01T00:00:00")
    then = replace(scope, known=Known(SEEN, SEEN))
    turned = found(of_funnel(scope), of_trend(then), known)
    other: dict[Side, Side] = {"a": "b", "b": "a", "both": "both"}
    assert {(cause, other[side]): people for (cause, side), people in turned.items()} == EXPECTED
    there, back = reconcile.answer(of_trend(then), of_funnel(scope)), reconcile.answer(of_funnel(scope), of_trend(then))
    assert there.difference == -back.difference
    assert [part.difference for part in there.causes] == [-part.difference for part in back.causes]


def test_whoever_sums_up_one_change_after_the_other_explains_people_who_need_no_explanation(world: World) -> None:
    """The naive way: whoever comes or goes at a change is put down to it."""
    known, scope = names(world), world.scope("2024-02-01T00:00:00")
    a, b = of_trend(replace(scope, known=Known(SEEN, SEEN))), of_funnel(scope)
    before, naive = dict(scope.ask(a.number.whole(a.scope)).rows), {}
    for change in reconcile._changes(a, b):
        after = dict(scope.ask(change.weights(change.scope)).rows)
        for one in before.keys() | after.keys():
            if before.get(one, 0) != after.get(one, 0):
                side: Side = "both" if one in before and one in after else "a" if one in before else "b"
                naive.setdefault((change.cause, side), set()).add(known[one])
        before = after
    with pytest.raises(AssertionError):
        check(a, b, known, naive)
    assert "paid after without a view" in naive["order", "a"], "who is in neither number"


def test_the_numbers_are_those_that_the_questions_answer(world: World) -> None:
    scope = world.scope("2024-02-01T00:00:00")
    day = TrendCell(bucket=datetime(2024, 1, 3, tzinfo=UTC))
    cases: list[tuple[Asked, float]] = []
    for measure, more in (("total", {}), ("people", {}), ("sum", {"property": "price"}), ("first_time", {}),
                          ("people_7d", {}), ("people", {"cumulative": True}),
                          ("people", {"breakdown": Breakdown((Split("country"),))})):  # fmt: skip
        at = replace(day, breakdown="DE") if "breakdown" in more else day
        asked = of_trend(scope, measure, at, **more)
        drawn = trend.answer(asked.question, scope)  # type: ignore[arg-type]
        line = next(line for line in drawn.series if "breakdown" not in more or line.breakdown == "DE")
        cases.append((asked, line.values[2]))
    asked = of_funnel(
        scope, FunnelCell(1, breakdown=("CN",)), breakdown=Breakdown((Split("country"),)), by_value="last"
    )
    parts = funnel.answer(asked.question, scope).breakdown or ()  # type: ignore[arg-type]
    cases.append((asked, next(part.steps[1].people for part in parts if part.value == "CN")))
    cases += [of_cell(scope, column) for column in (0, 1)]
    cases += [of_point(scope, one, side) for one in METRICS for side in ("counted", "all")]
    for asked, value in cases:
        plain = of_trend(scope)
        answered = reconcile.answer(asked, plain)
        assert answered.a.value == value, asked.question
        assert round(sum(part.difference for part in answered.causes), 6) == answered.difference == value - 10
        whole = {row[0] for row in scope.ask(asked.number.whole(scope)).rows}
        assert whole, asked.question


def of_cell(scope: Scope, column: int) -> tuple[Asked, float]:
    asked = Retention(
        Which(only("view")), Which(only("pay")), "first_in_range", "on", (), "calendar",
        Calendar("day", scope.zone), 4, span("2024-01-01", "2024-01-07", scope),
    )  # fmt: skip
    at = RetentionCell(datetime(2024, 1, 2, tzinfo=UTC), column)
    cohort = retention.answer(asked, scope).cohorts[1]
    assert cell.of_retention(asked, at, scope)
    return Asked(number.of_retention(asked, at, scope), asked, scope), cohort.returned[column]


PAY: dict[str, Any] = {"event": "pay"}
METRICS: tuple[dict[str, Any], ...] = (
    {"kind": "proportion", "event": PAY},
    {"kind": "proportion", "event": PAY, "base": {"event": "view"}, "window": {"days": 2}},
    {"kind": "proportion", "event": PAY, "lookback": 3},
    {"kind": "sum", "event": {"event": "pay", "property": "price"}, "cap": {"value": 15}},
    {"kind": "retention", "event": PAY, "base": {"event": "view"}, "days": [1, 1]},
    {"kind": "funnel", "steps": [{"event": "view"}, PAY], "window": {"days": 2}},
    {"kind": "ratio", "event": {"event": "pay", "property": "price"}, "base": {"event": "view"}},
)


def of_point(scope: Scope, given: dict[str, Any], side: Any) -> tuple[Asked, float]:
    asked = Question(definition.parse(given), Calendar("day", scope.zone), span("2024-01-01", "2024-01-07", scope))
    day = datetime(2024, 1, 2, tzinfo=UTC)
    point = series.answer(asked, {}, scope).lines[0].points[1]
    value = point.numerator if asked.metric.kind == "sum" else point.people
    if side == "counted" and asked.metric.kind != "sum":
        value = len(scope.ask(series.behind(asked, Spot(day), scope)).rows)
    assert value is not None
    return Asked(metric_number.of_metric(asked, Spot(day, side), scope), asked, scope), value


def test_a_number_that_is_not_made_of_people_is_refused(world: World) -> None:
    scope = world.scope("2024-02-01T00:00:00")
    with pytest.raises(NotComparable):
        of_funnel(scope, FunnelCell(1, dropped=True))
    asked = Question(definition.parse(METRICS[1]), Calendar("day", scope.zone), span("2024-01-01", None, scope))
    with pytest.raises(NotComparable):
        metric_number.of_metric(asked, Spot(side="missing"), scope)
    formula = definition.parse({"kind": "formula", "formula": "A", "parts": ["revenue"]})
    with pytest.raises(series.NobodyBehind):
        metric_number.of_metric(replace(asked, metric=formula), Spot(), scope)
