"""Two groups and how many of each have something: the odds ratio, the difference, and whether chance explains it.

Sources: Agresti, Categorical Data Analysis, §2.3 (odds ratio) and §3.1 (Woolf's interval); Fisher 1935 (exact test);
Newcombe 1998, method 10 (interval of a difference).
"""

from dataclasses import dataclass
from math import erfc, exp, lgamma, log, sqrt
from statistics import NormalDist
from typing import Literal

Test = Literal["fisher", "chi_square"]
_FEW = 5
"""Below this expected count in any cell the exact test is asked (Cochran 1954)."""
Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Counts:
    """Of `people` in a group, `hits` have it; likewise of the other group. Whole numbers, or as many independent
    ones as looks that are alike are worth."""

    hits: float
    people: float
    other_hits: float
    other_people: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and its 95 % interval."""

    value: float
    low: float
    high: float


def odds_ratio(counts: Counts) -> Estimate:
    """How much greater the odds of having it are in the first group; 1 = the same. One is added to each of the four
    counts, so that it is there even where nobody of a group has it."""
    a, b = counts.hits + 1, counts.people - counts.hits + 1
    c, d = counts.other_hits + 1, counts.other_people - counts.other_hits + 1
    middle, spread = log(a * d / (b * c)), Z * sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return Estimate(a * d / (b * c), exp(middle - spread), exp(middle + spread))


def difference(counts: Counts) -> Estimate | None:
    """The share in the first group less that in the other, -1 to 1; None where a group is empty."""
    if not counts.people or not counts.other_people:
        return None
    p, low, high = wilson(counts.hits, counts.people)
    q, other_low, other_high = wilson(counts.other_hits, counts.other_people)
    return Estimate(
        p - q,
        p - q - sqrt((p - low) ** 2 + (other_high - q) ** 2),
        p - q + sqrt((high - p) ** 2 + (q - other_low) ** 2),
    )


def chance(counts: Counts) -> tuple[float, Test] | None:
    """The two-sided probability of such a difference by chance alone, and the test that says it: Fisher's where a cell
    is expected to hold fewer than five, else Pearson's chi-square (the pooled z test of two proportions). None where
    everybody or nobody has it, or a group is empty."""
    people, hits = counts.people + counts.other_people, counts.hits + counts.other_hits
    margins = (counts.people, counts.other_people, hits, people - hits)
    if 0 in margins:
        return None
    if min(margins[:2]) * min(margins[2:]) < _FEW * people:
        return _fisher(counts), "fisher"
    share = hits / people
    spread = sqrt(share * (1 - share) * (1 / counts.people + 1 / counts.other_people))
    z = (counts.hits / counts.people - counts.other_hits / counts.other_people) / spread
    return erfc(abs(z) / sqrt(2)), "chi_square"


def wilson(hits: float, people: float) -> tuple[float, float, float]:
    """A share and Wilson's interval of it."""
    share, z = hits / people, Z * Z / people
    middle, spread = share + z / 2, Z * sqrt(share * (1 - share) / people + z / (4 * people))
    return share, (middle - spread) / (1 + z), (middle + spread) / (1 + z)


def _fisher(counts: Counts) -> float:
    """The probabilities of all tables with the same margins that are at most as likely as this one."""
    mine, people, other = round(counts.hits), round(counts.people), round(counts.other_people)
    hits = mine + round(counts.other_hits)
    whole = _chosen(people + other, hits)

    def likely(n: int) -> float:
        return exp(_chosen(people, n) + _chosen(other, hits - n) - whole)

    seen = likely(mine) * (1 + 1e-7)
    return min(1.0, sum(p for n in range(max(0, hits - other), min(hits, people) + 1) if (p := likely(n)) <= seen))


def _chosen(n: int, k: int) -> float:
    """The logarithm of n over k."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
