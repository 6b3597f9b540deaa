"""The numbers of a journey map: who was where, how they went on, how long they stayed, and what they said."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.insight import estimate_error, journey_map, map_stay, map_voice
from uems.insight.journey_map import Kind
from uems.insight.map_stay import Places, Stays
from uems.insight.map_walk import NUMBERS, Walk, times, walks, way
from uems.metrics.asked import Computed, Stopwatch
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, join, sql


class NoBox(Invalid):
    code = "no_such_box"
    text = Text("旅程地图上没有这一格", "The journey map has no such box")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What people complained of, how often, and how many people they were."""

    value: str | int | float | bool
    voices: int
    people: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said at a touchpoint in one of the map's ways of saying it, by its number. `nps`: promoters (9, 10) less
    detractors (0 to 6) in percent of all answers, -100 to 100; `mean` of NPS answers or stars; `error` = the standard
    error of the first of them that there is. None = it is no score, or nobody answered."""

    voice: int
    kind: Kind
    voices: int
    mean: float | None
    nps: float | None
    error: float | None
    topics: tuple[Complaint, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A touchpoint. `bounce`: the share of `judged` times after which the rest of the session was a bounce, as the
    project defines both; these are worth `bounce_worth` independent times, for those of one person are alike.
    `dwell_seconds`: the median time that somebody looked until the next page or interaction, of `dwelt` times, and its
    standard error. None = there is nothing to tell it from."""

    key: str
    people: int
    times: int
    bounce: float | None
    judged: int
    bounce_worth: float
    dwell_seconds: float | None
    dwelt: int
    dwell_error: float | None
    said: tuple[Heard, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """From a touchpoint to the next: people at the first, how many of them came to the second in time, the median
    seconds they took, and its standard error (None = too few to tell)."""

    source: str
    target: str
    within_seconds: float
    people: int
    passed: int
    rate: float | None
    median_seconds: float | None
    median_error: float | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """Boxes in the order of the map, and its edges."""

    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    computed: Computed


@dataclass(frozen=True, slots=True)
class MapCell:
    """Who was at a touchpoint; with `next` who went on to it (`dropped`: who did not); with `voice` who said so there,
    and said this where `value` is given as (value,)."""

    touchpoint: str
    next: str | None = None
    dropped: bool = False
    voice: int | None = None
    value: tuple[Any] | None = None


def question(asked: Walk, scope: Scope) -> Sql:
    """One row: for each touchpoint people and times, then for each edge passed and the quantiles 0.4, 0.5, 0.6 in
    ms."""
    columns = []
    for n in range(len(asked.map.touchpoints)):
        columns += [sql("countIf(bitTest(seen, {i}))", i=sql(NUMBERS[n])), times(n, asked)]
    for n in range(len(journey_map.edges(asked.map))):
        columns.append(sql("countIf({d} > 0), quantilesExactInclusiveIf(0.4, 0.5, 0.6)({d} - 1, {d} > 0)", d=way(n)))
    return sql("SELECT {columns}\nFROM (\n{q})", columns=join(", ", columns), q=walks(asked, scope))


def answer(asked: Walk, scope: Scope, heard: Sequence[int] | None = None) -> Numbers:
    """The numbers in three passes: everybody's way, their sessions, and what was said. `heard` = the numbers of the
    map's voices that are told; None = all."""
    watch = Stopwatch.start()
    points = asked.map.touchpoints
    row = list(scope.ask(question(asked, scope)).rows[0])
    places = Places(tuple(one.events for one in points), asked.span, asked.map.quiet, asked.people)
    told = range(len(asked.map.voices)) if heard is None else heard
    rows = scope.ask(map_voice.question(asked, scope)).rows if told else []
    boxes, people = [], []
    for n, (point, stays) in enumerate(zip(points, map_stay.answer(places, scope), strict=True)):
        count, passes = row[2 * n : 2 * n + 2]
        people.append(count)
        said = tuple(one for voice in told if (one := _said(asked, voice, [r for r in rows if r[0] == n])))
        boxes.append(_box(point.key, count, passes, stays, said))
    ways, rest = [], row[2 * len(boxes) :]
    for n, edge in enumerate(journey_map.edges(asked.map)):
        passed, (low, median, high) = rest[2 * n : 2 * n + 2]
        count = people[edge.source]
        rate, seconds = passed / count if count else None, median / 1000 if passed else None
        error = estimate_error.of_median(low / 1000, high / 1000, passed) if passed else None
        names = boxes[edge.source].key, boxes[edge.target].key
        ways.append(Way(*names, edge.window.milliseconds / 1000, count, passed, rate, seconds, error))
    return Numbers(tuple(boxes), tuple(ways), watch.computed("journey_map", (asked, tuple(told)), scope))


def _box(key: str, people: int, passes: int, stays: Stays, said: tuple[Heard, ...]) -> Box:
    median, error = (None if ms is None else ms / 1000 for ms in (stays.median, stays.error))
    return Box(key, people, passes, stays.bounce, stays.judged, stays.worth, median, stays.dwelt, error, said)


def _said(asked: Walk, voice: int, rows: Sequence[Sequence[Any]]) -> Heard | None:
    """What one voice says in the rows of one touchpoint; None = nothing."""
    kind = asked.map.voices[voice].kind
    mine = [row[2:] for row in rows if row[1] == voice + 1]
    if not mine:
        return None
    if kind == "topic":
        topics = tuple(Complaint(json.loads(text), count, people) for text, count, people, *_ in mine if _scalar(text))
        return Heard(voice, kind, sum(one.voices for one in topics), None, None, None, topics)
    _, count, _, total, squares, promoters, detractors = mine[0]
    if kind == "nps":
        error = estimate_error.of_mean(count, 100 * (promoters - detractors), 10_000 * (promoters + detractors))
        return Heard(voice, kind, count, total / count, 100 * (promoters - detractors) / count, error, ())
    return Heard(voice, kind, count, total / count, None, estimate_error.of_mean(count, total, squares), ())


def _scalar(text: str) -> bool:
    return text[:1] not in ("", "[", "{")


def behind(asked: Walk, cell: MapCell, scope: Scope) -> Sql:
    """SELECT person_id of the people behind one box. Raises NoBox."""
    places: Mapping[str, int] = {one.key: n for n, one in enumerate(asked.map.touchpoints)}
    place = places.get(cell.touchpoint)
    if place is None:
        raise NoBox(about="cell.touchpoint")
    if cell.voice is not None:
        return _speakers(asked, place, cell, scope)
    tests = sql("bitTest(seen, {i})", i=sql(NUMBERS[place]))
    if cell.next is not None:
        ways = journey_map.edges(asked.map)
        found = [n for n, one in enumerate(ways) if one.source == place and one.target == places.get(cell.next)]
        if not found:
            raise NoBox(about="cell.next")
        went = sql("{d} = 0" if cell.dropped else "{d} > 0", d=way(found[0]))
        tests = sql("{at} AND {went}", at=tests, went=went)
    return sql("SELECT p AS person_id FROM (\n{q})\nWHERE {tests}", q=walks(asked, scope), tests=tests)


def _speakers(asked: Walk, place: int, cell: MapCell, scope: Scope) -> Sql:
    if cell.voice is None or not 0 <= cell.voice < len(asked.map.voices):
        raise NoBox(about="cell.voice")
    value = sql("true")
    if asked.map.voices[cell.voice].kind != "topic":
        value = sql("number IS NOT NULL")
    elif cell.value is not None:
        value = sql("text = {text:String}", text=json.dumps(cell.value[0], ensure_ascii=False))
    return sql(
        "SELECT DISTINCT p AS person_id FROM (\n{said})\nWHERE place = {place:UInt8} AND voice = {voice:UInt8} AND {v}",
        said=map_voice.said(asked, scope),
        place=place,
        voice=cell.voice + 1,
        v=value,
    )
