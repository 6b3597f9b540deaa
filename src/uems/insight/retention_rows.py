"""From events to the cells of a retention: who started in which period, and in which columns each is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from uems.insight import period_bits
from uems.metrics import breakdown as split
from uems.metrics.asked import Span
from uems.metrics.breakdown import Breakdown
from uems.metrics.period import MILLISECOND, Calendar
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, all_of, join, sql

StartKind = Literal["first_ever", "first_in_range", "recurring"]
SECONDS = {"hour": 3600, "day": 86400, "week": 604800}
"""Lengths of the periods of the rolling clock; a month has none of its own."""


@dataclass(frozen=True, slots=True)
class Retention:
    """What starts, what counts as a return, and how they are counted.

    start_kind: `recurring` = every period with a start makes the person part of that period's cohort; `first_in_range`
    = only the first start in the span; `first_ever` = the first start of all time, where it lies in the span.
    measure: `on` = returned in period n; `on_or_after` = in n or later; `bracket` = in any period of a bracket.
    clock: `calendar` = periods of the project's calendar; `rolling` = 24 hours (7 days, a month) from one's own start.
    periods: the number of columns, column 0 (the period of the start: the whole cohort) among them.
    as_of: the question's own clock where it carries one; a cell is complete when it ended by then.
    """

    start: Which
    back: Which
    start_kind: StartKind
    measure: Literal["on", "on_or_after", "bracket"]
    brackets: tuple[tuple[int, int], ...]
    clock: Literal["calendar", "rolling"]
    calendar: Calendar
    periods: int
    span: Span
    breakdown: Breakdown | None = None
    mean: Literal["weighted", "simple"] = "weighted"
    as_of: datetime | None = None

    @property
    def columns(self) -> tuple[tuple[int, int | None], ...]:
        """First and last period of each column; None = open."""
        if self.measure == "bracket":
            return ((0, 0), *self.brackets)
        return tuple((n, n if self.measure == "on" or n == 0 else None) for n in range(self.periods))

    @property
    def last(self) -> int:
        """The last period that any column names."""
        return max(high if high is not None else low for low, high in self.columns)


def people(asked: Retention, keys: Sequence[str] | None, scope: Scope) -> Sql:
    """One row for each person: person_id, starts [(cohort, start time, key)], returns [period number or time]."""
    if asked.breakdown is None:
        return _people_in_one_pass(asked, scope)
    key = split.key(asked.breakdown, [None] * len(asked.breakdown.by))
    rolling = asked.clock == "rolling"
    by_period = sql(
        """SELECT person_id, toUInt32({number}) AS number, minIf(ts, is_start) AS began,
    argMinIf(row_key, ts, is_start) AS began_key, max(is_start) AS has_start, {came_back} AS came_back
FROM ({marked})
GROUP BY person_id, number""",
        number=asked.calendar.sql_number(sql("ts")),
        came_back=sql("groupArrayIf(ts, is_return)") if rolling else sql("max(is_return)"),
        marked=_marked(asked, scope, key if keys is None else split.kept(key, keys)),
    )
    starts = sql("groupArrayIf((number, began, began_key), has_start)")
    first = sql("[arraySort(s -> s.2, {starts})[1]]", starts=starts)
    return sql(
        """SELECT person_id, {starts} AS starts, {returns} AS returns
FROM ({by_period})
GROUP BY person_id
HAVING max(has_start) AND {in_span}""",
        starts=starts if asked.start_kind == "recurring" else first,
        returns=sql("groupArrayArray(came_back)") if rolling else sql("groupArrayIf(number, came_back)"),
        by_period=by_period,
        in_span=sql("minIf(began, has_start) >= {since:DateTime64(3)}", since=asked.span.since),
    )


def cells(asked: Retention, keys: Sequence[str] | None, scope: Scope) -> Sql:
    """Rows (person_id, key, cohort, columns): one for each person and cohort, with the columns the person is in."""
    if fits_bits(asked, scope):
        return _cells_of_bits(asked, keys, scope)
    return sql(
        """SELECT person_id, start.3 AS key, start.1 AS cohort, {columns} AS columns
