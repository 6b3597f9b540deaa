"""Paths and sessions through the door: bodies as the contract writes them, people behind, the definition, refusals."""

from typing import Any

import pytest

from served import Caller

SINCE = {"since": "2024-01-01", "until": "2024-01-03", "now": "2024-01-04T00:00:00Z"}


def seen(who: str, clock: str, event: str, page: str = "", **more: Any) -> dict[str, Any]:
    what = {"user_id": who, "event": event, "timestamp": f"2024-01-02T{clock}Z"}
    return {**what, "properties": {"page": page} if page else {}, **more}


@pytest.fixture
def shop(caller: Caller) -> Caller:
    caller.send(
        seen("ann", "08:00:00", "page", "/"),
        seen("ann", "08:00:30", "page", "/buy"),
        seen("ann", "08:01:00", "order_paid"),
        seen("ann", "08:20:00", "page", "/thanks"),
        seen("bob", "09:00:00", "page", "/"),
        seen("bob", "09:00:20", "leave", "/"),
    )
    return caller


def test_paths_as_the_contract_writes_them(shop: Caller) -> None:
    query = {"from": {"event": "page"}, "depth": 5, "by": "session", "exclude": [{"event": "leave"}], **SINCE}
    answer = shop.post("/api/insight/paths", {**query, "node": "both", "limit": 50})
    assert [(one["from"], one["to"], one["step"], one["people"], one["median_seconds"]) for one in answer["links"]] == [
        ("/", "/buy", 1, 1, 30),
        ("/buy", "order_paid", 2, 1, 30),
        ("order_paid", "/thanks", 3, 1, 1140),
    ]
    assert (answer["paths"], answer["people"], answer["rest"]) == (2, 2, [])
    assert {"at", "data_until", "elapsed_ms", "definition"} <= answer["computed"].keys()
    asked = {"kind": "paths", **query, "node": "both"}
    for cell, who in (({"step": 1, "from": "/", "to": "/buy"}, "ann"), ({"from": "/", "dropped": True}, "bob")):
        page = shop.post("/api/insight/people", {"query": asked, "cell": cell})
        assert [item["ids"][0]["value"] for item in page["items"]] == [who]


def test_sessions_by_the_definition_that_is_named_beside_the_number(shop: Caller) -> None:
    answer = shop.post("/api/insight/sessions", {**SINCE, "interval": "day"})
    assert (answer["total"]["sessions"], answer["total"]["bounce_rate"], answer["bounce"]) == (2, 0.5, "single_page")
    assert [one["page"] for one in answer["pages"]["items"]] == ["/", "/buy", "/thanks"]
    cell = {"bounced": True}
    page = shop.post("/api/insight/people", {"query": {"kind": "sessions", **SINCE}, "cell": cell})
    assert [item["ids"][0]["value"] for item in page["items"]] == ["bob"]


def test_another_definition_holds_for_every_question_and_for_profiles_and_can_be_taken_back(shop: Caller) -> None:
    assert shop.get("/api/insight/sessions/rule")["changed_at"] is None
    rule = {"inactivity": 10, "bounce": "seconds", "bounce_seconds": 61, "ids": False}
    kept = shop.http.put("/api/insight/sessions/rule", json=rule).json()
    assert (kept["rule"]["inactivity"], kept["rule"]["idle"], kept["changed_at"] is None) == (10, 30, False)
    answer = shop.post("/api/insight/sessions", SINCE)
    assert (answer["total"]["sessions"], answer["total"]["bounced"], answer["bounce_seconds"]) == (3, 3, 61)
    assert len(shop.get("/api/persons/ann/sessions")["items"]) == 2
    assert shop.post("/api/insight/paths", {**SINCE, "node": "page"})["paths"] == 3
    assert shop.http.delete("/api/insight/sessions/rule").json()["rule"]["inactivity"] == 30
    assert len(shop.get("/api/persons/ann/sessions")["items"]) == 1
    first = answer["computed"]["definition"]
    assert shop.post("/api/insight/sessions", SINCE)["computed"]["definition"] != first


def test_a_profile_and_the_report_cut_sessions_alike(caller: Caller) -> None:
    caller.send(
        seen("ann", "23:50:00", "page", "/", session_id="s1"),
        seen("ann", "22:00:00", "page", "/"),
        seen("ann", "22:20:00", "page", "/", properties={"campaign": "spring", "page": "/"}),
        seen("ann", "22:40:00", "page", "/", properties={"campaign": "autumn", "page": "/"}),
        seen("ann", "23:09:59", "page", "/"),
        seen("ann", "23:39:59", "page", "/"),
        {**seen("ann", "00:05:00", "page", "/"), "timestamp": "2024-01-03T00:05:00Z"},
    )
    counts = set()
    for rule in ({}, {"midnight": True}, {"campaign": True}, {"ids": False}, {"ids": False, "midnight": True}):
        caller.http.put("/api/insight/sessions/rule", json=rule)
        asked = {"since": "2024-01-01", "until": "2024-01-04", "now": "2024-01-05T00:00:00Z"}
        total = caller.post("/api/insight/sessions", asked)["total"]["sessions"]
        assert len(caller.get("/api/persons/ann/sessions")["items"]) == total
        counts.add(total)
    assert counts == {2, 3, 4}


def test_a_report_of_paths_is_kept(shop: Caller) -> None:
    body = {"name": "Ways", "kind": "paths", "query": {"since": "-30d", "to": {"event": "order_paid"}}}
    assert shop.post("/api/reports", body)["kind"] == "paths"


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("paths", {"depth": 1}, 422, "invalid"),
        ("paths", {"nodes": "page"}, 422, "invalid"),
        ("paths", {"between": {"funnel": {"steps": [{"event": "a"}]}, "step": 1}}, 422, "bad_paths"),
        ("paths", {"clean": [{"match": "(", "regex": True}]}, 422, "bad_paths"),
        ("sessions", {"breakdown": {"property": "price", "bins": 3}}, 422, "bad_sessions"),
        ("sessions", {"since": "2000-01-01", "interval": "minute"}, 422, "bad_range"),
        ("people", {"query": {"kind": "paths"}, "cell": {"step": 99}}, 422, "no_such_cell"),
        ("people", {"query": {"kind": "sessions"}, "cell": {"dwell": 7}}, 422, "no_such_cell"),
    ],
)
def test_what_has_no_answer_is_refused(caller: Caller, path: str, body: Any, status: int, code: str) -> None:
    answer = caller.http.post(f"/api/insight/{path}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


@pytest.mark.parametrize("rule", [{"inactivity": 0}, {"bounce": "gut"}, {"leaves": [{"event": "x", "wher": []}]}])
def test_a_definition_without_sense_is_refused(caller: Caller, rule: dict[str, Any]) -> None:
    assert caller.http.put("/api/insight/sessions/rule", json=rule).status_code == 422


def test_an_empty_project_and_a_range_in_the_future_have_no_paths(caller: Caller) -> None:
    asked = {"since": "2090-01-01", "until": "2090-02-01"}
    assert caller.post("/api/insight/paths", asked)["links"] == []
    assert caller.post("/api/insight/sessions", asked)["total"]["bounce_rate"] is None
