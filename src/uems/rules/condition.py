"""The one condition tree: what can be asked of an event or of a person, and how it is read from JSON."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from uems.rules.test import (
    MAX_LIST,
    TIMES_OPS,
    Span,
    Test,
    path,
    read_asked,
    read_count,
    read_list,
    read_moment,
    read_name,
    read_object,
    read_span,
    read_test,
    refused,
)
from uems.rules.value import UNITS

MAX_DEPTH = 20
MAX_NODES = 500
MAX_STEPS = 10


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events: of this name (None = any event that somebody did: neither nameless profile operations
    nor what the product noted), passing every test."""

    event: str | None
    where: tuple[Test, ...] = ()


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; of no parts: everyone."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    """Some part holds; of no parts: no one."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """Everyone in scope except those of whom the part holds."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class PersonTest:
    """A test of the person's own properties."""

    test: Test


@dataclass(frozen=True, slots=True)
class Times:
    """How often; `value` is a pair for between, both ends included."""

    op: str
    value: int | tuple[int, int]


AT_LEAST_ONCE = Times("gte", 1)


@dataclass(frozen=True, slots=True)
class Did:
    """The person's events that pass the filter, in the time asked, are so many. Nothing after now counts.

    `within` reaches from now backwards, both ends included; `since` is included, `until` is not.
    "Did not" is times eq 0: everyone in scope minus the doers.
    """

    filter: EventFilter
    times: Times = AT_LEAST_ONCE
    within: Span | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """Different events, one for each step, in the order of the steps, the last at most `within` after the first.

    Other events may lie between; events of the same millisecond count in any order. Nothing after now counts.
    """

    steps: tuple[EventFilter, ...]
    within: Span | None = None


@dataclass(frozen=True, slots=True)
class InSegment:
    """The person is in the segment of this id."""

    segment: str


@dataclass(frozen=True, slots=True)
class HasTag:
    """A test of the value of a tag; `test.property` is the tag's id."""

    test: Test


@dataclass(frozen=True, slots=True)
class InState:
    """The person's life-cycle state is one of these."""

    states: tuple[str, ...]


Condition = All | Any | Not | PersonTest | Did | Sequence | InSegment | HasTag | InState


def parse(json: object, at: str = "") -> Condition:
    """The condition of this JSON. `at` stands before every path. Raises ConditionInvalid."""
    _measure(json, at)
    return _condition(json, at)


def parse_filter(json: object, at: str = "") -> EventFilter:
    """The event filter of this JSON. Raises ConditionInvalid."""
    _measure(json, at)
    given = read_object(json, at, ("event", "where"))
    return _filter(given.get("event"), given.get("where", []), at, path(at, "event"))


def parse_test(json: object, at: str = "") -> Test:
    """The test of this JSON. Raises ConditionInvalid."""
    _measure(json, at)
    return read_test(json, at)


def _condition(json: object, at: str) -> Condition:
    given = read_object(json, at)
    kinds = [kind for kind in _FIELDS if kind in given]
    if len(kinds) != 1:
        raise refused("unknown_condition", at, "不是已知的条件", "This is not one of the known conditions")
    kind = kinds[0]
    inner = path(at, kind)
    read_object(json, at, (kind, *_FIELDS[kind]), inner)
    value = given[kind]
    match kind:
        case "all":
            return All(_parts(value, inner))
        case "any":
            return Any(_parts(value, inner))
        case "not":
            return Not(_condition(value, inner))
        case "person":
            return PersonTest(read_asked(read_name(value, inner), given, inner))
        case "did":
            return _did(given, inner)
        case "sequence":
            return _sequence(given, inner)
        case "segment":
            return InSegment(read_name(value, inner))
        case "tag":
            return HasTag(read_asked(read_name(value, inner), given, inner))
        case _:
            return InState(_states(value, inner))


_FIELDS: dict[str, tuple[str, ...]] = {
    "all": (),
    "any": (),
    "not": (),
    "person": ("op", "value"),
    "did": ("where", "times", "within", "since", "until"),
    "sequence": ("within",),
    "segment": (),
    "tag": ("op", "value"),
    "state": (),
}


