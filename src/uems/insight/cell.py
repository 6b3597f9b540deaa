"""Who is behind a number: the people of one cell of an answer, exactly as many as the number says."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from uems.base.errors import Invalid
from uems.base.page import BadCursor
from uems.base.words import Text
from uems.insight import lifecycle, measure, retention, stickiness, trend
from uems.insight.lifecycle import Lifecycle
from uems.insight.measure import Rows
from uems.insight.retention_rows import Retention, cells
from uems.insight.stickiness import Stickiness
from uems.insight.trend import Trend
from uems.metrics import breakdown as split
from uems.metrics import formula
from uems.metrics.asked import Span, earlier
from uems.metrics.breakdown import Breakdown
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, sql


class NoSuchCell(Invalid):
    code = "no_such_cell"
    text = Text("查询结果中没有这一格", "The answer has no such cell")


_CURSOR = re.compile("[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class TrendCell:
    """A bucket (None = the whole span) of one series, for one value of the breakdown where there is one."""

    letter: str = "A"
    bucket: datetime | None = None
    breakdown: Any = None
    period: Literal["current", "previous"] = "current"


@dataclass(frozen=True, slots=True)
class RetentionCell:
    """A column of one cohort, named by a moment in its period; column 0 is the cohort itself."""

    cohort: datetime
    column: int = 0
    breakdown: Any = None


@dataclass(frozen=True, slots=True)
class LifecycleCell:
    """The people of one status in one bucket."""

    bucket: datetime
    status: lifecycle.Status


@dataclass(frozen=True, slots=True)
class StickinessCell:
    """The people active in exactly so many intervals."""

    intervals: int


@dataclass(frozen=True, slots=True)
class Behind:
    """One person behind a number; `columns` = those of the retention the person is in, else empty."""

    person: int
    columns: tuple[int, ...]


def of_trend(asked: Trend, cell: TrendCell, scope: Scope) -> Sql:
    """SELECT person_id, columns of the people behind one value of a line. Raises NoSuchCell."""
    return sql(
        "SELECT DISTINCT person_id, {none} AS columns FROM ({rows})",
        none=NO_COLUMNS,
        rows=trend_rows(asked, cell, scope),
    )


def trend_rows(asked: Trend, cell: TrendCell, scope: Scope) -> Sql:
    """SELECT person_id, number of the events behind one value of a line; of people in a window, one row each. Raises
    NoSuchCell."""
    series, span = series_of(asked, cell), span_of(asked, cell)
    keys = trend.found_keys(asked, span, scope)
    key = _key(asked.breakdown, keys, cell.breakdown, "cell.breakdown")
    number = None
    if cell.bucket is not None:
        number = _number(asked.calendar.number_of(cell.bucket), asked, span)
    rows = trend.rows(asked, series, span, keys, scope)
    at = sql("true")
    if measure.last_is_total(series.measure):
        picked = _of_window(rows, series.measure, number, scope)
    else:
        picked = measure.first_rows(rows, scope) if series.measure == "first_time" else measure.selected(rows, scope)
        if number is not None:
            at = sql("bucket <= {n:Int64}" if asked.cumulative else "bucket = {n:Int64}", n=number)
    return sql(
        "SELECT person_id, number FROM ({picked}) WHERE {at} AND key = {key:String}", picked=picked, at=at, key=key
    )


def series_of(asked: Trend, cell: TrendCell) -> trend.Series:
    """The series that the cell's letter names. Raises NoSuchCell."""
    if cell.letter not in formula.LETTERS[: len(asked.series)]:
        raise NoSuchCell(about="cell.letter")
    return asked.series[formula.LETTERS.index(cell.letter)]


def span_of(asked: Trend, cell: TrendCell) -> Span:
    """The range that the cell is of."""
    if cell.period == "previous":
        return earlier(asked.span, asked.compare or "previous", asked.calendar)
    return asked.span


