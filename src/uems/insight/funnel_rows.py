"""The events that a funnel looks at, packed and gathered by unit: what `attempt` finds the best attempts in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from uems.insight import funnel_sequence
from uems.insight.attempt import CODES, EXCLUDED_BIT, EXCLUDED_CODE, MASKS, NUMBERS, Course, Packing
from uems.insight.funnel_question import MOST_EXCLUSIONS, Exclusion, Funnel, Step
from uems.metrics import breakdown as split
from uems.metrics.period import Calendar
from uems.metrics.planner import EVENTS, Plan
from uems.people.scope import Scope
from uems.rules.event_sql import event_matches, instant
from uems.rules.value import milliseconds
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, any_of, join, sql

EXCLUDED = tuple(f"x{n}" for n in range(MOST_EXCLUSIONS))


@dataclass(frozen=True, slots=True)
class Gathered:
    """Rows (keys, e) of units, and how to walk them. An unordered attempt begins with a packed x that passes `start`,
    before the millisecond `before`; `conditions` = the number of each step's condition."""

    query: Sql
    course: Course
    conditions: tuple[int, ...]
    start: Sql
    before: Sql


def gathered(asked: Funnel, scope: Scope, calendar: Calendar | None = None, plan: Plan = EVENTS) -> Gathered:
    """One row for each unit, held value and value of the breakdown; with a calendar, which only the events answer, for
    each bucket of entry too."""
    conditions = _conditions(asked)
    pack = CODES if _apart(asked, conditions) else MASKS
    if plan.table == "sequences":
        query, keys = funnel_sequence.units(asked, scope), [sql("p")]
    else:
        rows = _rows(asked, scope, conditions, pack, calendar)
        query, keys = _units(asked, rows, pack, calendar is not None)
    start, before = pack.any_step(sql("x")), sql("{u:UInt64}", u=_positive(asked.span.until))
    if asked.at_step is not None:
        kept = [*keys, sql("buckets")] if calendar is not None else keys
        query, start = _valued(asked, query, kept, conditions, pack)
        keys = [*keys, sql("value"), *([sql("begins")] if asked.order == "unordered" else [])]
    if calendar is not None:
        query, before = _entered(asked, query, keys, pack, calendar), sql("hi")
        keys = [*keys, sql("bucket"), sql("hi")]
    course = Course(len(asked.steps), asked.window.milliseconds, pack, tuple(keys), _ties(asked))
    return Gathered(query, course, conditions, start, before)


def _conditions(asked: Funnel) -> tuple[int, ...]:
    """In an unordered funnel steps that ask the same share a condition; elsewhere each step has its own."""
    if asked.order != "unordered":
        return tuple(range(len(asked.steps)))
    asks = [repr((step.filter, step.first)) for step in asked.steps]
    different = list(dict.fromkeys(asks))
    return tuple(different.index(one) for one in asks)


def _apart(asked: Funnel, conditions: tuple[int, ...]) -> bool:
    """No event can be two of the conditions nor, in an unordered funnel, one of them and excluded."""
    names = [asked.steps[conditions.index(n)].filter.event for n in range(max(conditions) + 1)]
    if asked.order == "unordered":
        names += list({exclusion.filter.event for exclusion in asked.exclude})
    return None not in names and len(set(names)) == len(names)


def _ties(asked: Funnel) -> frozenset[int]:
    names = [step.filter.event for step in asked.steps]
    return frozenset(n for n in range(1, len(names)) if None in names[n - 1 : n + 1] or names[n] == names[n - 1])


