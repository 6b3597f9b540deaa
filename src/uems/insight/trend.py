"""How much over time: series of events or people per bucket, split, compared, and combined by a formula."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from math import isfinite
from typing import Any, Literal

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.insight import active_days
from uems.insight import measure as measures
from uems.insight.measure import Measure, Rows
from uems.metrics import breakdown as split
from uems.metrics import day_run
from uems.metrics import formula as arithmetic
from uems.metrics.asked import Computed, Span, Stopwatch, bounded, earlier
from uems.metrics.breakdown import Breakdown, Range
from uems.metrics.day_run import Standing
from uems.metrics.period import Calendar
from uems.metrics.planner import EVENTS, Plan
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, join, sql


class BadTrend(Invalid):
    code = "bad_trend"
    text = Text("趋势查询无效", "The trend is not valid")


@dataclass(frozen=True, slots=True)
class Series:
    """One line: which events, measured how; `property` is the number that sum, avg, p50… look at."""

    which: Which
    measure: Measure = "total"
    property: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """`compare` is `previous` or a shift such as `-7d`; `rolling` = mean of so many buckets; `cumulative` = so far."""

    series: tuple[Series, ...]
    calendar: Calendar
    span: Span
    formula: str | None = None
    breakdown: Breakdown | None = None
    compare: str | None = None
    rolling: int | None = None
    cumulative: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """The values of one series (its letter; null = the formula) for one value of the breakdown in one period."""

    letter: str | None
    name: str
    period: Literal["current", "previous"]
    breakdown: split.Value
    values: tuple[int | float, ...]
    total: int | float


@dataclass(frozen=True, slots=True)
class Drawn:
    """The buckets' starts, whether each has ended, and the lines drawn; `compare` adds the starts of the previous."""

    buckets: tuple[datetime, ...]
    complete: tuple[bool, ...]
    previous_buckets: tuple[datetime, ...] | None
    series: tuple[Line, ...]
    computed: Computed


@dataclass(frozen=True, slots=True)
class Keys:
    """What the breakdown found: the bins' ranges, and the keys that are kept (None = no breakdown)."""

    ranges: tuple[Range | None, ...] = ()
    kept: tuple[str, ...] | None = None


def rows(asked: Trend, series: Series, span: Span, keys: Keys, scope: Scope) -> Rows:
    """The events behind one series, each with its bucket, key and number."""
    key = split.key(asked.breakdown, keys.ranges)
    number = sql("0")
    if measures.wants_number(series.measure):
        number = split.number(split.raw(split.Split(series.property or "")))
    return Rows(
        source=split.source(scope.events, asked.breakdown),
        which=series.which,
        key=key if keys.kept is None else split.kept(key, keys.kept),
        number=number,
        span=span,
        calendar=asked.calendar,
    )


def question(asked: Trend, series: Series, span: Span, keys: Keys, scope: Scope) -> Sql:
    """Rows (bucket, key, value, is_total): one for each bucket and key with events, and one for each key's total."""
    return measures.question(rows(asked, series, span, keys, scope), series.measure, asked.cumulative, scope)


def answer(asked: Trend, scope: Scope) -> Drawn:
    """Raises BadTrend, BadFormula, BadRange, and what the warehouse refuses."""
    watch = Stopwatch.start()
    refuse_nonsense(asked)
    tree = arithmetic.parse(asked.formula, len(asked.series)) if asked.formula else None
    spans: list[tuple[Literal["current", "previous"], Span]] = [("current", asked.span)]
    if asked.compare:
        spans.append(("previous", earlier(asked.span, asked.compare, asked.calendar)))
    size = len(bounded(asked.calendar, asked.span))
    stands = cache(partial(day_run.standing, scope))
    lines: list[Line] = []
    plans: list[Plan] = []
    for period, span in spans:
        keys = found_keys(asked, span, scope)
        tables = []
        for series in asked.series:
            plan, given = _planned(asked, series, span, keys, scope, stands)
            by_person = series.which.unnamed and series.measure != "total"
            found = scope.ask(given, by_key=by_person or plan.table == "days").rows
            tables.append(_values(asked, series, span, found, size))
            plans.append(plan)
        lines += _lines(asked, period, keys, tables, tree)
    starts = [_starts(asked.calendar, span, size) for _, span in spans]
    return Drawn(
        starts[0],
        tuple(
            asked.calendar.end_of(n) <= scope.now for n in asked.calendar.numbers(asked.span.since, asked.span.until)
        ),
        starts[1] if asked.compare else None,
        tuple(lines),
        watch.computed("trend", asked, scope, plan=next((one for one in plans if one.table == "events"), plans[0])),
    )


def refuse_nonsense(asked: Trend) -> None:
    """Raises BadTrend for a question that has no answer."""
    if not 1 <= len(asked.series) <= len(arithmetic.LETTERS):
        raise BadTrend(about="series")
    for place, series in enumerate(asked.series):
        if measures.wants_number(series.measure) and not series.property:
            missing = Text(f"{series.measure} 需要指定属性", f"{series.measure} needs a property")
            raise BadTrend(missing, about=f"series.{place}.property")
        if asked.cumulative and series.measure not in measures.CUMULATIVE:
            cannot = Text(f"{series.measure} 不能累计", f"{series.measure} cannot be cumulative")
            raise BadTrend(cannot, about=f"series.{place}.measure")


