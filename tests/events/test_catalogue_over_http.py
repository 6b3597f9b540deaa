"""The catalogue through the door: pages in one order, searches, refusals, and what was just sent is soon there."""

import time
from typing import Any

import pytest

from served import Caller

NAMES = [f"事件 {n}" for n in range(7)] + ["شراء مكتمل", "'; --", "x" * 150]


@pytest.fixture
def shop(caller: Caller) -> Caller:
    caller.send(*({"event": name, "user_id": f"u{n}", "properties": {"n": n}} for n, name in enumerate(NAMES)))
    caller.send(*({"event": NAMES[3], "user_id": "u"} for _ in range(3)))
    return caller


def pages(caller: Caller, **query: Any) -> list[str]:
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = caller.get("/api/catalog/events", limit=3, **query, **cursor)
        found += [one["name"] for one in page["items"]]
        if page["next"] is None:
            assert page["total"] == len(found)
            return found
        cursor = {"cursor": page["next"]}


def test_names_are_read_page_by_page(shop: Caller) -> None:
    assert pages(shop) == [NAMES[3], *sorted(name for name in NAMES if name != NAMES[3])]
    assert pages(shop, search="事件") == [NAMES[3], *(name for name in NAMES[:7] if name != NAMES[3])]
    assert pages(shop, search="nothing") == []


def test_a_new_event_is_soon_in_the_catalogue(shop: Caller) -> None:
    pages(shop)
    shop.send({"event": "new", "user_id": "u"})
    until = time.monotonic() + 2
    while not pages(shop, search="new"):
        assert time.monotonic() < until
        time.sleep(0.05)


def test_properties_and_values(shop: Caller) -> None:
    shop.send({"type": "identify", "user_id": "u1", "ops": {"set": {"plan": "pro"}}})
    (one,) = shop.get("/api/catalog/properties", event=NAMES[0])["items"]
    assert one == {"name": "n", "type": "number", "share": 1.0}
    assert [one["name"] for one in shop.get("/api/catalog/properties", of="person")["items"]] == ["plan"]
    found = shop.get("/api/catalog/values", property="n", search="9")
    assert found == {"items": [{"value": 9, "count": 1, "share": 0.1}], "next": None, "whole": True}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("events?cursor=x", "bad_cursor"),
        ("events?cursor=1.1.x", "bad_cursor"),
        ("events?limit=0", "invalid"),
        ("properties?of=dog", "invalid"),
        ("values", "invalid"),
    ],
)
def test_refusals_say_why(caller: Caller, path: str, code: str) -> None:
    answer = caller.http.get(f"/api/catalog/{path}")
    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
