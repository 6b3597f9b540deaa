"""How often people come: the number of people by the number of intervals they were active in (L-ness for days)."""

from dataclasses import dataclass

from uems.insight import active_days, period_bits
from uems.metrics.asked import Computed, Span, Stopwatch, bounded
from uems.metrics.period import Calendar
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, sql


@dataclass(frozen=True, slots=True)
class Stickiness:
    """`which` says what being active is. With days and `since` `-6d` the bars are L7, with `-27d` L28."""

    which: Which
    calendar: Calendar
    span: Span


@dataclass(frozen=True, slots=True)
class Bar:
    """People active in exactly so many intervals, and in at least so many."""

    intervals: int
    people: int
    at_least: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """One bar for each possible number of intervals; `mean_intervals` over active people, None without any."""

    bars: tuple[Bar, ...]
    people: int
    mean_intervals: float | None
    computed: Computed


def active(asked: Stickiness, scope: Scope) -> Sql:
    """Rows (person_id, intervals)."""
    return sql(
        "SELECT person_id, {number} AS intervals FROM {events} WHERE {rows} GROUP BY person_id",
        number=period_bits.counted(asked.calendar.sql_number(sql("ts")), bounded(asked.calendar, asked.span)),
        events=scope.events,
        rows=asked.which.rows(asked.span, scope),
    )


def question(active: Sql) -> Sql:
    """Rows (intervals, people)."""
    return sql("SELECT intervals, count() AS people FROM ({active}) GROUP BY intervals", active=active)


def answer(asked: Stickiness, scope: Scope) -> Histogram:
    """Raises BadRange, and what the warehouse refuses."""
    watch = Stopwatch.start()
    most = len(bounded(asked.calendar, asked.span))
    plan, days = active_days.of_stickiness(asked.which, asked.calendar, asked.span, scope)
    people = active(asked, scope) if days is None else active_days.stickiness(days, asked.calendar)
    counts = {int(row[0]): int(row[1]) for row in scope.ask(question(people), by_key=asked.which.unnamed).rows}
    total = sum(counts.values())
    bars, so_far = [], 0
    for n in range(1, most + 1):
        bars.append(Bar(n, counts.get(n, 0), total - so_far))
        so_far += counts.get(n, 0)
    mean = sum(n * people for n, people in counts.items()) / total if total else None
    return Histogram(tuple(bars), total, mean, watch.computed("stickiness", asked, scope, plan=plan))
