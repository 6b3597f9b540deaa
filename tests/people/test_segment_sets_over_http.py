"""Segments as sets, through the door: fresh within seconds, combined, portrayed, found alike, brought as a file."""

import gzip
import time
from typing import Any

import pytest

from served import Caller, Server

VIEW, PAY = {"did": "view"}, {"did": "pay"}


def did(who: str, name: str, **properties: Any) -> dict[str, Any]:
    return {"event": name, "user_id": who, "properties": properties}


def became(who: str, **properties: Any) -> dict[str, Any]:
    return {"type": "identify", "user_id": who, "ops": {"set": properties}}


def made(caller: Caller, name: str, condition: dict[str, Any], mode: str = "live") -> str:
    id: str = caller.post("/api/segments", {"name": name, "mode": mode, "condition": condition})["id"]
    return id


def fresh(caller: Caller, id: str) -> dict[str, Any]:
    """The segment once it is followed."""
    until = time.monotonic() + 20
    while True:
        found: dict[str, Any] = caller.get(f"/api/segments/{id}")
        if not found["freshness"]["stale"]:
            return found
        assert time.monotonic() < until, found["freshness"]
        time.sleep(0.05)


def ids(page: Any) -> list[str]:
    return sorted(one["ids"][0]["value"] for one in page["items"])


@pytest.fixture
def shop(caller: Caller) -> Caller:
    """Ten people: all viewed, the even ones paid, those after 6 are from CN."""
    caller.send(*(did(f"u{n}", "view") for n in range(10)), *(did(f"u{n}", "pay") for n in range(0, 10, 2)))
    caller.send(*(became(f"u{n}", country="CN" if n > 6 else "US", age=20 + n) for n in range(10)))
    return caller


def test_an_event_changes_the_membership_within_its_promise_and_is_told(shop: Caller) -> None:
    payers = made(shop, "Payers", PAY)
    before = fresh(shop, payers)
    assert (before["freshness"]["promise_seconds"], before["freshness"]["entered"]) == (5, 0)
    shop.send(did("u1", "pay"), did("new", "pay"))
    until = time.monotonic() + before["freshness"]["promise_seconds"]
    told: list[str] = []
    while len(told) < 2:
        assert time.monotonic() < until, "the promise is broken"
        time.sleep(0.05)
        told = [one["user_id"] for one in shop.get("/api/events", event="segment_entered")["items"]]
    assert sorted(told) == ["new", "u1"]
    after = shop.get("/api/segments")["items"][0]
    assert (after["people"], after["freshness"]["entered"], after["freshness"]["left"]) == (7, 2, 0)
    assert shop.get(f"/api/segments/{payers}/history")["items"][-1]["entered"] == 2
    assert "segment_entered" in [one["event"] for one in shop.get("/api/persons/u1/timeline")["items"]]


def test_segments_are_combined_and_every_region_is_told(shop: Caller) -> None:
    viewers, payers = made(shop, "V", VIEW), made(shop, "P", PAY, "snapshot")
    chinese = made(shop, "C", {"person": "country", "op": "eq", "value": "CN"})
    for id in (viewers, chinese):
        fresh(shop, id)
    for op, people in (("union", 10), ("intersection", 1), ("difference", 3)):
        found = shop.post("/api/segments/combine", {"op": op, "segments": [viewers, payers, chinese]})
        assert (found["people"], [one["people"] for one in found["segments"]]) == (people, [10, 5, 3]), op
        assert sum(one["people"] for one in found["regions"]) == 10
        kept = shop.post("/api/segments/combine", {"op": op, "segments": [viewers, payers, chinese], "name": op})
        assert kept["segment"]["people"] == len(shop.get(f"/api/segments/{kept['segment']['id']}/members")["items"])
        assert kept["segment"]["people"] == people
    regions = {tuple(one["segments"]): one["people"] for one in found["regions"]}
    assert regions[viewers,] == 3
    assert regions[viewers, payers, chinese] == 1
    refused = shop.http.delete(f"/api/segments/{payers}")
    assert refused.json()["about"] == "difference, intersection, union"
    assert shop.http.post("/api/segments/combine", json={"op": "union", "segments": [viewers]}).status_code == 422
    lost = shop.http.post("/api/segments/combine", json={"op": "union", "segments": [viewers, "seg_none"]})
    assert (lost.status_code, lost.json()["code"]) == (404, "segment_not_found")


