"""The oracle's worlds on the real server: written through the ingestion API, asked through the query API."""

import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import httpx

from oracles.case import Ask, Refused, World
from served import Server
from uems.base.settings import Settings
from uems.main import open_store
from uems.store.project import NewProject, create
from uems.store.secret import pepper


class Worlds:
    """One project for each world; `load` them all, which waits until queries can see them, then ask."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.http = httpx.Client(base_url=server.url, timeout=120)
        self.made: dict[str, NewProject] = {}

    def load(self, worlds: Iterable[World]) -> None:
        different = {world.name: world for world in worlds}
        store, peppered = open_store(Settings(data=self.server.data)), pepper(self.server.data)
        try:
            self.made = {name: create(store, peppered, "oracle", "UTC") for name in different}
        finally:
            store.close()
        for name, world in different.items():
            self._send(self.made[name], [*_people(world), *_events(world)])
        until = time.monotonic() + 300
        while self.http.get("/api/health").json()["waiting"]:
            assert time.monotonic() < until, "the writer does not catch up"
            time.sleep(0.05)

    def ask(self, world: World) -> Ask:
        head = {"Authorization": f"Bearer {self.made[world.name].secret_key}"}

        def post(path: str, body: dict[str, Any]) -> Any:
            answer = self.http.post(path, json=body, headers=head)
            if answer.status_code >= 300:
                raise Refused(f"{answer.status_code} {answer.text[:300]}")
            return answer.json()

        return post

    def _send(self, project: NewProject, events: list[dict[str, Any]]) -> None:
        if events:
            head = {"Authorization": f"Bearer {project.write_key}"}
            taken = self.http.post("/v1/events", json={"events": events}, headers=head)
            for _ in range(300):  # a key made beside the running server is known a moment later
                if taken.status_code != 401:
                    break
                time.sleep(0.1)
                taken = self.http.post("/v1/events", json={"events": events}, headers=head)
            assert taken.status_code == 200, taken.text
            assert taken.json()["rejected"] == [], taken.text


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
            "groups": _groups(event.get("properties") or {}),
        }
        for n, event in enumerate(world.events)
    ]


def _groups(properties: dict[str, Any]) -> dict[str, str]:
    """Upstream keeps the groups of an event as properties `$group_0` …"""
    return {name.removeprefix("$"): group for name, group in properties.items() if name.startswith("$group_") and group}
