"""An experiment from plan to learning through the door, on a real server: assigned by its flag, judged from events."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from served import Caller

PEOPLE = 400
NOW = datetime.now(UTC)
LEFT = {
    "name": "Left",
    "unit": "percent",
    "direction": "down",
    "definition": {"kind": "proportion", "event": {"events": [{"event": "left_us"}]}},
}
PLAN = {
    "key": "one-page",
    "name": "One page",
    "hypothesis": "One page instead of three",
    "variants": [{"key": "control", "weight": 1}, {"key": "one", "weight": 1}],
    "least_days": 0,
}


@pytest.fixture
def shop(caller: Caller, bought: str) -> tuple[Caller, dict[str, Any]]:
    """A project with two metrics and a draft on them."""
    guardrails = [{"metric": caller.post("/api/metrics", LEFT)["id"], "margin": 0.05}]
    return caller, caller.post("/api/experiments", {**PLAN, "primary": bought, "guardrails": guardrails})


def exposed(shop: Caller, people: int = PEOPLE) -> dict[str, str]:
    """So many people ask for the flag; the variant of each."""
    found = {}
    for n in range(people):
        asked = {"user_id": f"u{n}", "flags": ["one-page"]}
        found[f"u{n}"] = shop.ask("/api/flags/evaluate", asked)["flags"][0]["variant"]
    return found


def did(event: str, people: list[str]) -> list[dict[str, Any]]:
    at = datetime.now(UTC).isoformat()
    return [{"user_id": who, "event": event, "id": f"{event}-{who}", "timestamp": at} for who in people]


def outcomes(arms: dict[str, str], shares: dict[str, int]) -> list[str]:
    """The first of each ten people of a variant, as many as its share says."""
    found = []
    for arm, share in shares.items():
        mine = [who for who, variant in arms.items() if variant == arm]
        found += [who for n, who in enumerate(mine) if n % 10 < share]
    return found


def test_an_experiment_is_planned_run_decided_and_learned_from(shop: tuple[Caller, dict[str, Any]]) -> None:
    caller, draft = shop
    path = f"/api/experiments/{draft['id']}"
    assert (draft["status"], draft["flag"], draft["method"]) == ("draft", "one-page", "sequential")
    flag = caller.get("/api/flags/one-page")
    assert (flag["enabled"], [one["weight"] for one in flag["variants"]]) == (False, [50, 50])
    checks = {one["name"]: one["state"] for one in caller.get(f"{path}/checks")["items"]}
    assert checks == {
        "hypothesis": "good",
        "planned": "warn",
        "guardrails": "good",
        "metric": "bad",
        "flag": "good",
        "exposure": "warn",
    }
    assert set(exposed(caller, 20).values()) == {"off"}
    assert caller.post(f"{path}/start", {})["status"] == "running"
    arms = exposed(caller)
    assert set(arms.values()) == {"control", "one"}
    caller.send(*did("bought", outcomes(arms, {"control": 5, "one": 9})))
    said = caller.until(f"{path}/results", lambda said: said["people"] >= PEOPLE)
    assert (said["verdict"], said["best"], said["people"]) == ("roll_out", "one", PEOPLE)
    counted = {one["variant"]: one["people"] for one in said["variants"]}
    assert counted == {arm: list(arms.values()).count(arm) for arm in ("control", "one")}
    line = said["lines"][0]
    assert (round(line["control"], 1), round(line["level"], 1), line["good"]) == (0.5, 0.9, True)
    assert line["low"] < 0.8 < line["high"]
    assert said["course"][-1]["people"] == PEOPLE
    assert (said["health"]["mismatch"], said["health"]["multiple"]) == (False, 0)
    found = caller.get(f"{path}/people", variant="one", limit=500)["items"]
    assert {one["ids"][0]["value"] for one in found} == {who for who, arm in arms.items() if arm == "one"}
    query = {"kind": "experiment", "id": draft["id"]}
    drawer = caller.post("/api/insight/people", {"query": query, "cell": {"variant": "one"}})
    assert drawer["total"] == len(found)
    decided = caller.post(f"{path}/decide", {"variant": "one", "reason": "more", "learned": "short", "roll_out": True})
    outcome = decided["outcome"]
    assert (decided["status"], outcome["variant"], outcome["verdict"]) == ("decided", "one", "roll_out")
    assert outcome["estimate"] == line["estimate"]
    assert set(exposed(caller, 10).values()) == {"one"}
    learned = caller.get("/api/learnings", q="page SHORT")
    assert [(one["id"], one["won"]) for one in learned["items"]] == [(draft["id"], True)]
    assert caller.get("/api/learnings", q="elephant")["items"] == []
    told = [one["what"] for one in caller.get(f"{path}/history")["items"]]
    assert told == ["decided", "started", "created"]
    assert caller.http.post(f"{path}/start").json()["code"] == "experiment_stands"


def test_what_assigns_and_judges_is_fixed_once_it_began(shop: tuple[Caller, dict[str, Any]]) -> None:
    caller, draft = shop
    path = f"/api/experiments/{draft['id']}"
    assert caller.http.patch(path, json={"engine": "bayesian"}).json()["method"] == "bayesian"
    assert caller.http.patch(path, json={"engine": "", "planned": 1000}).json()["method"] == "spending"
    caller.post(f"{path}/start", {})
    assert caller.http.patch(path, json={"engine": "z"}).json()["code"] == "experiment_fixed"
    changed = caller.http.patch(path, json={"hypothesis": "Shorter is better"}).json()
    assert (changed["version"], changed["hypothesis"]) == (4, "Shorter is better")
    assert caller.http.delete(path).json()["code"] == "experiment_stands"
    assert caller.post(f"{path}/pause", {})["status"] == "paused"
    assert caller.get("/api/flags/one-page")["enabled"] is False
    assert caller.post(f"{path}/start", {})["status"] == "running"
    assert caller.post(f"{path}/stop", {})["status"] == "stopped"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"primary": "nothing"}, "metric_not_found"),
        ({"variants": [{"key": "a"}]}, "experiment_invalid"),
        ({"engine": "guess"}, "engine_missing"),
        ({"settings": {"alpha": 2}}, "engine_settings_invalid"),
        ({"key": "one-page"}, "experiment_exists"),
        ({"secondary": ["arpu", "arpu"]}, "experiment_invalid"),
        ({"started_at": "2026-01-01T00:00:00Z"}, "experiment_invalid"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(
    shop: tuple[Caller, dict[str, Any]], more: dict[str, Any], code: str
) -> None:
    caller, draft = shop
    body = {**PLAN, "key": "other", "primary": draft["primary"], **more}
    assert caller.http.post("/api/experiments", json=body).json()["code"] == code


def test_a_quantile_of_events_is_not_judged(shop: tuple[Caller, dict[str, Any]]) -> None:
    caller, _ = shop
    prices = {"events": [{"event": "bought", "property": "price"}]}
    middle = {"kind": "quantile", "quantile": 0.5, "per": "event", "event": prices}
    body = {**PLAN, "key": "other", "primary": caller.post("/api/metrics", {"name": "M", "definition": middle})["id"]}
    assert caller.http.post("/api/experiments", json=body).json()["code"] == "metric_without_moments"


def test_people_who_met_two_variants_are_left_out_and_told_and_planning_reads_history(
    caller: Caller, bought: str
) -> None:
    events, since = [], NOW - timedelta(days=10)
    for n in range(200):
        arm, at = ("a", "b")[n % 2], (since + timedelta(days=n % 8)).isoformat()
        said = {"user_id": f"p{n}", "timestamp": at}
        events.append({**said, "id": f"e{n}", "event": "met", "properties": {"test": "old", "arm": arm, "os": "x"}})
        if n < 20:
            other = {"test": "old", "arm": "b" if arm == "a" else "a"}
            events.append({**said, "id": f"f{n}", "event": "met", "properties": other})
        if n % 5 == 0:
            later = (since + timedelta(days=n % 8, hours=1)).isoformat()
            events.append({**said, "timestamp": later, "id": f"b{n}", "event": "bought"})
    caller.send(*events)
    plan = {
        "key": "old",
        "variants": [{"key": "a"}, {"key": "b"}],
        "primary": bought,
        "exposure": {
            "event": "met",
            "where": [{"property": "test", "op": "eq", "value": "old"}],
            "property": "arm",
        },
        "started_at": (since - timedelta(hours=1)).isoformat(),
    }
    made = caller.post("/api/experiments", plan)
    assert (made["status"], made["flag"]) == ("running", "")
    said = caller.get(f"/api/experiments/{made['id']}/results")
    assert (said["people"], said["health"]["multiple"], said["health"]["multiple_share"]) == (180, 20, 0.1)
    assert len(caller.get(f"/api/experiments/{made['id']}/people", limit=100)["items"]) == 20
    came = [one["people"] for one in said["course"]]
    assert (came[-1], came) == (180, sorted(set(came)))
    assert len(came) >= 6
    apart = caller.get(f"/api/experiments/{made['id']}/results/by", property="plan")
    assert [(one["value"], one["people"]) for one in apart["lines"]] == [("", 90)]
    power = caller.post("/api/experiments/power", {"metric": bought, "event": "met", "effect": 0.1})
    assert power["mean"] == pytest.approx(0.2)
    assert power["variance"] == pytest.approx(0.2 * 0.8 * 200 / 199)
    assert power["daily"] == pytest.approx(200 / 28)
    assert power["people"] > 5_000
    assert power["days"] % 7 == 0
