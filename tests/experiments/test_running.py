"""What happens to a running experiment: a broken guardrail pauses it, a mismatch names its cause, luck is taken off."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from insight.small_world import World
from tenant import kept_project
from uems.experiments import experiment, history, learning, register, resample, results, running, verdict
from uems.experiments.experiment import Experiment
from uems.experiments.flags import definition as flags
from uems.experiments.table import Table
from uems.experiments.verdict import Measure
from uems.metrics import registry
from uems.metrics.moments import Moments
from uems.metrics.registry import Draft
from uems.people.graph import Identities
from uems.store.client import Store
from uems.warehouse.client import Warehouse

START = datetime(2024, 2, 1, tzinfo=UTC)
NOW = START + timedelta(days=6)
ARMS = [{"key": "a", "weight": 1}, {"key": "b", "weight": 1}]
PLAN = {"key": "test", "name": "Test", "hypothesis": "", "owner": "", "variants": ARMS}
ELSEWHERE = {"event": "met", "property": "arm"}


def share(n: int, y: float) -> tuple[Moments, ...]:
    return (Moments(n, y, y, n, n, y, 0, 0, 0),)


def plan(**more: Any) -> Experiment:
    return experiment.read({**PLAN, "exposure": ELSEWHERE, "primary": "m", "least_days": 0, **more})


def told(a: tuple[int, float], b: tuple[int, float], **more: Any) -> verdict.Reading:
    table = Table({date(2024, 2, 1): {"a": share(*a), "b": share(*b)}})
    return verdict.read(plan(**more), {"m": Measure("m", "proportion")}, table, 9)


@pytest.fixture
def world(warehouse: Warehouse, project: int, store: Store) -> World:
    kept_project(store, project)
    return World(warehouse, project)


def metric(store: Store, project: int, event: str) -> str:
    given = {"kind": "proportion", "event": {"events": [{"event": event}]}}
    return registry.create(store, project, Draft(event, given, direction="down"), "", START).id


def test_a_broken_guardrail_pauses_experiment_and_flag_and_says_so(
    world: World, store: Store, warehouse: Warehouse, project: int
) -> None:
    bought, left = metric(store, project, "bought"), metric(store, project, "left")
    json = {**PLAN, "flag": "test", "primary": bought, "guardrails": [{"metric": left}]}
    kept = running.create(store, project, json, {}, "ada", START)
    running.begin(store, project, kept.id, "ada", START)
    people = Identities(store, warehouse, lambda: NOW)
    for n in range(400):
        arm, at = ("a", "b")[n % 2], START + timedelta(hours=1, minutes=n)
        met = {"$feature_flag": "test", "$feature_flag_response": arm}
        world.did(f"p{n}", "$feature_flag_called", at.isoformat()[:19], **met)
    world.scope()
    forgotten: list[int] = []
    running.watch(store, warehouse, people, NOW, forgotten.append)
    assert (register.find(store, project, kept.id).status, forgotten) == ("running", [])
    for n in range(400):
        if n % 2 or n % 10 == 0:
            world.did(f"p{n}", "left", (START + timedelta(days=2)).isoformat()[:19])
    world.scope()
    running.watch(store, warehouse, people, NOW, forgotten.append)
    assert (register.find(store, project, kept.id).status, forgotten) == ("paused", [project])
    assert flags.find(store, project, "test").flag.enabled is False
    last = register.history(store, project, kept.id)[0]
    assert (last.what, last.by) == ("paused", "")
    assert "left" in last.note


def test_a_mismatch_of_people_names_the_browser_it_comes_from(world: World) -> None:
    for n in range(2_000):
        browser = ("Chrome", "Safari")[n % 4 == 0]
        lost = browser == "Safari" and n % 8 == 0
        if not lost:
            arm = ("a", "b")[n // 4 % 2] if browser == "Safari" else ("a", "b")[(n - n // 4) % 2]
            at = (START + timedelta(minutes=n)).isoformat()[:19]
            world.did(f"s{n}", "met", at, arm=arm, browser=browser)
    found = results.causes(plan(), results.Period(START, NOW), world.scope(NOW.isoformat()), [1, 1])
    assert [(one.part, one.alone) for one in found["browser"]] == [("Safari", True)]


def test_causes_are_judged_by_the_shares_that_variants_should_have_not_by_those_of_the_plan(world: World) -> None:
    for n in range(600):
        browser, arm = ("Chrome", "Safari")[n % 2], "a" if n % 10 < 2 else "b"
        if browser == "Chrome" or arm == "a" or n % 3:
            world.did(f"s{n}", "met", (START + timedelta(minutes=n)).isoformat()[:19], arm=arm, browser=browser)
    scope, period = world.scope(NOW.isoformat()), results.Period(START, NOW)
    assert len(results.causes(plan(), period, scope, [1, 1])["browser"]) == 2
    assert results.causes(plan(), period, scope, [1, 4]) == {}


def test_the_effect_among_parts_of_the_people_is_that_of_each_part(world: World, store: Store, project: int) -> None:
    for n in range(400):
        arm, country = ("a", "b")[n % 2], ("CN", "US")[n // 2 % 2]
        world.did(f"p{n}", "met", "2024-02-02", arm=arm)
        world.knows(f"p{n}", country=country)
        if n // 4 % 10 < (8 if (arm, country) == ("b", "CN") else 4):
            world.did(f"p{n}", "bought", "2024-02-03")
    asked = registry.find(store, project, metric(store, project, "bought")).metric
    tables = results.by_segment(plan(), asked, results.Period(START, NOW), "country", world.scope(NOW.isoformat()))
    (counted,) = [
        {(value, arm): (one[0].n, one[0].y) for value, table in tables.items() for arm, one in table.cells[day].items()}
        for day in tables["CN"].days
    ]
    assert counted == {("CN", "a"): (100, 40), ("CN", "b"): (100, 80), ("US", "a"): (100, 40), ("US", "b"): (100, 40)}


def test_a_formula_is_judged_as_one_sum_over_another(
    world: World, store: Store, warehouse: Warehouse, project: int
) -> None:
    given = {"kind": "formula", "formula": "A*100", "parts": [metric(store, project, "bought")]}
    percent = registry.create(store, project, Draft("percent", given), "", START).id
    json = {**PLAN, "exposure": ELSEWHERE, "primary": percent, "least_days": 0}
    kept = running.create(store, project, json, {}, "", NOW, register.Lived(START))
    for n in range(400):
        world.did(f"p{n}", "met", "2024-02-02", arm=("a", "b")[n % 2])
        if n // 2 % 10 < (6 if n % 2 else 4):
            world.did(f"p{n}", "bought", "2024-02-03")
    found = running.read(store, kept, world.scope(NOW.isoformat()), "en").reading.lines[0]
    assert found.levels == pytest.approx((40, 60))
    assert found.judged.estimate == pytest.approx(0.5)
    assert found.judged.error == pytest.approx(1.5 * (0.24 / 200 / 0.6**2 + 0.24 / 200 / 0.4**2) ** 0.5, rel=0.02)


def test_a_variant_that_everybody_leaves_is_judged_as_well() -> None:
    settled = told((200, 40.0), (200, 200.0)).lines[0]
    assert settled.failed is None
    assert settled.judged.estimate == pytest.approx((201 / 202) / (41 / 202) - 1)
    assert told((200, 0.0), (200, 0.0)).lines[0].failed is not None


def test_what_is_done_follows_from_numbers_health_and_time() -> None:
    better = (1000, 300.0), (1000, 400.0)
    assert (told(*better).verdict, told(*better).best) == ("roll_out", "b")
    assert told(*better, least_days=14).verdict == "not_enough"
    assert told((1000, 300.0), (1000, 200.0)).verdict == "roll_back"
    assert told((1000, 300.0), (1300, 520.0)).verdict == "unsound"
    assert told(*better, aa=True).verdict == "unsound"
    assert told((1000, 300.0), (1000, 305.0), aa=True).verdict == "no_harm"
    assert told((0, 0.0), (0, 0.0)).verdict == "not_enough"


def test_whoever_comes_after_the_plan_is_full_is_not_judged_by_alpha_spending() -> None:
    days = {date(2024, 2, day): {"a": share(100, 30), "b": share(100, 60)} for day in range(1, 6)}
    days |= {date(2024, 2, 9): {"a": share(100, 90), "b": share(100, 0)}}
    found = verdict.read(plan(planned=1000), {"m": Measure("m", "proportion")}, Table(days), 9)
    assert (found.lines[0].method, found.left_out, found.reached) == ("spending", 200, 1.2)
    assert found.lines[0].judged.estimate == pytest.approx(1.0)
    assert [one.people for one in found.course] == [200, 400, 600, 800, 1000]
    widths = [(one.high or 0) - (one.low or 0) for one in found.course]
    assert widths == sorted(widths, reverse=True)
    assert (found.course[-1].low, found.course[-1].high) == (found.lines[0].judged.low, found.lines[0].judged.high)


def test_a_plan_that_is_full_stays_as_it_was_read_then(
    world: World, store: Store, warehouse: Warehouse, project: int
) -> None:
    bought, price = metric(store, project, "bought"), quantile(store, project)
    for n in range(400):
        world.did(f"p{n}", "met", f"2024-02-0{2 + n // 200}T10:00:00", arm=("a", "b")[n % 2])
        if n // 2 % 10 < 4:
            world.did(f"p{n}", "bought", "2024-02-03T20:00:00", price=n % 7 + 1)
        if n % 2:  # of one variant everybody, when the plan was long full
            world.did(f"p{n}", "bought", "2024-02-05T09:00:00", price=50)
    for primary, other in ((bought, price), (price, bought)):
        json = {**PLAN, "key": primary, "exposure": ELSEWHERE, "primary": primary, "secondary": [other], "planned": 380}
        kept = running.create(store, project, json, {}, "", NOW, register.Lived(START))
        for at, later in (("2024-02-04T00:00:00", False), (NOW.isoformat(), True)):
            first, second = running.read(store, kept, world.scope(at), "en").reading.lines
            assert (first.levels, first.people) == (((0.4, 0.4) if primary == bought else (0.0, 0.0)), 200)
            assert (second.levels[0] != second.levels[1]) == later
            assert second.method == "sequential"


def test_a_quantile_is_planned_from_history_and_read_by_parts(world: World, store: Store, project: int) -> None:
    for n in range(200):
        world.did(f"p{n}", "met", "2024-02-02", arm=("a", "b")[n % 2])
        world.knows(f"p{n}", country=("CN", "US")[n // 2 % 2])
        world.did(f"p{n}", "bought", "2024-02-03", price=n * (2 if n % 4 == 1 else 1))
    asked, scope = registry.find(store, project, quantile(store, project)).metric, world.scope(NOW.isoformat())
    past = history.past(asked, "met", None, timedelta(days=6), scope)
    numbers = np.sort([n * (2.0 if n % 4 == 1 else 1.0) for n in range(200)])
    assert (past.people, past.mean) == (200, np.median(numbers))
    assert past.variance == pytest.approx(200 * resample.drawn(numbers, 0.5).variance)
    assert (history.power(past, history.Wanted(0.1)).people or 0) > 200
    tables = results.by_segment(plan(), asked, results.Period(START, NOW), "country", scope)
    lines = dict(history.apart(plan(), Measure("price", "quantile"), tables))
    assert {value: (one.people, one.levels[1]) for value, one in lines.items()} == {"CN": (50, 198), "US": (50, 101)}
    assert lines["CN"].effect.estimate > 0.5 > 0.1 > lines["US"].effect.estimate


def quantile(store: Store, project: int) -> str:
    given = {"kind": "quantile", "event": {"events": [{"event": "bought", "property": "price"}]}}
    return registry.create(store, project, Draft("price", given), "", START).id


def test_p_values_are_corrected_over_metrics_and_variants_but_not_those_of_guardrails() -> None:
    asked = plan(secondary=["n"], guardrails=[{"metric": "g"}], engine="z")
    (y,) = share(500, 100)
    cells = {date(2024, 2, 1): {"a": (y, y, y), "b": tuple(share(500, 130)[0] for _ in range(3))}}
    measures = {name: Measure(name, "proportion") for name in ("m", "n", "g")}
    lines = {one.metric: one for one in verdict.read(asked, measures, Table(cells), 9).lines}
    assert lines["g"].p_corrected is None
    for name in ("m", "n"):
        assert lines[name].p_corrected == pytest.approx(2 * (lines[name].judged.p or 0))


def test_what_was_before_takes_variance_off() -> None:
    def arm(y: float) -> tuple[Moments, ...]:
        return (Moments(1000, y, 1.2 * y + y * y / 1000, 1000, 1000, y, 500, 750, 450 + y / 2),)

    table = Table({date(2024, 2, 1): {"a": arm(500), "b": arm(540)}})
    measures = {"m": Measure("m", "mean")}
    plain = verdict.read(plan(), measures, table, 9).lines[0].effect.error
    assert verdict.read(plan(before_days=14), measures, table, 9).lines[0].effect.error < 0.9 * plain


def test_effects_are_drawn_towards_the_usual_one_the_more_the_less_is_known() -> None:
    assert learning.usual([0.1, 0.2], [0.1, 0.1]) is None
    same = learning.usual([0.05, 0.05, 0.05], [0.02, 0.02, 0.02])
    assert same is not None
    assert (same.mean, same.variance) == (pytest.approx(0.05), 0)
    among = learning.usual([0.0, 0.1, 0.3, -0.2], [0.02, 0.02, 0.02, 0.02])
    assert among is not None
    # All errors are alike: the variance of the estimates less that of the errors.
    assert among.variance == pytest.approx(((0.05**2 + 0.05**2 + 0.25**2 + 0.25**2) / 3) - 0.02**2)
    known, guessed = learning.shrunk(0.3, 0.01, among), learning.shrunk(0.3, 0.5, among)
    assert among.mean < guessed[0] < known[0] < 0.3
    assert guessed[1] < 0.5
