"""One number of an answer as people and what each adds to it, and the same with its rules taken away one by one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.insight import cell as cells
from uems.insight import funnel
from uems.insight import measure as measures
from uems.insight.cell import NoSuchCell, RetentionCell, TrendCell
from uems.insight.funnel import FunnelCell
from uems.insight.funnel_question import BadFunnel, Funnel, refuse_nonsense
from uems.insight.funnel_question import Window as Reach
from uems.insight.retention_rows import SECONDS, Retention
from uems.insight.trend import Trend
from uems.metrics import fact_sql, measured
from uems.metrics.asked import Span
from uems.metrics.metric import Fact, Term
from uems.metrics.people_rows import clock, within
from uems.metrics.period import MILLISECOND, Calendar
from uems.people.scope import Scope
from uems.rules.condition import Condition
from uems.warehouse.sql import Sql, all_of, sql

Cause = Literal["late", "merge", "filter", "window", "period", "order", "dedupe"]
Weights = Callable[[Scope], Sql]
"""SELECT person_id, w: one row for each person whom a number counts, w = what the person adds to it."""
EVER = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = Reach(3660, "days")


class NotComparable(Invalid):
    code = "number_not_comparable"
    text = Text("这类数字无法逐人对账", "Numbers of this kind are not made of people one by one")


@dataclass(frozen=True, slots=True)
class Wider:
    """The number without one more of its rules; `cause` = why people differ whom that rule kept out or counted
    otherwise."""

    cause: Cause
    weights: Weights


@dataclass(frozen=True, slots=True)
class Number:
    """`whole` = the number as it was answered; `wider` = the same without its first rule, without its first two, … At
    the end stand plain events: those of `fact`, of `people`, in `span`. Without rules they are the whole already."""

    fact: Fact
    span: Span
    people: Condition | None
    whole: Weights
    wider: tuple[Wider, ...] = ()


def plain(fact: Fact, span: Span, people: Condition | None, scope: Scope) -> Sql:
    """SELECT person_id, w of events without any rule: each person's number over the events of a fact in the span."""
    value = fact_sql.value(fact, clock(scope))
    tests = [within(span), measured.named([term.filter for term in fact.terms]), fact_sql.matches(fact, clock(scope))]
    if people is not None:
        tests.append(sql("person_id IN ({people})", people=scope.people(people)))
    return sql(
        "SELECT person_id, {w} AS w FROM {events} WHERE {tests} GROUP BY person_id",
        w=fact_sql.of_person(fact, value, sql("true"), scope.zone),
        events=scope.events,
        tests=all_of(tests),
    )


def of_trend(asked: Trend, cell: TrendCell, scope: Scope) -> Number:
    """A point of a line, or its total: events where it counts events, the sum where it sums up, else people. Raises
    NoSuchCell."""
    line, span = cells.series_of(asked, cell), cells.span_of(asked, cell)
    if cell.bucket is not None:
        number = asked.calendar.number_of(cell.bucket)
        if number not in asked.calendar.numbers(span.since, span.until):
            raise NoSuchCell(about="cell.bucket")
        begin = span.since if asked.cumulative else max(span.since, asked.calendar.start_of(number))
        span = Span(begin, min(span.until, asked.calendar.end_of(number)))
    events, sums = line.measure == "total", line.measure == "sum"
    term = Term(line.which.filter, line.property if sums else None)
    fact = Fact((term,), "value" if events or sums else "people")

    def counted(wanted: Trend, at: TrendCell) -> Weights:
        w = sql("toFloat64(count())" if events else "ifNull(sum(number), 0.)" if sums else "1.")
        return lambda scope: sql(
            "SELECT person_id, {w} AS w FROM ({rows}) GROUP BY person_id",
            w=w,
            rows=cells.trend_rows(wanted, at, scope),
        )

    wider = []
    if asked.breakdown is not None:
        every = counted(replace(asked, breakdown=None), replace(cell, breakdown=None))
        wider.append(Wider("filter", every))
    if line.measure == "first_time":
        wider.append(Wider("dedupe", plainly(fact, span, line.which.people)))
    last = _last_day(span, scope) if measures.last_is_total(line.measure) else span
    reach = measures.widened(last, line.measure, scope.zone)
    return Number(fact, reach, line.which.people, counted(asked, cell), tuple(wider))


def _last_day(span: Span, scope: Scope) -> Span:
    """A window ends with the last day of its bucket."""
    return Span(Calendar("day", scope.zone).floor(span.until - MILLISECOND), span.until)


