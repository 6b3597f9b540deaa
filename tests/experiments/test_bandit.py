"""A bandit gives better arms more people, tells the chance of each to be best, and repeats itself with its seed."""

import numpy as np
import pytest
from scipy import stats

from uems.experiments.bandit import ArmOutlook, Prior, outlook
from uems.experiments.moments import Moments, moments


def share(n: int, ones: int) -> Moments:
    return moments("mean", n, [ones], [[ones]], [True])


def told(*arms: Moments, seed: int = 1, **more: object) -> tuple[ArmOutlook, ...]:
    return outlook(arms, np.random.default_rng(seed), **more)  # type: ignore[arg-type]


def test_the_chance_to_be_best_of_two_is_the_normal_one() -> None:
    a, b = told(share(1000, 100), share(1000, 120), top_two=False)
    spread = (0.1 * 0.9 / 1000 + 0.12 * 0.88 / 1000) ** 0.5
    wanted = stats.norm.cdf(0.02 / spread)
    assert b.best == pytest.approx(wanted, abs=0.015)
    assert (b.weight, a.weight) == (pytest.approx(b.best), pytest.approx(a.best))
    assert (a.mean, a.low) == (0.1, pytest.approx(0.1 - 1.959964 * (0.1 * 0.9 / 1000) ** 0.5))


def test_weights_sum_to_one_and_none_is_under_the_least() -> None:
    found = told(share(5000, 100), share(5000, 101), share(5000, 900), least=0.05, top_two=False)
    weights = [one.weight or 0.0 for one in found]
    assert sum(weights) == pytest.approx(1)
    assert min(weights) > 0.04
    assert weights[2] > 0.85


def test_an_arm_in_which_nobody_bought_yet_is_as_uncertain_as_the_others_are() -> None:
    nobody, some = moments("mean", 500, [0], [[0]]), moments("mean", 500, [1500], [[150_000]])
    none, bought = told(nobody, some, top_two=False, least=0.0)
    assert (none.best < 0.01, bought.weight and bought.weight > 0.99) == (True, True)
    assert (none.mean, none.high) == (0, pytest.approx(bought.high - bought.mean))


def test_the_best_two_share_the_weight() -> None:
    found = told(share(5000, 100), share(5000, 800), share(5000, 900))
    assert [one.weight for one in found][1:] == [pytest.approx(0.5, abs=0.02)] * 2


def test_where_less_is_better_the_lowest_is_best() -> None:
    assert told(share(1000, 100), share(1000, 300), better="down")[0].best > 0.99


def test_a_seed_gives_the_same_weights_and_another_does_not() -> None:
    arms = (share(1000, 100), share(1000, 110))
    assert told(*arms) == told(*arms)
    assert told(*arms) != told(*arms, seed=2)


def test_with_few_people_the_weights_stay_as_they_are() -> None:
    assert [one.weight for one in told(share(99, 10), share(99, 20))] == [None, None]
    assert None not in [one.weight for one in told(share(100, 10), share(100, 20))]


def test_a_prior_narrows_what_is_believed() -> None:
    wide, narrow = told(share(150, 15), share(150, 15)), told(share(150, 15), share(150, 15), prior=Prior(0.1, 1e-6))
    assert narrow[0].high - narrow[0].low < 0.1 * (wide[0].high - wide[0].low)


def test_what_cuped_takes_off_is_given_back_to_the_means() -> None:
    table = [[100.0, 60.0], [60.0, 50.0]]
    arm = moments("adjusted_mean", 500, [150.0, 100.0], table)
    with_theta = Moments(arm.shape, arm.n, arm.sums, arm.products, arm.whether, theta=0.5)
    assert told(with_theta, with_theta)[0].mean == pytest.approx(0.3)