def _parts(json: object, at: str) -> tuple[Condition, ...]:
    return tuple(_condition(part, f"{at}[{n}]") for n, part in enumerate(read_list(json, at)))


def _states(json: object, at: str) -> tuple[str, ...]:
    names = [json] if isinstance(json, str) else read_list(json, at)
    return tuple(read_name(name, f"{at}[{n}]") for n, name in enumerate(names))


def _did(given: Mapping[str, object], at: str) -> Did:
    filter = _filter(given["did"], given.get("where", []), at, at)
    times = _times(given["times"], f"{at}.times") if "times" in given else AT_LEAST_ONCE
    within = read_span(given["within"], f"{at}.within") if "within" in given else None
    since, until = (read_moment(given[key], f"{at}.{key}") if key in given else None for key in ("since", "until"))
    if within is not None and (since is not None or until is not None):
        raise refused("one_of", f"{at}.within", "within 与 since/until 只能取其一", "Give within, or since and until")
    if since is not None and until is not None and since >= until:
        raise refused("out_of_range", f"{at}.until", "until 必须晚于 since", "until must lie after since")
    return Did(filter, times, within, since, until)


def _sequence(given: Mapping[str, object], at: str) -> Sequence:
    steps = read_list(given["sequence"], at)
    if not 1 <= len(steps) <= MAX_STEPS:
        raise refused("out_of_range", at, f"步骤数须为 1 到 {MAX_STEPS}", f"A sequence has 1 to {MAX_STEPS} steps")
    filters = tuple(parse_filter(step, f"{at}[{n}]") for n, step in enumerate(steps))
    return Sequence(filters, read_span(given["within"], f"{at}.within") if "within" in given else None)


def _filter(event: object, where: object, at: str, name_at: str) -> EventFilter:
    name = None if event is None else read_name(event, name_at)
    inner = path(at, "where")
    return EventFilter(name, tuple(read_test(test, f"{inner}[{n}]") for n, test in enumerate(read_list(where, inner))))


def _times(json: object, at: str) -> Times:
    given = read_object(json, at, ("op", "value"))
    op = given.get("op")
    if op not in TIMES_OPS or not isinstance(op, str):
        raise refused("unknown_op", f"{at}.op", "未知的运算符", f"Unknown op; one of {', '.join(TIMES_OPS)}")
    value = given.get("value")
    if op != "between":
        return Times(op, read_count(value, f"{at}.value"))
    ends = read_list(value, f"{at}.value")
    if len(ends) != 2:
        raise refused("wrong_type", f"{at}.value", "between 需要两个值", "between takes two values")
    low, high = (read_count(end, f"{at}.value[{n}]") for n, end in enumerate(ends))
    return Times(op, (low, high))


def _measure(json: object, at: str) -> None:
    """Refuse what is too deep or too large before anything walks down it."""
    nodes, waiting = 0, [(json, 1)]
    while waiting:
        part, depth = waiting.pop()
        if isinstance(part, dict):
            nodes += 1
            waiting.extend((value, depth + (key in ("all", "any", "not"))) for key, value in part.items())
        elif isinstance(part, (list, tuple)) and len(part) <= MAX_LIST:
            waiting.extend((value, depth) for value in part if isinstance(value, (dict, list, tuple)))
        if depth > MAX_DEPTH:
            raise refused("too_deep", at, f"条件不能超过 {MAX_DEPTH} 层", f"A condition is at most {MAX_DEPTH} deep")
        if nodes > MAX_NODES:
            raise refused("too_large", at, f"条件不能超过 {MAX_NODES} 项", f"At most {MAX_NODES} parts")


def times_hold(times: Times, count: int) -> bool:
    """Whether so many events are as many as asked."""
    match times:
        case Times("between", (low, high)):
            return low <= count <= high
        case Times(op, int(value)) if op in _COMPARED:
            return _COMPARED[op](count, value)
    raise TypeError(times.op)


_COMPARED: dict[str, Callable[[int, int], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}


ENDLESS = 2**61
"""The window, in milliseconds, of a sequence that has none."""


def window(sequence: Sequence) -> int:
    """Milliseconds from the first step to the last at most; a month is 30 days here."""
    span = sequence.within
    return ENDLESS if span is None else span.amount * UNITS[span.unit] * 1000
