"""A body that is too large is refused before anybody holds it in memory."""

import asyncio
from typing import Any

import pytest
from starlette.requests import Request

from uems.api.bounded import BodyTooLarge, bounded

LIMIT = 10


def call(parts: list[bytes], path: str = "/api/reports", **headers: str) -> tuple[int, list[bytes]]:
    """The status of the answer, and what of the body was taken."""
    waiting, taken, sent = list(parts), list[bytes](), list[dict[str, Any]]()

    async def receive() -> dict[str, Any]:
        taken.append(waiting.pop(0))
        return {"type": "http.request", "body": taken[-1], "more_body": bool(waiting)}

    async def send(message: Any) -> None:
        sent.append(message)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await Request(scope, receive).body()
        await send({"type": "http.response.start", "status": 200})

    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": given}
    asyncio.run(bounded(app, LIMIT)(scope, receive, send))
    return sent[0]["status"], taken


def test_a_size_that_is_said_is_believed() -> None:
    assert call([b"x" * 11], content_length="11") == (413, [])
    assert call([b"x" * 10], content_length="10") == (200, [b"x" * 10])


def test_a_size_that_is_not_said_is_counted() -> None:
    assert call([b"12345", b"67890"])[0] == 200
    with pytest.raises(BodyTooLarge):
        call([b"12345", b"678901", b"never taken"])


def test_a_file_is_for_its_route_to_limit() -> None:
    assert call([b"x" * 11], path="/api/segments/import", content_length="11")[0] == 200
