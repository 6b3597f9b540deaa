"""Who comes back: cohorts of people by the period they started in, and how many returned in each period after."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.insight import active_days, period_bits
from uems.insight.retention_rows import SECONDS, Retention, cells, fits_bits
from uems.metrics import breakdown as split
from uems.metrics.asked import Computed, Stopwatch, bounded, data_until
from uems.metrics.day_rows import Active
from uems.metrics.period import Calendar, months_later
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, sql

_MOST_ROWS = 50_000
"""Cells that are read here; of more, the engine finds first which values are kept."""


class BadRetention(Invalid):
    code = "bad_retention"
    text = Text("留存查询无效", "The retention is not valid")


@dataclass(frozen=True, slots=True)
class Cohort:
    """The people who started in one period: returned[n] of them came back in column n, final where complete[n]."""

    date: str
    people: int
    returned: tuple[int, ...]
    complete: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Cohorts:
    """The cohorts of one value of the breakdown."""

    value: split.Value
    cohorts: tuple[Cohort, ...]
    mean: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """Cohorts by period, the mean share of each column over the cohorts where it is complete (None: nowhere), the same
    for each value of the breakdown, and the first and last period that each column stands for."""

    cohorts: tuple[Cohort, ...]
    mean: tuple[float | None, ...]
    breakdown: tuple[Cohorts, ...] | None
    columns: tuple[tuple[int, int | None], ...]
    computed: Computed


def refuse_nonsense(asked: Retention) -> None:
    """Raises BadRetention for a question that has no answer."""
    if asked.measure == "bracket":
        bounds = [bound for bracket in asked.brackets for bound in bracket]
        if not bounds or min(bounds) < 1 or max(bounds) > 1000 or any(a > b for a, b in asked.brackets):
            raise BadRetention(about="brackets")
    elif asked.brackets:
        raise BadRetention(
            Text("只有 bracket 方式可以给出区间", "brackets belong to the measure bracket"), about="brackets"
        )


def question(asked: Retention, keys: Sequence[str] | None, scope: Scope, days: Active | None = None) -> Sql:
    """Rows (key, cohort, column, people), from the days of activity where these are given."""
    each = cells(asked, keys, scope) if days is None else active_days.retention(days, asked)
    if fits_bits(asked, scope) and asked.breakdown is None:
        # One small number for cohort and column: grouping by it takes half the time of grouping by both.
        width, base = len(asked.columns), asked.calendar.number_of(asked.span.since)
        small = sql("toUInt16" if width * period_bits.WIDEST < 1 << 16 else "toUInt32")
        return sql(
            """SELECT '' AS key, {base:Int64} + intDiv(place, {width:UInt16}) AS cohort,
    place % {width:UInt16} AS column, count() AS people
FROM (SELECT {small}((cohort - {base:Int64}) * {width:UInt16} + arrayJoin(columns)) AS place FROM ({cells}))
GROUP BY place""",
            base=base,
            width=width,
            small=small,
            cells=each,
        )
    return sql(
        """SELECT key, cohort, arrayJoin(columns) AS column, count() AS people
