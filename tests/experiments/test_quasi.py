"""Where nobody was assigned: a planted change is found, and the error is what repetition shows."""

import numpy as np
import pytest

from uems.experiments import quasi
from uems.experiments.effect import NO_VARIANCE
from uems.experiments.moments import Moments, moments


def summed(*columns: np.ndarray) -> Moments:
    table = np.stack(columns)
    shape = "mean" if len(columns) == 1 else "adjusted_mean"
    return moments(shape, table.shape[1], table.sum(axis=1).tolist(), table @ table.T)  # type: ignore[arg-type]


def test_a_difference_in_differences_of_the_same_people_leaves_out_what_they_were() -> None:
    random = np.random.default_rng(1)
    estimates, errors = [], []
    for _ in range(1000):
        pair = []
        for level, change in ((5.0, 1.0), (9.0, 1.6)):
            before = random.normal(level, 2, 200)
            pair.append(summed(before + change + random.normal(0, 1, 200), before))
        found = quasi.of_the_same(*pair)
        estimates.append(found.estimate)
        errors.append(found.error)
    assert np.mean(estimates) == pytest.approx(0.6, abs=0.02)
    assert np.std(estimates) == pytest.approx(np.mean(errors), rel=0.08)


def test_of_other_people_four_means_make_it() -> None:
    random = np.random.default_rng(2)
    cells = [random.normal(mean, 1, 300) for mean in (5.0, 9.0, 6.0, 10.6)]
    a, b, c, d = map(summed, cells)
    found = quasi.of_others((a, b), (c, d))
    means = [cell.mean() for cell in cells]
    assert found.estimate == pytest.approx((means[3] - means[1]) - (means[2] - means[0]))
    assert found.error == pytest.approx(sum(cell.var(ddof=1) / 300 for cell in cells) ** 0.5)
    assert found.degrees == pytest.approx(4 * 299, rel=0.02)
    flat = summed(np.full(300, 2.0))
    assert quasi.of_others((flat, b), (c, d)).failed == NO_VARIANCE


def test_without_a_before_there_is_no_difference_in_differences() -> None:
    one = summed(np.arange(5.0))
    with pytest.raises(quasi.NoBefore):
        quasi.of_the_same(one, one)


def series(random: np.random.Generator, jump: float, n: int = 84, change: int = 56) -> list[float]:
    """Eight weeks and then four, with a trend, weekdays and neighbours alike; `jump` from the change on."""
    noise = np.zeros(n)
    for day in range(1, n):
        noise[day] = 0.4 * noise[day - 1] + random.normal(0, 1)
    week = np.array([0, 1, 2, 1, 0, -3, -4.0])[np.arange(n) % 7]
    return (50 + 0.1 * np.arange(n) + week + noise + jump * (np.arange(n) >= change)).tolist()


def test_an_interrupted_series_finds_a_planted_jump_and_no_other() -> None:
    random = np.random.default_rng(3)
    jumped = [quasi.interrupted(series(random, 6.0), 56, season=7) for _ in range(200)]
    still = [quasi.interrupted(series(random, 0.0), 56, season=7) for _ in range(400)]
    assert np.mean([one.level for one in jumped]) == pytest.approx(6.0, abs=0.3)
    assert np.mean([one.level_low <= 6.0 <= one.level_high for one in jumped]) > 0.85
    assert np.mean([one.level_p < 0.05 for one in jumped]) > 0.95
    assert np.mean([one.level_p < 0.05 for one in still]) < 0.05 + 2 * (0.05 * 0.95 / 400) ** 0.5


def test_what_was_expected_and_what_came_on_top() -> None:
    exact = [10.0 + 2 * day + (5.0 + 0.5 * (day - 20) if day >= 20 else 0.0) for day in range(40)]
    found = quasi.interrupted(exact, 20)
    assert (found.level, found.slope) == (pytest.approx(5.0), pytest.approx(0.5))
    assert found.expected == pytest.approx([10.0 + 2 * day for day in range(20, 40)])
    assert found.total == pytest.approx(sum(5.0 + 0.5 * day for day in range(20)))


@pytest.mark.parametrize(("change", "season"), [(7, 0), (33, 0), (20, 12)])
def test_a_short_series_is_refused(change: int, season: int) -> None:
    with pytest.raises(quasi.SeriesTooShort):
        quasi.interrupted([float(day % 3) for day in range(40)], change, season)
