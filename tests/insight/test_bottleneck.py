"""Bottlenecks: days of setting out, change points, the corrected tests, the arithmetic, and the parts of a change."""

from datetime import UTC, datetime, timedelta
from math import isclose
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.small_world import World, only, person
from uems.insight import bottleneck, bottleneck_answer, edge_days, funnel_time
from uems.insight import cell as cells
from uems.insight.bottleneck import Series
from uems.insight.bottleneck_answer import Group, LostCell, Point, Watched
from uems.insight.change_point import last_break, stretches
from uems.insight.edge_days import Days, Way
from uems.insight.friction import error_names
from uems.insight.funnel_question import Funnel, Step, Window
from uems.insight.funnel_time import Leg
from uems.insight.journey_map import Edge, Worth
from uems.insight.root_cause import decomposed
from uems.metrics.asked import Span
from uems.metrics.period import Calendar
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql

SINCE = datetime(2024, 1, 1, tzinfo=UTC)
HOUR = Window(1, "hours")


@pytest.fixture
def world(warehouse: Warehouse, project: int) -> World:
    return World(warehouse, project)


def at(world: World, who: str, event: str, moment: datetime, **properties: Any) -> None:
    world.did(who, event, moment.isoformat(timespec="milliseconds").removesuffix("+00:00"), **properties)


def test_every_day_says_what_the_funnel_by_day_of_entry_says_on_a_random_world(world: World) -> None:
    dice = Random(5)
    for _ in range(500):
        moment = SINCE + timedelta(minutes=dice.randrange(0, 14 * 1440, 10))
        at(world, f"p{dice.randrange(40)}", dice.choice("ABX"), moment)
    span, scope = Span(SINCE, SINCE + timedelta(days=10)), world.scope()
    window = Window(30, "hours")
    asked = Days((Way((only("A"),), (only("B"),), window), Way((only("A"),), (only(None),), window)), span)
    rows = scope.ask(edge_days.question(asked, (), scope)).rows
    days = {row[3]: row[4:6] for row in rows if row[0] == 0}
    steps = (Step(only("A"), "A"), Step(only("B"), "B"))
    course = funnel_time.course(Funnel(steps, span, window=window), Leg(0, 1), Calendar("day", scope.zone), scope)
    said = {n: pair for n, pair in enumerate(zip(course.whole.entered, course.whole.converted, strict=True)) if pair[0]}
    assert days == said
    assert 0 < sum(k for _, k in days.values()) < sum(n for n, _ in days.values())


def test_money_goes_to_the_last_start_before_it_and_counts_once(world: World) -> None:
    at(world, "ann", "A", SINCE)
    at(world, "ann", "A", SINCE + timedelta(days=1))
    at(world, "ann", "B", SINCE + timedelta(days=1, minutes=5), revenue=70)
    at(world, "bob", "A", SINCE)
    at(world, "bob", "B", SINCE + timedelta(hours=60), revenue=500)
    worth = Worth(only("B"), "revenue")
    span = Span(SINCE, SINCE + timedelta(days=10))
    asked = Days((Way((only("A"),), (only("B"),), Window(2, "days")),), span, worth=worth)
    rows = world.scope().ask(edge_days.question(asked, (), world.scope())).rows
    assert sorted(row[3:] for row in rows) == [(0, 2, 1, 0.0), (1, 1, 1, 70.0)]


@pytest.mark.parametrize("others", [(), ("a", "b", "c", "d", "e")])
def test_a_person_stands_at_the_value_of_their_first_start_of_the_day(world: World, others: tuple[str, ...]) -> None:
    at(world, "ann", "A", SINCE, os="ios")
    at(world, "ann", "A", SINCE + timedelta(hours=1), os="web")
    at(world, "bob", "A", SINCE)
    span, scope = Span(SINCE, SINCE + timedelta(days=3)), world.scope()
    asked = Days((Way((only("A"),), (only("B"),), HOUR),), span, ("os", *others), Worth(only("A"), "revenue"))
    keys = edge_days.values(asked, scope)
    found = {
        (keys[0][row[2] - 1] if row[1] else "all"): row[4]
        for row in scope.ask(edge_days.question(asked, keys, scope)).rows
        if row[1] < 2
    }
    assert found == {"all": 2, '"ios"': 1, "": 1}