FROM ({cells})
GROUP BY key, cohort, column""",
        cells=each,
    )


def answer(asked: Retention, scope: Scope) -> Returned:
    """Raises BadRetention, BadRange, and what the warehouse refuses."""
    watch = Stopwatch.start()
    refuse_nonsense(asked)
    bounded(asked.calendar, asked.span)
    horizon = mature_until(asked, scope)
    plan, days = active_days.of_retention(asked, scope)
    counts: dict[str, dict[tuple[int, int], int]] = {}
    everyone: dict[tuple[int, int], int] = {}
    rows = _at_once(asked, scope)
    if not rows:
        whole = question(asked, found_keys(asked, scope), scope, days)
        rows = scope.ask(whole, by_key=_by_person(asked)).rows
    for key, cohort, column, count in rows:
        counts.setdefault(key, {})[cohort, column] = count
        everyone[cohort, column] = everyone.get((cohort, column), 0) + count
    cohorts, mean = _triangle(asked, everyone, horizon)
    signed = watch.computed("retention", asked, scope, plan=plan)
    return Returned(cohorts, mean, _parts(asked, counts, horizon), asked.columns, signed)


def _at_once(asked: Retention, scope: Scope) -> list[tuple[str, int, int, int]] | None:
    """The rows of a breakdown in one pass, where everybody has one value and these are few; None where they are not."""
    if asked.breakdown is None or not fits_bits(asked, scope):
        return None
    every = sql("{q} LIMIT {most:UInt32}", q=question(asked, None, scope), most=_MOST_ROWS + 1)
    rows = scope.ask(every, by_key=_by_person(asked)).rows
    if len(rows) > _MOST_ROWS:
        return None
    sizes: Counter[str] = Counter()
    for key, _, column, count in rows:
        sizes[key] += count * (column == 0)
    kept = set(sorted(sizes, key=lambda key: (-sizes[key], key))[: asked.breakdown.limit])
    cells: Counter[tuple[str, int, int]] = Counter()
    for key, cohort, column, count in rows:
        cells[key if key in kept else split.OTHER, cohort, column] += count
    return [(*cell, count) for cell, count in cells.items()]


def _by_person(asked: Retention) -> bool:
    return asked.start.unnamed or asked.back.unnamed


def found_keys(asked: Retention, scope: Scope) -> tuple[str, ...] | None:
    """The largest values of the breakdown by people who start."""
    if asked.breakdown is None:
        return None
    top = sql(
        "SELECT key FROM ({cells}) GROUP BY key ORDER BY uniqExact(person_id) DESC, key LIMIT {limit:UInt32}",
        cells=cells(asked, None, scope),
        limit=asked.breakdown.limit,
    )
    return tuple(row[0] for row in scope.ask(top).rows)


def mature_until(asked: Retention, scope: Scope) -> datetime:
    """Until when the facts are known: the question's own clock; without one now, or, where data stopped more than one
    period ago (an imported history), its end."""
    last = None if asked.as_of is not None else data_until(scope)
    if last is None or asked.calendar.moved(last, 1) >= scope.now:
        return scope.now
    return last


Counts = Mapping[tuple[int, int], int]
"""People by cohort and column."""


def _parts(asked: Retention, counts: Mapping[str, Counts], horizon: datetime) -> tuple[Cohorts, ...] | None:
    if asked.breakdown is None:
        return None
    sizes = {key: sum(n for (_, column), n in found.items() if column == 0) for key, found in counts.items()}
    shown = [key for key in counts if key != split.OTHER or asked.breakdown.other]
    ordered = sorted(shown, key=lambda key: (*split.order(key), -sizes[key], key))
    ranges = [None] * len(asked.breakdown.by)
    return tuple(
        Cohorts(split.value(asked.breakdown, k, ranges), *_triangle(asked, counts[k], horizon)) for k in ordered
    )


def _triangle(
    asked: Retention, counts: Counts, horizon: datetime
) -> tuple[tuple[Cohort, ...], tuple[float | None, ...]]:
    width = len(asked.columns)
    cohorts = tuple(
        Cohort(
            _date(asked.calendar, n),
            counts.get((n, 0), 0),
            tuple(counts.get((n, column), 0) for column in range(width)),
            tuple(_ends(asked, n, column) <= horizon for column in asked.columns),
        )
        for n in asked.calendar.numbers(asked.span.since, asked.span.until)
    )
    return cohorts, tuple(_mean(asked, cohorts, column) for column in range(width))


def _date(calendar: Calendar, number: int) -> str:
    start = calendar.start_of(number)
    return start.isoformat() if calendar.interval in ("minute", "hour") else start.date().isoformat()


def _ends(asked: Retention, cohort: int, column: tuple[int, int | None]) -> datetime:
    """When a cell can change no more (an open one: when its first period ended)."""
    n = column[0] if column[1] is None else column[1]
    if asked.clock == "calendar" or n == 0:
        return asked.calendar.end_of(cohort + n)
    latest_start = asked.calendar.end_of(cohort)
    if asked.calendar.interval == "month":
        return months_later(latest_start, n + 1)
    return latest_start + timedelta(seconds=(n + 1) * SECONDS[asked.calendar.interval])


def _mean(asked: Retention, cohorts: Sequence[Cohort], column: int) -> float | None:
    known = [c for c in cohorts if c.complete[column] and c.people]
    if not known:
        return None
    if asked.mean == "simple":
        return sum(c.returned[column] / c.people for c in known) / len(known)
    return sum(c.returned[column] for c in known) / sum(c.people for c in known)