def _units(asked: Funnel, rows: Sql, pack: Packing, buckets: bool) -> tuple[Sql, list[Sql]]:
    """The query that gathers each unit's events, and its columns that name the unit."""
    keys = [sql("p"), *([sql("h")] if asked.hold is not None else [])]
    columns, named = list(keys), list(keys)
    step = pack.any_step(sql("packed"))

    def further(column: Sql, name: Sql) -> None:
        columns.append(sql("{column} AS {name}", column=column, name=name))
        named.append(name)

    if asked.by.kind != "person":
        further(sql("any(who)"), sql("person"))
    if asked.attribution == "all":
        further(sql("v"), sql("value"))
        keys.append(sql("v"))
    elif asked.attribution in ("first", "last"):
        known = sql("{step} AND replaceAll(v, '\x1f', '') != ''", step=step)
        taken = sql("argMinIf" if asked.attribution == "first" else "argMaxIf")
        found = sql("{taken}(v, packed, {known})", taken=taken, known=known)
        further(_or_none(found, asked), sql("value"))
    if asked.order != "unordered":
        for n in range(len(asked.exclude)):
            further(sql("groupArrayIf(ms, is_{x})", x=sql(EXCLUDED[n])), sql(EXCLUDED[n]))
    columns += _events(asked, pack, step)
    if buckets:
        starts = step if asked.order == "unordered" else pack.step(sql("packed"), 0)
        columns.append(sql("groupUniqArrayIf(bucket, {starts}) AS buckets", starts=starts))
    query = sql(
        "SELECT {columns}\nFROM ({rows})\nGROUP BY {keys}", columns=_listed(columns), rows=rows, keys=_listed(keys)
    )
    return query, named


def _or_none(found: Sql, asked: Funnel) -> Sql:
    """The key found; for several properties, the one that says that all are missing instead of nothing."""
    several = len(asked.breakdown.by) if asked.breakdown is not None else 1
    if several == 1:
        return found
    return sql("if({found} = '', {none:String}, {found})", found=found, none="\x1f" * (several - 1))


def _events(asked: Funnel, pack: Packing, step: Sql) -> list[Sql]:
    """The events of a unit: e in order; or, where a step must have the breakdown's value, r with the hash of each
    event's value, and the pairs (condition, value, hash) that were seen."""
    if asked.at_step is None:
        if asked.exclude and asked.order == "ordered":
            return [sql("arraySort(groupArrayIf(packed, {step})) AS e", step=step)]
        return [sql("{e} AS e", e=_sorted(asked, pack, sql("groupArray(packed)")))]
    places = sql("[bitAnd(packed, 63)]" if pack.codes else "bitPositionsToArray(bitAnd(packed, 1048575))")
    if asked.order != "unordered":
        places = sql("arrayFilter(c -> c = {n}, {places})", n=sql(NUMBERS[asked.at_step]), places=places)
    return [
        sql("groupArray((packed, cityHash64(v))) AS r"),
        sql(
            "groupUniqArrayArrayIf(arrayMap(c -> (toUInt64(c), v, cityHash64(v)), {places}), {step}) AS pairs",
            places=places,
            step=step,
        ),
    ]


def _sorted(asked: Funnel, pack: Packing, events: Sql) -> Sql:
    """Packed events in the order of time. Where an unordered funnel excludes, excluded events stand first in their
    millisecond: then all that follow a step are later than it."""
    if asked.order != "unordered" or not asked.exclude:
        return sql("arraySort({e})", e=events)
    return sql("arraySort(x -> bitXor(x, {last}), {e})", last=sql("63" if pack.codes else "1048576"), e=events)


def _valued(
    asked: Funnel, query: Sql, keys: Sequence[Sql], conditions: tuple[int, ...], pack: Packing
) -> tuple[Sql, Sql]:
    """One row for each value that step `at` could have; its events with another value are then none of that step.
    Unordered: for each step that attempts may start with too, and what says that an event is such a start."""
    other = sql("{step} AND y.2 != pair.3", step=pack.step(sql("y.1"), sql("pair.1")))
    without = pack.without(sql("y.1"), sql("pair.1"))
    events = sql("arrayMap(y -> if({other}, {without}, y.1), r)", other=other, without=without)
    events = sql("{e} AS e", e=_sorted(asked, pack, events))
    query = sql("SELECT *, arrayJoin(pairs) AS pair FROM (\n{q})", q=query)
    if asked.order != "unordered":
        query = sql("SELECT {keys}, pair.2 AS value, {e} FROM (\n{q})", keys=_listed(keys), e=events, q=query)
        return query, sql("true")
    count = len(conditions)
    query = sql(
        """SELECT *, arrayJoin(arrayFilter((b, c) -> c = pair.1, {starts:Array(UInt8)}, {aims:Array(UInt8)})) AS begins
FROM (
{q})""",
        starts=list(conditions),
        aims=[conditions[(n + asked.at) % count] for n in range(count)],
        q=query,
    )
    query = sql("SELECT {keys}, pair.2 AS value, begins, {e} FROM (\n{q})", keys=_listed(keys), e=events, q=query)
    return query, pack.step(sql("x"), sql("begins"))


