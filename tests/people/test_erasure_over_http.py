"""Erasing a person on a real server: no file of the data folder holds anything of them, and others keep everything."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from served import Caller, Server
from uems.base.ids import new_id


def files_with(folder: Path, *words: str) -> dict[str, list[str]]:
    """The files below a folder that hold one of the words."""
    found: dict[str, list[str]] = {}
    for file in sorted(folder.rglob("*")):
        try:
            text = file.read_bytes() if file.is_file() else b""
        except FileNotFoundError:
            continue  # a part that a merge has taken away
        held = [word for word in words if word.encode() in text]
        if held:
            found[str(file.relative_to(folder))] = held
    return found


def erase(caller: Caller, id: str) -> Any:
    answer = caller.http.delete(f"/api/persons/{id}")
    assert answer.status_code == 202, answer.text
    return done(caller, answer.json()["id"])


def done(caller: Caller, erasure: str) -> Any:
    until = time.monotonic() + 60
    while (receipt := caller.get(f"/api/erasures/{erasure}"))["state"] != "done":
        assert time.monotonic() < until, receipt
        time.sleep(0.1)
    return receipt


@pytest.fixture
def canary() -> str:
    return new_id("canary", 24)


def lived(caller: Caller, canary: str) -> None:
    """A person with two devices, a profile, a refused event, kept answers and a place in a saved list."""
    device, user, mail = f"{canary}-device", f"{canary}-user", f"{canary}@example.org"
    caller.send(
        {"id": f"{canary}-1", "event": "view", "anonymous_id": device, "properties": {"page": f"/{canary}"}},
        {"event": "view", "user_id": "other", "properties": {"page": "/"}},
    )
    caller.send({"event": "sign_in", "anonymous_id": device, "user_id": user, "context": {"ip": canary}})
    caller.send({"type": "identify", "user_id": user, "ops": {"set": {"email": mail, "plan": "pro"}}})
    caller.send({"event": "view", "user_id": "other", "anonymous_id": device, "properties": {"page": "/"}})
    caller.send({"event": "view", "user_id": user, "timestamp": "no time"})
    key = {"Idempotency-Key": new_id("key")}
    merge = {"from": f"{canary}-phone", "into": user}
    caller.send({"event": "view", "anonymous_id": f"{canary}-phone"})
    assert caller.http.post("/api/persons/merge", json=merge, headers=key).status_code == 200
    segment = {"name": "all", "mode": "snapshot", "condition": {"did": "view"}}
    caller.post("/api/segments", segment)


def test_erasure_leaves_no_canary(server: Server, caller: Caller, canary: str) -> None:
    lived(caller, canary)
    public = caller.get(f"/api/persons/{canary}-user")["id"]
    before = files_with(server.data, canary)
    kinds = {name.split("/")[0].split(".")[0] for name in before}
    assert {"journal", "store", "warehouse"} <= kinds, before

    receipt = erase(caller, f"{canary}-user")
    assert files_with(server.data, canary) == {}
    assert receipt["ids"] == 3
    went = {place: count for place, count in receipt["went"].items() if count}
    assert went["facts.events"] == 4
    assert went["facts.events.ids"] == 1
    expected = {"store.identity_node", "store.identity_link", "store.answers", "journal.requests", "facts.persons"}
    assert expected | {"facts.rejects", "facts.segment_members"} <= went.keys()
    for id in (f"{canary}-user", f"{canary}-device", f"{canary}-phone", public):
        assert caller.http.get(f"/api/persons/{id}").status_code == 404
    said = [caller.http.get(path).text for path in ("/api/persons", "/api/events", "/api/events/rejected")]
    assert [text for text in said if canary in text] == []


def test_other_people_keep_everything(caller: Caller, canary: str) -> None:
    lived(caller, canary)
    before = caller.get("/api/persons/other")
    erase(caller, f"{canary}-device")
    after = caller.get("/api/persons/other")
    assert after == before
    assert [one["anonymous_id"] for one in caller.get("/api/persons/other/timeline")["items"]] == [None, None]
    assert [one["id"] for one in caller.get("/api/persons")["items"]] == [before["id"]]
    assert caller.get("/api/segments")["items"][0]["people"] == 2  # when it was counted
    inside = caller.get(f"/api/segments/{caller.get('/api/segments')['items'][0]['id']}/members")["items"]
    assert [one["id"] for one in inside] == [before["id"]]


def test_what_comes_late_is_dropped_and_seen_as_refused(server: Server, caller: Caller, canary: str) -> None:
    lived(caller, canary)
    erase(caller, f"{canary}-user")
    caller.send(
        {"event": "late", "user_id": f"{canary}-user", "properties": {"page": canary}},
        {"event": "late", "anonymous_id": f"{canary}-device"},
        {"event": "alias", "type": "alias", "user_id": "other", "prev_id": f"{canary}-user"},
        {"event": "on time", "user_id": "other", "anonymous_id": f"{canary}-phone"},
        {"event": "", "user_id": f"{canary}-user"},
    )
    until = time.monotonic() + 30
    while found := files_with(server.data, canary):  # their requests go once they have been read
        assert time.monotonic() < until, found
        time.sleep(0.1)
    counts = {one["code"]: one["count"] for one in caller.get("/api/events/rejected")["counts"]}
    assert counts["person_erased"] == 4
    assert caller.http.get(f"/api/persons/{canary}-user").status_code == 404
    newest = caller.get("/api/persons/other/timeline")["items"][0]
    assert (newest["event"], newest["anonymous_id"]) == ("on time", None)


def test_an_erasure_is_asked_once_and_found_by_who_knows_the_id(caller: Caller, canary: str) -> None:
    lived(caller, canary)
    first = caller.http.delete(f"/api/persons/{canary}-user").json()
    again = caller.http.delete(f"/api/persons/{canary}-device").json()
    assert again["id"] == first["id"]
    done(caller, first["id"])
    assert caller.http.delete(f"/api/persons/{canary}-phone").json()["state"] == "done"
    assert [one["id"] for one in caller.get("/api/erasures", person=f"{canary}-phone")["items"]] == [first["id"]]
    assert caller.get("/api/erasures", person="other")["items"] == []
    assert [one["id"] for one in caller.get("/api/erasures")["items"]] == [first["id"]]


@pytest.mark.parametrize(("method", "path"), [("DELETE", "/api/persons/nobody"), ("GET", "/api/erasures/ers_0")])
def test_refusals(caller: Caller, method: str, path: str) -> None:
    assert caller.http.request(method, path).status_code == 404


def test_what_tags_live_segments_and_the_life_cycle_remember_goes_too(
    server: Server, caller: Caller, canary: str
) -> None:
    user = f"{canary}-user"
    path = f"/api/segments/{caller.post('/api/segments', {'name': 'Back', 'condition': {'did': 'back'}})['id']}"
    wait(lambda: not caller.get(path)["freshness"]["stale"])  # who is in it from the first is in it silently
    caller.send({"event": "view", "user_id": user, "timestamp": "2024-01-01T00:00:00Z"})
    caller.send({"event": "back", "user_id": user}, {"event": "back", "user_id": "other"})
    wait(lambda: "segment_entered" in [one["event"] for one in caller.get(f"/api/persons/{user}/timeline")["items"]])
    rules = {"values": [{"value": "yes", "condition": {"did": "back"}}], "otherwise": "no"}
    tag = caller.post("/api/tags", {"name": "Came back", "kind": "rule", "settings": rules})["id"]
    today = datetime.now(UTC).date().isoformat()
    assert caller.post(f"/api/tags/{tag}/compute", {"base": today})["people"] == 2
    caller.post(f"/api/tags/{tag}/labels", {"per_value": 5})
    caller.post("/api/lifecycle/compute", {})
    assert "warehouse" in {name.split("/")[0] for name in files_with(server.data, canary)}

    went = erase(caller, user)["went"]
    gone = {"facts.segment_changes", "facts.tag_values", "facts.state_changes", "store.tag_label"}
    assert {name for name in gone if not went.get(name)} == set()
    assert files_with(server.data, canary) == {}
    assert len(caller.get(f"{path}/members")["items"]) == 1


def wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not until():
        assert time.monotonic() < end
        time.sleep(0.1)
