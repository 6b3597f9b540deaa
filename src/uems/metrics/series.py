"""A metric over time: its value in each bucket with the counts behind it, and which buckets can still change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.metrics import breakdown as split
from uems.metrics import direct, fact_sql, formula, measured
from uems.metrics.asked import Span, bounded
from uems.metrics.metric import Metric
from uems.metrics.people_rows import Question, clock, people_rows, settles, within
from uems.metrics.period import MILLISECOND, Calendar
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, all_of, sql

MOST_DEEP = 5
"""Formulas of formulas, at most."""


class PartMissing(Invalid):
    code = "metric_part_missing"
    text = Text(
        "公式中的指标不存在、循环引用或过多",
        "A metric in the formula is missing, the formulas go in a circle, or they read too many",
    )


@dataclass(frozen=True, slots=True)
class Point:
    """`value` = numerator / denominator, None where there is nothing to divide by; a quantile's and a formula's value
    have no numerator. `people` = whom the number is about."""

    value: float | None
    numerator: float | None
    denominator: float | None
    people: int


@dataclass(frozen=True, slots=True)
class Line:
    """The points of one value of the breakdown, and that of the whole span (of its settled buckets, where people enter;
    of the last bucket, where each looks back)."""

    breakdown: split.Value
    points: tuple[Point, ...]
    total: Point


@dataclass(frozen=True, slots=True)
class Series:
    """The buckets' starts, whether each can change no more, and the lines, the largest first."""

    buckets: tuple[datetime, ...]
    complete: tuple[bool, ...]
    lines: tuple[Line, ...]


Row = Sequence[Any]
"""(bucket, key, whole, people, sum of numbers, sum of what they are divided by) or (…, people, value) of a quantile."""
NOTHING = Point(None, None, None, 0)


def question(asked: Question, keys: tuple[str, ...] | None, mature: datetime, scope: Scope) -> Sql:
    """Rows (bucket, key, whole, people, numerator, denominator); of a quantile the value stands for the numerator."""
    metric = asked.metric
    if metric.kind == "quantile" and metric.per == "event":
        return _of_events(asked, keys, scope)
    if direct.fits(metric):
        found = direct.question(asked, keys, scope)
        return sql("SELECT bucket, key, whole, people, numerator, denominator FROM ({found})", found=found)
    value = sql("sum(m)")
    if metric.kind == "quantile":
        value = sql("quantileExactInclusive({q:Float64})(m)", q=metric.quantile)
    return sql(
        """SELECT bucket, key, whole, count() AS people, {value} AS numerator, sum(d) AS denominator
FROM ({rows}) GROUP BY bucket, key, whole""",
        value=value,
        rows=people_rows(asked, keys, mature, scope),
    )


def _of_events(asked: Question, keys: tuple[str, ...] | None, scope: Scope) -> Sql:
    """The quantile of the numbers of events themselves."""
    assert asked.metric.event is not None
    fact, key = asked.metric.event, split.key(asked.breakdown, [None] * _size(asked))
    return sql(
        """SELECT bucket, key, toUInt8(grouping(bucket)) AS whole, uniqExact(person_id) AS people,
    quantileExactInclusive({q:Float64})(number) AS numerator, toFloat64(count()) AS denominator
FROM (SELECT person_id, {bucket} AS bucket, {key} AS key, {value} AS number FROM {source} WHERE {tests})
GROUP BY GROUPING SETS ((bucket, key), (key))""",
        q=asked.metric.quantile,
        bucket=asked.calendar.sql_number(sql("ts")),
        key=key if keys is None else split.kept(key, keys),
        value=fact_sql.value(fact, clock(scope)),
        source=split.source(scope.events, asked.breakdown),
        tests=all_of(
            [within(asked.span), measured.named(measured.filters(asked.metric)), fact_sql.matches(fact, clock(scope))]
            + ([sql("person_id IN ({p})", p=scope.people(asked.people))] if asked.people is not None else [])
        ),
    )


def answer(asked: Question, parts: Mapping[str, Metric], scope: Scope) -> Series:
    """`parts`: the metrics that formulas name, by id. Raises PartMissing, BadRange, and what the warehouse refuses."""
    numbers = bounded(asked.calendar, asked.span)
    table = _table(asked, parts, scope.now, scope, MOST_DEEP)
    complete = complete_buckets(asked, parts, scope.now)
    lines = [
        Line(split.value(asked.breakdown, key, [None] * _size(asked)) if asked.breakdown else None, points, total)
        for key, (points, total) in _ordered(asked, table)
    ]
    return Series(tuple(asked.calendar.start_of(n) for n in numbers), complete, tuple(lines))


