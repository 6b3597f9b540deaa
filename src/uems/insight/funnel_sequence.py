"""A funnel of names alone, gathered from the sequences: no event is read."""

from datetime import UTC, datetime

from uems.insight.attempt import CODES, NUMBERS
from uems.insight.funnel_question import Funnel
from uems.metrics import planner
from uems.metrics.planner import Plan
from uems.people.scope import Scope
from uems.rules.value import milliseconds
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, any_of, join, sql


def plan(asked: Funnel, scope: Scope) -> Plan:
    """Which table the funnel is gathered from."""
    more = asked.hold or asked.exclude or asked.breakdown or asked.by.kind != "person" or not asked.plain
    names = None if more else [step.filter.event or "" for step in asked.steps]
    return planner.of_named(names, asked.span.since, asked.end(scope.now), scope)


def units(asked: Funnel, scope: Scope) -> Sql:
    """Rows (p, e): each person's events that are steps, in order, packed as `attempt.CODES` has them. Duplicates of an
    event are all there, and change no attempt at steps that differ.

    Grouping is a third of the work, and most people have one row: in the largest part that a merge has made, where a
    person and id have one. Whoever may have another row is grouped."""
    years = sql("year BETWEEN {a:UInt16} AND {b:UInt16}", a=_year(asked.span.since), b=_year(asked.end(scope.now)))
    largest = sql(
        """(SELECT argMax(part, rows) FROM (SELECT toString(_part) AS part, count() AS rows FROM sequences
    WHERE {years} AND splitByChar('_', part)[4] != '0' GROUP BY part))""",
        years=years,
    )
    several = _several(largest, years, scope.merged)
    alone = all_of([years, sql("_part = {part} AND person_id NOT IN ({several})", part=largest, several=several)])
    others = all_of([years, sql("person_id IN ({several})", several=several)])
    found = sql(
        """SELECT person_id AS p, arraySort({steps}) AS e FROM {alone}
UNION ALL
SELECT person_id AS p, arraySort(groupArrayArray({steps})) AS e FROM {others} GROUP BY p""",
        steps=_steps(asked, scope),
        alone=facts.sequences(alone, False),
        others=facts.sequences(others, scope.merged),
    )
    if asked.people is None:
        return found
    return sql("SELECT p, e FROM ({q}) WHERE p IN ({people})", q=found, people=scope.people(asked.people))


def _several(largest: Sql, years: Sql, merged: bool) -> Sql:
    """SELECT person_id of whoever may have more than one row: outside of the largest part, by another id than the one
    that names the person, or by ids that moved."""
    written = sql(
        "SELECT person_id FROM sequences WHERE {years} AND (_part != {largest} OR node_id != person_id)",
        years=years,
        largest=largest,
    )
    moved = sql(" UNION ALL SELECT arrayJoin([node_id, person_id]) AS person_id FROM person_overrides")
    return sql("{written}{moved}", written=written, moved=moved if merged else sql(""))


def _steps(asked: Funnel, scope: Scope) -> Sql:
    """The events of a row that are steps, packed as codes."""
    code = sql("bitAnd(x, {codes:UInt64})", codes=facts.CODES)
    codes = [planner.code(sql("{name:String}", name=step.filter.event)) for step in asked.steps]
    end = asked.end(scope.now)
    ends = [min(asked.span.until, end), *[end] * (len(codes) - 1)]
    tests = [
        sql("({code} = {c} AND x < {end:UInt64})", code=code, c=c, end=_packed(end))
        for c, end in zip(codes, ends, strict=True)
    ]
    cases = [sql("{code} = {c}, {n}", code=code, c=c, n=sql(NUMBERS[n])) for n, c in enumerate(codes)]
    return sql(
        """arrayMap(x -> bitOr(bitShiftLeft(bitShiftRight(x, {low}), {shift}), multiIf({cases}, 63)),
    arrayFilter(x -> x >= {since:UInt64} AND ({any}), packed))""",
        low=sql(NUMBERS[facts.CODE_BITS]),
        shift=sql(NUMBERS[CODES.shift]),
        cases=join(", ", cases),
        since=_packed(asked.span.since),
        any=any_of(tests),
    )


def _packed(moment: datetime) -> int:
    """The smallest number of an event at the moment."""
    return max(0, min(milliseconds(moment), facts.LATEST)) << facts.CODE_BITS


def _year(moment: datetime) -> int:
    return moment.astimezone(UTC).year
