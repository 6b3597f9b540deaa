"""How far chance moves a mean or a median, and how much many looks at the same people tell."""

from math import sqrt

LEAST = 20
"""Of fewer values nothing is said of their error."""


def of_mean(n: int, total: float, squares: float) -> float | None:
    """The standard error of the mean of n independent values with this sum and this sum of squares; None = too few, or
    all alike."""
    if n < LEAST or (spread := squares - total * total / n) <= 0:
        return None
    return sqrt(spread / (n - 1) / n)


def of_median(low: float, high: float, n: int) -> float | None:
    """The standard error of the median of n independent values whose quantiles 0.4 and 0.6 are `low` and `high`, in
    their unit: half of √(1/n) over the density, which is read from these two (Siddiqui 1960). None = they are too few,
    or so alike that it cannot be told."""
    if n < LEAST or high <= low:
        return None
    return sqrt(0.25 / n) * (high - low) / 0.2


def alone(n: int, hits: int, people: int, squares: float, products: float, bases: float) -> float:
    """As many independent looks as n looks at so many people are worth for the share of hits: n over the design effect,
    the variance of the share with each person a cluster over that of n independent looks (Rao and Scott 1992). Over the
    people, the sums of hits², hits × looks and looks². Where all or none are hits: one a person."""
    if not n or hits in (0, n) or people < 2:
        return float(people)
    share = hits / n
    clustered = people / (people - 1) * (squares - 2 * share * products + share * share * bases) / (n * n)
    return min(float(n), share * (1 - share) / clustered) if clustered > 0 else float(n)
