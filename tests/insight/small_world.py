"""A small world for tests of insight: people and events written straight into the warehouse under their own project."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from uems.base.ids import hash64
from uems.people.scope import Scope
from uems.rules.condition import parse_filter
from uems.store.project import Project
from uems.warehouse.client import Warehouse
from uems.warehouse.facts import PROMOTED


class World:
    """Events are kept until `scope` is asked for, then written in one block."""

    def __init__(self, warehouse: Warehouse, project: int, zone: str = "UTC") -> None:
        self.warehouse = warehouse
        self.project = Project(f"prj_{project}", project, "world", zone)
        self.rows: list[dict[str, Any]] = []
        self.persons: dict[str, dict[str, Any]] = {}

    def did(self, who: str, event: str, when: str, **properties: Any) -> None:
        self.persons.setdefault(who, {})
        row = {
            "project_id": self.project.number,
            "event_id": str(uuid4()),
            "person_id": person(who),
            "node_id": person(who),
            "ts": when if "T" in when else f"{when}T12:00:00",
            "event": event,
            "type": "track",
            "user_id": who,
            "props": json.dumps(properties),
            "received_at": when if "T" in when else f"{when}T12:00:00",
        }
        row |= {PROMOTED[k]: json.dumps(v) for k, v in properties.items() if k in PROMOTED}
        self.rows.append(row)

    def knows(self, who: str, **properties: Any) -> None:
        self.persons.setdefault(who, {}).update(properties)

    def scope(self, now: str = "2024-03-01T00:00:00", zone: str | None = None) -> Scope:
        """As of a project some of whose people have merged: every analysis must also stand upon that longer SQL."""
        if self.rows:
            self._insert("events", self.rows)
            self.rows = []
        if self.persons:
            self._insert("persons", [self._person(who, known) for who, known in self.persons.items()])
            self.persons = {}
        moment = datetime.fromisoformat(now)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return Scope(self.warehouse, self.project, moment, ZoneInfo(zone or self.project.timezone), merged=True)

    def _person(self, who: str, known: dict[str, Any]) -> dict[str, Any]:
        moment = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=1)
        return {
            "project_id": self.project.number,
            "person_id": person(who),
            "properties": json.dumps(known),
            "ids": [who],
            "first_seen": moment.isoformat(),
            "last_seen": moment.isoformat(),
            "version": 1,
        }

    def _insert(self, table: str, rows: list[dict[str, Any]]) -> None:
        body = b"\n".join(json.dumps(row).encode() for row in rows)
        self.warehouse.insert(table, body, token=str(uuid4()))


def person(who: str) -> int:
    return hash64(who)


def only(event: str | None, *where: dict[str, Any]) -> Any:
    return parse_filter({"event": event, "where": list(where)})
