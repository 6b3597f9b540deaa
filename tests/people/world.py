"""A project with a store, the real engine, and a small writer that does with a block what the events' writer does."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from uems.base.ids import hash_uuid
from uems.events.event import Event
from uems.people.graph import Identities
from uems.store.client import Store
from uems.warehouse import facts
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql

T0 = datetime(2026, 11, 1, 12, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


def event(name: str, seconds: float, **what: Any) -> Event:
    given = {"id": f"{name}-{seconds}-{json.dumps(what, sort_keys=True)}", "event": name, **what}
    return Event(timestamp=at(seconds), received_at=at(seconds), **given)


@dataclass
class World:
    """One project. `send` writes a block; `open` starts the graph anew, as after a restart."""

    store: Store
    warehouse: Warehouse
    project: int
    now: datetime = field(default_factory=lambda: at(1000))

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.people = Identities(self.store, self.warehouse, lambda: self.now)

    def send(self, *events: Event) -> list[int]:
        return [person for _, person in self.write(events)]

    def write(self, events: tuple[Event, ...]) -> list[tuple[int, int]]:
        """Who did each: (node, person)."""
        people = self.people.resolve(self.project, events)
        self.insert(events, people)
        self.people.settle(self.project, events, [person for _, person in people])
        return people

    def insert(self, events: tuple[Event, ...], people: list[tuple[int, int]]) -> None:
        rows = [
            {
                "project_id": self.project,
                "event_id": str(hash_uuid(e.id)),
                "person_id": person,
                "node_id": node,
                "ts": e.timestamp.timestamp(),
                "event": e.event or "",
                "type": e.type,
                "source": e.source,
                "message_id": e.id,
                "user_id": e.user_id or "",
                "anonymous_id": e.anonymous_id or "",
                "distinct_id": e.distinct_id or "",
                "prev_id": e.prev_id or "",
                "props": json.dumps(e.properties),
                "ops": json.dumps(e.ops) if e.ops else "",
                "received_at": e.received_at.timestamp(),
            }
            for e, (node, person) in zip(events, people, strict=True)
        ]
        token = f"{self.project}-" + "-".join(r["message_id"] for r in rows)
        self.warehouse.insert("events", "\n".join(map(json.dumps, rows)).encode(), token)

    def counts(self) -> dict[int, int]:
        """Events of each person, as questions see them."""
        table = facts.events(self.people.merged(self.project))
        asked = sql("SELECT person_id, uniqExact(event_id) FROM {events} GROUP BY person_id", events=table)
        return dict(self.warehouse.query(asked, self.project).rows)

    def docs(self) -> dict[int, Any]:
        asked = sql("SELECT person_id, properties FROM {persons}", persons=facts.persons())
        return {person: json.loads(text) for person, text in self.warehouse.query(asked, self.project).rows}
