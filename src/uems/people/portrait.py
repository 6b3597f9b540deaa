"""The portrait of a segment: how its people are spread over values, compared with everybody or with another segment.

Index (TGI) = 100 × share in the segment ÷ share of those it is compared with. Whether a difference is more than chance:
two-proportion z test of the segment against the others without it (Fleiss, Statistical Methods for Rates and
Proportions, §2.4), and over all rows together the false discovery rate is held at 5 % (Benjamini and Hochberg 1995).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from math import erfc, sqrt
from typing import Any, Literal

from uems.people.scope import Scope
from uems.warehouse import facts
from uems.warehouse.sql import Sql, join, sql

Of = Literal["person", "tag", "event"]
MOST_FIELDS = 30
_MOST_VALUES = 20
_FEW = 12
"""A property of more different numbers than this is cut into five ranges of equal size."""
_CUTS = 5
DAYS = 30
_RATE = 0.05


@dataclass(frozen=True, slots=True)
class Field:
    """What people are spread over: a property, a tag, or (once) the events they did in the last 30 days."""

    of: Of
    name: str


@dataclass(slots=True)
class Row:
    """One value, or one range of numbers (`low` ≤ value < `high`, None = open); `value` None = it is missing. `p` = the
    probability of such a difference by chance, None = cannot be told."""

    value: Any
    low: float | None
    high: float | None
    people: int
    share: float
    against: int
    against_share: float
    index: float | None
    p: float | None
    significant: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """A field's rows, the largest first; what is not among the 20 largest is `other`. Of events one person can be in
    several rows, else the rows sum to everybody."""

    field: Field
    rows: list[Row]
    other: int


@dataclass(frozen=True, slots=True)
class Portrait:
    people: int
    against: int
    spreads: list[Spread]


@dataclass(frozen=True, slots=True)
class _Groups:
    """Sizes: the segment, those it is compared with, and these without the segment."""

    inside: int
    against: int
    rest: int


Count = tuple[Any, int, int, int]
"""A raw value or the number of a bin, and how many have it: inside, against, rest."""


@dataclass(slots=True)
class _Found:
    """What the engine counted of a field: its commonest values, and all of them together."""

    rows: list[Count] = field(default_factory=list)
    whole: tuple[int, int, int] = (0, 0, 0)
    cuts: list[float] = field(default_factory=list)


def portrait(inside: Sql, against: Sql | None, fields: Sequence[Field], scope: Scope) -> Portrait:
    """Of the people whom `inside` selects (person_id), compared with those of `against`, None = everybody in scope."""
    groups = _groups(inside, against, scope)
    found = {one: _events(inside, against, scope) for one in fields if one.of == "event"}
    found |= _values([one for one in fields if one.of != "event"], inside, against, scope)
    spreads = [_spread(one, found[one], groups) for one in fields]
    _judge([row for spread in spreads for row in spread.rows])
    return Portrait(groups.inside, groups.against, spreads)


def _groups(inside: Sql, against: Sql | None, scope: Scope) -> _Groups:
    asked = sql(
        "SELECT countIf(a), countIf(b), countIf(b AND NOT a) FROM ({marked})",
        marked=_marked(sql("({everyone})", everyone=_everyone(scope)), inside, against, sql("person_id")),
    )
    return _Groups(*scope.ask(asked).rows[0])


def _everyone(scope: Scope) -> Sql:
    return sql(
        "SELECT DISTINCT person_id FROM (SELECT person_id FROM {events} UNION ALL SELECT person_id FROM {persons}) "
        "WHERE person_id != 0",
        events=scope.events,
        persons=facts.persons(),
    )


def _marked(rows: Sql, inside: Sql, against: Sql | None, columns: Sql) -> Sql:
    """The columns of rows of people, with `a` = is in the segment, `b` = is one of those it is compared with."""
    return sql(
        "SELECT {columns}, person_id IN ({inside}) AS a, {against} AS b FROM {rows}",
        columns=columns,
        inside=inside,
        against=sql("true") if against is None else sql("person_id IN ({against})", against=against),
        rows=rows,
    )


def _values(fields: Sequence[Field], inside: Sql, against: Sql | None, scope: Scope) -> dict[Field, _Found]:
    """Of every property and tag: two questions for all, since who is in a segment costs more than what they have."""
    if not fields:
        return {}
    marked = _marked(_held(fields, scope), inside, against, sql("field, raw"))
    known = sql("SELECT field, raw, a, b FROM ({marked}) WHERE raw NOT IN ('', 'null')", marked=marked)
    looked = sql(
        """SELECT field, uniq(raw), countIf(toFloat64OrNull(raw) IS NULL),
    quantilesExact(0.2, 0.4, 0.6, 0.8)(ifNull(toFloat64OrNull(raw), 0)) FROM ({known}) WHERE b GROUP BY field""",
        known=known,
    )
    found = [_Found() for _ in fields]
    for place, different, words, cuts in scope.ask(looked).rows:
        if different > _FEW and not words:
            found[place].cuts = sorted(set(cuts))
    cuts = sql("{cuts:Array(Array(Float64))}[field + 1]", cuts=[one.cuts for one in found])
    bin = sql("toString(length(arrayFilter(cut -> cut <= toFloat64OrZero(raw), {cuts})))", cuts=cuts)
    value = sql("if(empty({cuts}), raw, {bin})", cuts=cuts, bin=bin)
    for place, (rows, whole) in _counted(value, known, scope).items():
        one = found[place]
        one.rows, one.whole = [(int(v) if one.cuts else v, x, y, z) for v, x, y, z in rows], whole
    return dict(zip(fields, found, strict=True))


def _held(fields: Sequence[Field], scope: Scope) -> Sql:
    """(person_id, field, raw): the JSON text of every field, by its place."""
    properties = [(place, one.name) for place, one in enumerate(fields) if one.of == "person"]
    parts = [
        sql("SELECT person_id, {place:UInt16} AS field, raw FROM ({tagged})", place=place, tagged=scope.tags[one.name])
        for place, one in enumerate(fields)
        if one.of == "tag"
    ]
    if properties:
        raws = [
            sql("({place:UInt16}, {raw})", place=place, raw=facts.person_property(name)) for place, name in properties
        ]
        parts.append(
            sql(
                "SELECT person_id, held.1 AS field, held.2 AS raw "
                "FROM (SELECT person_id, arrayJoin([{raws}]) AS held FROM {persons})",
                raws=join(", ", raws),
                persons=facts.persons(),
            )
        )
    return sql("({parts})", parts=join(" UNION ALL ", parts))


def _counted(value: Sql, known: Sql, scope: Scope) -> dict[int, tuple[list[Count], tuple[int, int, int]]]:
    """Of each field its commonest values, and the sums over all its values."""
    asked = sql(
        """SELECT *, sum(x) OVER whole, sum(y) OVER whole, sum(z) OVER whole FROM (
    SELECT field, {value} AS v, countIf(a) AS x, countIf(b) AS y, countIf(b AND NOT a) AS z
    FROM ({known}) GROUP BY field, v
) WINDOW whole AS (PARTITION BY field) ORDER BY field, x + y DESC, v LIMIT {most:UInt8} BY field""",
        value=value,
        known=known,
        most=_MOST_VALUES,
    )
    found: dict[int, tuple[list[Count], tuple[int, int, int]]] = {}
    for place, v, x, y, z, *whole in scope.ask(asked).rows:
        found.setdefault(place, ([], (whole[0], whole[1], whole[2])))[0].append((v, x, y, z))
    return found


def _events(inside: Sql, against: Sql | None, scope: Scope) -> _Found:
    acts = sql(
        """(SELECT DISTINCT person_id, event FROM {events}
WHERE {acted} AND ts > {since:DateTime64(3)} AND ts <= {now:DateTime64(3)})""",
        events=scope.events,
        acted=facts.acted(),
        since=scope.now - timedelta(days=DAYS),
        now=scope.now,
    )
    marked = _marked(acts, inside, against, sql("0 AS field, toString(event) AS raw"))
    rows, whole = _counted(sql("raw"), marked, scope).get(0, ([], (0, 0, 0)))
    return _Found([(json.dumps(v), x, y, z) for v, x, y, z in rows], whole)


def _spread(one: Field, found: _Found, groups: _Groups) -> Spread:
    shown = [_row(value, found.cuts, counts, groups) for value, *counts in found.rows]
    other = found.whole[0] - sum(row.people for row in shown)
    if found.cuts:
        shown.sort(key=lambda row: float("-inf") if row.low is None else row.low)
    if one.of != "event":
        missing = [whole - known for whole, known in zip(_whole(groups), found.whole, strict=True)]
        if missing[0] or missing[1]:
            shown.append(_row(None, [], missing, groups))
    return Spread(one, shown, other)


def _whole(groups: _Groups) -> tuple[int, int, int]:
    return groups.inside, groups.against, groups.rest


def _row(value: Any, cuts: Sequence[float], counts: Sequence[int], groups: _Groups) -> Row:
    inside, against, rest = counts
    share, other = _share(inside, groups.inside), _share(against, groups.against)
    low = cuts[value - 1] if cuts and value else None
    high = cuts[value] if cuts and value < len(cuts) else None
    return Row(
        None if cuts or value is None else json.loads(value),
        low,
        high,
        inside,
        share,
        against,
        other,
        100 * share / other if other else None,
        difference(inside, groups.inside, rest, groups.rest),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def difference(hits: int, people: int, other_hits: int, other_people: int) -> float | None:
    """The two-sided p of the pooled two-proportion z test; None where it says nothing."""
    if not people or not other_people:
        return None
    pooled = (hits + other_hits) / (people + other_people)
    spread = sqrt(pooled * (1 - pooled) * (1 / people + 1 / other_people))
    if not spread:
        return None
    return erfc(abs(hits / people - other_hits / other_people) / spread / sqrt(2))


def _judge(rows: Sequence[Row]) -> None:
    """Benjamini–Hochberg: the largest rank whose p is at most rank ÷ rows × 5 %, and all below it."""
    tested = sorted((row for row in rows if row.p is not None), key=lambda row: row.p or 0.0)
    last = max((n for n, row in enumerate(tested, 1) if (row.p or 0.0) <= _RATE * n / len(tested)), default=0)
    for row in tested[:last]:
        row.significant = True
