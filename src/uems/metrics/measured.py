"""How a metric reads events: which columns each row needs, and how one person's rows become the person's numbers."""

from dataclasses import dataclass

from uems.metrics import fact_sql
from uems.metrics.fact_sql import Clock
from uems.metrics.metric import Fact, Metric, Term
from uems.rules.condition import EventFilter
from uems.rules.event_sql import event_matches
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, any_of, join, sql

COLUMNS = tuple(f"c{n}" for n in range(1024))
"""The names that columns of a row get, so that the rows of many metrics stand beside each other."""


@dataclass(frozen=True, slots=True)
class Read:
    """`columns` of a row of events, each named; `rows` = whether a row matters at all; `number` and `base` = the
    aggregates over one person's rows, Float64; `there` = whether the person is among the metric's people."""

    columns: tuple[Sql, ...]
    rows: Sql
    number: Sql
    base: Sql
    there: Sql


def read(
    metric: Metric, at: int, clock: Clock, when: Sql, closes: Sql | None = None, all_events: Sql | None = None
) -> Read:
    """The metric over rows with ts; its columns are named from number `at` on. `when` says which rows are in time;
    `closes`, for funnels, until when the first step may lie; `all_events`, for a first event ever, where it is looked
    for (None = the rows are those of first events already)."""
    if metric.kind == "funnel":
        return _funnel(metric, at, clock, when, closes)
    assert metric.event is not None
    event, value = sql(COLUMNS[at]), sql(COLUMNS[at + 1])
    rows = fact_sql.matches(metric.event, clock)
    if metric.event.first and all_events is not None:
        rows = all_of([rows, _first_ever(metric.event, clock, all_events)])
    columns = [_named(rows, at), _named(fact_sql.value(metric.event, clock), at + 1)]
    base, there = sql("1."), fact_sql.any_row(event)
    test = all_of([event, when])
    if metric.base is not None:
        is_base, weight = sql(COLUMNS[at + 2]), sql(COLUMNS[at + 3])
        columns += [
            _named(fact_sql.matches(metric.base, clock), at + 2),
            _named(fact_sql.value(metric.base, clock), at + 3),
        ]
        rows, there = any_of([rows, fact_sql.matches(metric.base, clock)]), fact_sql.any_row(is_base)
        if metric.kind == "ratio":
            base = fact_sql.of_person(metric.base, weight, all_of([is_base, when]), clock.zone)
            there = fact_sql.any_row(any_of([event, is_base]))
    return Read(tuple(columns), rows, _number(metric, metric.event, value, test, clock), base, there)


def _first_ever(fact: Fact, clock: Clock, events: Sql) -> Sql:
    """Whether a row is the first of its person's events of the fact."""
    return sql(
        """(person_id, event_id) IN (
    SELECT person_id, argMin(event_id, (ts, event_id)) FROM {events} WHERE {named} AND {matches} GROUP BY person_id)""",
        events=events,
        named=named([term.filter for term in fact.terms]),
        matches=fact_sql.matches(fact, clock),
    )


def _number(metric: Metric, event: Fact, value: Sql, test: Sql, clock: Clock) -> Sql:
    if metric.kind in ("proportion", "retention"):
        return fact_sql.any_row(test)
    if metric.kind == "participation":
        return fact_sql.days(test, clock.zone)
    return fact_sql.of_person(event, value, test, clock.zone)


def _funnel(metric: Metric, at: int, clock: Clock, when: Sql, closes: Sql | None) -> Read:
    """1 for a person who takes all steps in order within the window that begins with the first. A first step that lies
    before `closes` may start it again."""
    assert metric.window is not None
    steps = [event_matches(step, clock.now) for step in metric.steps]
    tests = [all_of([sql(COLUMNS[at + n]), when]) for n in range(len(steps))]
    if closes is not None:
        tests[0] = all_of([tests[0], sql("ts < {closes}", closes=closes)])
    number = sql(
        "toFloat64(windowFunnel({within:UInt64})(toUInt64(toUnixTimestamp64Milli(ts)), {tests}) >= {size:UInt8})",
        within=metric.window.within,
        tests=join(", ", tests),
        size=len(steps),
    )
    columns = tuple(_named(step, at + n) for n, step in enumerate(steps))
    return Read(columns, any_of(steps), number, sql("1."), fact_sql.any_row(sql(COLUMNS[at])))


def _named(column: Sql, at: int) -> Sql:
    return sql("{column} AS {name}", column=column, name=sql(COLUMNS[at]))


def entry(metric: Metric) -> Fact:
    """What makes a person enter, of metrics of which people enter."""
    if metric.kind == "funnel":
        return Fact((Term(metric.steps[0]),))
    assert metric.base is not None
    return metric.base


def named(filters: list[EventFilter]) -> Sql:
    """A test that the warehouse can look up by key: the names of the events, where each filter has one."""
    names = sorted({one.event for one in filters if one.event is not None})
    if any(one.event is None for one in filters):
        return facts.acted()
    return sql("event IN {names:Array(String)}", names=names)


def filters(metric: Metric) -> list[EventFilter]:
    """Every event filter that the metric looks at."""
    found = [term.filter for fact in (metric.event, metric.base) if fact is not None for term in fact.terms]
    return found + list(metric.steps)