def test_people_who_were_merged_set_out_as_one(world: World) -> None:
    at(world, "ann", "A", SINCE)
    at(world, "device", "B", SINCE + timedelta(minutes=5))
    moved = {"project_id": world.project.number, "node_id": person("device"), "person_id": person("ann"), "version": 1}
    world._insert("person_overrides", [moved])
    span, scope = Span(SINCE, SINCE + timedelta(days=3)), world.scope()
    asked = Days((Way((only("A"),), (only("B"),), HOUR),), span, ("os",))
    rows = scope.ask(edge_days.question(asked, edge_days.values(asked, scope), scope)).rows
    assert {row[4:6] for row in rows} == {(1, 1)}


def test_a_planted_fall_is_found_on_its_day_and_plain_chance_is_not() -> None:
    dice = np.random.default_rng(3)
    entered = dice.poisson(60, 90).astype(float)
    flat = dice.binomial(entered.astype(int), 0.8)
    assert len(stretches(entered.tolist(), flat.tolist())) == 1
    shares = np.where(np.arange(90) < 69, 0.8, 0.5)
    found = last_break(entered.tolist(), dice.binomial(entered.astype(int), shares).tolist())
    assert found is not None
    assert abs(found.now.since - 69) <= 1
    assert abs(found.before.rate - 0.8) < 0.05
    assert found.p < 1e-6


def test_chance_alone_seldom_looks_like_a_change() -> None:
    dice, seen = np.random.default_rng(8), 0
    for _ in range(200):
        entered = dice.poisson(30, 60)
        seen += len(stretches(entered.tolist(), dice.binomial(entered, 0.3).tolist())) > 1
    assert seen <= 6


@given(
    st.dictionaries(
        st.sampled_from("abcdef"),
        st.tuples(st.integers(0, 500), st.floats(0, 1), st.integers(0, 500), st.floats(0, 1)),
        min_size=1,
    )
)
def test_the_parts_of_a_change_sum_to_the_change(groups: dict[str, tuple[int, float, int, float]]) -> None:
    before = {value: (float(n), float(round(n * share))) for value, (n, share, _, _) in groups.items()}
    now = {value: (float(n), float(round(n * share))) for value, (_, _, n, share) in groups.items()}
    found = decomposed(before, now)
    sums = [[sum(pair[n] for pair in side.values()) for n in (0, 1)] for side in (before, now)]
    if not sums[0][0] or not sums[1][0]:
        assert found is None
        return
    assert found is not None
    change = sums[1][1] / sums[1][0] - sums[0][1] / sums[0][0]
    assert isclose(sum(one.rate + one.mix for one in found.parts), change, abs_tol=1e-9)
    assert isclose(found.rate + found.mix, change, abs_tol=1e-9)


def test_who_came_alone_is_mix_and_how_they_fared_alone_is_rate() -> None:
    mix = decomposed({"a": (50, 40), "b": (50, 10)}, {"a": (20, 16), "b": (80, 16)})
    assert mix is not None
    assert isclose(mix.change, -0.18)
    assert isclose(mix.mix, -0.18)
    rate = decomposed({"a": (50, 40), "b": (50, 10)}, {"a": (50, 20), "b": (50, 10)})
    assert rate is not None
    assert isclose(rate.rate, -0.2)
    assert isclose(rate.mix, 0, abs_tol=1e-12)
    assert rate.parts[0].value == "a"


def series(*stretch: tuple[int, float, float], money: float = 10.0) -> Series:
    """Of (days, entered a day, share)."""
    n = np.concatenate([np.full(days, entered) for days, entered, _ in stretch])
    k = np.concatenate([np.full(days, entered * share) for days, entered, share in stretch])
    return Series(n, k, k * money)


