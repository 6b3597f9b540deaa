"""How many set out on each way of a map on each day and came through, whole and by dimension, read in one pass.

A person counts once for each day on which they set out: it is passed when they came through in time from some start of
that day. Money goes to the day of the last start before it, and so counts once on each way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from uems.insight.funnel_question import Window
from uems.insight.journey_map import Worth
from uems.metrics import breakdown
from uems.metrics.asked import Span
from uems.metrics.period import MILLISECOND, Calendar
from uems.people.scope import Scope
from uems.rules.condition import Condition, EventFilter
from uems.rules.event_sql import event_matches, instant, one_matches
from uems.rules.value import milliseconds
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, any_of, join, sql

MOST_VALUES = 12
MOST_DIMENSIONS = 6
_NUMBERS = tuple(str(n) for n in range(500))
OTHER = 0
"""The number of a value that is not among the most frequent."""


@dataclass(frozen=True, slots=True)
class Way:
    """From one of some events to one of others, within a time."""

    source: tuple[EventFilter, ...]
    target: tuple[EventFilter, ...]
    window: Window


@dataclass(frozen=True, slots=True)
class Days:
    """Ways over a span, split by properties of the events that people set out with."""

    ways: tuple[Way, ...]
    span: Span
    dimensions: tuple[str, ...] = ()
    worth: Worth | None = None
    people: Condition | None = None


@dataclass(frozen=True, slots=True)
class Of:
    """A group of those who set out: value number `value` of dimension number `dimension`."""

    dimension: int
    value: int


def values_question(asked: Days, scope: Scope) -> Sql:
    """Rows (dimension, text, starts): the most frequent values of each dimension on the events of the first touchpoints
    of the ways; '' = missing."""
    pairs = [sql("({n}, {text})", n=sql(_NUMBERS[n]), text=_text(name)) for n, name in enumerate(asked.dimensions)]
    return sql(
        """SELECT pair.1 AS dimension, pair.2 AS text, count() AS starts FROM (
    SELECT arrayJoin([{pairs}]) AS pair FROM {events} WHERE {tests}
) GROUP BY dimension, text ORDER BY starts DESC, text LIMIT {most:UInt8} BY dimension""",
        pairs=join(", ", pairs),
        events=scope.events,
        tests=all_of([_within(asked, scope), any_of(_matches(way.source, scope) for way in asked.ways)]),
        most=MOST_VALUES,
    )


def values(asked: Days, scope: Scope) -> tuple[tuple[str, ...], ...]:
    """The texts of each dimension whose numbers are 1, 2, …"""
    if not asked.dimensions:
        return ()
    rows = scope.ask(values_question(asked, scope)).rows
    return tuple(tuple(row[1] for row in rows if row[0] == n) for n in range(len(asked.dimensions)))


def starts(asked: Days, keys: Sequence[Sequence[str]], scope: Scope) -> Sql:
    """Rows (p, way, day, d, passed, money): one for each person, way and day on which they set out; `day` counts from
    the first of the span, d holds the numbers of the values at their first start, 8 bits for each dimension."""
    query = _sequences(asked, keys, scope)
    begins = sql("bitTest(y.1, 0) AND y.1 < {end:UInt64}", end=milliseconds(asked.span.until) << 2)
    query = sql(
        """SELECT p, way, course, arrayShiftLeft(arrayReverseFill(y -> bitTest(y.1, 1), course), 1) AS target,
    arrayFill(y -> {begins}, course) AS start, {windows:Array(UInt64)}[way + 1] AS w
FROM (
{q})""",
        begins=begins,
        windows=[one.window.milliseconds for one in asked.ways],
        q=query,
    )
    come = sql("bitTest(t.1, 1) AND bitShiftRight(t.1, 2) - bitShiftRight(y.1, 2) <= w")
    due = sql(
        "bitTest(s.1, 0) AND s.1 < {end:UInt64} AND bitShiftRight(y.1, 2) - bitShiftRight(s.1, 2) <= w",
        end=milliseconds(asked.span.until) << 2,
    )
    query = sql(
        """SELECT p, way, arrayJoin(arrayConcat(
    arrayFilter(z -> z.6 = 1,
        arrayMap((y, t) -> (y.1, y.2, y.3, toUInt8({come}), toFloat64(0), toUInt8({begins})), course, target)),
    arrayFilter(z -> z.5 != 0,
        arrayMap((y, s) -> (s.1, s.2, s.3, toUInt8(0), if({due}, y.4, toFloat64(0)), toUInt8(0)), course, start))
)) AS z FROM (
{q})""",
        come=come,
        begins=begins,
        due=due,
        q=query,
    )
    return sql(
        """SELECT p, way, z.2 AS day, argMin(z.3, z.1) AS d, max(z.4) AS passed, sum(z.5) AS money FROM (
{q})
GROUP BY p, way, day HAVING max(z.6) = 1""",
        q=query,
    )


def question(asked: Days, keys: Sequence[Sequence[str]], scope: Scope) -> Sql:
    """Rows (way, dimension, value, day, entered, passed, money of those who passed); dimension 0 = the whole, n + 1 =
    the nth."""
    cells = [sql("(0, 0)")]
    for n in range(len(asked.dimensions)):
        shift = sql(_NUMBERS[8 * n])
        cells.append(sql("({n}, bitAnd(bitShiftRight(d, {shift}), 255))", n=sql(_NUMBERS[n + 1]), shift=shift))
    return sql(
        """SELECT way, cell.1 AS dimension, cell.2 AS value, day, count() AS entered, sum(passed), sumIf(money, passed)
