"""Lists of people over HTTP: a condition, a search, an order, chosen properties, pages, and the same as a CSV file."""

import csv
import io
from typing import Any

import httpx
import pytest

from served import Caller

RTL = "شراء مكتمل"
FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", " =1"]


@pytest.fixture
def shop(caller: Caller) -> Caller:
    days = [f"2026-10-0{n}T10:00:00Z" for n in range(1, 6)]
    caller.send(
        *({"event": "view", "user_id": "ann", "timestamp": day} for day in days[:4]),
        {"event": "view", "user_id": "bob", "timestamp": days[1]},
        {"event": "pay", "anonymous_id": "cy", "timestamp": days[4]},
        {"type": "identify", "user_id": "ann", "timestamp": days[0], "ops": {"set": {"plan": "pro", "city": "上海"}}},
        {"type": "identify", "user_id": "bob", "timestamp": days[0], "ops": {"set": {"plan": "free", "age": 7}}},
    )
    return caller


def listed(caller: Caller, **asked: Any) -> list[str]:
    """Page by page, everybody's first id."""
    found, cursor = [], {}
    while True:
        page = caller.post("/api/persons/query", {"limit": 1, **asked, **cursor})
        found += [one["ids"][0]["value"] for one in page["items"]]
        if page["next"] is None:
            return found
        cursor = {"cursor": page["next"]}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["cy", "ann", "bob"]),
        ({"order": "asc"}, ["bob", "ann", "cy"]),
        ({"sort": "first_seen", "order": "asc"}, ["ann", "bob", "cy"]),
        ({"sort": "events"}, ["ann", "bob", "cy"]),
        ({"sort": "events", "order": "asc"}, ["cy", "bob", "ann"]),
        ({"condition": {"did": "view"}}, ["ann", "bob"]),
        ({"condition": {"not": {"did": "view"}}}, ["cy"]),
        ({"condition": {"did": "view"}, "search": "上海"}, ["ann"]),
        ({"condition": {"did": "view", "within": {"days": 2}}, "now": "2026-10-03T11:00:00Z"}, ["ann", "bob"]),
        ({"condition": {"all": []}, "search": "nobody"}, []),
    ],
)
def test_who_is_on_the_list_and_in_what_order(shop: Caller, asked: dict[str, Any], found: list[str]) -> None:
    assert sorted(listed(shop, **asked)) == sorted(found)
    if "events" not in asked.values() and asked.get("sort") != "first_seen":
        assert listed(shop, **asked) == found
    first = shop.post("/api/persons/query", asked)
    assert (first["total"], len(first["items"])) == (len(found), len(found))


def test_events_and_first_seen_order_as_the_answer_shows_them(shop: Caller) -> None:
    for sort in ("events", "first_seen", "last_seen"):
        for order in ("asc", "desc"):
            shown = [one[sort] for one in shop.post("/api/persons/query", {"sort": sort, "order": order})["items"]]
            assert shown == sorted(shown, reverse=order == "desc")


def test_only_the_wanted_properties_are_answered(shop: Caller) -> None:
    items = shop.post("/api/persons/query", {"condition": {"did": "view"}, "columns": ["plan"]})["items"]
    assert [one["properties"] for one in items] == [{"plan": "pro"}, {"plan": "free"}]


def test_an_empty_project_has_an_empty_list(caller: Caller) -> None:
    assert caller.post("/api/persons/query", {}) == {"items": [], "next": None, "total": 0}


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"cursor": "x"}, 422, "bad_cursor"),
        ({"condition": {"nonsense": 1}}, 422, "unknown_condition"),
        ({"condition": {"segment": "seg_none"}}, 404, "segment_unknown"),
        ({"sort": "shoe size"}, 422, "invalid"),
        ({"limit": 0}, 422, "invalid"),
        ({"colunms": []}, 422, "invalid"),
        ({"search": "x" * 201}, 422, "invalid"),
    ],
)
@pytest.mark.parametrize("kind", ["application/json", "text/csv"])
def test_refusals_say_why(caller: Caller, asked: dict[str, Any], status: int, code: str, kind: str) -> None:
    if kind == "text/csv" and "cursor" in asked:
        return
    answer = caller.http.post("/api/persons/query", json=asked, headers={"Accept": kind})
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


def rows(answer: httpx.Response) -> list[list[str]]:
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/csv; charset=utf-8"), answer.text
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_the_list_is_a_csv_file_that_opens_as_it_is_meant(shop: Caller) -> None:
    asked = {"sort": "events", "columns": ["plan", "age", "id"], "timezone": "Asia/Shanghai"}
    head, *found = rows(shop.http.post("/api/persons/query?format=csv", json=asked))
    assert head == [
        "id",
        "user_ids",
        "anonymous_ids",
        "first_seen",
        "last_seen",
        "events",
        "plan",
        "age",
        "property.id",
    ]
    assert found[0][1:] == ["ann", "", "2026-10-01 18:00:00", "2026-10-04 18:00:00", "5", "pro", "", ""]
    assert [row[5] for row in found] == ["5", "2", "1"]
    assert (found[1][7], found[2][2]) == ("7", "cy")
    default = rows(shop.http.post("/api/persons/query", json={}, headers={"Accept": "text/csv"}))
    assert set(default[0][6:]) == {"plan", "city", "age"}


def test_no_cell_is_run_by_a_spreadsheet(caller: Caller) -> None:
    for n, text in enumerate(FORMULAS):
        caller.send({"type": "identify", "user_id": f"u{n}", "ops": {"set": {"name": text, "phone": "+8613800000000"}}})
    plain = {"name": f'a "quoted", {RTL}', "phone": -5, "tags": ["=1"]}
    caller.send({"type": "identify", "user_id": "=evil()", "ops": {"set": plain}})
    asked = {"columns": ["name", "phone", "tags", "=col"], "order": "asc"}
    head, *found = rows(caller.http.post("/api/persons/query?format=csv", json=asked))
    assert head[-1] == "'=col"
    by_user = {row[1]: row[6:] for row in found}
    assert {by_user[f"u{n}"][0] for n in range(len(FORMULAS))} == {f"'{text}" for text in FORMULAS}
    assert by_user["u0"][1] == "+8613800000000"
    assert by_user["'=evil()"][:3] == [plain["name"], "-5", '["=1"]']


def test_a_list_of_an_empty_project_is_a_head(caller: Caller) -> None:
    assert len(rows(caller.http.post("/api/persons/query?format=csv", json={}))) == 1
