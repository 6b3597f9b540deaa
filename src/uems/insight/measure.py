"""The measures of a trend: each one a way from the same rows (person, bucket, key, number) to a value."""

from dataclasses import dataclass, replace
from typing import Literal
from zoneinfo import ZoneInfo

from uems.insight import period_bits
from uems.metrics.asked import Span
from uems.metrics.period import MILLISECOND, Calendar
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, sql

Measure = Literal[
    "total",
    "people",
    "people_7d",
    "people_30d",
    "first_time",
    "per_person",
    "per_person_min",
    "per_person_max",
    "sum",
    "avg",
    "min",
    "max",
    "median",
    "p50",
    "p90",
    "p95",
    "p99",
]
"""people_7d and people_30d: people active in the 7 or 30 days that end with the bucket. first_time: people whose first
such event ever lies in the bucket. per_person: events for each person, on average, at least, at most."""

_WINDOW = {"people_7d": 7, "people_30d": 30}
_PLAIN = {
    "total": "count()",
    "people": "uniqExact(person_id)",
    "first_time": "count()",
    "per_person": "count() / uniqExact(person_id)",
    "sum": "sum(number)",
    "avg": "avg(number)",
    "min": "min(number)",
    "max": "max(number)",
    "median": "quantileExactInclusive(0.5)(number)",
    "p50": "quantileExactInclusive(0.5)(number)",
    "p90": "quantileExactInclusive(0.9)(number)",
    "p95": "quantileExactInclusive(0.95)(number)",
    "p99": "quantileExactInclusive(0.99)(number)",
}
_EXTREME = {"per_person_min": "min(n)", "per_person_max": "max(n)"}
CUMULATIVE = ("total", "people", "first_time", "sum")


@dataclass(frozen=True, slots=True)
class Rows:
    """The events behind a series: where they are read, which count, and each row's key and number."""

    source: Sql
    which: Which
    key: Sql
    number: Sql
    span: Span
    calendar: Calendar


def wants_number(measure: Measure) -> bool:
    """Whether the measure looks at a property's number."""
    return measure in ("sum", "avg", "min", "max", "median", "p50", "p90", "p95", "p99")


def last_is_total(measure: Measure) -> bool:
    """Whether a line's total is its last value: the people of the last window, not of all windows together."""
    return measure in _WINDOW


def widened(span: Span, measure: Measure, zone: ZoneInfo) -> Span:
    """The span that a measure has to read: windows begin before the first bucket."""
    window = _WINDOW.get(measure)
    if window is None:
        return span
    days = Calendar("day", zone)
    return Span(days.start_of(days.number_of(span.since) - window + 1), span.until)


def selected(rows: Rows, scope: Scope) -> Sql:
    """The rows themselves: person_id, ts, bucket, key, number."""
    return sql(
        """SELECT person_id, ts, {bucket} AS bucket, {key} AS key, {number} AS number
FROM {source}
WHERE {which}""",
        bucket=rows.calendar.sql_number(sql("ts")),
        key=rows.key,
        number=rows.number,
        source=rows.source,
        which=rows.which.rows(rows.span, scope),
    )


def first_rows(rows: Rows, scope: Scope) -> Sql:
    """The first event ever of each person, where it lies in the span and passes the tests."""
    return sql(
        """SELECT person_id, ts, bucket, key, number FROM (
    SELECT person_id, ts, {bucket} AS bucket, {key} AS key, {number} AS number, {passes} AS passes
    FROM {source}
    WHERE {named} AND ts < {until:DateTime64(3)}
    ORDER BY ts, NOT passes LIMIT 1 BY person_id
) WHERE passes AND ts >= {since:DateTime64(3)}""",
        bucket=rows.calendar.sql_number(sql("ts")),
        key=rows.key,
        number=rows.number,
        passes=rows.which.tests(scope),
        source=rows.source,
        named=rows.which.named(),
        since=rows.span.since,
        until=rows.span.until,
    )


