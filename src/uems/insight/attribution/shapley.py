"""Shapley values of channels in the game where a set of channels is worth the conversions that needed no other.

v(S) = conversions of journeys all of whose channels lie in S. Zhao, Mahboobi, Bagheri, "Shapley value methods for
attribution modeling in online advertising" (2018): in this game a channel's value is Σ 1 ÷ |T| over the conversions
whose set T it is in, exactly, for any number of channels. Nothing is sampled.
"""

import numpy as np

from uems.insight.attribution.journeys import Credit, Journeys, sets


def credit(journeys: Journeys) -> Credit:
    """Of journeys that all have a touch."""
    different, place = sets(journeys)
    counted = journeys.weight * journeys.converted
    size = np.maximum(different.sum(axis=1), 1)
    number = np.bincount(place, counted, len(different)) / size
    worth = np.bincount(place, counted * journeys.value, len(different)) / size
    return Credit(number @ different, worth @ different)
