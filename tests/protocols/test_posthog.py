import base64
import gzip
import json
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import quote

import pytest

packed = partial(gzip.compress, mtime=0)  # the same bytes in every test process


ONE = {"event": "One", "distinct_id": "u1", "uuid": "3a", "properties": {"i": 1}}


def batch(*events: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"api_key": "wk_test", "batch": list(events), **more}


def test_a_server_sdk_batch_becomes_events(door: Any) -> None:
    sent = batch(
        {
            "event": "$pageview",
            "distinct_id": "a1",
            "properties": {"$current_url": "https://s/p", "$ip": "1.2.3.4"},
        },
        {"event": "$create_alias", "distinct_id": "a1", "properties": {"distinct_id": "a1", "alias": "u1"}},
        {"event": "$identify", "distinct_id": "u1", "properties": {"$anon_distinct_id": "p1", "$set": {"plan": "pro"}}},
        {"event": "$set", "distinct_id": "u1", "$set": {"plan": "pro"}, "properties": {}},
        {"event": "$set_once", "distinct_id": "u1", "$set_once": {"first": 1}, "properties": {}},
        {"event": "Order", "distinct_id": 42, "properties": {"$groups": {"company": 7}, "$session_id": "s1", "n": 1.0}},
        {
            "event": "$groupidentify",
            "distinct_id": "$company_acme",
            "properties": {"$group_type": "company", "$group_key": "acme", "$group_set": {"name": "Acme"}},
        },
        {"event": "$feature_flag_called", "distinct_id": "u1", "properties": {"$feature_flag": "btn"}},
        {"event": "$exception", "distinct_id": "u1", "properties": {}},
        {"event": "$screen", "distinct_id": "u1", "properties": {"$screen_name": "Home"}},
    )
    answer = door.post("/batch/", packed(json.dumps(sent).encode()), content_type="text/plain")
    assert (answer.status, answer.json) == (200, {"status": 1})
    page, alias, identify, set_, once, order, group, exposure, exception, screen = door.events
    assert (page.type, page.event, page.distinct_id) == ("page", "$pageview", "a1")
    assert page.context == {"ip": "1.2.3.4", "page": {"url": "https://s/p"}}
    assert (alias.type, alias.distinct_id, alias.prev_id) == ("alias", "a1", "u1")
    assert (identify.type, identify.distinct_id, identify.prev_id) == ("identify", "u1", "p1")
    assert identify.ops == set_.ops == {"set": {"plan": "pro"}}
    assert (set_.type, set_.event, once.event, once.ops) == (
        "identify",
        "$set",
        "$set_once",
        {"set_once": {"first": 1}},
    )
    assert (order.distinct_id, order.groups, order.session_id) == ("42", {"company": "7"}, "s1")
    assert order.properties["n"] == 1.0
    assert isinstance(order.properties["n"], float)
    assert group.group == {"type": "company", "id": "acme", "set": {"name": "Acme"}}
    assert group.distinct_id is None
    assert (exposure.type, exception.type, screen.type) == ("exposure", "exception", "screen")
    assert {(e.user_id, e.anonymous_id) for e in door.events} == {(None, None)}


FORM = "data=" + quote(base64.b64encode(json.dumps({**ONE, "properties": {"token": "wk_test"}}).encode()))


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("/i/v0/e/?ip=0&_=1772366400000&ver=1.449.2", {**ONE, "api_key": "wk_test"}),
        ("/e/", [{**ONE, "properties": {"token": "wk_test"}}]),
        ("/e?compression=base64", FORM.encode()),
        ("/capture/", {"api_key": "wk_test", "event": "One", "properties": {"distinct_id": "u1"}}),
        ("/capture?token=wk_test", {"data": ONE}),
        ("/batch", {"token": "wk_test", "data": [ONE]}),
        ("/posthog/batch/", [{**ONE, "api_key": "wk_test"}]),
        ("/i/v0/ai/batch/", batch(ONE)),
        ("/s/?compression=gzip-js", packed(json.dumps([{**ONE, "properties": {"token": "wk_test"}}]).encode())),
    ],
)
def test_every_generation_of_sdk_finds_its_route(door: Any, url: str, body: Any) -> None:
    answer = door.post(url, body, content_type="text/plain")
    assert (answer.status, answer.json["status"]) == (200, "Ok" if "/i/v0/e" in url else 1)
    assert [(e.event, e.distinct_id) for e in door.events] == [("One", "u1")]


def test_an_image_request_carries_its_event_in_the_query(door: Any) -> None:
    assert door.get(f"/e/?{FORM}&ip=1").status == 200
    assert [e.event for e in door.events] == ["One"]


def test_a_replay_is_kept(door: Any) -> None:
    door.post(
        "/s/", [{"event": "$snapshot", "properties": {"token": "wk_test", "distinct_id": "u1", "$window_id": "w"}}]
    )
    [event] = door.events
    assert (event.type, event.distinct_id, event.context["window_id"]) == ("replay", "u1", "w")


def test_times_are_corrected_unless_the_sender_forbids_it(door: Any) -> None:
    fast = {**ONE, "timestamp": "2026-03-01T13:00:00Z"}
    door.post("/batch", batch(fast, sent_at="2026-03-01T14:00:00Z"))
    door.post("/e/?_=1772373600000", {**fast, "api_key": "wk_test"})
    door.post("/batch", batch({**fast, "properties": {"$ignore_sent_at": True}}, sent_at="2026-03-01T14:00:00Z"))
    door.post("/batch", batch(fast, sent_at="2026-03-01T14:00:00Z", historical_migration=True))
    door.post("/e", {**ONE, "api_key": "wk_test", "offset": 2000})
    found = [event.timestamp - event.received_at for event in door.events]
    assert found == [timedelta(hours=-1), timedelta(hours=-1), timedelta(0), timedelta(0), timedelta(seconds=-2)]
    assert [event.time_flags for event in door.events] == [
        ("skewed",),
        ("skewed",),
        ("clamped",),
        ("historical", "clamped"),
        (),
    ]


def test_capture_v1_answers_for_each_event(door: Any) -> None:
    sent = {
        "created_at": "2026-03-01T12:00:00+00:00",
        "batch": [
            {**ONE, "options": {"disable_skew_correction": True}, "session_id": "s1", "window_id": "w1"},
            {**ONE, "uuid": "bad", "distinct_id": ""},
        ],
    }
    answer = door.post(
        "/i/v1/analytics/events",
        sent,
        authorization="Bearer wk_test",
        posthog_sdk_info="posthog-python/7.91.1",
        posthog_request_timestamp="2026-03-01T14:00:00+00:00",
    )
    assert answer.json["results"]["3a"] == {"result": "ok"}
    assert answer.json["results"]["bad"]["result"] == "drop"
    [event] = door.events
    assert event.context["library"] == {"name": "posthog-python", "version": "7.91.1"}
    assert (event.session_id, event.context["window_id"], event.time_flags) == ("s1", "w1", ("missing",))


def test_what_is_amplitudes_is_not_swallowed(door: Any) -> None:
    assert door.post("/batch", {"api_key": "wk_test", "events": []}).status == 400
