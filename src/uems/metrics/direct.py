"""Sums that need no row for each person: of metrics without a base to belong to and without a cap."""

from uems.metrics import measured
from uems.metrics.asked import Span
from uems.metrics.metric import Counts, Metric
from uems.metrics.people_rows import Question, clock, counts, event_rows
from uems.metrics.period import MILLISECOND, Calendar
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, any_of, sql


def fits(metric: Metric) -> bool:
    """Whether the metric's sums can be taken over events alone; a lookback also needs each person's days."""
    if metric.enters or metric.cap is not None or metric.kind == "quantile":
        return False
    return metric.base is None or (metric.kind == "ratio" and metric.lookback is None)


def question(asked: Question, keys: tuple[str, ...] | None, scope: Scope) -> Sql:
    """Rows (bucket, key, whole, people, numerator, denominator), as those of people_rows would sum up."""
    if asked.metric.lookback is not None:
        return _looking_back(asked, keys, scope)
    metric, zone = asked.metric, asked.calendar.zone.key
    event, value = sql(measured.COLUMNS[0]), sql(measured.COLUMNS[1])
    people = denominator = sql("uniqExactIf(person_id, {event})", event=event)
    if metric.kind == "ratio" and metric.base is not None:
        base, weight = sql(measured.COLUMNS[2]), sql(measured.COLUMNS[3])
        people = sql("uniqExactIf(person_id, {any})", any=any_of([event, base]))
        denominator = _summed(metric.base.counts, weight, base, zone)
    return sql(
        """SELECT bucket, key, toUInt8(grouping(bucket)) AS whole, {people} AS people, {numerator} AS numerator,
    toFloat64({denominator}) AS denominator
FROM ({rows}) GROUP BY GROUPING SETS ((bucket, key), (key)) HAVING people > 0""",
        people=people,
        numerator=_summed(counts(metric), value, event, zone),
        denominator=denominator,
        rows=event_rows(asked, keys, asked.span, asked.calendar, scope),
    )


def _summed(what: Counts, value: Sql, test: Sql, zone: str) -> Sql:
    """The sum of people's numbers over the rows that pass the test."""
    if what == "value":
        return sql("sumIf({value}, {test})", value=value, test=test)
    if what == "people":
        return sql("toFloat64(uniqExactIf(person_id, {test}))", test=test)
    return sql("toFloat64(uniqExactIf((person_id, toRelativeDayNum(ts, {zone:String})), {test}))", zone=zone, test=test)


def _looking_back(asked: Question, keys: tuple[str, ...] | None, scope: Scope) -> Sql:
    """A person counts from each of their days for as many as the metric looks back: stretches that overlap are one,
    and who counts on a day is whoever's stretch has begun less whoever's has ended. Sums are those of the days."""
    metric, calendar, size = asked.metric, asked.calendar, asked.metric.lookback or 1
    days = Calendar("day", calendar.zone)
    numbers = calendar.numbers(asked.span.since, asked.span.until)
    ends = [days.number_of(min(calendar.end_of(n), asked.span.until) - MILLISECOND) for n in numbers]
    since = days.start_of(days.number_of(asked.span.since) - size + 1)
    people = sql("sumIf(moved, at <= last)")
    total = sql("sumIf(number, at <= last AND last < at + {size:UInt16})", size=size)
    return sql(
        """SELECT {first:Int64} + point.1 AS bucket, key, toUInt8(0) AS whole,
    {people} AS people, {numerator} AS numerator, toFloat64(people) AS denominator
FROM (SELECT key, at, number, moved,
    arrayJoin(arrayZip(range(length({ends:Array(UInt32)})), {ends:Array(UInt32)})) AS point, point.2 AS last
    FROM ({steps}))
GROUP BY point, key HAVING people > 0""",
        first=numbers.start,
        people=people,
        numerator=sql("toFloat64({people})", people=people) if counts(metric) == "people" else total,
        ends=ends,
        steps=_steps(asked, keys, Span(since, asked.span.until), days, size, scope),
    )


def _steps(asked: Question, keys: tuple[str, ...] | None, span: Span, days: Calendar, size: int, scope: Scope) -> Sql:
    """Rows (key, at, number, moved) for each day: the sum of people's numbers, and by how many more people count."""
    read = measured.read(asked.metric, 0, clock(scope), sql("true"))
    return sql(
        """SELECT key, step.1 AS at, sum(step.2) AS number, sum(step.3) AS moved
FROM (
    SELECT key, arrayJoin(arrayConcat(
        arrayMap((d, n, before) -> (toInt64(d), n, toInt64(d - before >= {size:UInt16})),
            days, numbers, arrayPushFront(arrayPopBack(days), 0)),
        arrayMap(d -> (toInt64(d) + {size:UInt16}, 0., toInt64(-1)),
            arrayFilter((d, next) -> next - d >= {size:UInt16}, days, arrayPushBack(arrayPopFront(days), 4000000000)))
    )) AS step
    FROM (
        SELECT key, person_id, arraySort(groupArray((day, number))) AS sorted, sorted.1 AS days, sorted.2 AS numbers
        FROM (SELECT bucket AS day, key, person_id, {number} AS number FROM ({rows})
            GROUP BY bucket, key, person_id HAVING {there} > 0)
        GROUP BY key, person_id
    )
)
GROUP BY key, at""",
        size=size,
        number=read.number,
        there=read.there,
        rows=event_rows(asked, keys, span, days, scope),
    )
