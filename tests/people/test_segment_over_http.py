"""Segments through the door: kept, refreshed, listed, used in questions, refused where they would break something."""

from typing import Any

import pytest

from served import Caller, Server

SINCE = {"since": "2024-01-01", "until": "2024-01-03", "now": "2024-01-04T00:00:00Z"}
VIEW = {"did": "view"}
FUNNEL = {"kind": "funnel", "steps": [{"event": "view"}, {"event": "pay"}], **SINCE}
LONG, RTL = "ن" * 200, "<script>alert(1)</script> شراء"


def seen(who: str, name: str, day: int) -> dict[str, Any]:
    return {"event": name, "user_id": who, "timestamp": f"2024-01-0{day}T08:00:00Z"}


@pytest.fixture
def shop(caller: Caller) -> Caller:
    caller.send(seen("ann", "view", 1), seen("bob", "view", 1), seen("ann", "pay", 2), seen("cy", "pay", 2))
    return caller


def names(page: Any) -> list[str]:
    return sorted(one["ids"][0]["value"] for one in page["items"])


@pytest.mark.parametrize("mode", ["live", "snapshot"])
def test_a_segment_is_kept_and_its_members_are_seen(shop: Caller, mode: str) -> None:
    made = shop.post("/api/segments", {"name": RTL, "mode": mode, "condition": VIEW, "description": LONG})
    assert (made["name"], made["description"], made["mode"], made["people"]) == (RTL, LONG, mode, 2)
    assert (made["condition"], made["source"], made["used_by"]) == (VIEW, None, [])
    path = f"/api/segments/{made['id']}"
    assert names(shop.get(f"{path}/members")) == ["ann", "bob"]
    shop.send(seen("dan", "view", 2))
    now = shop.get(path)
    assert now["people"] == {"live": 3, "snapshot": 2}[mode]
    assert len(shop.get(f"{path}/members")["items"]) == now["people"]
    assert shop.post(f"{path}/refresh", {})["people"] == 3
    sizes = {one["people"] for one in shop.get(f"{path}/history")["items"]}
    assert sizes <= {2, 3}
    assert sizes if mode == "live" else sizes == {2, 3}
    assert [one["id"] for one in shop.get("/api/segments")["items"]] == [made["id"]]
    assert [one["id"] for one in shop.get("/api/persons/ann")["segments"]] == [made["id"]]


def test_who_is_behind_a_number_becomes_a_list_that_can_be_refreshed(shop: Caller) -> None:
    number = {"query": FUNNEL, "cell": {"step": 1, "dropped": True}}
    made = shop.post("/api/segments", {"name": "Left", "mode": "snapshot", "from": number})
    assert (made["people"], made["condition"], made["source"]["cell"]) == (1, None, number["cell"])
    assert "now" not in made["source"]["query"]
    path = f"/api/segments/{made['id']}"
    assert names(shop.get(f"{path}/members")) == ["bob"]
    shop.send(seen("eve", "view", 2))
    assert shop.post(f"{path}/refresh", {})["people"] == 2
    changed = shop.http.patch(path, json={"condition": VIEW, "name": "Viewers"}).json()
    assert (changed["people"], changed["source"], changed["name"]) == (3, None, "Viewers")


def test_a_segment_filters_every_question(shop: Caller) -> None:
    id = shop.post("/api/segments", {"name": "V", "mode": "snapshot", "condition": VIEW})["id"]
    trend = {"series": [{"event": "pay", "measure": "people"}], **SINCE}
    assert shop.post("/api/insight/trend", trend)["series"][0]["total"] == 2
    assert shop.post("/api/insight/trend", {**trend, "segment": id})["series"][0]["total"] == 1
    assert shop.post("/api/insight/funnel", {**FUNNEL, "condition": {"segment": id}})["steps"][0]["people"] == 2
    assert shop.post("/api/insight/stickiness", {"event": None, "segment": id, **SINCE})["people"] == 2
    assert shop.post("/api/segments/preview", {"condition": {"not": {"segment": id}}})["people"] == 1
    assert names(shop.post("/api/persons/query", {"condition": {"segment": id}})) == ["ann", "bob"]
    cell = {"query": {"kind": "trend", **trend, "segment": id}, "cell": {}}
    assert names(shop.post("/api/insight/people", cell)) == ["ann"]


def test_members_and_people_behind_a_number_are_csv_files(shop: Caller) -> None:
    id = shop.post("/api/segments", {"name": "V", "condition": VIEW})["id"]
    for answer in (
        shop.http.get(f"/api/segments/{id}/members?format=csv"),
        shop.http.post("/api/insight/people", json={"query": FUNNEL, "cell": {}}, headers={"Accept": "text/csv"}),
    ):
        head, *rows = answer.content.decode("utf-8-sig").split("\r\n")[:-1]
        assert head == "id,user_ids,anonymous_ids,first_seen,last_seen,events"
        assert sorted(row.split(",")[1] for row in rows) == ["ann", "bob"]
    refused = shop.http.post("/api/insight/people?format=csv", json={"query": FUNNEL, "cell": {"step": 9}})
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")


