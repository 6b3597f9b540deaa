"""A real `uems serve` on loopback for tests that speak HTTP, and a caller with one project's keys."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from uems.base.settings import Settings
from uems.main import open_store
from uems.store.project import NewProject, create
from uems.store.secret import pepper


class Caller:
    """One project's keys over HTTP: `get` and `post` read with the secret key, `ask` and `send` have the write key."""

    def __init__(self, url: str, made: NewProject) -> None:
        self.made = made
        self.writes = {"Authorization": f"Bearer {made.write_key}"}
        self.http = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {made.secret_key}"}, timeout=120)

    def get(self, path: str, **query: Any) -> Any:
        return _json(self.http.get(path, params=query))

    def post(self, path: str, body: object) -> Any:
        return _json(self.http.post(path, json=body))

    def ask(self, path: str, body: object = None, **query: Any) -> Any:
        """What a client with the write key is told."""
        if body is None:
            answer = self.http.get(path, params=query, headers=self.writes)
        else:
            answer = self.http.post(path, json=body, headers=self.writes)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def until(self, path: str, wanted: Callable[[Any], object], **query: Any) -> Any:
        """What is read there as soon as it is as wanted."""
        end = time.monotonic() + 120
        while not wanted(told := self.get(path, **query)):
            assert time.monotonic() < end, told
            time.sleep(0.01)
        return told

    def send(self, *events: dict[str, Any]) -> Any:
        """Native events; returns when queries can see them."""
        answer = _json(self.http.post("/v1/events", json={"events": events}, headers=self.writes))
        self.settled()
        return answer

    def settled(self) -> None:
        """Wait until queries see everything acknowledged."""
        self.until("/api/health", lambda told: not told["waiting"])


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