def question(rows: Rows, measure: Measure, cumulative: bool, scope: Scope) -> Sql:
    """Rows (bucket, key, value, is_total)."""
    if measure in _WINDOW:
        return _windowed(rows, measure, scope)
    if measure in _EXTREME:
        return _extreme(rows, measure, scope)
    buckets = len(rows.calendar.numbers(rows.span.since, rows.span.until))
    if measure == "people" and not cumulative and buckets <= period_bits.WIDEST:
        return _people(rows, buckets, scope)
    picked = first_rows(rows, scope) if measure == "first_time" else selected(rows, scope)
    if cumulative and measure == "people":
        picked = sql(
            "SELECT min(bucket) AS bucket, key, person_id FROM ({picked}) GROUP BY key, person_id", picked=picked
        )
    return sql(
        """SELECT bucket, key, {value} AS value, grouping(bucket) AS is_total
FROM ({picked})
GROUP BY GROUPING SETS ((bucket, key), (key))""",
        value=sql(_PLAIN[measure]),
        picked=picked,
    )


def _people(rows: Rows, buckets: int, scope: Scope) -> Sql:
    """Each person's buckets as the bits of one number: a set of people for each bucket takes thrice the time."""
    first = rows.calendar.number_of(rows.span.since)
    place = sql("toUInt16(bucket - {first:Int64})", first=first)
    return sql(
        """SELECT {first:Int64} + place AS bucket, key, count() AS value, place = {whole:UInt16} AS is_total
FROM (
    SELECT key, arrayJoin(arrayPushBack(bitPositionsToArray({bits}), {whole:UInt16})) AS place
    FROM ({picked}) GROUP BY person_id, key
)
GROUP BY key, place""",
        first=first,
        whole=buckets,
        bits=period_bits.gathered(buckets, place, None),
        picked=selected(rows, scope),
    )


def _extreme(rows: Rows, measure: Measure, scope: Scope) -> Sql:
    return sql(
        """SELECT bucket, key, {value} AS value, whole AS is_total
FROM (
    SELECT bucket, key, person_id, count() AS n, grouping(bucket) AS whole
    FROM ({picked})
    GROUP BY GROUPING SETS ((bucket, key, person_id), (key, person_id))
)
GROUP BY bucket, key, whole""",
        value=sql(_EXTREME[measure]),
        picked=selected(rows, scope),
    )


def _windowed(rows: Rows, measure: Measure, scope: Scope) -> Sql:
    """A person counts in each bucket whose last day lies at most window - 1 days after one of the person's days."""
    calendar = rows.calendar
    window, ends = window_ends(measure, calendar, rows.span)
    wide = replace(rows, span=widened(rows.span, measure, calendar.zone), calendar=Calendar("day", calendar.zone))
    return sql(
        """SELECT {first:Int64} + arrayJoin(arrayFilter(
    (n, last_day) -> bucket <= last_day AND last_day < bucket + {window:UInt16},
    range(length({ends:Array(Int64)})), {ends:Array(Int64)})) AS at,
    key, uniqExact(person_id) AS value, 0 AS is_total
FROM (SELECT DISTINCT person_id, bucket, key FROM ({rows}))
GROUP BY at, key""",
        first=calendar.number_of(rows.span.since),
        window=window,
        ends=ends,
        rows=selected(wide, scope),
    )


def window_ends(measure: Measure, calendar: Calendar, span: Span) -> tuple[int, list[int]]:
    """The days of the measure's window, and the last day of the window of each bucket."""
    days = Calendar("day", calendar.zone)
    numbers = calendar.numbers(span.since, span.until)
    return _WINDOW[measure], [days.number_of(min(calendar.end_of(n), span.until) - MILLISECOND) for n in numbers]


def window_people(rows: Rows, measure: Measure, number: int, scope: Scope) -> Sql:
    """SELECT DISTINCT person_id, key of the people in the window that ends with a bucket's last day."""
    days = Calendar("day", rows.calendar.zone)
    last_day = days.number_of(min(rows.calendar.end_of(number), rows.span.until) - MILLISECOND)
    begin = days.start_of(last_day - _WINDOW[measure] + 1)
    span = Span(begin, min(days.end_of(last_day), rows.span.until))
    window = Rows(rows.source, rows.which, rows.key, rows.number, span, days)
    return sql("SELECT DISTINCT person_id, key FROM ({rows})", rows=selected(window, scope))
