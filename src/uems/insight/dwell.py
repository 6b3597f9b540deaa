"""Whether those who are lost on a way stayed far longer at its beginning, just before, than those who went on.

Stays have long tails, so they are measured as log(1 + seconds) by median and median absolute deviation: a stay is far
longer than usual where its modified z-score among those who went on is over 3.5 (Iglewicz and Hoaglin, "How to detect
and handle outliers", 1993).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from uems.insight import edge_days, map_stay
from uems.insight.edge_days import Days, Of
from uems.insight.map_stay import Places
from uems.metrics.asked import Span
from uems.metrics.period import Calendar
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, all_of, any_of, sql

LEAST = 30
"""Of fewer people on either side nothing is told."""
_FAR = 3.5
_LEAST_SPREAD = 0.1
"""Where nearly all stay alike, a tenth longer is no other spread."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Those who set out on a way (by its number) on the days since ≤ n < until, in a group or all."""

    way: int
    since: int
    until: int
    of: Of | None


@dataclass(frozen=True, slots=True)
class Stayed:
    """A stay of over `limit` seconds is far longer than usual: of so many who went on and of so many who were lost, how
    many stayed so long."""

    limit: float
    went: int
    went_longer: int
    lost: int
    lost_longer: int


def question(asked: Days, some: Sequence[Lost], keys: Sequence[Sequence[str]], scope: Scope) -> Sql:
    """Rows (place of the way in `some`, the limit in seconds, those who went on, of them longer, those who were lost,
    of them longer). Of somebody's day it is the last stay at the way's beginning that is known."""
    calendar = Calendar("day", scope.zone)
    whole, skipped = calendar.number_of(asked.span.since), min(one.since for one in some)
    first = whole + skipped
    span = Span(
        max(asked.span.since, calendar.start_of(first)),
        min(asked.span.until, calendar.end_of(whole + max(one.until for one in some) - 1)),
    )
    places = Places(tuple(way.source for way in asked.ways), span, people=asked.people)
    stays = sql(
        """SELECT p, place AS way, toUInt16({day} - {first:Int64}) AS day, log(1 + argMax(dwell, at) / 1000) AS stay
FROM (
{each}) WHERE known GROUP BY p, way, day""",
        day=calendar.sql_number(sql("fromUnixTimestamp64Milli(toInt64(at), 'UTC')")),
        first=first,
        each=map_stay.each(places, scope),
    )
    return sql(
        """SELECT way, exp(edge) - 1, length(went), arrayCount(x -> x > edge, went), length(lost),
    arrayCount(x -> x > edge, lost)
FROM (
    SELECT way, groupArrayIf(stay, passed) AS went, groupArrayIf(stay, NOT passed) AS lost,
        arrayReduce('quantileExactInclusive(0.5)', went) AS middle,
        arrayReduce('quantileExactInclusive(0.5)', arrayMap(x -> abs(x - middle), went)) AS spread,
        middle + {far:Float64} * greatest({least:Float64}, spread / 0.6745) AS edge
    FROM (
{starts}) AS started INNER JOIN (
{stays}) AS stayed USING (p, way, day)
    WHERE {groups} GROUP BY way
)""",
        far=_FAR,
        least=_LEAST_SPREAD,
        starts=edge_days.starts(replace(asked, span=span), keys, scope),
        stays=stays,
        groups=any_of(_meant(one, skipped) for one in some),
    )


def _meant(one: Lost, skipped: int) -> Sql:
    days = {"since": one.since - skipped, "until": one.until - skipped}
    tests = [
        sql("way = {way:UInt16}", way=one.way),
        sql("day >= {since:UInt16} AND day < {until:UInt16}", **days),
    ]
    return all_of([*tests, edge_days.in_group(one.of)])


def answer(asked: Days, some: Sequence[Lost], keys: Sequence[Sequence[str]], scope: Scope) -> list[Stayed | None]:
    """One for each; None = too few of either side are known. The ways of `some` are those of `asked`, each once."""
    found = {int(row[0]): Stayed(*row[1:]) for row in scope.ask(question(asked, some, keys, scope)).rows}
    stayed = [found.get(one.way) for one in some]
    return [one if one is not None and min(one.went, one.lost) >= LEAST else None for one in stayed]
