"""Each engine against an independent library or its paper, and all of them on Cookie Cats."""

import math
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from experiments.cookie_cats import ARMS, mean_of, players
from uems.base.errors import Invalid
from uems.experiments.effect import Effect, effect
from uems.experiments.engine import Judgement, engine, engines
from uems.experiments.engines.spending import boundaries, reach, repeated
from uems.experiments.moments import Moments
from uems.experiments.srm import srm

Arms = tuple[Moments, Moments]


def judged(method: str, of: Effect, **settings: object) -> Judgement:
    way = engine(method)
    return way.judge(of, way.settings.model_validate(settings))


@pytest.fixture(scope="module")
def retained(shared: Path) -> Arms:
    found = players(shared, "retention_7")
    return mean_of(found[ARMS[0]]), mean_of(found[ARMS[1]])


def test_the_engines_are_these() -> None:
    assert set(engines()) == {"frequentist", "z", "bootstrap", "sequential", "spending", "bayesian"}
    assert {name for name, one in engines().items() if one.anytime} == {"sequential", "spending"}


@pytest.mark.parametrize(("side", "theirs"), [("two", "two-sided"), ("greater", "greater"), ("less", "less")])
def test_frequentist_is_scipys_welch_test(side: str, theirs: str) -> None:
    random = np.random.default_rng(1)
    a, b = random.normal(10, 3, 57).tolist(), random.normal(11, 6, 31).tolist()
    found = judged("frequentist", effect([(mean_of(a), mean_of(b))], "absolute"), side=side)
    wanted = stats.ttest_ind(b, a, equal_var=False, alternative=theirs)
    low, high = wanted.confidence_interval(0.95)
    assert found.p == pytest.approx(wanted.pvalue, abs=1e-9)
    assert (found.low, found.high) == (
        pytest.approx(low, abs=1e-6) if math.isfinite(low) else None,
        pytest.approx(high, abs=1e-6) if math.isfinite(high) else None,
    )


def test_a_tested_difference_moves_the_question_and_not_the_interval() -> None:
    one = Effect(0.5, 0.2, 100, degrees=90)
    there, moved = judged("frequentist", one), judged("frequentist", one, against=0.5)
    assert (there.low, there.high) == (moved.low, moved.high)
    assert moved.p == pytest.approx(1)


def test_z_is_the_chi_square_test_of_two_shares(retained: Arms) -> None:
    table = [[arm.sums[0], arm.n - arm.sums[0]] for arm in retained]
    wanted = stats.chi2_contingency(table, correction=False).pvalue
    for difference in ("absolute", "relative"):
        assert judged("z", effect([retained], difference)).p == pytest.approx(wanted, abs=1e-9)  # type: ignore[arg-type]
    one_sided = judged("z", effect([retained], "absolute"), side="less")
    assert one_sided.p == pytest.approx(wanted / 2, abs=1e-9)
    assert one_sided.low is None


def test_cookie_cats_says_what_is_published(retained: Arms, shared: Path) -> None:
    relative, absolute = effect([retained], "relative"), effect([retained], "absolute")
    assert relative.estimate == pytest.approx(-0.0431, abs=5e-5)
    assert judged("z", relative).p == pytest.approx(0.00155, abs=5e-6)
    assert judged("frequentist", absolute).p == pytest.approx(0.00156, abs=5e-6)
    checked = srm([arm.n for arm in retained], [0.5, 0.5])
    assert checked.p == pytest.approx(0.0086, abs=5e-5)
    assert checked.mismatch
    rounds = players(shared, "sum_gamerounds")
    of_rounds = judged("frequentist", effect([(mean_of(rounds[ARMS[0]]), mean_of(rounds[ARMS[1]]))], "absolute"))
    assert of_rounds.p == pytest.approx(stats.ttest_ind(*rounds.values(), equal_var=False).pvalue, abs=1e-9)


def test_bayesian_without_a_prior_is_the_normal_around_the_estimate() -> None:
    found = judged("bayesian", Effect(0.03, 0.02, 1000, base=2.0))
    normal = stats.norm(0.03, 0.02)
    assert found.chance == pytest.approx(normal.sf(0))
    assert (found.low, found.high) == (pytest.approx(normal.ppf(0.025)), pytest.approx(normal.ppf(0.975)))
    drawn = np.random.default_rng(3).normal(0.03, 0.02, 4_000_000)
    assert found.risk == pytest.approx((np.maximum(drawn, 0).mean(), np.maximum(-drawn, 0).mean()), rel=5e-3)
    assert found.if_less == pytest.approx(drawn[drawn < 0].mean(), rel=5e-3)
    assert found.if_greater == pytest.approx(drawn[drawn > 0].mean(), rel=5e-3)


def test_a_prior_pulls_and_is_brought_to_the_effects_unit() -> None:
    relative = Effect(0.2, 0.1, 100, base=50.0)
    absolute = Effect(10.0, 5.0, 100, base=50.0, unit="absolute")
    prior = {"prior": True, "prior_mean": 0.1, "prior_variance": 0.01}
    one, other = judged("bayesian", relative, **prior), judged("bayesian", absolute, **prior)
    assert one.estimate == pytest.approx(0.15)
    assert one.error == pytest.approx(0.1 / math.sqrt(2))
    assert (other.estimate / 50, other.chance) == (pytest.approx(one.estimate), pytest.approx(one.chance))
    said = {"prior": True, "prior_mean": 5.0, "prior_variance": 25.0, "prior_unit": "absolute"}
    assert judged("bayesian", relative, **said).estimate == pytest.approx(one.estimate)


def test_a_prior_in_another_unit_needs_the_controls_level() -> None:
    with pytest.raises(Invalid):
        judged("bayesian", Effect(1.0, 0.5, 10, unit="absolute"), prior=True)
    assert judged("bayesian", Effect(1.0, 0.5, 10), prior=True).estimate == pytest.approx(0.8)


