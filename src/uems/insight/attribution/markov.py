"""Markov removal: journeys as a chain from touch to touch; a channel's credit is what is lost when it leads nowhere.

Anderl, Becker, von Wangenheim, Schumann, "Mapping the customer journey" (2016): first order, absorbing at conversion
and at loss. The removal effect of c is 1 − P(conversion | c leads to loss) ÷ P(conversion); credits are the effects
made to add up to all conversions. The probabilities come from the linear equations of the chain, not from simulation.
A channel that follows itself changes no probability of ending, so such steps are left out.
"""

import numpy as np

from uems.insight.attribution.journeys import Credit, Floats, Journeys, by_share


def transitions(journeys: Journeys) -> Floats:
    """Probabilities from the start and from each channel (rows) to each channel, to conversion and to loss (columns);
    a row of a channel that nobody met is all 0."""
    count = len(journeys.names)
    start, end = journeys.start[:-1], journeys.start[1:] - 1
    whole = journeys.weight[journeys.journey]
    inner = np.ones(max(len(journeys.channel) - 1, 0), dtype=bool)
    inner[end[:-1]] = False
    left, right = journeys.channel[:-1][inner], journeys.channel[1:][inner]
    moved = left != right
    flows = np.zeros((count + 1, count + 2))
    np.add.at(flows, (0, journeys.channel[start]), journeys.weight)
    np.add.at(flows, (left[moved] + 1, right[moved]), whole[:-1][inner][moved])
    np.add.at(flows, (journeys.channel[end] + 1, count), journeys.weight * journeys.converted)
    np.add.at(flows, (journeys.channel[end] + 1, count + 1), journeys.weight * (1 - journeys.converted))
    total = flows.sum(axis=1, keepdims=True)
    chance: Floats = np.divide(flows, total, out=np.zeros_like(flows), where=total > 0)
    return chance


def removal(chance: Floats) -> Floats:
    """The removal effect of each channel in a chain of `transitions`, 0 to 1."""
    count = len(chance) - 1
    whole = _converts(chance, None)
    if whole <= 0:
        return np.zeros(count)
    return np.array([1 - _converts(chance, channel) / whole for channel in range(count)])


def credit(journeys: Journeys) -> Credit:
    """Of journeys that all have a touch."""
    effect = np.maximum(removal(transitions(journeys)), 0)
    return by_share(journeys, effect / effect.sum() if effect.sum() > 0 else effect)


def _converts(chance: Floats, removed: int | None) -> float:
    """The probability that a journey from the start ends in a conversion."""
    count = len(chance) - 1
    inner, ends = chance[1:, :count].copy(), chance[1:, count].copy()
    if removed is not None:
        inner[removed], ends[removed] = 0, 0
    reached = np.linalg.solve(np.eye(count) - inner, ends)
    return float(chance[0, :count] @ reached)
