"""Buckets of time in a project's own calendar: numbered without gaps, the same in Python and in the query."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from uems.warehouse.sql import Sql, sql

Interval = Literal["minute", "hour", "day", "week", "month"]
Weekday = Literal["monday", "sunday"]

_EPOCH = date(1970, 1, 1).toordinal()
_SECONDS = {"minute": 60, "hour": 3600}
MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """An interval in a time zone. Bucket n+1 follows bucket n; a day of a clock change has 23 or 25 hours."""

    interval: Interval
    zone: ZoneInfo
    week_start: Weekday = "monday"

    def number_of(self, moment: datetime) -> int:
        """The number of the bucket that holds the moment."""
        local = moment.astimezone(self.zone)
        if self.interval in _SECONDS:
            floored = local.replace(second=0, microsecond=0)
            floored = floored.replace(minute=0) if self.interval == "hour" else floored
            return int(floored.timestamp()) // _SECONDS[self.interval]
        if self.interval == "month":
            return local.year * 12 + local.month
        day = local.toordinal() - _EPOCH
        return (day + self._week_shift) // 7 if self.interval == "week" else day

    def start_of(self, number: int) -> datetime:
        """The first moment of a bucket, in the calendar's zone."""
        if self.interval in _SECONDS:
            size = _SECONDS[self.interval]
            moment = datetime.fromtimestamp(number * size, UTC).astimezone(self.zone)
            offset = moment.utcoffset() or timedelta()
            return moment + timedelta(seconds=-int(offset.total_seconds()) % size)
        if self.interval == "month":
            return midnight(date((number - 1) // 12, (number - 1) % 12 + 1, 1), self.zone)
        day = number * 7 - self._week_shift if self.interval == "week" else number
        return midnight(date.fromordinal(day + _EPOCH), self.zone)

    def end_of(self, number: int) -> datetime:
        """The first moment after a bucket."""
        return self.start_of(number + 1)

    def floor(self, moment: datetime) -> datetime:
        """The first moment of the bucket that holds the moment."""
        return self.start_of(self.number_of(moment))

    def numbers(self, since: datetime, until: datetime) -> range:
        """The buckets that [since, until) touches."""
        if until <= since:
            return range(0)
        return range(self.number_of(since), self.number_of(until - MILLISECOND) + 1)

    def moved(self, moment: datetime, buckets: int) -> datetime:
        """The same wall-clock time so many buckets later; a month too short gives its last day."""
        local = moment.astimezone(self.zone)
        if self.interval in _SECONDS:
            later = moment + timedelta(seconds=buckets * _SECONDS[self.interval])
            return later.astimezone(self.zone)
        if self.interval == "month":
            return months_later(local, buckets)
        return local + timedelta(days=buckets * (7 if self.interval == "week" else 1))

    def sql_number(self, ts: Sql) -> Sql:
        """The bucket number of a time in the query. Days before 1970 count as its first day."""
        if self.interval == "minute":
            return sql("intDiv(toUnixTimestamp({ts}), 60)", ts=ts)
        if self.interval == "hour":
            return sql("intDiv(toUnixTimestamp(toStartOfHour({ts}, {zone:String})), 3600)", ts=ts, zone=self.zone.key)
        if self.interval == "month":
            return sql("toRelativeMonthNum({ts}, {zone:String})", ts=ts, zone=self.zone.key)
        return self.sql_number_of_day(sql("toRelativeDayNum({ts}, {zone:String})", ts=ts, zone=self.zone.key))

    def sql_number_of_day(self, day: Sql) -> Sql:
        """The number of the day's bucket in the query, of buckets of whole days; `day` counts from 1970."""
        if self.interval == "month":
            return sql("toRelativeMonthNum(toDate32(toInt32({day})))", day=day)
        if self.interval == "week":
            return sql("intDiv({day} + {shift:UInt8}, 7)", day=day, shift=self._week_shift)
        return day

    @property
    def _week_shift(self) -> int:
        """1 January 1970 was a Thursday."""
        return 3 if self.week_start == "monday" else 4


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day; where a clock change skips midnight, the first that exists."""
    return datetime.combine(day, time(), zone).astimezone(UTC).astimezone(zone)


def months_later(local: datetime, months: int) -> datetime:
    """The same day and time of another month, or that month's last day."""
    number = local.year * 12 + local.month - 1 + months
    year, month = divmod(number, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return local.replace(year=year, month=month + 1, day=min(local.day, last))