def complete_buckets(asked: Question, parts: Mapping[str, Metric], horizon: datetime) -> tuple[bool, ...]:
    """Whether each bucket can change no more; of a formula, whether none of its parts can."""
    each = [asked] if asked.metric.kind != "formula" else [_part(asked, one, parts) for one in asked.metric.parts]
    if asked.metric.kind == "formula":
        columns = [complete_buckets(one, parts, horizon) for one in each]
        return tuple(all(column) for column in zip(*columns, strict=True))
    numbers = asked.calendar.numbers(asked.span.since, asked.span.until)
    return tuple(settles(asked, asked.calendar.end_of(n)) <= horizon for n in numbers)


Table = dict[str, tuple[tuple[Point, ...], Point]]
"""The points and the total of each key."""


def _table(asked: Question, parts: Mapping[str, Metric], horizon: datetime, scope: Scope, deep: int) -> Table:
    if asked.metric.kind == "formula":
        if deep == 0:
            raise PartMissing(about=asked.metric.formula)
        inner = [_table(_part(asked, one, parts), parts, horizon, scope, deep - 1) for one in asked.metric.parts]
        return _combined(asked, inner)
    mature = _mature(asked, horizon)
    keys = found_keys(asked, mature, scope)
    return _points(asked, scope.ask(question(asked, keys, mature, scope)).rows, scope.now)


def found_keys(asked: Question, mature: datetime, scope: Scope) -> tuple[str, ...] | None:
    """The largest values of the breakdown, by people; None without one."""
    if asked.breakdown is None:
        return None
    top = sql(
        "SELECT key FROM ({rows}) GROUP BY key ORDER BY sum(people) DESC, key LIMIT {limit:UInt32}",
        rows=question(asked, None, mature, scope),
        limit=asked.breakdown.limit,
    )
    return tuple(row[0] for row in scope.ask(top).rows)


def _part(asked: Question, id: str, parts: Mapping[str, Metric]) -> Question:
    if id not in parts:
        raise PartMissing(about=id)
    return replace(asked, metric=parts[id])


def _mature(asked: Question, horizon: datetime) -> datetime:
    """The end of the last bucket that is settled."""
    numbers = asked.calendar.numbers(asked.span.since, asked.span.until)
    ends = [asked.calendar.end_of(n) for n in numbers]
    return max((end for end in ends if settles(asked, end) <= horizon), default=asked.span.since)


def _points(asked: Question, rows: Sequence[Row], now: datetime) -> Table:
    numbers = asked.calendar.numbers(asked.span.since, asked.span.until)
    empty = _point(asked, (0, "", 0, 0, 0.0, 0.0), numbers.start, now)
    found: dict[str, tuple[list[Point], list[Point]]] = {}
    if asked.breakdown is None:
        found[""] = ([empty] * len(numbers), [])
    for row in rows:
        points, totals = found.setdefault(row[1], ([empty] * len(numbers), []))
        if row[2]:
            totals.append(_point(asked, row, None, now))
        elif 0 <= row[0] - numbers.start < len(numbers):
            points[row[0] - numbers.start] = _point(asked, row, row[0], now)
    looks_back = asked.metric.lookback is not None
    return {
        key: (tuple(points), points[-1] if looks_back and points else totals[0] if totals else empty)
        for key, (points, totals) in found.items()
    }


def _point(asked: Question, row: Row, bucket: int | None, now: datetime) -> Point:
    _, _, _, people, numerator, denominator = row
    metric = asked.metric
    if metric.kind == "quantile":
        return Point(float(numerator) if people else None, None, float(denominator), people)
    if metric.kind == "sum" or (metric.kind == "proportion" and metric.base is None):
        return Point(float(numerator), float(numerator), None, people)
    if metric.kind == "participation":
        denominator = denominator * _days(asked, bucket, now)
    value = float(numerator) / float(denominator) if denominator else None
    return Point(value, float(numerator), float(denominator), people)


def _days(asked: Question, bucket: int | None, now: datetime) -> int:
    """The days that a participation's bucket (None = the span) has, those that have not begun left out."""
    if asked.metric.lookback is not None:
        return asked.metric.lookback
    since, until = asked.span.since, min(asked.span.until, now + MILLISECOND)
    if bucket is not None:
        since = max(since, asked.calendar.start_of(bucket))
        until = min(until, asked.calendar.end_of(bucket))
    days = Calendar("day", asked.calendar.zone)
    return max(days.number_of(until - MILLISECOND) - days.number_of(since) + 1, 1)


