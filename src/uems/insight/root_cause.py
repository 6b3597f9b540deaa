"""Why a conversion changed: the part of each group's own rate, and the part of who came, which sum to the change.

Kitagawa, Components of a Difference Between Two Rates, Journal of the American Statistical Association 50, 1955: with
each group's share w of those who entered and its rate r, before (0) and now (1), and R the mean of both rates of all,

    r1 - r0 = Σ (w0 + w1) / 2 · (r1 - r0)  +  Σ (w1 - w0) · ((r0 + r1) / 2 - R)
              rates                            mix

A group that is missing at one time has the rate of the other time there, so that it changes the mix alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Counts = tuple[float, float]
"""Entered and passed."""


@dataclass(frozen=True, slots=True)
class Part:
    """One group: how many entered and what share of them passed, before and now; None = nobody was there. `rate` and
    `mix` are its parts of the whole change, in shares (0.01 = a percentage point)."""

    value: Any
    entered_before: float
    entered_now: float
    rate_before: float | None
    rate_now: float | None
    rate: float
    mix: float


@dataclass(frozen=True, slots=True)
class Decomposed:
    """`change` = the sum of the parts' `rate` and `mix`; the parts that matter most come first."""

    change: float
    rate: float
    mix: float
    parts: tuple[Part, ...]


def decomposed(before: Mapping[Any, Counts], now: Mapping[Any, Counts]) -> Decomposed | None:
    """The change from `before` to `now` by group; None where nobody entered at one of the times."""
    sums = [[sum(counts[n] for counts in side.values()) for n in (0, 1)] for side in (before, now)]
    if not sums[0][0] or not sums[1][0]:
        return None
    middle = (sums[0][1] / sums[0][0] + sums[1][1] / sums[1][0]) / 2
    parts = []
    for value in dict.fromkeys((*before, *now)):
        (n0, k0), (n1, k1) = before.get(value, (0.0, 0.0)), now.get(value, (0.0, 0.0))
        if not n0 and not n1:
            continue
        r0, r1 = k0 / n0 if n0 else k1 / n1, k1 / n1 if n1 else k0 / n0
        w0, w1 = n0 / sums[0][0], n1 / sums[1][0]
        rate, mix = (w0 + w1) / 2 * (r1 - r0), (w1 - w0) * ((r0 + r1) / 2 - middle)
        parts.append(Part(value, n0, n1, r0 if n0 else None, r1 if n1 else None, rate, mix))
    parts.sort(key=lambda one: -abs(one.rate + one.mix))
    rates, mixes = sum(one.rate for one in parts), sum(one.mix for one in parts)
    return Decomposed(rates + mixes, rates, mixes, tuple(parts))
