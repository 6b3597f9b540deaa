"""An event's way from its protocol to the warehouse: named steps, each may refuse with a reason people see."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from msgspec.structs import replace

from uems.events.event import Event
from uems.events.request import Batch, Reject

ID_LENGTH = 1000
NAME_LENGTH = 200
NAMED = frozenset({"track", "exposure", "exception", "replay"})
"""Types of which an event without a name says nothing."""

FUTURE = timedelta(minutes=5)
"""A time further ahead than this is a wrong clock, not a time."""
SMALL_SKEW = timedelta(seconds=1)
LARGE_SKEW = timedelta(days=30)
"""A larger difference is an old event sent again, not a wrong clock."""
FIRST = datetime(1971, 1, 1, tzinfo=UTC)
"""Before it lies only what was counted from a wrong zero."""

Step = Callable[[Event], Event | Reject]

_ids = ("id", "user_id", "anonymous_id", "distinct_id", "prev_id", "session_id")


def clean_ids(event: Event) -> Event | Reject:
    """Ids without NUL and outer blanks; an empty one is none. An id of more than 1,000 characters refuses the event."""
    held = (event.id, event.user_id, event.anonymous_id, event.distinct_id, event.prev_id, event.session_id)
    joined = "".join(filter(None, held))
    if len(joined) <= ID_LENGTH and joined.isprintable() and " " not in joined:
        return event
    changed: dict[str, Any] = {}
    for name, value in zip(_ids, held, strict=True):
        clean = (value or "").replace("\0", "").strip()
        if len(clean) > ID_LENGTH:
            return _reject(event, "id_too_long", f"{name} has more than {ID_LENGTH} characters")
        changed[name] = clean or ("" if name == "id" else None)
    return replace(event, **changed)


def clean_name(event: Event) -> Event | Reject:
    """Names without NUL; an event that says nothing without a name needs one, of at most 200 characters."""
    name = event.event
    if not name:
        return _reject(event, "no_event", "The event has no name") if event.type in NAMED else event
    if "\0" in name:
        return clean_name(replace(event, event=name.replace("\0", "") or None))
    if len(name) > NAME_LENGTH:
        return _reject(event, "event_name_too_long", f"The event's name has more than {NAME_LENGTH} characters")
    return event


def need_person(event: Event) -> Event | Reject:
    """An event belongs to somebody; only what a group says of itself may belong to nobody."""
    if event.user_id or event.distinct_id or event.anonymous_id or event.group:
        return event
    return _reject(event, "no_person", "The event has no user_id, anonymous_id or distinct_id")


def correct_time(event: Event) -> Event | Reject:
    """The time as it was by our clock. A sender that says when it sent shows how wrong its clock is (not for historical
    imports); what then still lies in the future is taken as received_at. Back-dated times survive."""
    if "missing" in event.time_flags:
        return event
    moment, flags = event.timestamp, event.time_flags
    if event.sent_at is not None and "historical" not in flags:
        skew = event.received_at - event.sent_at
        # Far outside of any skew the sum may leave the calendar.
        if SMALL_SKEW < abs(skew) < LARGE_SKEW and abs(moment - event.received_at) < timedelta(days=200 * 366):
            moment, flags = moment + skew, (*flags, "skewed")
    if moment > event.received_at and moment > event.received_at + FUTURE:
        moment, flags = event.received_at, (*flags, "clamped")
    if moment < FIRST:
        return _reject(event, "time_out_of_range", f"The time {event.timestamp.isoformat()} lies before 1971")
    if flags is event.time_flags:
        return event
    return replace(event, timestamp=moment, original_timestamp=event.timestamp, time_flags=flags)


STEPS: tuple[tuple[str, Step], ...] = (
    ("ids", clean_ids),
    ("name", clean_name),
    ("person", need_person),
    ("time", correct_time),
)


def refine(event: Event) -> Event | Reject:
    """The event as it is stored, or why it is not."""
    for _, step in STEPS:
        found = step(event)
        if found is not event:
            if isinstance(found, Reject):
                return found
            event = found
    return event


def refine_batch(batch: Batch) -> Batch:
    """Every event of a request through every step."""
    events: list[Event] = []
    rejects = [*batch.rejects]
    for event in batch.events:
        found = refine(event)
        if isinstance(found, Reject):
            rejects.append(found)
        else:
            events.append(found)
    return Batch(events=events, rejects=rejects)


def _reject(event: Event, code: str, detail: str) -> Reject:
    sample = msgspec.json.encode(event)[:8000].decode("utf-8", "replace")[:2000]
    return Reject(code=code, detail=detail, event=(event.event or "")[:NAME_LENGTH], sample=sample)
