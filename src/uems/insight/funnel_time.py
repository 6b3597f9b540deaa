"""A funnel over time: how long people need from one step to another, and how the conversion changes by day of entry."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import cbrt, ceil
from typing import Any

from uems.base.words import Text
from uems.insight import funnel_sequence
from uems.insight.attempt import NUMBERS, TIMES
from uems.insight.funnel import attempts, found_keys, value
from uems.insight.funnel_question import BadFunnel, Funnel, refuse_nonsense
from uems.metrics import breakdown as split
from uems.metrics.asked import Computed, Stopwatch, bounded
from uems.metrics.breakdown import OTHER
from uems.metrics.period import Calendar
from uems.metrics.planner import EVENTS, Plan
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, sql

MOST_BINS = 200
_MOST_CHOSEN_BINS = 60


@dataclass(frozen=True, slots=True)
class Leg:
    """From one step to a later one, numbered from 0."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bin:
    """People who needed from_seconds ≤ t < to_seconds."""

    from_seconds: int
    to_seconds: int
    people: int


@dataclass(frozen=True, slots=True)
class Durations:
    """How long people needed; no bins, no mean and no median where nobody came so far."""

    bins: tuple[Bin, ...]
    mean_seconds: float | None
    median_seconds: float | None
    computed: Computed


@dataclass(frozen=True, slots=True)
class Entries:
    """Of the people who entered in each bucket: how many reached the leg's start, how many its end, and the share
    (None where nobody entered)."""

    value: split.Value
    entered: tuple[int, ...]
    converted: tuple[int, ...]
    rate: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """Conversion by the bucket of the first step. A person counts once in each bucket they entered in, at their best
    attempt that began in it; `complete` = every window that began in the bucket has ended."""

    buckets: tuple[datetime, ...]
    complete: tuple[bool, ...]
    whole: Entries
    breakdown: tuple[Entries, ...] | None
    computed: Computed


def refuse_leg(asked: Funnel, leg: Leg) -> None:
    """Raises BadFunnel for a leg that the funnel does not have."""
    refuse_nonsense(asked)
    if not 0 <= leg.start < leg.end < len(asked.steps):
        raise BadFunnel(Text("须从较前的步骤到较后的步骤", "It goes from one step to a later one"), about="to")


def durations(asked: Funnel, leg: Leg, scope: Scope, plan: Plan = EVENTS) -> Sql:
    """One row for each unit that reached the leg's end: whole seconds, cut, and milliseconds."""
    return sql(
        "SELECT toInt64(intDiv({end} - {start}, 1000)) AS seconds, {end} - {start} AS ms FROM (\n{q})\n"
        "WHERE level > {n}",
        end=sql(TIMES[leg.end]),
        start=sql(TIMES[leg.start]),
        n=sql(NUMBERS[leg.end]),
        q=attempts(replace(asked, breakdown=None), scope, plan=plan),
    )


def histogram(asked: Funnel, leg: Leg, bins: int | None, scope: Scope) -> Durations:
    """Bins of equal whole seconds from the fastest to the slowest, the last one holding the slowest. Left out, their
    number is the cube root of the number of people, at most 60. Raises BadFunnel."""
    watch = Stopwatch.start()
    refuse_leg(asked, leg)
    plan = funnel_sequence.plan(replace(asked, breakdown=None), scope)
    rows = durations(asked, leg, scope, plan)
    spread = sql(
        """SELECT count(), min(seconds), max(seconds), avg(ms) / 1000, quantileExactInclusive(0.5)(ms / 1000) FROM (
{rows})""",
        rows=rows,
    )
    count, low, high, mean, median = scope.ask(spread).rows[0]
    computed = ("funnel_histogram", (asked, leg, bins), scope)
    if not count:
        return Durations((), None, None, watch.computed(*computed, plan=plan))
    wanted = bins or min(_MOST_CHOSEN_BINS, max(1, ceil(cbrt(count) - 1e-9)))
    width = max(1, ceil((high - low) / wanted))
    counted = sql(
        "SELECT intDiv(seconds - {low:Int64}, {width:Int64}) AS n, count() FROM (\n{rows})\nGROUP BY n",
        low=low,
        width=width,
        rows=rows,
    )
    people = dict(scope.ask(counted).rows)
    found = tuple(
        Bin(low + n * width, low + (n + 1) * width, people.get(n, 0)) for n in range((high - low) // width + 1)
    )
    return Durations(found, mean, median, watch.computed(*computed, plan=plan))


def entries(asked: Funnel, leg: Leg, calendar: Calendar, scope: Scope, keys: Sequence[str] | None = None) -> Sql:
    """Rows (bucket, entered, converted), with kept keys (value, bucket, …); buckets count from the span's first."""
    return sql(
        """SELECT {value}bucket, countIf(level > {start}) AS entered, countIf(level > {end}) AS converted
FROM (
{q})
GROUP BY {value}bucket""",
        value=sql("value, " if keys is not None else ""),
        start=sql(NUMBERS[leg.start]),
        end=sql(NUMBERS[leg.end]),
        q=attempts(asked, scope, keys, calendar),
    )


def course(asked: Funnel, leg: Leg, calendar: Calendar, scope: Scope) -> Course:
    """Raises BadFunnel, BadRange, and what the warehouse refuses."""
    watch = Stopwatch.start()
    refuse_leg(asked, leg)
    numbers = bounded(calendar, asked.span)
    count = len(numbers)
    everyone = replace(asked, breakdown=None)
    whole = _entries(None, {row[0]: row[1:] for row in scope.ask(entries(everyone, leg, calendar, scope)).rows}, count)
    return Course(
        tuple(calendar.start_of(n) for n in numbers),
        tuple(calendar.end_of(n) + asked.window.length <= scope.now for n in numbers),
        whole,
        None if asked.breakdown is None else _parts(asked, leg, calendar, scope, count),
        watch.computed("funnel_trend", (asked, leg, calendar), scope),
    )


def _parts(asked: Funnel, leg: Leg, calendar: Calendar, scope: Scope, count: int) -> tuple[Entries, ...]:
    assert asked.breakdown is not None
    keys = found_keys(asked, scope)
    found: dict[str, dict[int, Sequence[int]]] = {}
    for key, bucket, *numbers in scope.ask(entries(asked, leg, calendar, scope, keys)).rows:
        found.setdefault(key, {})[bucket] = numbers
    if not asked.breakdown.other:
        found.pop(OTHER, None)
    ordered = sorted(found, key=lambda key: (*split.order(key), -sum(n[0] for n in found[key].values()), key))
    return tuple(_entries(value(asked, key), found[key], count) for key in ordered)


def _entries(named: Any, found: dict[int, Sequence[int]], count: int) -> Entries:
    entered = tuple(found.get(n, (0, 0))[0] for n in range(count))
    converted = tuple(found.get(n, (0, 0))[1] for n in range(count))
    rate = tuple(done / came if came else None for came, done in zip(entered, converted, strict=True))
    return Entries(named, entered, converted, rate)
