"""People over HTTP, on a real server: a visitor becomes a user, is split off, and is changed by hand."""

import json

import pytest

from served import Caller


def test_a_visitors_story_moves_to_the_user_and_back(caller: Caller) -> None:
    visit = {"event": "view", "anonymous_id": "a-1", "timestamp": "2026-11-01T10:00:00Z"}
    caller.send(visit)
    assert caller.get("/api/persons/a-1")["ids"] == [{"namespace": "anon", "value": "a-1"}]
    caller.send({"event": "signup", "anonymous_id": "a-1", "user_id": "u-1", "timestamp": "2026-11-01T11:00:00Z"})
    person = caller.get("/api/persons/u-1")
    assert (person["events"], [one["value"] for one in person["ids"]]) == (2, ["u-1", "a-1"])
    assert caller.get("/api/persons/a-1") == caller.get(f"/api/persons/{person['id']}") == person
    assert [one["event"] for one in caller.get("/api/persons/u-1/timeline")["items"]] == ["signup", "view"]
    assert {one["person_id"] for one in caller.get("/api/events", person="a-1")["items"]} == {person["id"]}
    assert {one["person_id"] for one in caller.get("/api/events")["items"]} == {person["id"]}

    apart = caller.post("/api/persons/u-1/split", {"ids": ["a-1"]})["items"]
    assert [one["events"] for one in apart] == [1, 1]
    assert [one["standing"] for one in caller.get("/api/persons/u-1/links")["items"]] == ["undone"]
    assert len(caller.get("/api/persons")["items"]) == 2

    merged = caller.post("/api/persons/merge", {"from": "a-1", "into": "u-1"})
    assert (merged["id"], merged["events"]) == (person["id"], 2)


def test_the_list_finds_people_by_what_is_known_of_them(caller: Caller) -> None:
    caller.send({"type": "identify", "user_id": "u", "ops": {"set": {"city": "上海"}}}, {"event": "e", "user_id": "v"})
    assert [one["ids"][0]["value"] for one in caller.get("/api/persons", search="上海")["items"]] == ["u"]
    assert len(caller.get("/api/persons", limit=1)["items"]) == 1


def test_what_was_refused_is_seen_with_its_reason(caller: Caller) -> None:
    caller.send({"event": "", "user_id": "u"}, {"event": "ok", "user_id": "u"})
    found = caller.get("/api/events/rejected")
    assert [one["code"] for one in found["items"]] == [one["code"] for one in found["counts"]]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/api/persons/nobody", None, 404, "person_not_found"),
        ("GET", "/api/persons?cursor=x", None, 422, "bad_cursor"),
        ("GET", "/api/persons?limit=0", None, 422, "invalid"),
        ("POST", "/api/persons/merge", {"ids": ["u", "nobody"]}, 404, "person_not_found"),
        ("POST", "/api/persons/merge", {"ids": ["u"]}, 422, "invalid"),
        ("POST", "/api/persons/merge", {"into": "u"}, 422, "invalid"),
        ("POST", "/api/persons/u/split", {"ids": ["v"]}, 422, "nothing_to_split"),
        ("PATCH", "/api/persons/u", {"properties": {}}, 422, "invalid"),
        ("PATCH", "/api/persons/nobody", {"properties": {"a": 1}}, 404, "person_not_found"),
        ("GET", "/api/events?person=nobody", None, 404, "person_not_found"),
        ("GET", "/api/events?since=x", None, 422, "invalid"),
        ("GET", "/api/annotations?since=0001-01-01T00:00:00%2B14:00", None, 422, "out_of_range"),
    ],
)
def test_refusals_say_why(caller: Caller, method: str, path: str, body: object, status: int, code: str) -> None:
    caller.send({"event": "e", "user_id": "u"}, {"event": "e", "user_id": "v"})
    answer = caller.http.request(method, path, json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


def test_the_live_stream_tells_what_became_visible(caller: Caller) -> None:
    with caller.http.stream("GET", "/api/events/live") as answer:
        lines = answer.iter_lines()
        assert next(lines) == ": connected"
        caller.send({"event": "now", "user_id": "u"})
        line = next(line for line in lines if line.startswith("data: "))
    assert json.loads(line.removeprefix("data: "))["event"] == "now"
