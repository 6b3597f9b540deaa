"""Weights that move bias plain means; means weighed by 1 ÷ propensity they leave fair, with errors that are right."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from uems.api import bandit_results
from uems.experiments import experiment, propensity, steering, verdict
from uems.experiments.bandit import ArmOutlook
from uems.experiments.bandit_look import Look
from uems.experiments.experiment import Bandit
from uems.experiments.propensity import Group, Seen
from uems.experiments.register import Kept
from uems.experiments.verdict import Measure
from uems.metrics.moments import Moments

DAY = date(2026, 3, 1)
NOW = datetime(2026, 3, 9, tzinfo=UTC)
PLAN = experiment.read(
    {
        "key": "b",
        "flag": "b",
        "primary": "m",
        "least_days": 0,
        "bandit": {"floor": 0.05},
        "name": "",
        "hypothesis": "",
        "owner": "",
        "variants": [{"key": "a", "weight": 1}, {"key": "b", "weight": 1}],
    }
)
MEASURE = Measure("m", "proportion")
RUNNING = Kept("exp_b", PLAN, {}, "running", 1, NOW, None, None, NOW, NOW)


def share(n: int, y: float) -> tuple[Moments, ...]:
    return (Moments(n, y, y, n, n, y, 0, 0, 0),)


def outlooks(measure: Measure, seen: Seen, random: np.random.Generator | None = None) -> tuple[ArmOutlook, ...]:
    found = propensity.outlooks(PLAN, measure, seen, random or np.random.default_rng(0))
    assert found is not None
    return found


def lived(levels: list[dict[str, float]], people: int, random: np.random.Generator, floor: float = 0.05) -> Seen:
    """A bandit of so many people at each look; `levels`: the true share of each arm from look to look."""
    weights, cells = {"a": 0.5, "b": 0.5}, {}
    for n, level in enumerate(levels):
        counts = random.multinomial(people, list(weights.values()))
        for arm, count in zip(weights, counts, strict=True):
            if count:
                did = share(int(count), float(random.binomial(count, level[arm])))
                cells[Group(DAY + timedelta(days=n), n + 1, weights[arm], arm)] = did
        told = outlooks(MEASURE, propensity.put_together(cells), random)
        weights = steering.weights({"a": told[0].best, "b": told[1].best}, floor)
    return propensity.put_together(cells)


def means(runs: Iterator[Seen]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each run and arm: the plain mean, the weighed one, and the half width of its range."""
    plain, weighed, half = [], [], []
    for seen in runs:
        told = outlooks(MEASURE, seen)
        plain.append([verdict.level_of(MEASURE, seen.plain, arm) for arm in "ab"])
        weighed.append([one.mean for one in told])
        half.append([(one.high - one.low) / 2 for one in told])
    return np.array(plain), np.array(weighed), np.array(half)


def test_where_arms_are_alike_plain_means_come_out_too_low_and_weighed_ones_do_not() -> None:
    random = np.random.default_rng(5)
    plain, weighed, half = means(lived([{"a": 0.5, "b": 0.5}] * 8, 40, random) for _ in range(200))
    error = weighed.std() / weighed.size**0.5
    assert plain.mean() - 0.5 < -4 * error
    assert abs(weighed.mean() - 0.5) < 2.5 * error
    assert 0.92 < (abs(weighed - 0.5) < half).mean() < 0.98


def test_where_all_get_better_with_time_the_arm_that_grew_does_not_look_better_for_it() -> None:
    random = np.random.default_rng(5)
    levels = [{"a": 0.2 + 0.05 * n, "b": 0.25 + 0.05 * n} for n in range(8)]
    plain, weighed, half = means(lived(levels, 300, random) for _ in range(60))
    true = np.array([0.375, 0.425])
    error = weighed.std(axis=0) / len(weighed) ** 0.5
    assert plain[:, 0].mean() - true[0] < -0.03
    assert (abs(weighed.mean(axis=0) - true) < 3 * error).all()
    assert (abs(weighed - true) < half).mean() > 0.9


