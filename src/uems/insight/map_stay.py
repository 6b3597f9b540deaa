"""How long people stay at the touchpoints of a map and how often they leave from there, by the project's sessions.

The rest of a session, from a touchpoint on, is judged as sessions are: a stay lasts until the next page or interaction
and is the time that somebody looked; it bounces where the project would call such a session a bounce. Of a page that
begins a session both are what the sessions say of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from uems.insight import estimate_error, packed, session_rows
from uems.insight.map_walk import NUMBERS
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
_LEFT, _DUE, _KNOWN, _DWELL = (1 << n for n in range(MOST_PLACES, MOST_PLACES + 4))
"""What a packed stay says above the bits of its places."""
_BITS = {"left": _LEFT, "due": _DUE, "known": _KNOWN, "dwell": _DWELL}


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
    return sql(
        """SELECT p, arrayJoin(bitPositionsToArray(bitAnd(stay, {places:UInt64}))) AS place, {at} AS at,
    intDiv(stay, {dwell:UInt64}) AS dwell, bitAnd(stay, {known:UInt64}) != 0 AS known,
    bitAnd(stay, {due:UInt64}) != 0 AS due, bitAnd(stay, {left:UInt64}) != 0 AS left
FROM (
{stays}) ARRAY JOIN seen AS x, stays AS stay""",
        places=_LEFT - 1,
        **_BITS,
        at=packed.ms(sql("x")),
        stays=_stays(asked, _rule(asked, scope), scope),
    )


def _stays(asked: Places, rule: SessionRule, scope: Scope) -> Sql:
    """Rows (p, seen, stays), several for a person whose events keys part: the packed events at touchpoints in the span,
    and of each the stay, packed: the places, left, due and known as `each` says them, and above these how many
    milliseconds it lasted."""
    marks, at = session_rows.code(sql("x")), packed.ms(sql("x"))
    return sql(
        """SELECT p, arrayFilter(x -> {met}, packs) AS seen, arrayFilter((stay, x) -> {met}, arrayMap(
    (x, look, sum, stop, last, ended) -> (intDiv(stop, 2) + look - sum) * {dwell:UInt64}
        + if(last, 0, {known:UInt64}) + if({at} < {now:Int64}, {due:UInt64}, 0) + if({gone}, {left:UInt64}, 0)
        + {marks},
    packs, looks, sums, stops, lasts, ends), packs) AS stays
FROM (
{followed})""",
        met=sql(
            "{marks} != 0 AND {at} >= {since:Int64} AND {at} < {until:Int64}",
            marks=marks,
            at=at,
            since=milliseconds(asked.span.since),
            until=milliseconds(asked.span.until),
        ),
        at=at,
        now=milliseconds(scope.now - rule.pause),
        gone=_left(rule),
        marks=marks,
        **_BITS,
        followed=_followed(asked, rule, scope),
    )


def _followed(asked: Places, rule: SessionRule, scope: Scope) -> Sql:
    """Rows (p, packs, lasts, ends, looks, sums, stops): packed events, and of each whether it is its session's last,
    which that is, how long somebody looked at it, how long at all up to it, and twice how long up to the last before
    the next step: one more where the session ended before a step."""
    bits = [
        sql("if({test}, {bit:UInt32}, 0)", test=one_matches(point, scope.now), bit=1 << n)
        for n, point in enumerate(asked.points)
    ]
    low = sql("({bits})", bits=join(" + ", bits))
    rows = session_rows.rows(Sessions(asked.span, Calendar("day", scope.zone), rule, asked.people), scope, low)
    return sql(
        """SELECT p, packs, arrayPushBack(arrayPopFront(fresh), 1) AS lasts,
    arrayReverseFill((x, last) -> last, packs, lasts) AS ends,
    arrayMap((x, y, last) -> if(last, 0, {looked}), packs, arrayPushBack(arrayPopFront(packs), 0), lasts) AS looks,
    arrayCumSum(looks) AS sums,
    arrayReverseFill((sum, stop) -> stop, arrayMap((sum, last) -> 2 * sum + last, sums, lasts),
        arrayPushBack(arrayPopFront(arrayMap((x, begins) -> begins OR {step}, packs, fresh)), 1)) AS stops
