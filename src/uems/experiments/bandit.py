"""A bandit's next weights: Thompson sampling from each arm's normal posterior, so that better arms get more people."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from uems.experiments.distribution import normal_quantile
from uems.experiments.effect import Level, level
from uems.experiments.moments import Arm, Moments

DRAWS = 10_000
ENOUGH = 100
"""People an arm needs on average before the weights move."""


@dataclass(frozen=True, slots=True)
class ArmOutlook:
    """An arm: its `mean` with a credible interval, the chance that it is the `best`, and the `weight` that a caller may
    give it next, to be logged as the propensity of whom it gets; None = too few people yet. Our own experiments move by
    `best` alone (`steering.weights`)."""

    n: int
    mean: float
    low: float
    high: float
    best: float
    weight: float | None


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of each arm's mean beforehand."""

    mean: float
    variance: float


def outlook(
    arms: Sequence[Arm],
    random: np.random.Generator,
    better: Literal["up", "down"] = "up",
    top_two: bool = True,
    least: float = 0.01,
    prior: Prior | None = None,
    alpha: float = 0.05,
) -> tuple[ArmOutlook, ...]:
    """The arms' outlook from their sums; `least` is the smallest weight before all are brought to 1.

    `top_two`: the weight is the chance to be among the best two (Russo 2016), which learns faster who is best. An arm
    whose people are all alike counts as varied as the others: that nobody bought in it yet is news, if not certainty.
    """
    levels = [level(arm) for arm in arms]
    known = np.array(
        [one.n / variance if variance > 0 else 0.0 for one, variance in zip(levels, _variances(levels), strict=True)]
    )
    believed = 1 / prior.variance if prior else 0.0
    precision = np.maximum(known + believed, 1e-12)
    at = np.array([one.value for one in levels]) + _given_back(arms)
    mean = (known * at + believed * (prior.mean if prior else 0.0)) / precision
    drawn = random.multivariate_normal(mean, np.diag(1 / precision), size=DRAWS)
    order = np.argsort(drawn if better == "down" else -drawn, axis=1)
    places = [np.bincount(order[:, place], minlength=len(arms)) / DRAWS for place in range(2)]
    weight = np.maximum((places[0] + places[1]) / 2 if top_two else places[0], max(least, 0.0))
    weight = weight / weight.sum()
    enough = sum(one.n for one in levels) >= ENOUGH * len(arms)
    half = normal_quantile(1 - alpha / 2) / np.sqrt(precision)
    told = zip(levels, at, half, places[0], weight, strict=True)
    return tuple(
        ArmOutlook(one.n, float(m), float(m - h), float(m + h), float(best), float(share) if enough else None)
        for one, m, h, best, share in told
    )


def _variances(levels: Sequence[Level]) -> list[float]:
    """Of one person of each arm; of one without, that of all others together, 0 = there is none."""
    varied = [one for one in levels if one.variance > 0]
    n = sum(one.n for one in varied)
    pooled = sum(one.n * one.variance for one in varied) / n if n else 0.0
    return [one.variance if one.variance > 0 else pooled for one in levels]


def _given_back(arms: Sequence[Arm]) -> float:
    """What CUPED takes off everybody alike, so that means are on the metric's own scale."""
    told = [arm for arm in arms if isinstance(arm, Moments) and arm.shape == "adjusted_mean"]
    n = sum(arm.n for arm in told)
    return sum((arm.theta or 0.0) * arm.sums[1] for arm in told) / n if n else 0.0
