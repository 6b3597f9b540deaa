"""How many people and days an experiment needs, and which effect a number of people can show.

Normal approximation for two arms: error² = variance · (1 / n_control + 1 / n_treatment), and an effect is seen with the
wanted power when it is z(1 − α/2) + z(power) errors (one side: z(1 − α)). CUPED with correlation ρ multiplies the
variance by 1 − ρ².
"""

import math
from dataclasses import dataclass
from typing import Literal

from uems.experiments.distribution import normal_above, normal_quantile

_SPENDING = 1.05
"""How many times the people of a single look a test with alpha spending needs, for 20 looks (Jennison and Turnbull
2000, table 2.4)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A metric's `mean` and `variance` for one person in history, and how the experiment is meant to be judged.

    `share`: of the people of both arms, how many are in the treatment. `correlation`: with the same metric before.
    `looks`: "once", or "often" with alpha spending.
    """

    mean: float
    variance: float
    alpha: float = 0.05
    power: float = 0.8
    sides: Literal[1, 2] = 2
    share: float = 0.5
    correlation: float = 0.0
    looks: Literal["once", "often"] = "once"

    @property
    def _unit(self) -> float:
        """The variance of the difference, times the people of both arms."""
        looked = _SPENDING if self.looks == "often" else 1.0
        return self.variance * (1 - self.correlation**2) * looked / (self.share * (1 - self.share))

    @property
    def _reach(self) -> float:
        return normal_quantile(1 - self.alpha / self.sides)


def people(plan: Plan, effect: float) -> int:
    """People in both arms together that show an absolute `effect` ≠ 0 with the plan's power."""
    reach = plan._reach + normal_quantile(plan.power)
    return math.ceil(plan._unit * (reach / effect) ** 2)


def least_effect(plan: Plan, n: int) -> float:
    """The smallest absolute effect that `n` people in both arms show with the plan's power."""
    return (plan._reach + normal_quantile(plan.power)) * math.sqrt(plan._unit / n)


def power(plan: Plan, effect: float, n: int) -> float:
    """The chance that `n` people in both arms show an absolute `effect`, of its sign or, with two sides, any."""
    z = abs(effect) / math.sqrt(plan._unit / n)
    other = normal_above(plan._reach + z) if plan.sides == 2 else 0.0
    return normal_above(plan._reach - z) + other


def days(n: int, daily: float) -> int:
    """Days until `n` people came, at so many new ones a day; whole weeks, since a week's days differ."""
    return math.ceil(n / daily / 7) * 7
