"""New, returning, resurrecting, dormant: what became of the active people from one interval to the next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from uems.insight.asked import Computed, Span, Stopwatch, bounded
from uems.insight.period import Calendar
from uems.insight.which import Which
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, sql

Status = Literal["new", "returning", "resurrecting", "dormant"]
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """`which` says what being active is; the span counts whole intervals."""

    which: Which
    calendar: Calendar
    span: Span


@dataclass(frozen=True, slots=True)
class Lives:
    """People by status in each bucket. quick_ratio = (new + resurrecting) / dormant; None where nobody went dormant."""

    buckets: tuple[datetime, ...]
    complete: tuple[bool, ...]
    new: tuple[int, ...]
    returning: tuple[int, ...]
    resurrecting: tuple[int, ...]
    dormant: tuple[int, ...]
    quick_ratio: tuple[float | None, ...]
    computed: Computed


def states(asked: Lifecycle, scope: Scope) -> Sql:
    """Rows (person_id, bucket, status). new = first ever active; returning = also in the interval before;
    resurrecting = not in the one before, but earlier; dormant = in the one before, not in this."""
    numbers = bounded(asked.calendar, asked.span)
    low, high = numbers.start, numbers.stop - 1
    return sql(
        """SELECT person_id, state.1 AS bucket, state.2 AS status
FROM (
    SELECT person_id, min(n) AS first, groupUniqArrayIf(n, n >= {low:Int64} - 1) AS active
    FROM (SELECT person_id, toInt64({number}) AS n FROM {events}
        WHERE {named} AND {tests} AND ts < {until:DateTime64(3)})
    GROUP BY person_id
)
ARRAY JOIN arrayConcat(
    arrayMap(n -> (n, multiIf(n = first, 'new', has(active, n - 1), 'returning', 'resurrecting')),
        arrayFilter(n -> n >= {low:Int64}, active)),
    arrayMap(n -> (n + 1, 'dormant'), arrayFilter(n -> n < {high:Int64} AND NOT has(active, n + 1), active))
) AS state""",
        low=low,
        high=high,
        number=asked.calendar.sql_number(sql("ts")),
        events=scope.events,
        named=asked.which.named(),
        tests=asked.which.tests(scope),
        until=asked.span.until,
    )


def question(asked: Lifecycle, scope: Scope) -> Sql:
    """Rows (bucket, status, people)."""
    return sql(
        "SELECT bucket, status, count() AS people FROM ({states}) GROUP BY bucket, status", states=states(asked, scope)
    )


def answer(asked: Lifecycle, scope: Scope) -> Lives:
    """Raises BadRange, and what the warehouse refuses."""
    watch = Stopwatch.start()
    numbers = bounded(asked.calendar, asked.span)
    counts = {(row[0], row[1]): int(row[2]) for row in scope.ask(question(asked, scope)).rows}
    by = {status: tuple(counts.get((n, status), 0) for n in numbers) for status in STATUSES}
    ratios = [
        (new + back) / gone if gone else None
        for new, back, gone in zip(by["new"], by["resurrecting"], by["dormant"], strict=True)
    ]
    return Lives(
        tuple(asked.calendar.start_of(n) for n in numbers),
        tuple(asked.calendar.end_of(n) <= scope.now for n in numbers),
        by["new"],
        by["returning"],
        by["resurrecting"],
        by["dormant"],
        tuple(ratios),
        watch.computed("lifecycle", asked, scope),
    )
