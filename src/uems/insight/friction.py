"""What gets in people's way after a touchpoint: errors, going back, coming again, complaints, now against before; and
staying far longer than usual, those who are lost against those who go on."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from uems.insight import contingency
from uems.insight.bottleneck import FALSE_SHARE, Book, Bottleneck, two_shares
from uems.insight.contingency import Counts
from uems.insight.dwell import Stayed
from uems.insight.edge_days import Way
from uems.insight.funnel_question import Window
from uems.metrics.correction import corrected
from uems.rules.condition import EventFilter

Kind = Literal["error", "again", "back", "complaint", "dwell"]
MOST_ERRORS, MOST_TOPICS = 8, 6
_ERRORS = re.compile("error|fail|exception|crash|timeout|stutter|rage|dead_click|declined", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sign:
    """Something to look for after a touchpoint; `name` = an event, a touchpoint or a topic."""

    kind: Kind
    name: str
    target: tuple[EventFilter, ...]


@dataclass(frozen=True, slots=True)
class Signal:
    """The share of those who set out whom it happened to, in the bottleneck's group, now and before: the chance of so
    large a difference where there is none, by itself and among all signs that were looked at. `clear` = it happens more
    often now. Of `dwell`, the same of those who are lost (`now`) and of those who go on (`before`), both in the
    bottleneck's days: staying over `limit_seconds`, far longer than those who go on usually do."""

    kind: Kind
    name: str
    before: float
    now: float
    entered_before: float
    entered_now: float
    p: float
    p_corrected: float
    clear: bool
    limit_seconds: float | None = None


def error_names(names: Iterable[str]) -> list[str]:
    """Those of the names of events that tell of something that went wrong, in their order."""
    return [name for name in names if _ERRORS.search(name)][:MOST_ERRORS]


def signs(
    errors: Sequence[str], source: Sequence[EventFilter], back: Sign | None, complaints: Sequence[Sign]
) -> list[Sign]:
    """What is looked for after a touchpoint."""
    own = {one.event for one in source}
    found = [Sign("error", name, (EventFilter(name),)) for name in errors if name not in own]
    found.append(Sign("again", "", tuple(source)))
    return [*found, *([back] if back is not None else []), *complaints]


def way(source: Sequence[EventFilter], sign: Sign, window: Window) -> Way:
    """The sign as a way that is counted like any other."""
    return Way(tuple(source), sign.target, window)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A sign at a bottleneck: entered and happened on both sides, and the chance of the difference."""

    place: int
    kind: Kind
    name: str
    before: tuple[float, float]
    now: tuple[float, float]
    p: float
    limit: float | None = None


def signals(
    some: Sequence[tuple[Bottleneck, Sequence[Sign]]], found: Book, stays: Sequence[Stayed | None]
) -> list[list[Signal]]:
    """For each bottleneck its signs, those that are clear first; `found` holds the ways of all signs, one after the
    other, `stays` how long people stayed at each bottleneck."""
    rows = [*_counted(some, found), *_stayed(stays)]
    chances = corrected([one.p for one in rows], "benjamini_hochberg")
    out: list[list[Signal]] = [[] for _ in some]
    for one, among in zip(rows, chances, strict=True):
        (n0, k0), (n1, k1) = one.before, one.now
        clear = among <= FALSE_SHARE and k1 / n1 > k0 / n0
        out[one.place].append(Signal(one.kind, one.name, k0 / n0, k1 / n1, n0, n1, one.p, among, clear, one.limit))
    return [sorted(one, key=lambda signal: (not signal.clear, signal.before - signal.now)) for one in out]


def _counted(some: Sequence[tuple[Bottleneck, Sequence[Sign]]], found: Book) -> list[_Seen]:
    place, rows = 0, []
    for n, (one, looked) in enumerate(some):
        for sign in looked:
            group = (0, 0) if one.of is None else (one.of.dimension + 1, one.of.value)
            series = found.get((place, *group))
            place += 1
            if series is None or one.before == one.since:
                continue
            before, now = series.over(one.before, one.since), series.over(one.since, one.until)
            if before[0] and now[0] and (before[1] or now[1]):
                rows.append(_Seen(n, sign.kind, sign.name, before, now, two_shares(before, now)))
    return rows


def _stayed(stays: Sequence[Stayed | None]) -> list[_Seen]:
    rows = []
    for n, one in enumerate(stays):
        if one is not None and one.went_longer + one.lost_longer:
            p, _ = contingency.chance(Counts(one.lost_longer, one.lost, one.went_longer, one.went)) or (1.0, None)
            before, now = (one.went, one.went_longer), (one.lost, one.lost_longer)
            rows.append(_Seen(n, "dwell", "", before, now, p, one.limit))
    return rows