FROM (SELECT person_id, returns, arrayJoin(starts) AS start FROM ({people}))""",
        columns=_columns(asked),
        people=people(asked, keys, scope),
    )


def _people_in_one_pass(asked: Retention, scope: Scope) -> Sql:
    number = asked.calendar.sql_number(sql("ts"))
    marked = _marked(asked, scope, sql("''"))
    returns = sql("groupArrayIf(ts, is_return)")
    if asked.clock == "calendar":
        returns = sql("groupUniqArrayIf(toUInt32({number}), is_return)", number=number)
    if asked.start_kind != "recurring":
        return sql(
            """SELECT person_id, [({cohort}, began, '')] AS starts, returns
FROM (SELECT person_id, minIf(ts, is_start) AS began, max(is_start) AS started, {returns} AS returns
FROM ({marked}) GROUP BY person_id HAVING started AND began >= {since:DateTime64(3)})""",
            cohort=asked.calendar.sql_number(sql("began")),
            returns=returns,
            marked=marked,
            since=asked.span.since,
        )
    if asked.clock == "calendar":
        starts = sql(
            "arrayMap(n -> (n, 0, ''), groupUniqArrayIf(toUInt32({number}), is_start))",
            number=number,
        )
    else:
        starts = sql(
            """arrayMap((n, t) -> (n, t, ''),
    mapKeys(minMapIf(map(toUInt32({number}), ts), is_start) AS firsts), mapValues(firsts))""",
            number=number,
        )
    return sql(
        """SELECT person_id, {starts} AS starts, {returns} AS returns
FROM ({marked}) GROUP BY person_id HAVING notEmpty(starts)""",
        starts=starts,
        returns=returns,
        marked=marked,
    )


def fits_bits(asked: Retention, scope: Scope) -> bool:
    """Whether the periods of a person fit one number, and those after a start can be read at once."""
    if asked.clock == "rolling" or (asked.breakdown is not None and asked.start_kind == "recurring"):
        return False
    widths = [high - low + 1 for low, high in asked.brackets] or [asked.periods]
    return max(widths) <= period_bits.MOST and len(_all_periods(asked, scope)) <= period_bits.WIDEST


def _all_periods(asked: Retention, scope: Scope) -> range:
    """Every period in which a start or a return can lie."""
    return asked.calendar.numbers(asked.span.since, max(asked.span.until, back_until(asked, scope)))


def _cells_of_bits(asked: Retention, keys: Sequence[str] | None, scope: Scope) -> Sql:
    """The cells by the calendar, of one key a person: their returns are bits, shifted to each start."""
    row_key, key = sql("''"), sql("''")
    if asked.breakdown is not None:
        row_key, key = split.key(asked.breakdown, [None] * len(asked.breakdown.by)), sql("first_key")
        key = key if keys is None else split.kept(key, keys)
    periods = _all_periods(asked, scope)
    base, size = periods.start, max(len(periods), 1)
    number = sql("toUInt16({number} - {base:Int64})", number=asked.calendar.sql_number(sql("ts")), base=base)
    if asked.start_kind == "first_ever":  # starts before the span have no bit
        number = sql("if(is_return, {number}, 0)", number=number)
    began, s, in_span = _starts_of_bits(asked, scope, base, period_bits.gathered(size, number, sql("is_start")))
    return sql(
        """SELECT person_id, {key} AS key, {base:Int64} + s AS cohort, {columns} AS columns
FROM (
    SELECT person_id, first_key, s, bitShiftRight(returns, s) AS later
    FROM (
        SELECT person_id, first_key, {s} AS s, returns
        FROM (
            SELECT person_id, {first_key} AS first_key, {began} AS began, {returns} AS returns
            FROM ({marked}) GROUP BY person_id HAVING {in_span}
        )
    )
)""",
        key=key,
        first_key=sql("''" if asked.breakdown is None else "argMinIf(row_key, ts, is_start)"),
        base=base,
        columns=columns_of_bits(asked),
        s=s,
        began=began,
        returns=period_bits.gathered(size, number, None if _same(asked, scope) else sql("is_return")),
        marked=_marked(asked, scope, row_key),
        in_span=in_span,
    )


def columns_of_bits(asked: Retention) -> Sql:
    """The columns that a person is in, of `later`: the periods of returns as bits, the lowest that of the start."""
    later = sql("later")
    if asked.measure == "on":
        return period_bits.on(later, asked.periods)
    if asked.measure == "on_or_after":
        return period_bits.on_or_after(later, asked.periods)
    return period_bits.brackets(later, asked.brackets)


def _starts_of_bits(asked: Retention, scope: Scope, base: int, bits: Sql) -> tuple[Sql, Sql, Sql]:
    """What is gathered of a person's starts, their periods from it, and whether the person has one in the span."""
    if asked.start_kind == "recurring":
        return bits, sql("toUInt16(arrayJoin(bitPositionsToArray(began)))"), sql("began != 0")
    until = asked.span.until
    if _same(asked, scope) and asked.calendar.floor(until) == until:
        # Whatever is a return is a start as well, so a person starts in the first of their periods.
        lowest = period_bits.lowest(sql("returns"))
        end = asked.calendar.number_of(until) - base
        return sql("0"), lowest, sql("{lowest} < {end:UInt16}", lowest=lowest, end=end)
    first = sql("toUInt16({number} - {base:Int64})", number=asked.calendar.sql_number(sql("began")), base=base)
    return sql("minIf(ts, is_start)"), first, sql("began >= {since:DateTime64(3)}", since=asked.span.since)


