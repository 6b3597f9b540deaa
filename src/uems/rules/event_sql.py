"""Tests and event filters as SQL: whether a property's JSON text, or a row of events, passes."""

from collections.abc import Sequence
from datetime import datetime

from uems.rules.condition import EventFilter
from uems.rules.test import Span, Test
from uems.rules.value import (
    MILLISECONDS_FROM,
    MOMENT,
    NEGATIONS,
    milliseconds,
    moment_of,
    since,
    text_of,
)
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, any_of, sql

_ORDERED = {
    "gt": "{left} > {right}",
    "gte": "{left} >= {right}",
    "lt": "{left} < {right}",
    "lte": "{left} <= {right}",
    "after": "{left} > {right}",
    "before": "{left} < {right}",
}
_FOUND = {
    "contains": "position({text}, {value:String}) > 0",
    "starts_with": "startsWith({text}, {value:String})",
    "matches": "match({text}, {value:String})",
}


def event_matches(filter: EventFilter, now: datetime) -> Sql:
    """Whether a row of events passes: a boolean over its columns event, props and p_…."""
    named = facts.acted() if filter.event is None else sql("event = {event:String}", event=filter.event)
    return all_of([named, *(passes(asked, facts.event_property(asked.property), now) for asked in filter.where)])


def one_matches(filters: Sequence[EventFilter], now: datetime) -> Sql:
    """Whether a row of events passes one of the filters. Those that ask for a name alone share a test: what a question
    takes to plan grows with its text."""
    names = sorted({one.event for one in filters if one.event is not None and not one.where})
    tests = [event_matches(one, now) for one in filters if one.event is None or one.where]
    if names:
        tests.append(sql("event IN {names:Array(String)}", names=names))
    return any_of(tests)


def passes(asked: Test, raw: Sql, now: datetime) -> Sql:
    """Whether the JSON text `raw` of a property passes ('' and null are a missing property); never NULL itself."""
    found = positive(asked, raw, now)
    return sql("NOT ({found})", found=found) if asked.op in NEGATIONS else found


def positive(asked: Test, raw: Sql, now: datetime) -> Sql:
    """The same with a negative op replaced by the op it denies: false for whatever is missing."""
    op = NEGATIONS.get(asked.op, asked.op)
    if op == "is_set":
        return sql("{raw} NOT IN ('', 'null')", raw=raw)
    return sql(
        "({scalar}) OR (startsWith({raw}, '[') AND arrayExists(x -> {element}, JSONExtractArrayRaw({raw})))",
        scalar=_scalar_passes(op, asked.value, raw, now),
        element=_scalar_passes(op, asked.value, sql("x"), now),
        raw=raw,
    )


def instant(moment: datetime) -> Sql:
    """An aware time as a DateTime64 value, cut to milliseconds; it may lie before 1970."""
    return sql("fromUnixTimestamp64Milli({moment:Int64}, 'UTC')", moment=milliseconds(moment))


def _scalar_passes(op: str, value: object, raw: Sql, now: datetime) -> Sql:
    match op, value:
        case "in", tuple():
            return _equals([text_of(item) or "" for item in value], raw)
        case "eq", str() | int() | float():
            return _equals([text_of(value) or ""], raw)
        case "between", (low, high):
            return all_of([_ordered("gte", low, raw), _ordered("lte", high, raw)])
        case "within_last", Span(amount, unit):
            low, high = milliseconds(since(now, amount, unit)), milliseconds(now)
            return all_of([_timed("gte", float(low), raw), _timed("lte", float(high), raw)])
        case "before" | "after", _:
            return _timed(op, moment_of(value), raw)
        case _ if op in _ORDERED:
            return _ordered(op, value, raw)
    text = text_of(value)
    return all_of(
        [_is_scalar(raw), sql(_FOUND[op], text=_text(raw), value=f"(?-s){text}" if op == "matches" else text)]
    )


def _text(raw: Sql) -> Sql:
    """The text of a scalar; of nothing and null '', of a list or an object its JSON."""
    return sql("JSONExtractString({raw})", raw=raw)


def _exact_text(raw: Sql) -> Sql:
    """The same where the sign of a zero would show."""
    return sql("if({raw} = '-0.0', '0', {text})", raw=raw, text=_text(raw))


def _is_scalar(raw: Sql) -> Sql:
    return sql("substring({raw}, 1, 1) NOT IN ('', 'n', '[', '{')", raw=raw)


def _equals(texts: list[str], raw: Sql) -> Sql:
    if not texts:
        return sql("false")
    text = _exact_text(raw) if {"0", "-0"} & set(texts) else _text(raw)
    if len(texts) == 1:
        same = sql("{text} = {value:String}", text=text, value=texts[0])
    else:
        same = sql("{text} IN {values:Array(String)}", text=text, values=sorted(set(texts)))
    # Only these texts are also read from what is no scalar: nothing, a list, an object.
    if any(each[:1] in ("", "[", "{") for each in texts):
        return all_of([_is_scalar(raw), same])
    return same


def _ordered(op: str, value: object, raw: Sql) -> Sql:
    if isinstance(value, str):
        compared = sql(_ORDERED[op], left=_text(raw), right=sql("{value:String}", value=value))
        return all_of([sql("startsWith({raw}, '\"')", raw=raw), compared])
    number = sql("toFloat64OrNull({raw})", raw=raw)
    compared = sql(_ORDERED[op], left=number, right=sql("{value:Float64}", value=float(str(value))))
    return sql("ifNull({compared}, false)", compared=compared)


def _timed(op: str, moment: float | None, raw: Sql) -> Sql:
    time = sql(
        "if(startsWith({raw}, '\"'), if(match({text}, {form:String}), "
        "toFloat64(toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull({text}, 3, 'UTC'))), NULL), "
        "{number} * if(abs({number}) >= {from:Float64}, 1., 1000.))",
        raw=raw,
        text=_text(raw),
        form=MOMENT,
        number=sql("toFloat64OrNull({raw})", raw=raw),
        **{"from": MILLISECONDS_FROM},
    )
    compared = sql(_ORDERED[op], left=time, right=sql("{value:Float64}", value=moment))
    return sql("ifNull({compared}, false)", compared=compared)
