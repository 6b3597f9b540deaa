"""A live stream does not outlast the right to read it."""

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest

from uems.api import door, events
from uems.base.errors import Unavailable
from uems.people.property_class import Mask


class Endless:
    """A live stream that is silent for ever."""

    async def stream(self, project: int, beat: float) -> AsyncIterator[list[object]]:
        while True:
            yield []


def told(request: Any) -> list[bytes]:
    caller: Any = SimpleNamespace(
        parts=SimpleNamespace(live=Endless()), project=SimpleNamespace(number=1), mask=lambda: Mask({}, personal=True)
    )

    async def read() -> list[bytes]:
        return [part async for part in events._told(request, caller)]

    return asyncio.run(read())


def test_the_stream_ends_with_the_session_and_lives_through_a_store_that_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers: list[Exception | None] = [None, Unavailable(), door.SessionExpired()]

    def asked(_: Any) -> Any:
        answer = answers.pop(0)
        if answer is not None:
            raise answer
        return SimpleNamespace(must=lambda right: None)

    monkeypatch.setattr(events, "asked", asked)
    monkeypatch.setattr(events, "_BEAT", 0.0)
    assert told(None) == [b": connected\n\n", *[b": here\n\n"] * 3]
    assert answers == []