def test_the_arithmetic_of_a_fall_of_one_group_is_its_own_and_the_others_make_it_quasi_experimental() -> None:
    broken, fine = series((60, 100, 0.8), (21, 100, 0.45)), series((81, 200, 0.8))
    whole = Series(broken.entered + fine.entered, broken.passed + fine.passed, broken.money + fine.money)
    (one,) = bottleneck.ranked({(0, 0, 0): whole, (0, 1, 1): broken, (0, 1, 2): fine}, [81], True)
    sums = one.arithmetic
    assert (one.of, one.basis, one.evidence, one.since) == (edge_days.Of(0, 1), "history", "quasi_experimental", 60)
    assert isclose(sums.entered_per_week, 700)
    assert isclose(sums.lost_per_week, 700 * 0.35)
    assert isclose(sums.value_each or 0, 10)
    assert isclose(sums.value_per_week or 0, 2450)
    assert (sums.low or 0) < 2450 < (sums.high or 0)
    assert one.peers is not None
    assert isclose(one.peers.reference, 0.8)


def test_where_everybody_falls_together_it_is_only_before_and_after() -> None:
    a, b = series((60, 100, 0.8), (21, 100, 0.5)), series((60, 100, 0.8), (21, 100, 0.5))
    whole = Series(a.entered + b.entered, a.passed + b.passed, a.money + b.money)
    (one,) = bottleneck.ranked({(0, 0, 0): whole, (0, 1, 1): a, (0, 1, 2): b}, [81], True)
    assert (one.of, one.evidence) == (None, "correlational")
    (tried,) = bottleneck.ranked({(0, 0, 0): whole}, [81], True, frozenset({0}))
    assert tried.evidence == "experimental"


def test_a_fall_that_comes_of_who_sets_out_is_no_bottleneck() -> None:
    poor, rich = series((60, 20, 0.2), (21, 100, 0.2)), series((60, 100, 0.9), (21, 20, 0.9))
    whole = Series(poor.entered + rich.entered, poor.passed + rich.passed, poor.money + rich.money)
    fell = bottleneck.ranked({(0, 0, 0): whole}, [81], True)
    assert [(one.of, one.basis) for one in fell] == [(None, "history")]
    known = bottleneck.ranked({(0, 0, 0): whole, (0, 1, 1): poor, (0, 1, 2): rich}, [81], True)
    assert [(one.of, one.basis) for one in known] == [(edge_days.Of(0, 1), "peers")]


def test_a_group_that_always_fared_worse_is_measured_by_the_others() -> None:
    worse, fine = series((60, 100, 0.5)), series((60, 300, 0.6))
    whole = Series(worse.entered + fine.entered, worse.passed + fine.passed, worse.money + fine.money)
    (one,) = bottleneck.ranked({(0, 0, 0): whole, (0, 1, 1): worse, (0, 1, 2): fine}, [60], False)
    assert (one.basis, one.evidence, one.history) == ("peers", "correlational", None)
    assert (one.arithmetic.value_per_week, one.arithmetic.value_each) == (None, None)
    assert isclose(one.arithmetic.lost_per_week, 700 * 0.1)
    (priced,) = bottleneck.ranked({(0, 0, 0): whole, (0, 1, 1): worse, (0, 1, 2): fine}, [60], True)
    assert isclose(priced.arithmetic.value_per_week or 0, 700 * 0.1 * 0.5 * 10)


