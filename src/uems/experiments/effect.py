"""The difference between two arms, absolute or as a share of the control's, and its standard error by the delta method.

Control of what was before: CUPED (Deng et al. 2013); strata: see `stratum`. All variances are of independent people.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from uems.experiments import ratio, resample
from uems.experiments.moments import (
    Arm,
    ArmsDiffer,
    Matrix,
    Moments,
    Quantile,
    Stratum,
    Vector,
    covariance,
    means,
    plain,
    pooled,
    quantile_variance,
)
from uems.experiments.ratio import Ratio
from uems.experiments.resample import Drawn

NO_VARIANCE = "ZERO_NEGATIVE_VARIANCE"
NO_BASELINE = "ZERO_NEGATIVE_BASELINE_VARIATION"
Difference = Literal["relative", "absolute"]
_NO_THETA = 1e-8


@dataclass(frozen=True, slots=True)
class Effect:
    """`estimate` ± `error` (one standard error), of `n` people in both arms, with Welch's `degrees` of freedom.

    `unit`: whether it is a share of the control's level. `alike`: the standard error if both arms were one heap; None
    but for plain means and shares.
    `base`: the control's level, before CUPED. `failed`: why nothing can be said, else None.
    `drawn`: where the effect on a quantile lies among people drawn again; what it says comes before `error`.
    `ratio`: what a share of the control's level is made of, where its range is to be Fieller's; None = `error` says it.
    """

    estimate: float = 0.0
    error: float = 0.0
    n: int = 0
    degrees: float = 0.0
    base: float = 0.0
    stratified: bool = False
    failed: str | None = None
    alike: float | None = None
    unit: Difference = "relative"
    ratio: Ratio | None = None
    drawn: Drawn | None = None


def far(one: Effect, against: float = 0.0) -> float:
    """How many standard errors the effect lies from `against`."""
    if one.drawn is not None:
        return resample.far(one.drawn, against)
    return (one.estimate - against) / one.error if one.ratio is None else ratio.far(one.ratio, against)


def span(one: Effect, reach: float) -> tuple[float | None, float | None]:
    """What is not ruled out within `reach` standard errors; it leaves out exactly what lies farther than that."""
    if one.drawn is not None:
        return resample.span(one.drawn, reach)
    if one.ratio is not None:
        return ratio.span(one.ratio, reach)
    return one.estimate - reach * one.error, one.estimate + reach * one.error


@dataclass(frozen=True, slots=True)
class Level:
    """An arm's metric: its `value` (after CUPED) and `base` (before), how both follow the columns, and how these vary.

    `reckoned`: what a share of the control's level is reckoned with when its error is; a mean leaves out what CUPED
    takes off, which is the same in both arms but for chance."""

    n: int
    value: float
    base: float
    reckoned: float
    value_slope: Vector
    base_slope: Vector
    spread: Matrix

    @property
    def variance(self) -> float:
        """Of the value, for one person."""
        return float(self.value_slope @ self.spread @ self.value_slope)


def effect(strata: Sequence[Stratum], difference: Difference, fieller: bool = False) -> Effect:
    """The difference treatment − control of all strata together, not weighted.

    `fieller`: a share of the control's level has Fieller's range, which says of zero what the difference says."""
    control, treatment = with_theta(*pooled(strata))
    a, b = level(control), level(treatment)
    if a.variance <= 0 or b.variance <= 0:
        return Effect(failed=NO_VARIANCE)
    if a.base == 0 or a.value == 0:
        return Effect(failed=NO_BASELINE)
    variance = _variance(a, b, difference == "relative")
    if variance <= 0:
        return Effect(failed=NO_VARIANCE)
    scale = abs(a.base) if difference == "relative" else 1.0
    alike = _alike(control, treatment)
    return Effect(
        estimate=(b.value - a.value) / scale,
        error=float(np.sqrt(variance)),
        n=a.n + b.n,
        degrees=welch(a, b),
        base=a.base,
        alike=None if alike is None else alike / scale,
        unit=difference,
        ratio=_ratio_of(a, b) if fieller and difference == "relative" else None,
        drawn=_drawn(control, treatment, difference == "relative"),
    )


def _drawn(control: Arm, treatment: Arm, relative: bool) -> Drawn | None:
    if not isinstance(control, Quantile) or not isinstance(treatment, Quantile):
        return None
    if control.drawn is None or treatment.drawn is None:
        return None
    return resample.difference(control.drawn, treatment.drawn, relative)


def _ratio_of(a: Level, b: Level) -> Ratio:
    """The difference over the control's level, which counts as positive."""
    of_base = float(a.base_slope @ a.spread @ a.base_slope) / a.n
    together = -float(a.value_slope @ a.spread @ a.base_slope) / a.n
    sign = 1.0 if a.base > 0 else -1.0
    return Ratio(b.value - a.value, sign * a.base, a.variance / a.n + b.variance / b.n, of_base, sign * together)


