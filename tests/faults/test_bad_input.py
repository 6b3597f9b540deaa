"""Bad input over HTTP: answered as its protocol expects, seen with its reason, and nothing else is lost."""

import gzip
import json
import time
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from served import Caller

PATHS = {"native": ("/v1/events", "events"), "segment": ("/v1/batch", "batch"), "posthog": ("/batch/", "batch")}
GOOD: dict[str, dict[str, Any]] = {
    "native": {"event": "good", "user_id": "u"},
    "segment": {"type": "track", "event": "good", "userId": "u"},
    "posthog": {"event": "good", "distinct_id": "u"},
}
WHO = {"native": "user_id", "segment": "userId", "posthog": "distinct_id"}
DEEP = "[" * 50_000 + "]" * 50_000


@dataclass
class Sender:
    """One protocol with one project's key."""

    caller: Caller
    spoken: str

    def post(self, body: bytes | str, key: str | None = None, **head: str) -> httpx.Response:
        given = self.caller.made.write_key if key is None else key
        path, _ = PATHS[self.spoken]
        url = str(self.caller.http.base_url) + path
        head = {"Content-Type": "application/json", **({"Authorization": f"Bearer {given}"} if given else {}), **head}
        if self.spoken == "posthog" and given:
            url += f"?token={given}"
        if self.spoken == "segment" and given:
            return httpx.post(url, content=body, headers={**head, "Authorization": ""} | _basic(given), timeout=60)
        return httpx.post(url, content=body, headers=head, timeout=60)

    def beside(self, bad: str) -> httpx.Response:
        """A bad event, as JSON text, between two good ones."""
        good = json.dumps(GOOD[self.spoken])
        return self.post(f'{{"{PATHS[self.spoken][1]}":[{good},{bad},{good}]}}')

    def changed(self, **members: Any) -> str:
        return json.dumps(GOOD[self.spoken] | members)

    def seen(self) -> tuple[int, dict[str, int]]:
        """(good events, rejects by code), once everything is visible."""
        self.caller.settled()
        goods = self.caller.get("/api/events", event="good")["items"]
        return len(goods), {one["code"]: one["count"] for one in self.caller.get("/api/events/rejected")["counts"]}


def _basic(key: str) -> dict[str, str]:
    request = httpx.Request("GET", "http://x")
    return {"Authorization": next(httpx.BasicAuth(key, "").auth_flow(request)).headers["authorization"]}


@pytest.fixture(params=PATHS)
def sender(caller: Caller, request: pytest.FixtureRequest) -> Sender:
    return Sender(caller, request.param)


def test_a_body_that_cannot_be_read_is_400_with_its_reason(sender: Sender) -> None:
    for body in ('{"a":', "hello", '"text"', DEEP, '{"a":' * 50_000, b"\xff\xfe\xff", gzip.compress(b"{")[:-4]):
        assert sender.post(body).status_code == 400, body[:50]
    _, codes = sender.seen()
    assert sum(codes.values()) == 7, codes
    assert codes["too_deep"] == 2


def test_a_wrong_key_is_401_and_writes_nothing(sender: Sender) -> None:
    for key in ("", "wk_wrong", "x" * 3000):
        body = json.dumps({PATHS[sender.spoken][1]: [GOOD[sender.spoken]]})
        assert sender.post(body, key).status_code == 401, key
    assert sender.seen() == (0, {})


@pytest.mark.parametrize("whole", [b'{"x":"' + b"x" * 30_000_000 + b'"}', b"[" + b"1," * 40_000_000])
def test_a_bomb_is_413_with_its_reason(sender: Sender, whole: bytes) -> None:
    packed = gzip.compress(whole, 1)
    answer = sender.post(packed, **{"Content-Encoding": "gzip"})
    assert answer.status_code == 413
    assert sender.seen()[1] == {"too_large": 1}


def test_twenty_megabytes_are_taken_at_once(sender: Sender) -> None:
    many = [json.loads(sender.changed(properties={"pad": "x" * 100_000})) for _ in range(200)]
    began = time.monotonic()
    assert sender.post(json.dumps({PATHS[sender.spoken][1]: many})).status_code == 200
    assert time.monotonic() - began < 20
    sender.caller.settled()
    found = sender.caller.get("/api/events", event="good", limit=1000)["items"]
    assert len(found) == 200


def test_a_bad_event_is_refused_alone_with_its_reason(sender: Sender) -> None:
    who = WHO[sender.spoken]
    bad = {
        sender.changed(**{who: None}): "no_person",
        sender.changed(event="n" * 201): "event_name_too_long",
        sender.changed(**{who: "u" * 1001}): "id_too_long",
        sender.changed(properties={"n": 1})[:-1].replace('"n": 1', '"n": NaN') + "}": "not_a_number",
        sender.changed(properties={"n": "x" * (1 << 20)}): "event_too_large",
        "7": "not_an_object",
    }
    for event in bad:
        assert sender.beside(event).status_code == 200, event[:80]
    goods, codes = sender.seen()
    assert goods == 2 * len(bad)
    assert codes == dict.fromkeys(bad.values(), 1)
    for one in sender.caller.get("/api/events/rejected")["items"]:
        assert one["source"] == sender.spoken
        assert one["detail"]


def test_what_is_only_odd_is_taken(sender: Sender) -> None:
    odd = [
        sender.changed(properties={"a\0": "\0", "": 1}),
        '{"extra":{"unknown":1},' + sender.changed()[1:],
        sender.changed(properties={"s": 0}).replace(": 0", ': "\\ud83d"'),
        sender.changed(timestamp="2199-01-01T00:00:00Z"),
        sender.changed(event="go\0od"),
    ]
    for event in odd:
        assert sender.beside(event).status_code == 200, event[:80]
    goods, codes = sender.seen()
    assert (goods, codes) == (3 * len(odd), {})
    newest = sender.caller.get("/api/events", event="good", limit=1)["items"][0]
    assert newest["timestamp"] < "2150"


@pytest.mark.parametrize("levels", [120, 500, 850, 960])
def test_a_deep_event_is_kept_or_refused_and_its_neighbours_are_kept(sender: Sender, levels: int) -> None:
    deep = sender.changed(properties={"n": 0}).replace(": 0", ": " + "[" * levels + "]" * levels)
    taken = sender.beside(deep).status_code == 200
    goods, codes = sender.seen()
    assert (goods, codes) in [(3, {}), (2, {"too_deep": 1})] if taken else (goods, codes) == (0, {"too_deep": 1})


def test_an_ancient_time_is_kept_or_refused_and_its_neighbours_are_kept(sender: Sender) -> None:
    assert sender.beside(sender.changed(timestamp="0001-01-01T00:00:00Z")).status_code == 200
    goods, codes = sender.seen()
    assert (goods, sum(codes.values())) in [(3, 0), (2, 1)]
