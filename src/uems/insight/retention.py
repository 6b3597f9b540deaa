"""Who comes back: cohorts of people by the period they started in, and how many returned in each period after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.insight import breakdown as split
from uems.insight import retention_mask
from uems.insight.asked import Computed, Span, Stopwatch, bounded, data_until
from uems.insight.breakdown import Breakdown
from uems.insight.period import MILLISECOND, Calendar, months_later
from uems.insight.which import Which
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, all_of, join, sql


class BadRetention(Invalid):
    code = "bad_retention"
    text = Text("留存查询无效", "The retention is not valid")


StartKind = Literal["first_ever", "first_in_range", "recurring"]
_SECONDS = {"hour": 3600, "day": 86400, "week": 604800}


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


@dataclass(frozen=True, slots=True)
class Cohort:
    """The people who started in one period: returned[n] of them came back in column n, final where complete[n]."""

    date: str
    people: int
    returned: tuple[int, ...]
    complete: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The cohorts of one value of the breakdown."""

    value: Any
    cohorts: tuple[Cohort, ...]
    mean: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """Cohorts by period, the mean share of each column over the cohorts where it is complete (None: nowhere), the same
    for each value of the breakdown, and the first and last period that each column stands for."""

    cohorts: tuple[Cohort, ...]
    mean: tuple[float | None, ...]
    breakdown: tuple[Part, ...] | None
    columns: tuple[tuple[int, int | None], ...]
    computed: Computed


def refuse_nonsense(asked: Retention) -> None:
    """Raises BadRetention for a question that has no answer."""
    if asked.measure == "bracket":
        bounds = [bound for bracket in asked.brackets for bound in bracket]
        if not bounds or bounds[0] < 1 or any(low > high for low, high in asked.brackets) or bounds[-1] > 1000:
            raise BadRetention(about="brackets")
    elif asked.brackets:
        raise BadRetention(
            Text("只有 bracket 方式可以给出区间", "brackets belong to the measure bracket"), about="brackets"
        )


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
    return sql(
        """SELECT person_id, start.3 AS key, start.1 AS cohort, {columns} AS columns
FROM (SELECT person_id, returns, arrayJoin(starts) AS start FROM ({people}))""",
        columns=_columns(asked),
        people=people(asked, keys, scope),
    )


def question(asked: Retention, keys: Sequence[str] | None, scope: Scope) -> Sql:
    """Rows (key, cohort, column, people)."""
    if _fits_mask(asked):
        first = asked.calendar.number_of(asked.span.since)
        early = retention_mask.early(asked.span.since) if asked.start_kind == "first_ever" else sql("false")
        rows = _marked(asked, scope, sql("''"))
        recurring = asked.start_kind == "recurring"
        return retention_mask.question(rows, asked.calendar, first, asked.periods, early, recurring)
    return sql(
        """SELECT key, cohort, arrayJoin(columns) AS column, count() AS people
FROM ({cells})
GROUP BY key, cohort, column""",
        cells=cells(asked, keys, scope),
    )


def _fits_mask(asked: Retention) -> bool:
    """Whether every person's periods fit the bits of one number."""
    first = asked.calendar.number_of(asked.span.since)
    last = asked.calendar.number_of(max(asked.span.until - MILLISECOND, asked.span.since)) + asked.last
    everyday = asked.clock == "calendar" and asked.measure == "on" and asked.breakdown is None
    return everyday and last - first < retention_mask.WIDEST and asked.periods <= retention_mask.MOST_COLUMNS


def answer(asked: Retention, scope: Scope) -> Returned:
    """Raises BadRetention, BadRange, and what the warehouse refuses."""
    watch = Stopwatch.start()
    refuse_nonsense(asked)
    bounded(asked.calendar, asked.span)
    seen = data_until(scope)
    horizon = mature_until(asked, seen, scope)
    keys = found_keys(asked, scope)
    counts: dict[str, dict[tuple[int, int], int]] = {}
    everyone: dict[tuple[int, int], int] = {}
    for key, cohort, column, count in scope.ask(question(asked, keys, scope)).rows:
        counts.setdefault(key, {})[cohort, column] = count
        everyone[cohort, column] = everyone.get((cohort, column), 0) + count
    cohorts, mean = _triangle(asked, everyone, horizon)
    signed = watch.computed("retention", asked, scope, seen)
    return Returned(cohorts, mean, _parts(asked, counts, horizon), asked.columns, signed)