def found_keys(asked: Trend, span: Span, scope: Scope) -> Keys:
    """The bins and the largest values of the breakdown, by number of events over all series in the span."""
    wanted = asked.breakdown
    if wanted is None:
        return Keys()
    ranges = tuple(_range(asked, n, span, scope) if one.bins else None for n, one in enumerate(wanted.by))
    top = sql(
        """SELECT key FROM ({each}) GROUP BY key ORDER BY sum(n) DESC, key LIMIT {limit:UInt32}""",
        each=join(" UNION ALL ", [_counted(asked, s, span, Keys(ranges), scope) for s in asked.series]),
        limit=wanted.limit,
    )
    return Keys(ranges, tuple(row[0] for row in scope.ask(top).rows))


def _counted(asked: Trend, series: Series, span: Span, keys: Keys, scope: Scope) -> Sql:
    given = rows(asked, series, measures.widened(span, series.measure, asked.calendar.zone), keys, scope)
    return sql("SELECT key, count() AS n FROM ({rows}) GROUP BY key", rows=measures.selected(given, scope))


def _range(asked: Trend, place: int, span: Span, scope: Scope) -> Range | None:
    assert asked.breakdown is not None
    one = asked.breakdown.by[place]
    number = split.number(split.raw(one))
    each = [
        sql(
            "SELECT {number} AS number FROM {source} WHERE {which}",
            number=number,
            source=split.source(scope.events, asked.breakdown),
            which=series.which.rows(span, scope),
        )
        for series in asked.series
    ]
    whole = sql("SELECT min(number), max(number) FROM ({each})", each=join(" UNION ALL ", each))
    low, high = scope.ask(whole).rows[0]
    return None if low is None else Range(low, high)


Table = dict[str, tuple[list[float], float]]
"""Values by bucket, and the total, of each key."""


def _planned(
    asked: Trend, series: Series, span: Span, keys: Keys, scope: Scope, stands: Callable[[], Standing | None]
) -> tuple[Plan, Sql]:
    """Which table answers a series, and the question to it."""
    days, plan = None, EVENTS
    if asked.breakdown is None:
        plan, days = active_days.of_trend(series.which, series.measure, asked.calendar, span, scope, stands)
    if days is None:
        return plan, question(asked, series, span, keys, scope)
    return plan, active_days.trend(days, series.measure, asked.calendar, span, asked.cumulative)


def _values(asked: Trend, series: Series, span: Span, found: list[tuple[Any, ...]], size: int) -> Table:
    table: Table = {}
    numbers = asked.calendar.numbers(span.since, span.until)
    first = numbers.start
    totals: dict[str, float] = {}
    for bucket, key, value, is_total in found:
        if is_total:
            totals[key] = _number(value)
        elif 0 <= bucket - first < size:
            table.setdefault(key, ([0.0] * size, 0.0))[0][bucket - first] = _number(value)
    for key, (values, _) in table.items():
        if asked.cumulative:
            values[:] = _running(values)
        if asked.rolling:
            values[:] = _smoothed(values, asked.rolling)
        last = values[min(size, len(numbers)) - 1]
        table[key] = (values, last if measures.last_is_total(series.measure) else totals.get(key, 0.0))
    if not table and asked.breakdown is None:
        table[""] = ([0.0] * size, 0.0)
    return table


def _lines(
    asked: Trend, period: Literal["current", "previous"], keys: Keys, tables: list[Table], tree: Any
) -> list[Line]:
    lines = []
    for letter, series, table in zip(arithmetic.LETTERS, asked.series, tables, strict=False):
        lines += [_line(asked, letter, series.name, period, keys, key, *table[key]) for key in _ordered(asked, table)]
    if tree is None:
        return lines
    combined: Table = {}
    size = max((len(values) for table in tables for values, _ in table.values()), default=0)
    zero: tuple[list[float], float] = ([0.0] * size, 0.0)
    for key in dict.fromkeys(key for table in tables for key in table):
        columns = [table.get(key, zero) for table in tables]
        values = [arithmetic.compute(tree, [c[0][n] for c in columns]) for n in range(size)]
        combined[key] = (values, arithmetic.compute(tree, [c[1] for c in columns]))
    lines += [
        _line(asked, None, asked.formula or "", period, keys, key, *combined[key]) for key in _ordered(asked, combined)
    ]
    return lines


def _line(
    asked: Trend,
    letter: str | None,
    name: str,
    period: Literal["current", "previous"],
    keys: Keys,
    key: str,
    values: Sequence[float],
    total: float,
) -> Line:
    said = split.value(asked.breakdown, key, keys.ranges) if asked.breakdown else None
    return Line(letter, name, period, said, tuple(values), total)


def _ordered(asked: Trend, table: Table) -> list[str]:
    shown = [key for key in table if key != split.OTHER or asked.breakdown is None or asked.breakdown.other]
    return sorted(shown, key=lambda key: (*split.order(key), -table[key][1], -sum(table[key][0]), key))


def _starts(calendar: Calendar, span: Span, size: int) -> tuple[datetime, ...]:
    first = calendar.number_of(span.since)
    return tuple(calendar.start_of(first + n) for n in range(size))


def _number(value: Any) -> float:
    if value is None or not isfinite(value):
        return 0
    return int(value) if value == int(value) else float(value)


def _running(values: Sequence[float]) -> list[float]:
    total = 0.0
    return [total := total + value for value in values]


def _smoothed(values: Sequence[float], size: int) -> list[float]:
    windows = [values[max(0, n - size + 1) : n + 1] for n in range(len(values))]
    return [sum(window) / len(window) for window in windows]