def _entered(asked: Funnel, query: Sql, keys: Sequence[Sql], pack: Packing, calendar: Calendar) -> Sql:
    """One row for each bucket that attempts began in, with only the events that such attempts can have."""
    numbers = calendar.numbers(asked.span.since, asked.span.until)
    bounds = [_positive(calendar.start_of(n)) for n in range(numbers.start, numbers.stop + 1)]
    query = sql("SELECT *, arrayJoin(buckets) AS bucket FROM (\n{q})", q=query)
    query = sql(
        "SELECT *, {bounds:Array(UInt64)}[bucket + 1] AS lo, {bounds:Array(UInt64)}[bucket + 2] AS hi FROM (\n{q})",
        bounds=bounds,
        q=query,
    )
    ms = pack.ms(sql("x"))
    events = sql("arrayFilter(x -> {ms} >= lo AND {ms} <= hi + {w:UInt64}, e)", ms=ms, w=asked.window.milliseconds)
    if asked.order != "unordered":
        late = sql("{ms} >= hi AND {step}", ms=ms, step=pack.step(sql("x"), 0))
        without = pack.without(sql("x"), sql("0"))
        events = sql("arraySort(arrayMap(x -> if({late}, {without}, x), {e}))", late=late, without=without, e=events)
    return sql("SELECT {keys}, bucket, hi, {e} AS e FROM (\n{q})", keys=_listed(keys), e=events, q=query)


def _positive(moment: datetime) -> int:
    """Milliseconds since 1970, as events are packed; no event lies before."""
    return max(0, milliseconds(moment))


def _rows(asked: Funnel, scope: Scope, conditions: tuple[int, ...], pack: Packing, calendar: Calendar | None) -> Sql:
    """SELECT p, ms, packed and what else a unit is gathered from."""
    steps = [_passes(asked.steps[conditions.index(n)], scope) for n in range(max(conditions) + 1)]
    excluded = [event_matches(one.filter, scope.now) for one in asked.exclude]
    plain = asked.plain
    if asked.order != "unordered" and not plain:
        steps[0] = all_of([steps[0], sql("ts < {until:DateTime64(3)}", until=asked.span.until)])
    mark = _plain_code(asked) if plain else _mark(steps, excluded if asked.order == "unordered" else [], pack)
    unit, tests = _unit(asked)
    columns = [
        sql("{unit} AS p", unit=unit),
        sql("toUInt64(toUnixTimestamp64Milli(ts)) AS ms"),
        sql("bitOr(bitShiftLeft(ms, {shift}), {mark}) AS packed", shift=sql(NUMBERS[pack.shift]), mark=mark),
    ]
    if asked.by.kind != "person":
        columns.append(sql("person_id AS who"))
    if asked.hold is not None:
        held = facts.event_property(asked.hold)
        columns.append(sql("toString({held}) AS h", held=held))
        tests.append(sql("{held} NOT IN ('', 'null')", held=held))
    if asked.breakdown is not None:
        columns.append(sql("{v} AS v", v=split.key(asked.breakdown, [None] * len(asked.breakdown.by))))
    if asked.order != "unordered":
        columns += [sql("{test} AS is_{x}", test=test, x=sql(EXCLUDED[n])) for n, test in enumerate(excluded)]
    if calendar is not None:
        first = calendar.number_of(asked.span.since)
        number = calendar.sql_number(sql("ts"))
        columns.append(sql("toUInt32({number} - {first:Int64}) AS bucket", number=number, first=first))
    return sql(
        "SELECT {columns}\nFROM {source}\nWHERE {tests}",
        columns=_listed(columns),
        source=split.source(scope.events, asked.breakdown),
        tests=all_of([*_in_reach(asked, scope), *_matching(asked, steps, excluded), *tests]),
    )


