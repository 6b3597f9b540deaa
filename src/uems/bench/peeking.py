"""A/A and A/B tests drawn from real people and looked at many times: how often a method sees what is not there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uems.experiments.effect import Effect
from uems.experiments.engine import engine

Values = npt.NDArray[np.float64]
_TOGETHER = 2_000_000
"""Values drawn at a time."""


@dataclass(frozen=True, slots=True)
class Peeked:
    """`z` of each run (row) at each look (column), and how many people both arms have by then."""

    z: Values
    people: tuple[int, ...]

    @property
    def shares(self) -> tuple[float, ...]:
        """Of the planned people, at each look."""
        return tuple(n / self.people[-1] for n in self.people)


def peeked(
    population: Values, runs: int, random: np.random.Generator, lift: float = 0.0, arm: int = 20_000, looks: int = 20
) -> Peeked:
    """Runs of two arms drawn with replacement from the population, whose treatment is `lift` better.

    A share (values 0 and 1) is better by more ones, any other number by being larger.
    """
    each = arm // looks
    control, control_squares = _drawn(population, runs, looks, each, random, 0.0)
    treatment, treatment_squares = _drawn(population, runs, looks, each, random, lift)
    n = each * np.arange(1, looks + 1)
    variance = sum(
        (squares / n - (sums / n) ** 2) / (n - 1)
        for sums, squares in ((control, control_squares), (treatment, treatment_squares))
    )
    return Peeked((treatment - control) / n / np.sqrt(variance), tuple((2 * n).tolist()))


def _drawn(
    population: Values, runs: int, looks: int, each: int, random: np.random.Generator, lift: float
) -> tuple[Values, Values]:
    """Sums and sums of squares of one arm, cumulated over the looks."""
    if np.isin(population, (0, 1)).all():
        ones = np.cumsum(random.binomial(each, population.mean() * (1 + lift), (runs, looks)), axis=1).astype(float)
        return ones, ones
    together = max(1, _TOGETHER // (looks * each))
    sums, squares = np.empty((runs, looks)), np.empty((runs, looks))
    for first in range(0, runs, together):
        some = min(together, runs - first)
        drawn = random.choice(population, (some, looks, each)) * (1 + lift)
        sums[first : first + some] = drawn.sum(axis=2)
        squares[first : first + some] = (drawn**2).sum(axis=2)
    return np.cumsum(sums, axis=1), np.cumsum(squares, axis=1)


def limits(method: str, seen: Peeked) -> list[float]:
    """What |z| has to reach at each look for a method to see a difference: its interval for a standard error of 1."""
    way, found = engine(method), []
    for place, n in enumerate(seen.people):
        asked = {"spending": {"looks": seen.shares[: place + 1]}, "sequential": {"tuned_at": seen.people[-1]}}
        settings = way.settings.model_validate(asked.get(method, {}))
        said = way.judge(Effect(0.0, 1.0, n, degrees=n - 2), settings)
        found.append(said.high or 0.0)
    return found


def found(seen: Peeked, limit: Sequence[float]) -> float:
    """The share of runs in which a difference was seen at any look."""
    return float((np.abs(seen.z) >= np.array(limit)).any(axis=1).mean())


def found_at_end(seen: Peeked, limit: Sequence[float]) -> float:
    """The share of runs in which a difference was seen by who looked at the end only."""
    return float((np.abs(seen.z[:, -1]) >= limit[-1]).mean())
