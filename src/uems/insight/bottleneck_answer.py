"""The bottlenecks of a map or a funnel: asked of the warehouse, ranked by what they cost, with causes and friction."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from uems.insight import bottleneck, dwell, edge_days, friction
from uems.insight.bottleneck import Arithmetic, Basis, Book, Bottleneck, Compared, Evidence
from uems.insight.dwell import Lost
from uems.insight.edge_days import Days, Of, Way
from uems.insight.friction import Sign, Signal
from uems.insight.journey_map import Edge, JourneyMap, Voice, Worth
from uems.insight.map_numbers import NoBox
from uems.metrics.asked import Computed, Span, Stopwatch
from uems.metrics.breakdown import same
from uems.metrics.period import Calendar
from uems.people.scope import Scope
from uems.rules.condition import Condition, EventFilter
from uems.rules.test import Test
from uems.warehouse.sql import Sql

MOST_WITH_FRICTION = 3
Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Point:
    """A step: its key, its name, and the events that are it."""

    key: str
    name: str
    events: tuple[EventFilter, ...]


@dataclass(frozen=True, slots=True)
class Watched:
    """Steps and the ways between them over a span. `complaints` = the topics people can complain of; `errors` = names
    of events that tell of something that went wrong; `tried` = ways (by number) on which an experiment ran."""

    points: tuple[Point, ...]
    ways: tuple[Edge, ...]
    span: Span
    dimensions: tuple[str, ...] = ()
    worth: Worth | None = None
    complaints: Voice | None = None
    errors: tuple[str, ...] = ()
    tried: frozenset[int] = frozenset()
    people: Condition | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Those who set out with one value of an event's property; null = without one."""

    dimension: str
    value: Value


@dataclass(frozen=True, slots=True)
class CausePart:
    """One value: entered and the share who passed, before and now, and its parts of the change, in shares. `$other` =
    the values that are not among the most frequent."""

    value: Value
    entered_before: float
    entered_now: float
    rate_before: float | None
    rate_now: float | None
    rate: float
    mix: float


