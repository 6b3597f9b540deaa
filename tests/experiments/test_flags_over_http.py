"""Flags over HTTP: made, changed, asked, and every vendor's client served."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from experiments import schema, yaml_subset
from served import Caller

ARMS = [{"key": "red", "weight": 50}, {"key": "blue", "weight": 50}]
NEW_HOME = {
    "key": "new-home",
    "rules": [{"condition": {"person": "plan", "op": "in", "value": ["pro"]}}],
    "payload": {"x": 1},
    "native": {
        "unleash": {"variants": [{"name": "blue", "weight": 1000, "payload": {"type": "string", "value": "blue"}}]}
    },
}
BTN = {"key": "btn", "kind": "multivariate", "variants": ARMS, "rules": [{}], "seed": "exp-btn"}


@pytest.fixture
def shop(caller: Caller) -> Caller:
    for one in (NEW_HOME, BTN):
        caller.post("/api/flags", one)
    return caller


def asked(client: httpx.Client, **question: Any) -> dict[str, dict[str, Any]]:
    answer = client.post("/api/flags/evaluate", json=question)
    assert answer.status_code == 200, answer.text
    return {one["key"]: one for one in answer.json()["flags"]}


def test_a_flag_is_made_changed_switched_off_and_its_history_tells_it(shop: Caller, client: httpx.Client) -> None:
    assert shop.http.post("/api/flags", json=NEW_HOME).json()["code"] == "flag_exists"
    changed = shop.http.patch("/api/flags/new-home", json={"rules": [{"rollout": 100}]}).json()
    assert (changed["version"], changed["payload"]) == (2, {"x": 1})
    assert asked(client, user_id="u")["new-home"]["reason"] == "static"
    shop.http.patch("/api/flags/new-home", json={"enabled": False})
    assert asked(client, user_id="u")["new-home"]["reason"] == "disabled"
    told = shop.get("/api/flags/new-home/history")["items"]
    assert [(one["what"], one["version"]) for one in told] == [("changed", 3), ("changed", 2), ("created", 1)]
    assert told[0]["definition"]["enabled"] is False
    assert shop.http.delete("/api/flags/new-home").status_code == 204
    assert shop.http.get("/api/flags/new-home").json()["code"] == "flag_not_found"
    assert shop.get("/api/flags/new-home/history")["items"][0]["what"] == "deleted"
    assert asked(client, user_id="u", flags=["new-home"])["new-home"]["reason"] == "unknown"


def test_half_a_character_that_the_answer_would_repeat_is_refused(shop: Caller) -> None:
    told = shop.http.post(
        "/api/flags/evaluate",
        content=b'{"user_id": "u", "flags": ["\\ud83d"]}',
        headers={"Content-Type": "application/json"},
    )
    assert (told.status_code, told.json()["code"]) == (422, "half_character")


def test_a_flag_is_shown_as_the_clients_of_a_vendor_read_it(shop: Caller) -> None:
    for name in ("growthbook", "posthog", "unleash"):
        assert shop.get(f"/api/flags/btn/native/{name}")
    assert shop.http.get("/api/flags/btn/native/telegraph").json()["code"] == "dialect_not_found"


def test_a_flag_that_others_need_stays_and_a_circle_is_refused(shop: Caller) -> None:
    shop.post("/api/flags", {"key": "child", "rules": [{}], "prerequisites": [{"flag": "new-home"}]})
    assert shop.http.delete("/api/flags/new-home").json()["code"] == "flag_needed"
    circle = shop.http.patch("/api/flags/new-home", json={"prerequisites": [{"flag": "child"}]})
    assert (circle.status_code, circle.json()["code"]) == (422, "flag_invalid")


def test_the_write_key_evaluates_and_reads_nothing_else(client: httpx.Client) -> None:
    found = asked(client, user_id="u-1", properties={"plan": "pro"})
    assert (found["new-home"]["value"], found["new-home"]["payload"]) == (True, {"x": 1})
    assert found["btn"]["variant"] in ("red", "blue")
    assert asked(client, user_id="u-1", properties={"plan": "free"})["new-home"]["on"] is False
    assert client.get("/api/flags").json()["code"] == "write_key_cannot_read"
    bare = httpx.post(f"{client.base_url}/api/flags/evaluate", json={"user_id": "u"})
    assert bare.status_code == 401


def test_what_is_known_of_a_person_counts_without_being_given(shop: Caller, client: httpx.Client) -> None:
    shop.post("/api/flags", {"key": "buyers", "rules": [{"condition": {"did": "order_paid"}}]})
    shop.post("/api/flags", {"key": "others", "rules": [{"condition": {"not": {"did": "order_paid"}}}]})
    shop.send(
        {"event": "$set", "type": "identify", "user_id": "ada", "ops": {"set": {"plan": "pro"}}},
        {"event": "order_paid", "user_id": "ada"},
    )
    found = asked(client, user_id="ada")
    assert {key: one["on"] for key, one in found.items() if key != "btn"} == {
        "new-home": True,
        "buyers": True,
        "others": False,
    }
    stranger = asked(client, user_id="nobody")
    assert {key: one["on"] for key, one in stranger.items() if key != "btn"} == {
        "new-home": False,
        "buyers": False,
        "others": True,
    }


def test_who_is_asked_about_by_name_is_exposed_once(shop: Caller, client: httpx.Client) -> None:
    for _ in range(3):
        variant = asked(client, user_id="ada", flags=["btn"])["btn"]["variant"]
    asked(client, user_id="bob")
    exposed: list[dict[str, Any]] = []
    until = time.monotonic() + 20
    while not exposed and time.monotonic() < until:
        shop.settled()
        exposed = shop.get("/api/events", event="$feature_flag_called")["items"]
    assert {(one["type"], one["distinct_id"] or one["user_id"]) for one in exposed} == {("exposure", "ada")}
    assert len({one["timestamp"][:10] for one in exposed}) == len(exposed), "once a day"
    told = exposed[0]["properties"]
    assert (told["$feature_flag"], told["$feature_flag_response"], told["hash"]) == ("btn", variant, "posthog")


def test_who_signs_in_keeps_their_variant(client: httpx.Client) -> None:
    for n in range(20):
        before = asked(client, anonymous_id=f"anon-{n}")["btn"]["variant"]
        assert asked(client, user_id=f"user-{n}", anonymous_id=f"anon-{n}")["btn"]["variant"] == before
        assert asked(client, user_id=f"user-{n}")["btn"]["variant"] == before


# ---- the vendors' clients


def description() -> Any:
    shared = Path(__file__).parents[3] / "shared" / "acceptance" / "oracles"
    path = Path(os.environ.get("UEMS_ORACLES") or shared) / "ofrep_openapi.yaml"
    if not path.exists():
        pytest.skip("no description of OFREP: set UEMS_ORACLES")
    return yaml_subset.read(path.read_text())


def part(whole: Any, name: str, value: Any) -> list[str]:
    return schema.wrong(whole, {"$ref": f"#/components/schemas/{name}"}, value)


def test_every_answer_of_ofrep_is_as_its_description_says(shop: Caller, client: httpx.Client) -> None:
    whole = description()
    shop.post("/api/flags", {"key": "killed", "rules": [{}], "enabled": False})
    shop.post(
        "/api/flags", {"key": "size", "kind": "multivariate", "variants": [{"key": "s", "value": 1, "weight": 100}]}
    )
    one = "/ofrep/v1/evaluate/flags/"
    context = {"context": {"targetingKey": "user-1", "plan": "pro"}}
    for key in ("new-home", "btn", "killed", "size"):
        answer = client.post(one + key, json=context)
        assert (answer.status_code, part(whole, "serverEvaluationSuccess", answer.json())) == (200, [])
        assert answer.json()["variant"]
    assert client.post(one + "new-home", json=context).json()["value"] is True
    missing = client.post(one + "missing", json=context)
    assert (missing.status_code, part(whole, "flagNotFound", missing.json())) == (404, [])
    for body, code in (({"context": {"plan": "pro"}}, "TARGETING_KEY_MISSING"), ({}, "INVALID_CONTEXT")):
        bad = client.post(one + "new-home", json=body)
        assert (bad.status_code, part(whole, "evaluationFailure", bad.json())) == (400, [])
        assert bad.json()["errorCode"] == code
    broken = client.post(one + "new-home", content=b"{", headers={"content-type": "application/json"})
    assert (broken.status_code, broken.json()["errorCode"]) == (400, "PARSE_ERROR")
    assert part(whole, "evaluationFailure", {"key": "k", "errorCode": "WRONG"}), (
        "the reading of the description is asleep"
    )


def test_the_etag_of_all_flags_is_bound_to_the_context(shop: Caller, client: httpx.Client) -> None:
    whole, url = description(), "/ofrep/v1/evaluate/flags"
    first = client.post(url, json={"context": {"targetingKey": "user-1", "plan": "pro"}})
    assert part(whole, "bulkEvaluationSuccess", first.json()) == []
    assert [one["key"] for one in first.json()["flags"]] == ["btn", "new-home"]
    head = {"If-None-Match": first.headers["etag"]}
    assert (
        client.post(url, json={"context": {"targetingKey": "user-1", "plan": "pro"}}, headers=head).status_code == 304
    )
    assert (
        client.post(url, json={"context": {"targetingKey": "user-2", "plan": "pro"}}, headers=head).status_code == 200
    )
    shop.http.patch("/api/flags/new-home", json={"description": "changed"})
    assert (
        client.post(url, json={"context": {"targetingKey": "user-1", "plan": "pro"}}, headers=head).status_code == 200
    )
    bare = httpx.post(f"{client.base_url}{url}", json={}, headers={"X-API-Key": shop.made.write_key})
    assert bare.status_code == 400
    assert httpx.post(f"{client.base_url}{url}", json={}).status_code == 401


@pytest.mark.parametrize("url", ["/flags/?v=2", "/flags?v=4", "/decide/?v=3", "/posthog/flags/?v=2"])
def test_posthogs_clients_get_every_shape_at_once(shop: Caller, client: httpx.Client, url: str) -> None:
    said = {"api_key": shop.made.write_key, "distinct_id": "u1", "person_properties": {"plan": "pro"}}
    found = client.post(url, json=said).json()
    detail = found["flags"]["new-home"]
    assert (detail["enabled"], detail["variant"], json.loads(detail["metadata"]["payload"])) == (True, None, {"x": 1})
    assert found["featureFlags"]["new-home"] is True
    assert found["featureFlags"]["btn"] == found["flags"]["btn"]["variant"] in ("red", "blue")
    assert json.loads(found["featureFlagPayloads"]["new-home"]) == {"x": 1}
    assert found["errorsWhileComputingFlags"] is False
    off = client.post(url, json={**said, "person_properties": {"plan": "free"}}).json()
    assert (off["featureFlags"]["new-home"], off["featureFlagPayloads"]) == (False, {})
    assert httpx.post(f"{client.base_url}{url}", json={**said, "api_key": "wrong"}).status_code == 401


@pytest.mark.parametrize("url", ["/flags/", "/ofrep/v1/evaluate/flags/x", "/api/features/wk", "/api/frontend"])
def test_browsers_of_another_origin_may_ask(shop: Caller, url: str) -> None:
    head = {"Origin": "https://shop.test", "Access-Control-Request-Headers": "authorization,content-type"}
    answer = httpx.options(f"{shop.http.base_url}{url}", headers=head)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "https://shop.test"
    assert answer.headers["access-control-allow-headers"] == "authorization,content-type"


def test_the_oldest_posthog_client_reads_a_list_of_what_is_on(shop: Caller) -> None:
    said = {"api_key": shop.made.write_key, "distinct_id": "u1", "person_properties": {"plan": "free"}}
    assert httpx.post(f"{shop.http.base_url}/decide/", json=said).json()["featureFlags"] == ["btn"]


def test_posthogs_definitions_need_the_secret_key_and_know_their_etag(shop: Caller, client: httpx.Client) -> None:
    for url in ("/flags/definitions", "/api/feature_flag/local_evaluation/"):
        whole = f"{url}?token={shop.made.write_key}&send_cohorts"
        answer = shop.http.get(whole)
        flags = {one["key"]: one for one in answer.json()["flags"]}
        assert [one["operator"] for one in flags["new-home"]["filters"]["groups"][0]["properties"]] == ["regex"]
        assert [one["key"] for one in flags["btn"]["filters"]["multivariate"]["variants"]] == ["red", "blue"]
        again = shop.http.get(whole, headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(whole).status_code == 401


def test_growthbooks_features_have_an_etag_and_a_date_that_changes(shop: Caller) -> None:
    url = f"/api/features/{shop.made.write_key}"
    with httpx.Client(base_url=str(shop.http.base_url)) as client:
        first = client.get(url)
        assert first.headers["x-sse-support"] == "enabled"
        features = first.json()["features"]
        assert features["new-home"]["rules"][0]["force"] is True
        arms = features["btn"]["rules"][0]
        assert (arms["key"], arms["seed"], arms["hashVersion"], arms["weights"]) == (
            "exp-btn",
            "exp-btn",
            2,
            [0.5, 0.5],
        )
        assert client.get(url, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
        dates = {first.json()["dateUpdated"]}
        for n in range(3):
            shop.http.patch("/api/flags/btn", json={"description": str(n)})
            dates.add(client.get(url).json()["dateUpdated"])
        assert len(dates) == 4
        assert client.get("/api/features/wrong").status_code == 401


def test_growthbook_evaluates_on_the_server_as_in_the_client(shop: Caller) -> None:
    url = f"{shop.http.base_url}/api/eval/{shop.made.write_key}"
    said = {"attributes": {"id": "u-1", "plan": "pro"}, "forcedVariations": {}, "forcedFeatures": [], "url": ""}
    found = httpx.post(url, json=said).json()["features"]
    assert found["new-home"] == {"defaultValue": True}
    track = found["btn"]["rules"][0]["tracks"][0]
    assert track["result"]["value"] == found["btn"]["defaultValue"]
    forced = httpx.post(url, json={**said, "forcedFeatures": [["new-home", False]]}).json()["features"]
    assert forced["new-home"] == {"defaultValue": False}


def test_a_growthbook_stream_tells_of_a_change(shop: Caller) -> None:
    url = f"{shop.http.base_url}/sub/{shop.made.write_key}"
    with httpx.stream("GET", url, timeout=20) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = stream.iter_lines()
        assert rules(lines)["btn"] == 1
        shop.http.patch("/api/flags/btn", json={"rules": [{"rollout": 10}, {"rollout": 20}]})
        assert rules(lines)["btn"] == 2


def rules(lines: Iterator[str]) -> dict[str, int]:
    """How many rules each feature of the next event has."""
    for line in lines:
        if line.startswith("data: "):
            features = json.loads(line.removeprefix("data: "))["features"]
            return {key: len(one.get("rules", [])) for key, one in features.items()}
    raise AssertionError("the stream ended")


def test_unleashs_clients_get_features_and_their_counts_are_taken(shop: Caller) -> None:
    head = {"Authorization": shop.made.write_key, "unleash-appname": "acc"}
    with httpx.Client(base_url=str(shop.http.base_url), headers=head) as client:
        assert client.post("/api/client/register", json={"appName": "acc"}).status_code == 202
        found = client.get("/api/client/features")
        features = {one["name"]: one for one in found.json()["features"]}
        assert features["new-home"]["strategies"][0]["constraints"][0]["values"] == ["pro"]
        assert features["new-home"]["variants"][0]["name"] == "blue"
        assert client.get("/api/client/features", headers={"If-None-Match": found.headers["etag"]}).status_code == 304
        toggles = {"new-home": {"yes": 2, "no": 1, "variants": {"blue": 2}}}
        bucket = {"start": "2026-03-01T00:00:00Z", "stop": "2026-03-01T00:01:00Z", "toggles": toggles}
        assert client.post("/api/client/metrics", json={"appName": "acc", "bucket": bucket}).status_code == 202
        assert client.get("/api/client/features", headers={"Authorization": "wrong"}).status_code == 401


def test_unleashs_frontend_gets_what_is_on_in_its_context(shop: Caller) -> None:
    head = {"Authorization": shop.made.write_key}
    query = {"userId": "u-1", "properties[plan]": "pro", "appName": "acc", "environment": "default"}
    with httpx.Client(base_url=str(shop.http.base_url), headers=head) as client:
        found = {one["name"]: one for one in client.get("/api/frontend", params=query).json()["toggles"]}
        assert found["new-home"]["variant"]["name"] == "blue"
        assert found["btn"]["variant"]["name"] in ("red", "blue")
        body = {"context": {"userId": "u-1", "properties": {"plan": "free"}}}
        free = {one["name"] for one in client.post("/api/frontend", json=body).json()["toggles"]}
        assert free == {"btn"}
        assert client.post("/api/frontend/client/metrics", json={"bucket": {"toggles": {}}}).status_code == 202
