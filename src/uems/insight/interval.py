"""How long people need from one event to the next of another kind: quantiles for a box, and a histogram."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cbrt, ceil
from typing import Any, Literal

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.insight.funnel_question import Window
from uems.metrics import breakdown as split
from uems.metrics.asked import Computed, Span, Stopwatch
from uems.metrics.breakdown import OTHER, Breakdown
from uems.metrics.period import MILLISECOND
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.rules.value import milliseconds
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, any_of, join, sql

Pair = Literal["last", "first", "every"]
MOST_BINS = 200
THIRTY_DAYS = Window(30, "days")
_MOST_CHOSEN_BINS = 40
_LONGEST = 10 * 366 * 86400 * 1000
_NEVER = (1 << 62) - 1
"""An end that is packed like an event and comes after all of them."""


class BadInterval(Invalid):
    code = "bad_interval"
    text = Text("间隔查询无效", "The question for intervals is not valid")


@dataclass(frozen=True, slots=True)
class Interval:
    """From each start in the span to the person's next end after it, within the window, up to the question's now.

    pair: where several starts precede the same end, `last` = the nearest start counts, `first` = the earliest, `every`
    = each of them. One event is never both start and end of the same interval; at the same millisecond a start comes
    before an end. hold: a property whose value is the same at start and end. The breakdown is read at the start.
    """

    start: Which
    end: Which
    span: Span
    window: Window = THIRTY_DAYS
    pair: Pair = "last"
    hold: str | None = None
    breakdown: Breakdown | None = None
    bins: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """Intervals and the people who have them; seconds, None where there are none."""

    intervals: int
    people: int
    mean: float | None
    p5: float | None
    p25: float | None
    p50: float | None
    p75: float | None
    p95: float | None


@dataclass(frozen=True, slots=True)
class LengthBin:
    """Intervals of from_seconds ≤ t < to_seconds; the last bin reaches to the longest."""

    from_seconds: int
    to_seconds: int
    intervals: int
    people: int


@dataclass(frozen=True, slots=True)
class BoxPart:
    """The box of one value of the breakdown; null = missing, `$other` = the rest."""

    value: split.Value
    box: Box


@dataclass(frozen=True, slots=True)
class Lengths:
    """The box of all, of each value of the breakdown, and the bins: of equal width up to the 95th percentile."""

    whole: Box
    bins: tuple[LengthBin, ...]
    breakdown: tuple[BoxPart, ...] | None
    computed: Computed


@dataclass(frozen=True, slots=True)
class IntervalCell:
    """Who has an interval of from_seconds ≤ t < to_seconds (None = of any length), of one value of the breakdown where
    it is given as (value,)."""

    from_seconds: int | None = None
    to_seconds: int | None = None
    breakdown: tuple[Any] | None = None


def refuse_nonsense(asked: Interval) -> None:
    """Raises BadInterval."""
    if not 0 < asked.window.milliseconds <= _LONGEST:
        raise BadInterval(
            Text("窗口期须大于 0 且不超过 10 年", "The window is longer than nothing, at most 10 years"), about="window"
        )
    if asked.breakdown is not None and any(one.bins is not None for one in asked.breakdown.by):
        raise BadInterval(Text("间隔分析不支持分箱", "Intervals are not split into bins"), about="breakdown.bins")


def intervals(asked: Interval, scope: Scope) -> Sql:
    """Rows (person_id, key, ms): one for each interval."""
    return sql(
        """SELECT person_id, {key} AS key, pair.3 - pair.1 AS ms FROM (
SELECT person_id, arrayJoin({chosen}) AS pair FROM (
{starts}))
WHERE pair.3 - pair.1 <= {window:UInt64}""",
        key=sql("''" if asked.breakdown is None else "pair.4"),
        chosen=_CHOSEN[asked.pair],
        starts=_starts(asked, scope),
        window=asked.window.milliseconds,
    )


def _starts(asked: Interval, scope: Scope) -> Sql:
    """Rows (person_id, s): each person's starts in order, as (ms, place of the next end after it, its ms[, key]). An
    event is one number: its milliseconds, then whether it is an end, then whether it is no start, so that in order a
    start comes before an end. No lambda looks at a whole array, which the engine would copy for each event."""
    split_up = asked.breakdown is not None
    gathered, keys = sql("groupArray(packed)"), sql("")
    if split_up:
        gathered, keys = sql("groupArray((packed, v))"), sql(", arrayPushBack(arrayMap(x -> x.2, events), '') AS keys")
    events = sql(
        """SELECT person_id, arrayPushBack({packed}, {never:UInt64}) AS e{keys} FROM (
SELECT person_id, arraySort({gathered}) AS events
FROM ({rows})
GROUP BY person_id{held}
HAVING NOT min(bitTest(packed, 0)) AND max(bitTest(packed, 1)))""",
        packed=sql("arrayMap(x -> x.1, events)" if split_up else "events"),
        never=_NEVER,
        keys=keys,
        gathered=gathered,
        rows=_rows(asked, scope),
        held=sql(", h" if asked.hold is not None else ""),
    )
    return sql(
        """SELECT person_id, arrayFilter(p -> p.2 > 0 AND p.1 < {until:UInt64},
arrayMap(({names}) -> (bitShiftRight(x, 2), if(bitTest(x, 0), 0, n), bitShiftRight(t, 2){key}), {arrays})) AS s FROM (
SELECT *, arrayReverseFill((i, x) -> bitTest(x, 1), arrayEnumerate(e), e) AS places,
    arrayReverseFill(x -> bitTest(x, 1), e) AS ends FROM (
{events}))""",
        until=max(0, milliseconds(asked.span.until)),
        names=sql("x, n, t, v" if split_up else "x, n, t"),
        key=sql(", v" if split_up else ""),
        arrays=sql(
            "e, arrayShiftLeft(places, 1, toUInt32(length(e))), arrayShiftLeft(ends, 1, {never:UInt64}){keys}",
            never=_NEVER,
            keys=sql(", keys" if split_up else ""),
        ),
        events=events,
    )


_CHOSEN: dict[Pair, Sql] = {
    "every": sql("s"),
    "last": sql("arrayFilter((p, o) -> p.2 != o.2, s, arrayShiftLeft(s, 1))"),
    "first": sql("arrayFilter((p, o) -> p.2 != o.2, s, arrayShiftRight(s, 1))"),
}
"""Of the starts in order, those that count; starts before the same end share its place."""


def _rows(asked: Interval, scope: Scope) -> Sql:
    """SELECT person_id, packed, [v], [h] of the events that are either."""
    end = min(asked.span.until + asked.window.length, scope.now) + MILLISECOND
    starts, ends = asked.start.tests(scope), asked.end.tests(scope)
    tests = [
        sql("ts >= {since:DateTime64(3)} AND ts < {end:DateTime64(3)}", since=asked.span.since, end=end),
        any_of([asked.start.named(), asked.end.named()]),
        any_of([starts, ends]),
    ]
    columns = [
        sql("person_id"),
        sql(
            "bitShiftLeft(toUInt64(toUnixTimestamp64Milli(ts)), 2) + 2 * ({ends}) + NOT ({starts}) AS packed",
            ends=ends,
            starts=starts,
        ),
    ]
    if asked.breakdown is not None:
        columns.append(sql("{v} AS v", v=split.key(asked.breakdown, [None] * len(asked.breakdown.by))))
    if asked.hold is not None:
        held = facts.event_property(asked.hold)
        columns.append(sql("toString({held}) AS h", held=held))
        tests.append(sql("{held} NOT IN ('', 'null')", held=held))
    return sql(
        "SELECT {columns} FROM {source} WHERE {tests}",
        columns=join(", ", columns),
        source=split.source(scope.events, asked.breakdown),
        tests=all_of(tests),
    )


_BOX = sql("""count(), uniqExact(person_id), avg(ms) / 1000,
arrayMap(x -> x / 1000, quantilesExactInclusive(0.05, 0.25, 0.5, 0.75, 0.95)(ms)),
intDiv(min(ms), 1000), intDiv(max(ms), 1000)""")
"""A box, and the shortest and the longest in whole seconds."""
_STATES = sql("""uniqExactState(person_id) AS who, sum(ms) AS total, min(ms) AS low, max(ms) AS high,
quantilesExactInclusiveState(0.05, 0.25, 0.5, 0.75, 0.95)(ms) AS lengths""")
_MERGED = sql("""sum(n), uniqExactMerge(who), sum(total) / sum(n) / 1000,
arrayMap(x -> x / 1000, quantilesExactInclusiveMerge(0.05, 0.25, 0.5, 0.75, 0.95)(lengths)),
intDiv(min(low), 1000), intDiv(max(high), 1000)""")
"""The same as _BOX, of the states of several values."""


def answer(asked: Interval, scope: Scope) -> Lengths:
    """Raises BadInterval, and what the warehouse refuses."""
    watch = Stopwatch.start()
    refuse_nonsense(asked)
    parts: tuple[BoxPart, ...] | None = None
    whole: Sequence[Any]
    if asked.breakdown is None:
        box = sql("SELECT {box} FROM ({rows})", box=_BOX, rows=intervals(asked, scope))
        whole = scope.ask(box).rows[0]
    else:
        parts, whole = _parts(asked, asked.breakdown, scope)
    bins = _bins(asked, whole, scope)
    return Lengths(_box(whole), bins, parts, watch.computed("interval", asked, scope))


def _box(row: Sequence[Any]) -> Box:
    count, people, mean, quantiles, *_ = row
    if not count:
        return Box(0, 0, None, None, None, None, None, None)
    return Box(int(count), int(people), mean, *quantiles)


def _bins(asked: Interval, whole: Sequence[Any], scope: Scope) -> tuple[LengthBin, ...]:
    """By default as many as the cube root of the number of intervals, at most 40, up to the 95th percentile."""
    box, low, high = _box(whole), int(whole[-2]), int(whole[-1])
    if not box.intervals:
        return ()
    wanted = asked.bins or min(_MOST_CHOSEN_BINS, max(1, ceil(cbrt(box.intervals) - 1e-9)))
    reach = max(low + 1, ceil(box.p95 or 0))
    width = max(1, ceil((reach - low) / wanted))
    count = max(1, ceil((min(reach, high + 1) - low) / width))
    counted = sql(
        """SELECT least(intDiv(intDiv(ms, 1000) - {low:Int64}, {width:Int64}), {last:Int64}) AS n,
