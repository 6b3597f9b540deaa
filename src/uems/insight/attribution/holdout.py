"""What an experiment that held a channel back says of it: the share of its conversions that it caused.

An experiment is a holdout of a channel when one arm saw it and another hardly did. With y a person's conversions and t
those with the channel on their way, f = (ȳ shown − ȳ held) ÷ (t̄ shown − t̄ held): the difference that the channel made
over the conversions it takes for itself (Wald's estimator; Imbens and Angrist 1994). Its error is by the delta method.
An effect that cannot be told from none (95 %) is taken as none, and the interval says how far that is known.
"""

from dataclasses import dataclass

import numpy as np

from uems.insight.attribution.incremental import Caused
from uems.insight.attribution.journeys import Floats, Ints

_HARDLY = 0.1
"""An arm in which so small a part of the other arm's share met the channel is one that it was held back from."""
_FEWEST = 30
"""People of the other arm who met it."""
_WIDTH = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Arms:
    """Of the people in an experiment: `arm` of each, `met` = whether they met the channel, `y` their conversions and
    `t` those that the channel touched."""

    arm: Ints
    met: Floats
    y: Floats
    t: Floats


@dataclass(frozen=True, slots=True)
class Held:
    """What was found: the arms (shown, held) and how many people were in each; `estimate` before an effect that cannot
    be told from none is taken as none."""

    tested: Caused
    estimate: float
    shown: int
    held: int
    people: tuple[int, int]


def found(arms: Arms) -> Held | None:
    """None = no arm was held back from the channel, or too few people met it."""
    numbers = np.unique(arms.arm)
    if len(numbers) < 2:
        return None
    rates = [float(arms.met[arms.arm == number].mean()) for number in numbers]
    shown, held = int(numbers[int(np.argmax(rates))]), int(numbers[int(np.argmin(rates))])
    if min(rates) > _HARDLY * max(rates) or arms.met[arms.arm == shown].sum() < _FEWEST:
        return None
    a, b = arms.arm == shown, arms.arm == held
    moved, touched = arms.y[a].mean() - arms.y[b].mean(), arms.t[a].mean() - arms.t[b].mean()
    if touched <= 0:
        return None
    share = float(moved / touched)
    error = float(np.sqrt(_variance(arms, a, share) + _variance(arms, b, share)) / touched)
    low, high = share - _WIDTH * error, share + _WIDTH * error
    credited = min(share, 1.0) if low > 0 else 0.0
    return Held(Caused(credited, low, high), share, shown, held, (int(a.sum()), int(b.sum())))


def _variance(arms: Arms, which: Ints, share: float) -> float:
    """Of the mean of y − f·t in an arm."""
    rest = arms.y[which] - share * arms.t[which]
    return float(rest.var(ddof=1) / len(rest)) if len(rest) > 1 else 0.0