FROM (
{histories})""",
        looked=session_rows.looked(rule),
        step=session_rows.step(sql("x")),
        histories=packed.histories(rule, rows),
    )


def _rule(asked: Places, scope: Scope) -> SessionRule:
    quiet = (*scope.sessions.quiet, *asked.quiet)
    return session_rows.narrowed(replace(scope.sessions, quiet=quiet), asked.span, scope)


def _left(rule: SessionRule) -> Sql:
    """Whether what was left of the session bounced: of the packed event x, `ended` is the session's last, and stop is
    odd where no step followed."""
    if rule.bounce == "single_page":
        return sql("stop % 2 = 1")
    lasted = sql("{ended} - {at}", ended=packed.ms(sql("ended")), at=packed.ms(sql("x")))
    if rule.bounce == "ten_seconds":
        return sql("stop % 2 = 1 AND {lasted} < 10000", lasted=lasted)
    return sql("{lasted} < {most:UInt64}", lasted=lasted, most=rule.bounce_seconds * 1000)


def question(asked: Places, scope: Scope) -> Sql:
    """One row; of each touchpoint nine columns: stays, people who stayed, the quantiles 0.4, 0.5 and 0.6 of their
    milliseconds; judged, bounced, people judged, and over these the sums of bounced², bounced × judged, judged²."""
    rule = _rule(asked, scope)
    stays = _stays(asked, rule, scope)
    if rule.ids or rule.campaign:
        stays = sql("SELECT groupArrayArray(stays) AS stays FROM (\n{parts})\nGROUP BY p", parts=stays)
    columns = [
        sql(
            """sum(length(s{n})), countIf(notEmpty(s{n})), quantilesExactInclusiveArray(0.4, 0.5, 0.6)(s{n}),
    sum(j{n}), sum(b{n}), countIf(j{n} > 0), sum(b{n} * b{n}), sum(b{n} * j{n}), sum(j{n} * j{n})""",
            n=sql(NUMBERS[n]),
        )
        for n in range(len(asked.points))
    ]
    return sql(
        "SELECT {columns}\nFROM (\nSELECT {each}\nFROM (\n{stays}))",
        columns=join(",\n    ", columns),
        each=join(",\n    ", [_at(n) for n in range(len(asked.points))]),
        stays=stays,
    )


def _at(place: int) -> Sql:
    """A person's stays at one place: s = how long each lasted where that is known, j = how many are judged, b = how
    many of these bounced."""
    return sql(
        """arrayMap(
        x -> intDiv(x, {dwell:UInt64}), arrayFilter(x -> bitAnd(x, {known:UInt64}) = {known:UInt64}, stays)) AS s{n},
    arrayCount(x -> bitAnd(x, {due:UInt64}) = {due:UInt64}, stays) AS j{n},
    arrayCount(x -> bitAnd(x, {left:UInt64}) = {left:UInt64}, stays) AS b{n}""",
        n=sql(NUMBERS[place]),
        dwell=_DWELL,
        known=_KNOWN | 1 << place,
        due=_DUE | 1 << place,
        left=_DUE | _LEFT | 1 << place,
    )


def answer(asked: Places, scope: Scope) -> list[Stays]:
    """One for each touchpoint, in their order, however many there are."""
    found: list[Stays] = []
    for start in range(0, len(asked.points), MOST_PLACES):
        some = replace(asked, points=asked.points[start : start + MOST_PLACES])
        row = scope.ask(question(some, scope), by_key=True).rows[0]
        found += [_found(*row[n : n + 9]) for n in range(0, len(row), 9)]
    return found


def _found(dwelt: int, people: int, quantiles: Sequence[float], judged: int, bounced: int, *clusters: int) -> Stays:
    low, median, high = quantiles
    return Stays(
        dwelt,
        median if dwelt else None,
        estimate_error.of_median(low, high, people) if dwelt else None,
        judged,
        bounced / judged if judged else None,
        estimate_error.alone(judged, bounced, *clusters),
    )
