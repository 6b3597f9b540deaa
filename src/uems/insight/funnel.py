"""How many people take each step of a funnel, how long they need, and who they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from uems.insight import attempt, funnel_sequence
from uems.insight.attempt import NUMBERS, TIMES
from uems.insight.funnel_question import BadFunnel, Exclusion, Funnel, refuse_nonsense
from uems.insight.funnel_rows import EXCLUDED, gathered
from uems.metrics import breakdown as split
from uems.metrics.asked import Computed, Stopwatch
from uems.metrics.breakdown import OTHER
from uems.metrics.period import Calendar
from uems.metrics.planner import EVENTS, Plan
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, all_of, join, sql


@dataclass(frozen=True, slots=True)
class Reached:
    """People who took a step, as a share of those at the first step and at the step before; the seconds they needed
    since the step before. None where there is nobody to divide by, and for times of the first step."""

    name: str
    people: int
    from_start: float | None
    from_previous: float | None
    median_seconds: float | None
    mean_seconds: float | None


@dataclass(frozen=True, slots=True)
class Part:
    """The funnel of the people with one value of the breakdown; null = they have none, `$other` = the rest."""

    value: split.Value
    steps: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class Conversion:
    """The funnel of all, and of each value of the breakdown."""

    steps: tuple[Reached, ...]
    breakdown: tuple[Part, ...] | None
    computed: Computed


@dataclass(frozen=True, slots=True)
class FunnelCell:
    """Who reached a step (from 0); with `dropped` who reached the one before and not this; of one value of the
    breakdown where `breakdown` is given as (value,); whose attempt began in a bucket of the calendar, where `entered`
    is a moment in it."""

    step: int = 0
    dropped: bool = False
    breakdown: tuple[Any] | None = None
    entered: datetime | None = None


def attempts(
    asked: Funnel,
    scope: Scope,
    keys: Sequence[str] | None = None,
    calendar: Calendar | None = None,
    plan: Plan = EVENTS,
    idle: bool = False,
) -> Sql:
    """Rows (p, person, [value], [bucket], level, t0 …): the best attempt of each unit that took the first step, times
    in milliseconds since 1970. `keys` = the values of the breakdown that are kept, the others being `$other`. With
    `idle` there may be rows of others too, at level 0, for a reader who does not mind."""
    found = gathered(asked, scope, calendar, plan)
    if asked.order == "unordered":
        excludes = bool(asked.exclude)
        query = attempt.unordered(found.query, found.course, found.conditions, excludes, found.before, found.start)
    elif asked.order == "strict":
        query = attempt.strict(found.query, found.course)
    elif found.course.packing.codes:
        query = attempt.ordered(found.query, found.course, idle)
    else:
        query = attempt.ordered_overlapping(found.query, found.course)
    excluded = [] if asked.order == "unordered" else [_spoilt(asked, n, one) for n, one in enumerate(asked.exclude)]
    value = sql("value") if keys is None else split.kept(sql("value"), keys)
    bucket = [sql("bucket")] if calendar is not None else []
    along = [*([sql("{value} AS value", value=value)] if asked.breakdown is not None else []), *bucket]
    names = [*([sql("value")] if asked.breakdown is not None else []), *bucket]
    times = [sql(TIMES[n]) for n in range(len(asked.steps))]
    person = sql("p" if asked.by.kind == "person" else "person")
    query = sql(
        "SELECT p, {person} AS person, {columns} FROM (\n{q}){where}",
        person=person,
        columns=join(", ", [*along, sql("level"), *times]),
        q=query,
        where=sql("\nWHERE NOT ({any})", any=join(" OR ", excluded)) if excluded else sql(""),
    )
    return _best(query, asked, names, times) if _many(asked, keys) else query


def _many(asked: Funnel, keys: Sequence[str] | None) -> bool:
    """A unit can have several rows for one value."""
    several = asked.attribution == "step" and asked.order == "unordered"
    return asked.hold is not None or several or (keys is not None and asked.attribution in ("all", "step"))


def _best(query: Sql, asked: Funnel, names: Sequence[Sql], times: Sequence[Sql]) -> Sql:
    """One row for each unit, bucket and (but for the first or last value, which goes with the attempt) value."""
    with_value = asked.attribution in ("first", "last")
    keys = [name for name in names if not (with_value and str(name) == "value")]
    query = sql(
        """SELECT {keys}, any(person) AS person, max((level, -toInt64(arrayMax([{times}])), [{times}], {value})) AS best
