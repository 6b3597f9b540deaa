import base64
from datetime import timedelta
from typing import Any

BASIC = "Basic " + base64.b64encode(b"wk_test:").decode()


def test_rudder_keeps_traits_in_the_context_and_its_time_elsewhere(door: Any) -> None:
    sent = {
        "type": "identify",
        "userId": "u1",
        "anonymousId": "a1",
        "originalTimestamp": "2026-03-01T13:00:00Z",
        "sentAt": "2026-03-01T14:00:00Z",
        "context": {"traits": {"plan": "pro"}, "sessionId": 1772366400, "userAgent": "UA/1", "locale": "zh-CN"},
    }
    assert door.post("/v1/identify", sent, authorization=BASIC).status == 200
    [event] = door.events
    assert event.ops == {"set": {"plan": "pro"}}
    assert event.timestamp == event.received_at - timedelta(hours=1)
    assert event.session_id == "1772366400"
    assert event.context == {
        "sessionId": 1772366400,
        "locale": "zh-CN",
        "user_agent": "UA/1",
        "ip": "192.0.2.9",
    }


def test_a_beacon_names_its_key_in_the_query(door: Any) -> None:
    sent = {"batch": [{"type": "track", "event": "Late", "anonymousId": "a1"}]}
    assert door.post("/beacon/v1/batch?writeKey=wk_test", sent, content_type="text/plain").status == 200
    assert [event.event for event in door.events] == ["Late"]


def test_rudder_is_told_that_its_source_is_on(door: Any) -> None:
    answer = door.get("/sourceConfig/?p=npm&v=3.34.1&writeKey=wk_test", authorization=BASIC)
    assert answer.json["source"]["enabled"] is True
    assert answer.json["source"]["writeKey"] == "wk_test"
    assert door.get("/sourceConfig?writeKey=nope").status == 401
