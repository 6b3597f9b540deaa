"""Where a way loses people, what that costs a week, and how well it is known: every number with its arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import erfc, sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from uems.insight import change_point, edge_days, root_cause
from uems.insight.change_point import Stretch
from uems.insight.edge_days import Days, Of
from uems.insight.root_cause import Decomposed
from uems.metrics.correction import corrected

Basis = Literal["history", "peers"]
Evidence = Literal["correlational", "quasi_experimental", "experimental"]
RECENT = 28
"""Days that are the present where nothing changed."""
FALSE_SHARE = 0.05
"""At most this share of what is found is chance (Benjamini and Hochberg, 1995)."""
LEAST_ENTERED = 30
RECOVERY: Mapping[Basis, float] = {"history": 1.0, "peers": 0.5}
"""What share of a gap is plausibly won back: a level that the group itself once had is in its reach; the level of
others only half, for groups also differ by nature. An assumption, shown with every value."""
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Series:
    """One group of those who set out on a way, day by day: entered, passed, money of those who passed."""

    entered: NDArray[np.float64]
    passed: NDArray[np.float64]
    money: NDArray[np.float64]

    def over(self, since: int, until: int) -> tuple[float, float]:
        """Entered and passed on the days since ≤ n < until."""
        return float(self.entered[since:until].sum()), float(self.passed[since:until].sum())


Book = Mapping[tuple[int, int, int], Series]
"""The series of each (way, dimension, value); dimension 0 = the whole."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Rates of the group and of what it is compared with, and the chance of so large a difference where there is none:
    by itself, and among everything that was looked at."""

    reference: float
    now: float
    entered_reference: float
    entered_now: float
    p: float
    p_corrected: float


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """entered_per_week × (reference_rate - rate) = lost_per_week; × recovery × value_each = value_per_week.

    A person counts once for each day on which they set out. `value_each` = the money of those who passed, from setting
    out until the way's time is over, for each of them; None = the map names no money. low and high: the bounds of the
    value at 95 %, from the error of both rates."""

    days: int
    entered: float
    entered_per_week: float
    rate: float
    reference_rate: float
    lost_per_week: float
    recovery: float
    passed: float
    money: float
    value_each: float | None
    value_per_week: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """One way that loses people: where (`of` None = everybody), since which day (numbered from the first), what it is
    measured by, and what that means. `history` and `peers` = what was found by either."""

    way: int
    of: Of | None
    since: int
    until: int
    before: int
    basis: Basis
    evidence: Evidence
    history: Compared | None
    peers: Compared | None
    arithmetic: Arithmetic


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A way and group with what speaks for it."""

    way: int
    of: Of | None
    basis: Basis
    since: int
    until: int
    before: int
    reference: tuple[float, float]
    now: tuple[float, float]
    p: float


def book(asked: Days, rows: Sequence[Sequence[float]], days: int) -> dict[tuple[int, int, int], Series]:
    """The series of the rows that edge_days.question answers."""
    found: dict[tuple[int, int, int], Series] = {}
    for way, dimension, value, day, entered, passed, money in rows:
        if not 0 <= day < days:
            continue
        key = int(way), int(dimension), int(value)
        series = found.get(key)
        if series is None:
            series = found[key] = Series(np.zeros(days), np.zeros(days), np.zeros(days))
        series.entered[int(day)] = entered
        series.passed[int(day)] = passed
        series.money[int(day)] = money
    return found


def ranked(found: Book, complete: Sequence[int], worth: bool, tried: frozenset[int] = frozenset()) -> list[Bottleneck]:
    """At most one bottleneck for each way, the dearest a week first; without money, those who lose the most people.
    `complete` = for each way the number of days whose time is over; `tried` = ways on which an experiment ran."""
    candidates = _candidates(found, complete)
    among = corrected([one.p for one in candidates], "benjamini_hochberg")
    sure = {n: p for n, p in enumerate(among) if p <= FALSE_SHARE}
    out = []
    for way in sorted({key[0] for key in found}):
        mine = [n for n in sure if candidates[n].way == way]
        if mine:
            best = _chosen(found, [candidates[n] for n in mine])
            out.append(_told(found, best, candidates, among, worth, way in tried))
    return sorted(
        out, key=lambda one: -(one.arithmetic.value_per_week or 0.0) if worth else -one.arithmetic.lost_per_week
    )