FROM (
{q})
GROUP BY {keys}""",
        keys=join(", ", [sql("p"), *keys]),
        times=join(", ", times),
        value=sql("value" if with_value else "''"),
        q=query,
    )
    out = [sql("best.4 AS value")] if with_value else []
    out += [sql("best.3[{n}] AS {t}", n=sql(NUMBERS[n + 1]), t=time) for n, time in enumerate(times)]
    return sql(
        "SELECT p, person, {columns} FROM (\n{q})",
        columns=join(", ", [*keys, sql("best.1 AS level"), *out]),
        q=query,
    )


def _spoilt(asked: Funnel, n: int, exclusion: Exclusion) -> Sql:
    return sql(
        """(level > {after}
AND arrayExists(t -> t > {begin} AND t < if(level > {before}, {end}, t0 + {w:UInt64} + 1), {x}))""",
        after=sql(NUMBERS[exclusion.after]),
        before=sql(NUMBERS[exclusion.before]),
        begin=sql(TIMES[exclusion.after]),
        end=sql(TIMES[exclusion.before]),
        w=asked.window.milliseconds,
        x=sql(EXCLUDED[n]),
    )


def question(asked: Funnel, scope: Scope, keys: Sequence[str] | None = None, plan: Plan = EVENTS) -> Sql:
    """One row (n0 …, median1, mean1 …); with kept keys, a row for each value, which comes first."""
    columns, query = _columns(asked), attempts(asked, scope, keys, plan=plan, idle=keys is None)
    if keys is None:
        return sql("SELECT {columns}\nFROM (\n{q})", columns=columns, q=query)
    return sql("SELECT value, {columns}\nFROM (\n{q})\nGROUP BY value", columns=columns, q=query)


def _columns(asked: Funnel) -> Sql:
    """n0 …, median1, mean1 …"""
    steps = range(len(asked.steps))
    columns = [sql("countIf(level > {n})", n=sql(NUMBERS[n])) for n in steps]
    for n in steps[1:]:
        step = sql(NUMBERS[n])
        took = sql("{t} - {before}", t=sql(TIMES[n]), before=sql(TIMES[n - 1]))
        columns.append(sql("quantileExactInclusiveIf(0.5)(({ms}) / 1000, level > {n})", ms=took, n=step))
        # Whole milliseconds add up to the same sum in any order.
        columns.append(sql("avgIf({ms}, level > {n}) / 1000", ms=took, n=step))
    return join(", ", columns)


def _at_once(asked: Funnel, scope: Scope) -> tuple[Sequence[Any], dict[str, Sequence[Any]]] | None:
    """The whole, and the rows of the values with the most people at the first step, one more than the breakdown shows;
    None where a person can count for several values."""
    if asked.breakdown is None or asked.attribution not in ("first", "last") or _many(asked, None):
        return None
    query = sql(
        """SELECT grouping(value) AS all_values, value, {columns}