def of_retention(asked: Retention, cell: RetentionCell, scope: Scope) -> Sql:
    """SELECT person_id, columns of the people in a cell of the triangle. Raises NoSuchCell."""
    keys = retention.found_keys(asked, scope)
    number = asked.calendar.number_of(cell.cohort)
    if number not in asked.calendar.numbers(asked.span.since, asked.span.until):
        raise NoSuchCell(about="cell.cohort")
    if not 0 <= cell.column < len(asked.columns):
        raise NoSuchCell(about="cell.column")
    key = sql("true")
    if asked.breakdown is not None and cell.breakdown is not None:
        found = _key(
            asked.breakdown, trend.Keys((None,) * len(asked.breakdown.by), keys), cell.breakdown, "cell.breakdown"
        )
        key = sql("key = {key:String}", key=found)
    return sql(
        "SELECT person_id, columns FROM ({cells}) WHERE cohort = {n:Int64} AND has(columns, {column:UInt16}) AND {key}",
        cells=cells(asked, keys, scope),
        n=number,
        column=cell.column,
        key=key,
    )


def of_lifecycle(asked: Lifecycle, cell: LifecycleCell, scope: Scope) -> Sql:
    """SELECT person_id, columns of the people of one status in one bucket. Raises NoSuchCell."""
    number = asked.calendar.number_of(cell.bucket)
    if number not in asked.calendar.numbers(asked.span.since, asked.span.until):
        raise NoSuchCell(about="cell.bucket")
    return sql(
        "SELECT person_id, {none} AS columns FROM ({states}) WHERE bucket = {n:Int64} AND status = {status:String}",
        none=NO_COLUMNS,
        states=lifecycle.states(asked, scope),
        n=number,
        status=cell.status,
    )


def of_stickiness(asked: Stickiness, cell: StickinessCell, scope: Scope) -> Sql:
    """SELECT person_id, columns of the people of one bar."""
    return sql(
        "SELECT person_id, {none} AS columns FROM ({active}) WHERE intervals = {n:UInt32}",
        none=NO_COLUMNS,
        active=stickiness.active(asked, scope),
        n=cell.intervals,
    )


def listed(behind: Sql, scope: Scope, limit: int = 100, cursor: str | None = None) -> tuple[list[Behind], str | None]:
    """One page of the people that `behind` selects (person_id, columns), in the order of their ids, and the cursor of
    the next page (None = these were the last)."""
    asked = sql(
        """SELECT person_id, columns FROM ({behind})
WHERE person_id > {after:UInt64} ORDER BY person_id LIMIT {limit:UInt32}""",
        behind=behind,
        after=0 if cursor is None else _after(cursor),
        limit=limit + 1,
    )
    found = [Behind(person, tuple(sorted(columns))) for person, columns in scope.ask(asked).rows]
    return found[:limit], f"{found[limit - 1].person:016x}" if len(found) > limit else None


def counted(behind: Sql, scope: Scope) -> int:
    """How many they are."""
    return int(scope.ask(sql("SELECT uniqExact(person_id) FROM ({behind})", behind=behind)).rows[0][0])


def everyone(behind: Sql, scope: Scope) -> list[int]:
    """All of them, in the same order."""
    asked = sql("SELECT DISTINCT person_id FROM ({behind}) ORDER BY person_id", behind=behind)
    return [row[0] for row in scope.ask(asked).rows]


NO_COLUMNS = sql("CAST([], 'Array(Int64)')")
"""What a cell without columns selects in their place."""


def _after(cursor: str) -> int:
    if not _CURSOR.fullmatch(cursor):
        raise BadCursor(about="cursor")
    return int(cursor, 16)


def _number(number: int, asked: Trend, span: Span) -> int:
    if number not in asked.calendar.numbers(span.since, span.until):
        raise NoSuchCell(about="cell.bucket")
    return number


def _key(asked: Breakdown | None, keys: trend.Keys, wanted: Any, about: str) -> str:
    """The row key that stands for a value of the breakdown."""
    if asked is None:
        return ""
    found = split.key_of(asked, keys.kept or (), keys.ranges, wanted)
    if found is None:
        raise NoSuchCell(about=about)
    return found


def _of_window(rows: Rows, measured: measure.Measure, number: int | None, scope: Scope) -> Sql:
    last = rows.calendar.numbers(rows.span.since, rows.span.until).stop - 1
    window = measure.window_people(rows, measured, last if number is None else number, scope)
    return sql("SELECT person_id, key, 0 AS number FROM ({window})", window=window)
