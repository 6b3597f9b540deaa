"""What every question has in common: its range of time as people write it, and how its answer is signed."""

import hashlib
import json
import re
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, is_dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.metrics.period import MILLISECOND, Calendar, midnight, months_later
from uems.metrics.planner import Plan
from uems.people.scope import Scope
from uems.warehouse.sql import sql


class BadRange(Invalid):
    code = "bad_range"
    text = Text("时间范围无效", "The range of time is not valid")


class BadQuery(Invalid):
    code = "bad_query"
    text = Text("查询内容无效", "The query is not valid")


DEFAULT_DAYS = 30
MOST_BUCKETS = 5000

_NAMED = ("today", "this_week", "this_month", "this_year", "all")
_RELATIVE = re.compile(r"-(\d{1,5})(min|h|d|w|m|y)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of time: since ≤ t < until, both aware. `said` = how it was asked for, where an end moves with
    the clock: such a question keeps its definition from day to day."""

    since: datetime
    until: datetime
    said: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Computed:
    """When an answer was computed, until when the facts in it are complete, how long it took, of which question, and
    which table answered, where there was a choice."""

    at: datetime
    data_until: datetime | None
    elapsed_ms: float
    definition: str
    plan: Plan | None = None


def span(since: str | None, until: str | None, scope: Scope) -> Span:
    """The range that two texts mean in the scope's zone at its `now`.

    Each is an ISO time (without a zone: local), a date, `-7d` (also min, h, w, m, y; days and longer begin at local
    midnight), `today`, `this_week`, `this_month`, `this_year`, or, for since, `all` (from the first event).
    A date as `until` includes that day; a time does not include its own moment. Left out: the last 30 days to now.
    """
    try:
        return _span(since, until, scope)
    except OverflowError:
        raise BadRange(about="since, until") from None


def _span(since: str | None, until: str | None, scope: Scope) -> Span:
    now, zone = scope.now, scope.zone
    end = now + MILLISECOND if until is None else moment(until, scope, "until")
    if until is not None and _whole_day(until):
        end = midnight(end.astimezone(zone).date() + timedelta(days=1), zone)
    if since is None:
        start = midnight((end - MILLISECOND).astimezone(zone).date() - timedelta(days=DEFAULT_DAYS - 1), zone)
    elif since == "all":
        start = first_event(scope) or now
    else:
        start = moment(since, scope, "since")
    said = (_said(since, start), _said(until, end))
    return Span(start, max(start, end), said)


def _said(text: str | None, meant: datetime) -> str:
    """A moving end as it was written, a fixed one as the moment it means."""
    moves = text is None or text in _NAMED or _RELATIVE.fullmatch(text)
    return text or "" if moves else meant.astimezone(UTC).isoformat()


def bounded(calendar: Calendar, asked: Span) -> range:
    """The buckets of a range. Raises BadRange for more than 5,000."""
    numbers = calendar.numbers(asked.since, asked.until)
    if len(numbers) > MOST_BUCKETS:
        much = Text(
            f"时间范围内有 {len(numbers)} 个时间段，最多 {MOST_BUCKETS} 个",
            f"The range holds {len(numbers)} buckets; at most {MOST_BUCKETS}",
        )
        raise BadRange(much, about="interval")
    return numbers


def earlier(asked: Span, shift: str, calendar: Calendar) -> Span:
    """The range to compare with: `previous` = as many buckets before, or moved back by a text such as `-7d`.

    A range of hours that begins at midnight moves by whole days, so that hours stand beside the same hours.
    """
    if shift != "previous":
        back = _RELATIVE.fullmatch(shift)
        if back is None:
            raise BadRange(about="compare")
        try:
            n, unit = int(back[1]), back[2]
            return Span(_back(asked.since, n, unit, calendar.zone), _back(asked.until, n, unit, calendar.zone))
        except (ValueError, OverflowError):
            raise BadRange(about="compare") from None
    if calendar.floor(asked.since) != asked.since:
        length = asked.until - asked.since
        return Span(asked.since - length, asked.since)
    if calendar.interval in ("minute", "hour"):
        daily = Calendar("day", calendar.zone)
        if daily.floor(asked.since) == asked.since:
            calendar = daily
    back_by = -len(calendar.numbers(asked.since, asked.until))
    return Span(calendar.moved(asked.since, back_by), calendar.moved(asked.until, back_by))


def first_event(scope: Scope) -> datetime | None:
    """The time of the project's first event."""
    row = scope.ask(sql("SELECT min(ts), count() > 0 FROM events WHERE event != ''")).rows[0]
    return row[0] if row[1] else None


def data_until(scope: Scope) -> datetime | None:
    """The time of the newest event that the answer could see; looks at the last week first, which prunes the rest."""
    for since in (scope.now - timedelta(days=7), datetime(1970, 1, 1, tzinfo=UTC)):
        found = scope.ask(
            sql(
                "SELECT max(ts), count() > 0 FROM events "
                "WHERE ts > {since:DateTime64(3)} AND ts <= {now:DateTime64(3)}",
                since=since,
                now=scope.now,
            )
        ).rows[0]
        if found[1]:
            return found[0]  # type: ignore[no-any-return]
    return None


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Started when a question is asked; signs its answer."""

    began: float

    @staticmethod
    def start() -> "Stopwatch":
        return Stopwatch(time.monotonic())

    def computed(
        self, kind: str, question: Any, scope: Scope, until: datetime | None = None, plan: Plan | None = None
    ) -> Computed:
        """The signature of an answer; give `until` where `data_until` is already known."""
        seen = until or scope.seen_until or data_until(scope)
        elapsed = round((time.monotonic() - self.began) * 1000, 1)
        return Computed(scope.now, seen, elapsed, definition(kind, question), plan)


def definition(kind: str, question: Any) -> str:
    """A stable hash of a normalised question: equal for equal dataclasses, whatever the order they were written in."""
    text = json.dumps([kind, _plain(question)], sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _plain(thing: Any) -> Any:
    if isinstance(thing, Span) and thing.said:
        return list(thing.said)
    if is_dataclass(thing) and not isinstance(thing, type):
        inner = {name: value for name, value in asdict(thing).items() if name != "as_of"}
        return {"is": type(thing).__name__, **{k: _plain(getattr(thing, k)) for k in inner}}
    if isinstance(thing, (list, tuple)):
        return [_plain(one) for one in thing]
    if isinstance(thing, (set, frozenset)):
        return sorted((_plain(one) for one in thing), key=str)
    if isinstance(thing, Mapping):
        return {str(key): _plain(value) for key, value in thing.items()}
    return thing


def _whole_day(text: str) -> bool:
    back = _RELATIVE.fullmatch(text)
    return bool(_DATE.fullmatch(text)) or text == "today" or (back is not None and back[2] not in ("min", "h"))


_FIRST, _LAST = datetime(1900, 1, 2, tzinfo=UTC), datetime(2299, 1, 1, tzinfo=UTC)
"""What the warehouse can tell apart."""


def moment(text: str, scope: Scope, about: str) -> datetime:
    """The moment that a text means in the scope's zone at its `now`. Raises BadRange."""
    try:
        found = _moment(text, scope)
    except (ValueError, OverflowError):
        raise BadRange(about=about) from None
    if not _FIRST <= found <= _LAST:
        raise BadRange(about=about)
    return found


def _moment(text: str, scope: Scope) -> datetime:
    now, zone = scope.now, scope.zone
    today = now.astimezone(zone).date()
    named = {
        "today": today,
        "this_week": today - timedelta(days=today.weekday()),
        "this_month": today.replace(day=1),
        "this_year": today.replace(month=1, day=1),
    }
    if text in named:
        return midnight(named[text], zone)
    back = _RELATIVE.fullmatch(text)
    if back is not None:
        then = _back(now, int(back[1]), back[2], zone)
        return then if back[2] in ("min", "h") else midnight(then.astimezone(zone).date(), zone)
    if _DATE.fullmatch(text):
        return midnight(date.fromisoformat(text), zone)
    said = datetime.fromisoformat(text)
    return said if said.tzinfo else said.replace(tzinfo=zone)


def _back(moment: datetime, n: int, unit: str, zone: ZoneInfo) -> datetime:
    local = moment.astimezone(zone)
    if unit in ("min", "h"):
        return (moment.astimezone(UTC) - timedelta(seconds=n * (60 if unit == "min" else 3600))).astimezone(zone)
    if unit in ("d", "w"):
        return local - timedelta(days=n * (7 if unit == "w" else 1))
    return months_later(local, -n * (12 if unit == "y" else 1))