FROM (
{q})
GROUP BY GROUPING SETS ((), (value))
ORDER BY all_values DESC, count() DESC, value LIMIT {most:UInt32}""",
        columns=_columns(asked),
        q=attempts(asked, scope),
        most=asked.breakdown.limit + 2,
    )
    whole, *rows = scope.ask(query).rows
    return whole[2:], {row[1]: row[2:] for row in rows}


def found_keys(asked: Funnel, scope: Scope) -> tuple[str, ...]:
    """The values of the breakdown with the most people at the first step."""
    assert asked.breakdown is not None
    query = sql(
        "SELECT value FROM ({q}) GROUP BY value ORDER BY count() DESC, value LIMIT {limit:UInt32}",
        q=attempts(asked, scope),
        limit=asked.breakdown.limit,
    )
    return tuple(row[0] for row in scope.ask(query).rows)


def answer(asked: Funnel, scope: Scope) -> Conversion:
    """Raises BadFunnel, and what the warehouse refuses."""
    watch = Stopwatch.start()
    refuse_nonsense(asked)
    plan = funnel_sequence.plan(asked, scope)
    found, by = _at_once(asked, scope), asked.breakdown
    if found is None:
        whole: Sequence[Any] = scope.ask(question(_whole(asked), scope, plan=plan)).rows[0]
        rows = {} if by is None else _by_value(asked, found_keys(asked, scope), scope)
    else:
        whole, rows = found
        if by is not None and len(rows) > by.limit:
            rows = _by_value(asked, tuple(rows)[: by.limit], scope)
    parts = None if by is None else _parts(asked, rows)
    return Conversion(reached(asked, whole), parts, watch.computed("funnel", asked, scope, plan=plan))


def _whole(asked: Funnel) -> Funnel:
    return replace(asked, breakdown=None)


def _by_value(asked: Funnel, keys: Sequence[str], scope: Scope) -> dict[str, Sequence[Any]]:
    return {row[0]: row[1:] for row in scope.ask(question(asked, scope, keys)).rows}


def _parts(asked: Funnel, rows: dict[str, Sequence[Any]]) -> tuple[Part, ...]:
    assert asked.breakdown is not None
    if not asked.breakdown.other:
        rows.pop(OTHER, None)
    ordered = sorted(rows, key=lambda key: (*split.order(key), -rows[key][0], key))
    return tuple(Part(value(asked, key), reached(asked, rows[key])) for key in ordered)


def value(asked: Funnel, key: str) -> Any:
    """What a key of the breakdown says, as JSON."""
    assert asked.breakdown is not None
    return split.value(asked.breakdown, key, [None] * len(asked.breakdown.by))


def reached(asked: Funnel, row: Sequence[Any]) -> tuple[Reached, ...]:
    count = len(asked.steps)
    people, times = row[:count], row[count:]
    steps = []
    for n, step in enumerate(asked.steps):
        before = people[max(n - 1, 0)]
        median, mean = (times[2 * n - 2], times[2 * n - 1]) if n and people[n] else (None, None)
        from_start = people[n] / people[0] if people[0] else None
        steps.append(Reached(step.name, people[n], from_start, people[n] / before if before else None, median, mean))
    return tuple(steps)


def behind(asked: Funnel, cell: FunnelCell, scope: Scope, calendar: Calendar | None = None, start: int = 0) -> Sql:
    """SELECT person_id, columns of the people of a cell; of sessions and groups, one person of each. With a calendar
    and an `entered`, dropped = reached step `start` and not the cell's. Raises BadFunnel."""
    refuse_nonsense(asked)
    if not 0 <= cell.step < len(asked.steps) or (cell.dropped and cell.step == 0):
        raise BadFunnel(about="cell.step")
    keys, entered = None, calendar if cell.entered is not None else None
    tests = [sql("level = {n}" if cell.dropped else "level > {n}", n=sql(NUMBERS[cell.step]))]
    if calendar is not None and cell.entered is not None:
        bucket = calendar.number_of(cell.entered) - calendar.number_of(asked.span.since)
        if cell.dropped:
            tests = [sql("level > {start} AND level <= {n}", start=sql(NUMBERS[start]), n=sql(NUMBERS[cell.step]))]
        tests.append(sql("bucket = {bucket:Int64}", bucket=bucket))
    if cell.breakdown is None:
        asked = _whole(asked)
    else:
        keys = found_keys(asked, scope) if asked.breakdown is not None else ()
        tests.append(sql("value = {key:String}", key=_key(asked, keys, cell.breakdown[0])))
    return sql(
        "SELECT DISTINCT person AS person_id, CAST([], 'Array(Int64)') AS columns FROM ({q}) WHERE {tests}",
        q=attempts(asked, scope, keys, entered, EVENTS if entered else funnel_sequence.plan(asked, scope)),
        tests=all_of(tests),
    )


def _key(asked: Funnel, keys: Sequence[str], wanted: Any) -> str:
    ranges = [None] * len(asked.breakdown.by) if asked.breakdown is not None else []
    found = None if asked.breakdown is None else split.key_of(asked.breakdown, keys, ranges, wanted)
    if found is None:
        raise BadFunnel(about="cell.breakdown")
    return found
