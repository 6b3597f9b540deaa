"""The bootstrap in closed form is the bootstrap by drawing, and it is wrong about nothing as rarely as it says."""

from datetime import date, timedelta

import numpy as np
import pytest
from scipy import stats

from uems.base.errors import Invalid
from uems.experiments import experiment, resample, verdict
from uems.experiments.effect import Effect, effect
from uems.experiments.engine import Judgement, engine
from uems.experiments.moments import ranked
from uems.experiments.table import Numbers, Table
from uems.experiments.verdict import Measure
from uems.metrics.moments import Moments

LEVELS = (0.5, 0.9)


def of(control: np.ndarray, treatment: np.ndarray, level: float, difference: str = "absolute") -> Effect:
    pair = ranked(np.sort(control), level), ranked(np.sort(treatment), level)
    return effect([pair], difference)  # type: ignore[arg-type]


def judged(one: Effect, **settings: object) -> Judgement:
    way = engine("bootstrap")
    return way.judge(one, way.settings.model_validate(settings))


def people(random: np.random.Generator, n: int, scale: float = 1.0) -> np.ndarray:
    return random.lognormal(2.0, 1.0, n) * scale


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("difference", ["absolute", "relative"])
def test_it_is_the_bootstrap_of_an_independent_library(level: float, difference: str) -> None:
    random = np.random.default_rng(4)
    a, b = people(random, 900), people(random, 700, 1.2)

    def statistic(x: np.ndarray, y: np.ndarray, axis: int = -1) -> np.ndarray:
        below, above = np.quantile(x, level, axis=axis), np.quantile(y, level, axis=axis)
        return np.asarray((above - below) / (below if difference == "relative" else 1.0))

    wanted = stats.bootstrap(
        (a, b), statistic, n_resamples=9_999, method="percentile", batch=500, rng=np.random.default_rng(1)
    )
    found = judged(of(a, b, level, difference))
    assert found.estimate == pytest.approx(float(statistic(a, b)))
    width = wanted.confidence_interval.high - wanted.confidence_interval.low
    assert found.low == pytest.approx(wanted.confidence_interval.low, abs=0.05 * width)
    assert found.high == pytest.approx(wanted.confidence_interval.high, abs=0.05 * width)
    if difference == "absolute":
        assert found.error == pytest.approx(wanted.standard_error, rel=0.05)
    sampled = wanted.bootstrap_distribution
    assert found.p == pytest.approx(2 * min((sampled <= 0).mean(), (sampled >= 0).mean()), abs=0.02)


@pytest.mark.parametrize("level", LEVELS)
def test_who_differ_in_nothing_are_told_apart_as_rarely_as_it_says(level: float) -> None:
    random, runs = np.random.default_rng(8), 1_500
    found = [judged(of(people(random, 400), people(random, 500), level, "relative")) for _ in range(runs)]
    wrong = sum(bool(one.clear) for one in found) / runs
    print(level, wrong)
    assert wrong == pytest.approx(0.05, abs=0.017)
    assert all(one.clear == (one.p is not None and one.p < 0.05) for one in found)


def test_an_interval_too_narrow_would_be_noticed() -> None:
    """With the error of a mean in the place of the quantile's, nothing holds."""
    random = np.random.default_rng(8)
    wrong = 0
    for _ in range(300):
        a, b = people(random, 400), people(random, 500)
        error = (a.var() / 400 + b.var() / 500) ** 0.5 / 2
        wrong += abs(np.median(b) - np.median(a)) > 1.96 * error
    assert wrong / 300 > 0.067


WAYS: dict[str, dict[str, object]] = {"bootstrap": {}, "spending": {"looks": [1.0]}, "frequentist": {}, "bayesian": {}}


def whole(random: np.random.Generator) -> Effect:
    """Two medians of small whole numbers, most of them equal, of people who differ in nothing."""
    return of(random.poisson(3.67, 150).astype(float), random.poisson(3.67, 150).astype(float), 0.5)


def test_whole_numbers_do_not_look_clear_in_any_way() -> None:
    random, runs = np.random.default_rng(3), 1_000
    found = [one for one in (whole(random) for _ in range(runs)) if not one.failed]
    for name, more in WAYS.items():
        way = engine(name)
        wrong = sum(bool(way.judge(one, way.settings.model_validate(more)).clear) for one in found) / runs
        assert wrong <= 0.05, name
    naive = sum(abs(one.estimate / one.error) > 1.96 for one in found) / runs
    assert naive > 0.05 + 2 * (0.05 * 0.95 / runs) ** 0.5


