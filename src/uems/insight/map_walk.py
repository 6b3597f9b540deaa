"""Everybody's way over a map, read in one pass: where they were, and where they went on to."""

from dataclasses import dataclass
from datetime import datetime

from uems.insight import journey_map
from uems.insight.journey_map import Edge, JourneyMap
from uems.metrics.asked import Span
from uems.metrics.period import MILLISECOND
from uems.people.scope import Scope
from uems.rules.condition import Condition
from uems.rules.event_sql import event_matches, instant, one_matches
from uems.rules.value import milliseconds
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, any_of, join, sql

_SHIFT = 22
NUMBERS = tuple(str(n) for n in range(64))


@dataclass(frozen=True, slots=True)
class Walk:
    """A map over a span, of everyone or of the people of whom the condition holds."""

    map: JourneyMap
    span: Span
    people: Condition | None = None


def matches(asked: Walk, place: int, now: datetime) -> Sql:
    """Whether a row of events is of a touchpoint."""
    return any_of(event_matches(one, now) for one in asked.map.touchpoints[place].events)


def marks(asked: Walk, now: datetime) -> Sql:
    """The bits of the touchpoints that a row of events is of."""
    bits = [
        sql("if({test}, toUInt64({bit:UInt64}), toUInt64(0))", test=matches(asked, n, now), bit=1 << n)
        for n in range(len(asked.map.touchpoints))
    ]
    return join(" + ", bits)


def walks(asked: Walk, scope: Scope) -> Sql:
    """One row for each person who was at some touchpoint: p, seen (the bits of where they were in the span), m (their
    events at touchpoints, milliseconds since 1970 above 22 bits), d0 … (for each edge, 0 = they did not go on, else how
    many milliseconds they took and one more)."""
    ways = [_taken(asked, edge, n) for n, edge in enumerate(journey_map.edges(asked.map))]
    seen = sql(
        "arrayReduce('groupBitOr', arrayMap(x -> if(x < {end:UInt64}, bitAnd(x, 1048575), 0), m)) AS seen",
        end=_end(asked),
    )
    columns = join(", ", [sql("p, m"), seen, *ways])
    return sql("SELECT {columns} FROM (\n{q})", columns=columns, q=_sequences(asked, scope))


def times(place: int, asked: Walk) -> Sql:
    """How often a touchpoint was passed in the span."""
    return sql("sum(arrayCount(x -> bitTest(x, {i}) AND x < {end:UInt64}, m))", i=sql(NUMBERS[place]), end=_end(asked))


def _end(asked: Walk) -> int:
    return milliseconds(asked.span.until) << _SHIFT


def _sequences(asked: Walk, scope: Scope) -> Sql:
    """Rows (p, m): what each person did at touchpoints in the span and on the ways that began in it, in the order of
    time; of one millisecond in the order of the map."""
    longest = max([edge.window.length for edge in journey_map.edges(asked.map)], default=asked.map.window.length)
    end = min(asked.span.until + longest, scope.now) + MILLISECOND
    points = [filter for point in asked.map.touchpoints for filter in point.events]
    tests = [facts.acted(), sql("ts >= {since} AND ts < {end}", since=instant(asked.span.since), end=instant(end))]
    tests.append(one_matches(points, scope.now))
    if asked.people is not None:
        tests.append(sql("person_id IN ({people})", people=scope.people(asked.people)))
    return sql(
        """SELECT p, arraySort(groupArray(x)) AS m FROM (
    SELECT person_id AS p, bitShiftLeft(toUInt64(toUnixTimestamp64Milli(ts)), 22) + {marks} AS x
    FROM {events} WHERE {tests}
) GROUP BY p""",
        marks=marks(asked, scope.now),
        events=scope.events,
        tests=all_of(tests),
    )


def _taken(asked: Walk, edge: Edge, n: int) -> Sql:
    """How long the way took that ended first, from the last time its beginning was passed: what a funnel of the two
    touchpoints says. An event that could be both is not its own follower."""
    points = asked.map.touchpoints
    begun = sql("bitTest(x, {a}) AND x < {end:UInt64}", a=sql(NUMBERS[edge.source]), end=_end(asked))
    last = sql("arrayFill(x -> {begun}, m)", begun=begun)
    if not journey_map.apart(points[edge.source].events, points[edge.target].events):
        last = sql("arrayShiftRight({last}, 1, toUInt64(0))", last=last)
    return sql(
        """arrayFirst(ms -> ms != 0, arrayMap((y, x) -> if(bitTest(y, {b}) AND {begun} AND {took} <= {w:UInt64},
    {took} + 1, 0), m, {last})) AS {d}""",
        b=sql(NUMBERS[edge.target]),
        begun=begun,
        last=last,
        took=sql("bitShiftRight(y, 22) - bitShiftRight(x, 22)"),
        w=edge.window.milliseconds,
        d=way(n),
    )


_WAYS = tuple(f"d{n}" for n in range(journey_map.MOST_TOUCHPOINTS * journey_map.MOST_NEXT))


def way(n: int) -> Sql:
    """The column of an edge."""
    return sql(_WAYS[n])
