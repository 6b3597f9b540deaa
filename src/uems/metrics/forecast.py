"""What a metric will be: exponential smoothing with a season, fitted by least squares, and the range it will lie in.

The model is ETS(A,N,A), or ETS(A,Ad,A) with a damped trend, in the notation of Hyndman, Koehler, Ord and Snyder,
"Forecasting with Exponential Smoothing" (2008), chapters 2 and 6: with level l, trend b, season s and error e,

    forecast  f = l + phi b + s[t - m]
    l = l + phi b + alpha e      b = phi b + beta e      s = s[t - m] + gamma e

over log(1 + value), so that a swing is a share of the value and no forecast is negative.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

WEEK = 7
_SMOOTHING = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75)
_TRENDS = (0.0, 0.01, 0.05)
_SEASONS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4)
_DAMPED = (0.9, 0.97)
_FEWEST_SEASONS = 3
_LEAST = 0.01
"""No series is steadier than one per cent."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The state after the last value, in logarithms: level, trend, the next season's values in order. Of the errors one
    step ahead, `sigma` is the standard deviation, and `usual` half the width of their middle 68 %, which a few strange
    days do not widen. `alpha`, `beta`, `gamma`, `phi` are the smoothing that fitted best."""

    level: float
    trend: float
    season: tuple[float, ...]
    sigma: float
    usual: float
    alpha: float
    beta: float
    gamma: float
    phi: float


@dataclass(frozen=True, slots=True)
class Range:
    """What a value is expected to be, and between which two it lies in so many standard deviations."""

    expected: float
    low: float
    high: float


def fit(values: Sequence[float], season: int = WEEK, damped: bool = False) -> Fit | None:
    """The best smoothing for values ≥ -1 in time order, the newest last; None where they are too few: fewer than three
    seasons, or than eight without a season (`season` 1)."""
    if len(values) < max(_FEWEST_SEASONS * season, 8):
        return None
    logs = np.log1p(np.maximum(np.asarray(values, dtype=float), 0.0))
    trends = product(_TRENDS[1:], _DAMPED) if damped else [(0.0, 0.0)]
    seasons = _SEASONS if season > 1 else (0.0,)
    coarse = [(a, b, g, phi) for (b, phi), a, g in product(trends, _SMOOTHING, seasons)]
    best = _best(logs, season, np.array(coarse))
    steps = (0.5, 0.7, 0.85, 1.0, 1.2, 1.5, 2.0)
    fine = [(min(best[0] * x, 0.99), best[1], min(best[2] * y, 0.99), best[3]) for x, y in product(steps, steps)]
    alpha, beta, gamma, phi = _best(logs, season, np.array(fine))
    one = np.array([[alpha, beta, gamma, phi]])
    level, trend, last, errors = _run(logs, season, one)
    kept = errors[season:, 0]
    sigma = float(np.sqrt(np.sum(kept**2) / max(len(kept) - 3, 1)))
    low, high = np.quantile(kept, [0.16, 0.84])
    turned = np.roll(last[0], -(len(logs) % season))
    state = float(level[0]), float(trend[0]), tuple(map(float, turned))
    return Fit(*state, sigma, float(high - low) / 2, alpha, beta, gamma, phi)


def ahead(found: Fit, steps: int, deviations: float = 1.96) -> tuple[Range, ...]:
    """The next values, the nearest first; the variance is that of section 6.1 of the book for each model."""
    ranges = []
    size, moved, spread = len(found.season), 0.0, 1.0
    for h in range(1, steps + 1):
        moved += found.phi**h
        middle = found.level + found.trend * moved + found.season[(h - 1) % size]
        width = deviations * found.sigma * spread**0.5
        ranges.append(Range(_value(middle), _value(middle - width), _value(middle + width)))
        gained = found.alpha + found.beta * moved + (found.gamma if size > 1 and h % size == 0 else 0.0)
        spread += gained * gained
    return tuple(ranges)


def surprise(found: Fit, value: float) -> float:
    """How many usual errors the next value lies above (below: negative) what was expected of it."""
    expected = found.level + found.trend * found.phi + found.season[0]
    return float(np.log1p(max(value, 0.0)) - expected) / max(found.usual, _LEAST)


def band(found: Fit, deviations: float) -> Range:
    """Where the next value lies, in so many usual errors: outside of it the surprise is larger."""
    expected, width = found.level + found.trend * found.phi + found.season[0], deviations * max(found.usual, _LEAST)
    return Range(_value(expected), _value(expected - width), _value(expected + width))


def _value(log: float) -> float:
    return float(np.expm1(max(log, 0.0)))


def _best(logs: Any, season: int, grid: Any) -> tuple[float, float, float, float]:
    errors = _run(logs, season, grid)[3][season:]
    place = int(np.argmin(np.sum(errors**2, axis=0)))
    alpha, beta, gamma, phi = (float(x) for x in grid[place])
    return alpha, beta, gamma, phi


def _run(logs: Any, season: int, grid: Any) -> tuple[Any, Any, Any, Any]:
    """Level, trend and seasons after the last value, and the errors (time by parameters), of all parameters at once."""
    alpha, beta, gamma, phi = grid.T
    begin = logs[: _FEWEST_SEASONS * season]
    level = np.full(len(grid), begin.mean())
    shape = begin.reshape(-1, season).mean(axis=0) - begin.mean() if season > 1 else np.zeros(1)
    seasons = np.tile(shape, (len(grid), 1))
    trend, errors = np.zeros(len(grid)), np.empty((len(logs), len(grid)))
    for t, value in enumerate(logs):
        at = t % season
        damped = phi * trend
        error = value - (level + damped + seasons[:, at])
        level = level + damped + alpha * error
        trend = damped + beta * error
        seasons[:, at] += gamma * error
        errors[t] = error
    return level, trend, seasons, errors