def two_shares(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The chance of so large a difference of two shares (entered, passed) where there is none; the pooled z test."""
    n, k = a[0] + b[0], a[1] + b[1]
    if not a[0] or not b[0] or k in (0, n):
        return 1.0
    error = sqrt(k / n * (1 - k / n) * (1 / a[0] + 1 / b[0]))
    return erfc(abs(a[1] / a[0] - b[1] / b[0]) / error / sqrt(2))


def _candidates(found: Book, complete: Sequence[int]) -> list[_Candidate]:
    """Every group of every way against its own past, and against the others of its dimension."""
    out = []
    for (way, dimension, value), series in sorted(found.items()):
        days, of = complete[way], None if dimension == 0 else Of(dimension - 1, value)
        changed = change_point.last_break(series.entered[:days].tolist(), series.passed[:days].tolist())
        since = max(0, days - RECENT)
        if changed is not None:
            since = changed.now.since
            old = changed.before
            if _falls(old, changed.now) and not (of is None and _of_others(found, way, old.since, since, days)):
                pair = (old.entered, old.passed), (changed.now.entered, changed.now.passed)
                out.append(_Candidate(way, of, "history", since, days, old.since, *pair, changed.p))
        if of is None or value == edge_days.OTHER:
            continue
        # A group that changed is compared since then, all others over the same recent days.
        now, whole = series.over(since, days), found[way, 0, 0].over(since, days)
        rest = whole[0] - now[0], whole[1] - now[1]
        if min(now[0], rest[0]) >= LEAST_ENTERED and now[1] / now[0] < rest[1] / rest[0]:
            out.append(_Candidate(way, of, "peers", since, days, since, rest, now, two_shares(rest, now)))
    return out


def _falls(before: Stretch, now: Stretch) -> bool:
    return now.rate < before.rate and now.entered >= LEAST_ENTERED


def _of_others(found: Book, way: int, before: int, since: int, until: int) -> bool:
    """Whether everybody's fall is mostly one of who sets out: no group fares that much worse, others came."""
    dimensions = {dimension for at, dimension, _ in found if at == way and dimension}
    split = [causes(found, way, since, until, before, dimension - 1) for dimension in sorted(dimensions)]
    return any(one is not None and one.mix < one.change / 2 for one in split)


def _lost(one: _Candidate) -> float:
    """People a week who would pass at the rate of what it is compared with."""
    gap = one.reference[1] / one.reference[0] - one.now[1] / one.now[0]
    return one.now[0] / (one.until - one.since) * 7 * gap


def _chosen(found: Book, some: Sequence[_Candidate]) -> _Candidate:
    """A fall against the own past comes before a gap to others, which may be of another kind; among falls of about as
    many people the one that is least likely chance: there the change is sharpest, the others hold it diluted."""
    falls = [one for one in some if one.basis == "history"] or list(some)
    most = max(_lost(one) for one in falls)
    return min((one for one in falls if _lost(one) >= 0.5 * most), key=lambda one: (one.p, -_lost(one)))


def _told(
    found: Book,
    one: _Candidate,
    candidates: Sequence[_Candidate],
    among: Sequence[float],
    worth: bool,
    tried: bool,
) -> Bottleneck:
    compared = {
        other.basis: _compared(other, p)
        for other, p in zip(candidates, among, strict=True)
        if (other.way, other.of) == (one.way, one.of)
    }
    evidence: Evidence = "correlational"
    if tried:
        evidence = "experimental"
    elif one.basis == "history" and one.of is not None and _others_stood(found, one):
        evidence = "quasi_experimental"
    return Bottleneck(
        one.way,
        one.of,
        one.since,
        one.until,
        one.before,
        one.basis,
        evidence,
        compared.get("history"),
        compared.get("peers"),
        _arithmetic(found, one, worth),
    )


def _compared(one: _Candidate, p: float) -> Compared:
    (n0, k0), (n1, k1) = one.reference, one.now
    return Compared(k0 / n0, k1 / n1, n0, n1, one.p, p)


def _others_stood(found: Book, one: _Candidate) -> bool:
    """The others of the dimension did not fall with it: the difference of both changes is clear (difference in
    differences; the others stand for what would have been)."""
    whole = found[one.way, 0, 0]
    all0, all1 = whole.over(one.before, one.since), whole.over(one.since, one.until)
    rest = [(all_[0] - mine[0], all_[1] - mine[1]) for all_, mine in ((all0, one.reference), (all1, one.now))]
    if min(n for n, _ in rest) < LEAST_ENTERED:
        return False
    sides = [one.now, one.reference, rest[1], rest[0]]
    shares = [k / n for n, k in sides]
    change = (shares[0] - shares[1]) - (shares[2] - shares[3])
    error = sqrt(sum(share * (1 - share) / n for share, (n, _) in zip(shares, sides, strict=True)))
    return change < -_Z * error


def _arithmetic(found: Book, one: _Candidate, worth: bool) -> Arithmetic:
    (n0, k0), (n1, k1) = one.reference, one.now
    days, gap = one.until - one.since, k0 / n0 - k1 / n1
    weekly = n1 / days * 7
    series = found[one.way, 0 if one.of is None else one.of.dimension + 1, 0 if one.of is None else one.of.value]
    money, passed = float(series.money[: one.until].sum()), float(series.passed[: one.until].sum())
    each = money / passed if worth and passed else 0.0 if worth else None
    error = _Z * sqrt(sum(k / n * (1 - k / n) / n for n, k in (one.reference, one.now)))
    back = RECOVERY[one.basis]
    value, low, high = (
        None if each is None else weekly * max(0.0, share) * back * each for share in (gap, gap - error, gap + error)
    )
    return Arithmetic(days, n1, weekly, k1 / n1, k0 / n0, weekly * gap, back, passed, money, each, value, low, high)


def causes(found: Book, way: int, since: int, until: int, before: int, dimension: int) -> Decomposed | None:
    """How the change of a whole way from [before, since) to [since, until) comes from the values of a dimension; None
    where there is no time before."""
    sides: list[dict[int, tuple[float, float]]] = [{}, {}]
    for (at, of, value), series in found.items():
        if (at, of) == (way, dimension + 1):
            for side, (start, end) in zip(sides, ((before, since), (since, until)), strict=True):
                side[value] = series.over(start, end)
    return root_cause.decomposed(sides[0], sides[1])
