"""Captured requests, broken in a hundred thousand ways: the door never fails, and what it keeps can always be read."""

import base64
import gzip
import json
import random
from typing import Any
from urllib.parse import quote

import msgspec
import pytest

EVENT: dict[str, Any] = {
    "type": "track",
    "event": "Order",
    "userId": "u1",
    "anonymousId": "a1",
    "user_id": "u1",
    "distinct_id": "u1",
    "uuid": "34f5",
    "messageId": "m1",
    "timestamp": "2026-03-01T11:00:00.659+00:00",
    "context": {"ip": "1.2.3.4", "page": {"url": "https://s/p"}, "traits": {"plan": "pro"}},
    "properties": {
        "token": "wk_test",
        "distinct_id": "u1",
        "$groups": {"c": "x"},
        "note": "中文 🎉",
        "n": 1.5,
        "z": None,
    },
    "traits": {"plan": "pro"},
    "$set": {"plan": "pro"},
    "groupId": "g",
    "previousId": "p",
    "ops": {"set": {"a": 1}},
}
KINDS = ("track", "identify", "group", "alias", "page")
NAMES = ("$identify", "$create_alias", "$groupidentify", "$pageview", "Order")
MANY = [{**EVENT, "type": kind, "event": name} for kind, name in zip(KINDS, NAMES, strict=True)]
BATCH = json.dumps({"batch": MANY, "writeKey": "wk_test", "api_key": "wk_test", "sentAt": "2026-03-01T12:00:00Z"})
LIST = json.dumps(MANY, ensure_ascii=False)
SEEDS: tuple[tuple[str, bytes], ...] = (
    ("/v1/batch", BATCH.encode()),
    ("/v1/track", json.dumps({**EVENT, "writeKey": "wk_test"}).encode()),
    ("/v1/events", json.dumps({"events": MANY, "write_key": "wk_test"}, ensure_ascii=False).encode()),
    ("/v1/events?key=wk_test", "\n".join(json.dumps(event) for event in MANY).encode()),
    ("/batch/", gzip.compress(BATCH.encode())),
    ("/s/", LIST.encode()),
    ("/e/?compression=base64", b"data=" + quote(base64.b64encode(LIST.encode())).encode()),
    ("/i/v0/e/?_=1772366400000", json.dumps({**EVENT, "api_key": "wk_test"}).encode()),
    ("/i/v1/analytics/events?token=wk_test", BATCH.encode()),
)
DIRT = (
    b"NaN", b"1e999", b"-Infinity", b'"\\ud83d"', b"\xed\xa0\xbd", b"\xff", b"\0", b'"\\u0000"', b"null", b"[]", b"{}",
    b"{", b"}", b"[", b"]", b'"', b",", b":", b"\\", b"9" * 5000, b"-1", b"true", b"[" * 2000, b'{"a":' * 300, b"1e308",
    b'"0001-01-01T00:00:00Z"', b'"9999-12-31T23:59:59-23:59"', b"99999999999999999999", b"\x1f\x8b", b"data=", b"%z",
    b"&", b'""',
)  # fmt: skip


def mutated(chance: random.Random, body: bytes) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at, to = sorted(chance.randrange(len(body) + 1) for _ in range(2))
        to = min(to, at + chance.choice((0, 1, 4, 20, len(body))))
        piece = chance.choice((chance.choice(DIRT), bytes([chance.randrange(256)]), body[at:to] * 2, b""))
        body = body[:at] + piece + body[to:]
    return body


def value_mutated(chance: random.Random, body: bytes) -> bytes:
    """A JSON value replaced by another: syntactically whole, and so further into the house."""
    starts = [i + 1 for i, byte in enumerate(body) if byte == ord(":")]
    if not starts:
        return body
    at = chance.choice(starts)
    to = at
    while to < len(body) and body[to] not in b",}]":
        to += 1
    return body[:at] + chance.choice(DIRT) + body[to:]


def run(door: Any, count: int) -> None:
    chance = random.Random(20260301)
    kept = refused = 0
    for _ in range(count):
        url, seed = chance.choice(SEEDS)
        body = (value_mutated if chance.random() < 0.5 else mutated)(chance, seed)
        answer = door.post(url, body, content_type=chance.choice(("application/json", "text/plain", "")))
        assert answer.status in (200, 400, 401, 413), (url, body, answer)
        refused += answer.status != 200
        for event in door.events:
            kept += 1
            assert msgspec.json.decode(msgspec.json.encode(event)) is not None
            assert event.event is None or isinstance(event.event, str)
            for held in (
                event.id,
                event.user_id,
                event.anonymous_id,
                event.distinct_id,
                event.prev_id,
                event.session_id,
            ):
                assert held is None or (isinstance(held, str) and "\0" not in held), (body, held)
        assert all(len(msgspec.json.encode(reject)) < 30_000 for reject in door.rejects)
        if answer.status == 200 and url.startswith("/v1/events"):
            assert answer.json["accepted"] == len(door.events), (body, answer.json)
        door.journal.kept.clear()
    assert kept > count // 4
    assert refused > count // 20


def test_three_thousand_broken_requests_fail_nothing(door: Any) -> None:
    run(door, 3000)


@pytest.mark.long
def test_a_hundred_thousand_broken_requests_fail_nothing(door: Any) -> None:
    run(door, 100_000)
