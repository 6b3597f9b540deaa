"""How people are spread over how often they do something, on how many days or hours, or how much it sums up to."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import accumulate
from math import floor, log10
from typing import Any, Literal

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.insight import period_bits
from uems.metrics import breakdown as split
from uems.metrics.asked import Computed, Span, Stopwatch, bounded
from uems.metrics.breakdown import OTHER, Breakdown
from uems.metrics.period import Calendar
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, all_of, sql

Measure = Literal["times", "days", "hours", "sum"]
MOST_CUTS = 50
_MOST_SPREADS = 10_000
_EACH = 10
"""Up to this many, each number has a range of its own."""


class BadDistribution(Invalid):
    code = "bad_distribution"
    text = Text("分布查询无效", "The question for a distribution is not valid")


@dataclass(frozen=True, slots=True)
class Distribution:
    """Each person who did it has one number: `times` = events, `days` and `hours` = those of the calendar in which they
    did it, `sum` = the sum of a property over them. cuts: where ranges begin; left out, they follow what is found. With
    a calendar there is also a distribution for each bucket, in the same ranges."""

    which: Which
    span: Span
    days: Calendar
    measure: Measure = "times"
    property: str | None = None
    cuts: tuple[float, ...] = ()
    breakdown: Breakdown | None = None
    each: Calendar | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers low ≤ n < high; None = without end."""

    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Spread:
    """People in each range, all together, and the mean and the median of their numbers (None where nobody is)."""

    people: tuple[int, ...]
    total: int
    mean: float | None
    median: float | None


@dataclass(frozen=True, slots=True)
class SpreadPart:
    """The people who did it with one value of the breakdown; null = missing, `$other` = the rest."""

    value: split.Value
    spread: Spread


@dataclass(frozen=True, slots=True)
class Ranged:
    """The ranges, the spread over the whole span, of each bucket where asked, and of each value of the breakdown."""

    ranges: tuple[Range, ...]
    whole: Spread
    buckets: tuple[datetime, ...]
    complete: tuple[bool, ...]
    each: tuple[Spread, ...]
    breakdown: tuple[SpreadPart, ...] | None
    computed: Computed


@dataclass(frozen=True, slots=True)
class DistributionCell:
    """Who has a number low ≤ n < high, in one bucket where it is given, with one value of the breakdown as (value,)."""

    low: float | None = None
    high: float | None = None
    bucket: datetime | None = None
    breakdown: tuple[Any] | None = None


def refuse_nonsense(asked: Distribution) -> None:
    """Raises BadDistribution."""
    if asked.measure == "sum" and not asked.property:
        raise BadDistribution(Text("请指定求和的属性", "A sum needs a property"), about="property")
    if len(asked.cuts) > MOST_CUTS or any(b <= a for a, b in zip(asked.cuts, asked.cuts[1:], strict=False)):
        zh, en = f"区间起点须从小到大，最多 {MOST_CUTS} 个", f"Cuts rise, and there are at most {MOST_CUTS}"
        raise BadDistribution(Text(zh, en), about="cuts")
    if asked.breakdown is not None and any(one.bins is not None for one in asked.breakdown.by):
        raise BadDistribution(
            Text("分布分析不支持分箱", "A distribution is not split into bins"), about="breakdown.bins"
        )


def numbers(asked: Distribution, scope: Scope, keys: Sequence[str] | None = None, each: Calendar | None = None) -> Sql:
    """Rows (person_id, key, bucket, n): each person's number for each value of the breakdown and bucket."""
    key = split.key(asked.breakdown, [None] * (len(asked.breakdown.by) if asked.breakdown else 0))
    # What is the same for all is no part of what is grouped by: a text there makes it many times slower.
    return sql(
        """SELECT person_id, {key_of} AS key, {bucket_of} AS bucket, {number} AS n FROM (
SELECT person_id, ts{key}{bucket}, {value} AS value FROM {source} WHERE {which}
)
GROUP BY person_id{by_key}{by_bucket}{counted}""",
        key_of=sql("''" if asked.breakdown is None else "toString(k)"),
        bucket_of=sql("0" if each is None else "b"),
        number=_number(asked),
        key=sql("")
        if asked.breakdown is None
        else sql(", toLowCardinality({key}) AS k", key=key if keys is None else split.kept(key, keys)),
        bucket=sql("") if each is None else sql(", toInt64({n}) AS b", n=each.sql_number(sql("ts"))),
        by_key=sql("" if asked.breakdown is None else ", k"),
        by_bucket=sql("" if each is None else ", b"),
        value=_value(asked),
        source=split.source(scope.events, asked.breakdown),
        which=asked.which.rows(asked.span, scope),
        counted=sql(" HAVING count(value) > 0" if asked.measure == "sum" else ""),
    )


