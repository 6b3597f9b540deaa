"""The stable normal form of a condition: what asks the same in another order or spelling has the same JSON."""

import json
from collections.abc import Iterable
from datetime import datetime

from uems.rules.condition import (
    AT_LEAST_ONCE,
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
)
from uems.rules.test import Span, Test

Json = dict[str, object]


def normal(condition: Condition) -> Json:
    """JSON that parses to a condition of the same meaning; parts sorted, repeated and nested ones put together."""
    match condition:
        case All(parts):
            return _joined("all", parts)
        case Any(parts):
            return _joined("any", parts)
        case Not(Not(part)):
            return normal(part)
        case Not(part):
            return {"not": normal(part)}
        case PersonTest(test):
            return {"person": test.property, **_asked(test)}
        case Did():
            return _did(condition)
        case Sequence(steps, within):
            found: Json = {"sequence": [normal_filter(step) for step in steps]}
            return found if within is None else found | {"within": {within.unit: within.amount}}
        case InSegment(segment):
            return {"segment": segment}
        case HasTag(test):
            return {"tag": test.property, **_asked(test)}
        case InState(states):
            return {"state": sorted(set(states))}


def normal_filter(filter: EventFilter) -> Json:
    """The same for an event filter."""
    return {"event": filter.event, **_where(filter)}


def _joined(kind: str, parts: Iterable[Condition]) -> Json:
    found: list[Json] = []
    for part in map(normal, parts):
        inner = part.get(kind)
        found += inner if isinstance(inner, list) else [part]
    distinct = _sorted(found)
    return distinct[0] if len(distinct) == 1 else {kind: distinct}


def _did(did: Did) -> Json:
    found: Json = {"did": did.filter.event, **_where(did.filter)}
    if did.times != AT_LEAST_ONCE:
        value = did.times.value
        found["times"] = {"op": did.times.op, "value": list(value) if isinstance(value, tuple) else value}
    if did.within is not None:
        found["within"] = {did.within.unit: did.within.amount}
    for key, moment in (("since", did.since), ("until", did.until)):
        if moment is not None:
            found[key] = _time(moment)
    return found


def _where(filter: EventFilter) -> Json:
    tests = _sorted({"property": test.property, **_asked(test)} for test in filter.where)
    return {"where": tests} if tests else {}


def _asked(test: Test) -> Json:
    match test.value:
        case None:
            return {"op": test.op}
        case Span(amount, unit):
            return {"op": test.op, "value": {unit: amount}}
        case tuple(items) if test.op in ("in", "not_in"):
            return {"op": test.op, "value": _sorted(map(_scalar, items))}
        case tuple(items):
            return {"op": test.op, "value": [_scalar(item) for item in items]}
    return {"op": test.op, "value": _scalar(test.value)}


def _scalar(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _sorted(items: Iterable[object]) -> list:  # type: ignore[type-arg]
    by_text = {json.dumps(item, ensure_ascii=False, sort_keys=True): item for item in items}
    return [by_text[text] for text in sorted(by_text)]
