"""When a conversion changed: the days on which a daily series of (entered, passed) breaks into stretches.

Binary segmentation (Scott and Knott 1974; Vostrikova 1981) with the likelihood ratio of a change in a binomial
probability (Worsley, The power of likelihood ratio and cumulative sum tests for a change in a binomial probability,
Biometrika 70, 1983). The largest of the ratios over all splits is weighed by Bonferroni's bound on their number, and
each is divided by how much more the days vary than coins would (Pearson's dispersion, at least 1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np
from numpy.typing import NDArray

LEAST_DAYS = 5
"""A stretch has so many days at least."""
LEVEL = 0.01
_LEAST_ENTERED = 20

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days since ≤ n < until, numbered from the first of the series, with their sums."""

    since: int
    until: int
    entered: float
    passed: float

    @property
    def rate(self) -> float:
        return self.passed / self.entered if self.entered else 0.0


@dataclass(frozen=True, slots=True)
class Break:
    """The last change of a series: the stretch before it, the one since, and how likely so large a difference is where
    nothing changed."""

    before: Stretch
    now: Stretch
    p: float


def stretches(entered: Sequence[float], passed: Sequence[float]) -> list[Stretch]:
    """The stretches between the changes, in order; one where nothing changed."""
    n, k = np.asarray(entered, float), np.asarray(passed, float)
    cuts = sorted(_cuts(n, k, 0, len(n)))
    return [_stretch(n, k, since, until) for since, until in zip([0, *cuts], [*cuts, len(n)], strict=True)]


def last_break(entered: Sequence[float], passed: Sequence[float]) -> Break | None:
    """The change that led to how it is now; None = there was none."""
    found = stretches(entered, passed)
    if len(found) < 2:
        return None
    before, now = found[-2:]
    n, k = (np.asarray(all_, float)[before.since : now.until] for all_ in (entered, passed))
    return Break(before, now, _chance(n, k, before.until - before.since))


def _cuts(n: Counts, k: Counts, since: int, until: int) -> list[int]:
    at = _best(n[since:until], k[since:until])
    if at is None or _chance(n[since:until], k[since:until], at) > LEVEL:
        return []
    return [since + at, *_cuts(n, k, since, since + at), *_cuts(n, k, since + at, until)]


def _ratios(n: Counts, k: Counts) -> Counts:
    """Twice the logarithm of the likelihood ratio of a change before each day, 0 where a side is too small."""
    left_n, left_k = np.cumsum(n)[:-1], np.cumsum(k)[:-1]
    right_n, right_k = n.sum() - left_n, k.sum() - left_k
    found = 2 * (_loglik(left_n, left_k) + _loglik(right_n, right_k) - _loglik(n.sum(), k.sum()))
    days = np.arange(1, len(n))
    thin = (days < LEAST_DAYS) | (len(n) - days < LEAST_DAYS)
    few = (left_n < _LEAST_ENTERED) | (right_n < _LEAST_ENTERED)
    return np.where(thin | few, 0.0, found)


def _loglik(n: Counts | float, k: Counts | float) -> Counts:
    """The largest logarithm of the likelihood of k of n."""
    n, k = np.asarray(n, float), np.asarray(k, float)
    share = np.divide(k, n, out=np.zeros_like(k), where=n > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        hit = np.where(k > 0, k * np.log(share), 0.0)
        missed = np.where(n > k, (n - k) * np.log1p(-share), 0.0)
    return np.asarray(hit + missed, float)


def _best(n: Counts, k: Counts) -> int | None:
    if len(n) < 2 * LEAST_DAYS:
        return None
    found = _ratios(n, k)
    at = int(found.argmax())
    return at + 1 if found[at] > 0 else None


def _chance(n: Counts, k: Counts, at: int) -> float:
    """The bound on the chance of so large a ratio at the best of all splits."""
    ratio, splits = float(_ratios(n, k)[at - 1]), len(n) - 2 * LEAST_DAYS + 1
    return min(1.0, max(1, splits) * erfc(sqrt(max(ratio, 0.0) / _dispersion(n, k, at) / 2)))


def _dispersion(n: Counts, k: Counts, at: int) -> float:
    """Pearson's chi square around the two levels for each degree of freedom, at least 1."""
    total, days = 0.0, 0
    for part in (slice(0, at), slice(at, None)):
        entered, passed = n[part], k[part]
        share = passed.sum() / entered.sum() if entered.sum() else 0.0
        seen = entered > 0
        days += int(seen.sum())
        if 0 < share < 1:
            off = (passed[seen] - entered[seen] * share) ** 2 / (entered[seen] * share * (1 - share))
            total += float(off.sum())
    return max(1.0, total / max(1, days - 2))


def _stretch(n: Counts, k: Counts, since: int, until: int) -> Stretch:
    return Stretch(since, until, float(n[since:until].sum()), float(k[since:until].sum()))
