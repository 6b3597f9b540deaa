"""Effects from sums are those of the people behind them: worked out from every single person, or by repetition."""

import math

import numpy as np
import pytest

from uems.experiments.effect import NO_BASELINE, NO_VARIANCE, Effect, effect
from uems.experiments.moments import ArmsDiffer, Moments, Quantile, Shape, moments, pooled
from uems.experiments.stratum import stratified

Columns = np.ndarray


def summed(shape: Shape, *columns: Columns) -> Moments:
    """The sums of people's columns."""
    table = np.stack(columns)
    return moments(shape, table.shape[1], table.sum(axis=1), table @ table.T)


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(7)


def test_a_difference_of_means_is_welchs(random: np.random.Generator) -> None:
    a, b = random.normal(10, 3, 400), random.normal(10.4, 5, 300)
    found = effect([(summed("mean", a), summed("mean", b))], "absolute")
    error = math.sqrt(a.var(ddof=1) / 400 + b.var(ddof=1) / 300)
    assert found.estimate == pytest.approx(b.mean() - a.mean())
    assert found.error == pytest.approx(error)
    assert (found.n, found.base, found.failed) == (700, pytest.approx(a.mean()), None)


def test_a_share_of_the_control_is_signed_by_the_difference() -> None:
    def around(mean: float) -> Moments:
        return summed("mean", np.array([mean - 1, mean + 1] * 20))

    assert effect([(around(-10), around(-5))], "relative").estimate == pytest.approx(0.5)
    assert effect([(around(10), around(5))], "relative").estimate == pytest.approx(-0.5)


@pytest.mark.parametrize("difference", ["relative", "absolute"])
@pytest.mark.parametrize("shape", ["mean", "ratio", "adjusted_mean", "adjusted_ratio"])
def test_the_error_is_what_repetition_shows(shape: Shape, difference: str, random: np.random.Generator) -> None:
    """2,000 experiments: the spread of their estimates is their standard error, to what chance allows."""
    estimates, errors = [], []
    for _ in range(2000):
        arms = []
        for lift in (1.0, 1.1):
            before, views_before = random.gamma(4, 2, 250), random.poisson(6, 250) + 1.0
            views = np.maximum(1.0, np.round(0.5 * views_before + random.poisson(3, 250)))
            value = lift * (0.7 * before + random.gamma(3, 1, 250)) * (views / 6 if "ratio" in shape else 1)
            columns = {
                "mean": (value,),
                "ratio": (value, views),
                "adjusted_mean": (value, before),
                "adjusted_ratio": (value, views, before * views_before / 6, views_before),
            }[shape]
            arms.append(summed(shape, *columns))
        found = effect([(arms[0], arms[1])], difference)  # type: ignore[arg-type]
        estimates.append(found.estimate)
        errors.append(found.error)
    assert np.std(estimates) == pytest.approx(np.sqrt(np.mean(np.square(errors))), rel=0.06)


def test_what_was_before_takes_off_what_regression_takes_off(random: np.random.Generator) -> None:
    before_a, before_b = random.normal(5, 2, 3000), random.normal(5, 2, 3000)
    a, b = before_a + random.normal(0, 1, 3000), 0.1 + before_b + random.normal(0, 1, 3000)
    plain = effect([(summed("mean", a), summed("mean", b))], "absolute")
    found = effect([(summed("adjusted_mean", a, before_a), summed("adjusted_mean", b, before_b))], "absolute")
    theta = np.cov(np.r_[a, b], np.r_[before_a, before_b])
    taken = (b - theta[0, 1] / theta[1, 1] * before_b).mean() - (a - theta[0, 1] / theta[1, 1] * before_a).mean()
    assert found.estimate == pytest.approx(taken)
    assert found.error / plain.error == pytest.approx(math.sqrt(1 - 0.8), rel=0.03)


def test_what_was_before_and_says_nothing_changes_nothing(random: np.random.Generator) -> None:
    a, b, same = random.normal(5, 1, 50), random.normal(6, 1, 50), np.zeros(50)
    adjusted = effect([(summed("adjusted_mean", a, same), summed("adjusted_mean", b, same))], "relative")
    plain = effect([(summed("mean", a), summed("mean", b))], "relative")
    assert (adjusted.estimate, adjusted.error) == (pytest.approx(plain.estimate), pytest.approx(plain.error))
    assert adjusted.degrees == pytest.approx(plain.degrees)


