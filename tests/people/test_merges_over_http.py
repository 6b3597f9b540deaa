"""Merge, preview and undo over HTTP, on a real server: what is taken back leaves no trace in any number."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from served import Caller
from uems.warehouse.facts import NOTED

NOW = "2026-06-20T00:00:00Z"
DAY = datetime(2026, 6, 1, 10, tzinfo=UTC)
STEPS = [{"event": "view"}, {"event": "cart"}, {"event": "paid"}]
SPAN = {"since": "2026-06-01T00:00:00Z", "until": "2026-06-15T00:00:00Z", "now": NOW}


def happened(event: str, day: float, **who: Any) -> dict[str, Any]:
    when = (DAY + timedelta(days=day)).isoformat()
    return {"id": f"{event} {day} {who}", "event": event, "timestamp": when, **who}


def known(user: str, day: float, **ops: Any) -> dict[str, Any]:
    return {**happened("$set", day, user_id=user), "type": "identify", "ops": ops}


@pytest.fixture
def shop(caller: Caller) -> Caller:
    """One buyer who is in the data twice, on the web as `web` and at the till as `till`, and a bystander."""
    caller.send(
        happened("view", 0, anonymous_id="phone"),
        happened("sign_in", 0.1, anonymous_id="phone", user_id="web"),
        happened("cart", 1, user_id="web"),
        happened("paid", 2, user_id="till"),
        happened("view", 5, user_id="till"),
        happened("view", 1, user_id="other"),
        happened("paid", 3, user_id="other"),
        known("web", 0, set={"plan": "free", "city": "Xi'an"}, set_once={"first": "ad"}, add={"spent": 10}),
        known("till", 1, set={"plan": "pro"}, set_once={"first": "shop"}, add={"spent": 5}),
        known("till", 2, append={"likes": ["tea"]}),
    )
    for name, condition in {
        "Viewed, then paid": {"all": [{"did": "cart"}, {"did": "paid"}]},
        "Has not paid": {"did": "paid", "times": {"op": "eq", "value": 0}},
    }.items():
        caller.post("/api/segments", {"name": name, "condition": condition})
    return caller


def answer(caller: Caller, path: str, body: object) -> Any:
    found = caller.post(path, body)
    found.pop("computed", None)
    return found


def numbers(caller: Caller) -> dict[str, Any]:
    """Everything that a merge may change, as the API tells it."""
    views = {"event": "view", "measure": "people"}
    people = caller.post("/api/persons/query", {"sort": "first_seen", "order": "asc"})
    segments = {one["id"] for one in caller.get("/api/segments")["items"]}
    return {
        "trend": answer(caller, "/api/insight/trend", {"series": [views, {**views, "measure": "per_person"}], **SPAN}),
        "funnel": answer(caller, "/api/insight/funnel", {"steps": STEPS, **SPAN}),
        "retention": answer(
            caller,
            "/api/insight/retention",
            {"start": {"event": "view"}, "return": {"event": "view"}, "period": "day", "periods": 7, **SPAN},
        ),
        "lifecycle": answer(caller, "/api/insight/lifecycle", {"event": "view", "interval": "week", **SPAN}),
        "people": people,
        "profiles": [caller.get(f"/api/persons/{one['id']}") for one in people["items"]],
        "timelines": [did(caller, one["id"]) for one in people["items"]],
        "members": {id: caller.get(f"/api/segments/{id}/members") for id in segments},
        "condition": caller.post(
            "/api/segments/preview", {"condition": {"person": "plan", "op": "eq", "value": "pro"}}
        )["people"],
    }


def did(caller: Caller, person: str) -> list[Any]:
    """A timeline without what the product noted: that a segment was entered and left stays true."""
    return [one for one in caller.get(f"/api/persons/{person}/timeline")["items"] if one["event"] not in NOTED]


def test_undoing_a_merge_restores_every_number(shop: Caller) -> None:
    before = numbers(shop)
    shop.post("/api/persons/merge", {"from": "till", "into": "web"})
    merged = numbers(shop)
    assert {name for name in before if before[name] != merged[name]} == set(before) - {"condition"}
    assert [step["people"] for step in merged["funnel"]["steps"]] == [2, 1, 1]
    (act,) = shop.get("/api/merges")["items"]
    assert (act["kind"], act["undone_at"], len(act["before"]), len(act["now"])) == ("merge", None, 2, 1)

    apart = shop.post(f"/api/merges/{act['id']}/undo", {})["items"]
    assert sorted(one["ids"][0]["value"] for one in apart) == ["till", "web"]
    assert numbers(shop) == before
    assert shop.get(f"/api/merges/{act['id']}")["undone_at"] is not None
    again = shop.http.post(f"/api/merges/{act['id']}/undo")
    assert (again.status_code, again.json()["code"]) == (409, "undone_already")


def test_undoing_a_split_brings_the_ids_together_again(shop: Caller) -> None:
    before = numbers(shop)
    shop.post("/api/persons/web/split", {"ids": ["phone"]})
    assert numbers(shop)["funnel"] != before["funnel"]
    (act,) = shop.get("/api/merges", person="phone")["items"]
    assert (act["kind"], [one["value"] for part in act["before"] for one in part["ids"]]) == ("split", ["web", "phone"])
    shop.post(f"/api/merges/{act['id']}/undo", {})
    assert numbers(shop) == before


def test_what_came_after_a_merge_goes_back_to_whose_it_is(shop: Caller) -> None:
    shop.post("/api/persons/merge", {"ids": ["web", "till"]})
    shop.send(happened("view", 9, user_id="till"), known("till", 9, set={"plan": "max"}))
    (act,) = shop.get("/api/merges")["items"]
    shop.post(f"/api/merges/{act['id']}/undo", {})
    web, till = shop.get("/api/persons/web"), shop.get("/api/persons/till")
    assert (web["properties"]["plan"], till["properties"]["plan"]) == ("free", "max")
    assert "view" in [one["event"] for one in shop.get("/api/persons/till/timeline")["items"]]
    assert till["last_seen"] > web["last_seen"]


def test_the_preview_says_what_the_merge_then_does(shop: Caller) -> None:
    before = numbers(shop)
    seen = shop.post("/api/persons/merge/preview", {"ids": ["web", "till"]})
    assert numbers(shop) == before
    assert [[one["value"] for one in each["ids"]] for each in seen["before"]] == [["web", "phone"], ["till"]]
    told = {one["name"]: (one["before"], one["after"], one["rule"]) for one in seen["properties"]}
    assert told == {
        "plan": (["free", "pro"], "pro", "latest"),
        "first": (["ad", "shop"], "ad", "first"),
        "spent": ([10, 5], 15, "sum"),
        "city": (["Xi'an", None], "Xi'an", "only"),
        "likes": ([None, ["tea"]], ["tea"], "only"),
    }
    assert {one["name"]: one["of"] for one in seen["properties"]}["plan"] == seen["before"][1]["id"]
    assert {one["segment"]["name"]: (one["before"], one["after"]) for one in seen["segments"]} == {
        "Viewed, then paid": ([False, False], [True]),
        "Has not paid": ([True, False], [False]),
    }
    done = shop.post("/api/persons/merge", {"ids": ["web", "till"]})
    assert [one | {"segments": []} for one in seen["after"]] == [done]


def test_the_preview_of_a_split_says_what_the_split_then_does(shop: Caller) -> None:
    seen = shop.post("/api/persons/web/split/preview", {"ids": ["phone"]})
    done = shop.post("/api/persons/web/split", {"ids": ["phone"]})["items"]
    assert sorted(seen["after"], key=str) == sorted(done, key=str)
    assert len(done) == 2


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/api/persons/merge", {"from": "phone", "into": "till"}, 409, "identified_by_device"),
        ("/api/persons/merge/preview", {"from": "phone", "into": "till"}, 409, "identified_by_device"),
        ("/api/persons/merge/preview", {"ids": ["web", "nobody"]}, 404, "person_not_found"),
        ("/api/persons/merge/preview", {"ids": ["web", "web"]}, 422, "nothing_to_merge"),
        ("/api/persons/web/split/preview", {"ids": ["till"]}, 422, "nothing_to_split"),
        ("/api/merges/mrg_none/undo", {}, 404, "merge_not_found"),
    ],
)
def test_refusals_change_nothing(shop: Caller, path: str, body: object, status: int, code: str) -> None:
    before = numbers(shop)
    answer = shop.http.post(path, json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert numbers(shop) == before
    assert shop.get("/api/merges")["items"] == []


def test_the_log_is_read_page_by_page_and_by_person(shop: Caller) -> None:
    shop.post("/api/persons/merge", {"ids": ["web", "till"]})
    shop.post("/api/persons/merge", {"ids": ["till", "other"]})
    shop.post("/api/persons/merge", {"ids": ["web", "other"]})
    first = shop.get("/api/merges", limit=1)
    second = shop.get("/api/merges", limit=1, cursor=first["next"])
    assert (len(first["items"]), len(second["items"]), second["next"]) == (1, 1, None)
    assert first["items"][0]["at"] > second["items"][0]["at"]
    shop.post(f"/api/merges/{second['items'][0]['id']}/undo", {})
    assert [one["value"] for one in shop.get("/api/persons/other")["ids"]] == ["other", "till"]
    assert [one["value"] for one in shop.get("/api/persons/phone")["ids"]] == ["web", "phone"]


def test_the_preview_tells_lists_that_join_values_all_share_and_what_is_taken_away(caller: Caller) -> None:
    caller.send(
        known("one", 0, set={"city": "Xi'an", "old": 1}, append={"likes": ["tea"]}),
        known("two", 1, set={"city": "Xi'an"}, union={"likes": ["ink"]}, unset=["old"]),
    )
    seen = caller.post("/api/persons/merge/preview", {"ids": ["one", "two"]})
    told = {one["name"]: (one["after"], one["rule"]) for one in seen["properties"]}
    assert told == {"city": ("Xi'an", "same"), "likes": (["tea", "ink"], "joined"), "old": (None, "removed")}


def test_a_merge_that_a_split_has_taken_apart_is_not_undone_again(shop: Caller) -> None:
    shop.post("/api/persons/merge", {"ids": ["web", "till"]})
    shop.post("/api/persons/web/split", {"ids": ["till"]})
    split, merged = shop.get("/api/merges")["items"]
    before = numbers(shop)
    answer = shop.http.post(f"/api/merges/{merged['id']}/undo")
    assert (answer.status_code, answer.json()["code"]) == (409, "merge_overtaken")
    assert numbers(shop) == before
    shop.post(f"/api/merges/{split['id']}/undo", {})
    shop.post(f"/api/merges/{merged['id']}/undo", {})
    assert numbers(shop) == before
