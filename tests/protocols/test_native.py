import json
from typing import Any

import pytest

BEARER = "Bearer wk_test"
GOOD = {"event": "order_paid", "user_id": "u1", "timestamp": "2026-03-01T11:00:00Z", "properties": {"price": 10}}


def post(door: Any, body: Any) -> Any:
    answer = door.post("/v1/events", body, authorization=BEARER)
    assert answer.status == 200, answer.body
    return answer.json


def test_events_are_counted_and_kept(door: Any) -> None:
    assert post(door, {"events": [GOOD, {**GOOD, "id": "m2", "anonymous_id": "a1"}]}) == {"accepted": 2, "rejected": []}
    first, second = door.events
    assert (first.event, first.user_id, first.properties, first.type) == ("order_paid", "u1", {"price": 10}, "track")
    assert (second.id, second.anonymous_id, second.source) == ("m2", "a1", "native")


def test_every_field_of_the_canonical_event_may_be_said(door: Any) -> None:
    said = {
        "type": "identify",
        "distinct_id": 7,
        "prev_id": "a1",
        "ops": {"set": {"plan": "pro"}, "unset": ["x"]},
        "groups": {"company": "acme"},
        "session_id": "s1",
        "context": {"locale": "zh-CN"},
        "sent_at": "2026-03-01T14:00:00Z",
        "timestamp": "2026-03-01T13:00:00Z",
        "colour": "red",
    }
    assert post(door, said) == {"accepted": 1, "rejected": []}
    [event] = door.events
    assert (event.type, event.event, event.distinct_id, event.prev_id) == ("identify", None, "7", "a1")
    assert (event.ops, event.groups, event.session_id) == (said["ops"], said["groups"], "s1")
    assert event.context == {"locale": "zh-CN", "ip": "192.0.2.9", "extra": {"colour": "red"}}
    assert event.time_flags == ("skewed",)


def test_one_event_or_a_bare_list_is_taken_too(door: Any) -> None:
    assert post(door, GOOD)["accepted"] == 1
    assert post(door, [GOOD, GOOD])["accepted"] == 2
    assert post(door, b"\n".join(json.dumps(GOOD).encode() for _ in range(3)))["accepted"] == 3
    assert len(door.events) == 6


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ({**GOOD, "user_id": None}, "no_person"),
        ({**GOOD, "user_id": " \0 "}, "no_person"),
        ({**GOOD, "user_id": "\u3000"}, "no_person"),
        ({**GOOD, "user_id": []}, "bad_id"),
        ({**GOOD, "user_id": "u" * 1001}, "id_too_long"),
        ({**GOOD, "event": None}, "no_event"),
        ({**GOOD, "event": ""}, "no_event"),
        ({**GOOD, "event": "\0"}, "no_event"),
        ({**GOOD, "event": ["x"]}, "bad_event"),
        ({**GOOD, "event": "x" * 201}, "event_name_too_long"),
        ({**GOOD, "timestamp": "yesterday"}, "bad_time"),
        ({**GOOD, "timestamp": "1970-01-01T00:00:00Z"}, "time_out_of_range"),
        ({**GOOD, "properties": "x"}, "not_an_object"),
        ({**GOOD, "context": [1]}, "not_an_object"),
        ({**GOOD, "type": "dance"}, "unknown_type"),
        ({**GOOD, "ops": {"explode": {}}}, "unknown_op"),
        ({**GOOD, "ops": {"unset": "x"}}, "bad_ops"),
        ({**GOOD, "type": "group"}, "no_group"),
        ({**GOOD, "type": "alias"}, "no_previous_id"),
        ({**GOOD, "properties": {"x": "y" * (1 << 20)}}, "event_too_large"),
        ([], "not_an_object"),
        (7, "not_an_object"),
    ],
)
def test_what_is_refused_is_refused_alone_with_its_reason(door: Any, bad: Any, code: str) -> None:
    answer = post(door, {"events": [GOOD, bad, GOOD]})
    assert answer["accepted"] == 2
    assert [(r["index"], r["code"]) for r in answer["rejected"]] == [(1, code)]
    assert answer["rejected"][0]["detail"]
    assert len(door.events) == 2
    assert [reject.code for reject in door.rejects] == [code]


def test_not_a_number_is_refused_alone(door: Any) -> None:
    body = b'{"events":[{"event":"a","user_id":"u","properties":{"x":NaN}},{"event":"b","user_id":"u"}]}'
    assert post(door, body)["rejected"][0]["code"] == "not_a_number"
    assert [event.event for event in door.events] == ["b"]


def test_a_malformed_request_is_a_problem(door: Any) -> None:
    for body in (b"", b"{", {"events": 7}, {"hello": 1}):
        answer = door.post("/v1/events", body, authorization=BEARER)
        assert answer.status == 400
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json["code"]
    assert len(door.rejects) == 4


def test_keys_are_found_in_four_places(door: Any) -> None:
    assert door.post("/v1/events", {"events": [], "write_key": "wk_test"}).status == 200
    assert door.post("/v1/events?key=wk_test", {"events": []}).status == 200
    assert door.post("/v1/events", {"events": []}, authorization="Basic d2tfdGVzdDo=").status == 200
    assert door.post("/v1/events", {"events": []}, authorization="Bearer sk_test").status == 200
    assert door.post("/v1/events", {"events": []}).status == 401


def test_historical_events_keep_their_times(door: Any) -> None:
    post(door, {"events": [GOOD], "sent_at": "2026-03-01T14:00:00Z", "historical": True})
    assert door.events[0].timestamp.hour == 11


@pytest.mark.parametrize(
    "said",
    [
        GOOD,
        {
            **GOOD,
            "id": "m1",
            "anonymous_id": "",
            "session_id": "s",
            "context": {"locale": "zh"},
            "groups": {"team": "a"},
        },
        {**GOOD, "type": "identify", "event": None, "prev_id": "a1", "ops": {"set": {"plan": "pro"}, "add": {"n": 1}}},
        {**GOOD, "type": "group", "group": {"type": "team", "id": "t", "set": {"size": 3}}, "properties": None},
        {**GOOD, "timestamp": 1772362800123, "sent_at": "2026-03-01T11:00:00+08:00"},
    ],
)
def test_an_event_read_at_a_glance_is_the_one_read_with_care(door: Any, said: dict[str, Any]) -> None:
    """An unknown member is what makes the reader look closer."""
    post(door, {"events": [said, {**said, "colour": "red"}]})
    plain, odd = door.events
    assert odd.context.pop("extra") == {"colour": "red"}
    assert odd == plain
