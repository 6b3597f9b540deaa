"""What a file's columns mean: a row becomes an event, or a reject that names its line."""

import re
from collections.abc import Mapping as Columns
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from math import isfinite
from typing import Any, Literal

import msgspec

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.events.event import Event
from uems.events.request import Reject
from uems.events.row import digest

SOURCE = "import"
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?(?:[eE][+-]?\d{1,3})?", re.ASCII)
_WORDS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_EPOCH = re.compile(r"-?\d{9,19}(?:\.\d+)?", re.ASCII)
_FORMATS = ("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y年%m月%d日 %H:%M:%S")
_json = msgspec.json.Encoder(order="sorted", enc_hook=str).encode


class ColumnMissing(Invalid):
    code = "column_missing"
    text = Text("文件中没有该列", "The file has no such column")


class BadRow(ValueError):
    """Why a row is no event; the first argument is the reject's code."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Names of columns. `properties` = every column that has no other use, or those named. A time without a zone is in
    `timezone`. `id` = the column of an id unique to the event; without it, a row's content makes the id, and equal rows
    of one file are told apart by their number, so that the same file, or one that overlaps it, changes nothing."""

    time: str
    user: str = ""
    anonymous: str = ""
    event: str = ""
    event_name: str = ""
    id: str = ""
    properties: tuple[str, ...] | Literal["*"] = "*"
    timezone: tzinfo = UTC

    def check(self, columns: Columns[str, Any]) -> None:
        """Raises ColumnMissing for a column that is named and not there, Invalid for a mapping that says too little."""
        if not (self.user or self.anonymous) or not (self.event or self.event_name):
            raise Invalid(
                Text("需要用户列和事件列", "A column of users and one of events, or --event-name, are needed")
            )
        named = [self.time, self.user, self.anonymous, self.event, self.id]
        for name in [*named, *(self.properties if self.properties != "*" else ())]:
            if name and name not in columns:
                raise ColumnMissing(about=name)


class Reading:
    """Rows of one file, in order: remembers what it has seen, so that equal rows get different ids."""

    def __init__(self, mapping: Mapping, texts: bool, now: datetime) -> None:
        """`texts`: the values of the file are texts of unknown type (CSV)."""
        self._mapping = mapping
        self._used = {mapping.time, mapping.user, mapping.anonymous, mapping.event, mapping.id}
        self._value = typed if texts else plain
        self._now = now
        self._times: dict[bytes, int] = {}

    def read(self, line: int, row: dict[str, Any]) -> Event | Reject:
        try:
            return self._event(row)
        except BadRow as why:
            code, detail = why.args
            return Reject(code=code, detail=f"line {line}: {detail}", index=line, sample=str(row)[:2000])

    def _event(self, row: dict[str, Any]) -> Event:
        m = self._mapping
        user = identifier(row.get(m.user)) if m.user else None
        anonymous = identifier(row.get(m.anonymous)) if m.anonymous else None
        if user is None and anonymous is None:
            raise BadRow("no_person", "no user")
        name = m.event_name or identifier(row.get(m.event)) or ""
        if not name:
            raise BadRow("no_event", "no event name")
        if len(name) > 200 or len(user or "") > 1000 or len(anonymous or "") > 1000:
            raise BadRow("too_long", "a name of more than 200 or an id of more than 1,000 characters")
        moment = time_of(row.get(m.time), m.timezone)
        properties = self._properties(row)
        given = identifier(row.get(m.id)) if m.id else None
        return Event(
            id=given or self._own_id(user, anonymous, name, moment, properties),
            event=name,
            source=SOURCE,
            user_id=user,
            anonymous_id=anonymous,
            timestamp=_to_milliseconds(moment),
            received_at=self._now,
            time_flags=("historical",),
            properties=properties,
        )

    def _properties(self, row: dict[str, Any]) -> dict[str, Any]:
        wanted = self._mapping.properties
        value = self._value
        found = {}
        for name in row if wanted == "*" else wanted:
            if wanted == "*" and name in self._used:
                continue
            held = value(row.get(name))
            if held is not None:
                found[name] = held
        return found

    def _own_id(self, user: str | None, anonymous: str | None, name: str, at: datetime, properties: Any) -> str:
        content = digest(_json([user, anonymous, name, at.timestamp(), properties]).decode())
        key = content[:8]
        number = self._times.get(key, 0) + 1
        self._times[key] = number
        return f"{content.hex()}-{number}"


def identifier(value: Any) -> str | None:
    """An id as text: 17850.0 is "17850", blanks are no id."""
    if value.__class__ is str:
        return value.strip() or None
    if value is None or (isinstance(value, float) and not isfinite(value)):
        return None
    if isinstance(value, float | Decimal) and value == int(value):
        return str(int(value))
    return str(value)


def typed(text: str | None) -> Any:
    """The value of a CSV field: numbers of at most 15 digits and booleans as JSON would have them, anything else as it
    stands: ids with leading zeros, long order numbers, dates. An empty field is no property."""
    if not text:
        return None
    first = text[0]
    if first in "-0123456789" and _NUMBER.fullmatch(text):
        try:
            return int(text)
        except ValueError:
            number = float(text)
            return number if isfinite(number) else text
    return _WORDS.get(text, text) if first in "tTfF" else text


def plain(value: Any) -> Any:
    """A value of JSON or Parquet as JSON has it: times as ISO 8601, decimals as text, NaN as nothing."""
    if value is None or value.__class__ in (str, int, bool):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def time_of(value: Any, zone: tzinfo) -> datetime:
    """ISO 8601, a date, or seconds, milli- or microseconds since 1970; in UTC. Raises BadRow for what is no time, and
    for forms such as 3/4/2024 whose day and month nobody can tell apart."""
    moment = _moment(value)
    if moment is None:
        raise BadRow("bad_time", f"not a time: {str(value)[:100]!r}")
    try:
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
        if moment.tzinfo is not UTC:
            moment = moment.astimezone(UTC)
    except (OverflowError, ValueError):
        raise BadRow("time_out_of_range", f"out of range: {str(value)[:100]!r}") from None
    if not 1971 <= moment.year < 2200:
        raise BadRow("time_out_of_range", f"out of range: {str(value)[:100]!r}")
    return moment


def _to_milliseconds(moment: datetime) -> datetime:
    rest = moment.microsecond % 1000
    return moment - timedelta(microseconds=rest) if rest else moment


def _moment(value: Any) -> datetime | None:
    if isinstance(value, str):
        text = value.strip()
        try:
            return datetime.fromisoformat(text) if not text.isdigit() or len(text) == 8 else _since_1970(text)
        except ValueError:
            return _since_1970(text) or _formatted(text)
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    return _since_1970(str(value)) if isinstance(value, int | float | Decimal) else None


def _since_1970(text: str) -> datetime | None:
    if not _EPOCH.fullmatch(text):
        return None
    number = float(text)
    digits = len(text.partition(".")[0].lstrip("-"))
    unit = 1 if digits <= 11 else 1e3 if digits <= 14 else 1e6 if digits <= 17 else 1e9
    try:
        return datetime.fromtimestamp(number / unit, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _formatted(text: str) -> datetime | None:
    for form in _FORMATS:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    return None
