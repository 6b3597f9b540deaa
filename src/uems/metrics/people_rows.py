"""From events to people: one row for each person and bucket of a metric, with the person's number in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from uems.metrics import breakdown as split
from uems.metrics import fact_sql, measured
from uems.metrics.asked import Span
from uems.metrics.breakdown import Breakdown
from uems.metrics.fact_sql import Clock
from uems.metrics.metric import Counts, Fact, Metric
from uems.metrics.period import MILLISECOND, Calendar
from uems.people.scope import Scope
from uems.rules.condition import Condition
from uems.warehouse.sql import Sql, all_of, join, sql


@dataclass(frozen=True, slots=True)
class Question:
    """A metric over the buckets of a span, of everyone or of the people of whom the condition holds."""

    metric: Metric
    calendar: Calendar
    span: Span
    breakdown: Breakdown | None = None
    people: Condition | None = None


def people_rows(asked: Question, keys: tuple[str, ...] | None, mature: datetime, scope: Scope) -> Sql:
    """Rows (bucket, key, whole, person_id, m, d): one for each person of a bucket, and one (whole = 1) for each person
    of the span, in which people count who entered before `mature`. m = the person's number, d = what it is divided by.
    """
    if asked.metric.enters:
        found = _by_entry(asked, keys, mature, scope)
    elif asked.metric.lookback is not None:
        found = _by_lookback(asked, keys, scope)
    else:
        found = _by_bucket(asked, keys, scope)
    return _capped(asked.metric, found)


def clock(scope: Scope) -> Clock:
    return Clock(scope.now, scope.zone)


def settles(asked: Question, end: datetime) -> datetime:
    """When a bucket that ends at `end` can change no more, late events aside."""
    metric = asked.metric
    if metric.kind == "retention":
        days = Calendar("day", asked.calendar.zone)
        return days.end_of(days.number_of(end - MILLISECOND) + metric.days[1])
    if metric.window is not None:
        return end + timedelta(milliseconds=metric.window.within + metric.window.delay)
    return end


def within(span: Span) -> Sql:
    return sql("ts >= {since:DateTime64(3)} AND ts < {until:DateTime64(3)}", since=span.since, until=span.until)


def _members(asked: Question, scope: Scope) -> list[Sql]:
    if asked.people is None:
        return []
    return [sql("person_id IN ({people})", people=scope.people(asked.people))]


def _key(asked: Question, keys: tuple[str, ...] | None) -> Sql:
    found = split.key(asked.breakdown, [None] * len(asked.breakdown.by) if asked.breakdown else ())
    return found if keys is None else split.kept(found, keys)


def _by_bucket(asked: Question, keys: tuple[str, ...] | None, scope: Scope) -> Sql:
    """Every person by the events of the bucket itself."""
    read = measured.read(asked.metric, 0, clock(scope), sql("true"))
    return sql(
        """SELECT bucket, key, toUInt8(grouping(bucket)) AS whole, person_id, {number} AS m, {base} AS d
