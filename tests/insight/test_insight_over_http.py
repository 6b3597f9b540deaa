"""Insight through the door: bodies as the contract writes them, answers, refusals, saved reports."""

from typing import Any

import pytest

from served import Caller

SINCE = {"since": "2024-01-01", "until": "2024-01-03", "now": "2024-01-04T00:00:00Z"}


@pytest.fixture
def shop(caller: Caller) -> Caller:
    caller.send(
        {"user_id": "ann", "event": "visit", "timestamp": "2024-01-01T08:00:00Z", "properties": {"price": 3}},
        {"user_id": "ann", "event": "visit", "timestamp": "2024-01-02T08:00:00Z"},
        {"user_id": "bob", "event": "visit", "timestamp": "2024-01-01T09:00:00Z"},
        {"user_id": "bob", "type": "identify", "ops": {"set": {"plan": "pro"}}, "timestamp": "2024-01-01T09:00:00Z"},
    )
    return caller


def test_a_trend_with_a_formula_and_the_people_behind_it(shop: Caller) -> None:
    query = {"series": [{"event": "visit"}, {"event": "visit", "measure": "people"}], "formula": "A/B", **SINCE}
    drawn = shop.post("/api/insight/trend", query)
    assert [(line["letter"], line["values"]) for line in drawn["series"]] == [
        ("A", [2, 1, 0]),
        ("B", [2, 1, 0]),
        (None, [1, 1, 0]),
    ]
    assert {"at", "data_until", "elapsed_ms", "definition"} <= drawn["computed"].keys()
    cell = {"series": "B", "bucket": drawn["buckets"][0]}
    page = shop.post("/api/insight/people", {"query": {"kind": "trend", **query}, "cell": cell})
    assert sorted(id["value"] for item in page["items"] for id in item["ids"]) == ["ann", "bob"]
    assert page["next"] is None


def test_the_definition_is_the_same_for_the_same_question(shop: Caller) -> None:
    one = shop.post("/api/insight/trend", {"series": [{"event": "visit"}], **SINCE})
    written = {**SINCE, "series": [{"measure": "total", "event": "visit"}], "interval": "day"}
    two = shop.post("/api/insight/trend", written)
    other = shop.post("/api/insight/trend", {**SINCE, "series": [{"event": "visit"}], "interval": "week"})
    assert one["computed"]["definition"] == two["computed"]["definition"] != other["computed"]["definition"]


def test_a_question_about_the_last_days_keeps_its_definition(shop: Caller) -> None:
    asked = [{"series": [{"event": "visit"}], "now": f"2024-01-0{day}T00:00:00Z"} for day in (3, 4)]
    one, two = (shop.post("/api/insight/trend", body)["computed"]["definition"] for body in asked)
    other = shop.post("/api/insight/trend", {**asked[0], "since": "-7d"})["computed"]["definition"]
    assert one == two != other


def test_retention_as_the_contract_writes_it(shop: Caller) -> None:
    body: dict[str, Any] = {"start": {"event": "visit"}, "return": {"event": "visit"}, "periods": 3, **SINCE}
    answer = shop.post("/api/insight/retention", body)
    assert answer["cohorts"][0] == {
        "date": "2024-01-01",
        "people": 2,
        "returned": [2, 1, 0],
        "complete": [True, True, True],
    }
    assert answer["mean"] == [1.0, 0.5, 0.0]
    page = shop.post(
        "/api/insight/people", {"query": {"kind": "retention", **body}, "cell": {"cohort": "2024-01-01", "column": 1}}
    )
    assert [(item["ids"][0]["value"], item["returned"]) for item in page["items"]] == [("ann", [0, 1])]


def test_a_condition_on_the_people(shop: Caller) -> None:
    body = {"event": "visit", "condition": {"person": "plan", "op": "eq", "value": "pro"}, **SINCE}
    assert shop.post("/api/insight/stickiness", body)["people"] == 1
    assert shop.post("/api/insight/lifecycle", body)["new"] == [1, 0, 0]


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("trend", {"series": []}, 422, "invalid"),
        ("trend", {"series": [{"event": "x", "meassure": "people"}]}, 422, "invalid"),
        ("trend", {"series": [{"event": "x"}], "formula": "A+C"}, 422, "bad_formula"),
        ("trend", {"series": [{"event": "x", "measure": "sum"}]}, 422, "bad_trend"),
        ("trend", {"series": [{"event": "x"}], "since": "yesterday-ish"}, 422, "bad_range"),
        ("trend", {"series": [{"event": "x"}], "since": "1990-01-01", "interval": "hour"}, 422, "bad_range"),
        ("trend", {"series": [{"event": "x"}], "timezone": "Mars/Olympus"}, 422, "unknown_timezone"),
        ("trend", {"series": [{"event": "x", "where": [{"property": "a", "op": "almost"}]}]}, 422, None),
        ("retention", {"measure": "bracket"}, 422, "bad_retention"),
        ("people", {"query": {"kind": "trend", "series": [{}]}, "cell": {"series": "Z"}}, 422, "no_such_cell"),
        ("people", {"query": {"kind": "stickiness"}, "cell": {"bar": 1}}, 422, "bad_query"),
    ],
)
def test_what_makes_no_sense_is_refused(caller: Caller, path: str, body: Any, status: int, code: str | None) -> None:
    answer = caller.http.post(f"/api/insight/{path}", json=body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert code is None or answer.json()["code"] == code


def test_a_saved_report_is_asked_again(shop: Caller) -> None:
    query = {"series": [{"event": "visit", "measure": "people"}], **SINCE}
    made = shop.post("/api/reports", {"name": "Visitors", "kind": "trend", "query": query})
    at = f"/api/reports/{made['id']}"
    assert shop.get("/api/reports")["items"] == [made]
    assert shop.get(f"{at}/answer")["answer"]["series"][0]["values"] == [2, 1, 0]
    changed = shop.http.patch(at, json={"name": "People"})
    assert (changed.status_code, changed.json()["name"], changed.json()["query"]) == (200, "People", query)
    assert shop.http.post("/api/reports", json={"name": "x", "kind": "trend", "query": {}}).status_code == 422
    assert shop.http.delete(at).status_code == 204
    assert shop.http.get(at).status_code == 404
