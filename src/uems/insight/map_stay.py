"""How long people stay at the touchpoints of a map and how often they leave from there, by the project's sessions.

The rest of a session, from a touchpoint on, is judged as sessions are: a stay lasts until the next page or interaction
and is the time that somebody looked; it bounces where the project would call such a session a bounce. Of a page that
begins a session both are what the sessions say of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from uems.insight import estimate_error, packed, session_rows
from uems.insight.session_rows import Sessions
from uems.metrics.asked import Span
from uems.metrics.period import Calendar
from uems.people.scope import Scope
from uems.people.session_rule import SessionRule
from uems.rules.condition import Condition, EventFilter
from uems.rules.event_sql import one_matches
from uems.rules.value import milliseconds
from uems.warehouse.sql import Sql, join, sql

MOST_PLACES = 17
"""So many touchpoints go into one question: each has a bit of the packed event."""


@dataclass(frozen=True, slots=True)
class Places:
    """At most 17 touchpoints, each by its events, over a span. `quiet` = names of events that are no step of a person,
    beside those of the project's sessions."""

    points: tuple[tuple[EventFilter, ...], ...]
    span: Span
    quiet: tuple[str, ...] = ()
    people: Condition | None = None


@dataclass(frozen=True, slots=True)
class Stays:
    """Of one touchpoint: the median milliseconds of `dwelt` stays and its standard error; the share of `judged` times
    that bounced, and how many independent times these are worth. None = there is nothing to tell it from, or too
    little."""

    dwelt: int
    median: float | None
    error: float | None
    judged: int
    bounce: float | None
    worth: float


def each(asked: Places, scope: Scope) -> Sql:
    """Rows, one for each time that somebody was at a touchpoint in the span: (p, place, at, dwell, known, due, left);
    at and dwell in milliseconds. known = something followed in the session; due = whether it bounced is known by now;
    left = it did."""
    whole = Span(asked.span.since - packed.REACH, asked.span.until)
    quiet = (*scope.sessions.quiet, *asked.quiet)
    rule = session_rows.narrowed(replace(scope.sessions, quiet=quiet), whole, scope)
    bits = [
        sql("if({test}, {bit:UInt32}, 0)", test=one_matches(point, scope.now), bit=1 << n)
        for n, point in enumerate(asked.points)
    ]
    low = sql("({bits})", bits=join(" + ", bits))
    sessions = session_rows.each(Sessions(whole, Calendar("day", scope.zone), rule, asked.people), scope, low)
    return sql(
        """SELECT p, arrayJoin(bitPositionsToArray({marks})) AS place, {at} AS at, i < n AS known,
    sums[if(next = 0, n, next)] - sums[i] AS dwell, at < {due:Int64} AS due, {left} AS left
FROM (
SELECT p, v, n, {last} AS ended, arrayPushFront(arrayCumSum({looked}, arrayPopBack(v), arrayPopFront(v)), 0) AS sums,
    arrayMap((i, x) -> if({step}, i, 0), arrayEnumerate(v), v) AS steps,
    arrayReverseFill(y -> y != 0, arrayShiftLeft(steps, 1)) AS nexts
FROM (
{sessions}) WHERE arrayExists(x -> {marks} != 0, v))
ARRAY JOIN v AS x, arrayEnumerate(v) AS i, nexts AS next
WHERE {marks} != 0 AND at >= {since:Int64} AND at < {until:Int64}""",
        marks=session_rows.code(sql("x")),
        at=packed.ms(sql("x")),
        due=milliseconds(scope.now - rule.pause),
        left=_left(rule),
        last=packed.ms(sql("v[-1]")),
        looked=session_rows.looked(rule),
        step=session_rows.step(sql("x")),
        sessions=sessions,
        since=milliseconds(asked.span.since),
        until=milliseconds(asked.span.until),
    )


def _left(rule: SessionRule) -> Sql:
    """Whether what was left of the session bounced."""
    if rule.bounce == "single_page":
        return sql("next = 0")
    if rule.bounce == "ten_seconds":
        return sql("next = 0 AND ended - at < 10000")
    return sql("ended - at < {most:UInt64}", most=rule.bounce_seconds * 1000)


def question(asked: Places, scope: Scope) -> Sql:
    """Rows (place, stays, people who stayed, the quantiles 0.4, 0.5 and 0.6 of milliseconds; judged, bounced, people
    judged, and over these the sums of bounced², bounced × judged, judged²)."""
    return sql(
        """SELECT place, sum(length(dwells)), countIf(notEmpty(dwells)),
    quantilesExactInclusiveArray(0.4, 0.5, 0.6)(dwells),
    sum(judged), sum(bounced), countIf(judged > 0), sum(bounced * bounced), sum(bounced * judged), sum(judged * judged)
FROM (
SELECT p, place, groupArrayIf(dwell, known) AS dwells, countIf(due) AS judged, countIf(due AND left) AS bounced
FROM (
{each}) GROUP BY p, place) GROUP BY place""",
        each=each(asked, scope),
    )


def answer(asked: Places, scope: Scope) -> list[Stays]:
    """One for each touchpoint, in their order, however many there are."""
    found: list[Stays] = []
    for start in range(0, len(asked.points), MOST_PLACES):
        some = replace(asked, points=asked.points[start : start + MOST_PLACES])
        rows = {row[0]: row[1:] for row in scope.ask(question(some, scope)).rows}
        found += [_stays(rows.get(n)) for n in range(len(some.points))]
    return found


def _stays(row: Sequence[Any] | None) -> Stays:
    if row is None:
        return Stays(0, None, None, 0, None, 0)
    dwelt, people, (low, median, high), judged, bounced, *clusters = row
    return Stays(
        dwelt,
        median if dwelt else None,
        estimate_error.of_median(low, high, people) if dwelt else None,
        judged,
        bounced / judged if judged else None,
        estimate_error.alone(judged, bounced, *clusters),
    )