def _value(asked: Distribution) -> Sql:
    return split.number(split.raw(split.Split(asked.property or ""))) if asked.measure == "sum" else sql("0")


def _number(asked: Distribution) -> Sql:
    if asked.measure == "times":
        return sql("toFloat64(count())")
    if asked.measure == "sum":
        return sql("ifNull(sum(value), 0.)")
    calendar = replace(asked.days, interval="day" if asked.measure == "days" else "hour")
    number, every = calendar.sql_number(sql("ts")), calendar.numbers(asked.span.since, asked.span.until)
    return sql("toFloat64({counted})", counted=period_bits.counted(number, every))


def answer(asked: Distribution, scope: Scope) -> Ranged:
    """Raises BadDistribution, BadRange, and what the warehouse refuses."""
    watch = Stopwatch.start()
    refuse_nonsense(asked)
    whole = replace(asked, breakdown=None)
    buckets = bounded(asked.each, asked.span) if asked.each is not None else range(0)
    cuts, everybody = _everybody(whole, scope)
    by_bucket = _spreads(numbers(whole, scope, None, asked.each), cuts, sql("bucket"), scope) if asked.each else {}
    return Ranged(
        _ranges(cuts),
        everybody,
        tuple(asked.each.start_of(n) for n in buckets) if asked.each else (),
        tuple(asked.each.end_of(n) <= scope.now for n in buckets) if asked.each else (),
        tuple(by_bucket.get(n, _nobody(cuts)) for n in buckets),
        None if asked.breakdown is None else _parts(asked, cuts, scope),
        watch.computed("distribution", asked, scope),
    )


def _ranges(cuts: Sequence[float]) -> tuple[Range, ...]:
    return tuple(Range(low, high) for low, high in zip((None, *cuts), (*cuts, None), strict=True))


def _nobody(cuts: Sequence[float]) -> Spread:
    return Spread((0,) * (len(cuts) + 1), 0, None, None)


def _spreads(rows: Sql, cuts: Sequence[float], by: Sql, scope: Scope, most: int = _MOST_SPREADS) -> dict[Any, Spread]:
    """The spread of each key or bucket, those of the most people first."""
    at = sql("length(arrayFilter(c -> c <= n, {cuts:Array(Float64)}))", cuts=list(cuts))
    asked = sql(
        """SELECT {by} AS by, sumMap([{at}], [1]), count(), avg(n), quantileExactInclusive(0.5)(n)
FROM ({rows}) GROUP BY by ORDER BY count() DESC, by LIMIT {most:UInt32}""",
        by=by,
        most=most,
        at=at,
        rows=rows,
    )
    found = {}
    for named, (places, people), total, mean, median in scope.ask(asked).rows:
        counts = dict(zip(places, people, strict=True))
        found[named] = Spread(tuple(int(counts.get(n, 0)) for n in range(len(cuts) + 1)), int(total), mean, median)
    return found


def _everybody(asked: Distribution, scope: Scope) -> tuple[tuple[float, ...], Spread]:
    """The ranges and the spread of all. Of counts there are few different ones: at most the root of twice the events,
    so that both are found in one pass."""
    if asked.measure == "sum":
        cuts = asked.cuts or _cuts_of_sums(asked, scope)
        return cuts, _spreads(numbers(asked, scope), cuts, sql("key"), scope).get("", _nobody(cuts))
    counted = sql("SELECT n, count() FROM ({rows}) GROUP BY n ORDER BY n", rows=numbers(asked, scope))
    rows = scope.ask(counted, by_key=asked.which.unnamed).rows
    found = [(float(n), int(people)) for n, people in rows]
    cuts = asked.cuts or _cuts_of_counts(found[-1][0] if found else 0)
    return cuts, _spread(found, cuts)


