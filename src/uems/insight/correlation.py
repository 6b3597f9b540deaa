"""What tells those who converted from those who dropped out: events they did on the way, and properties they have."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.insight.attempt import NUMBERS, TIMES
from uems.insight.contingency import Counts, Estimate, Test, chance, odds_ratio
from uems.insight.funnel import attempts
from uems.insight.funnel_question import Funnel
from uems.insight.funnel_time import Leg, refuse_leg
from uems.metrics import breakdown as split
from uems.metrics.asked import Computed, Stopwatch
from uems.metrics.correction import corrected
from uems.metrics.period import MILLISECOND
from uems.people.scope import Scope
from uems.rules.event_sql import instant
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, join, sql

Of = Literal["events", "event_properties", "person_properties"]
MOST_NAMES = 30
_MOST_ROWS = 20_000


class BadCorrelation(Invalid):
    code = "bad_correlation"
    text = Text("相关因素查询无效", "The question for correlations is not valid")


@dataclass(frozen=True, slots=True)
class Correlation:
    """Of those who reached the leg's start, who reached its end (converted) and who did not (dropped).

    of: `events` = which events they did on the way; `event_properties` = with which values of `properties` they did
    `events`; `person_properties` = which values of `properties` they have. On the way = after the leg's start and
    before its end or, for those who dropped, before the window ended. The funnel's own events are left out.
    least, share: what fewer units have than the smaller of `least` and `share` of all is not looked at.
    """

    funnel: Funnel
    leg: Leg
    of: Of = "events"
    events: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    exclude_events: tuple[str, ...] = ()
    least: int = 25
    share: float = 0.02
    limit: int = 100


@dataclass(frozen=True, slots=True)
class Factor:
    """What is looked at: an event, a value of an event's property, or a value of a person's (null = none)."""

    event: str | None = None
    property: str | None = None
    value: split.Value = None


@dataclass(frozen=True, slots=True)
class FactorRow:
    """How many of the converted and of the dropped have it; the odds ratio (one added to each cell) with its 95 %
    interval; `p` = the probability of such a difference by chance, `fdr` = the same after Benjamini and Hochberg over
    all rows tested, None where everybody has it; `direction` = what having it goes with."""

    factor: Factor
    converted: int
    dropped: int
    odds_ratio: Estimate
    p: float | None
    fdr: float | None
    test: Test | None
    direction: Literal["success", "failure"]
    significant: bool


@dataclass(frozen=True, slots=True)
class Factors:
    """First what goes with converting, strongest first, then what goes with dropping out. `tested` = rows compared,
    `rare` = those that too few have."""

    converted: int
    dropped: int
    rows: tuple[FactorRow, ...]
    tested: int
    rare: int
    computed: Computed


@dataclass(frozen=True, slots=True)
class CorrelationCell:
    """The converted or the dropped; with a factor those who have it, or who have it not."""

    converted: bool
    factor: Factor | None = None
    has: bool = True


def refuse_nonsense(asked: Correlation) -> None:
    """Raises BadCorrelation, BadFunnel."""
    refuse_leg(asked.funnel, asked.leg)
    if asked.of == "event_properties" and not asked.events:
        raise BadCorrelation(
            Text("请指定要比较属性的事件", "Name the events whose properties are compared"), about="events"
        )
    if max(len(asked.properties), len(asked.events)) > MOST_NAMES:
        raise BadCorrelation(Text(f"最多 {MOST_NAMES} 个", f"At most {MOST_NAMES}"), about="properties")


def units(asked: Correlation, scope: Scope) -> Sql:
    """Rows (p, person, converted, began, ended): who reached the leg's start, and between which milliseconds their
    way lies, both ends excluded."""
    end = sql(NUMBERS[asked.leg.end])
    return sql(
        """SELECT p, person, level > {end} AS converted, {start} AS began,
