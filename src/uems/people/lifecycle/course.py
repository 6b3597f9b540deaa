"""How people move between states over a time: counts day by day, changes, flows between dates, and time in state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.people.lifecycle import history, machine
from uems.people.lifecycle.rules import STATES, Rules, State
from uems.people.lifecycle.state_sql import Moment, day_number, day_of, marked
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, join, sql

MOST_DAYS = 400
STEPS = 3
"""Steps of the flow: so many dates and one."""


class BadDays(Invalid):
    code = "lifecycle_days"
    text = Text(f"起止日期有误，最多 {MOST_DAYS} 天", f"Give a first and a last day, at most {MOST_DAYS} days apart")


class NoSuchState(Invalid):
    code = "no_such_cell"
    text = Text("没有这个状态或日期", "There is no such state or day")


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many people are in a state now."""

    state: State
    people: int


@dataclass(frozen=True, slots=True)
class Move:
    """People who went from one state to another; `before` '' = they were new."""

    before: str
    state: str
    people: int


@dataclass(frozen=True, slots=True)
class Stay:
    """How long people stayed in a state before they left it, in days; None where nobody has left it. `here` = days that
    those who are in it have been in it, in the median."""

    state: str
    ended: int
    median: float | None
    mean: float | None
    here: float | None


@dataclass(frozen=True, slots=True)
class Flow:
    """People in `before` at the step's first date and in `state` at its second; '' = not there yet."""

    step: int
    before: str
    state: str
    people: int


@dataclass(frozen=True, slots=True)
class Course:
    """`counts[state][n]` = people in the state at the end of `days[n]`; `moves` within the days; `flows` between the
    `dates`."""

    days: tuple[date, ...]
    counts: dict[str, tuple[int, ...]]
    moves: tuple[Move, ...]
    stays: tuple[Stay, ...]
    dates: tuple[date, ...]
    flows: tuple[Flow, ...]


def now(scope: Scope) -> list[StateCount]:
    """Everybody by their state at the scope's now, in the order of the states."""
    assert scope.states is not None
    found = dict(scope.ask(sql("SELECT state, count() FROM ({all}) GROUP BY state", all=scope.states)).rows)
    return [StateCount(state, int(found.get(state, 0))) for state in STATES]


def of_person(events: Sql, rules: Rules, scope: Scope) -> list[str]:
    """The state at the scope's now of the one person whose events these are; [] before they were ever active."""
    moment = Moment(scope.now, scope.zone)
    asked = sql(
        "SELECT day, max(is_known), max(says_activated), max(says_leaving) FROM ({marked}) GROUP BY day",
        marked=marked(rules, events, moment),
    )
    rows = scope.ask(asked, by_key=True).rows
    days = machine.Days(
        active=[day for day, _, _, _ in rows],
        registered=[day for day, known, _, _ in rows if known],
        activated=[day for day, _, activated, _ in rows if activated],
        signals=[day for day, _, _, leaving in rows if leaving],
    )
    found = machine.state(days, moment.today, rules)
    return [] if found is None else [found]


def course(scope: Scope, since: date, until: date) -> Course:
    """The movement from the end of `since` to the end of `until`. Raises BadDays, NoHistory."""
    days = _days(since, until)
    asked = sql(
        "SELECT day, before, state, count() FROM {rows} GROUP BY day, before, state", rows=history.changed(scope)
    )
    changed = [(day_number(day), before, state, int(n)) for day, before, state, n in scope.ask(asked).rows]
    dates = flow_dates(days[0], days[-1])
    return Course(
        days,
        _counts(changed, days),
        _moves(scope, days),
        _stays(scope, days),
        dates,
        _flows(scope, dates),
    )


