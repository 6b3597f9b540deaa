"""Sessions as numbers: how many, how deep, how long, how many bounce, where they begin and end, and whose they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.insight import page, session_rows
from uems.insight.cell import NO_COLUMNS, NoSuchCell
from uems.insight.session_rows import Sessions
from uems.metrics import breakdown as split
from uems.metrics.asked import Computed, Stopwatch, bounded
from uems.metrics.breakdown import OTHER, Value
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, all_of, join, sql

SECONDS = (0, 1, 10, 30, 60, 180, 600, 1800)
"""Where the bins of durations and dwell times begin."""
DEPTHS = (0, 1, 2, 3, 4, 5, 6, 11, 21)
"""Where the bins of page views begin."""
_BINS = tuple(f"bin{n}" for n in range(2 * len(SECONDS) + len(DEPTHS)))
Row = Sequence[Any]


class BadSessions(Invalid):
    code = "bad_sessions"
    text = Text("会话查询无效", "The question about sessions is not valid")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Of so many sessions: different people; visits = sessions that saw a page, page views; bounced visits and their
    share of visits; page views for each visit; seconds from the first event to the last; seconds that somebody looked,
    of the `known` sessions in which something followed the first event. None = nothing to divide by."""

    sessions: int
    people: int
    visits: int
    views: int
    bounced: int
    bounce_rate: float | None
    depth: float | None
    mean_seconds: float | None
    median_seconds: float | None
    known: int
    dwell_mean_seconds: float | None
    dwell_median_seconds: float | None


@dataclass(frozen=True, slots=True)
class TimeBin:
    """Sessions that took at least and less than so long; None = no end."""

    from_seconds: int
    to_seconds: int | None
    sessions: int


@dataclass(frozen=True, slots=True)
class DepthBin:
    """Sessions with at least and less than so many page views; None = no end."""

    from_views: int
    to_views: int | None
    sessions: int


@dataclass(frozen=True, slots=True)
class Bucket:
    """The sessions that began in one bucket of the calendar."""

    start: datetime
    complete: bool
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class Part:
    """The sessions whose first value of the breakdown is this one; null = they have none, `$other` = the rest."""

    value: Value
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class PageSeen:
    """One page: its views by so many people; the seconds of the `known` views after which something came; visits that
    it began and ended, and those that it began and that bounced."""

    page: str
    views: int
    people: int
    known: int
    dwell_mean_seconds: float | None
    dwell_median_seconds: float | None
    entries: int
    exits: int
    bounced: int
    bounce_rate: float | None
    exit_rate: float


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages in the first places by views, by entries or by exits, and what all `others` have together."""

    items: tuple[PageSeen, ...]
    others: int
    other_views: int
    other_entries: int
    other_exits: int
    other_bounced: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole, its distributions, its course over time and its parts."""

    total: Numbers
    durations: tuple[TimeBin, ...]
    dwells: tuple[TimeBin, ...]
    depths: tuple[DepthBin, ...]
    series: tuple[Bucket, ...]
    breakdown: tuple[Part, ...] | None
    pages: Pages
    computed: Computed


@dataclass(frozen=True, slots=True)
class SessionCell:
    """Whose sessions: that began in a bucket; that bounced; whose duration, dwell time (seconds) or page views lie in
    the bin that begins there; of one value of the breakdown, given as (value,). With a `page` instead: who saw it, or
    began or ended a session on it, or (`bounced`) began one on it that bounced."""

    bucket: datetime | None = None
    bounced: bool = False
    duration: int | None = None
    dwell: int | None = None
    depth: int | None = None
    breakdown: tuple[Value] | None = None
    page: str | None = None
    at: Literal["seen", "entry", "exit"] = "seen"