def test_a_chance_to_win_is_how_often_the_treatment_is_ahead() -> None:
    random = np.random.default_rng(2)
    one = of(people(random, 900), people(random, 900, 1.15), 0.5)
    way = engine("bayesian")
    up, down = (way.judge(one, way.settings.model_validate({"better": better})) for better in ("up", "down"))
    assert one.drawn is not None
    assert up.chance == pytest.approx(one.drawn.chances[one.drawn.values > 0].sum(), abs=1e-6)
    assert (down.chance or 0) == pytest.approx(1 - (up.chance or 0), abs=1e-6)
    assert up.risk is not None
    assert down.risk == pytest.approx(up.risk[::-1])
    assert up.risk[0] - up.risk[1] == pytest.approx(float(one.drawn.values @ one.drawn.chances))


def test_a_side_has_one_end_and_half_the_p() -> None:
    random = np.random.default_rng(2)
    one = of(people(random, 900), people(random, 900, 1.15), 0.5)
    both, more, less = judged(one), judged(one, side="greater"), judged(one, side="less")
    assert (more.high, less.low) == (None, None)
    assert more.p == pytest.approx((both.p or 0) / 2)
    assert (more.low or 0) > (both.low or 0)


def test_equal_numbers_say_nothing_and_a_level_of_none_leaves_no_share() -> None:
    assert of(np.zeros(500), np.zeros(500), 0.5).failed is not None
    random = np.random.default_rng(1)
    rarely = np.where(random.random(500) < 0.52, 0.0, people(random, 500))
    assert of(rarely, people(random, 500), 0.5, "relative").failed is not None
    barely = np.where(random.random(500) < 0.49, 0.0, people(random, 500))
    assert judged(of(barely, people(random, 500), 0.5, "relative")).high is None


def test_it_judges_nothing_but_quantiles() -> None:
    with pytest.raises(Invalid):
        judged(Effect(0.1, 0.05, 100))


def test_places_are_put_together_without_losing_anything() -> None:
    many = np.sort(people(np.random.default_rng(5), 200_000))
    found = resample.drawn(many, 0.5)
    assert len(found.values) <= 201
    assert found.chances.sum() == pytest.approx(1)
    assert (np.diff(found.values) >= 0).all()
    density = stats.lognorm(1, scale=np.exp(2)).pdf(np.exp(2))
    assert found.variance**0.5 == pytest.approx(0.5 / density / 200_000**0.5, rel=0.05)


def plan(**more: object) -> experiment.Experiment:
    words = {"key": "wait", "name": "", "hypothesis": "", "owner": "", "least_days": 0}
    arms = [{"key": arm, "weight": 1} for arm in ("control", "treatment")]
    exposure = {"event": "e", "property": "v"}
    return experiment.read({**words, "exposure": exposure, "variants": arms, "primary": "wait", **more})


def days(scale: float, level: float = 0.5) -> Table:
    random = np.random.default_rng(6)
    seen = [date(2026, 1, 1) + timedelta(n) for n in range(10)]
    numbers = {
        arm: Numbers({day: people(random, 200, by) for day in seen})
        for arm, by in (("control", 1.0), ("treatment", scale))
    }
    cell = (Moments(200, 0, 0, 200, 200, 0, 0, 0, 0),)
    return Table({day: dict.fromkeys(numbers, cell) for day in seen}, numbers={0: numbers})


@pytest.mark.parametrize(
    ("asked", "method"),
    [
        ({}, "sequential"),
        ({"planned": 4_000}, "spending"),
        ({"engine": "z"}, "bootstrap"),
        ({"engine": "bayesian"}, "bayesian"),
    ],
)
def test_an_experiment_judges_a_quantile_in_its_own_way(asked: dict[str, object], method: str) -> None:
    measures = {"wait": Measure("wait", "quantile", level=0.75)}
    better, same = (verdict.read(plan(**asked), measures, days(scale), 10) for scale in (1.3, 1.0))
    line = better.lines[0]
    assert line.method == method
    assert better.verdict == "roll_out"
    assert line.judged.low is not None
    assert line.judged.high is not None
    assert 0 < line.judged.low < 0.3 < line.judged.high
    assert [one.people for one in better.course] == [400 * n for n in range(1, 11)]
    assert (better.course[-1].low, better.course[-1].high) == (line.judged.low, line.judged.high)
    assert same.verdict == "not_enough"
