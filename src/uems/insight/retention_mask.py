"""The everyday retention in one pass: a person's periods are the bits of one number, so nothing is sorted or unrolled.

Half the time of the general form. It answers calendar periods, measure `on`, without a breakdown, over at most 128
periods and 64 columns; whatever else is asked goes the general way.
"""

from datetime import datetime

from uems.insight.period import Calendar
from uems.warehouse.sql import Sql, sql

WIDEST = 128
MOST_COLUMNS = 64


def question(rows: Sql, calendar: Calendar, first: int, columns: int, before: Sql, recurring: bool) -> Sql:
    """Rows (key '', cohort, column, people), as the general form's.

    `rows` is SELECT person_id, ts, is_start, is_return; `before`: whether a starting row lies before the range, which
    takes its person out; `first` is the number of the range's first bucket.
    """
    people = sql(
        """SELECT person_id, groupBitOrIf(bit, is_start) AS starts, groupBitOrIf(bit, is_return) AS returns
FROM (
    SELECT person_id, is_start, is_return, {before} AS early,
        bitShiftLeft(toUInt128(1), if(early, 0, {number} - {first:UInt32})) AS bit
    FROM ({rows})
) GROUP BY person_id HAVING starts != 0 AND NOT max(early)""",
        before=before,
        number=calendar.sql_number(sql("ts")),
        first=first,
        rows=rows,
    )
    cohorts = sql("bitPositionsToArray(starts)") if recurring else sql("[bitPositionsToArray(starts)[1]]")
    return sql(
        """SELECT '' AS key, {first:UInt32} + intDiv(place, 64) AS cohort, place % 64 AS column, count() AS people
FROM (
    SELECT toUInt16(cohort * 64 + arrayJoin(bitPositionsToArray(mask))) AS place
    FROM (
        SELECT arrayJoin({cohorts}) AS cohort,
            bitOr(bitAnd(toUInt64(bitShiftRight(returns, cohort)), {columns:UInt64}), 1) AS mask
        FROM ({people})
    )
) GROUP BY place""",
        first=first,
        cohorts=cohorts,
        columns=(1 << columns) - 1,
        people=people,
    )


def early(since: datetime) -> Sql:
    """Whether a starting row lies before the range."""
    return sql("is_start AND ts < {since:DateTime64(3)}", since=since)
