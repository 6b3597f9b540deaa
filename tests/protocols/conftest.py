"""The collecting door with a journal that only remembers: what a request is answered, and the events it becomes."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

import pytest

from uems.api.collect import Collect
from uems.base.errors import Unavailable
from uems.base.settings import Settings
from uems.events import pipeline
from uems.events.event import Event
from uems.events.protocol import protocols, reader
from uems.events.request import Accepted, Batch, Reject
from uems.store.project import Project

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PROJECT = Project("prj_1", 7, "Shop", "UTC")


class Keys:
    def find(self, key: str) -> tuple[Project, Literal["write", "secret"]] | None:
        return None

    def known(self, key: str) -> tuple[Project, Literal["write", "secret"]] | None:
        key.encode()
        return {"wk_test": (PROJECT, "write"), "sk_test": (PROJECT, "secret")}.get(key)  # type: ignore[return-value]


@dataclass
class Memory:
    kept: list[Accepted] = field(default_factory=list)
    full: bool = False

    async def append(self, accepted: Accepted) -> None:
        if self.full:
            raise Unavailable
        self.kept.append(accepted)


@dataclass(frozen=True)
class Got:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Door:
    def __init__(self, settings: Settings | None = None) -> None:
        self.journal = Memory()
        known = protocols()
        self.read = reader(known)
        self.app = Collect(Keys(), self.journal, known, settings or Settings(), lambda: NOW)

    def ask(self, method: str, url: str, body: Any = b"", **headers: str) -> Got:
        path, _, query = url.partition("?")
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "scheme": "http",
            "client": ("192.0.2.9", 4711),
            "headers": [(b"host", b"door:8420")]
            + [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()],
        }
        assert self.app.owns(method, path, query.encode()), f"{method} {url} is nobody's"
        sent: list[dict[str, Any]] = []
        pieces = [content[i : i + 1 << 20] for i in range(0, len(content), 1 << 20)] or [b""]
        messages = iter(
            {"type": "http.request", "body": piece, "more_body": i + 1 < len(pieces)} for i, piece in enumerate(pieces)
        )

        async def receive() -> dict[str, Any]:
            return next(messages)

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        asyncio.run(self.app(scope, receive, send))
        assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
        answered = {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}
        return Got(sent[0]["status"], answered, sent[1]["body"])

    def post(self, url: str, body: Any = b"", **headers: str) -> Got:
        return self.ask("POST", url, body, **headers)

    def get(self, url: str, **headers: str) -> Got:
        return self.ask("GET", url, **headers)

    @property
    def events(self) -> list[Event]:
        return [event for accepted in self.journal.kept for event in self._read(accepted).events]

    @property
    def rejects(self) -> list[Reject]:
        return [reject for accepted in self.journal.kept for reject in self._read(accepted).rejects]

    def _read(self, accepted: Accepted) -> Batch:
        return pipeline.refine_batch(self.read(accepted))


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def small_door() -> Door:
    """A door that takes at most one MiB."""
    return Door(Settings(body_mb=1))
