"""What channels added: journeys that did not convert count too, and each channel is taken away in thought.

The probability that a journey converts is a ridge logistic regression on which channels it met, with a level of its
own for each stratum. What a channel added is Σ p(met) − p(met without it) over all journeys (counterfactual removal).
Somebody who was never seen before a touch would, as far as anyone can tell, not have come without it: to them the
channel of that touch added p(met) whole.
That reads a difference between people as an effect: where a channel is clicked by those who were on their way to buy,
it is none, and no model of the same journeys can tell. So where an experiment held a channel back from some people at
random, its result takes the place of the model's: a share f of the conversions that the channel touched. Then its
log-odds are held at −ln(1 − f), the attributable fraction among the exposed (Miettinen 1974) read backwards with odds
for risks, while those of the other channels are found.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from uems.insight.attribution import logistic
from uems.insight.attribution.journeys import Credit, Floats, Ints, Journeys, sets

RIDGE = 1.0
"""The penalty on a channel's log-odds: a standard deviation of 1 before anything was seen."""
_WIDTH = 1.959963984540054
_MOST = 0.999


@dataclass(frozen=True, slots=True)
class Caused:
    """What an experiment says of a channel: the share of the conversions that it touched which would not have been
    without it, with its 95 % interval."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Added:
    """`effect` = conversions that each channel added, with 95 % intervals; `base` = those that would have been without
    any; `credit` = the conversions of touched journeys, divided as the effects above 0 are."""

    credit: Credit
    effect: Floats
    low: Floats
    high: Floats
    base: float


@dataclass(frozen=True, slots=True)
class _Cases:
    """Alike journeys as one row: the channels met, the stratum as columns, how many, and how many converted."""

    met: Floats
    level: Floats
    brought: Ints
    count: Floats
    yes: Floats


def added(journeys: Journeys, tested: Mapping[int, Caused], ridge: float = RIDGE) -> Added:
    """`tested`: what experiments say, by the number of the channel."""
    cases, channels = _cases(journeys), len(journeys.names)
    fixed = np.zeros(channels)
    for channel, said in tested.items():
        fixed[channel] = -np.log(1 - min(max(said.share, 0.0), _MOST))
    free = np.array([channel for channel in range(channels) if channel not in tested], dtype=int)
    columns = np.hstack([cases.level, cases.met[:, free]])
    penalty = np.concatenate([np.full(cases.level.shape[1], 1e-6), np.full(len(free), ridge)])
    found = logistic.fit(columns, cases.yes, cases.count, penalty, cases.met @ fixed)
    odds = fixed.copy()
    odds[free] = found.weights[cases.level.shape[1] :]
    level = cases.level @ found.weights[: cases.level.shape[1]]
    effect, spread = _removed(cases, level, odds, found, free)
    low, high = effect - _WIDTH * spread, effect + _WIDTH * spread
    touched = cases.yes @ cases.met
    for channel, said in tested.items():
        effect[channel], low[channel], high[channel] = np.array([said.share, said.low, said.high]) * touched[channel]
    base = float((cases.count * (cases.brought < 0)) @ logistic.probability(level))
    return Added(_divided(journeys, effect), effect, low, high, base)


def _cases(journeys: Journeys) -> _Cases:
    different, place = sets(journeys)
    strata, level = np.unique(journeys.stratum, return_inverse=True)
    kinds, ways = len(strata), len(journeys.names) + 1
    rows, row = np.unique((place * kinds + level) * ways + journeys.brought + 1, return_inverse=True)
    alike, brought = rows // ways, rows % ways - 1
    return _Cases(
        different[alike // kinds].astype(float),
        np.eye(kinds)[alike % kinds],
        brought,
        np.bincount(row, journeys.weight, len(rows)),
        np.bincount(row, journeys.weight * journeys.converted, len(rows)),
    )


def _removed(cases: _Cases, level: Floats, odds: Floats, found: logistic.Fit, free: Ints) -> tuple[Floats, Floats]:
    """What each channel added, and its standard error by the delta method."""
    whole = level + cases.met @ odds
    chance = logistic.probability(whole)
    effect, spread = np.zeros(len(odds)), np.zeros(len(odds))
    width = cases.level.shape[1]
    for channel in range(len(odds)):
        met = cases.met[:, channel] * cases.count
        without = logistic.probability(whole - odds[channel]) * (cases.brought != channel)
        effect[channel] = met @ (chance - without)
        slope, less = met * chance * (1 - chance), met * without * (1 - without)
        both = np.hstack([cases.level, cases.met[:, free]])
        change = (slope - less) @ both
        at = np.nonzero(free == channel)[0]
        change[width + at] = (slope @ cases.met[:, channel]) if len(at) else 0.0
        spread[channel] = np.sqrt(max(change @ found.covariance @ change, 0.0))
    return effect, spread


def _divided(journeys: Journeys, effect: Floats) -> Credit:
    """Where no channel added anything, nothing is credited."""
    touched = journeys.weight * journeys.converted * (journeys.length > 0)
    above = np.maximum(effect, 0)
    share = above / above.sum() if above.sum() > 0 else above
    return Credit(share * touched.sum(), share * (touched * journeys.value).sum())
