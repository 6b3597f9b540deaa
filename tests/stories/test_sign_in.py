"""People at the door of a real server: the first account, signing in and out, roles, and all that is refused."""

from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from served import Caller, Server
from stories.conftest import GOOD, code
from uems.access import session, setup, throttle
from uems.access.role import RIGHTS, Role
from uems.access.sign_in import Doorkeeper
from uems.base.clock import system_clock
from uems.bench.load import free_port, process
from uems.store.client import Store
from uems.store.secret import pepper


def test_the_first_account_is_made_with_the_printed_link_which_is_dead_then(browser: Any, tmp_path: Path) -> None:
    port = free_port()
    with process(["-m", "uems.cli.main", "serve", "--data", str(tmp_path), "--port", str(port)], port, "/api/health"):
        ada = browser(f"http://127.0.0.1:{port}")
        told = ada.http.get("/api/session")
        assert (*code(told), told.json()["setup"]) == (401, "sign_in_required", True)
        body = {"email": "Ada@X.com", "name": "علی‌رضا", "password": "short"}
        link = {"token": setup.token(pepper(tmp_path))}
        assert code(ada.enter("/api/setup", {**body, "token": "guess"})) == (403, "setup_refused")
        assert code(ada.enter("/api/setup", body | link)) == (422, "password_length")
        assert ada.enter("/api/setup", {**body, **link, "password": GOOD}).status_code == 201
        assert (ada.here["account"]["name"], ada.here["may_create_project"]) == ("علی‌رضا", True)
        assert code(ada.enter("/api/setup", {**body, **link, "password": GOOD})) == (409, "setup_done")
        assert browser(str(ada.http.base_url)).http.get("/api/session").json()["setup"] is False
        made = ada.http.post("/api/projects", json={"name": "Shop", "timezone": "UTC", "currency": "EUR"}).json()
        assert ada.http.get("/api/session").json()["projects"][0]["role"] == "owner"
        assert made["currency"] == "EUR"
        key = {"Authorization": f"Bearer {made['secret_key']}"}
        assert httpx.get(f"{ada.http.base_url}/api/reports", headers=key).status_code == 200


def test_a_session_reads_and_changes_as_a_key_does(enter: Any, caller: Caller) -> None:
    caller.send({"event": "e", "user_id": "u"})
    ada = enter()
    assert ada.http.get("/api/session").json() == ada.here
    assert ada.here["projects"] == [
        {
            "id": caller.made.project.id,
            "name": "test",
            "timezone": "UTC",
            "currency": "CNY",
            "role": "owner",
            "rights": ["read", "export", "analyse", "operate", "people", "see_personal", "manage", "own"],
        }
    ]
    assert len(ada.http.get("/api/events").json()["items"]) == 1
    trend = {"series": [{"event": "e"}], "since": "-7d"}
    assert ada.http.post("/api/insight/trend", json=trend).status_code == 200
    assert ada.http.patch("/api/persons/u", json={"properties": {"plan": "pro"}}).status_code == 200


def test_a_download_and_the_live_stream_name_their_project_in_the_address(enter: Any, caller: Caller) -> None:
    caller.send({"event": "e", "user_id": "u"})
    ada, named = enter(), {"project": caller.made.project.id}
    del ada.http.headers["X-UEMS-Project"]
    assert code(ada.http.get("/api/events")) == (422, "project_unnamed")
    assert len(ada.http.get("/api/export/events", params=named).text.splitlines()) == 1
    with ada.http.stream("GET", "/api/events/live", params=named) as stream:
        assert (stream.status_code, next(stream.iter_raw())) == (200, b": connected\n\n")


