"""What can be said where no experiment is possible: weaker evidence, and labelled so.

Difference in differences compares how two groups changed; it is right if both would have changed alike. An interrupted
time series compares what followed a change with what the days before let expect; right if nothing else changed then.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.experiments.distribution import student_above, student_quantile
from uems.experiments.effect import NO_VARIANCE, Effect, level, welch
from uems.experiments.moments import Matrix, Moments, Stratum, Vector

LABEL = Text(
    "证据较弱：没有随机分组，结论依赖无法检验的假设",
    "Weaker evidence: nobody was assigned at random, and it rests on assumptions that cannot be tested",
)
_TURNS, _MOST_FOLLOWS, _LEAST = 20, 0.95, 1e-300
LEAST_POINTS = 8
"""Points of a series before a change, and after it, that a slope needs."""


class NoBefore(Invalid):
    code = "no_before"
    text = Text("双重差分需要变化前的数据", "A difference in differences needs what was before")


class SeriesTooShort(Invalid):
    code = "series_too_short"
    text = Text(
        f"变化前后各需要至少 {LEAST_POINTS} 个点", f"At least {LEAST_POINTS} points before and after are needed"
    )


def of_the_same(control: Moments, treatment: Moments) -> Effect:
    """(after − before) of the treated minus (after − before) of the others, of the same people before and after.

    It is CUPED with theta 1. Raises NoBefore.
    """
    if not control.shape.startswith("adjusted") or control.shape != treatment.shape:
        raise NoBefore(about="arms")
    a, b = level(replace(control, theta=1.0)), level(replace(treatment, theta=1.0))
    if a.variance <= 0 or b.variance <= 0:
        return Effect(failed=NO_VARIANCE)
    error = (a.variance / a.n + b.variance / b.n) ** 0.5
    return Effect(b.value - a.value, error, a.n + b.n, welch(a, b), a.base)


def of_others(before: Stratum, after: Stratum) -> Effect:
    """The same of other people before than after, each a pair of control and treated."""
    told = [level(arm) for arm in (*after, *before)]
    if min(one.variance for one in told) <= 0:
        return Effect(failed=NO_VARIANCE)
    parts = [one.variance / one.n for one in told]
    degrees = sum(parts) ** 2 / sum(part**2 / (one.n - 1) for part, one in zip(parts, told, strict=True))
    control, treated, control_before, treated_before = (one.value for one in told)
    estimate = (treated - treated_before) - (control - control_before)
    return Effect(estimate, sum(parts) ** 0.5, sum(one.n for one in told), degrees, control)


@dataclass(frozen=True, slots=True)
class Interrupted:
    """What changed at a point of a series: its `level` and its `slope` a step, each with standard error and p.

    `expected`: what the points from the change on would have been; `total`: what they were beyond it, summed."""

    level: float
    level_error: float
    level_low: float
    level_high: float
    level_p: float
    slope: float
    slope_error: float
    slope_p: float
    expected: tuple[float, ...]
    total: float


def interrupted(series: Sequence[float], change: int, season: int = 0, alpha: float = 0.05) -> Interrupted:
    """Segmented regression with the change before point `change` (from 0): level, slope, and their changes.

    `season`: points of a period, such as 7 for weekdays; 0 = none. Each point's error may follow the one before it:
    generalised least squares after Prais and Winsten 1954. Raises SeriesTooShort.
    """
    values = np.asarray(series, dtype=float)
    n = len(values)
    if min(change, n - change) < max(LEAST_POINTS, 2 * season):
        raise SeriesTooShort(about="series")
    at = np.arange(n)
    after = (at >= change).astype(float)
    seasons = [(at % season == k).astype(float) for k in range(1, season)]
    design = np.column_stack([np.ones(n), at - change, after, after * (at - change), *seasons])
    fitted, errors = _prais_winsten(design, values)
    free = n - design.shape[1]
    half = student_quantile(1 - alpha / 2, free) * errors[2]
    p = [2 * student_above(abs(fitted[k] / errors[k]), free) for k in (2, 3)]
    without = design.copy()
    without[:, 2:4] = 0
    expected = (without @ fitted)[change:]
    return Interrupted(
        level=float(fitted[2]),
        level_error=float(errors[2]),
        level_low=float(fitted[2] - half),
        level_high=float(fitted[2] + half),
        level_p=p[0],
        slope=float(fitted[3]),
        slope_error=float(errors[3]),
        slope_p=p[1],
        expected=tuple(float(one) for one in expected),
        total=float(np.sum(values[change:] - expected)),
    )


def _prais_winsten(design: Matrix, values: Vector) -> tuple[Vector, Vector]:
    """Coefficients and their standard errors where errors follow the one before, found by turns with how much they do.

    The correlation of neighbours in residuals comes out too low by about (parameters − 2) / points; that is put back.
    """
    n, k = design.shape
    fitted, follows = np.linalg.lstsq(design, values, rcond=None)[0], 0.0
    rows, seen = design, values
    for _ in range(_TURNS):
        residual = values - design @ fitted
        whole = float(residual @ residual)
        raw = float(residual[1:] @ residual[:-1]) / whole if whole > 0 else 0.0
        before, follows = follows, min(_MOST_FOLLOWS, max(0.0, (raw * n + k - 2) / (n - k + 2)))
        rows, seen = (_freed(one, follows) for one in (design, values))
        fitted = np.linalg.lstsq(rows, seen, rcond=None)[0]
        if abs(follows - before) < 1e-6:
            break
    left = seen - rows @ fitted
    spread = float(left @ left) / (n - k) * np.linalg.inv(rows.T @ rows)
    errors = np.sqrt(np.maximum(np.diag(spread), _LEAST))
    return np.asarray(fitted, dtype=np.float64), np.asarray(errors, dtype=np.float64)


def _freed(one: Vector, follows: float) -> Vector:
    """Points without what they have from the one before."""
    return np.concatenate([(1 - follows**2) ** 0.5 * one[:1], one[1:] - follows * one[:-1]])