def found_keys(asked: Retention, scope: Scope) -> tuple[str, ...] | None:
    """The largest values of the breakdown by people who start."""
    if asked.breakdown is None:
        return None
    top = sql(
        "SELECT key FROM ({cells}) GROUP BY key ORDER BY uniqExact(person_id) DESC, key LIMIT {limit:UInt32}",
        cells=cells(asked, None, scope),
        limit=asked.breakdown.limit,
    )
    return tuple(row[0] for row in scope.ask(top).rows)


def mature_until(asked: Retention, seen: datetime | None, scope: Scope) -> datetime:
    """Until when the facts are known: the question's own clock; without one now, or, where data stopped more than one
    period ago (an imported history), its end."""
    if asked.as_of is not None or seen is None:
        return scope.now
    stale = asked.calendar.moved(seen, 1) < scope.now
    return seen if stale else scope.now


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


def _marked(asked: Retention, scope: Scope, key: Sql) -> Sql:
    """The events that start or return, each marked with which of the two it is."""
    until = scope.now + MILLISECOND
    last_start = asked.calendar.number_of(max(asked.span.until - MILLISECOND, asked.span.since))
    end = asked.calendar.end_of(last_start + asked.last + (asked.clock == "rolling"))
    back_until = until if asked.measure == "on_or_after" else min(until, end)
    start_rows = [asked.start.rows(asked.span, scope)]
    if asked.start_kind == "first_ever":
        start_rows = [asked.start.named(), asked.start.tests(scope), sql("ts < {t:DateTime64(3)}", t=asked.span.until)]
    start = all_of(start_rows)
    back = asked.back.rows(Span(asked.span.since, back_until), scope)
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
            size = _SECONDS[asked.calendar.interval] * 1000
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


Counts = Mapping[tuple[int, int], int]
"""People by cohort and column."""


def _parts(asked: Retention, counts: Mapping[str, Counts], horizon: datetime) -> tuple[Part, ...] | None:
    if asked.breakdown is None:
        return None
    sizes = {key: sum(n for (_, column), n in found.items() if column == 0) for key, found in counts.items()}
    shown = [key for key in counts if key != split.OTHER or asked.breakdown.other]
    ordered = sorted(shown, key=lambda key: (*split.order(key), -sizes[key], key))
    ranges = [None] * len(asked.breakdown.by)
    return tuple(Part(split.value(asked.breakdown, k, ranges), *_triangle(asked, counts[k], horizon)) for k in ordered)


def _triangle(
    asked: Retention, counts: Counts, horizon: datetime
) -> tuple[tuple[Cohort, ...], tuple[float | None, ...]]:
    width = len(asked.columns)
    cohorts = tuple(
        Cohort(
            _date(asked.calendar, n),
            counts.get((n, 0), 0),
            tuple(counts.get((n, column), 0) for column in range(width)),
            tuple(_ends(asked, n, column) <= horizon for column in asked.columns),
        )
        for n in asked.calendar.numbers(asked.span.since, asked.span.until)
    )
    return cohorts, tuple(_mean(asked, cohorts, column) for column in range(width))


def _date(calendar: Calendar, number: int) -> str:
    start = calendar.start_of(number)
    return start.isoformat() if calendar.interval in ("minute", "hour") else start.date().isoformat()


def _ends(asked: Retention, cohort: int, column: tuple[int, int | None]) -> datetime:
    """When a cell can change no more (an open one: when its first period ended)."""
    n = column[0] if column[1] is None else column[1]
    if asked.clock == "calendar" or n == 0:
        return asked.calendar.end_of(cohort + n)
    latest_start = asked.calendar.end_of(cohort)
    if asked.calendar.interval == "month":
        return months_later(latest_start, n + 1)
    return latest_start + timedelta(seconds=(n + 1) * _SECONDS[asked.calendar.interval])


def _mean(asked: Retention, cohorts: Sequence[Cohort], column: int) -> float | None:
    known = [c for c in cohorts if c.complete[column] and c.people]
    if not known:
        return None
    if asked.mean == "simple":
        return sum(c.returned[column] / c.people for c in known) / len(known)
    return sum(c.returned[column] for c in known) / sum(c.people for c in known)