if(level > {end}, {t_end}, t0 + {window:UInt64}) AS ended
FROM ({q}) WHERE level > {n}""",
        end=end,
        start=sql(TIMES[asked.leg.start]),
        t_end=sql(TIMES[asked.leg.end]),
        window=asked.funnel.window.milliseconds,
        n=sql(NUMBERS[asked.leg.start]),
        q=attempts(replace(asked.funnel, breakdown=None), scope),
    )


_NAMED = sql("arrayMap(name -> (name, '', ''), groupUniqArrayIf(name, ms > began AND ms < ended))")
_PAIRED = sql("groupUniqArrayIf((name, pair.1, pair.2), ms > began AND ms < ended AND pair.2 != '')")
"""What a unit has of its own way."""


def having(asked: Correlation, scope: Scope) -> Sql:
    """Rows (p, person, converted, things): each unit once, with what it has as (event, property, JSON text)."""
    if asked.of == "person_properties":
        return sql(
            """SELECT p, person, converted, arrayMap(pair -> ('', pair.1, pair.2), [{pairs}]) AS things
FROM ({units}) AS u LEFT ANY JOIN (SELECT person_id, properties FROM {persons}) AS k ON u.person = k.person_id""",
            pairs=_pairs(asked.properties, facts.person_property),
            units=units(asked, scope),
            persons=facts.persons(),
        )
    values = asked.of == "event_properties"
    props = sql(", arrayJoin([{pairs}]) AS pair", pairs=_pairs(asked.properties, facts.event_property))
    return sql(
        """SELECT u.p AS p, any(u.person) AS person, any(u.converted) AS converted,
{things} AS things
FROM (SELECT {unit} AS k, toString(event) AS name, toInt64(toUnixTimestamp64Milli(ts)) AS ms{props}
FROM {events} WHERE {tests}) AS e
RIGHT JOIN ({units}) AS u ON e.k = u.p
GROUP BY u.p""",
        things=_PAIRED if values else _NAMED,
        unit=_unit(asked.funnel),
        props=props if values else sql(""),
        events=scope.events,
        tests=all_of(_tests(asked, scope)),
        units=units(asked, scope),
    )


def _pairs(names: Sequence[str], read: Any) -> Sql:
    """(name, JSON text of its value, '' = none) of each property."""
    texts = [(name, read(name)) for name in names]
    return join(
        ", ",
        [sql("({name:String}, if({raw} = 'null', '', toString({raw})))", name=name, raw=raw) for name, raw in texts],
    )


def _unit(asked: Funnel) -> Sql:
    if asked.by.kind == "person":
        return sql("person_id")
    if asked.by.kind == "session":
        return sql("session_id")
    return sql("JSONExtractString(groups, {type:String})", type=asked.by.type)


def _tests(asked: Correlation, scope: Scope) -> list[Sql]:
    """Which events can lie on somebody's way."""
    funnel = asked.funnel
    end = min(funnel.span.until + timedelta(milliseconds=funnel.window.milliseconds), scope.now) + MILLISECOND
    own = {step.filter.event for step in funnel.steps if step.filter.event is not None}
    tests = [
        sql("ts >= {since} AND ts < {end}", since=instant(funnel.span.since), end=instant(end)),
        facts.acted(),
    ]
    if asked.of == "event_properties":
        return [*tests, sql("event IN {names:Array(String)}", names=list(asked.events))]
    left_out = sorted(own | set(asked.exclude_events))
    return [*tests, sql("event NOT IN {names:Array(String)}", names=left_out)]


def question(asked: Correlation, scope: Scope) -> Sql:
    """Rows (event, property, raw, converted, dropped), the most common first; without event and property: all units."""
    return sql(
        """SELECT thing.1 AS event, thing.2 AS property, thing.3 AS raw,
countIf(converted) AS a, countIf(NOT converted) AS b
FROM (SELECT converted, arrayJoin(arrayPushBack(things, ('', '', ''))) AS thing FROM ({having}))
GROUP BY event, property, raw
ORDER BY event = '' AND property = '' DESC, a + b DESC, event, property, raw LIMIT {most:UInt32}""",
        having=having(asked, scope),
        most=_MOST_ROWS,
    )


