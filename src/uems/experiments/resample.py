"""Where the quantile of people drawn again and again lies, without drawing: a bootstrap by person in closed form.

Among n people drawn with replacement the h-th number is at most the original k-th with the chance that the beta
distribution of h and n − h + 1 lies below k ÷ n (Efron 1979; Maritz and Jarrett 1978, "A note on estimating the
variance of the sample median").
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uems.experiments.distribution import normal_above, normal_quantile

Vector = npt.NDArray[np.float64]
_FARTHEST = 7.0
"""Standard errors of the rank beyond which nothing is expected."""
_HALF = 0.5
_MOST = 201
"""Places in which a distribution is kept; neighbours are put together at their mean."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a quantile is among people drawn again: rising `values`, each with its `chances`, which add to 1."""

    values: Vector
    chances: Vector

    tied: float = 0.0
    """The largest chance of a single value: towards 1 where most people near the quantile have the same number."""

    @property
    def variance(self) -> float:
        mean = float(self.chances @ self.values)
        return float(self.chances @ (self.values - mean) ** 2)


def drawn(rising: Vector, level: float) -> Drawn:
    """Of at least one number, in rising order; 0 < level < 1."""
    n = len(rising)
    place, reach = (n - 1) * level + 1, _FARTHEST * math.sqrt((n + 1) * level * (1 - level))
    rank = np.arange(max(1, math.floor(place - reach)), min(n, math.ceil(place + reach)) + 1)
    share = (rank - 0.5) / n
    weight = (place - 1) * np.log(share) + (n - place) * np.log1p(-share)
    chance = np.exp(weight - weight.max())
    return _fewer(rising[rank - 1], chance / chance.sum())


def _fewer(values: Vector, chances: Vector) -> Drawn:
    fresh = np.flatnonzero(np.diff(values, prepend=-np.inf))
    values, chances = values[fresh], np.add.reduceat(chances, fresh)
    tied = float(chances.max())
    if len(values) <= _MOST:
        return Drawn(values, chances, tied)
    starts = np.linspace(0, len(values), _MOST, endpoint=False).astype(int)
    chance = np.add.reduceat(chances, starts)
    kept = chance > 0
    return Drawn((np.add.reduceat(chances * values, starts)[kept] / chance[kept]), chance[kept], tied)


def difference(control: Drawn, treatment: Drawn, relative: bool) -> Drawn:
    """Treatment − control, or that as a share of the control's size, ± infinity where that is none; rising."""
    values = treatment.values[:, None] - control.values[None, :]
    if relative:
        with np.errstate(divide="ignore", invalid="ignore"):
            values = np.where(values == 0, 0.0, values / np.abs(control.values)[None, :])
    flat, chances = values.ravel(), np.outer(treatment.chances, control.chances).ravel()
    order = np.argsort(flat)
    return Drawn(flat[order], chances[order])


def far(of: Drawn, against: float = 0.0) -> float:
    """How far out on the normal `against` lies: as rare as it is for a difference to be there or beyond. Equal numbers
    count against a difference, which is what keeps whole numbers from looking clear."""
    below, above = float(of.chances[of.values <= against].sum()), float(of.chances[of.values >= against].sum())
    if min(below, above) >= _HALF:
        return 0.0
    size = -normal_quantile(max(min(below, above), normal_above(_FARTHEST)))
    return size if below < above else -size


def span(of: Drawn, reach: float) -> tuple[float | None, float | None]:
    """What is left when as much is cut off either end as lies beyond `reach` on the normal; None = no end is known."""
    if reach >= _FARTHEST:
        return None, None
    tail = normal_above(reach)
    low = of.values[min(int(np.searchsorted(np.cumsum(of.chances), tail)), len(of.values) - 1)]
    high = of.values[::-1][min(int(np.searchsorted(np.cumsum(of.chances[::-1]), tail)), len(of.values) - 1)]
    return float(low) if np.isfinite(low) else None, float(high) if np.isfinite(high) else None
