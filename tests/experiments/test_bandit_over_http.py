"""A bandit on a real server: weights move by its own job, people keep their variant at every door, nobody meets two."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from served import Caller, Server
from uems.base.settings import Settings
from uems.experiments import bandit_look, bucket
from uems.main import open_store
from uems.work import job

PEOPLE, NEW = 240, 160
PLAN = {
    "key": "banner",
    "name": "Banner",
    "hypothesis": "A shorter banner is clicked more",
    "variants": [{"key": "long", "weight": 1}, {"key": "short", "weight": 1}],
    "least_days": 0,
    "bandit": {"every": "hour", "floor": 0.05, "burn_in": 0, "least": 30, "looks": 2},
}


@pytest.fixture
def begun(caller: Caller, bought: str) -> tuple[Caller, dict[str, Any]]:
    """A project with a bandit that runs."""
    draft = caller.post("/api/experiments", {**PLAN, "primary": bought})
    return caller, caller.post(f"/api/experiments/{draft['id']}/start", {})


def own(shop: Caller, ids: Iterable[str], **more: Any) -> dict[str, str]:
    """The variant of each at our own door."""
    body = {"flags": ["banner"], **more}
    return {id: shop.ask("/api/flags/evaluate", body | {"user_id": id})["flags"][0]["variant"] for id in ids}


def bought(shop: Caller, arms: dict[str, str], shares: dict[str, int]) -> None:
    """Of each ten people of a variant, as many as its share says."""
    at, events = datetime.now(UTC).isoformat(), []
    for arm, share in shares.items():
        mine = [who for who, variant in arms.items() if variant == arm]
        buyers = [who for n, who in enumerate(mine) if n % 10 < share]
        events += [{"user_id": who, "event": "bought", "id": f"b-{who}", "timestamp": at} for who in buyers]
    shop.send(*events)


def noted(shop: Caller, event: str, count: int) -> list[dict[str, Any]]:
    """The events of a name as soon as there are so many."""
    told = shop.until("/api/events", lambda told: len(told["items"]) >= count, event=event, limit=200)
    return list(told["items"])


def an_hour_later(server: Server, experiment: str) -> None:
    """The last look is an hour old, and the clock ticks."""
    store, now = open_store(Settings(data=server.data)), datetime.now(UTC)
    try:
        with store.write() as connection:
            mine = bandit_look.table.c.experiment == experiment
            connection.execute(sa.update(bandit_look.table).where(mine).values(at=now - timedelta(hours=1)))
            job.enqueue(connection, "experiment.steer", {}, now=now)
    finally:
        store.close()


def doors(shop: Caller, id: str) -> dict[str, str]:
    """What each server door gives this person."""
    posthog = shop.ask("/flags", {"distinct_id": id, "api_key": shop.made.write_key})["flags"]["banner"]["variant"]
    ofrep = shop.ask("/ofrep/v1/evaluate/flags/banner", {"context": {"targetingKey": id}})["variant"]
    unleash = next(one for one in shop.ask("/api/frontend", userId=id)["toggles"] if one["name"] == "banner")
    features = shop.ask(f"/api/eval/{shop.made.write_key}", {"attributes": {"id": id}})["features"]
    told = features["banner"]["rules"][0]["tracks"][0]["result"]["key"]
    return {"posthog": posthog, "ofrep": ofrep, "unleash": unleash["variant"]["name"], "growthbook": told}


def test_weights_move_to_the_better_arm_while_everybody_keeps_what_they_met(
    begun: tuple[Caller, dict[str, Any]], server: Server
) -> None:
    caller, made = begun
    path = f"/api/experiments/{made['id']}"
    first = own(caller, [f"u{n}" for n in range(PEOPLE)])
    guest = {"anonymous_id": "guest", "flags": ["banner"]}
    unknown = caller.ask("/api/flags/evaluate", guest)["flags"][0]["variant"]
    bought(caller, first, {"long": 1, "short": 6})
    caller.until(f"{path}/results", lambda said: said["people"] == PEOPLE + 1)
    an_hour_later(server, made["id"])
    flag = caller.until("/api/flags/banner", lambda told: told["variants"][1]["weight"] > 50)
    assert {one["key"]: one["weight"] for one in flag["variants"]} == {"long": 5.0, "short": 95.0}
    moved = [id for id in first if (bucket.posthog("banner", id, "variant") < 0.05) != (first[id] == "long")]
    assert len(moved) > PEOPLE / 5, "by their hashes alone nobody would have moved"
    time.sleep(1.1)
    assert own(caller, first) == first
    for id in moved[:12]:
        assert set(doors(caller, id).values()) == {first[id]}
    assert own(caller, ["ada"], anonymous_id="guest") == {"ada": unknown}
    second = own(caller, [f"new{n}" for n in range(NEW)])
    assert list(second.values()).count("short") > NEW * 0.85
    bought(caller, second, {"long": 1, "short": 6})
    whole = PEOPLE + NEW + 2
    said = caller.until(f"{path}/results", lambda told: told["people"] == whole)
    assert (said["health"]["multiple"], said["health"]["mismatch"], said["bandit"]["unlogged"]) == (0, False, 0)
    assert [one["why"] for one in said["bandit"]["looks"]] == ["began", "moved"]
    long, short = said["bandit"]["arms"]
    assert (long["people"] + short["people"], short["weight"], short["best"] > 0.99) == (whole, 0.95, True)
    assert short["low"] < short["weighed"] < short["high"]
    assert said["lines"][0]["level"] == pytest.approx(short["weighed"])
    assert said["verdict"] == "roll_out"
    parts = caller.get(f"{path}/results/by", property="plan")["lines"]
    assert [(one["value"], round(one["estimate"], 6)) for one in parts] == [
        ("", round(said["lines"][0]["estimate"], 6))
    ]
    expected = {one["variant"]: one["expected"] for one in said["variants"]}
    assert expected["short"] == pytest.approx((PEOPLE + 2) * 0.5 + NEW * 0.95, abs=0.1)


def test_the_chance_of_what_was_met_is_logged_with_the_exposure_and_for_who_notes_it_elsewhere(
    begun: tuple[Caller, dict[str, Any]], server: Server
) -> None:
    caller, made = begun
    own(caller, [f"u{n}" for n in range(40)])
    for n in range(40, 70):
        caller.ask("/flags", {"distinct_id": f"u{n}", "api_key": caller.made.write_key})
    met = noted(caller, "$feature_flag_called", 40)
    assert {one["properties"]["$feature_flag_propensity"] for one in met} == {0.5}
    got = noted(caller, "$variant_assigned", 70)
    assert {(one["properties"]["$feature_flag"], one["properties"]["propensity"]) for one in got} == {("banner", 0.5)}
    at = datetime.now(UTC).isoformat()
    called = {"$feature_flag": "banner", "$feature_flag_response": "short"}
    mine = {one["user_id"] for one in got if one["properties"]["variant"] == "short"} - {f"u{n}" for n in range(40)}
    caller.send(
        *({"user_id": who, "event": "$feature_flag_called", "timestamp": at, "properties": called} for who in mine),
        {"user_id": "stranger", "event": "$feature_flag_called", "timestamp": at, "properties": called},
    )
    path = f"/api/experiments/{made['id']}/results"
    said = caller.until(path, lambda told: told["people"] >= 40 + len(mine))
    assert (said["people"], said["bandit"]["unlogged"], said["bandit"]["state"]) == (40 + len(mine), 1, "burn_in")
    query, cell = {"kind": "experiment", "id": made["id"]}, {"variant": "short"}
    drawer = caller.post("/api/insight/people", {"query": query, "cell": cell})
    assert drawer["total"] == said["bandit"]["arms"][1]["people"] == said["variants"][1]["people"]


def test_weights_rest_and_the_history_says_so_when_one_arm_is_as_good_as_sure_to_be_best(
    begun: tuple[Caller, dict[str, Any]], server: Server
) -> None:
    caller, made = begun
    path = f"/api/experiments/{made['id']}"
    bought(caller, own(caller, [f"u{n}" for n in range(PEOPLE)]), {"long": 1, "short": 7})
    caller.until(f"{path}/results", lambda said: said["people"] == PEOPLE)
    for looks in (2, 3):
        an_hour_later(server, made["id"])
        caller.until(f"{path}/results", lambda said, n=looks: len(said["bandit"]["looks"]) == n)
    bandit = caller.get(f"{path}/results")["bandit"]
    assert (bandit["state"], bandit["next_at"], [one["why"] for one in bandit["looks"]][-1]) == ("found", None, "found")
    told = caller.get(f"{path}/history")["items"][0]
    assert (told["what"], told["by"], "short" in told["note"]) == ("found", "", True)
    assert caller.get(path)["status"] == "running"
    an_hour_later(server, made["id"])
    weights = caller.get("/api/flags/banner")["variants"]
    decided = caller.post(f"{path}/decide", {"variant": "short", "reason": "sure", "roll_out": True})
    assert decided["status"] == "decided"
    assert set(own(caller, [f"u{n}" for n in range(10)]).values()) == {"short"}
    assert caller.get("/api/flags/banner")["variants"] == weights


def test_clients_that_decide_by_themselves_are_told_nothing_and_it_is_said(
    begun: tuple[Caller, dict[str, Any]],
) -> None:
    caller, made = begun
    assert caller.get(f"/api/experiments/{made['id']}")["bandit"]["every"] == "hour"
    assert {one["dialect"] for one in caller.get("/api/flags/banner")["limits"]} == {"growthbook", "posthog", "unleash"}
    assert caller.get("/api/flags/banner/native/growthbook")["rules"] == []
    unleash = caller.get("/api/flags/banner/native/unleash")
    assert (unleash["strategies"], unleash["enabled"]) == ([], False)
    asks = {"key": "id", "type": "cohort", "value": 0, "operator": "in"}
    assert caller.get("/api/flags/banner/native/posthog")["filters"]["groups"][0]["properties"] == [asks]
    weights = [{"key": "long", "weight": 90}, {"key": "short", "weight": 10}]
    assert caller.http.patch("/api/flags/banner", json={"variants": weights}).json()["code"] == "flag_in_use"
    assert caller.http.patch("/api/flags/banner", json={"keeps": False}).json()["code"] == "flag_in_use"


def test_the_flag_whose_weights_move_is_no_other_experiments(begun: tuple[Caller, dict[str, Any]]) -> None:
    caller, made = begun
    other = {**PLAN, "key": "second", "flag": "banner", "primary": made["primary"], "bandit": None}
    draft = caller.post("/api/experiments", other)
    assert caller.http.post(f"/api/experiments/{draft['id']}/start").json()["code"] == "flag_in_use"


def test_a_quantile_is_no_aim_of_a_bandit(caller: Caller) -> None:
    waits = {"kind": "quantile", "quantile": 0.5, "event": {"events": [{"event": "waited", "property": "s"}]}}
    metric = caller.post("/api/metrics", {"name": "Wait", "definition": waits})["id"]
    refused = caller.http.post("/api/experiments", json={**PLAN, "primary": metric}).json()
    assert (refused["code"], refused["about"]) == ("experiment_invalid", "bandit")
    assert "no quantile" in refused["title"]