FROM ({rows})
GROUP BY GROUPING SETS ((bucket, key, person_id), (key, person_id)) HAVING {there} > 0""",
        number=read.number,
        base=read.base,
        rows=event_rows(asked, keys, asked.span, asked.calendar, scope),
        there=read.there,
    )


def _by_lookback(asked: Question, keys: tuple[str, ...] | None, scope: Scope) -> Sql:
    """Every person by the days that end with the bucket's last: first days, then their sums."""
    metric, calendar, size = asked.metric, asked.calendar, asked.metric.lookback or 1
    days = Calendar("day", calendar.zone)
    numbers = calendar.numbers(asked.span.since, asked.span.until)
    ends = [days.number_of(min(calendar.end_of(n), asked.span.until) - MILLISECOND) for n in numbers]
    since = days.start_of(days.number_of(asked.span.since) - size + 1)
    read = measured.read(metric, 0, clock(scope), sql("true"))
    below = metric.base.counts if metric.base is not None and metric.kind == "ratio" else None
    return sql(
        """SELECT {first:Int64} + arrayJoin(arrayFilter(
    (n, last_day) -> day <= last_day AND last_day < day + {size:UInt16},
    range(length({ends:Array(UInt32)})), {ends:Array(UInt32)})) AS bucket,
    key, toUInt8(0) AS whole, person_id, {m} AS m, {d} AS d
FROM (SELECT bucket AS day, key, person_id, {number} AS dm, {base} AS dd, {there} AS there
    FROM ({rows}) GROUP BY bucket, key, person_id)
GROUP BY bucket, key, person_id HAVING max(there) > 0""",
        first=numbers.start,
        size=size,
        ends=ends,
        m=_folded(counts(metric), sql("dm")),
        d=sql("1.") if below is None else _folded(below, sql("dd")),
        number=read.number,
        base=read.base,
        there=read.there,
        rows=event_rows(asked, keys, Span(since, asked.span.until), days, scope),
    )


def counts(metric: Metric) -> Counts:
    """What is counted of a person."""
    if metric.kind == "proportion":
        return "people"
    return "days" if metric.kind == "participation" or metric.event is None else metric.event.counts


def _folded(what: Counts, daily: Sql) -> Sql:
    """The number of several days from those of each: whoever was there on one day was there."""
    return sql("max({daily})", daily=daily) if what == "people" else sql("sum({daily})", daily=daily)


def event_rows(asked: Question, keys: tuple[str, ...] | None, span: Span, calendar: Calendar, scope: Scope) -> Sql:
    """The rows that matter, each with its bucket, its key and the metric's columns: person_id, ts, bucket, key, c0 …"""
    metric = asked.metric
    read = measured.read(metric, 0, clock(scope), sql("true"))
    if metric.event is not None and metric.event.first:
        columns = sql("true AS c0, v AS c1")
        return sql(
            "SELECT person_id, ts, bucket, key, {columns} FROM ({first})",
            columns=columns,
            first=_first_rows(asked, metric.event, keys, scope),
        )
    return sql(
        """SELECT person_id, ts, {bucket} AS bucket, {key} AS key, {columns}
FROM {source}
WHERE {tests}""",
        bucket=calendar.sql_number(sql("ts")),
        key=_key(asked, keys),
        columns=join(", ", read.columns),
        source=split.source(scope.events, asked.breakdown),
        tests=all_of([within(span), measured.named(measured.filters(metric)), read.rows, *_members(asked, scope)]),
    )


def _first_rows(asked: Question, fact: Fact, keys: tuple[str, ...] | None, scope: Scope) -> Sql:
    """The first of each person's events of the fact, where it lies in the span: person_id, ts, bucket, key, v."""
    return sql(
        """SELECT person_id, ts, {bucket} AS bucket, key, v FROM (
    SELECT person_id, min(at) AS ts, argMin(k, at) AS key, argMin(number, at) AS v
    FROM (SELECT person_id, ts AS at, {key} AS k, {value} AS number FROM {source} WHERE {tests})
    GROUP BY person_id HAVING ts >= {since:DateTime64(3)}
)""",
        bucket=asked.calendar.sql_number(sql("ts")),
        key=_key(asked, keys),
        value=fact_sql.value(fact, clock(scope)),
        source=split.source(scope.events, asked.breakdown),
        tests=all_of(
            [
                sql("ts < {until:DateTime64(3)}", until=asked.span.until),
                measured.named([term.filter for term in fact.terms]),
                fact_sql.matches(fact, clock(scope)),
                *_members(asked, scope),
            ]
        ),
        since=asked.span.since,
    )


