"""A holdout through the door: its people get nothing new, are noted once, and the rest is measured against them."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from served import Caller

PEOPLE = 240
ARMS = [{"key": "a", "weight": 50}, {"key": "b", "weight": 50}]
BTN = {"key": "btn", "kind": "multivariate", "variants": ARMS, "rules": [{}], "holdouts": ["universal"]}


@pytest.fixture
def shop(caller: Caller, bought: str) -> tuple[Caller, dict[str, Any]]:
    """A project where half of all people are held out of one flag of two."""
    caller.post("/api/flags", BTN)
    caller.post("/api/flags", {**BTN, "key": "free", "holdouts": []})
    return caller, caller.post("/api/holdouts", {"name": "All", "share": 50, "metrics": [bought]})


def evaluated(shop: Caller, ids: list[str], **more: Any) -> dict[str, dict[str, Any]]:
    """The flag btn of each."""
    found = {}
    for id in ids:
        flags = shop.ask("/api/flags/evaluate", {"user_id": id, **more})["flags"]
        found[id] = next(one for one in flags if one["key"] == "btn")
    return found


def evenly(shop: Caller, path: str) -> list[str]:
    """Some who are held out and as many who are not. Who is hangs on the holdout's random id: of all who come, uneven
    shares are told as a mismatch once in a hundred times."""
    standing: dict[str, list[str]] = {"held": [], "treated": []}
    looked = 0
    while min(map(len, standing.values())) < PEOPLE / 2:
        who = f"u{looked}"
        standing[shop.get(f"{path}/membership", person=who)["state"]].append(who)
        looked += 1
    assert 0.35 < len(standing["held"]) / looked < 0.65
    return [id for some in standing.values() for id in some[: PEOPLE // 2]]


def test_people_are_held_out_noted_once_and_measured_against_all_others(shop: tuple[Caller, dict[str, Any]]) -> None:
    caller, made = shop
    path = f"/api/holdouts/{made['id']}"
    assert (made["strategy"], made["status"], made["version"]) == ("universal", "running", 1)
    ids = evenly(caller, path)
    first = evaluated(caller, ids)
    held = [id for id, one in first.items() if one["reason"] == "holdout"]
    assert len(held) == PEOPLE / 2
    assert all((one["on"], one["variant"]) == (False, "off") for id, one in first.items() if id in held)
    assert all(one["on"] for id, one in first.items() if id not in held)
    at = datetime.now(UTC).isoformat()
    treated = [id for id in ids if id not in held]
    buyers = held[::5] + treated[::5] + treated[1::5] + treated[2::5] + treated[3::5]
    caller.send(*({"user_id": id, "event": "bought", "id": f"b-{id}", "timestamp": at} for id in buyers))
    evaluated(caller, ids[:20])
    said = caller.until(f"{path}/results", lambda said: said["people"] >= PEOPLE)
    assert {one["variant"]: one["people"] for one in said["variants"]} == {"held": len(held), "treated": len(treated)}
    assert (said["health"]["multiple"], said["health"]["mismatch"]) == (0, False)
    line = said["lines"][0]
    assert (round(line["control"], 1), round(line["level"], 1)) == (0.2, 0.8)
    assert line["estimate"] == pytest.approx(line["level"] / line["control"] - 1, rel=0.05)
    assert line["low"] < line["estimate"] < line["high"]
    events = caller.get("/api/events", event="$holdout_assigned", limit=500)["items"]
    assert len(events) == PEOPLE
    query = {"kind": "holdout", "id": made["id"]}
    drawer = caller.post("/api/insight/people", {"query": query, "cell": {"variant": "held"}, "limit": 500})
    assert {one["ids"][0]["value"] for one in drawer["items"]} == set(held)
    standing = caller.get(f"{path}/membership", person=held[0])
    assert (standing["state"], standing["noted"]) == ("held", "held")
    assert caller.get(f"{path}/membership", person=treated[0])["state"] == "treated"
    stranger = caller.get(f"{path}/membership", person="nobody")
    assert (stranger["noted_at"], stranger["noted"]) == (None, "")


def test_every_door_keeps_the_same_people_out(shop: tuple[Caller, dict[str, Any]]) -> None:
    caller, made = shop
    for n in range(12):
        id = f"u{n}"
        held = evaluated(caller, [id])[id]["reason"] == "holdout"
        posthog = caller.ask("/flags", {"distinct_id": id, "api_key": caller.made.write_key})["flags"]
        assert (posthog["btn"]["reason"]["code"] == "holdout_condition_value") is held
        assert (posthog["btn"]["enabled"], posthog["free"]["enabled"]) == (not held, True)
        ofrep = caller.ask("/ofrep/v1/evaluate/flags/btn", {"context": {"targetingKey": id}})
        assert (ofrep["reason"] == "HOLDOUT", ofrep["metadata"].get("holdout")) == (held, made["id"] if held else None)
        unleash = {one["name"] for one in caller.ask("/api/frontend", userId=id)["toggles"]}
        assert unleash == ({"free"} if held else {"btn", "free"})
        features = caller.ask(f"/api/eval/{caller.made.write_key}", {"attributes": {"id": id}})["features"]
        assert (features["btn"]["defaultValue"] is None) is held
    limits = {one["dialect"] for one in caller.get("/api/flags/btn")["limits"]}
    assert limits == {"posthog", "unleash"}
    caller.http.patch(f"/api/holdouts/{made['id']}", json={"until": datetime.now(UTC).isoformat()})
    until = time.monotonic() + 20
    while any(one["reason"] == "holdout" for one in evaluated(caller, [f"u{n}" for n in range(12)]).values()):
        assert time.monotonic() < until, "the end is not seen"
    assert caller.get("/api/flags/btn")["limits"] == []


def test_a_holdout_is_planned_changed_and_refused(shop: tuple[Caller, dict[str, Any]]) -> None:
    caller, made = shop
    path = f"/api/holdouts/{made['id']}"
    assert caller.http.patch(path, json={"share": 10}).json()["code"] == "holdout_fixed"
    assert caller.http.delete(path).json()["code"] == "holdout_fixed"
    assert caller.http.patch(path, json={"name": "B"}).json()["version"] == 2
    unknown = {"share": 5, "metrics": ["nothing"]}
    assert caller.http.post("/api/holdouts", json=unknown).json()["code"] == "metric_not_found"
    later = {"strategy": "win-back", "share": 5, "metrics": ["arpu"]}
    later["since"] = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    draft = caller.post("/api/holdouts", later)
    assert draft["status"] == "draft"
    assert caller.get(f"/api/holdouts/{draft['id']}/membership", person="u")["state"] == "waiting"
    assert caller.get(f"/api/holdouts/{draft['id']}/results")["people"] == 0
    assert caller.http.delete(f"/api/holdouts/{draft['id']}").status_code == 204
    assert [one["id"] for one in caller.get("/api/holdouts")["items"]] == [made["id"]]
    metric = made["metrics"][0]
    assert caller.http.delete(f"/api/metrics/{metric}").json()["code"] == "metric_in_use"


def test_an_experiment_keeps_out_who_is_held_out_unless_it_says_otherwise(shop: tuple[Caller, dict[str, Any]]) -> None:
    caller, made = shop
    plan = {"key": "one", "variants": [{"key": "a"}, {"key": "b"}], "primary": made["metrics"][0]}
    trial = caller.post("/api/experiments", plan)
    assert caller.get("/api/flags/one")["holdouts"] == ["universal"]
    checks = {one["name"]: one["state"] for one in caller.get(f"/api/experiments/{trial['id']}/checks")["items"]}
    assert checks["holdout"] == "good"
    free = caller.post("/api/experiments", {**plan, "key": "two", "holdouts": []})
    assert caller.get("/api/flags/two")["holdouts"] == []
    checks = {one["name"]: one["state"] for one in caller.get(f"/api/experiments/{free['id']}/checks")["items"]}
    assert checks["holdout"] == "warn"


def test_a_flag_that_an_experiment_uses_is_neither_deleted_nor_assigned_anew(
    shop: tuple[Caller, dict[str, Any]],
) -> None:
    caller, made = shop
    plan = {"key": "one", "name": "One page", "variants": [{"key": "a"}, {"key": "b"}], "primary": made["metrics"][0]}
    trial = f"/api/experiments/{caller.post('/api/experiments', plan)['id']}"
    refused = caller.http.delete("/api/flags/one")
    assert (refused.status_code, refused.json()["code"]) == (409, "flag_in_use")
    assert "One page" in refused.text
    shares = [{"key": "a", "weight": 90}, {"key": "b", "weight": 10}]
    assert caller.http.patch("/api/flags/one", json={"variants": shares}).status_code == 200
    equal = [{"key": "a", "weight": 50}, {"key": "b", "weight": 50}]
    assert caller.http.patch("/api/flags/one", json={"variants": equal}).status_code == 200
    caller.post(f"{trial}/start", {})
    for change in ({"variants": shares}, {"seed": "x"}, {"holdouts": []}, {"sticky": False}):
        answer = caller.http.patch("/api/flags/one", json=change)
        assert (answer.status_code, answer.json()["code"]) == (409, "flag_in_use"), change
    assert caller.http.patch("/api/flags/one", json={"enabled": False, "description": "off"}).status_code == 200
    caller.post(f"{trial}/decide", {"variant": "", "reason": "over"})
    assert caller.http.patch("/api/flags/one", json={"variants": shares}).status_code == 200
    assert caller.http.delete("/api/flags/one").status_code == 204