_NUMBERS = sql(
    """count() AS sessions, uniqExact(p) AS people, countIf(views > 0) AS visits, sum(views) AS seen,
    countIf(bounced) AS bounces, avg(ms) AS mean, quantileExactInclusive(0.5)(ms) AS median, countIf(known) AS knowns,
    avgIf(dwell, known) AS dwell_mean, quantileExactInclusiveIf(0.5)(dwell, known) AS dwell_median"""
)
_COLUMNS = 10
_STATES = sql(
    """count() AS n_sessions, countIf(nth = 1) AS n_first, countIf(nth = 1 OR bucket_before != bucket) AS n_people,
    countIf(views > 0) AS n_visits, sum(views) AS n_views, countIf(bounced) AS n_bounces, sum(ms) AS sum_ms,
    quantileExactInclusiveState(0.5)(ms) AS half_ms, countIf(known) AS n_known, sumIf(dwell, known) AS sum_dwell,
    quantileExactInclusiveIfState(0.5)(dwell, known) AS half_dwell"""
)
_MERGED = sql(
    """sum(n_sessions) AS sessions, if(whole = 1, sum(n_first), sum(n_people)), sum(n_visits), sum(n_views),
    sum(n_bounces), sum(sum_ms) / sessions, quantileExactInclusiveMerge(0.5)(half_ms), sum(n_known) AS knowns,
    sum(sum_dwell) / knowns, quantileExactInclusiveIfMerge(0.5)(half_dwell)"""
)
"""The same as _NUMBERS, in the same order, from the states of the buckets: no session is looked at twice."""


def question(asked: Sessions, scope: Scope) -> Sql:
    """Rows (whole, bucket, the numbers, the counts of the bins): one for all, which is marked, and one for each
    bucket."""
    seconds = [_bin(sql("ms"), SECONDS, n, 1000) for n in range(len(SECONDS))]
    dwells = [all_of([sql("known"), _bin(sql("dwell"), SECONDS, n, 1000)]) for n in range(len(SECONDS))]
    depths = [_bin(sql("views"), DEPTHS, n) for n in range(len(DEPTHS))]
    tests = [*seconds, *dwells, *depths]
    return sql(
        """SELECT grouping(bucket) AS whole, bucket, {numbers},
    {bins}
FROM (SELECT bucket, {states}, {counts} FROM (SELECT *, {bucket} AS bucket, {bucket_before} AS bucket_before FROM (
{each})) GROUP BY bucket)
GROUP BY GROUPING SETS ((), (bucket))""",
        numbers=_MERGED,
        states=_STATES,
        bins=join(", ", [sql("sum({b})", b=sql(_BINS[n])) for n in range(len(tests))]),
        counts=join(", ", [sql("countIf({t}) AS {b}", t=test, b=sql(_BINS[n])) for n, test in enumerate(tests)]),
        bucket=_bucket(asked, sql("start")),
        bucket_before=_bucket(asked, sql("before")),
        each=session_rows.each(asked, scope),
    )


def answer(asked: Sessions, scope: Scope) -> Overview:
    """Raises BadRange, BadSessions, and what the warehouse refuses."""
    watch, signed = Stopwatch.start(), asked
    _refuse(asked)
    asked = replace(asked, rule=session_rows.narrowed(asked.rule, asked.span, scope))
    numbers = bounded(asked.calendar, asked.span)
    rows = scope.ask(question(asked, scope), by_key=True).rows
    whole = next(row for row in rows if row[0])
    by_bucket = {row[1]: row for row in rows if not row[0]}
    bins = whole[2 + _COLUMNS :]
    longs = [*zip(SECONDS, (*SECONDS[1:], None), strict=True)]
    deeps = zip(DEPTHS, (*DEPTHS[1:], None), strict=True)
    total = _numbers(whole[2:])
    return Overview(
        total,
        tuple(TimeBin(low, high, n) for (low, high), n in zip(longs, bins, strict=False)),
        tuple(TimeBin(low, high, n) for (low, high), n in zip(longs, bins[len(SECONDS) :], strict=False)),
        tuple(DepthBin(low, high, n) for (low, high), n in zip(deeps, bins[2 * len(SECONDS) :], strict=True)),
        tuple(_of_bucket(asked, n, by_bucket.get(n), scope) for n in numbers),
        None if asked.breakdown is None else _parts(asked, scope),
        _pages(asked, scope) if total.views else Pages((), 0, 0, 0, 0, 0),
        watch.computed("sessions", signed, scope),
    )