def _entries(asked: Question, keys: tuple[str, ...] | None, mature: datetime, scope: Scope) -> Sql:
    """Rows (who, key, bucket, whole, entered, closes): when each person entered in each bucket, and when it ends."""
    base = measured.entry(asked.metric)
    if base.first:
        rows = _first_rows(asked, base, keys, scope)
    else:
        rows = sql(
            "SELECT person_id, ts, {bucket} AS bucket, {key} AS key FROM {source} WHERE {tests}",
            bucket=asked.calendar.sql_number(sql("ts")),
            key=_key(asked, keys),
            source=split.source(scope.events, asked.breakdown),
            tests=all_of(
                [
                    within(asked.span),
                    measured.named([term.filter for term in base.terms]),
                    fact_sql.matches(base, clock(scope)),
                    *_members(asked, scope),
                ]
            ),
        )
    numbers = asked.calendar.numbers(asked.span.since, asked.span.until)
    return sql(
        """SELECT person_id AS who, key, bucket, toUInt8(grouping(bucket)) AS whole, min(ts) AS entered,
    if(whole, {until:DateTime64(3)}, arrayElement({ends:Array(DateTime64(3))}, toInt64(bucket) - {first:Int64} + 1))
        AS closes
FROM ({rows}) GROUP BY GROUPING SETS ((bucket, key, person_id), (key, person_id))
HAVING NOT whole OR entered < {mature:DateTime64(3)}""",
        until=asked.span.until,
        ends=[asked.calendar.end_of(n) for n in numbers],
        first=numbers.start,
        rows=rows,
        mature=mature,
    )


def in_time(metric: Metric, zone: str) -> Sql:
    """Whether a row at `ts` counts for somebody who entered at `entered` (`closes` = the end of their bucket)."""
    if metric.kind == "retention":
        first, last = metric.days
        return sql(
            "toInt64(toRelativeDayNum(ts, {zone:String})) - toRelativeDayNum(entered, {zone:String}) "
            "BETWEEN {first:Int64} AND {last:Int64}",
            zone=zone,
            first=first,
            last=last,
        )
    delay = metric.window.delay if metric.window is not None else 0
    repeats = metric.event is not None and metric.base is not None and metric.event.terms == metric.base.terms
    # An event is not its own repetition.
    begins = sql(
        "ts > entered" if repeats and not delay else "ts >= addMilliseconds(entered, {delay:Int64})",
        **({} if repeats and not delay else {"delay": delay}),
    )
    if metric.window is None or metric.kind == "funnel":
        ends = sql("true" if metric.kind == "funnel" else "ts < closes")
    else:
        ends = sql("ts < addMilliseconds(entered, {end:Int64})", end=delay + metric.window.within)
    return all_of([begins, ends])


def _by_entry(asked: Question, keys: tuple[str, ...] | None, mature: datetime, scope: Scope) -> Sql:
    """Every person who entered, by what they did since."""
    metric = asked.metric
    read = measured.read(metric, 0, clock(scope), in_time(metric, scope.zone.key), sql("closes"))
    until = min(settles(asked, asked.span.until), scope.now + MILLISECOND)
    return sql(
        """SELECT bucket, key, whole, who AS person_id, {number} AS m, 1. AS d
FROM ({entries}) AS entry LEFT JOIN (
    SELECT person_id, ts, {columns} FROM {events} WHERE {tests}
) AS happened ON who = happened.person_id
GROUP BY bucket, key, whole, who""",
        number=read.number,
        entries=_entries(asked, keys, mature, scope),
        columns=join(", ", read.columns),
        events=scope.events,
        tests=all_of([within(Span(asked.span.since, until)), measured.named(measured.filters(metric)), read.rows]),
    )


def _capped(metric: Metric, rows: Sql) -> Sql:
    cap = metric.cap
    if cap is None:
        return rows
    most = (
        sql("{value:Float64}", value=cap.value)
        if cap.value is not None
        else sql("quantileExactInclusive({share:Float64})(m) OVER (PARTITION BY whole)", share=cap.percentile)
    )
    return sql("SELECT bucket, key, whole, person_id, least(m, {most}) AS m, d FROM ({rows})", most=most, rows=rows)
