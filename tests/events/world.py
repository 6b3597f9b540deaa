"""What tests of the writer share: requests of a plain protocol, a resolver without links, and what became visible."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from uems.base.ids import hash64
from uems.events.event import Event
from uems.events.request import Accepted, Batch
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql

NOW = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
"""Recent: the warehouse forgets rejects after 30 days."""


def event(**members: Any) -> Event:
    return Event(**{"timestamp": NOW, "received_at": NOW, "event": "view", "user_id": "u1"} | members)


def request(project: int, *events: Event, at: datetime = NOW) -> Accepted:
    return Accepted(project=project, source="plain", route="batch", received_at=at, body=msgspec.json.encode(events))


def read(accepted: Accepted) -> Batch:
    return Batch(events=msgspec.json.decode(accepted.body, type=list[Event]))


class Alone:
    """Every id is a person of its own; remembers what was settled."""

    def __init__(self) -> None:
        self.settled: list[str] = []

    def resolve(self, project: int, events: Sequence[Event]) -> list[tuple[int, int]]:
        nodes = [hash64(str(project), e.user_id or e.distinct_id or e.anonymous_id or "") for e in events]
        return list(zip(nodes, nodes, strict=True))

    def settle(self, project: int, events: Sequence[Event], people: Sequence[int]) -> None:
        self.settled += [e.id for e in events]


def ids(warehouse: Warehouse, project: int) -> list[str]:
    """The message ids that a query sees, in order, repeats included."""
    asked = sql("SELECT message_id FROM events ORDER BY message_id")
    return [row[0] for row in warehouse.query(asked, project).rows]
