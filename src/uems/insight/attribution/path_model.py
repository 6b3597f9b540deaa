"""Models that look at a converting journey alone: who came first, last, how recently, in which place.

They return mostly who was seen often: a channel that everybody passes gets credit whether it moves anybody or not.
"""

from collections.abc import Callable, Mapping

import numpy as np

from uems.insight.attribution.journeys import Credit, Floats, Journeys, shared


def first(journeys: Journeys) -> Credit:
    """All to the first touch."""
    return shared(journeys, (_place(journeys) == 0).astype(float))


def last(journeys: Journeys) -> Credit:
    """All to the last touch."""
    return shared(journeys, (_to_go(journeys) == 0).astype(float))


def linear(journeys: Journeys) -> Credit:
    """The same to every touch."""
    return shared(journeys, 1.0 / journeys.length[journeys.journey])


def time_decay(journeys: Journeys, half_life: float) -> Credit:
    """2^(−age ÷ half-life) to each touch, made to add up to 1; `half_life` in days. A touch half a life older counts
    half: the rule that web analytics made usual."""
    days = journeys.age / 86_400
    # Ages are counted from the newest touch of the journey, so that very old journeys do not vanish in rounding.
    newest = np.minimum.reduceat(days, journeys.start[:-1]) if len(days) else days
    weight = np.exp2(-(days - newest[journeys.journey]) / half_life)
    whole = np.bincount(journeys.journey, weight, len(journeys.converted))
    return shared(journeys, weight / whole[journeys.journey])


def position(journeys: Journeys) -> Credit:
    """40 % to the first touch, 40 % to the last, 20 % to those between in equal parts; of two touches half each."""
    length = journeys.length[journeys.journey]
    outer = (_place(journeys) == 0) | (_to_go(journeys) == 0)
    between = 0.2 / np.maximum(length - 2, 1)
    part = np.where(outer, np.select([length == 1, length == 2], [1.0, 0.5], 0.4), between)
    return shared(journeys, part)


def _place(journeys: Journeys) -> Floats:
    """0 for the first touch of a journey, 1 for the second …"""
    found: Floats = np.arange(len(journeys.channel)) - journeys.start[:-1][journeys.journey]
    return found


def _to_go(journeys: Journeys) -> Floats:
    """0 for the last touch of a journey."""
    found: Floats = journeys.start[1:][journeys.journey] - 1 - np.arange(len(journeys.channel))
    return found


RULES: Mapping[str, Callable[[Journeys], Credit]] = {
    "first": first,
    "last": last,
    "linear": linear,
    "position": position,
}