@dataclass(frozen=True, slots=True)
class Cause:
    """The change of the whole way's conversion over a dimension: `change` = `rate` + `mix` = the sum over the parts."""

    dimension: str
    change: float
    rate: float
    mix: float
    parts: tuple[CausePart, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A bottleneck on the way from one step to another, of a group or of everybody (null). It has been so since
    `since`; `before` = when the time begins that it is compared with (`since` where it is compared with others)."""

    source: str
    target: str
    group: Group | None
    before: datetime
    since: datetime
    until: datetime
    basis: Basis
    evidence: Evidence
    history: Compared | None
    peers: Compared | None
    arithmetic: Arithmetic
    friction: tuple[Signal, ...]
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Bottlenecks:
    """Bottlenecks, the dearest first. `dimensions` = the properties whose values stand as peers of each other;
    `names` = what each step is called, by its key."""

    items: tuple[Ranked, ...]
    dimensions: tuple[str, ...]
    names: Mapping[str, str]
    computed: Computed


@dataclass(frozen=True, slots=True)
class LostCell:
    """Who set out from one step to another on the days of [since, until), in a group, and did not come through."""

    source: str
    target: str
    since: datetime
    until: datetime
    group: Group | None = None


def of_map(map: JourneyMap) -> tuple[Point, ...]:
    return tuple(Point(one.key, one.name, one.events) for one in map.touchpoints)


def answer(asked: Watched, scope: Scope) -> Bottlenecks:
    """Raises what the warehouse refuses."""
    watch, calendar = Stopwatch.start(), Calendar("day", scope.zone)
    days = _days(asked)
    numbers = calendar.numbers(asked.span.since, min(asked.span.until, scope.now))
    keys = edge_days.values(days, scope) if days.ways else ()
    found: Book = {}
    if days.ways:
        found = bottleneck.book(days, scope.ask(edge_days.question(days, keys, scope)).rows, len(numbers))
    complete = [sum(calendar.end_of(n) + way.window.length <= scope.now for n in numbers) for way in days.ways]
    items = bottleneck.ranked(found, complete, asked.worth is not None, asked.tried)
    rubs = _friction(asked, items, keys, len(numbers), scope)

    def moment(day: int) -> datetime:
        return max(asked.span.since, calendar.start_of(numbers.start + day))

    told = []
    for one, signals in zip(items, [*rubs, *([()] * len(items))][: len(items)], strict=True):
        edge = asked.ways[one.way]
        told.append(
            Ranked(
                asked.points[edge.source].key,
                asked.points[edge.target].key,
                None if one.of is None else _group(asked, keys, one.of),
                moment(one.before),
                moment(one.since),
                calendar.end_of(numbers.start + one.until - 1),
                one.basis,
                one.evidence,
                one.history,
                one.peers,
                one.arithmetic,
                tuple(signals),
                tuple(_causes(asked, keys, found, one)),
            )
        )
    names = {one.key: one.name for one in asked.points}
    return Bottlenecks(tuple(told), asked.dimensions, names, watch.computed("bottlenecks", asked, scope))


def behind(asked: Watched, cell: LostCell, scope: Scope) -> Sql:
    """SELECT person_id of the people who were lost. Raises NoBox."""
    places = {one.key: n for n, one in enumerate(asked.points)}
    ends = places.get(cell.source), places.get(cell.target)
    way = next((n for n, one in enumerate(asked.ways) if (one.source, one.target) == ends), None)
    if way is None:
        raise NoBox(about="cell.target")
    days, calendar = _days(asked), Calendar("day", scope.zone)
    first = calendar.number_of(asked.span.since)
    begin, end = (max(0, calendar.number_of(moment) - first) for moment in (cell.since, cell.until))
    keys = edge_days.values(days, scope)
    return edge_days.lost(days, keys, way, (begin, end), _of(asked, keys, cell.group), scope)


def _days(asked: Watched) -> Days:
    ways = [Way(asked.points[one.source].events, asked.points[one.target].events, one.window) for one in asked.ways]
    return Days(tuple(ways), asked.span, asked.dimensions, asked.worth, asked.people)


def _friction(
    asked: Watched, items: Sequence[Bottleneck], keys: Sequence[Sequence[str]], days: int, scope: Scope
) -> list[list[Signal]]:
    """The signals of the dearest bottlenecks: what happened there in one pass, how long people stayed in another."""
    some = items[:MOST_WITH_FRICTION]
    if not some:
        return []
    topics, looked, ways = _topics(asked, scope), [], []
    for one in some:
        edge = asked.ways[one.way]
        source, back = asked.points[edge.source].events, None
        if edge.source > 0:
            before = asked.points[edge.source - 1]
            back = Sign("back", before.key, before.events)
        signs = friction.signs(asked.errors, source, back, topics)
        looked.append((one, signs))
        ways += [friction.way(source, sign, edge.window) for sign in signs]
    plain = replace(_days(asked), worth=None)
    question = replace(plain, ways=tuple(ways))
    rows = scope.ask(edge_days.question(question, keys, scope)).rows
    lost = [Lost(n, one.since, one.until, one.of) for n, one in enumerate(some)]
    stays = dwell.answer(replace(plain, ways=tuple(plain.ways[one.way] for one in some)), lost, keys, scope)
    return friction.signals(looked, bottleneck.book(question, rows, days), stays)


def _topics(asked: Watched, scope: Scope) -> list[Sign]:
    """The most frequent topics of complaints in the span."""
    voice = asked.complaints
    if voice is None:
        return []
    heard = Way((voice.filter,), (), asked.ways[0].window)
    known = edge_days.values(Days((heard,), asked.span, (voice.property,)), scope)[0]
    signs: list[Sign] = []
    for text in known:
        if text[:1] == '"' and len(signs) < friction.MOST_TOPICS:
            topic = json.loads(text)
            where = (*voice.filter.where, Test(voice.property, "eq", topic))
            signs.append(Sign("complaint", topic, (EventFilter(voice.filter.event, where),)))
    return signs


def _causes(asked: Watched, keys: Sequence[Sequence[str]], found: Book, one: Bottleneck) -> list[Cause]:
    """One for each dimension, the one whose values differ the most first."""
    out = []
    for n, name in enumerate(asked.dimensions):
        whole = bottleneck.causes(found, one.way, one.since, one.until, one.before, n)
        if whole is None:
            continue
        parts = tuple(
            CausePart(
                _said(keys, Of(n, part.value)),
                part.entered_before,
                part.entered_now,
                part.rate_before,
                part.rate_now,
                part.rate,
                part.mix,
            )
            for part in whole.parts
        )
        out.append(Cause(name, whole.change, whole.rate, whole.mix, parts))
    return sorted(out, key=lambda cause: -max((abs(part.rate + part.mix) for part in cause.parts), default=0.0))


def _group(asked: Watched, keys: Sequence[Sequence[str]], of: Of) -> Group:
    return Group(asked.dimensions[of.dimension], _said(keys, of))


def _said(keys: Sequence[Sequence[str]], of: Of) -> Value:
    """What the number of a value stands for."""
    if of.value == edge_days.OTHER:
        return "$other"
    text = keys[of.dimension][of.value - 1]
    if text[:1] in ("[", "{"):
        return text
    return None if text == "" else json.loads(text)


def _of(asked: Watched, keys: Sequence[Sequence[str]], group: Group | None) -> Of | None:
    """The number of a group's value. Raises NoBox."""
    if group is None:
        return None
    if group.dimension in asked.dimensions:
        n = asked.dimensions.index(group.dimension)
        for value in range(len(keys[n]) + 1):
            if same(_said(keys, Of(n, value)), group.value):
                return Of(n, value)
    raise NoBox(about="cell.group")
