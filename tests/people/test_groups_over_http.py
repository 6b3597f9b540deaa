"""Groups over HTTP, on a real server: companies and stores that people belong to, with properties of their own."""

from typing import Any

import pytest

from served import Caller


def seen(hour: int, user: str | None, **what: Any) -> dict[str, Any]:
    who = {} if user is None else {"user_id": user}
    return {"id": f"{hour} {user} {what}", "event": "open", "timestamp": f"2026-06-01T{hour:02}:00:00Z", **who, **what}


def told(hour: int, id: str, user: str | None = None, **properties: Any) -> dict[str, Any]:
    return seen(hour, user, type="group", group={"type": "company", "id": id, "set": properties})


@pytest.fixture
def firms(caller: Caller) -> Caller:
    caller.send(
        seen(1, "ann", groups={"company": "acme", "store": "s1"}),
        seen(2, "ann", groups={"company": "acme"}),
        seen(3, "bob", groups={"company": "acme"}),
        seen(4, "cid", groups={"company": "边界/Ltd."}),
        seen(5, "dan"),
        told(3, "acme", plan="pro", seats=9, note="\U0001f3e2"),
        told(1, "acme", plan="free", city="Xi'an"),
        told(6, "silent", plan="free"),
        told(7, "by hand", "dan"),
    )
    return caller


def test_kinds_of_groups_with_their_size(firms: Caller) -> None:
    items = firms.get("/api/groups")["items"]
    assert [(one["type"], one["groups"], one["people"]) for one in items] == [("company", 4, 4), ("store", 1, 1)]


def test_what_a_group_says_of_itself_makes_nobody_a_person(firms: Caller) -> None:
    for condition in ({"all": []}, {"not": {"did": "never"}}, {"did": "open"}):
        people = firms.post("/api/segments/preview", {"condition": condition})["people"]
        assert people == firms.post("/api/persons/query", {"condition": condition})["total"] == 4, condition


def test_groups_have_properties_of_which_the_newest_counts(firms: Caller) -> None:
    acme = firms.get("/api/groups/company/acme")
    assert acme["properties"] == {"plan": "pro", "city": "Xi'an", "seats": 9, "note": "\U0001f3e2"}
    assert (acme["people"], acme["events"], acme["first_seen"][:13], acme["last_seen"][:13]) == (
        2,
        5,
        "2026-06-01T01",
        "2026-06-01T03",
    )
    assert firms.get("/api/groups/company/silent")["people"] == 0


@pytest.mark.parametrize("sort", ["last_seen", "people", "events"])
def test_the_list_is_read_page_by_page_in_any_order(firms: Caller, sort: str) -> None:
    whole = firms.get("/api/groups/company", sort=sort)["items"]
    assert [one[sort] for one in whole] == sorted((one[sort] for one in whole), reverse=True)
    paged, cursor = [], None
    while True:
        page = firms.get("/api/groups/company", sort=sort, limit=1, **({"cursor": cursor} if cursor else {}))
        paged += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert paged == whole
    assert len(whole) == 4


@pytest.mark.parametrize(
    ("search", "found"), [("ACM", ["acme"]), ("边界", ["边界/Ltd."]), ("xi'an", ["acme"]), ("x", ["acme"])]
)
def test_a_search_finds_ids_and_properties(firms: Caller, search: str, found: list[str]) -> None:
    assert [one["id"] for one in firms.get("/api/groups/company", search=search)["items"]] == found


def test_members_are_people_as_they_are_now(firms: Caller) -> None:
    def names(**asked: Any) -> list[str]:
        return [one["ids"][0]["value"] for one in firms.get("/api/groups/company/acme/members", **asked)["items"]]

    assert names() == ["bob", "ann"]
    assert names(limit=1) == ["bob"]
    assert names(cursor=firms.get("/api/groups/company/acme/members", limit=1)["next"]) == ["ann"]
    firms.post("/api/persons/merge", {"ids": ["ann", "bob"]})
    assert len(names()) == 1
    assert firms.get("/api/groups/company/acme")["people"] == 1
    (act,) = firms.get("/api/merges")["items"]
    firms.post(f"/api/merges/{act['id']}/undo", {})
    assert names() == ["bob", "ann"]


def test_a_person_has_the_groups_that_their_events_name(firms: Caller) -> None:
    items = firms.get("/api/persons/ann/groups")["items"]
    assert [(one["type"], one["id"], one["events"]) for one in items] == [("company", "acme", 2), ("store", "s1", 1)]
    assert items[0]["properties"]["plan"] == "pro"
    assert [one["id"] for one in firms.get("/api/persons/dan/groups")["items"]] == ["by hand"]
    firms.post("/api/persons/merge", {"ids": ["ann", "cid"]})
    assert {one["id"] for one in firms.get("/api/persons/cid/groups")["items"]} == {"acme", "s1", "边界/Ltd."}


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/groups/company/nobody", 404, "group_not_found"),
        ("/api/groups/company?cursor=x", 422, "bad_cursor"),
        ("/api/groups/company?sort=size", 422, "invalid"),
        ("/api/groups/company/acme/members?cursor=x", 422, "bad_cursor"),
        ("/api/persons/nobody/groups", 404, "person_not_found"),
    ],
)
def test_refusals_say_why(firms: Caller, path: str, status: int, code: str) -> None:
    answer = firms.http.get(path)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