def test_a_segment_in_use_is_not_deleted(shop: Caller) -> None:
    used = shop.post("/api/segments", {"name": "V", "condition": VIEW})["id"]
    user = shop.post("/api/segments", {"name": "Not V", "condition": {"not": {"segment": used}}})["id"]
    query = {"series": [{"event": "pay"}], "segment": used}
    report = shop.post("/api/reports", {"name": "Weekly", "kind": "trend", "query": query})["id"]
    refused = shop.http.delete(f"/api/segments/{used}")
    assert (refused.status_code, refused.json()["code"], refused.json()["about"]) == (
        409,
        "segment_in_use",
        "Not V, Weekly",
    )
    assert {one["id"] for one in shop.get(f"/api/segments/{used}")["used_by"]} == {user, report}
    circle = shop.http.patch(f"/api/segments/{used}", json={"condition": {"segment": user}})
    assert (circle.status_code, circle.json()["code"]) == (422, "segment_circle")
    assert [shop.http.delete(path).status_code for path in (f"/api/segments/{user}", f"/api/reports/{report}")] == [
        204
    ] * 2
    assert shop.http.delete(f"/api/segments/{used}").status_code == 204
    assert shop.get("/api/segments")["items"] == []


def test_a_segment_that_a_tag_is_made_of_is_not_deleted(shop: Caller) -> None:
    used = shop.post("/api/segments", {"name": "V", "condition": VIEW})["id"]
    settings = {"values": [{"value": "x", "condition": {"segment": used}}]}
    tag = shop.post("/api/tags", {"name": "Viewer", "kind": "rule", "settings": settings})["id"]
    refused = shop.http.delete(f"/api/segments/{used}")
    assert (refused.status_code, refused.json()["about"]) == (409, "Viewer")
    assert shop.get(f"/api/segments/{used}")["used_by"] == [{"kind": "tag", "id": tag, "name": "Viewer"}]
    shop.post(f"/api/tags/{tag}/retire", {})
    assert shop.http.delete(f"/api/segments/{used}").status_code == 204


def test_a_list_of_those_behind_a_number_counts_days_as_the_number_did(shop: Caller) -> None:
    shop.send({"event": "late", "user_id": "eve", "timestamp": "2024-01-03T20:00:00Z"})
    asked = {"kind": "trend", "series": [{"event": "late"}], "interval": "day", "timezone": "Asia/Shanghai", **SINCE}
    whole = asked | {"until": "2024-01-04", "now": "2024-01-05T00:00:00Z"}
    number = {"query": whole, "cell": {"bucket": "2024-01-04"}}
    assert names(shop.post("/api/insight/people", number)) == ["eve"]
    made = shop.post("/api/segments", {"name": "Late", "mode": "snapshot", "from": number})
    assert made["people"] == 1
    assert shop.post(f"/api/segments/{made['id']}/refresh", {})["people"] == 1


def test_a_double_submit_makes_one_segment(shop: Caller) -> None:
    body, head = {"name": "V", "mode": "snapshot", "condition": VIEW}, {"Idempotency-Key": "one"}
    first, again = (shop.http.post("/api/segments", json=body, headers=head).json() for _ in range(2))
    assert first == again
    assert len(shop.get("/api/segments")["items"]) == 1


def test_another_projects_segments_are_not_there(shop: Caller, server: Server) -> None:
    id = shop.post("/api/segments", {"name": "V", "condition": VIEW})["id"]
    other = server.project()
    for method, path, body in (
        ("GET", "", None),
        ("GET", "/members", None),
        ("GET", "/members?format=csv", None),
        ("GET", "/history", None),
        ("PATCH", "", {"name": "mine"}),
        ("PATCH", "", {"condition": VIEW}),
        ("POST", "/refresh", None),
        ("DELETE", "", None),
    ):
        answer = other.http.request(method, f"/api/segments/{id}{path}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "segment_not_found"), (method, path)
    query = {"series": [{"event": "pay"}], "segment": id}
    assert other.http.post("/api/insight/trend", json=query).json()["code"] == "segment_unknown"
    other.http.close()


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"name": "x"}, 422, "invalid"),
        ({"name": "", "condition": VIEW}, 422, "invalid"),
        ({"name": "x" * 201, "condition": VIEW}, 422, "invalid"),
        ({"name": "x", "condition": VIEW, "from": {"query": FUNNEL}}, 422, "invalid"),
        ({"name": "x", "mode": "live", "from": {"query": FUNNEL}}, 422, "invalid"),
        ({"name": "x", "mode": "snapshot", "from": {"query": FUNNEL, "cell": {"step": 7}}}, 422, None),
        ({"name": "x", "condition": {"segment": "'; --"}}, 404, "segment_unknown"),
        ({"name": "x", "condition": {"nonsense": 1}}, 422, "unknown_condition"),
    ],
)
def test_refusals_say_why_and_nothing_is_kept(
    caller: Caller, body: dict[str, Any], status: int, code: str | None
) -> None:
    answer = caller.http.post("/api/segments", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code or answer.json()["code"]), answer.text
    assert caller.get("/api/segments") == {"items": [], "next": None}


def test_a_segment_of_an_empty_project_is_empty(caller: Caller) -> None:
    made = caller.post("/api/segments", {"name": "x", "mode": "snapshot", "condition": {"all": []}})
    assert made["people"] == 0
    assert caller.get(f"/api/segments/{made['id']}/members") == {"items": [], "next": None}
