"""A condition of one person whose facts are in hand: the second reading, which agrees with the SQL one."""

import operator
from collections.abc import Callable, Collection, Mapping
from collections.abc import Sequence as List
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

import re2

from uems.rules.condition import (
    All,
    Any,
    Condition,
    Did,
    EventFilter,
    HasTag,
    InSegment,
    InState,
    Not,
    PersonTest,
    Sequence,
    times_hold,
    window,
)
from uems.rules.reference import StateUnknown, TagUnknown, resolved
from uems.rules.test import Span, Test
from uems.rules.value import NEGATIONS, double, milliseconds, moment_of, since, text_of
from uems.warehouse.facts import NOTED


@dataclass(frozen=True, slots=True)
class Fact:
    """One event: its name ('' or None = a nameless profile operation), its properties, its aware time."""

    name: str | None
    properties: Mapping[str, object]
    ts: datetime


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known of one person. A segment is a condition, or whether the person is in it; `tags` has a key for every
    tag there is, None where the person has no value; `states` is None where states are not defined."""

    properties: Mapping[str, object] = field(default_factory=dict)
    events: List[Fact] = ()
    segments: Mapping[str, Condition | bool] = field(default_factory=dict)
    tags: Mapping[str, object] = field(default_factory=dict)
    states: Collection[str] | None = None


def holds(condition: Condition, facts: PersonFacts, now: datetime) -> bool:
    """Whether the condition holds of the person. Raises SegmentUnknown and SegmentCircle, and where the answer hangs on
    them TagUnknown and StateUnknown."""
    return reading(resolved(condition, facts.segments))(facts, now)


Reading = Callable[[PersonFacts, datetime], bool]


def reading(condition: Condition) -> Reading:
    """How the condition, whose segments are known, is read of anybody: for who asks of many people."""
    match condition:
        case All(parts):
            every = tuple(map(reading, parts))
            return lambda facts, now: all(one(facts, now) for one in every)
        case Any(parts):
            some = tuple(map(reading, parts))
            return lambda facts, now: any(one(facts, now) for one in some)
        case Not(part):
            denied = reading(part)
            return lambda facts, now: not denied(facts, now)
        case PersonTest(test):
            return lambda facts, now: test_holds(test, facts.properties.get(test.property), now)
        case _:
            return lambda facts, now: _leaf_holds(condition, facts, now)


def event_holds(filter: EventFilter, event: Fact, now: datetime) -> bool:
    """Whether the event passes the filter."""
    if not event.name or filter.event not in (None, event.name) or (filter.event is None and event.name in NOTED):
        return False
    return all(test_holds(test, event.properties.get(test.property), now) for test in filter.where)


def test_holds(test: Test, value: object, now: datetime) -> bool:
    """Whether a property of this value passes; None is a missing one."""
    op = NEGATIONS.get(test.op, test.op)
    if op == "is_set":
        found = value is not None
    elif isinstance(value, (list, tuple)):
        found = any(_scalar_holds(op, test.value, element, now) for element in value)
    else:
        found = _scalar_holds(op, test.value, value, now)
    return found != (test.op in NEGATIONS)


def _leaf_holds(condition: Did | Sequence | HasTag | InState | InSegment, facts: PersonFacts, now: datetime) -> bool:
    match condition:
        case Did(times=times):
            return times_hold(times, sum(_counts(condition, event, now) for event in facts.events))
        case Sequence():
            return _finished(condition, facts.events, now)
        case HasTag(test):
            if test.property not in facts.tags:
                raise TagUnknown(about=test.property)
            return test_holds(test, facts.tags[test.property], now)
        case InState(states):
            if facts.states is None:
                raise StateUnknown(about=", ".join(states))
            return any(state in facts.states for state in states)
        case InSegment(segment):
            return bool(facts.segments[segment])


def _scalar_holds(op: str, asked: object, value: object, now: datetime) -> bool:
    text = text_of(value)
    if text is None:
        return False
    match op, asked:
        case "in", tuple():
            return any(text == text_of(item) for item in asked)
        case "eq", str() | int() | float():
            return text == text_of(asked)
        case "between", (low, high):
            return _ordered("gte", value, low) and _ordered("lte", value, high)
        case "within_last", Span(amount, unit):
            moment = moment_of(value)
            return moment is not None and milliseconds(since(now, amount, unit)) <= moment <= milliseconds(now)
        case (("before" | "after"), _):
            moment, limit = moment_of(value), moment_of(asked)
            return moment is not None and limit is not None and _ORDERED[op](moment, limit)
        case "contains", _:
            return (text_of(asked) or "") in text
        case "starts_with", str():
            return text.startswith(asked)
        case "matches", str():
            return re2.search(asked, text) is not None
    return _ordered(op, value, asked)


_ORDERED = {
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "after": operator.gt,
    "before": operator.lt,
}


def _ordered(op: str, value: object, limit: object) -> bool:
    if isinstance(value, str) and isinstance(limit, str):
        return bool(_ORDERED[op](value, limit))
    numbers = (value, limit)
    if any(isinstance(number, bool) or not isinstance(number, (int, float)) for number in numbers):
        return False
    return bool(_ORDERED[op](*map(double, numbers)))  # type: ignore[arg-type]


def _counts(did: Did, event: Fact, now: datetime) -> bool:
    ts = milliseconds(event.ts)
    start = did.since if did.within is None else since(now, did.within.amount, did.within.unit)
    return (
        ts <= milliseconds(now)
        and (start is None or ts >= milliseconds(start))
        and (did.until is None or ts < milliseconds(did.until))
        and event_holds(did.filter, event, now)
    )


def _finished(sequence: Sequence, events: List[Fact], now: datetime) -> bool:
    """Whether different events serve every step in order; see sequence_sql for the walk."""
    steps = len(sequence.steps)
    dated = sorted(((milliseconds(event.ts), n) for n, event in enumerate(events)), key=lambda one: one[0])
    latest: dict[int, int] = {}
    for moment, same in groupby(dated, key=lambda one: one[0]):
        if moment > milliseconds(now):
            break
        reached = _served(sequence.steps, [events[n] for _, n in same], now)
        alive = {done: start for done, start in latest.items() if start >= moment - window(sequence)}
        for done, start in (*alive.items(), (0, moment)):
            for further in range(done + 1, steps + 1):
                if (1 << further) - (1 << done) in reached:
                    latest[further] = max(start, latest.get(further, start))
    return steps in latest


def _served(steps: List[EventFilter], events: List[Fact], now: datetime) -> set[int]:
    """Every set of steps, as bits, that different ones of these events can serve."""
    reached = {0}
    for event in events:
        bits = [1 << n for n, step in enumerate(steps) if event_holds(step, event, now)]
        reached |= {done | bit for done in reached for bit in bits if not done & bit}
    return reached
