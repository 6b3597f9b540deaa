"""What every route has in common: repeated posts, refusals in two languages, pages, and a description of it all."""

from typing import Any

import httpx
import pytest

from served import Caller, Server

QUERY = {"series": [{"event": "e"}]}
REPORT = {"name": "Weekly", "kind": "trend", "query": QUERY}


def test_a_repeated_post_answers_the_first_result(caller: Caller) -> None:
    head = {"Idempotency-Key": "once"}
    first, again = (caller.http.post("/api/reports", json=REPORT, headers=head) for _ in range(2))
    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    other = caller.http.post("/api/reports", json={**REPORT, "name": "Other"}, headers=head)
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    refused = caller.http.post("/api/reports", json={**REPORT, "kind": "no"}, headers={"Idempotency-Key": "bad"})
    mended = caller.http.post("/api/reports", json={**REPORT, "name": "Two"}, headers={"Idempotency-Key": "bad"})
    assert (refused.status_code, mended.status_code) == (422, 201)
    assert [one["name"] for one in caller.get("/api/reports")["items"]].count("Weekly") == 1


def test_what_stands_in_the_address_makes_another_request(caller: Caller) -> None:
    caller.send({"event": "e", "user_id": "u"})
    head = {"Idempotency-Key": "list", "Content-Type": "text/csv"}
    path, rows = "/api/segments/import", b"user_id\nu\n"
    first, other = (caller.http.post(path, params={"name": name}, content=rows, headers=head) for name in ("A", "B"))
    assert (first.json()["segment"]["name"], other.json()["code"]) == ("A", "idempotency_key_reused")


def test_a_merge_repeated_after_a_split_does_not_merge_again(caller: Caller) -> None:
    caller.send({"event": "e", "user_id": "u"}, {"event": "e", "user_id": "v"})
    head = {"Idempotency-Key": "merge-1"}
    first = caller.http.post("/api/persons/merge", json={"ids": ["u", "v"]}, headers=head)
    assert (first.status_code, first.json()["events"]) == (200, 2)
    caller.post("/api/persons/u/split", {"ids": ["v"]})
    again = caller.http.post("/api/persons/merge", json={"ids": ["u", "v"]}, headers=head)
    assert (again.status_code, again.json()) == (200, first.json())
    assert caller.get("/api/persons/v")["events"] == 1


@pytest.mark.parametrize(
    ("wish", "word"), [("zh-CN,zh;q=0.9", "没有"), ("en-GB", "no such"), ("fr", "no such"), ("", "no such")]
)
def test_a_refusal_is_a_problem_in_the_callers_language(caller: Caller, wish: str, word: str) -> None:
    answer = caller.http.get("/api/persons/nobody", headers={"Accept-Language": wish})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    told = answer.json()
    assert (told["type"], told["status"], told["code"], told["about"]) == (
        "about:blank",
        404,
        "person_not_found",
        "nobody",
    )
    assert word in told["title"]


@pytest.mark.parametrize(
    "path", ["/api/events", "/api/persons", "/api/reports", "/api/persons/u0/timeline", "/api/events/rejected"]
)
def test_a_list_is_read_page_by_page(caller: Caller, path: str) -> None:
    at = "2026-11-01T10:00:00Z"
    caller.send(*({"event": f"e{n}", "user_id": f"u{n}", "timestamp": at} for n in range(5)))
    caller.send(*({"event": f"f{n}", "user_id": "u0", "timestamp": at} for n in range(4)))
    caller.send(*({"event": f"bad{n}" + "x" * 200, "user_id": "u"} for n in range(5)))
    for n in range(5):
        caller.post("/api/reports", {**REPORT, "name": f"r{n}"})
    whole = caller.get(path, limit=100)
    assert whole["next"] is None
    pages: list[Any] = []
    cursor: dict[str, str] = {}
    while True:
        page = caller.get(path, limit=2, **cursor)
        pages += page["items"]
        if page["next"] is None:
            break
        assert len(page["items"]) == 2
        cursor = {"cursor": page["next"]}
    assert pages == whole["items"]
    assert len(pages) >= 5
    assert caller.http.get(path, params={"limit": 0}).status_code == 422


def test_everything_is_described_with_examples_and_refusals(server: Server) -> None:
    told = httpx.get(f"{server.url}/openapi.json", timeout=60).json()
    names: list[str] = []
    for path, operations in told["paths"].items():
        for method, one in operations.items():
            names.append(one["operationId"])
            if path.startswith("/api/") and path != "/api/health" and not one["tags"][0].startswith("collect"):
                assert {"401", "403", "422", "503"} <= one["responses"].keys(), (method, path)
            body = one.get("requestBody", {}).get("content", {}).get("application/json")
            if body is not None and path.startswith("/api/") and not one["tags"][0].startswith("collect"):
                assert exampled(body, told), (method, path)
    assert len(names) == len(set(names))
    assert {"/v1/events", "/v1/batch", "/batch", "/api/events", "/api/insight/funnel"} <= told["paths"].keys()


def exampled(body: dict[str, Any], told: dict[str, Any]) -> bool:
    """Whether the body, or every member that must be given, has an example."""
    if body.keys() & {"example", "examples"}:
        return True
    schema = body["schema"]
    if "$ref" in schema:
        schema = told["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if schema.keys() & {"example", "examples"}:
        return True
    members = [schema.get("properties", {}).get(name, {}) for name in schema.get("required", ())]
    return bool(members) and all(member.keys() & {"example", "examples", "default"} for member in members)
