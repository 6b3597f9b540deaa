"""Consent over HTTP: what was said last counts, over all ids, with its history as events."""

import pytest

from served import Caller


def put(caller: Caller, path: str, body: object, status: int = 200) -> dict[str, object]:
    answer = caller.http.put(path, json=body)
    assert answer.status_code == status, answer.text
    found: dict[str, object] = answer.json()
    return found


def say(caller: Caller, id: str, state: str, at: str | None = None, channel: str | None = "email") -> None:
    word = {"purpose": "marketing", "channel": channel, "state": state, "source": "form", "at": at}
    put(caller, f"/api/persons/{id}/consents", {"items": [word]})


def state(caller: Caller, id: str, channel: str | None = "email") -> object:
    items = caller.get(f"/api/persons/{id}/consents")["items"]
    return next(one["state"] for one in items if (one["purpose"], one["channel"]) == ("marketing", channel))


def test_the_latest_word_over_all_ids_counts_and_a_split_gives_it_back(caller: Caller) -> None:
    caller.send({"event": "view", "anonymous_id": "phone"}, {"event": "view", "user_id": "ada"})
    assert state(caller, "ada") is None
    say(caller, "ada", "granted", "2026-01-01T00:00:00Z")
    say(caller, "phone", "revoked", "2026-02-01T00:00:00Z")
    assert (state(caller, "ada"), state(caller, "phone")) == ("granted", "revoked")
    caller.post("/api/persons/merge", {"from": "phone", "into": "ada"})
    assert state(caller, "ada") == "revoked"
    caller.post("/api/persons/ada/split", {"ids": ["phone"]})
    assert state(caller, "ada") == "granted"


def test_an_older_word_changes_nothing_and_each_news_is_an_event(caller: Caller) -> None:
    caller.send({"event": "view", "user_id": "ada"})
    say(caller, "ada", "granted", "2026-02-01T00:00:00Z")
    say(caller, "ada", "denied", "2026-01-01T00:00:00Z")
    say(caller, "ada", "granted", "2026-02-01T00:00:00Z")
    assert state(caller, "ada") == "granted"
    assert state(caller, "ada", None) is None
    told = caller.get("/api/events", event="consent_changed")["items"]
    said = {"purpose": "marketing", "channel": "email", "state": "granted", "source": "form"}
    assert [one["properties"] for one in told] == [said]


def test_purposes_are_the_projects_own_and_one_in_use_stays(caller: Caller) -> None:
    caller.send({"event": "view", "user_id": "ada"})
    first = caller.get("/api/consents/purposes")["items"]
    assert [one["id"] for one in first] == ["marketing", "analytics", "personalisation"]
    news = {"id": "research", "name": "调研 Research", "description": "", "channels": ["wechat"]}
    found = put(caller, "/api/consents/purposes", {"items": [*first, news]})
    assert found["items"] == [*first, news]
    say(caller, "ada", "granted")
    assert put(caller, "/api/consents/purposes", {"items": [news]}, 409)["code"] == "purpose_in_use"
    assert caller.get("/api/consents/purposes") == found


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/api/persons/ada/consents", {"purpose": "x", "state": "granted"}, 404, "purpose_not_found"),
        ("/api/persons/ada/consents", {"purpose": "marketing", "channel": "fax", "state": "denied"}, 404, None),
        ("/api/persons/ada/consents", {"purpose": "marketing", "state": "maybe"}, 422, "invalid"),
        ("/api/persons/nobody/consents", {"purpose": "marketing", "state": "denied"}, 404, "person_not_found"),
        (
            "/api/persons/ada/consents",
            {"purpose": "marketing", "state": "denied", "at": "2090-01-01T00:00:00Z"},
            422,
            "consent_in_future",
        ),
        (
            "/api/persons/ada/consents",
            {"purpose": "marketing", "state": "denied", "at": "1970-12-31T23:59:59Z"},
            422,
            "consent_too_early",
        ),
        ("/api/consents/purposes", {"id": "Not A Slug", "name": "x"}, 422, "purpose"),
        ("/api/consents/purposes", {"id": "a", "name": "x", "channels": ["b", "b"]}, 422, "purpose"),
    ],
)
def test_refusals(caller: Caller, path: str, body: object, status: int, code: str | None) -> None:
    caller.send({"event": "view", "user_id": "ada"})
    found = put(caller, path, {"items": [body]}, status)
    assert code is None or found["code"] == code
