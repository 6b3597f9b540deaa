"""What senders put into single fields, made into the type we keep: ids, times, objects."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from uems.events.lenient import BadEvent

_DIGITS = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


def identifier(found: Any, name: str) -> str | None:
    """An id as text; a number becomes its digits, "" and null mean none. Raises BadEvent for anything else."""
    if found is None or isinstance(found, str):
        return found or None
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    if isinstance(found, float):
        return str(int(found)) if found.is_integer() else repr(found)
    raise BadEvent("bad_id", f"{name} must be a string or a number")


def first_identifier(found: Mapping[str, Any], *names: str) -> str | None:
    """The first of several fields that holds an id."""
    for name in names:
        held = identifier(found.get(name), name)
        if held is not None:
            return held
    return None


def loose_identifier(found: Any) -> str | None:
    """An id as text, or None for anything that is none: for ids that only describe the event."""
    try:
        return identifier(found, "")
    except BadEvent:
        return None


def name_of(found: Any) -> str | None:
    """An event's name as text. Raises BadEvent where it is no text."""
    if found is None or isinstance(found, str):
        return found
    if isinstance(found, int | float) and not isinstance(found, bool):
        return str(found)
    raise BadEvent("bad_event", "The event's name must be a string")


def members_of(found: Any, name: str) -> dict[str, Any]:
    """An object; null and the empty array (what PHP makes of an empty one) are an empty object. Raises BadEvent."""
    if isinstance(found, dict):
        return found
    if found is None or found == [] or found == "":
        return {}
    raise BadEvent("not_an_object", f"{name} must be an object")


def loose_members(found: Any) -> dict[str, Any]:
    """An object, or an empty one for anything else: for what only describes the event."""
    return found if isinstance(found, dict) else {}


def group_ids(found: Any) -> dict[str, str]:
    """{type: id} as text; entries without an id are left out."""
    named = ((str(kind), group) for kind, group in loose_members(found).items())
    return {kind: text for kind, group in named if (text := loose_identifier(group)) is not None}


def when(found: Any) -> datetime | None:
    """ISO 8601 text (without a zone: UTC), or seconds, milliseconds, microseconds or nanoseconds since 1970 by
    magnitude, as number or digits. None = there is none, or nothing that can be read as one."""
    if isinstance(found, str):
        text = found.strip()
        if text[4:5] == "-" or len(text) < 9 or _DIGITS.fullmatch(text) is None:
            return _iso(text)
        found = float(text)
    if isinstance(found, int | float) and not isinstance(found, bool):
        return _epoch(found)
    return None


def _iso(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not UTC:
            moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    # 0001-01-01 is how Go writes "no time".
    return moment if moment.year > 1 else None


def _epoch(number: float) -> datetime | None:
    size = abs(number)
    scale = 1 if size < 1e11 else 1_000 if size < 1e14 else 1_000_000 if size < 1e17 else 1_000_000_000
    try:
        return datetime.fromtimestamp(number / scale, UTC)
    except (ValueError, OverflowError, OSError):
        return None
