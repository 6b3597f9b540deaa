"""Events that the product itself makes: they go the way of every other, through the journal."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from uems.events.request import Accepted


def accepted(project: int, events: Sequence[dict[str, Any]], now: datetime) -> Accepted:
    """A request of the native form, as if it had come from outside: give each event an id that a repetition has too,
    a name, whose it is (`user_id` or `anonymous_id`), an ISO `timestamp`, and properties."""
    body = msgspec.json.encode({"events": events})
    return Accepted(project=project, source="uems", route="events", received_at=now, body=body)