def _same(asked: Retention, scope: Scope) -> bool:
    """Whether every row of the start is a return too, so that one test serves both."""
    within = back_until(asked, scope) >= asked.span.until
    return asked.start == asked.back and asked.start_kind != "first_ever" and within


def back_until(asked: Retention, scope: Scope) -> datetime:
    """Until when returns are looked for: the end of the last column, at most now."""
    until = scope.now + MILLISECOND
    last_start = asked.calendar.number_of(max(asked.span.until - MILLISECOND, asked.span.since))
    end = asked.calendar.end_of(last_start + asked.last + (asked.clock == "rolling"))
    return until if asked.measure == "on_or_after" else min(until, end)


def _marked(asked: Retention, scope: Scope, key: Sql) -> Sql:
    """The events that start or return, each marked with which of the two it is."""
    back = asked.back.rows(Span(asked.span.since, back_until(asked, scope)), scope)
    if _same(asked, scope):
        return sql(
            "SELECT person_id, ts, ts < {until:DateTime64(3)} AS is_start, true AS is_return, {key} AS row_key "
            "FROM {source} WHERE {back}",
            until=asked.span.until,
            key=key,
            source=split.source(scope.events, asked.breakdown),
            back=back,
        )
    start_rows = [asked.start.rows(asked.span, scope)]
    if asked.start_kind == "first_ever":
        start_rows = [asked.start.named(), asked.start.tests(scope), sql("ts < {t:DateTime64(3)}", t=asked.span.until)]
    start = all_of(start_rows)
    return sql(
        """SELECT person_id, ts, {start} AS is_start, {back} AS is_return, {key} AS row_key
FROM {source} WHERE is_start OR is_return""",
        start=start,
        back=back,
        key=key,
        source=split.source(scope.events, asked.breakdown),
    )


def _columns(asked: Retention) -> Sql:
    """The columns of a row (start, returns): 0 always, then those the returns fall in."""
    since = sql("arrayMap(r -> toInt64(r) - toInt64(start.1), returns)")
    if asked.clock == "rolling":
        if asked.calendar.interval == "month":
            zone = asked.calendar.zone.key
            since = sql(
                "arrayMap(r -> age('month', start.2, r, {zone:String}), arrayFilter(r -> r > start.2, returns))",
                zone=zone,
            )
        else:
            size = SECONDS[asked.calendar.interval] * 1000
            since = sql(
                "arrayMap(r -> intDiv(toUnixTimestamp64Milli(r) - toUnixTimestamp64Milli(start.2), {size:Int64}), "
                "arrayFilter(r -> r > start.2, returns))",
                size=size,
            )
    if asked.measure == "on_or_after":
        return sql(
            "range(toUInt32(least(greatest(arrayMax(arrayConcat([toInt64(0)], {since})), 0) + 1, {n:UInt16})))",
            since=since,
            n=asked.periods,
        )
    if asked.measure == "on":
        return sql(
            "arrayConcat([toInt64(0)], arrayFilter(n -> n > 0 AND n < {n:UInt16}, {since}))",
            since=sql("arrayDistinct({since})", since=since) if asked.clock == "rolling" else since,
            n=asked.periods,
        )
    brackets = [
        sql(
            "if(arrayExists(n -> n BETWEEN {low:UInt16} AND {high:UInt16}, {since}), [toInt64({column:UInt16})], [])",
            low=low,
            high=high,
            since=since,
            column=place + 1,
        )
        for place, (low, high) in enumerate(asked.brackets)
    ]
    return sql("arrayConcat([toInt64(0)], {brackets})", brackets=join(", ", brackets))
