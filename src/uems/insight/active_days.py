"""Questions about any activity, answered from the days on which people were active: few events are read."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from uems.insight import measure as measures
from uems.insight import period_bits
from uems.insight.measure import Measure
from uems.insight.retention_rows import Retention, back_until, columns_of_bits, fits_bits
from uems.metrics import day_rows, day_run, planner
from uems.metrics.asked import Span
from uems.metrics.day_rows import Active
from uems.metrics.day_run import Standing
from uems.metrics.period import MILLISECOND, Calendar
from uems.metrics.planner import Plan
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, join, sql

_WHOLE = ("day", "week", "month")
Found = tuple[Plan, Active | None]
"""Which table answers, and where the days are if it is theirs."""


def of_trend(
    which: Which,
    measure: Measure,
    calendar: Calendar,
    span: Span,
    scope: Scope,
    stands: Callable[[], Standing | None],
) -> Found:
    """Of a series without breakdown."""
    kept = which.anything and measure in ("people", "people_7d", "people_30d") and calendar.interval in _WHOLE
    wide = measures.widened(span, measure, calendar.zone)
    return planner.of_days(kept, calendar.zone, wide.since, wide.until, scope, stands)


def of_retention(asked: Retention, scope: Scope) -> Found:
    kept = asked.start.anything and asked.back.anything and asked.start_kind != "first_ever"
    kept = kept and asked.breakdown is None and asked.calendar.interval in _WHOLE and fits_bits(asked, scope)
    until = back_until(asked, scope)
    stands = partial(day_run.standing, scope)
    plan, found = planner.of_days(kept, asked.calendar.zone, asked.span.since, until, scope, stands)
    if found is None or asked.span.until == until:
        return plan, found
    days = found.run.days
    if found.ends if asked.span.until > until else days.floor(asked.span.until) == asked.span.until:
        return plan, found
    return Plan("events", "outside_days"), None


def of_stickiness(which: Which, calendar: Calendar, span: Span, scope: Scope) -> Found:
    kept = which.anything and calendar.interval in _WHOLE
    return planner.of_days(kept, calendar.zone, span.since, span.until, scope, partial(day_run.standing, scope))


def trend(found: Active, measure: Measure, calendar: Calendar, span: Span, cumulative: bool) -> Sql:
    """What `measure.question` asks for people: rows (bucket, key, value, is_total). Of a window, `found` is of the
    widened span."""
    pairs = day_rows.day_pairs(found)
    if measures.last_is_total(measure):
        return _windowed(pairs, measure, calendar, span)
    counts = sql("is_first")
    if not cumulative:
        counts = sql("is_first OR {before} < bucket", before=calendar.sql_number_of_day(sql("greatest(prev, 0)")))
    return sql(
        """SELECT bucket, '' AS key, if(is_total = 1, sumIf(people, is_first), sumIf(people, counts)) AS value,
    grouping(bucket) AS is_total
FROM (SELECT {bucket} AS bucket, people, prev < {first:Int32} AS is_first, {counts} AS counts FROM ({pairs}))
GROUP BY GROUPING SETS ((bucket), ())""",
        bucket=calendar.sql_number_of_day(sql("day")),
        first=found.first,
        counts=counts,
        pairs=pairs,
    )


def _windowed(pairs: Sql, measure: Measure, calendar: Calendar, span: Span) -> Sql:
    """A person counts once in a window: on the first day of theirs in it."""
    window, ends = measures.window_ends(measure, calendar, span)
    return sql(
        """SELECT {first:Int64} + arrayJoin(arrayFilter(
    (n, last_day) -> day <= last_day AND last_day < day + {window:UInt16} AND prev <= last_day - {window:UInt16},
    range(length({ends:Array(Int64)})), {ends:Array(Int64)})) AS at,
    '' AS key, sum(people) AS value, 0 AS is_total
FROM ({pairs}) GROUP BY at""",
        first=calendar.number_of(span.since),
        window=window,
        ends=ends,
        pairs=pairs,
    )


def retention(found: Active, asked: Retention) -> Sql:
    """What `retention_rows.cells` answers: rows (person_id, key, cohort, columns). `found` is of the time in which
    returns are looked for."""
    periods = asked.calendar.numbers(asked.span.since, found.until)
    each = sql("toUInt16(arrayJoin(bitPositionsToArray(began)))")
    return sql(
        """SELECT person_id, '' AS key, {base:Int64} + s AS cohort, {columns} AS columns
FROM (
    SELECT person_id, s, bitShiftRight(returns, s) AS later FROM (
        SELECT person_id, {s} AS s, returns FROM (
            SELECT person_id, {began} AS began, {returns} AS returns FROM ({people}) WHERE began != 0
        )
    )
)""",
        base=periods.start,
        columns=columns_of_bits(asked),
        s=each if asked.start_kind == "recurring" else period_bits.lowest(sql("began")),
        began=_periods(found, asked.calendar, min(asked.span.until, found.until), periods),
        returns=_periods(found, asked.calendar, found.until, periods),
        people=day_rows.people(found),
    )


def stickiness(found: Active, calendar: Calendar) -> Sql:
    """What `stickiness.active` answers: rows (person_id, intervals)."""
    numbers = calendar.numbers(found.run.days.start_of(found.first), found.until)
    return sql(
        "SELECT person_id, toUInt16(bitCount({word})) AS intervals FROM ({people}) WHERE intervals > 0",
        word=_periods(found, calendar, found.until, numbers),
        people=day_rows.people(found),
    )


def _periods(found: Active, calendar: Calendar, until: datetime, numbers: range) -> Sql:
    """A person's periods before `until` as bits, from the days of the run; bit 0 is the first of `numbers`."""
    days, base = found.run.days, found.run.base
    end = days.number_of(until - MILLISECOND) + 1
    if calendar.interval == "day":
        mask = (1 << end - found.first) - 1
        word = sql("bitAnd(bitShiftRight(days, {n:UInt16}), {mask:UInt256})", n=found.first - base, mask=mask)
        return period_bits.word(len(numbers), word)
    bits = []
    for place, number in enumerate(numbers):
        low = max(days.number_of(calendar.start_of(number)), found.first)
        high = min(days.number_of(calendar.start_of(number + 1)), end)
        mask = (1 << max(high, low) - base) - (1 << low - base)
        one = sql("bitAnd(days, {mask:UInt256}) != 0", mask=mask)
        bits.append(sql("bitShiftLeft({one}, {n:UInt16})", one=period_bits.word(len(numbers), one), n=place))
    return join(" + ", bits)
