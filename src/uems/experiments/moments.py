"""What one arm of an experiment is known by: how many people, and the sums of a few columns and of their products.

A mean has one column, a ratio two (numerator, denominator). With what was so before the experiment each column has a
second one: a mean (now, before), a ratio (numerator, denominator, numerator before, denominator before).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.experiments import resample
from uems.experiments.distribution import normal_quantile
from uems.experiments.resample import Drawn

Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]
Shape = Literal["mean", "ratio", "adjusted_mean", "adjusted_ratio"]
WIDTH: dict[Shape, int] = {"mean": 1, "ratio": 2, "adjusted_mean": 2, "adjusted_ratio": 4}
"""How many columns each shape has."""

_PLAIN: dict[Shape, Shape] = {"adjusted_mean": "mean", "adjusted_ratio": "ratio"}
_ROUNDING = 1e-13
"""Of a mean square, what double precision may leave over."""
_INTERVAL = 2 * normal_quantile(0.975)
"""How many standard errors a quantile's given range is wide."""


class ArmsDiffer(Invalid):
    code = "arms_differ"
    text = Text("各组的统计量类型必须一致", "The arms are not known by the same kind of sums")


@dataclass(frozen=True, slots=True)
class Moments:
    """`sums` of each column, `products` of each pair (its diagonal: sums of squares), over `n` people.

    `whether`: the columns that are 0 or 1; their variance is p (1 − p). `theta`: how much of what was before is taken
    off (CUPED); None = what takes off most.
    """

    shape: Shape
    n: int
    sums: tuple[float, ...]
    products: tuple[tuple[float, ...], ...]
    whether: tuple[bool, ...]
    theta: float | None = None


@dataclass(frozen=True, slots=True)
class Quantile:
    """A quantile at `level` of `n` values, and the range of 95 % that the order statistics of `sample` values gave.

    `clusters`: where people have several values each, the ratio over people of values below the quantile to values.
    `drawn`: where it lies among people drawn again, known from their numbers; the range is not needed then.
    """

    n: int
    level: float
    estimate: float
    lower: float
    upper: float
    sample: int
    clusters: Moments | None = None
    drawn: Drawn | None = None


Arm = Moments | Quantile
Stratum = tuple[Arm, Arm]
"""Control and treatment among the same kind of people."""


def moments(shape: Shape, n: int, sums: Sequence[float], products: Any, whether: Sequence[bool] = ()) -> Moments:
    """Moments from any nested sequence of products."""
    told = tuple(tuple(float(one) for one in row) for row in products)
    return Moments(shape, n, tuple(map(float, sums)), told, tuple(whether) or (False,) * len(sums))


def ranked(rising: Vector, level: float) -> Quantile:
    """A quantile of people's numbers, which rise: half-way between two where it lies between them (Hyndman and Fan's
    type 7, as everywhere in the product)."""
    n = len(rising)
    at = float(np.quantile(rising, level)) if n else 0.0
    return Quantile(n, level, at, at, at, n, drawn=resample.drawn(rising, level) if n else None)


def means(arm: Moments) -> Vector:
    """The mean of each column; zeros without people."""
    return np.array(arm.sums) / arm.n if arm.n else np.zeros(len(arm.sums))


def covariance(arm: Moments) -> Matrix:
    """The covariance of the columns among people, unbiased except between two columns of 0 and 1; zeros for one.

    A variance within the rounding of its sums is none: a column of equal values must not look like a tiny spread.
    """
    if arm.n <= 1:
        return np.zeros((len(arm.sums), len(arm.sums)))
    sums, both = np.array(arm.sums), np.outer(arm.whether, arm.whether)
    products = np.array(arm.products)
    spread = np.array((products - np.outer(sums, sums) / arm.n) / np.where(both, arm.n, arm.n - 1))
    flat = np.abs(np.diag(spread)) <= _ROUNDING * np.diag(products) / arm.n
    spread[flat, :] = spread[:, flat] = 0.0
    return spread


def plain(arm: Moments) -> Moments:
    """The same people without what was before."""
    shape = _PLAIN.get(arm.shape)
    if shape is None:
        return arm
    k = WIDTH[shape]
    return Moments(shape, arm.n, arm.sums[:k], tuple(row[:k] for row in arm.products[:k]), arm.whether[:k])


def pooled(strata: Sequence[Stratum]) -> Stratum:
    """The arms of all strata together. Raises ArmsDiffer; quantiles cannot be added."""
    if len(strata) == 1:
        return strata[0]
    control, treatment = [one[0] for one in strata], [one[1] for one in strata]
    return reduce(_together, control), reduce(_together, treatment)


def _together(one: Arm, other: Arm) -> Arm:
    """Two groups of people as one; a share of several strata is treated as any other mean."""
    if isinstance(one, Quantile) or isinstance(other, Quantile) or one.shape != other.shape:
        raise ArmsDiffer(about="strata")
    sums = np.add(one.sums, other.sums)
    joined = moments(one.shape, one.n + other.n, sums.tolist(), np.add(one.products, other.products))
    same = one.theta if one.theta == other.theta else None
    return replace(joined, theta=same)


def quantile_variance(arm: Quantile) -> float:
    """The variance that, over n, is the squared standard error of the quantile; 0 where too little is known.

    From where it lies among people drawn again, or else the width of the order statistics' range; where people have
    several values each, widened by how much more the share below the quantile varies than for independent values (Deng,
    Knoblich and Lu 2018, §4).
    """
    odds = arm.level / (1 - arm.level)
    if arm.n <= (_INTERVAL / 2) ** 2 * max(odds, 1 / odds):
        return 0.0
    if arm.drawn is not None:
        return arm.n * arm.drawn.variance
    alone = arm.sample / arm.n * (arm.n - 1) * ((arm.upper - arm.lower) / _INTERVAL) ** 2
    if arm.clusters is None:
        return alone
    people = arm.clusters
    if people.n <= 1 or people.sums[1] <= 0:
        return 0.0
    (below, values), spread = means(people), covariance(people)
    slope = np.array([1 / values, -below / values**2])
    return float(alone * (slope @ spread @ slope / people.n) / (arm.level * (1 - arm.level) / arm.n))
