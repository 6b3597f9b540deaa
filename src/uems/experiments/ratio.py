"""The range of a share of the control's level that leaves zero out exactly where the plain difference does.

Fieller 1954: the shares r are in the range of ± k for which (above − r · below)² ≤ k² Var(above − r · below). The usual
range (delta method) takes the error from the estimate itself: it is too narrow below zero and too wide above it, and
with few people it rules out zero too often.
"""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """A difference `above` and a positive level `below`, their variances and their covariance `together`."""

    above: float
    below: float
    of_above: float
    of_below: float
    together: float


def far(one: Ratio, against: float = 0.0) -> float:
    """How many standard errors the difference lies from `against` times the level."""
    variance = one.of_above - 2 * against * one.together + against**2 * one.of_below
    return (one.above - against * one.below) / math.sqrt(variance)


def span(one: Ratio, reach: float) -> tuple[float | None, float | None]:
    """The shares not ruled out within `reach` standard errors; an end is None where the level itself may be none."""
    square = reach**2
    a, c = one.below**2 - square * one.of_below, one.above**2 - square * one.of_above
    b = one.above * one.below - square * one.together
    if a > 0:
        root = math.sqrt(max(0.0, b * b - a * c))
        return (b - root) / a, (b + root) / a
    if c <= 0:
        return None, None
    # The level may be none, the difference is not: beyond the end on its side, however far.
    root = math.copysign(math.sqrt(b * b - a * c), one.above)
    near = c / (b + root) if b + root else None
    return (near, None) if one.above > 0 else (None, near)