def test_a_portrait_tells_shares_index_and_chance(caller: Caller) -> None:
    people = [(f"p{n}", "gold" if n % 3 == 0 else "basic", n < 60) for n in range(300)]
    caller.send(*(did(who, "view") for who, *_ in people), *(did(who, "pay") for who, _, paid in people if paid))
    caller.send(*(became(who, level="gold" if paid else level, age=n) for n, (who, level, paid) in enumerate(people)))
    payers = made(caller, "P", PAY)
    found = caller.get(f"/api/segments/{payers}/portrait")
    assert (found["people"], found["against"]) == (60, 300)
    spreads = {(one["of"], one["name"]): one for one in found["spreads"]}
    gold = next(row for row in spreads["person", "level"]["rows"] if row["value"] == "gold")
    # 60 payers are gold, and every third of the other 240
    assert (gold["people"], gold["against"], gold["share"]) == (60, 140, 1)
    assert gold["index"] == pytest.approx(100 * 1 / (140 / 300))
    assert gold["significant"]
    assert gold["p"] < 1e-10
    ages = spreads["person", "age"]["rows"]
    assert [row["against"] for row in ages] == [60] * 5
    assert [row["people"] for row in ages] == [60, 0, 0, 0, 0]
    events = {row["value"]: row for row in spreads["event", ""]["rows"]}
    assert (events["pay"]["index"], events["view"]["index"], events["view"]["p"]) == (500, 100, None)
    rest = made(caller, "R", {"not": PAY})
    against = caller.get(f"/api/segments/{payers}/portrait", against=rest, property="level")
    row = next(row for row in against["spreads"][0]["rows"] if row["value"] == "gold")
    assert (against["against"], row["against"], row["index"]) == (240, 80, pytest.approx(300))
    assert caller.http.get(f"/api/segments/{payers}/portrait?tag=none").json()["code"] == "tag_unknown"


def test_lookalikes_are_those_who_do_and_are_the_same(caller: Caller) -> None:
    """Forty members and twenty outsiders share habits; a hundred others have none of them."""
    alike, others = [f"a{n}" for n in range(60)], [f"o{n}" for n in range(100)]
    caller.send(
        *(did(who, name) for who in alike for name in ("craft", "share")), *(did(who, "view") for who in others)
    )
    caller.send(*(did(who, "craft") for who in others[:10]), *(did(who, "member") for who in alike[:40]))
    caller.send(*(became(who, city="杭州") for who in alike), *(became(who, city="上海") for who in others))
    seed = made(caller, "Seed", {"did": "member"}, "snapshot")
    found = caller.post(f"/api/segments/{seed}/lookalike", {"size": 20, "name": "Alike"})
    assert (found["seed"], found["candidates"], found["size"]) == (40, 120, 20)
    members = caller.get(f"/api/segments/{found['segment']['id']}/members")
    assert ids(members) == sorted(alike[40:])
    assert found["quality"] > 0.9
    assert {"share", "杭州"} <= {one["value"] for one in found["features"]}
    assert found["sample"][0]["similarity"] > 0.5 > found["curve"][-1]["similarity"]
    small = made(caller, "Small", {"did": "nothing"}, "snapshot")
    refused = caller.http.post(f"/api/segments/{small}/lookalike", json={"size": 5})
    assert (refused.status_code, refused.json()["code"]) == (422, "seed_too_small")
    again = caller.http.post(f"/api/segments/{found['segment']['id']}/refresh")
    assert (again.status_code, again.json()["code"]) == (409, "list_is_fixed")


def test_a_file_of_ids_becomes_a_list_and_wrong_lines_are_told(shop: Caller) -> None:
    person = shop.get("/api/persons/u3")["id"]
    lines = ["name,user_id", "Ada,u1", "Bo,u2", "X,nobody", "Again,u1", "Empty,", "Too,many,cells", f"Hex,{person}"]
    text = "\r\n".join([*lines, "你,没有", ""])
    for body in (text.encode(), text.encode("gb18030"), gzip.compress(text.encode("utf-8-sig"))):
        answer = shop.http.post("/api/segments/import", params={"name": "CRM"}, content=body)
        assert answer.status_code == 201, answer.text
        found = answer.json()
        assert (found["column"], found["rows"], found["people"], found["repeated"]) == ("user_id", 8, 3, 1)
        wrong = [(one["line"], one["code"], one["value"]) for one in found["lines"]]
        bad = [(4, "unknown", "nobody"), (6, "empty", ""), (7, "unreadable", "Too,many,cells"), (9, "unknown", "没有")]
        assert sorted(wrong) == bad
        assert found["wrong"] == 4
        assert ids(shop.get(f"/api/segments/{found['segment']['id']}/members")) == ["u1", "u2", "u3"]
    named = shop.http.post("/api/segments/import", params={"name": "x", "column": "mail"}, content=text.encode())
    assert (named.status_code, named.json()["code"]) == (422, "no_id_column")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "nobody_known"),
        (b"{}\n", "nobody_known"),
        (b"id\nghost\n", "nobody_known"),
        (b"\x1f\x8b\x00broken", "file_unreadable"),
    ],
)
def test_a_file_that_names_nobody_is_refused_and_nothing_is_kept(caller: Caller, body: bytes, code: str) -> None:
    answer = caller.http.post("/api/segments/import", params={"name": "x"}, content=body)
    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
    assert caller.get("/api/segments")["items"] == []


def test_a_file_that_is_too_large_is_refused(caller: Caller) -> None:
    parts = (b"x" * 1_000_000 for _ in range(101))
    answer = caller.http.post("/api/segments/import", params={"name": "x"}, content=parts)
    assert (answer.status_code, answer.json()["code"]) == (422, "file_too_large")


def test_another_projects_segments_are_no_sets_here(shop: Caller, server: Server) -> None:
    id = made(shop, "V", VIEW)
    other = server.project()
    for method, path, body in (
        ("GET", f"{id}/portrait", None),
        ("POST", f"{id}/lookalike", {"size": 1}),
        ("POST", "combine", {"op": "union", "segments": [id, id]}),
    ):
        answer = other.http.request(method, f"/api/segments/{path}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "segment_not_found"), path
    other.http.close()
