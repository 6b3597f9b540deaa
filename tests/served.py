"""A real `uems serve` on loopback for tests that speak HTTP, and a caller with one project's keys."""

import time
from pathlib import Path
from typing import Any

import httpx

from uems.base.settings import Settings
from uems.main import open_store
from uems.store.project import NewProject, create
from uems.store.secret import pepper


class Caller:
    """One project's keys over HTTP: `get` and `post` read with the secret key, `send` writes with the write key."""

    def __init__(self, url: str, made: NewProject) -> None:
        self.made = made
        self.http = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {made.secret_key}"}, timeout=120)

    def get(self, path: str, **query: Any) -> Any:
        return _json(self.http.get(path, params=query))

    def post(self, path: str, body: object) -> Any:
        return _json(self.http.post(path, json=body))

    def send(self, *events: dict[str, Any]) -> Any:
        """Native events; returns when queries can see them."""
        head = {"Authorization": f"Bearer {self.made.write_key}"}
        answer = _json(self.http.post("/v1/events", json={"events": events}, headers=head))
        self.settled()
        return answer

    def settled(self) -> None:
        """Wait until queries see everything acknowledged."""
        until = time.monotonic() + 120
        while self.get("/api/health")["waiting"]:
            assert time.monotonic() < until, "the writer does not catch up"
            time.sleep(0.01)


class Server:
    """Where the server answers, and a way to make projects beside it."""

    def __init__(self, url: str, data: Path) -> None:
        self.url, self.data = url, data

    def project(
        self, name: str = "test", timezone: str = "UTC", write_key: str | None = None, secret_key: str | None = None
    ) -> Caller:
        store = open_store(Settings(data=self.data))
        try:
            made = create(store, pepper(self.data), name, timezone, write_key, secret_key)
        finally:
            store.close()
        return Caller(self.url, made)


def _json(answer: httpx.Response) -> Any:
    assert answer.status_code < 300, answer.text
    return answer.json()