def _refuse(asked: Sessions) -> None:
    if asked.breakdown is not None and any(one.bins is not None for one in asked.breakdown.by):
        text = Text("会话不支持分箱", "Sessions are not split into bins")
        raise BadSessions(text, about="breakdown.bins")


def _bucket(asked: Sessions, ms: Sql) -> Sql:
    return asked.calendar.sql_number(sql("fromUnixTimestamp64Milli(toInt64({ms}), 'UTC')", ms=ms))


def _bin(column: Sql, lows: Sequence[int], n: int, unit: int = 1) -> Sql:
    if n + 1 == len(lows):
        return sql("{column} >= {low:UInt64}", column=column, low=lows[n] * unit)
    bounds = {"low": lows[n] * unit, "high": lows[n + 1] * unit}
    return sql("{column} >= {low:UInt64} AND {column} < {high:UInt64}", column=column, **bounds)


def _numbers(row: Row) -> Numbers:
    sessions, people, visits, views, bounced, mean, median, known, dwell_mean, dwell_median = row[:_COLUMNS]
    return Numbers(
        sessions,
        people,
        visits,
        views,
        bounced,
        bounced / visits if visits else None,
        views / visits if visits else None,
        mean / 1000 if sessions else None,
        median / 1000 if sessions else None,
        known,
        dwell_mean / 1000 if known else None,
        dwell_median / 1000 if known else None,
    )


_NOTHING = _numbers((0,) * _COLUMNS)


def _of_bucket(asked: Sessions, number: int, row: Row | None, scope: Scope) -> Bucket:
    complete = asked.calendar.end_of(number) <= scope.now
    return Bucket(asked.calendar.start_of(number), complete, _NOTHING if row is None else _numbers(row[2:]))


def _keys(asked: Sessions, scope: Scope) -> tuple[str, ...]:
    return tuple(row[0] for row in scope.ask(session_rows.values(asked, scope)).rows)


def _parts(asked: Sessions, scope: Scope) -> tuple[Part, ...]:
    assert asked.breakdown is not None
    keys = _keys(asked, scope)
    query = sql(
        "SELECT value, {numbers} FROM (\n{each})\nGROUP BY value ORDER BY sessions DESC, value",
        numbers=_NUMBERS,
        each=session_rows.valued(asked, keys, scope),
    )
    found = {_key(keys, row[0], asked): _numbers(row[1:]) for row in scope.ask(query, by_key=True).rows}
    if not asked.breakdown.other:
        found.pop(OTHER, None)
    ordered = sorted(found, key=split.order)
    return tuple(
        Part(split.value(asked.breakdown, key, [None] * len(asked.breakdown.by)), found[key]) for key in ordered
    )


def _key(keys: Sequence[str], code: int, asked: Sessions) -> str:
    assert asked.breakdown is not None
    if code > 1:
        return keys[code - 2]
    return OTHER if code else "\x1f" * (len(asked.breakdown.by) - 1)


def pages_question(asked: Sessions, scope: Scope) -> Sql:
    """Rows (name, views, people, known, mean and median ms, entries, exits, bounced; of all pages: how many, views,
    entries, exits, bounced): the pages in the first places by views, by entries or by exits."""
    text = sql(
        """SELECT {name} AS name, views, people, knowns, mean, median, entries, exits, bounces,
    pages, all_views, all_entries, all_exits, all_bounces
FROM (SELECT *, count() OVER () AS pages, sum(views) OVER () AS all_views, sum(entries) OVER () AS all_entries,
    sum(exits) OVER () AS all_exits, sum(bounces) OVER () AS all_bounces,
    least(row_number() OVER (ORDER BY views DESC, page), row_number() OVER (ORDER BY entries DESC, page),
        row_number() OVER (ORDER BY exits DESC, page)) AS place
FROM (SELECT page, count() AS views, uniqExact(p) AS people, countIf(known) AS knowns, avgIf(dwell, known) AS mean,
    quantileExactInclusiveIf(0.5)(dwell, known) AS median, countIf(entry) AS entries, countIf(exit) AS exits,
    countIf(bounced) AS bounces FROM (
{seen}) GROUP BY page))
WHERE place <= {limit:UInt32} AND page > 1 ORDER BY views DESC, name""",
        name=page.name_of(sql("page")),
        seen=session_rows.pages(asked, scope),
        limit=asked.limit,
    )
    return session_rows.with_pages(asked, scope, text)


