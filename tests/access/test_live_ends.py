"""A live stream does not outlast the right to read it, nor the right to see what is personal."""

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest

from uems.api import door, events
from uems.base.errors import Unavailable
from uems.people.property_class import Mask


class Endless:
    """A live stream that is silent for ever, or says the same again and again."""

    def __init__(self, *said: dict[str, Any]) -> None:
        self.said = list(said)

    async def stream(self, project: int, beat: float) -> AsyncIterator[list[dict[str, Any]]]:
        while True:
            yield self.said


def told(request: Any, live: Endless | None = None) -> list[bytes]:
    caller: Any = SimpleNamespace(
        parts=SimpleNamespace(live=live or Endless()),
        project=SimpleNamespace(number=1),
        mask=lambda: Mask({}, personal=True),
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
        return SimpleNamespace(must=lambda right: None, mask=lambda: Mask({}, personal=True))

    monkeypatch.setattr(events, "asked", asked)
    monkeypatch.setattr(events, "_BEAT", 0.0)
    assert told(None) == [b": connected\n\n", *[b": here\n\n"] * 3]
    assert answers == []


def test_a_reader_who_loses_the_right_to_personal_values_sees_no_more_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [False, None]

    def asked(_: Any) -> Any:
        sees = answers.pop(0)
        if sees is None:
            raise door.SessionExpired
        return SimpleNamespace(must=lambda right: None, mask=lambda: Mask({}, personal=sees))

    monkeypatch.setattr(events, "asked", asked)
    monkeypatch.setattr(events, "_BEAT", 0.0)
    event = {"ops": {}, "context": {}, "group": None, "properties": {"email": "ada@example.org"}}
    _, before, after = told(None, Endless(event))
    assert (b"ada@example.org" in before, b"ada@example.org" in after) == (True, False)
