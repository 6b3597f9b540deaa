"""The door itself: CORS, sizes, overload, and what it leaves to others."""

import asyncio
import gzip
import json
from typing import Any

import pytest

BEARER = "Bearer wk_test"


@pytest.mark.parametrize("path", ["/v1/batch", "/v1/events/", "/e/", "/array/wk_test/config", "/i/v0/e"])
def test_a_preflight_is_answered_before_anything_else(door: Any, path: str) -> None:
    asked = {"origin": "https://shop.test", "access_control_request_headers": "authorization,anonymousid,sentat"}
    answer = door.ask("OPTIONS", path, **asked)
    assert answer.status == 204
    assert answer.headers["access-control-allow-origin"] == "https://shop.test"
    assert answer.headers["access-control-allow-credentials"] == "true"
    assert answer.headers["access-control-allow-methods"] == "GET,POST,OPTIONS"
    assert answer.headers["access-control-allow-headers"] == "authorization,anonymousid,sentat"
    assert answer.headers["access-control-max-age"] == "600"
    assert answer.headers["vary"] == "Origin"


def test_every_answer_can_be_read_by_the_page_that_asked(door: Any) -> None:
    for body in (b"{", b'{"batch":[]}', b'{"batch":[],"writeKey":"wk_test"}'):
        answer = door.post("/v1/batch", body, origin="https://shop.test")
        assert answer.headers["access-control-allow-origin"] == "https://shop.test"
        assert "Retry-After" in answer.headers["access-control-expose-headers"]


def test_other_paths_and_methods_are_somebody_elses(door: Any) -> None:
    for method, path in [
        ("GET", "/v1/batch"),
        ("GET", "/"),
        ("POST", "/api/events"),
        ("HEAD", "/e"),
        ("OPTIONS", "/api/tags"),
    ]:
        assert not door.app.owns(method, path)


def test_a_full_journal_is_503_in_the_clients_own_words(door: Any) -> None:
    door.journal.full = True
    for url, sent in [
        ("/v1/events", {"events": []}),
        ("/v1/batch", {"batch": []}),
        ("/batch/", {"batch": []}),
        ("/v1/batch", 7),
    ]:
        answer = door.post(url + "?token=wk_test", sent, authorization=BEARER)
        assert answer.status == 503
        assert 2 <= int(answer.headers["retry-after"]) <= 6
        assert answer.json["code"] == "unavailable"


def test_sizes_are_capped_by_what_is_unpacked_and_not_by_ratio(small_door: Any) -> None:
    fits = gzip.compress(json.dumps({"batch": [], "pad": "x" * 1_000_000}).encode())
    assert len(fits) < 5000
    assert small_door.post("/v1/batch", fits, authorization=BEARER).status == 200
    bomb = gzip.compress(b'{"batch":["' + b"x" * 30_000_000 + b'"]}')
    assert small_door.post("/v1/batch", bomb, authorization=BEARER).status == 413
    assert small_door.post("/v1/batch", b"{" + b" " * 3_000_000 + b"}", authorization=BEARER).status == 413
    assert small_door.post("/v1/batch", b" " * 20_000_000, authorization=BEARER).status == 413
    assert [reject.code for reject in small_door.rejects] == ["too_large"] * 3


def test_twenty_megabytes_of_json_are_taken(door: Any) -> None:
    event = {"type": "track", "userId": "u", "event": "E", "properties": {"x": "y" * 100_000}}
    body = json.dumps({"batch": [event] * 205, "writeKey": "wk_test"}).encode()
    assert len(body) > 20_000_000
    assert door.post("/v1/batch", gzip.compress(body)).status == 200
    assert len(door.events) == 205


def test_a_client_that_hangs_up_is_not_answered(door: Any) -> None:
    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        raise AssertionError(message)

    scope = {"type": "http", "method": "POST", "path": "/v1/batch", "query_string": b"", "headers": []}
    asyncio.run(door.app(scope, receive, send))


def test_what_was_said_beside_the_body_is_kept(door: Any) -> None:
    door.post("/v1/events", {"events": []}, authorization=BEARER, user_agent="UA/1")
    [kept] = door.journal.kept
    assert (kept.project, kept.source, kept.route) == (7, "native", "events")
    assert kept.about == {"ip": "192.0.2.9", "user_agent": "UA/1"}