def _passes(step: Step, scope: Scope) -> Sql:
    matches = event_matches(step.filter, scope.now)
    if not step.first:
        return matches
    first = sql(
        "SELECT person_id, min(ts) FROM {e} WHERE {matches} GROUP BY person_id", e=scope.events, matches=matches
    )
    return sql("{matches} AND (person_id, ts) IN ({first})", matches=matches, first=first)


def _plain_code(asked: Funnel) -> Sql:
    return sql(
        "transform(event, {names:Array(String)}, {codes:Array(UInt8)}, toUInt8(63))",
        names=[step.filter.event for step in asked.steps],
        codes=list(range(len(asked.steps))),
    )


def _mark(steps: Sequence[Sql], excluded: Sequence[Sql], pack: Packing) -> Sql:
    """The low bits of a packed event."""
    if pack.codes:
        cases = [sql("{test}, {n}", test=test, n=sql(NUMBERS[n])) for n, test in enumerate(steps)]
        cases += [sql("{test}, {n}", test=any_of(excluded), n=sql(NUMBERS[EXCLUDED_CODE]))] if excluded else []
        return sql("multiIf({cases}, 63)", cases=_listed(cases))
    bits = [sql("if({test}, {bit:UInt64}, 0)", test=test, bit=1 << n) for n, test in enumerate(steps)]
    if excluded:
        bits.append(sql("if({test}, {bit:UInt64}, 0)", test=any_of(excluded), bit=1 << EXCLUDED_BIT))
    return join(" + ", bits)


def _unit(asked: Funnel) -> tuple[Sql, list[Sql]]:
    """What a row is counted for, and the tests that it is counted at all."""
    if asked.by.kind == "person":
        return sql("person_id"), []
    if asked.by.kind == "session":
        return sql("session_id"), [sql("session_id != ''")]
    name = sql("JSONExtractString(groups, {type:String})", type=asked.by.type)
    return name, [sql("{name} != ''", name=name)]


def _in_reach(asked: Funnel, scope: Scope) -> list[Sql]:
    """The times that events of an attempt can have, and the people asked for."""
    end = instant(asked.end(scope.now))
    tests = [sql("ts >= {since} AND ts < {end}", since=instant(asked.span.since), end=end)]
    if asked.people is not None:
        tests.append(sql("person_id IN ({people})", people=scope.people(asked.people)))
    return tests


def _matching(asked: Funnel, steps: Sequence[Sql], excluded: Sequence[Sql]) -> list[Sql]:
    """Which rows matter: a strict funnel looks at every event; else the names go first, as they are cheap to test."""
    filters: list[Step | Exclusion] = [*asked.steps, *asked.exclude]
    names = sorted({one.filter.event for one in filters if one.filter.event is not None})
    named = sql("event IN {names:Array(String)}", names=names)
    if asked.order == "strict":
        return [any_of([facts.acted(), named])]
    tests = []
    if all(one.filter.event is not None for one in filters):
        tests.append(named)
    if asked.plain and not any(one.filter.where for one in asked.exclude):
        first = asked.steps[0].filter.event
        late = sql("ts < {until:DateTime64(3)} OR event != {first:String}", until=asked.span.until, first=first)
        if first in {one.filter.event for one in asked.exclude}:
            late = sql("true")
        return [*tests, late]
    return [*tests, any_of([*steps, *excluded])]


def _listed(columns: Sequence[Sql]) -> Sql:
    return join(", ", columns)
