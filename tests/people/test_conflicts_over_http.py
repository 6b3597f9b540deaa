"""The queue of conflicts over HTTP: links that were not believed wait until a person decides, and a decision holds."""

from typing import Any

import pytest

from served import Caller


def seen(hour: int, **who: str) -> dict[str, Any]:
    return {"event": "open", "timestamp": f"2026-06-01T{hour:02}:00:00Z", **who}


@pytest.fixture
def family(caller: Caller) -> Caller:
    """A tablet that Ann used before Bob, and a user `old` who later is said to have been a device of Cid's."""
    caller.send(
        seen(1, anonymous_id="tablet", user_id="ann"),
        seen(2, anonymous_id="tablet", user_id="bob"),
        seen(3, anonymous_id="pc", user_id="old"),
        {**seen(6, user_id="cid"), "type": "identify", "prev_id": "old"},
    )
    return caller


def waiting(caller: Caller, **asked: Any) -> list[tuple[str, str, str]]:
    items = caller.get("/api/identity/conflicts", **asked)["items"]
    return sorted((one["why"], one["a"]["value"], one["b"]["value"]) for one in items)


def named(caller: Caller, why: str) -> dict[str, Any]:
    (found,) = caller.get("/api/identity/conflicts", why=why)["items"]
    return dict(found)


BOTH = [("known", "old", "cid"), ("taken", "tablet", "bob")]


def test_links_that_do_not_join_wait_with_both_people(family: Caller) -> None:
    assert waiting(family) == BOTH
    found = named(family, "taken")
    assert [one["ids"][0]["value"] for one in found["people"]] == ["ann", "bob"]
    first = family.get("/api/identity/conflicts", limit=1)
    second = family.get("/api/identity/conflicts", limit=1, cursor=first["next"])
    assert (first["total"], second["total"], second["next"]) == (2, None, None)
    assert {one["id"] for page in (first, second) for one in page["items"]} == {
        named(family, why)["id"] for why in ("taken", "known")
    }


def test_an_accepted_conflict_is_a_merge_and_comes_back_when_that_is_undone(family: Caller) -> None:
    one = family.post(f"/api/identity/conflicts/{named(family, 'taken')['id']}/accept", {})
    assert sorted(id["value"] for id in one["ids"]) == ["ann", "bob", "tablet"]
    assert waiting(family) == BOTH[:1]
    (act,) = family.get("/api/merges")["items"]
    family.post(f"/api/merges/{act['id']}/undo", {})
    assert waiting(family) == BOTH
    assert [id["value"] for id in family.get("/api/persons/bob")["ids"]] == ["bob"]


def test_a_dismissed_conflict_stays_away_until_it_is_put_back(family: Caller) -> None:
    path = f"/api/identity/conflicts/{named(family, 'known')['id']}"
    assert family.http.post(f"{path}/dismiss").status_code == 204
    family.send({**seen(5, user_id="cid"), "type": "identify", "prev_id": "old", "id": "late"})
    assert (waiting(family), waiting(family, dismissed=True)) == (BOTH[1:], BOTH[:1])
    assert family.http.post(f"{path}/dismiss").json()["code"] == "conflict_not_found"
    assert family.http.post(f"{path}/restore").status_code == 204
    assert waiting(family) == BOTH


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("POST", "/api/identity/conflicts/nonsense/accept", 404, "conflict_not_found"),
        ("POST", f"/api/identity/conflicts/{'0' * 16}-{'1' * 16}-device/dismiss", 404, "conflict_not_found"),
        ("GET", "/api/identity/conflicts?cursor=x", 422, "bad_cursor"),
        ("GET", "/api/identity/conflicts?why=because", 422, "invalid"),
    ],
)
def test_refusals_say_why(family: Caller, method: str, path: str, status: int, code: str) -> None:
    answer = family.http.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