@pytest.mark.parametrize("difference", ["relative", "absolute"])
def test_strata_give_the_effect_that_repetition_shows(difference: str, random: np.random.Generator) -> None:
    """Strata of different levels: their weighted effect has a smaller error, and the error is the true one."""
    estimates, errors, plain = [], [], []
    for _ in range(1500):
        kind = random.integers(0, 3, 600)
        arm = random.integers(0, 2, 600).astype(bool)
        value = np.array([4.0, 10.0, 20.0])[kind] + arm * 1.0 + random.normal(0, 2, 600)
        strata = [
            (summed("mean", value[(kind == k) & ~arm]), summed("mean", value[(kind == k) & arm])) for k in range(3)
        ]
        found = stratified(strata, difference)  # type: ignore[arg-type]
        assert found.stratified
        estimates.append(found.estimate)
        errors.append(found.error)
        plain.append(effect(strata, difference).error)  # type: ignore[arg-type]
    assert np.std(estimates) == pytest.approx(np.mean(errors), rel=0.06)
    assert np.mean(errors) < 0.5 * np.mean(plain)


def test_a_stratum_without_treated_people_joins_the_largest(random: np.random.Generator) -> None:
    a, b = (summed("mean", random.normal(5, 1, 200)) for _ in range(2))
    c, d = (summed("mean", random.normal(9, 1, 100)) for _ in range(2))
    alone, nobody = summed("mean", np.array([3.0])), moments("mean", 0, [0], [[0]])
    joined = pooled([(a, b), (alone, nobody)])
    assert stratified([(a, b), (c, d), (alone, nobody)], "absolute") == stratified([joined, (c, d)], "absolute")


def test_a_quantiles_error_comes_from_its_range_and_clusters_widen_it(random: np.random.Generator) -> None:
    people = random.normal(0, 1, (4000, 5)) * 0.3 + random.normal(0, 1, (4000, 1))
    values = np.sort(people.ravel())
    n, level = len(values), 0.9
    half = 1.959964 * math.sqrt(level * (1 - level) / n)
    at = [values[int(n * q)] for q in (level, level - half, level + half)]
    below = (people < at[0]).sum(axis=1).astype(float)
    clusters = summed("ratio", below, np.full(4000, 5.0))
    alone = Quantile(n, level, *at, sample=n)
    together = Quantile(n, level, *at, sample=n, clusters=clusters)
    narrow, wide = (effect([(one, one)], "absolute").error / math.sqrt(2) for one in (alone, together))
    drawn = [
        np.quantile(random.normal(0, 1, (4000, 5)) * 0.3 + random.normal(0, 1, (4000, 1)), level) for _ in range(400)
    ]
    assert wide == pytest.approx(np.std(drawn), rel=0.15)
    assert narrow < 0.6 * wide


def test_where_nothing_can_be_said_it_says_why(random: np.random.Generator) -> None:
    some = summed("mean", random.normal(5, 1, 50))
    nobody, flat = moments("mean", 0, [0], [[0]]), summed("mean", np.full(50, 3.0))
    nought = summed("mean", np.array([-1.0, 1.0] * 25))
    assert effect([(some, nobody)], "relative") == Effect(failed=NO_VARIANCE)
    assert effect([(flat, some)], "relative").failed == NO_VARIANCE
    assert effect([(nought, some)], "relative").failed == NO_BASELINE
    assert stratified([(nought, some), (nought, some)], "absolute").failed == NO_BASELINE


def test_equal_values_have_no_spread_whatever_their_sums_round_to(random: np.random.Generator) -> None:
    some = summed("mean", random.normal(5, 1, 50))
    for value in (0.1, 3.3, 1e9 / 7):
        flat = moments("mean", 1000, [sum([value] * 1000)], [[sum([value * value] * 1000)]])
        assert effect([(flat, some)], "relative").failed == NO_VARIANCE


def test_arms_of_different_kinds_are_refused(random: np.random.Generator) -> None:
    mean = summed("mean", random.normal(5, 1, 50))
    ratio = summed("ratio", random.normal(5, 1, 50), random.normal(5, 1, 50))
    quantile = Quantile(1000, 0.5, 1.0, 0.9, 1.1, 1000)
    for pair in ((mean, ratio), (mean, quantile), (quantile, mean)):
        with pytest.raises(ArmsDiffer):
            effect([pair], "relative")
    with pytest.raises(ArmsDiffer):
        effect([(quantile, quantile), (quantile, quantile)], "relative")