def _alike(control: Arm, treatment: Arm) -> float | None:
    if isinstance(control, Quantile) or isinstance(treatment, Quantile) or control.shape != "mean":
        return None
    n = control.n + treatment.n
    mean, square = (control.sums[0] + treatment.sums[0]) / n, (control.products[0][0] + treatment.products[0][0]) / n
    return float(np.sqrt(max(0.0, square - mean**2) * (1 / control.n + 1 / treatment.n)))


def _variance(a: Level, b: Level, relative: bool) -> float:
    """Of (value_b − value_a) ÷ |base_a|, or of the difference alone."""
    from_b, from_a = b.value_slope, -a.value_slope
    if relative:
        scale = abs(a.base)
        share = (b.reckoned - a.reckoned) / a.base
        from_b, from_a = from_b / scale, (from_a - share * a.base_slope) / scale
    return float(from_b @ b.spread @ from_b / b.n + from_a @ a.spread @ from_a / a.n)


def welch(a: Level, b: Level) -> float:
    """Degrees of freedom after Welch and Satterthwaite."""
    of_a, of_b = a.variance / a.n, b.variance / b.n
    return float((of_a + of_b) ** 2 / (of_a**2 / (a.n - 1) + of_b**2 / (b.n - 1)))


def level(arm: Arm) -> Level:
    """An arm's metric; nothing is taken off where theta is None."""
    if isinstance(arm, Quantile):
        one = np.ones(1)
        return Level(arm.n, arm.estimate, arm.estimate, arm.estimate, one, one, np.array([[quantile_variance(arm)]]))
    at, spread = means(arm), covariance(arm)
    theta = arm.theta or 0.0
    if arm.shape in ("mean", "adjusted_mean"):
        now, slope = at[0], np.eye(len(at))[0]
        before, fall = (at[1], np.eye(2)[1]) if arm.shape == "adjusted_mean" else (0.0, 0 * slope)
    else:
        now, slope = _ratio(at, 0)
        before, fall = _ratio(at, 2) if arm.shape == "adjusted_ratio" else (0.0, 0 * slope)
    value = float(now - theta * before)
    reckoned = value if arm.shape == "adjusted_ratio" else float(now)
    return Level(arm.n, value, float(now), reckoned, slope - theta * fall, slope, spread)


def _ratio(at: Vector, first: int) -> tuple[float, Vector]:
    """Column `first` over the next, and how that follows the columns; 0 where there is nothing below the line."""
    slope, above, below = np.zeros(len(at)), at[first], at[first + 1]
    if below == 0:
        return 0.0, slope
    slope[first : first + 2] = 1 / below, -above / below**2
    return float(above / below), slope


def with_theta(control: Arm, treatment: Arm) -> Stratum:
    """Both arms with the theta that takes off most variance, or plain where what was before says nothing."""
    if isinstance(control, Quantile) or isinstance(treatment, Quantile):
        if type(control) is not type(treatment):
            raise ArmsDiffer(about="arms")
        return control, treatment
    if control.shape != treatment.shape:
        raise ArmsDiffer(about="arms")
    if not control.shape.startswith("adjusted"):
        return control, treatment
    if control.theta is not None and treatment.theta is not None:
        return control, treatment
    found = _theta(control, treatment)
    if found == 0.0:
        return plain(control), plain(treatment)
    return replace(control, theta=found), replace(treatment, theta=found)


def _theta(control: Moments, treatment: Moments) -> float:
    """Cov(now, before) ÷ Var(before): for a mean of everybody in one heap, for a ratio of the arms' linearised ones."""
    if control.shape == "adjusted_mean":
        spread = covariance(_one_heap(control, treatment))
        together, before = float(spread[0, 1]), float(spread[1, 1])
        return 0.0 if before <= 0 or spread[0, 0] <= 0 else together / before
    together = before = 0.0
    for arm in (control, treatment):
        at, spread = means(arm), covariance(arm)
        now, then = _ratio(at, 0)[1], _ratio(at, 2)[1]
        together += float(now @ spread @ then)
        before += float(then @ spread @ then)
    found = together / before if before > 0 else 0.0
    return found if abs(found) >= _NO_THETA else 0.0


def _one_heap(control: Moments, treatment: Moments) -> Moments:
    both, _ = pooled([(control, control), (treatment, treatment)])
    assert isinstance(both, Moments)
    return both
