"""What a property's value means in a test; both readings of a condition obey this page, and a property test proves it.

- Missing and null are the same: they satisfy ne, not_in, not_contains and not_set, and nothing else.
- A scalar is a string, a number or a boolean. Its *text* is the string itself, `true`/`false`, or the number's shortest
  decimal (`1` for 1.0, `0.000001`, `1e-7`, `1e21`; integers keep every digit).
- eq and in compare texts: 1 equals 1.0 and "1", true equals "true", and 64-bit ids stay exact. -0 is 0.
- gt gte lt lte between order two numbers as doubles and two strings by code point; any other pair satisfies none.
- contains, starts_with and matches (RE2, unanchored, `.` without line breaks) read a scalar's text, case-sensitive.
- before, after, within_last read a time: ISO 8601 text of the years 1900–2299, UTC where it says no zone, cut to
  milliseconds; or a unix number, in milliseconds from 1e11 on and in seconds below. What is no time satisfies none.
- A list satisfies an op when any of its elements does. Objects, nested lists and nulls in it satisfy none.
  One exception stands: doubles from 2^64 to 1e21 inside a list, which the engine's JSON functions turn into strings.
- ne, not_in, not_contains, not_set are the exact negations of eq, in, contains, is_set.
"""

import math
import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta
from decimal import Decimal

Scalar = str | int | float | bool

NEGATIONS = {"ne": "eq", "not_in": "in", "not_contains": "contains", "not_set": "is_set"}
"""Each negative op and the op it denies; a missing property satisfies these and no other op."""

UNITS = {"minutes": 60, "hours": 3600, "days": 86400, "weeks": 604800, "months": 2592000}
"""Seconds in each unit of a span; a month stands for 30 days here, and for a calendar month when counted from now."""

MOMENT = (
    r"^(19|2[0-2])[0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    r"([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])?)?$"
)
"""The ISO 8601 text that counts as a time (a regular expression that Python and RE2 read alike)."""

MILLISECONDS_FROM = 1e11
"""A unix number of this size or more counts milliseconds, a smaller one seconds."""

_MOMENT = re.compile(MOMENT.removesuffix("$") + r"\Z", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def text_of(value: object) -> str | None:
    """The text of a scalar; None for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return number_text(value) if isinstance(value, float) else None


def number_text(value: float) -> str:
    """The shortest decimal of a double: plain between 1e-6 and 1e21, with an exponent beyond."""
    sign, digits, shift = Decimal(repr(value)).normalize().as_tuple()
    figures = "".join(map(str, digits))
    point = len(figures) + int(shift)
    if figures == "0":
        body = "0"
    elif -6 < point <= 0:
        body = "0." + "0" * -point + figures
    elif 0 < point <= 21:
        body = figures.ljust(point, "0")
        body = body[:point] + ("." + body[point:] if len(body) > point else "")
    else:
        body = figures[0] + ("." + figures[1:] if len(figures) > 1 else "") + f"e{point - 1}"
    return ("-" if sign and figures != "0" else "") + body


def double(value: int | float) -> float:
    """The number as a double; an integer beyond every double is infinite."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def moment_of(value: object) -> float | None:
    """Milliseconds since 1970 of a value that is a time, else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        number = double(value)
        return number if abs(number) >= MILLISECONDS_FROM else number * 1000.0
    if not isinstance(value, str) or _MOMENT.match(value) is None:
        return None
    whole, _, rest = value.partition(".")
    fraction = re.match(r"\d*", rest)
    kept = fraction.group() if fraction else ""
    try:
        parsed = datetime.fromisoformat(whole + rest[len(kept) :])
    except ValueError:
        return None
    zoned = parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed
    return float(milliseconds(zoned) + int((kept + "000")[:3]))


def milliseconds(moment: datetime) -> int:
    """Whole milliseconds since 1970 of an aware time, cut and not rounded."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def moment(count: int) -> datetime:
    """The aware UTC time of so many milliseconds since 1970."""
    return _EPOCH + timedelta(milliseconds=count)


def since(now: datetime, amount: int, unit: str) -> datetime:
    """The time that lies so far before now; months are calendar months, the day cut to the month's last."""
    if unit != "months":
        return now - timedelta(seconds=amount * UNITS[unit])
    year, month = divmod(now.year * 12 + now.month - 1 - amount, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))
