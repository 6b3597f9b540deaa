"""The oracle's worlds on the real server: written through the ingestion API, asked through the query API."""

from datetime import datetime, timedelta
from typing import Any

from oracles.case import Ask, Refused, World
from served import Caller, Server


class Worlds:
    """One project for each world; `load` all of them first, then `settled` once, then ask."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.callers: dict[str, Caller] = {}

    def load(self, world: World) -> None:
        if world.name in self.callers:
            return
        caller = self.callers[world.name] = self.server.project()
        body = {"events": [*_people(world), *_events(world)]}
        if not body["events"]:
            return
        head = {"Authorization": f"Bearer {caller.made.write_key}"}
        taken = caller.http.post("/v1/events", json=body, headers=head)
        assert taken.status_code == 200, taken.text
        assert taken.json()["rejected"] == [], taken.text

    def settled(self) -> None:
        if self.callers:
            next(iter(self.callers.values())).settled()

    def ask(self, world: World) -> Ask:
        caller = self.callers[world.name]

        def post(path: str, body: dict[str, Any]) -> Any:
            answer = caller.http.post(path, json=body)
            if answer.status_code >= 300:
                raise Refused(f"{answer.status_code} {answer.text[:300]}")
            return answer.json()

        return post


def _people(world: World) -> list[dict[str, Any]]:
    """Profiles and links, said before anything happened."""
    first = min((datetime.fromisoformat(e["timestamp"].replace("Z", "+00:00")) for e in world.events), default=None)
    if first is None:
        return []
    at = (first - timedelta(days=1)).isoformat()
    said: list[dict[str, Any]] = []
    for n, person in enumerate(world.persons):
        main, *others = person["distinct_ids"]
        ops = {"set": person.get("properties") or {}}
        said.append({"id": f"person-{n}", "type": "identify", "distinct_id": main, "ops": ops, "timestamp": at})
        for other in others:
            alias = {"id": f"alias-{n}-{other}", "type": "alias", "distinct_id": main, "prev_id": other}
            said.append(alias | {"timestamp": at})
    return said


def _events(world: World) -> list[dict[str, Any]]:
    return [
        {
            "id": f"event-{n}",
            "event": event["event"],
            "distinct_id": event["distinct_id"],
            "timestamp": event["timestamp"],
            "properties": event.get("properties") or {},
        }
        for n, event in enumerate(world.events)
    ]