def test_where_less_is_better_chance_and_risk_change_sides() -> None:
    up, down = (judged("bayesian", Effect(0.03, 0.02, 10), better=better) for better in ("up", "down"))
    assert down.chance == pytest.approx(1 - up.chance)  # type: ignore[operator]
    assert down.risk == up.risk[::-1]  # type: ignore[index]


@pytest.mark.parametrize("side", ["two", "greater", "less"])
def test_sequential_p_is_the_alpha_whose_interval_touches_zero(side: str) -> None:
    rho = 0.02
    one = Effect(-0.21 if side == "less" else 0.21, 0.06, 7000)
    p = judged("sequential", one, side=side, rho=rho).p
    assert p is not None
    assert 1e-4 < p < 0.4
    touching = judged("sequential", one, side=side, rho=rho, alpha=p)
    bound = touching.high if side == "less" else touching.low
    assert bound == pytest.approx(0, abs=1e-9)


def test_sequential_is_narrowest_where_it_is_tuned() -> None:
    def width(n: int, tuned_at: float) -> float:
        return (judged("sequential", Effect(0, 1 / math.sqrt(n), n), tuned_at=tuned_at).high or 0) * math.sqrt(n)

    at = [width(10_000, tuned) for tuned in (1_000, 5_000, 10_000, 20_000, 100_000)]
    assert min(at) == at[2]


def test_one_side_needs_an_alpha_under_a_half() -> None:
    with pytest.raises(Invalid):
        judged("sequential", Effect(1, 1, 10), side="greater", alpha=0.5)
    assert judged("sequential", Effect(-1, 1, 10), side="greater").p == 0.4999


def test_spending_has_the_boundaries_of_the_books() -> None:
    """Lan-DeMets boundaries of O'Brien-Fleming kind for five looks: Reboussin, DeMets, Kim and Lan 2000 (ld98)."""
    wanted = (4.8769, 3.3569, 2.6803, 2.2898, 2.0310)
    assert boundaries((0.2, 0.4, 0.6, 0.8, 1.0), 0.05) == pytest.approx(wanted, abs=2e-4)
    assert boundaries((1.0,), 0.05) == pytest.approx((1.959964,), abs=1e-6)


def test_spending_spends_exactly_alpha_on_paths_by_chance() -> None:
    looks = (0.1, 0.25, 0.5, 0.55, 0.9, 1.0)
    steps = np.random.default_rng(5).normal(0, np.sqrt(np.diff((0, *looks))), (400_000, len(looks)))
    z = np.abs(np.cumsum(steps, axis=1)) / np.sqrt(looks)
    assert (z >= boundaries(looks, 0.1)).any(axis=1).mean() == pytest.approx(0.1, abs=0.0015)


def test_a_repeated_p_agrees_with_the_boundary() -> None:
    looks = (0.3, 0.6, 0.8)
    edge = boundaries(looks, 0.05)[-1]
    assert repeated(looks, edge) == pytest.approx(0.05, abs=1e-5)
    said = judged("spending", Effect(edge * 0.01 + 1e-9, 0.01, 10), looks=looks)
    assert (said.clear, said.boundary) == (True, edge)
    assert said.low == pytest.approx(0, abs=1e-6)
    assert repeated((1.0,), 1.959964) == pytest.approx(0.05, abs=1e-6)
    assert (repeated(looks, 30.0), repeated(looks, 0.0)) == (1e-6, 1.0)


@pytest.mark.parametrize("looks", [(0.3, 0.55, 1.4), (0.3, 0.302, 0.6, 0.6005, 1.0), (2.5,)])
def test_an_overrun_and_looks_close_together_spend_alpha_too(looks: tuple[float, ...]) -> None:
    """The people who are really there count for how paths hang together, the plan for how much alpha is spent."""
    steps = np.random.default_rng(6).normal(0, np.sqrt(np.diff((0, *looks))), (400_000, len(looks)))
    z = np.abs(np.cumsum(steps, axis=1)) / np.sqrt(looks)
    assert (z >= boundaries(looks, 0.1)).any(axis=1).mean() == pytest.approx(0.1, abs=0.0015)


def test_a_variance_that_is_estimated_pushes_the_boundary_out() -> None:
    for edge, degrees in ((2.0, 598.0), (3.5, 198.0), (6.0, 40.5), (9.0, 3.0), (0.7, 12.0)):
        wanted = stats.t.isf(stats.norm.sf(edge), degrees)
        assert reach(edge, degrees) == pytest.approx(wanted, rel=1e-9)
    assert reach(2.5, 0.0) == 2.5
    looks, one = (0.3, 0.6), Effect(0.25, 0.1, 30, degrees=28.0)
    said = judged("spending", one, looks=looks)
    assert said.boundary == pytest.approx(stats.t.isf(stats.norm.sf(boundaries(looks, 0.05)[-1]), 28))
    assert said.p == pytest.approx(repeated(looks, stats.norm.isf(stats.t.sf(2.5, 28))), abs=1e-9)


@pytest.mark.parametrize("looks", [[], [0.5, 0.5], [0.5, 0.50001], [0.6, 0.4], [0.0, 1.0], [1.0, 1.2], [0.5, 1.1, 1.2]])
def test_looks_rise_to_one(looks: list[float]) -> None:
    with pytest.raises(ValueError, match=r"looks|greater|less|at least"):
        engine("spending").settings.model_validate({"looks": looks})


def test_an_unknown_method_is_named_with_those_there_are() -> None:
    with pytest.raises(Exception, match="bayesian, bootstrap, frequentist"):
        engine("tarot")
