"""Annotations and the search over everything, through the door."""

from collections.abc import Iterator
from typing import Any

import pytest

from served import Caller, Server

TEXT = "<b>شراء</b> ‏618 大促\n" + "x" * 900


@pytest.fixture
def foreign(server: Server) -> Iterator[Caller]:
    """Another project, in Shanghai."""
    made = server.project(timezone="Asia/Shanghai")
    yield made
    made.http.close()


def test_an_annotation_is_about_a_day_or_a_time(foreign: Caller, caller: Caller) -> None:
    caller, other = foreign, caller
    day = caller.post("/api/annotations", {"at": "2026-06-18", "text": TEXT})
    assert (day["at"], day["time"], day["text"], day["by"]) == ("2026-06-18", "2026-06-17T16:00:00Z", TEXT, "")
    time = caller.post("/api/annotations", {"at": "2026-06-18T10:00:00", "text": "local"})
    assert (time["at"], time["time"]) == ("2026-06-18T10:00:00+08:00", "2026-06-18T02:00:00Z")
    for since, until, found in (
        ("2026-06-18", "2026-06-19", {day["id"], time["id"]}),
        ("2026-06-18T09:00:00", "2026-06-19", {time["id"]}),
        ("2026-06-19", "2026-06-20", set()),
    ):
        page = caller.get("/api/annotations", since=since, until=until)
        assert {one["id"] for one in page["items"]} == found
    path = f"/api/annotations/{time['id']}"
    changed = caller.http.patch(path, json={"at": "2026-06-20", "text": "moved"}).json()
    assert (changed["at"], changed["text"], changed) == ("2026-06-20", "moved", caller.get(path))
    assert caller.http.patch(path, json={}).json() == changed
    assert caller.http.delete(path).status_code == 204
    assert [one["id"] for one in caller.get("/api/annotations")["items"]] == [day["id"]]
    for method, body in (("GET", None), ("PATCH", {"text": "mine"}), ("DELETE", None)):
        answer = other.http.request(method, f"/api/annotations/{day['id']}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "annotation_not_found")
    assert other.get("/api/annotations")["items"] == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"at": "2026-02-30", "text": "x"}, "bad_moment"),
        ({"at": "soon", "text": "x"}, "bad_moment"),
        ({"at": "0001-01-01T00:00:00+14:00", "text": "x"}, "bad_moment"),
        ({"at": "2026-06-18", "text": ""}, "invalid"),
        ({"at": "2026-06-18", "text": "x" * 1001}, "invalid"),
        ({"at": "2026-06-18"}, "invalid"),
    ],
)
def test_refusals_say_why(caller: Caller, body: dict[str, Any], code: str) -> None:
    answer = caller.http.post("/api/annotations", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text


def test_the_search_finds_people_segments_reports_and_events(caller: Caller, foreign: Caller) -> None:
    caller.send({"event": "Order paid", "user_id": "ann", "anonymous_id": "dev-1"}, {"event": "view", "user_id": "bob"})
    segment = caller.post("/api/segments", {"name": "Big orders", "condition": {"did": "view"}})
    query = {"series": [{"event": "view"}]}
    report = caller.post("/api/reports", {"name": "ORDERS weekly", "kind": "trend", "query": query})

    def found(q: str, who: Caller = caller) -> list[tuple[str, str]]:
        return [(one["kind"], one["name"]) for one in who.get("/api/search", q=q)["items"]]

    orders = [("segment", "Big orders"), ("report", "ORDERS weekly"), ("event", "Order paid")]
    assert found("order") == orders
    assert found("dev-1") == [("person", "ann")]
    person = caller.get("/api/persons/ann")["id"]
    assert caller.get("/api/search", q=person)["items"][0]["id"] == person
    assert (found(segment["id"]), found(report["id"])) == (orders[:1], orders[1:2])
    assert found("'; DROP TABLE x; --") == found("%") == found("ann", foreign) == []
    assert caller.http.get("/api/search").status_code == 422