FROM (SELECT way, day, passed, money, arrayJoin([{cells}]) AS cell FROM (
{q}))
GROUP BY way, dimension, value, day""",
        cells=join(", ", cells),
        q=starts(asked, keys, scope),
    )


def lost(
    asked: Days, keys: Sequence[Sequence[str]], way: int, days: tuple[int, int], of: Of | None, scope: Scope
) -> Sql:
    """SELECT DISTINCT person_id of those who set out on a way on the days from the first to before the second and, from
    some of them, did not come through."""
    return sql(
        """SELECT DISTINCT p AS person_id FROM (
{q})
WHERE way = {way:UInt16} AND day >= {since:UInt16} AND day < {until:UInt16} AND NOT passed AND {group}""",
        q=starts(asked, keys, scope),
        way=way,
        since=days[0],
        until=days[1],
        group=in_group(of),
    )


def in_group(of: Of | None) -> Sql:
    """Whether a row of `starts` is of the group; None = of anybody."""
    if of is None:
        return sql("true")
    place = {"shift": sql(_NUMBERS[8 * of.dimension]), "value": of.value}
    return sql("bitAnd(bitShiftRight(d, {shift}), 255) = {value:UInt8}", **place)


def _sequences(asked: Days, keys: Sequence[Sequence[str]], scope: Scope) -> Sql:
    """Rows (p, way, course): what each person did on a way in the order of time, as (milliseconds above two bits, a
    start and a target; day; numbers of values; money)."""
    calendar = Calendar("day", scope.zone)
    money = sql("toFloat64(0)")
    if asked.worth is not None:
        amount = breakdown.number(sql("toString({text})", text=facts.event_property(asked.worth.property)))
        paid = event_matches(asked.worth.filter, scope.now)
        money = sql("if({paid}, ifNull({amount}, 0.), 0.)", paid=paid, amount=amount)
    roles = []
    for n, way in enumerate(asked.ways):
        a, b = _matches(way.source, scope), _matches(way.target, scope)
        roles.append(sql("({n}, toUInt8({a}), toUInt8({b}))", n=sql(_NUMBERS[n]), a=a, b=b))
    bits = [sql("toUInt64(0)")]
    for n, (name, known) in enumerate(zip(asked.dimensions, keys, strict=True)):
        number = sql(
            "transform({text}, {keys:Array(String)}, {numbers:Array(UInt64)}, toUInt64(0))",
            text=_text(name),
            keys=list(known),
            numbers=[place + 1 << 8 * n for place in range(len(known))],
        )
        bits.append(number if known else sql("toUInt64(0)"))
    return sql(
        """SELECT p, role.1 AS way,
    arraySort(groupArray((bitShiftLeft(ms, 2) + role.2 + 2 * role.3, day, d, money))) AS course
FROM (
    SELECT p, ms, day, d, money, arrayJoin(arrayFilter(r -> r.2 OR r.3 OR money != 0, roles)) AS role FROM (
        SELECT person_id AS p, toUInt64(toUnixTimestamp64Milli(ts)) AS ms, toUInt16({day} - {first:Int64}) AS day,
            {d} AS d, {money} AS money, [{roles}] AS roles
        FROM {events} WHERE {tests}
    )
) GROUP BY p, way HAVING max(role.2) = 1""",
        day=calendar.sql_number(sql("ts")),
        first=calendar.number_of(asked.span.since),
        d=join(" + ", bits),
        money=money,
        roles=join(", ", roles),
        events=scope.events,
        tests=all_of([_within(asked, scope), any_of(_all_matches(asked, scope)), *_members(asked, scope)]),
    )


def _text(name: str) -> Sql:
    """The JSON text of an event's property; '' = missing."""
    text = facts.event_property(name)
    return sql("if({text} = 'null', '', toString({text}))", text=text)


def _matches(filters: Sequence[EventFilter], scope: Scope) -> Sql:
    return any_of(event_matches(one, scope.now) for one in filters)


def _all_matches(asked: Days, scope: Scope) -> list[Sql]:
    """Whether a row is of any way, or brings money: names alone go first, as they are cheap to test."""
    filters = {repr(one): one for way in asked.ways for one in (*way.source, *way.target)}
    if asked.worth is not None:
        filters[repr(asked.worth.filter)] = asked.worth.filter
    return [one_matches(list(filters.values()), scope.now)]


def _within(asked: Days, scope: Scope) -> Sql:
    longest = max((way.window.length for way in asked.ways), default=timedelta())
    end = min(asked.span.until + longest, scope.now) + MILLISECOND
    return sql("ts >= {since} AND ts < {end}", since=instant(asked.span.since), end=instant(end))


def _members(asked: Days, scope: Scope) -> list[Sql]:
    if asked.people is None:
        return []
    return [sql("person_id IN ({people})", people=scope.people(asked.people))]