count(), uniqExact(person_id) FROM ({rows}) GROUP BY n""",
        low=low,
        width=width,
        last=count - 1,
        rows=intervals(replace(asked, breakdown=None), scope),
    )
    found = {int(n): (int(each), int(people)) for n, each, people in scope.ask(counted).rows}
    edges = [low + n * width for n in range(count)] + [max(high + 1, low + count * width)]
    return tuple(LengthBin(edges[n], edges[n + 1], *found.get(n, (0, 0))) for n in range(count))


def _ranked(asked: Interval, scope: Scope) -> Sql:
    """Rows of `intervals` with the states of a box for each value of the breakdown, and the value's place among those
    with the most intervals."""
    return sql(
        """SELECT *, row_number() OVER (ORDER BY n DESC, key) AS place FROM (
SELECT key, count() AS n, {states} FROM ({rows}) GROUP BY key)""",
        states=_STATES,
        rows=intervals(asked, scope),
    )


def _parts(asked: Interval, by: Breakdown, scope: Scope) -> tuple[tuple[BoxPart, ...], Sequence[Any]]:
    """The boxes of the values, and the columns of the whole one, which is all of them together."""
    query = sql(
        """SELECT grouping(name), if(place <= {limit:UInt32}, key, {other:String}) AS name, {box} FROM (
{ranked}) GROUP BY GROUPING SETS ((name), ())""",
        limit=by.limit,
        other=OTHER,
        box=_MERGED,
        ranked=_ranked(asked, scope),
    )
    rows = scope.ask(query).rows
    whole = next((row[2:] for row in rows if row[0]), (0, 0, None, (), 0, 0))
    shown = [row[1:] for row in rows if not row[0] and (by.other or row[1] != OTHER)]
    shown.sort(key=lambda row: (*split.order(row[0]), -row[1], row[0]))
    parts = tuple(BoxPart(split.value(by, row[0], [None] * len(by.by)), _box(row[1:])) for row in shown)
    return parts, whole


def found_keys(asked: Interval, scope: Scope) -> tuple[str, ...]:
    """The values of the breakdown with the most intervals."""
    assert asked.breakdown is not None
    top = sql(
        "SELECT key FROM ({rows}) GROUP BY key ORDER BY count() DESC, key LIMIT {limit:UInt32}",
        rows=intervals(asked, scope),
        limit=asked.breakdown.limit,
    )
    return tuple(row[0] for row in scope.ask(top).rows)


def behind(asked: Interval, cell: IntervalCell, scope: Scope) -> Sql:
    """SELECT person_id of the people of a cell. Raises BadInterval."""
    refuse_nonsense(asked)
    keys, tests = None, []
    if cell.breakdown is None:
        asked = replace(asked, breakdown=None)
    else:
        keys = found_keys(asked, scope) if asked.breakdown is not None else ()
        ranges = [None] * len(asked.breakdown.by) if asked.breakdown is not None else []
        key = None if asked.breakdown is None else split.key_of(asked.breakdown, keys, ranges, cell.breakdown[0])
        if key is None:
            raise BadInterval(about="cell.breakdown")
        tests.append(sql("{kept} = {key:String}", kept=split.kept(sql("key"), keys), key=key))
    if cell.from_seconds is not None:
        tests.append(sql("ms >= {low:UInt64}", low=cell.from_seconds * 1000))
    if cell.to_seconds is not None:
        tests.append(sql("ms < {high:UInt64}", high=cell.to_seconds * 1000))
    return sql(
        "SELECT DISTINCT person_id FROM ({rows}) WHERE {tests}", rows=intervals(asked, scope), tests=all_of(tests)
    )
