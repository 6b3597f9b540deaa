"""A few hundred people looked at daily, 20,000 times: no more winners than alpha, on neither side, and all power."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest

from uems.experiments import experiment, verdict
from uems.experiments.effect import effect
from uems.experiments.engines.spending import boundaries, reach
from uems.experiments.experiment import Experiment
from uems.experiments.moments import moments
from uems.experiments.table import Cell, Table
from uems.experiments.verdict import Measure
from uems.metrics.moments import Moments

RUNS, PLANNED, SHARE = 20_000, 600, 0.35
TWO_ERRORS = 2 * (0.05 * 0.95 / RUNS) ** 0.5
CARTS = {"carts": Measure("carts", "proportion")}
Counts = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
"""People and those of them who did it, control and treatment: a row for each run, a column for each day."""
Far = Callable[[Counts], np.ndarray]


def drawn(daily: int, runs: int, seed: int, lift: float = 0.0) -> Counts:
    """Runs up to the day that fills the plan, which mostly overruns it a little."""
    random, days = np.random.default_rng(seed), -(-PLANNED // daily)
    there = random.binomial(daily, 0.5, (runs, days))
    did = random.binomial(daily - there, SHARE), random.binomial(there, SHARE + lift)
    return daily - there, did[0], there, did[1]


def summed(of: Counts) -> Counts:
    """Until the end of each day; where nobody did it or everybody, with one more of each kind (Agresti and Caffo)."""
    n, y, m, x = (np.cumsum(one, axis=1) for one in of)
    flat = (y == 0) | (y == n) | (x == 0) | (x == m)
    return n + 2 * flat, y + flat, m + 2 * flat, x + flat


def by_difference(of: Counts) -> np.ndarray:
    n, y, m, x = summed(of)
    a, b = y / n, x / m
    return np.asarray((b - a) / np.sqrt(a * (1 - a) / n + b * (1 - b) / m))


def by_share(of: Counts) -> np.ndarray:
    """The share of the control's level over its own error (delta method): what a naive relative interval looks at."""
    n, y, m, x = summed(of)
    a, b = y / n, x / m
    return np.asarray((b - a) / np.sqrt(b * (1 - b) / m + (b / a) ** 2 * a * (1 - a) / n))


def limits(daily: int) -> np.ndarray:
    n = daily * np.arange(1, -(-PLANNED // daily) + 1)
    edges = boundaries(tuple((n / PLANNED).tolist()), 0.05)
    return np.array([reach(edge, people - 2) for edge, people in zip(edges, n.tolist(), strict=True)])


def called(of: Counts, daily: int, far: Far = by_difference) -> tuple[float, float]:
    """The share of runs that find the treatment worse, better, at some look from the fourth day on."""
    z, limit = far(of)[:, 3:], limits(daily)[3:]
    return float((z < -limit).any(axis=1).mean()), float((z > limit).any(axis=1).mean())


@pytest.mark.parametrize("daily", [7, 16, 20, 47])
def test_a_daily_look_finds_no_more_than_alpha_and_as_much_on_either_side(daily: int) -> None:
    worse, better = called(drawn(daily, RUNS, seed=daily), daily)
    print(daily, worse, better)
    assert worse + better <= 0.05 + 2 * TWO_ERRORS
    assert worse == pytest.approx(0.025, abs=0.006)
    assert better == pytest.approx(0.025, abs=0.006)


def test_a_share_over_its_own_error_finds_too_much_and_only_harm() -> None:
    worse, better = called(drawn(16, RUNS, seed=16), 16, by_share)
    assert worse + better > 0.05 + 2 * TWO_ERRORS
    assert worse > 4 * better


def test_the_power_of_one_look_is_kept() -> None:
    of = drawn(20, RUNS, seed=5, lift=0.11)
    once = float((np.abs(by_difference(of)[:, -1]) > reach(1.959964, PLANNED - 2)).mean())
    found = sum(called(of, 20))
    print(once, found)
    assert 0.7 < once < 0.9
    assert found >= 0.94 * once


def plan() -> Experiment:
    elsewhere = {"event": "experiment_exposed", "property": "variant"}
    arms = [{"key": arm, "weight": 1} for arm in ("control", "treatment")]
    words = {"key": "few", "name": "", "hypothesis": "", "owner": ""}
    return experiment.read({**words, "exposure": elsewhere, "variants": arms, "primary": "carts", "planned": PLANNED})


def tables(of: Counts) -> list[Table]:
    found = []
    for row in range(len(of[0])):
        cells: dict[date, dict[str, Cell]] = {}
        for day in range(of[0].shape[1]):
            n, y, m, x = (float(one[row, day]) for one in of)
            cells[date(2026, 1, 1) + timedelta(day)] = {
                "control": (Moments(int(n), y, y, n, n, y, 0, 0, 0),),
                "treatment": (Moments(int(m), x, x, m, m, x, 0, 0, 0),),
            }
        found.append(Table(cells))
    return found


def test_the_product_calls_what_the_simulation_calls() -> None:
    of = drawn(47, 60, seed=9, lift=0.1)
    z, limit = by_difference(of), limits(47)
    for row, table in enumerate(tables(of)):
        course = verdict.course(plan(), CARTS, table)
        said = [((one.low or 0) > 0) - ((one.high or 0) < 0) for one in course]
        assert said == (np.sign(z[row]) * (np.abs(z[row]) > limit)).tolist()


def test_a_days_tiny_beginning_spends_nothing() -> None:
    """One person each on the first day of a plan for a million: no look that could find anything."""
    cells = {date(2026, 1, day): tables(drawn(600, 1, seed=day))[0].cells[date(2026, 1, 1)] for day in (1, 2)}
    one = Moments(2, 2, 2, 2, 2, 2, 0, 0, 0)
    none = Moments(2, 0, 0, 2, 2, 0, 0, 0, 0)
    cells[date(2026, 1, 1)] = {"control": (none,), "treatment": (one,)}
    elsewhere = {"event": "e", "property": "v"}
    arms = [{"key": arm, "weight": 1} for arm in ("control", "treatment")]
    words = {"key": "few", "name": "", "hypothesis": "", "owner": "", "exposure": elsewhere, "variants": arms}
    asked = experiment.read({**words, "primary": "carts", "planned": 1_000_000})
    course = verdict.course(asked, CARTS, Table(cells))
    assert course
    assert not any((point.low or 0) > 0 or (point.high or 0) < 0 for point in course)


def test_the_relative_range_of_an_experiment_is_fiellers() -> None:
    """It leaves zero out exactly where the difference is clear; the delta method's does not, seen from below."""
    pair = (moments("mean", 100, (50,), ((50,),), (True,)), moments("mean", 100, (36,), ((36,),), (True,)))
    of = (np.array([[100]]), np.array([[50]]), np.array([[100]]), np.array([[36]]))
    fieller, delta = effect([pair], "relative", fieller=True), effect([pair], "relative")
    assert (fieller.estimate, fieller.error) == (delta.estimate, delta.error)
    assert abs(delta.estimate / delta.error) > abs(by_difference(of)[0, 0]) + 0.2