def test_a_fall_is_ranked_with_its_errors_its_causes_and_its_people(world: World) -> None:
    dice = Random(2)
    for day in range(40):
        for n in range(16):
            moment = SINCE + timedelta(days=day, minutes=30 * n)
            broken = n % 2 and day >= 25
            who, os = f"d{day}n{n}", "android" if n % 2 else "ios"
            at(world, who, "checkout", moment, os=os)
            if dice.random() < (0.2 if broken else 0.9):
                at(world, who, "paid", moment + timedelta(minutes=2), revenue=100)
            else:
                at(world, who, "payment_failed", moment + timedelta(minutes=1))
    points = (Point("checkout", "checkout", (only("checkout"),)), Point("paid", "paid", (only("paid"),)))
    watched = Watched(
        points,
        (Edge(0, 1, HOUR),),
        Span(SINCE, SINCE + timedelta(days=40)),
        ("os",),
        Worth(only("paid"), "revenue"),
        errors=("payment_failed",),
    )
    scope = world.scope()
    (one,) = bottleneck_answer.answer(watched, scope).items
    assert (one.source, one.target, one.group) == ("checkout", "paid", Group("os", "android"))
    assert one.since == SINCE + timedelta(days=25)
    assert isclose(one.arithmetic.value_each or 0, 100)
    assert (one.friction[0].kind, one.friction[0].name, one.friction[0].clear) == ("error", "payment_failed", True)
    assert one.causes[0].parts[0].value == "android"
    assert isclose(sum(part.rate + part.mix for part in one.causes[0].parts), one.causes[0].change, abs_tol=1e-9)
    cell = LostCell("checkout", "paid", one.since, one.until, one.group)
    lost = bottleneck_answer.behind(watched, cell, scope)
    rows = sql("SELECT person_id, {none} AS columns FROM ({found})", none=cells.NO_COLUMNS, found=lost)
    people = cells.everyone(rows, scope)
    # Everybody came on one day only, so people and days are as many.
    assert len(people) == round(one.arithmetic.entered * (1 - one.arithmetic.rate))
    assert person("d30n0") not in people


def stalled(world: World, minutes: float) -> Any:
    """A checkout that breaks on day 25 for one in two, who then stay so long before they leave; the others, and those
    who went on before, stay about two minutes. What the signal of staying long says of it."""
    dice = Random(4)
    for day in range(40):
        for n in range(16):
            moment = SINCE + timedelta(days=day, minutes=70 * n)
            who, os = f"d{day}n{n}", "android" if n % 2 else "ios"
            at(world, who, "checkout", moment, os=os)
            usual = dice.lognormvariate(0.7, 0.3)
            if dice.random() < (0.4 if n % 2 and day >= 25 else 0.9):
                at(world, who, "paid", moment + timedelta(minutes=usual))
            else:
                at(world, who, "leave", moment + timedelta(minutes=minutes * usual))
    points = (Point("checkout", "checkout", (only("checkout"),)), Point("paid", "paid", (only("paid"),)))
    asked = Watched(points, (Edge(0, 1, HOUR),), Span(SINCE, SINCE + timedelta(days=40)), ("os",))
    (one,) = bottleneck_answer.answer(asked, world.scope()).items
    assert one.group == Group("os", "android")
    (signal,) = [signal for signal in one.friction if signal.kind == "dwell"] or [None]
    return signal


def test_those_who_are_lost_after_staying_far_longer_than_who_goes_on_are_a_sign_of_friction(world: World) -> None:
    signal = stalled(world, 5)
    assert signal.clear
    # The middle of those who go on is e^0.7 minutes, and 3.5 of their deviations of log(1 + seconds) lie above it.
    assert 200 < signal.limit_seconds < 500
    assert signal.now > 0.6
    assert signal.before < 0.05


def test_those_who_are_lost_after_staying_as_long_as_who_goes_on_are_none(world: World) -> None:
    signal = stalled(world, 1)
    assert signal is None or not signal.clear


def test_a_project_without_events_has_no_bottleneck(world: World) -> None:
    points = (Point("a", "a", (only("A"),)), Point("b", "b", (only("B"),)))
    watched = Watched(points, (Edge(0, 1, HOUR),), Span(SINCE, SINCE + timedelta(days=40)), ("os",))
    assert bottleneck_answer.answer(watched, world.scope()).items == ()


def test_names_of_errors_are_told_by_their_words() -> None:
    assert error_names(["order_paid", "payment_failed", "JS Error", "page", "video_stutter"]) == [
        "payment_failed",
        "JS Error",
        "video_stutter",
    ]