def _spread(rising: Sequence[tuple[float, int]], cuts: Sequence[float]) -> Spread:
    """The spread of numbers that so many people have."""
    total = sum(people for _, people in rising)
    if not total:
        return _nobody(cuts)
    inside = [0] * (len(cuts) + 1)
    for n, people in rising:
        inside[bisect_right(cuts, n)] += people
    below = list(accumulate(people for _, people in rising))
    low, high = (rising[bisect_right(below, place)][0] for place in ((total - 1) // 2, total // 2))
    return Spread(tuple(inside), total, sum(n * people for n, people in rising) / total, (low + high) / 2)


def _cuts_of_sums(asked: Distribution, scope: Scope) -> tuple[float, ...]:
    """Round quantiles."""
    looked = sql(
        "SELECT count(), quantilesExactInclusive(0.1, 0.25, 0.5, 0.75, 0.9)(n) FROM ({rows})",
        rows=numbers(asked, scope),
    )
    count, quantiles = scope.ask(looked).rows[0]
    return tuple(sorted({_round(one) for one in quantiles})) if count else ()


def _cuts_of_counts(most: float) -> tuple[float, ...]:
    """Each number up to ten, beyond that round steps."""
    if most <= _EACH:
        return tuple(float(n) for n in range(2, int(most) + 1))
    rising = (step * 10.0**power for power in range(int(log10(most)) + 1) for step in (2, 5, 10))
    return (2.0, 3.0, 4.0, 5.0, *(cut for cut in rising if 5 < cut <= most))


def _round(n: float) -> float:
    """Two digits of a number."""
    if not n:
        return 0.0
    return round(n, 1 - floor(log10(abs(n))))


def found_keys(asked: Distribution, scope: Scope) -> tuple[str, ...]:
    """The values of the breakdown with the most people."""
    assert asked.breakdown is not None
    top = sql(
        "SELECT key FROM ({rows}) GROUP BY key ORDER BY count() DESC, key LIMIT {limit:UInt32}",
        rows=numbers(asked, scope),
        limit=asked.breakdown.limit,
    )
    return tuple(row[0] for row in scope.ask(top).rows)


def _parts(asked: Distribution, cuts: Sequence[float], scope: Scope) -> tuple[SpreadPart, ...]:
    assert asked.breakdown is not None
    by = asked.breakdown
    found = _spreads(numbers(asked, scope), cuts, sql("key"), scope, by.limit + 1)
    if len(found) > by.limit:
        kept = tuple(found)[: by.limit]
        found = _spreads(numbers(asked, scope, kept), cuts, sql("key"), scope)
    shown = [key for key in found if by.other or key != OTHER]
    shown.sort(key=lambda key: (*split.order(key), -found[key].total, key))
    return tuple(SpreadPart(split.value(by, key, [None] * len(by.by)), found[key]) for key in shown)


def behind(asked: Distribution, cell: DistributionCell, scope: Scope) -> Sql:
    """SELECT person_id of the people of a cell. Raises BadDistribution."""
    refuse_nonsense(asked)
    tests = [] if cell.low is None else [sql("n >= {low:Float64}", low=cell.low)]
    tests += [] if cell.high is None else [sql("n < {high:Float64}", high=cell.high)]
    keys, each = None, None
    if cell.breakdown is None:
        asked = replace(asked, breakdown=None)
    else:
        keys = found_keys(asked, scope) if asked.breakdown is not None else ()
        ranges = [None] * len(asked.breakdown.by) if asked.breakdown is not None else []
        key = None if asked.breakdown is None else split.key_of(asked.breakdown, keys, ranges, cell.breakdown[0])
        if key is None:
            raise BadDistribution(about="cell.breakdown")
        tests.append(sql("key = {key:String}", key=key))
    if cell.bucket is not None:
        if asked.each is None:
            raise BadDistribution(about="cell.bucket")
        each = asked.each
        tests.append(sql("bucket = {n:Int64}", n=each.number_of(cell.bucket)))
    return sql(
        "SELECT DISTINCT person_id FROM ({rows}) WHERE {tests}",
        rows=numbers(asked, scope, keys, each),
        tests=all_of(tests),
    )
