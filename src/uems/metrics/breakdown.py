"""Splitting a number by properties: one text key for each row, the largest keys kept, the rest together as `$other`."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from uems.warehouse import facts
from uems.warehouse.sql import Sql, join, sql

OTHER = "$other"
_BETWEEN = "\x1f"


Value = str | int | float | bool | list[Any] | dict[str, Any] | None
"""A value of a property as JSON: null = missing, `$other` = the rest, `[0,10)` = a bin; a list where several properties
split at once."""


@dataclass(frozen=True, slots=True)
class Split:
    """One property to split by. `bins` cuts numbers into so many ranges of equal width; `clean` = `url` drops a
    trailing slash, `?` or `#`."""

    property: str
    of: Literal["event", "person"] = "event"
    bins: int | None = None
    clean: Literal["url"] | None = None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The properties to split by, and how many of their values are kept; `other` = the rest is shown as `$other`."""

    by: tuple[Split, ...]
    limit: int = 25
    other: bool = True
    listed: bool = False
    """Asked for as a list: each value is answered as a list too."""


@dataclass(frozen=True, slots=True)
class Range:
    """Where the numbers of a binned property lie."""

    low: float
    high: float


def key(asked: Breakdown | None, ranges: Sequence[Range | None]) -> Sql:
    """The key of a row: JSON texts one after the other, '' = missing; a binned property gives its bin's number."""
    if asked is None:
        return sql("''")
    parts = [_part(split, found) for split, found in zip(asked.by, ranges, strict=True)]
    if len(parts) == 1:
        return parts[0]
    return sql("concat({parts})", parts=join(", '\x1f', ", parts))


def source(events: Sql, asked: Breakdown | None) -> Sql:
    """What stands after FROM: the events, with the person's properties beside them where the key needs them."""
    if asked is None or all(split.of == "event" for split in asked.by):
        return events
    return sql(
        """{events} AS e LEFT ANY JOIN
    (SELECT person_id, properties AS person_properties FROM {persons}) AS p USING (person_id)""",
        events=events,
        persons=facts.persons(),
    )


def raw(split: Split) -> Sql:
    """The JSON text of the property on a row of `source`; '' = missing or null."""
    if split.of == "event":
        text = facts.event_property(split.property)
    else:
        text = sql("JSONExtractRaw(person_properties, {name:String})", name=split.property)
    text = sql("if({text} = 'null', '', toString({text}))", text=text)
    if split.clean == "url":
        return sql("replaceRegexpOne({text}, '[/?#]+\"$', '\"')", text=text)
    return text


def number(text: Sql) -> Sql:
    """The number in a JSON text, also one written as a string; null where there is none: "nan" and "inf" are words."""
    found = sql("toFloat64OrNull(trim(BOTH '\"' FROM {text}))", text=text)
    return sql("if(isFinite({n}), {n}, NULL)", n=found)


def kept(column: Sql, keys: Sequence[str]) -> Sql:
    """The key where it is one of the kept, else `$other`."""
    return sql("if({column} IN {keys:Array(String)}, {column}, '$other')", column=column, keys=list(keys))


def value(asked: Breakdown, found: str, ranges: Sequence[Range | None]) -> Value:
    """What a key says, as JSON: null = missing, `$other` = the rest, `[0,10)` = a bin; a list for several."""
    if found == OTHER:
        return [OTHER] * len(asked.by) if asked.listed else OTHER
    texts = found.split(_BETWEEN)
    values = [_said(s, t, r) for s, t, r in zip(asked.by, texts, ranges, strict=True)]
    return values if asked.listed else values[0]


def key_of(asked: Breakdown, keys: Sequence[str], ranges: Sequence[Range | None], wanted: Any) -> str | None:
    """The key, of these and `$other`, that says a value; None = there is none."""
    return next((key for key in (*keys, OTHER) if same(value(asked, key, ranges), wanted)), None)


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: 1 is 1.0, but it is not true."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def order(found: str) -> tuple[bool, bool]:
    """Sorts `$other` last and missing values just before it."""
    return (found == OTHER, all(text == "" for text in found.split(_BETWEEN)))


def _part(split: Split, found: Range | None) -> Sql:
    text = raw(split)
    if split.bins is None:
        return text
    if found is None:
        return sql("''")
    return sql(
        """if(isNull({n}), '',
    toString(least(greatest(floor(({n} - {low:Float64}) / {width:Float64}), 0), {last:UInt16})))""",
        n=number(text),
        low=found.low,
        width=(found.high - found.low) / split.bins or 1.0,
        last=split.bins - 1,
    )


def _said(split: Split, text: str, found: Range | None) -> Value:
    if text == "":
        return None
    if split.bins is None or found is None:
        return json.loads(text)  # type: ignore[no-any-return]
    n, width = int(float(text)), (found.high - found.low) / split.bins
    low, high = found.low + n * width, found.low + (n + 1) * width
    return f"[{low:g},{high:g}" + ("]" if n == split.bins - 1 else ")")
