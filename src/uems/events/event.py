"""The canonical event: what every protocol decodes to, and the only thing the rest of the house knows of them."""

from datetime import datetime
from typing import Any, Literal

import msgspec

Kind = Literal["track", "page", "screen", "identify", "group", "alias", "unlink", "exposure", "exception", "replay"]


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One thing that happened, as its sender said it, with the time corrected. msgspec and not a dataclass: made by the
    hundred thousand a second (decision 0001); out of the collector's sight, since JSON has no circles.

    Times are aware UTC. `user_id` is an id the customer gave, `anonymous_id` one the SDK made up, `distinct_id` one of
    which the protocol does not say. `ops` are profile operations {set, set_once, add, append, union, remove, unset}.

    What an event says about identity is in these fields and nowhere else:
    - `user_id` and `anonymous_id` in one event: that device was used by that user (a device link);
    - type `identify` with `prev_id`: the anonymous id `prev_id` became `user_id`, else `distinct_id` (a device link);
    - type `alias` with `prev_id`: `prev_id` and the event's own id are one person (a merge, symmetric).
    A protocol that knows more ids of an event than it may link (PostHog's `$device_id`) leaves them in `properties`.

    `context` keeps what the sender said there, with these names: ip, user_agent, locale, timezone, page {url, path,
    title, referrer, search}, campaign {source, medium, name…}, screen, os {name, version}, device {type, …},
    browser {name, version}, app, library {name, version}, window_id, extra (unknown members of a native event).
    """

    id: str = ""
    """The sender's dedupe id; '' = it sent none."""
    type: Kind = "track"
    event: str | None = None
    """Null for identify, group and alias operations that carry no name."""
    source: str = "native"
    """The protocol it came by."""
    user_id: str | None = None
    anonymous_id: str | None = None
    distinct_id: str | None = None
    prev_id: str | None = None
    """The other id of a link: alias, identify."""
    groups: dict[str, str] = {}
    group: dict[str, Any] | None = None
    """A group's own profile operation: {type, id, set}; such an event may belong to nobody."""
    ops: dict[str, Any] = {}
    timestamp: datetime
    original_timestamp: datetime | None = None
    """What the sender said, where the correction changed it."""
    sent_at: datetime | None = None
    received_at: datetime
    time_flags: tuple[Literal["clamped", "missing", "historical", "skewed"], ...] = ()
    session_id: str | None = None
    context: dict[str, Any] = {}
    properties: dict[str, Any] = {}
