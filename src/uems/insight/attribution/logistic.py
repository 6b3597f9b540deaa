"""Ridge logistic regression by Newton's method, on rows that stand for many alike.

Iteratively reweighted least squares (McCullagh and Nelder, "Generalized Linear Models", 1989, §4.4) with a quadratic
penalty (le Cessie and van Houwelingen, "Ridge estimators in logistic regression", 1992).
"""

from dataclasses import dataclass

import numpy as np

from uems.insight.attribution.journeys import Floats

_STEPS = 50
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Fit:
    """Log-odds for each column, and the inverse of the penalised information: their variances lie on its diagonal."""

    weights: Floats
    covariance: Floats


def fit(columns: Floats, yes: Floats, count: Floats, penalty: Floats, offset: Floats | None = None) -> Fit:
    """`columns`: a row for each kind of case; of its `count` cases `yes` are so. `penalty` for each column, 0 = none.
    `offset` is added to the log-odds of each row as it is."""
    base = np.zeros(len(yes)) if offset is None else offset
    weights = np.zeros(columns.shape[1])
    curve = np.diag(penalty)
    loss = _loss(columns, yes, count, penalty, base, weights)
    for _ in range(_STEPS):
        chance = probability(columns @ weights + base)
        slope = columns.T @ (yes - count * chance) - penalty * weights
        curve = (columns.T * (count * chance * (1 - chance))) @ columns + np.diag(penalty)
        step = np.linalg.lstsq(curve, slope, rcond=None)[0]
        weights, after = _shortened(columns, yes, count, penalty, base, weights, step, loss)
        if loss - after <= _CLOSE * (abs(loss) + 1):
            break
        loss = after
    return Fit(weights, np.linalg.pinv(curve))


def probability(odds: Floats) -> Floats:
    """From log-odds."""
    found: Floats = 1 / (1 + np.exp(-np.clip(odds, -40, 40)))
    return found


def _loss(columns: Floats, yes: Floats, count: Floats, penalty: Floats, base: Floats, weights: Floats) -> float:
    odds = columns @ weights + base
    return float(count @ np.logaddexp(0, odds) - yes @ odds + penalty @ (weights * weights) / 2)


def _shortened(
    columns: Floats,
    yes: Floats,
    count: Floats,
    penalty: Floats,
    base: Floats,
    weights: Floats,
    step: Floats,
    loss: float,
) -> tuple[Floats, float]:
    """The step, halved until it is no step back; the loss after it."""
    for _ in range(30):
        after = _loss(columns, yes, count, penalty, base, weights + step)
        if after <= loss:
            return weights + step, after
        step = step / 2
    return weights, loss
