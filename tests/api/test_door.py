"""Who calls and what they see: read once in a call."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from uems.api import door, waiting
from uems.api.door import Asked
from uems.people import property_class
from uems.store.project import Project


def test_what_is_hidden_is_read_once_in_a_call_and_anew_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[int] = []
    monkeypatch.setattr(property_class, "said", lambda _, project: reads.append(project) or {})
    parts: Any = SimpleNamespace(store=None)
    for calls in (1, 2):
        call = Asked(Project("p", 7, "Shop", "UTC"), parts, "en", frozenset({"read"}))
        assert [call.hidden([(name, "person")]) for name in ("email", "plan", "phone")] == [["email"], [], ["phone"]]
        assert reads == [7] * calls


def test_what_the_door_looked_at_the_route_does_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[int] = []
    monkeypatch.setattr(property_class, "said", lambda _, project: reads.append(project) or {})
    parts: Any = SimpleNamespace(store=None, warehouse=SimpleNamespace(mark=lambda: "m"))
    call = Asked(Project("p", 7, "Shop", "UTC"), parts, "en", frozenset({"read"}))
    monkeypatch.setattr(door, "asked", lambda _: call)

    async def sent() -> dict[str, Any]:
        return {"condition": {"person": "plan", "op": "eq", "value": "pro"}}

    async def asleep(*_: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(waiting, "_watch", asleep)

    async def enter() -> None:
        request: Any = SimpleNamespace(method="POST", json=sent, scope={"route": SimpleNamespace(body_field=1)})
        async for caller in door.may("read")(request):
            assert caller.mark == "m"
            assert caller.hidden([("email", "person")]) == ["email"]

    asyncio.run(enter())
    assert reads == [7]
