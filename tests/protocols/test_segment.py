import base64
import gzip
import json
from typing import Any

import pytest

BASIC = "Basic " + base64.b64encode(b"wk_test:").decode()
UNION = {"code", "message", "error", "detail", "status"}


def batch(*events: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"batch": list(events), "writeKey": "wk_test", **more}


def test_a_server_sdk_batch_becomes_events(door: Any) -> None:
    sent = batch(
        {"type": "page", "anonymousId": "a1", "userId": None, "category": "Docs", "name": "Pricing", "messageId": "m1"},
        {"type": "identify", "userId": "u1", "anonymousId": "a1", "traits": {"plan": "pro", "gone": None}},
        {"type": "track", "userId": 42, "event": "Order", "properties": {"revenue": 42.5, "coupon": None, "n": 1}},
        {"type": "group", "userId": "u1", "groupId": "acme", "traits": {"name": "Acme"}},
        {"type": "screen", "userId": "u1", "name": "Home"},
        {"type": "alias", "userId": "u1", "previousId": "p1"},
    )
    answer = door.post("/v1/batch", gzip.compress(json.dumps(sent).encode()), authorization=BASIC)
    assert (answer.status, answer.json) == (200, {"success": True})
    page, identify, track, group, screen, alias = door.events
    assert (page.type, page.event, page.anonymous_id, page.user_id, page.id) == ("page", "Pricing", "a1", None, "m1")
    assert page.properties == {"name": "Pricing", "category": "Docs"}
    assert (identify.type, identify.event, identify.user_id, identify.anonymous_id) == ("identify", None, "u1", "a1")
    assert identify.ops == {"set": {"plan": "pro", "gone": None}}
    assert (track.user_id, track.properties) == ("42", {"revenue": 42.5, "coupon": None, "n": 1})
    assert isinstance(track.properties["n"], int)
    assert (group.event, group.group) == (None, {"type": "group", "id": "acme", "set": {"name": "Acme"}})
    assert (screen.type, screen.event) == ("screen", "Home")
    assert (alias.type, alias.user_id, alias.prev_id) == ("alias", "u1", "p1")
    assert {event.source for event in door.events} == {"segment"}
    assert door.rejects == []


@pytest.mark.parametrize("path", ["/v1/t", "/v1/t/", "/v1/track", "/segment/v1/t", "//v1/track/", "/rudder/v1/track"])
def test_single_calls_have_many_paths(door: Any, path: str) -> None:
    sent = {"event": "One", "userId": "", "anonymousId": "a1", "writeKey": "wk_test"}
    assert door.post(path, sent, content_type="text/plain").status == 200
    assert [(e.event, e.user_id, e.anonymous_id) for e in door.events] == [("One", None, "a1")]


def test_imports_are_historical(door: Any) -> None:
    sent = batch(
        {"type": "track", "userId": "u", "event": "Old", "timestamp": "2020-01-01T00:00:00Z"},
        sentAt="2026-03-01T14:00:00Z",
    )
    door.post("/v1/import", sent)
    [event] = door.events
    assert (event.timestamp.year, event.timestamp.hour, event.time_flags) == (2020, 0, ("historical",))


def test_one_bad_event_is_refused_alone_and_visibly(door: Any) -> None:
    good = {"type": "track", "userId": "u", "event": "Good"}
    bad: list[Any] = [
        {**good, "type": "dance"},
        {**good, "userId": None},
        {**good, "userId": {"a": 1}},
        {**good, "event": None},
        {**good, "event": "x" * 201},
        {**good, "properties": "text"},
        {**good, "properties": {"x": "y" * (1 << 20)}},
        {"type": "group", "userId": "u"},
        {"type": "alias", "userId": "u"},
        7,
    ]
    assert door.post("/v1/batch", batch(good, *bad, {**good, "properties": []})).json == {"success": True}
    assert [event.event for event in door.events] == ["Good", "Good"]
    assert sorted(reject.code for reject in door.rejects) == [
        "bad_id",
        "event_name_too_long",
        "event_too_large",
        "no_event",
        "no_group",
        "no_person",
        "no_previous_id",
        "not_an_object",
        "not_an_object",
        "unknown_type",
    ]


def test_nothing_is_too_large_that_the_official_sdk_sends(door: Any) -> None:
    events = [{"type": "track", "userId": "u", "event": "E", "properties": {"x": "y" * 33_000}}] * 61
    assert door.post("/v1/batch", batch(*events)).status == 200
    assert len(door.events) == 61


@pytest.mark.parametrize("body", [b"", b"{", b'{"batch":{}}', b'{"batch":7}', b"[" * 50_000, b'{"a":"\xff"}'])
def test_a_malformed_request_is_told_so_in_every_tongue(door: Any, body: bytes) -> None:
    answer = door.post("/v1/batch", body, authorization=BASIC)
    assert answer.status == 400
    assert set(answer.json) == UNION
    assert [reject.code for reject in door.rejects] == [answer.json["code"]]


def test_an_unknown_key_is_401_and_counted(door: Any) -> None:
    answer = door.post("/v1/batch", {"batch": [], "writeKey": "wk_wrong"})
    assert answer.status == 401
    assert set(answer.json) == UNION
    assert door.post("/v1/batch", {"batch": []}).status == 401
    assert door.app.unknown_keys == {"segment": 2}
    assert door.journal.kept == []


def test_the_browser_sdk_is_told_to_send_to_us(door: Any) -> None:
    answer = door.get("/v1/projects/wk_test/settings", origin="https://shop.test")
    assert answer.status == 200
    assert answer.json["integrations"]["Segment.io"]["apiKey"] == "wk_test"
    assert answer.json["integrations"]["Segment.io"]["apiHost"] == "door:8420/v1"
    assert answer.json["integrations"]["Segment.io"]["protocol"] == "http"
    assert answer.headers["access-control-allow-origin"] == "https://shop.test"
    other = door.get("/segment/v1/projects/wk_test/settings/").json
    assert other["integrations"]["Segment.io"]["apiHost"] == "door:8420/segment/v1"
    assert door.get("/v1/projects/wk_wrong/settings").status == 401


def test_sdk_metrics_are_thrown_away(door: Any) -> None:
    assert door.post("/v1/m", {"series": []}, content_type="text/plain").status == 200
    assert door.journal.kept == []