def of_funnel(asked: Funnel, cell: FunnelCell, scope: Scope) -> Number:
    """The people who took a step. Raises BadFunnel, NotComparable."""
    refuse_nonsense(asked)
    if cell.dropped or asked.by.kind != "person":
        raise NotComparable(about="cell.dropped" if cell.dropped else "by")
    if not 0 <= cell.step < len(asked.steps):
        raise BadFunnel(about="cell.step")
    reach, now = asked.span, scope.now + MILLISECOND
    if cell.step > 0:
        last = min(asked.span.until + asked.window.length + MILLISECOND, now)
        reach = Span(asked.span.since, max(asked.span.since, last))
    fact = Fact((Term(asked.steps[cell.step].filter),), "people")
    whole = replace(asked, breakdown=None)
    wider = []
    if asked.breakdown is not None and cell.breakdown is not None:
        wider.append(Wider("filter", _took(whole, cell.step)))
    if cell.step > 0:
        patient = replace(whole, window=_LONGEST)
        wider.append(Wider("window", _took(patient, cell.step)))
        wider.append(Wider("period", _took(replace(patient, span=Span(EVER, reach.until)), cell.step)))
    wider.append(Wider("order", plainly(fact, reach, asked.people)))
    return Number(fact, reach, asked.people, each(lambda scope: funnel.behind(asked, cell, scope)), tuple(wider))


def _took(asked: Funnel, step: int) -> Weights:
    return each(lambda scope: funnel.behind(asked, FunnelCell(step), scope))


def of_retention(asked: Retention, cell: RetentionCell, scope: Scope) -> Number:
    """The people of a cell of the triangle. Raises NoSuchCell."""
    calendar, cohort = asked.calendar, asked.calendar.number_of(cell.cohort)
    if not 0 <= cell.column < len(asked.columns):
        raise NoSuchCell(about="cell.column")
    which = asked.start if cell.column == 0 else asked.back
    fact = Fact((Term(which.filter),), "people")
    began = Span(max(asked.span.since, calendar.start_of(cohort)), min(asked.span.until, calendar.end_of(cohort)))
    reach = began if cell.column == 0 else _returns(asked, cohort, cell.column, scope.now + MILLISECOND)
    whole = replace(asked, breakdown=None)
    wider = []
    if asked.breakdown is not None:
        wider.append(Wider("filter", _returned(whole, replace(cell, breakdown=None))))
    if cell.column == 0:
        wider.append(Wider("dedupe", plainly(fact, reach, which.people)))
        return Number(fact, reach, which.people, _returned(asked, cell), tuple(wider))
    every = replace(whole, start_kind="recurring")
    wider.append(Wider("dedupe", _returned(every, replace(cell, breakdown=None))))
    back = plainly(fact, reach, which.people)
    start = Fact((Term(asked.start.filter),), "people")
    wider.append(Wider("period", among(back, start, reach.until, asked.start.people)))
    wider.append(Wider("order", back))
    return Number(fact, reach, which.people, _returned(asked, cell), tuple(wider))


def _returned(asked: Retention, cell: RetentionCell) -> Weights:
    return each(lambda scope: cells.of_retention(asked, cell, scope))


def _returns(asked: Retention, cohort: int, column: int, now: datetime) -> Span:
    """When those who started in a cohort can return in a column."""
    low, high = asked.columns[column]
    last = low if high is None else high
    calendar = asked.calendar
    if asked.clock == "calendar":
        begin, end = calendar.start_of(cohort + low), calendar.end_of(cohort + last)
    elif calendar.interval == "month":
        begin = calendar.moved(calendar.start_of(cohort), low)
        end = calendar.moved(calendar.end_of(cohort), last + 1)
    else:
        size = timedelta(seconds=SECONDS[calendar.interval])
        begin = calendar.start_of(cohort).astimezone(UTC) + low * size
        end = calendar.end_of(cohort).astimezone(UTC) + (last + 1) * size
    end = now if high is None else min(end, now)
    return Span(begin, max(begin, end))


def among(inner: Weights, entry: Fact, until: datetime, people: Condition | None) -> Weights:
    """The people of a number who had an event of `entry` at any time before."""
    begun = Span(EVER, until)
    return lambda scope: sql(
        "SELECT person_id, w FROM ({inner}) WHERE person_id IN (SELECT person_id FROM ({entry}))",
        inner=inner(scope),
        entry=plain(entry, begun, people, scope),
    )


def plainly(fact: Fact, span: Span, people: Condition | None) -> Weights:
    return lambda scope: plain(fact, span, people, scope)


def each(people: Weights) -> Weights:
    """Of those whom `people` selects, each counts once."""
    return lambda scope: sql("SELECT DISTINCT person_id, 1. AS w FROM ({people})", people=people(scope))