def answer(asked: Correlation, scope: Scope) -> Factors:
    """Raises BadCorrelation, BadFunnel, and what the warehouse refuses."""
    watch = Stopwatch.start()
    refuse_nonsense(asked)
    looked = replace(asked, of="events") if asked.of != "events" and not asked.properties else asked
    whole, *rows = scope.ask(question(looked, scope), by_key=not looked.events).rows or [("", "", "", 0, 0)]
    rows = rows if looked is asked else []
    converted, dropped = int(whole[3]), int(whole[4])
    least = min(asked.least, asked.share * (converted + dropped))
    enough = [row for row in rows if row[3] + row[4] >= least]
    judged = _judged([_row(row, converted, dropped) for row in enough])
    shown = sorted(judged, key=_strength)[: asked.limit]
    shown.sort(key=lambda row: (row.direction == "failure", -_effect(row), str(row.factor)))
    computed = watch.computed("correlation", asked, scope)
    return Factors(converted, dropped, tuple(shown), len(enough), len(rows) - len(enough), computed)


def _row(row: Sequence[Any], converted: int, dropped: int) -> FactorRow:
    event, name, raw, a, b = row
    counts = Counts(int(a), converted, int(b), dropped)
    odds, found = odds_ratio(counts), chance(counts)
    p, test = (None, None) if found is None else found
    value = split.value(split.Breakdown((split.Split(name),)), raw, [None]) if name else None
    factor = Factor(event or None, name or None, value)
    return FactorRow(factor, int(a), int(b), odds, p, None, test, "success" if odds.value > 1 else "failure", False)


def _judged(rows: Sequence[FactorRow]) -> list[FactorRow]:
    rates = corrected([row.p for row in rows], "benjamini_hochberg")
    return [
        replace(row, fdr=rate, significant=rate is not None and rate <= 0.05)
        for row, rate in zip(rows, rates, strict=True)
    ]


def _strength(row: FactorRow) -> tuple[float, float]:
    """What is least by chance is shown first, where there is more than is shown."""
    return (1.0 if row.p is None else row.p, -_effect(row))


def _effect(row: FactorRow) -> float:
    """How far from equal odds, either way."""
    return max(row.odds_ratio.value, 1 / row.odds_ratio.value)


def behind(asked: Correlation, cell: CorrelationCell, scope: Scope) -> Sql:
    """SELECT person_id of the people of a cell; of sessions and groups, one person of each. Raises BadCorrelation."""
    refuse_nonsense(asked)
    side = sql("converted" if cell.converted else "NOT converted")
    if cell.factor is None:
        rows = units(asked, scope)
        return sql("SELECT DISTINCT person AS person_id FROM ({rows}) WHERE {side}", rows=rows, side=side)
    one = _narrowed(asked, cell.factor)
    return sql(
        "SELECT DISTINCT person AS person_id FROM ({having}) WHERE {side} AND {denied}has(things, {thing})",
        having=having(one, scope),
        side=side,
        denied=sql("" if cell.has else "NOT "),
        thing=_thing(cell.factor, one, scope),
    )


def _narrowed(asked: Correlation, factor: Factor) -> Correlation:
    """The question of this factor alone. Raises BadCorrelation for a factor of another kind."""
    fits = {
        "events": factor.event is not None and factor.property is None,
        "event_properties": factor.event is not None and factor.property is not None,
        "person_properties": factor.event is None and factor.property is not None,
    }
    if not fits[asked.of]:
        raise BadCorrelation(about="cell.factor")
    named = () if factor.property is None else (factor.property,)
    return replace(asked, properties=named, events=asked.events if factor.event is None else (factor.event,))


def _thing(factor: Factor, asked: Correlation, scope: Scope) -> Sql:
    """The factor as it stands in `things`; the JSON text of its value is found among all there are."""
    named = sql("{event:String}, {property:String}", event=factor.event or "", property=factor.property or "")
    if asked.of == "events":
        return sql("({named}, '')", named=named)
    every = sql("SELECT DISTINCT arrayJoin(things).3 FROM ({having})", having=having(asked, scope))
    by = split.Breakdown((split.Split(factor.property or ""),))
    found = split.key_of(by, [row[0] for row in scope.ask(every).rows], [None], factor.value)
    if found is None or found == split.OTHER:
        raise BadCorrelation(about="cell.factor.value")
    return sql("({named}, {raw:String})", named=named, raw=found)