def _combined(asked: Question, tables: Sequence[Table]) -> Table:
    tree = formula.parse(asked.metric.formula, len(tables))
    keys = dict.fromkeys(key for table in tables for key in table)
    size = len(asked.calendar.numbers(asked.span.since, asked.span.until))
    nobody: tuple[tuple[Point, ...], Point] = ((NOTHING,) * size, NOTHING)

    def point(columns: Sequence[Point]) -> Point:
        values = [one.value for one in columns]
        known = [one for one in values if one is not None]
        found = formula.compute(tree, known, float("nan")) if len(known) == len(values) else float("nan")
        return Point(None if found != found else found, None, None, max(one.people for one in columns))

    found: Table = {}
    for key in keys:
        columns = [table.get(key, nobody) for table in tables]
        points = tuple(point([column[0][n] for column in columns]) for n in range(size))
        found[key] = (points, point([column[1] for column in columns]))
    return found


def _ordered(asked: Question, table: Table) -> list[tuple[str, tuple[tuple[Point, ...], Point]]]:
    shown = [key for key in table if key != split.OTHER or asked.breakdown is None or asked.breakdown.other]
    return [(key, table[key]) for key in sorted(shown, key=lambda key: (*split.order(key), -_weight(table[key]), key))]


def _weight(line: tuple[tuple[Point, ...], Point]) -> int:
    return max(line[1].people, sum(point.people for point in line[0]))


def _size(asked: Question) -> int:
    return 0 if asked.breakdown is None else len(asked.breakdown.by)


class NobodyBehind(Invalid):
    code = "metric_formula_people"
    text = Text("公式没有对应的用户，请查看组成它的指标", "Nobody stands behind a formula itself; look at its parts")


class NoSuchSpot(Invalid):
    code = "no_such_point"
    text = Text("查询结果中没有这一点", "The answer has no such point")


def refuse_formula(metric: Metric) -> None:
    """Raises NobodyBehind."""
    if metric.kind == "formula":
        raise NobodyBehind(about=metric.formula)


Side = Literal["all", "counted", "missing"]
"""Whom a point is about, of them those whose number is not 0, and the rest."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One number of a series: the bucket of a moment (None = the whole span), of one value of the breakdown where
    `breakdown` is given as (value,)."""

    bucket: datetime | None = None
    side: Side = "counted"
    breakdown: tuple[Any] | None = None


def behind(asked: Question, spot: Spot, scope: Scope) -> Sql:
    """SELECT person_id of a number's people. Raises NobodyBehind, NoSuchSpot."""
    return sql("SELECT DISTINCT person_id FROM ({rows})", rows=spot_rows(asked, spot, scope))


def spot_rows(asked: Question, spot: Spot, scope: Scope) -> Sql:
    """SELECT person_id, m of a number's people, m = the person's number. Raises NobodyBehind, NoSuchSpot."""
    refuse_formula(asked.metric)
    mature, bucket = _mature(asked, scope.now), spot.bucket
    if bucket is None and asked.metric.lookback is not None:
        bucket = asked.span.until - MILLISECOND
    tests = {"all": sql("true"), "counted": sql("m != 0"), "missing": sql("m = 0")}
    where, keys = [tests[spot.side]], None
    if bucket is None:
        where.append(sql("whole"))
    else:
        number = asked.calendar.number_of(bucket)
        if number not in asked.calendar.numbers(asked.span.since, asked.span.until):
            raise NoSuchSpot(about="bucket")
        where.append(sql("NOT whole AND bucket = {number:Int64}", number=number))
    if spot.breakdown is None:
        asked = replace(asked, breakdown=None)
    else:
        keys = found_keys(asked, mature, scope)
        ranges = [None] * _size(asked)
        key = None if asked.breakdown is None else split.key_of(asked.breakdown, keys or (), ranges, spot.breakdown[0])
        if key is None:
            raise NoSuchSpot(about="breakdown")
        where.append(sql("key = {key:String}", key=key))
    rows = people_rows(replace(asked, span=_around(asked, bucket)), keys, mature, scope)
    return sql("SELECT person_id, m FROM ({rows}) WHERE {where}", rows=rows, where=all_of(where))


def _around(asked: Question, bucket: datetime | None) -> Span:
    """The span itself, or the part of it that one bucket needs; a percentile's cap looks at all of it."""
    share = asked.metric.cap is not None and asked.metric.cap.percentile is not None
    if bucket is None or share:
        return asked.span
    number = asked.calendar.number_of(bucket)
    since, until = asked.calendar.start_of(number), asked.calendar.end_of(number)
    return Span(max(asked.span.since, since), max(min(asked.span.until, until), max(asked.span.since, since)))