def test_wrong_passwords_are_slowed_and_told_and_the_right_one_has_to_wait_too(
    enter: Any, browser: Any, keeper: Doorkeeper
) -> None:
    email = enter().here["account"]["email"]
    mallory = browser()
    mallory.http.headers["Accept-Language"] = "zh-CN"
    answers = [mallory.sign_in(email.upper(), "wrong password") for _ in range(5)]
    subject = throttle.by_email(keeper.pepper, email)
    with keeper.store.write() as connection:  # four more, so that half a minute is left for what follows
        mine = throttle.table.c.subject == subject.hash
        connection.execute(sa.update(throttle.table).where(mine).values(failures=throttle.table.c.failures + 4))
    answers.append(mallory.sign_in(email.upper(), "wrong password"))
    right = mallory.sign_in(email)
    assert [one.status_code for one in answers] == [401] * 5 + [429]
    assert code(answers[0]) == (401, "sign_in_refused")
    assert (*code(right), 0 < int(right.headers["Retry-After"]) <= 32) == (429, "too_many_attempts", True)
    assert right.json()["title"] == f"登录失败次数过多，请等待 {right.headers['Retry-After']} 秒后再试"
    assert "set-cookie" not in right.headers


def test_nobody_learns_whether_an_account_exists(enter: Any, browser: Any) -> None:
    known, mallory = enter().here["account"]["email"], browser()
    told = [mallory.sign_in(email, "wrong password") for email in (known, "nobody@example.com", "no address")]
    assert len({(one.status_code, one.text) for one in told}) == 1


def test_the_cookie_is_kept_from_scripts_and_other_sites(enter: Any, browser: Any) -> None:
    email = enter().here["account"]["email"]
    plain = browser().sign_in(email).headers["set-cookie"]
    assert {"HttpOnly", "SameSite=lax", "Path=/", "Max-Age=1209600"} <= set(plain.split("; "))
    assert "Secure" not in plain
    behind = browser()
    behind.http.headers["X-Forwarded-Proto"] = "https"
    assert "Secure" in behind.sign_in(email).headers["set-cookie"]


def test_a_planted_session_is_not_taken_over(enter: Any, browser: Any) -> None:
    mallory, ada = enter(), enter()
    victim, planted = browser(), mallory.http.cookies["uems_session"]
    victim.http.cookies.set("uems_session", planted, domain="127.0.0.1", path="/")
    fresh = victim.sign_in(ada.here["account"]["email"]).headers["set-cookie"].split(";")[0].partition("=")[2]
    assert fresh != planted
    assert code(mallory.http.get("/api/session")) == (401, "session_expired"), (
        "what the browser brought along has ended"
    )


def test_a_change_needs_the_sessions_own_csrf_token(enter: Any) -> None:
    ada, bob = enter(), enter()
    report = {"name": "r", "kind": "trend", "query": {"series": [{"event": "e"}]}}
    for sent in ("", "wrong", bob.here["csrf"]):
        for method, path in (("POST", "/api/reports"), ("DELETE", "/api/session"), ("POST", "/api/session/password")):
            answer = ada.http.request(method, path, json=report, headers={"X-CSRF-Token": sent})
            assert code(answer) == (403, "csrf"), (method, path)
    repeated = {"X-CSRF-Token": "wrong", "Idempotency-Key": "k"}
    assert code(ada.http.post("/api/reports", json=report, headers=repeated)) == (403, "csrf")
    assert ada.http.post("/api/reports", json=report).status_code == 201


def test_another_sites_page_changes_nothing(enter: Any, server: Server) -> None:
    ada = enter()
    report = {"name": "r", "kind": "trend", "query": {"series": [{"event": "e"}]}}
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1"):
        answer = ada.http.post("/api/reports", json=report, headers={"Origin": origin})
        assert code(answer) == (403, "foreign_origin"), origin
    signing = {"email": ada.here["account"]["email"], "password": GOOD}
    told = httpx.post(f"{server.url}/api/session", json=signing, headers={"Origin": "https://evil.example"})
    assert code(told) == (403, "foreign_origin")
    assert ada.http.post("/api/reports", json=report, headers={"Origin": server.url}).status_code == 201


