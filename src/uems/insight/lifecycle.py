"""New, returning, resurrecting, dormant: what became of the active people from one interval to the next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from uems.insight import period_bits
from uems.metrics.asked import Computed, Span, Stopwatch, bounded
from uems.metrics.period import Calendar
from uems.metrics.which import Which
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
    return sql(
        "SELECT person_id, {bucket} AS bucket, {status} AS status FROM ({places})",
        **_told(asked),
        places=_places(asked, scope),
    )


def question(asked: Lifecycle, scope: Scope) -> Sql:
    """Rows (bucket, status, people)."""
    return sql(
        "SELECT {bucket} AS bucket, {status} AS status, people FROM (\n"
        "SELECT place, count() AS people FROM ({places}) GROUP BY place)",
        **_told(asked),
        places=_places(asked, scope),
    )


def _told(asked: Lifecycle) -> dict[str, Sql]:
    """What a place says."""
    low = bounded(asked.calendar, asked.span).start
    names = sql("{names:Array(String)}[place % 4 + 1]", names=list(STATUSES))
    return {"bucket": sql("{before:Int64} + intDiv(place, 4)", before=low - 1), "status": names}


def _places(asked: Lifecycle, scope: Scope) -> Sql:
    """Rows (person_id, place): a person's status in a bucket as one number, four times the bucket (counted from the one
    before the span) and the number of the status. A person's buckets are in order, so that each looks at its neighbours
    alone."""
    numbers = bounded(asked.calendar, asked.span)
    low, high = numbers.start, numbers.stop - 1
    active = sql(
        """SELECT person_id, min(n) AS first, {active} AS active
FROM (SELECT person_id, toInt64({number}) AS n FROM {events}
    WHERE {named} AND {tests} AND ts < {until:DateTime64(3)})
GROUP BY person_id""",
        active=period_bits.places(
            len(numbers) + 1,
            sql("greatest(n - {before:Int64}, 0)", before=low - 1),
            sql("n >= {low:Int64}", low=low - 1),
        ),
        number=asked.calendar.sql_number(sql("ts")),
        events=scope.events,
        named=asked.which.named(),
        tests=asked.which.tests(scope),
        until=asked.span.until,
    )
    return sql(
        """SELECT person_id, arrayJoin(arrayConcat(
    arrayFilter(p -> p > 3, arrayMap((n, before, first) -> 4 * n + multiIf(n = first, 0, before + 1 = n, 1, 2),
        active, arrayShiftRight(active, 1, {none:UInt32}), arrayWithConstant(length(active), first - {low:Int64} + 1))),
    arrayFilter(p -> p > 3, arrayMap((n, after) -> if(after != n + 1 AND n < {last:UInt32}, 4 * (n + 1) + 3, 0),
        active, arrayShiftLeft(active, 1, {none:UInt32}))))) AS place
FROM (
{active})""",
        none=(1 << 32) - 2,
        low=low,
        last=high - low + 1,
        active=active,
    )


def answer(asked: Lifecycle, scope: Scope) -> Lives:
    """Raises BadRange, and what the warehouse refuses."""
    watch = Stopwatch.start()
    numbers = bounded(asked.calendar, asked.span)
    rows = scope.ask(question(asked, scope), by_key=asked.which.unnamed).rows
    counts = {(row[0], row[1]): int(row[2]) for row in rows}
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