def _pages(asked: Sessions, scope: Scope) -> Pages:
    rows = scope.ask(pages_question(asked, scope), by_key=True).rows
    if not rows:
        return Pages((), 0, 0, 0, 0, 0)
    told = tuple(_page(row) for row in rows)
    whole, sums = rows[0][9:], [sum(row[n] for row in rows) for n in (1, 6, 7, 8)]
    rest = (n - told_of for n, told_of in zip(whole[1:], sums, strict=True))
    return Pages(told, whole[0] - len(told), *rest)


def _page(row: Row) -> PageSeen:
    name, views, people, known, mean, median, entries, exits, bounced = row[:9]
    return PageSeen(
        name,
        views,
        people,
        known,
        mean / 1000 if known else None,
        median / 1000 if known else None,
        entries,
        exits,
        bounced,
        bounced / entries if entries else None,
        exits / views,
    )


def behind(asked: Sessions, cell: SessionCell, scope: Scope) -> Sql:
    """SELECT person_id, columns of the people whose sessions are in a cell. Raises BadSessions, NoSuchCell."""
    _refuse(asked)
    if cell.page is not None:
        return _behind_page(asked, cell, cell.page, scope)
    tests = [sql("bounced")] if cell.bounced else []
    if cell.bucket is not None:
        number = asked.calendar.number_of(cell.bucket)
        if number not in bounded(asked.calendar, asked.span):
            raise NoSuchCell(about="cell.bucket")
        tests.append(sql("{bucket} = {n:Int64}", bucket=_bucket(asked, sql("start")), n=number))
    if cell.duration is not None:
        tests.append(_bin(sql("ms"), SECONDS, _place(SECONDS, cell.duration, "cell.duration"), 1000))
    if cell.dwell is not None:
        tests += [sql("known"), _bin(sql("dwell"), SECONDS, _place(SECONDS, cell.dwell, "cell.dwell"), 1000)]
    if cell.depth is not None:
        tests.append(_bin(sql("views"), DEPTHS, _place(DEPTHS, cell.depth, "cell.depth")))
    rows = session_rows.each(asked, scope)
    if cell.breakdown is not None:
        keys = _keys(asked, scope) if asked.breakdown is not None else ()
        rows = session_rows.valued(asked, keys, scope)
        tests.append(sql("value = {code:UInt32}", code=_code(asked, keys, cell.breakdown[0])))
    return _people(sql("SELECT p FROM (\n{rows}) WHERE {tests}", rows=rows, tests=all_of(tests)))


def _behind_page(asked: Sessions, cell: SessionCell, name: str, scope: Scope) -> Sql:
    at = {"seen": sql("true"), "entry": sql("entry"), "exit": sql("exit")}[cell.at]
    picked = sql(
        "SELECT p FROM (\n{seen}) WHERE page > 1 AND page = {code} AND {at} AND {bounced}",
        seen=session_rows.pages(asked, scope),
        code=page.code_of(name),
        at=at,
        bounced=sql("bounced" if cell.bounced else "true"),
    )
    return session_rows.with_pages(asked, scope, _people(picked))


def _people(picked: Sql) -> Sql:
    return sql("SELECT DISTINCT p AS person_id, {none} AS columns FROM (\n{picked})", none=NO_COLUMNS, picked=picked)


def _place(lows: Sequence[int], low: int, about: str) -> int:
    if low not in lows:
        raise NoSuchCell(about=about)
    return lows.index(low)


def _code(asked: Sessions, keys: Sequence[str], wanted: Value) -> int:
    if asked.breakdown is None:
        raise NoSuchCell(about="cell.breakdown")
    missing = _key(keys, 0, asked)
    found = split.key_of(asked.breakdown, (*keys, missing), [None] * len(asked.breakdown.by), wanted)
    if found is None:
        raise NoSuchCell(about="cell.breakdown")
    return 1 if found == OTHER else 0 if found == missing else keys.index(found) + 2