def test_a_session_that_ended_says_so_and_signing_out_ends_it_everywhere(enter: Any, store: Store) -> None:
    ada = enter()
    copied = httpx.Client(base_url=ada.http.base_url, cookies=dict(ada.http.cookies), headers=ada.http.headers)
    assert copied.get("/api/events").status_code == 200
    assert ada.http.delete("/api/session").status_code == 204
    assert "uems_session" not in ada.http.cookies
    assert code(copied.get("/api/events")) == (401, "session_expired")
    copied.close()
    bob = enter()
    with store.write() as connection:
        mine = session.table.c.account == bob.here["account"]["id"]
        connection.execute(sa.update(session.table).where(mine).values(expires_at=system_clock()))
    assert code(bob.http.get("/api/events")) == (401, "session_expired")
    assert code(bob.http.post("/api/reports", json={})) == (401, "session_expired")
    assert bob.sign_in(bob.here["account"]["email"]).status_code == 200


def test_another_password_ends_the_other_sessions(enter: Any, browser: Any) -> None:
    ada, other = enter(), browser()
    email = ada.here["account"]["email"]
    other.sign_in(email)
    wrong = ada.http.post("/api/session/password", json={"current": "not this one", "new": "another good one"})
    common = ada.http.post("/api/session/password", json={"current": GOOD, "new": "qwertyuiop123"})
    assert (code(wrong), code(common)) == ((401, "sign_in_refused"), (422, "password_common"))
    done = ada.http.post("/api/session/password", json={"current": GOOD, "new": "cafe\u0301 au lait"})
    assert done.status_code == 204
    assert ada.http.get("/api/session").status_code == 200
    assert code(other.http.get("/api/session")) == (401, "session_expired")
    assert other.sign_in(email, "caf\u00e9 au lait").status_code == 200


@pytest.mark.parametrize("role", list(RIGHTS))
def test_every_role_may_what_its_rights_say(enter: Any, caller: Caller, role: Role) -> None:
    caller.send({"event": "e", "user_id": "u"})
    ada, rights = enter(role), RIGHTS[role]
    report = {"name": "r", "kind": "trend", "query": {"series": [{"event": "e"}]}}
    tries = {
        "read": ada.http.get("/api/events"),
        "export": ada.http.get("/api/export/events"),
        "analyse": ada.http.post("/api/reports", json=report),
        "people": ada.http.patch("/api/persons/u", json={"properties": {"a": 1}}),
        "manage": ada.http.post("/api/keys", json={"kind": "secret", "name": "x"}),
    }
    for right, answer in tries.items():
        if right in rights:
            assert answer.status_code < 300, (role, right, answer.text)
        else:
            assert (code(answer), answer.json()["about"]) == ((403, "not_allowed"), right)


def test_the_project_of_others_is_not_there(enter: Any, server: Server) -> None:
    stranger, other = enter(), server.project("other")
    id = other.made.project.id
    for path in ("/api/events", "/api/members", "/api/keys", "/api/progress"):
        assert stranger.http.get(path, headers={"X-UEMS-Project": id}).status_code == 404
        assert stranger.http.get(path, params={"project": id}, headers={"X-UEMS-Project": id}).status_code == 404
    assert stranger.http.get(f"/api/projects/{id}").status_code == 404
    assert stranger.http.patch(f"/api/projects/{id}", json={"name": "mine"}).status_code == 404
    assert id not in stranger.http.get("/api/projects").text
    member = stranger.http.get("/api/members").json()["items"][0]["id"]
    other.http.headers["Content-Type"] = "application/json"
    assert other.http.delete(f"/api/members/{member}").status_code == 404
    other.http.close()


def test_a_key_is_no_person(caller: Caller) -> None:
    told = caller.get("/api/session")
    assert (told["account"], told["csrf"], [one["id"] for one in told["projects"]]) == (
        None,
        "",
        [caller.made.project.id],
    )
    assert code(caller.http.post("/api/projects", json={"name": "x"})) == (403, "people_only")
    assert code(caller.http.delete("/api/session")) == (403, "people_only")
    assert [one["role"] for one in caller.get("/api/roles")["items"]] == list(RIGHTS)