def test_the_weighed_mean_and_its_error_are_those_worked_out_person_by_person() -> None:
    y = np.array([1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0])
    p = np.array([0.5, 0.5, 0.5, 0.8, 0.8, 0.05, 0.05])
    cells = {
        Group(DAY, n, chance, "a"): share(int((p == chance).sum()), y[p == chance].sum())
        for n, chance in enumerate((0.5, 0.8, 0.05))
    }
    told = outlooks(MEASURE, propensity.put_together(cells))[0]
    mean = (y / p).sum() / (1 / p).sum()
    error = (((y - mean) / p) ** 2).sum() ** 0.5 / (1 / p).sum() * (7 / 6) ** 0.5
    assert (told.n, told.mean) == (7, pytest.approx(mean))
    assert (told.high - told.low) / 2 == pytest.approx(1.959964 * error)


def test_the_best_arm_gets_most_and_no_arm_falls_under_the_floor() -> None:
    best = {"a": 0.0, "b": 0.02, "c": 0.98}
    found = steering.weights(best, 0.05)
    assert found == {"a": 0.05, "b": 0.067, "c": 0.883}
    assert sum(found.values()) == pytest.approx(1)
    last = lived([{"a": 0.2, "b": 0.4}] * 6, 400, np.random.default_rng(1), floor=0.1)
    assert last.by_version[6]["b"] > 300 > 20 < last.by_version[6]["a"]


def test_each_version_gives_its_own_share_of_the_people_who_should_be_there() -> None:
    cells = {
        Group(DAY, 3, 0.5, "a"): share(40, 1),
        Group(DAY, 3, 0.5, "b"): share(60, 1),
        Group(DAY, 5, 0.1, "a"): share(12, 1),
        Group(DAY, 5, 0.9, "b"): share(88, 1),
    }
    seen = propensity.put_together(cells)
    looks = [look(3, {"a": 0.5, "b": 0.5}), look(4, {"a": 0.1, "b": 0.9})]
    assert propensity.expected(PLAN, seen, looks) == pytest.approx([60, 140])
    assert propensity.expected(PLAN, propensity.put_together({}), looks) is None


def look(version: int, weights: dict[str, float], best: dict[str, float] | None = None, days: int = 0) -> Look:
    return Look(NOW + timedelta(days=days), "moved", version, weights, best or {}, "")


def test_who_has_no_logged_chance_is_left_out_and_counted() -> None:
    cells = {Group(DAY, 0, 0.0, "a"): share(7, 1), Group(DAY, 1, 0.5, "a"): share(5, 1)}
    seen = propensity.put_together(cells)
    assert (seen.unlogged, seen.plain.people("a"), seen.weighed.people("a")) == (7, 5, 5)


def test_one_arm_must_be_best_at_several_looks_in_a_row_before_weights_rest() -> None:
    rules = Bandit(sure=0.95, looks=3)
    sure, other, open_ = {"a": 0.97, "b": 0.03}, {"a": 0.03, "b": 0.97}, {"a": 0.6, "b": 0.4}

    def found(*best: dict[str, float]) -> bool:
        *before, now = best
        return steering.found(rules, [look(1, {}), *(look(n, {}, one) for n, one in enumerate(before))], now)

    assert found(sure, sure, sure)
    assert not found(sure, sure)
    assert not found(sure, open_, sure)
    assert not found(other, sure, sure)


def test_a_look_is_due_each_day_and_never_after_weights_rest() -> None:
    looks = [look(1, {})]
    assert not propensity.due(PLAN, looks, NOW + timedelta(hours=23))
    assert propensity.due(PLAN, looks, NOW + timedelta(hours=24))
    hourly = replace(PLAN, bandit=Bandit(every="hour"))
    assert propensity.due(hourly, looks, NOW + timedelta(minutes=58))
    assert not propensity.due(PLAN, [replace(looks[0], why="found")], NOW + timedelta(days=9))


