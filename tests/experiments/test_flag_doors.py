"""What is out of the ordinary at the doors of flags: bad input, foreign keys, late changes, streams that end."""

import json
from collections.abc import Iterator

import httpx
import pytest

from served import Caller, Server

ARMS = [{"key": "red", "weight": 50}, {"key": "blue", "weight": 50}]
NEW_HOME = {"key": "new-home", "rules": [{"condition": {"person": "plan", "op": "in", "value": ["pro"]}}]}
BTN = {"key": "btn", "kind": "multivariate", "variants": ARMS, "rules": [{}]}


@pytest.fixture
def shop(caller: Caller) -> Caller:
    for one in (NEW_HOME, BTN):
        caller.post("/api/flags", one)
    return caller


def test_the_quick_way_answers_as_the_route_itself_does(shop: Caller, client: httpx.Client) -> None:
    shop.post("/api/flags", {"key": "buyers", "rules": [{"condition": {"did": "order_paid"}}]})
    for question in (
        {"user_id": "u-1", "properties": {"plan": "pro"}},
        {"anonymous_id": "a-1", "flags": ["btn", "missing"], "expose": False},
        {"user_id": "u-1", "flags": ["buyers"]},
    ):
        slowly = client.post("/api/flags/evaluate", json=question, headers={"X-UEMS-Project": shop.made.project.id})
        quickly = client.post("/api/flags/evaluate", json=question)
        assert (slowly.status_code, quickly.status_code) == (200, 200)
        assert quickly.json() == slowly.json()
    refused = client.post("/api/flags/evaluate", json={"flags": []})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")


def test_a_key_answers_for_no_other_project(server: Server, client: httpx.Client) -> None:
    other = server.project("other")
    foreign = client.post(
        "/api/flags/evaluate", json={"user_id": "u"}, headers={"X-UEMS-Project": other.made.project.id}
    )
    assert foreign.status_code == 404


def test_an_id_with_half_a_character_is_answered_by_every_door(shop: Caller, client: httpx.Client) -> None:
    head = {"Content-Type": "application/json"}
    shop.post("/api/flags", {"key": "half", "rules": [{"rollout": 50}]})
    key = shop.made.write_key.encode()
    for url, body in (
        ("/ofrep/v1/evaluate/flags/half", b'{"context":{"targetingKey":"\\ud800"}}'),
        ("/ofrep/v1/evaluate/flags", b'{"context":{"targetingKey":"\\ud800"}}'),
        ("/flags/?v=2", b'{"api_key":"%s","distinct_id":"\\ud800"}' % key),
        (f"/api/eval/{shop.made.write_key}", b'{"attributes":{"id":"\\ud800"}}'),
    ):
        assert client.post(url, content=body, headers=head).status_code == 200, url


@pytest.mark.parametrize(
    ("said", "about"),
    [
        (b'"payload": "\\ud800"', "payload"),
        (b'"payload": NaN', "payload"),
        (b'"payload": ' + b"[" * 70 + b"]" * 70, "payload"),
        (b'"native": {"unleash": {"variants": [1]}}', "native.unleash.variants.0"),
        (b'"environments": {"": {"enabled": false}}', "environments"),
        (b'"namespace": {"name": "a", "start": 0.5, "end": 0.2}', "namespace.end"),
        (b'"kind": "multivariate", "variants": [{"key": "on", "weight": 100}]', "variants"),
    ],
)
def test_what_no_client_could_be_told_is_refused_when_the_flag_is_made(shop: Caller, said: bytes, about: str) -> None:
    body = b'{"key": "odd", "rules": [{}], ' + said + b"}"
    refused = shop.http.post("/api/flags", content=body, headers={"Content-Type": "application/json"})
    assert refused.status_code == 422
    assert refused.json()["about"].startswith(about)


def test_a_change_made_on_an_older_version_is_refused(shop: Caller) -> None:
    assert shop.http.patch("/api/flags/btn", json={"enabled": False, "version": 1}).json()["version"] == 2
    late = shop.http.patch("/api/flags/btn", json={"name": "Button", "version": 1})
    assert (late.status_code, late.json()["code"]) == (409, "flag_changed")


def test_a_history_is_told_page_by_page_over_http(shop: Caller) -> None:
    for n in range(3):
        shop.http.patch("/api/flags/btn", json={"name": str(n)})
    first = shop.get("/api/flags/btn/history", limit=3)
    rest = shop.get("/api/flags/btn/history", limit=3, cursor=first["next"])
    assert [one["version"] for one in (*first["items"], *rest["items"])] == [4, 3, 2, 1]
    assert rest["next"] is None


def test_a_stream_ends_when_its_key_is_revoked(shop: Caller) -> None:
    made = shop.post("/api/keys", {"kind": "write", "name": "Stream"})
    with httpx.stream("GET", f"{shop.http.base_url}/sub/{made['key']}", timeout=20) as stream:
        lines = stream.iter_lines()
        assert features(lines)["btn"] == 1
        assert shop.http.delete(f"/api/keys/{made['id']}").status_code == 204
        shop.http.patch("/api/flags/btn", json={"rules": []})
        assert not [line for line in lines if line.startswith("data: ")]


def test_unleashs_stream_begins_with_everything_and_goes_on_with_a_change(shop: Caller) -> None:
    head = {"Authorization": shop.made.write_key}
    url = f"{shop.http.base_url}/api/client/streaming"
    with httpx.stream("GET", url, headers=head, timeout=20) as stream:
        lines = stream.iter_lines()
        assert hydrated(lines)["btn"] is True
        shop.http.patch("/api/flags/btn", json={"enabled": False})
        assert hydrated(lines)["btn"] is False


def hydrated(lines: Iterator[str]) -> dict[str, bool]:
    """Whether each feature of the next event is on."""
    for line in lines:
        if line.startswith("data: "):
            (event,) = json.loads(line.removeprefix("data: "))["events"]
            return {one["name"]: one["enabled"] for one in event["features"]}
    raise AssertionError("the stream ended")


def features(lines: Iterator[str]) -> dict[str, int]:
    """How many rules each feature of the next event has."""
    for line in lines:
        if line.startswith("data: "):
            found = json.loads(line.removeprefix("data: "))["features"]
            return {key: len(one.get("rules", [])) for key, one in found.items()}
    raise AssertionError("the stream ended")
