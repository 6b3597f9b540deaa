"""A journey map beside itself at another time or in another version: how every number changed, and whether by chance.

Shares are compared as shares: the interval of their difference is Newcombe's, the chance Pearson's or Fisher's. Where
many looks at one person count, as in bounces, they weigh as many independent ones as they are worth (Rao and Scott
1992). Counts over equal times are compared given their sum (Przyborowski and Wilenski 1940). Medians, NPS and stars are
compared by their standard errors. All chances are corrected together (Benjamini and Hochberg 1995).
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from math import comb, erfc, sqrt
from typing import Any

from uems.insight import contingency
from uems.insight.bottleneck import FALSE_SHARE
from uems.insight.contingency import Counts, Estimate, Z
from uems.insight.map_numbers import Box, Heard, Numbers, Way
from uems.metrics.correction import corrected

_EXACT = 1000
"""Up to so many the chance of two counts is worked out exactly."""


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number as it was `before`, and its change since with a 95 % interval: counts by their ratio less 1 (0.1 = a
    tenth more), shares by their difference (-1 to 1), seconds, NPS and stars by theirs. `p` = the chance of so large a
    change where there is none, `p_corrected` among all numbers of the map; `clear` = it is beyond chance. None = too
    little to tell."""

    before: float | None
    change: Estimate | None
    p: float | None
    p_corrected: float | None = None
    clear: bool = False


@dataclass(frozen=True, slots=True)
class TopicChange:
    """How often something was complained of."""

    value: Any
    voices: NumberChange


@dataclass(frozen=True, slots=True)
class HeardChange:
    """A voice by its number: `score` = NPS or the mean of stars; None = it is no score."""

    voice: int
    score: NumberChange | None
    topics: tuple[TopicChange, ...]


@dataclass(frozen=True, slots=True)
class BoxChange:
    """A touchpoint that is there on both sides."""

    key: str
    people: NumberChange
    bounce: NumberChange
    dwell: NumberChange
    said: tuple[HeardChange, ...]


@dataclass(frozen=True, slots=True)
class WayChange:
    """A way that is there on both sides."""

    source: str
    target: str
    rate: NumberChange
    seconds: NumberChange


@dataclass(frozen=True, slots=True)
class MapChanges:
    """What is there on both sides; `gone` = keys of touchpoints that are only on the other."""

    boxes: tuple[BoxChange, ...]
    ways: tuple[WayChange, ...]
    gone: tuple[str, ...]


def changes(now: Numbers, before: Numbers, voices: Mapping[int, int]) -> MapChanges:
    """How the numbers changed since `before`, of a time as long. `voices` = which of the other side's voices is each of
    ours, by their numbers."""
    boxes, ways = {one.key: one for one in before.boxes}, {(one.source, one.target): one for one in before.ways}
    raw: dict[Hashable, NumberChange] = {}
    for box in now.boxes:
        if box.key in boxes:
            raw |= {(box.key, *name): change for name, change in _of_box(box, boxes[box.key], voices).items()}
    for way in now.ways:
        if (way.source, way.target) in ways:
            then = ways[way.source, way.target]
            raw["rate", way.source, way.target] = _rate(way, then)
            raw["seconds", way.source, way.target] = middle(
                way.median_seconds, way.median_error, then.median_seconds, then.median_error
            )
    among = corrected([one.p for one in raw.values()], "benjamini_hochberg")
    told = {
        name: replace(one, p_corrected=p, clear=p is not None and p <= FALSE_SHARE)
        for (name, one), p in zip(raw.items(), among, strict=True)
    }
    return MapChanges(
        tuple(_box(box, told) for box in now.boxes if box.key in boxes),
        tuple(
            WayChange(*ends, told["rate", *ends], told["seconds", *ends])
            for ends in ((one.source, one.target) for one in now.ways)
            if ends in ways
        ),
        tuple(key for key in boxes if key not in {one.key for one in now.boxes}),
    )


def _of_box(now: Box, before: Box, voices: Mapping[int, int]) -> dict[tuple[Hashable, ...], NumberChange]:
    found: dict[tuple[Hashable, ...], NumberChange] = {
        ("people",): count(now.people, before.people),
        ("bounce",): share(_bounced(now), _bounced(before)),
        ("dwell",): middle(now.dwell_seconds, now.dwell_error, before.dwell_seconds, before.dwell_error),
    }
    then = {one.voice: one for one in before.said}
    for one in now.said:
        other = then.get(voices.get(one.voice, -1))
        if one.kind != "topic":
            pair = (None, None) if other is None else (_score(other), other.error)
            found["score", one.voice] = middle(_score(one), one.error, *pair)
        spoken = {} if other is None else {repr(topic.value): topic.voices for topic in other.topics}
        for topic in one.topics:
            found["topic", one.voice, repr(topic.value)] = count(topic.voices, spoken.get(repr(topic.value), 0))
    return found


def _box(now: Box, told: Mapping[Hashable, NumberChange]) -> BoxChange:
    said = tuple(
        HeardChange(
            one.voice,
            told.get((now.key, "score", one.voice)),
            tuple(
                TopicChange(topic.value, told[now.key, "topic", one.voice, repr(topic.value)]) for topic in one.topics
            ),
        )
        for one in now.said
    )
    return BoxChange(now.key, told[now.key, "people"], told[now.key, "bounce"], told[now.key, "dwell"], said)


def _score(one: Heard) -> float | None:
    return one.mean if one.nps is None else one.nps


def _bounced(one: Box) -> tuple[float, float]:
    return (one.bounce or 0.0) * one.bounce_worth, one.bounce_worth


def _rate(now: Way, before: Way) -> NumberChange:
    return share((now.passed, now.people), (before.passed, before.people))


def share(now: tuple[float, float], before: tuple[float, float]) -> NumberChange:
    """Of (hits, of so many)."""
    counts = Counts(*now, *before)
    chance = contingency.chance(counts)
    found = contingency.difference(counts)
    # All or none on both sides: no difference, whatever the numbers.
    p = chance[0] if chance is not None else None if found is None else 1.0
    return NumberChange(before[0] / before[1] if before[1] else None, found, p)


def count(now: int, before: int) -> NumberChange:
    """Of two counts over times of the same length: where nothing changed each is half of both."""
    both = now + before
    if not both:
        return NumberChange(before, None, None)
    if both <= _EXACT:
        tail = sum(comb(both, n) for n in range(min(now, before) + 1))
        p = min(1.0, 2 * tail / 2**both)
    else:
        p = erfc(abs(now - before) / sqrt(both) / sqrt(2))
    if not before:
        return NumberChange(before, None, p)
    _, low, high = contingency.wilson(now, both)
    return NumberChange(before, Estimate(now / before - 1, low / (1 - low) - 1, high / (1 - high) - 1), p)


def middle(now: float | None, error: float | None, before: float | None, other: float | None) -> NumberChange:
    """Of two values with standard errors."""
    if now is None or before is None or error is None or other is None:
        return NumberChange(before, None, None)
    spread = sqrt(error * error + other * other)
    gap = now - before
    return NumberChange(before, Estimate(gap, gap - Z * spread, gap + Z * spread), erfc(abs(gap) / spread / sqrt(2)))