@pytest.mark.parametrize(("hours", "next"), [(1, 24), (24, None), (30, None)])
def test_the_next_look_lies_behind_burn_in_and_not_in_the_past(hours: int, next: int | None) -> None:
    hourly = replace(RUNNING, plan=replace(PLAN, bandit=Bandit(every="hour", burn_in=24)))
    seen, now = propensity.put_together({}), NOW + timedelta(hours=hours)
    told = propensity.bandit(hourly, MEASURE, seen, [look(1, {"a": 0.5, "b": 0.5})], False, now)
    assert told.next_at == (None if next is None else NOW + timedelta(hours=next))


def test_weights_wait_for_time_and_for_people_of_every_arm() -> None:
    def warm(a: int, b: int, hours: int) -> bool:
        cells = {Group(DAY, 1, 0.5, "a"): share(a, 1), Group(DAY, 1, 0.5, "b"): share(b, 1)}
        return propensity.warm(PLAN, propensity.put_together(cells), NOW, NOW + timedelta(hours=hours))

    assert warm(100, 100, 24)
    assert not warm(100, 99, 24)
    assert not warm(100, 100, 23)


def test_an_arm_in_which_nobody_did_it_is_no_unknown_arm() -> None:
    cells = {Group(DAY, 1, 0.5, "a"): share(500, 0), Group(DAY, 1, 0.5, "b"): share(500, 50)}
    told = outlooks(MEASURE, propensity.put_together(cells))
    assert told[0].best < 0.01
    assert told[0].high < 0.02


def spent(buyers: int) -> tuple[Moments, ...]:
    """Of 500 people so many spent 100."""
    return (Moments(500, buyers * 100.0, buyers * 10_000.0, 500, 500, buyers * 100.0, 0, 0, 0),)


def test_an_arm_in_which_nobody_spent_yet_does_not_win_half_of_the_traffic() -> None:
    cells = {Group(DAY, 1, 0.5, "a"): spent(0), Group(DAY, 1, 0.5, "b"): spent(15)}
    none, some = outlooks(Measure("m", "mean"), propensity.put_together(cells))
    assert (none.best < 0.01, -2 < none.low < 0 < none.high < 2) == (True, True)
    assert some.best > 0.99


def test_where_nobody_spent_yet_weights_stay_and_no_chance_is_told() -> None:
    cells = {Group(DAY, 1, 0.5, arm): spent(0) for arm in "ab"}
    seen, looks = propensity.put_together(cells), [look(1, {"a": 0.5, "b": 0.5})]
    assert propensity.outlooks(PLAN, Measure("m", "mean"), seen, np.random.default_rng(0)) is None
    told = propensity.bandit(RUNNING, Measure("m", "mean"), seen, looks, False, NOW + timedelta(days=2))
    assert (told.state, [one.best for one in bandit_results.shown(told).arms]) == ("flat", [None, None])


@pytest.mark.parametrize(
    "more",
    [
        {"planned": 1000},
        {"before_days": 7},
        {"aa": True},
        {"engine": "z"},
        {"bandit": {"floor": 0.5}},
        {"flag": "", "exposure": {"event": "met", "property": "arm"}},
    ],
)
def test_a_bandit_that_makes_no_sense_is_refused(more: dict[str, object]) -> None:
    variants = [{"key": "a", "weight": 1}, {"key": "b", "weight": 1}]
    plan = {"key": "b", "name": "", "hypothesis": "", "owner": "", "flag": "b", "primary": "m", "variants": variants}
    assert experiment.read({**plan, "bandit": {}}).bandit == Bandit()
    with pytest.raises(experiment.ExperimentInvalid):
        experiment.read({**plan, "bandit": {"every": "day"}, **more})
