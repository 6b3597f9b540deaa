"""How a journey map's numbers changed: intervals that hold the truth, chance that is told as chance, alike looks."""

from math import isclose, sqrt

import numpy as np
import pytest

from uems.insight import estimate_error
from uems.insight.map_change import NumberChange, changes, count, middle, share
from uems.insight.map_numbers import Box, Complaint, Heard, Numbers, Way
from uems.metrics.asked import Computed

COMPUTED = Computed(None, None, 0.0, "")  # type: ignore[arg-type]


def sides(change: NumberChange) -> tuple[float, float]:
    assert change.change is not None
    return change.change.low, change.change.high


def test_counts_and_shares_of_one_truth_differ_by_chance_as_often_as_is_said() -> None:
    dice, trials = np.random.default_rng(3), 2000
    apart = {"count": 0, "share": 0}
    missed = {"count": 0, "share": 0}
    for _ in range(trials):
        a, b = (int(n) for n in dice.poisson(80, 2))
        found = count(a, b)
        low, high = sides(found)
        apart["count"] += (found.p or 0) <= 0.05
        missed["count"] += not low <= 0 <= high
        x, y = (int(n) for n in dice.binomial([150, 90], 0.3))
        found = share((x, 150), (y, 90))
        low, high = sides(found)
        apart["share"] += (found.p or 0) <= 0.05
        missed["share"] += not low <= 0 <= high
    for rates in (apart, missed):
        assert all(0.02 < n / trials < 0.075 for n in rates.values()), (apart, missed)


def test_a_median_and_a_mean_are_told_with_the_error_that_their_samples_show() -> None:
    dice, trials, n = np.random.default_rng(5), 800, 200
    said, seen, means = [], [], []
    for _ in range(trials):
        values = dice.lognormal(4, 1, n)
        low, median, high = np.quantile(values, (0.4, 0.5, 0.6))
        said.append(estimate_error.of_median(low, high, n))
        means.append(estimate_error.of_mean(n, values.sum(), (values**2).sum()))
        seen.append(median)
    assert isclose(np.mean(said), np.std(seen), rel_tol=0.15)
    assert isclose(np.mean(means), sqrt((np.exp(1) - 1) * np.exp(9)) / sqrt(n), rel_tol=0.1)


def test_many_looks_of_one_person_are_worth_as_many_as_their_spread_says() -> None:
    """Each person looks ten times and does always the same: they are worth one a person."""
    dice = np.random.default_rng(6)
    people = 4000
    same = np.where(dice.random(people) < 0.3, 10, 0)
    free = dice.binomial(10, 0.3, people)
    worth = [
        estimate_error.alone(10 * people, int(hits.sum()), people, (hits**2).sum(), (10 * hits).sum(), 100 * people)
        for hits in (same, free)
    ]
    assert isclose(worth[0], people, rel_tol=0.01)
    assert isclose(worth[1], 10 * people, rel_tol=0.06)
    assert estimate_error.alone(50, 0, 5, 0, 0, 500) == 5


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (count(0, 0), (0, None, None)),
        (share((0, 0), (1, 2)), (0.5, None, None)),
        (middle(3.0, None, 2.0, 1.0), (2.0, None, None)),
    ],
)
def test_where_there_is_too_little_nothing_is_told(found: NumberChange, told: object) -> None:
    assert (found.before, found.change, found.p) == told


def box(key: str, people: int, bounce: float, worth: float, *topics: tuple[str, int]) -> Box:
    said = [Heard(0, "nps", 100, 8.0, 40.0, 5.0, ())]
    said += [Heard(1, "topic", 1, None, None, None, tuple(Complaint(name, n, n) for name, n in topics))]
    return Box(key, people, people, bounce, 1000, worth, 30.0, 1000, 1.0, tuple(said))


def numbers(*boxes: Box, passed: int) -> Numbers:
    ways = (Way("a", "b", 60, 1000, passed, passed / 1000, 10.0, 1.0),)
    return Numbers(boxes, ways, COMPUTED)


def test_what_changed_beyond_chance_is_clear_and_what_is_alike_is_not() -> None:
    before = numbers(box("a", 1000, 0.3, 1000, ("price", 40)), box("gone", 5, 0, 1), passed=500)
    now = numbers(box("a", 1010, 0.4, 1000, ("price", 90), ("slow", 12)), box("new", 1, 0, 1), passed=430)
    found = changes(now, before, {0: 0, 1: 1})
    (a,), (way,) = found.boxes, found.ways
    assert (a.key, found.gone) == ("a", ("gone",))
    assert (a.people.clear, a.bounce.clear, a.dwell.clear, way.rate.clear) == (False, True, False, True)
    assert a.bounce.change is not None
    assert isclose(a.bounce.change.value, 0.1)
    score, topics = a.said
    assert (score.score is not None, score.score and score.score.clear) == (True, False)
    assert [(one.value, one.voices.before, one.voices.clear) for one in topics.topics] == [
        ("price", 40, True),
        ("slow", 0, True),
    ]


def test_bounces_that_are_worth_little_are_not_clear() -> None:
    """The same shares as above, of a few people who came often."""
    before, now = (numbers(box("a", 1000, share, 40), passed=500) for share in (0.3, 0.4))
    assert not changes(now, before, {}).boxes[0].bounce.clear


def test_one_of_many_that_is_unlikely_by_itself_is_not_clear_among_all() -> None:
    before = numbers(*(box(f"t{n}", 100, 0.3, 1000) for n in range(20)), passed=500)
    now = numbers(*(box(f"t{n}", 100 + 31 * (n == 0), 0.3, 1000) for n in range(20)), passed=500)
    (first, *_) = changes(now, before, {}).boxes
    assert first.people.p is not None
    assert first.people.p < 0.05 < (first.people.p_corrected or 0)
    assert not first.people.clear
