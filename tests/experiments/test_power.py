"""A plan's people show the planned effect as often as planned: worked by hand, and tried."""

import numpy as np
import pytest
from scipy import stats

from uems.experiments import power
from uems.experiments.power import Plan

SHARE = Plan(0.19, 0.19 * 0.81)


def test_people_by_hand() -> None:
    """(1.95996 + 0.84162)² · 0.1539 · 4 / 0.0095² = 53,538."""
    assert power.people(SHARE, 0.05 * 0.19) == pytest.approx(53_538, abs=2)


def test_people_effect_and_power_are_one_equation() -> None:
    for plan in (SHARE, Plan(10, 25, power=0.9, sides=1, share=0.2, correlation=0.6, looks="often")):
        n = power.people(plan, 0.02)
        assert power.least_effect(plan, n) == pytest.approx(0.02, rel=1e-4)
        assert power.power(plan, -0.02, n) == pytest.approx(plan.power, abs=1e-3)


def test_what_was_before_and_the_split_change_the_people() -> None:
    n = power.people(SHARE, 0.01)
    assert power.people(Plan(0.19, 0.19 * 0.81, correlation=0.8), 0.01) == pytest.approx(0.36 * n, abs=2)
    assert power.people(Plan(0.19, 0.19 * 0.81, share=0.1), 0.01) == pytest.approx(0.25 / 0.09 * n, rel=1e-4)


def test_the_planned_power_is_there_when_it_is_tried() -> None:
    n = power.people(SHARE, 0.02) // 2
    random = np.random.default_rng(8)
    a, b = random.binomial(n, 0.18, 20_000) / n, random.binomial(n, 0.2, 20_000) / n
    z = (b - a) / np.sqrt(a * (1 - a) / n + b * (1 - b) / n)
    assert (np.abs(z) > stats.norm.ppf(0.975)).mean() == pytest.approx(0.8, abs=0.02)


def test_days_are_whole_weeks() -> None:
    assert [power.days(n, 1000) for n in (1, 7000, 7001, 30_000)] == [7, 7, 14, 35]