def flow_dates(since: date, until: date) -> tuple[date, ...]:
    """The first day, the last day, and equal steps between them."""
    first, last = day_number(since), day_number(until)
    return tuple(day_of(n) for n in sorted({first + (last - first) * step // STEPS for step in range(STEPS + 1)}))


def _days(since: date, until: date) -> tuple[date, ...]:
    first, last = day_number(since), day_number(until)
    if not 1 <= last - first <= MOST_DAYS:
        raise BadDays(about="since")
    return tuple(day_of(n) for n in range(first, last + 1))


def _counts(changed: Sequence[tuple[int, str, str, int]], days: Sequence[date]) -> dict[str, tuple[int, ...]]:
    first = day_number(days[0])
    net: dict[str, list[int]] = {state: [0] * len(days) for state in STATES}
    for day, before, state, people in changed:
        place = max(day - first, 0)
        if place < len(days):
            net[state][place] += people
            if before:
                net[before][place] -= people
    return {state: _summed(values) for state, values in net.items()}


def _summed(values: Sequence[int]) -> tuple[int, ...]:
    total, found = 0, []
    for value in values:
        total += value
        found.append(total)
    return tuple(found)


def _moves(scope: Scope, days: Sequence[date]) -> tuple[Move, ...]:
    """What happened after the first day, up to the last."""
    asked = sql(
        "SELECT before, state, uniqExact(person_id) FROM ({moved}) GROUP BY before, state ORDER BY before, state",
        moved=_moved(scope, days[0], days[-1]),
    )
    return tuple(Move(before, state, int(people)) for before, state, people in scope.ask(asked).rows)


def _moved(scope: Scope, since: date, until: date) -> Sql:
    """SELECT person_id, before, state of every change after one day, up to another."""
    return sql(
        "SELECT person_id, before, state FROM {rows} WHERE day > {since:Date} AND day <= {until:Date}",
        rows=history.changed(scope),
        since=since.isoformat(),
        until=until.isoformat(),
    )


def _stays(scope: Scope, days: Sequence[date]) -> tuple[Stay, ...]:
    """Of stays that ended within the days, and of those who are still there at the end of them."""
    asked = sql(
        """SELECT state, countIf(ended), quantileExactInclusiveIf(0.5)(length, ended), avgIf(length, ended),
    countIf(NOT ended), quantileExactInclusiveIf(0.5)(length, NOT ended)
FROM (
    SELECT state, leadInFrame(toNullable(day)) OVER (PARTITION BY person_id ORDER BY day
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS next, isNotNull(next) AS ended,
        dateDiff('day', day, ifNull(next, {until:Date})) AS length
    FROM {rows} WHERE day <= {until:Date}
) WHERE NOT ended OR next > {since:Date} GROUP BY state""",
        rows=history.changed(scope),
        since=days[0].isoformat(),
        until=days[-1].isoformat(),
    )
    by = {row[0]: row[1:] for row in scope.ask(asked).rows}
    found = []
    for state in STATES:
        ended, median, mean, staying, here = by.get(state, (0, None, None, 0, None))
        known = int(ended) > 0
        found.append(
            Stay(state, int(ended), median if known else None, mean if known else None, here if staying else None)
        )
    return tuple(found)


def _paths(scope: Scope, dates: Sequence[date]) -> Sql:
    """SELECT person_id, path: the state at the end of each date, '' = not there yet."""
    each = [sql("argMaxIf(state, day, day <= {date:Date})", date=date.isoformat()) for date in dates]
    return sql(
        "SELECT person_id, [{each}] AS path FROM {rows} GROUP BY person_id",
        each=join(", ", each),
        rows=history.changed(scope),
    )


def _flows(scope: Scope, dates: Sequence[date]) -> tuple[Flow, ...]:
    asked = sql(
        """SELECT step, path[step] AS before, path[step + 1] AS state, count()
FROM ({paths}) ARRAY JOIN range(1, length(path)) AS step WHERE state != ''
GROUP BY step, before, state ORDER BY step, before, state""",
        paths=_paths(scope, dates),
    )
    return tuple(Flow(int(step) - 1, before, state, int(n)) for step, before, state, n in scope.ask(asked).rows)


def who_is(state: str, on: date | None, scope: Scope) -> Sql:
    """SELECT person_id of those in a state: now, or at the end of a day. Raises NoSuchState, NoHistory."""
    if state not in STATES:
        raise NoSuchState(about="cell.state")
    if on is None:
        return sql("SELECT person_id FROM ({all}) WHERE state = {state:String}", all=scope.states, state=state)
    selected = sql(
        "SELECT person_id FROM ({paths}) WHERE path[1] = {state:String}", paths=_paths(scope, [on]), state=state
    )
    return history.people_now(selected, scope)


def who_moved(before: str, state: str, since: date, until: date, scope: Scope) -> Sql:
    """SELECT person_id of those who went from one state to another within the days. Raises NoSuchState, NoHistory."""
    _check(before, state)
    selected = sql(
        "SELECT person_id FROM ({moved}) WHERE before = {before:String} AND state = {state:String}",
        moved=_moved(scope, since, until),
        before=before,
        state=state,
    )
    return history.people_now(selected, scope)


def who_flowed(before: str, state: str, step: int, since: date, until: date, scope: Scope) -> Sql:
    """SELECT person_id of those in one state at a step's first date and in another at its second. Raises NoSuchState,
    NoHistory."""
    _check(before, state)
    dates = flow_dates(since, until)
    if not 0 <= step < len(dates) - 1:
        raise NoSuchState(about="cell.step")
    selected = sql(
        "SELECT person_id FROM ({paths}) WHERE path[1] = {before:String} AND path[2] = {state:String}",
        paths=_paths(scope, dates[step : step + 2]),
        before=before,
        state=state,
    )
    return history.people_now(selected, scope)


def _check(before: str, state: str) -> None:
    if before not in ("", *STATES) or state not in STATES:
        raise NoSuchState(about="cell")
