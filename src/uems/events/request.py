"""One accepted request: what the journal keeps of it, and what a protocol reads in it."""

from datetime import datetime

import msgspec

from uems.events.event import Event

REFUSED = "reject"
"""The route of a request of a known project that was refused as a whole; its body is a Reject as JSON."""


class Accepted(msgspec.Struct, frozen=True, kw_only=True):
    """A request body that was acknowledged, unpacked to JSON text, with what else its protocol needs to read it."""

    project: int
    source: str
    """The protocol's name."""
    route: str
    """Which of the protocol's routes it came by, such as `batch` or `track`."""
    received_at: datetime
    about: dict[str, str] = {}
    """What the protocol took from headers and query: ip, user_agent, sent_at, sdk…"""
    body: bytes


class Reject(msgspec.Struct, frozen=True, kw_only=True):
    """One event, or a whole request, that was refused: the reason a person can see."""

    code: str
    detail: str
    index: int | None = None
    """Its place in the request; null = the whole request."""
    event: str = ""
    sample: str = ""
    """The first 2,000 characters of what was refused."""


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """What one request held."""

    events: list[Event] = []
    rejects: list[Reject] = []
