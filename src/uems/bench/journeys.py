"""Journeys made up by chance whose truth is known: which channels they met, and what each channel did."""

from dataclasses import dataclass

import numpy as np

from uems.insight.attribution import journeys as attribution
from uems.insight.attribution.journeys import Floats, Journeys

CHANNELS = ("search", "social", "video", "display", "mail", "partner", "brand", "app")
_MET = np.array([0.30, 0.26, 0.22, 0.35, 0.18, 0.12, 0.30, 0.20])
"""The share of journeys that meet each channel, independently of each other."""
_ODDS = np.array([0.90, 0.55, 0.25, 0.10, 0.80, 0.45, 0.0, 0.35])
"""The log-odds that each adds; one of them does nothing."""
_LEVEL = -3.2
_AGAIN = 0.35
"""The probability of one more touch of a channel that was met."""
_DAYS = 30.0


@dataclass(frozen=True, slots=True)
class MadeUp:
    """Journeys, and each channel's true share of the conversions that channels caused."""

    journeys: Journeys
    share: Floats


def made_up(count: int, dice: np.random.Generator) -> MadeUp:
    """So many journeys; some meet no channel. A channel's true effect is the conversions that would not have been
    without it, counted with the same probabilities from which the conversions are drawn."""
    met = dice.random((count, len(CHANNELS))) < _MET
    odds = _LEVEL + met @ _ODDS
    converted = dice.random(count) < 1 / (1 + np.exp(-odds))
    lost = [_lost(odds, met[:, channel], _ODDS[channel]) for channel in range(len(CHANNELS))]
    times = np.where(met, 1 + np.minimum(dice.geometric(1 - _AGAIN, met.shape) - 1, 5), 0)
    journey = np.repeat(np.arange(count), times.sum(axis=1))
    channel = np.repeat(np.tile(np.arange(len(CHANNELS)), count), times.ravel())
    age = dice.random(len(channel)) * _DAYS * 86_400
    order = np.lexsort((-age, journey))
    start = np.concatenate([[0], np.cumsum(times.sum(axis=1))])
    told = attribution.made(CHANNELS, start, channel[order], age[order], converted)
    return MadeUp(told, np.array(lost) / sum(lost))


def _lost(odds: Floats, met: Floats, added: float) -> float:
    mine = odds[met]
    return float((1 / (1 + np.exp(-mine)) - 1 / (1 + np.exp(added - mine))).sum())
