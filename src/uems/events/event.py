"""The canonical event: what every protocol decodes to, and the only thing the rest of the house knows of them."""

from datetime import datetime
from typing import Any, Literal

import msgspec

Kind = Literal["track", "page", "screen", "identify", "group", "alias", "unlink", "exposure", "exception", "replay"]


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that happened, as its sender said it, with the time corrected. msgspec and not a dataclass: made by the
    hundred thousand a second (decision 0001).

    Times are aware UTC. `user_id` is an id the customer gave, `anonymous_id` one the SDK made up, `distinct_id` one of
    which the protocol does not say. `ops` are profile operations {set, set_once, add, append, union, remove, unset}.
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
    """A group's own profile operation: {type, id, set}."""
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
