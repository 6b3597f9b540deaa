"""A team's own affairs: projects and their settings, keys, colleagues invited, changed and gone."""

from typing import Any

import httpx
import sqlalchemy as sa

from served import Caller, Server
from stories.conftest import GOOD, code, grant
from uems.access import invitation
from uems.access.sign_in import Doorkeeper
from uems.base.clock import system_clock
from uems.base.ids import new_id
from uems.store.client import Store


def test_a_project_submitted_twice_is_made_once(enter: Any, store: Store) -> None:
    ada, bob = enter(), enter()
    body, head = {"name": "Twice " + "متجر" * 40, "timezone": "Asia/Shanghai"}, {"Idempotency-Key": "new-1"}
    first, again = (ada.http.post("/api/projects", json=body, headers=head) for _ in range(2))
    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert [one["name"] for one in ada.http.get("/api/projects").json()["items"]].count(body["name"]) == 1
    other = bob.http.post("/api/projects", json=body, headers=head)
    assert (other.status_code, other.json()["id"] == first.json()["id"]) == (201, False), "bob's key is bob's"
    with store.read() as connection:
        kept = str(connection.execute(sa.text("SELECT * FROM idempotency")).all())
    assert first.json()["secret_key"] not in kept
    for name in ("", "x" * 201, "a\u202eb", "a\nb"):
        assert code(ada.http.post("/api/projects", json={**body, "name": name})) == (422, "project_name")
    assert code(enter("operator").http.post("/api/projects", json=body)) == (403, "not_allowed")


def test_a_projects_settings(enter: Any, caller: Caller) -> None:
    ada, path = enter("admin"), f"/api/projects/{caller.made.project.id}"
    caller.send(
        {"event": "Signed Up", "user_id": "u"}, {"event": "order_paid", "user_id": "u", "properties": {"revenue": 3}}
    )
    told = ada.http.get(path).json()
    assert told["key_events"]["sign_up"] == {"event": "Signed Up", "where": []}
    assert told["key_events"]["revenue"] == {"event": "order_paid", "where": [], "property": "revenue"}
    assert told["key_events_guessed"] is True
    said = {"sign_up": None, "activation": {"event": "order_paid", "where": []}, "revenue": None}
    changed = ada.http.patch(path, json={"name": "  Laden  ", "currency": "EUR", "key_events": said}).json()
    assert (changed["name"], changed["currency"], changed["key_events"]) == ("Laden", "EUR", said)
    assert changed["key_events_guessed"] is False
    assert ada.http.patch(path, json={"key_events": None}).json()["key_events"] == told["key_events"]
    for wrong in (
        {"timezone": "Mars/X"},
        {"currency": "euro"},
        {"key_events": {"sign_up": {"event": "e", "where": [{}]}}},
    ):
        assert ada.http.patch(path, json=wrong).status_code == 422
    assert ada.http.patch(path, json={"timezone": "Asia/Tokyo"}).status_code == 200
    assert caller.get("/api/projects")["items"][0]["timezone"] == "Asia/Tokyo", "the key's own view is as new"


def test_keys_are_made_seen_once_used_and_ended(enter: Any, caller: Caller, server: Server) -> None:
    ada = enter("admin")
    made = ada.http.post("/api/keys", json={"kind": "secret", "name": "Robot 机器人"}).json()
    write = ada.http.post("/api/keys", json={"kind": "write"}).json()
    listed = {one["id"]: one for one in ada.http.get("/api/keys").json()["items"]}
    assert (listed[made["id"]]["key"], listed[write["id"]]["key"]) == (None, write["key"])
    assert made["key"].startswith(listed[made["id"]]["beginning"])
    assert listed[made["id"]]["last_used_at"] is None
    robot = httpx.Client(base_url=server.url, headers={"Authorization": f"Bearer {made['key']}"})
    assert robot.get("/api/events").status_code == 200
    listed = {one["id"]: one for one in ada.http.get("/api/keys").json()["items"]}
    assert listed[made["id"]]["last_used_at"] is not None
    assert ada.http.delete(f"/api/keys/{made['id']}").status_code == 204
    assert code(robot.get("/api/events")) == (401, "key_refused")
    assert made["id"] not in ada.http.get("/api/keys").text
    assert code(ada.http.delete("/api/keys/key_other")) == (404, "key_not_found")
    assert code(ada.http.post("/api/keys", json={"kind": "write", "name": "x" * 201})) == (422, "key_name")
    robot.close()


def test_a_colleague_is_invited_enters_and_may_leave(enter: Any, browser: Any) -> None:
    ada, bob = enter("owner"), browser()
    email = f"{new_id('bob')}@example.com"
    made = ada.http.post("/api/members", json={"email": f" {email.upper()} ", "name": "Bob", "role": "viewer"}).json()
    assert (made["email"], made["joined_at"]) == (email, None)
    twice = ada.http.post("/api/members", json={"email": email, "name": "Bob", "role": "viewer"})
    assert code(twice) == (409, "already_member")
    old, link = made["invitation"]["path"], ada.http.post(f"/api/members/{made['id']}/invitation").json()["path"]
    token = link.partition("token=")[2]
    assert code(bob.http.get(f"/api/invitations/{old.partition('token=')[2]}")) == (404, "invitation_not_found")
    told = bob.http.get(f"/api/invitations/{token}").json()
    assert (told["kind"], told["role"], told["invited_by"], told["known"]) == ("join", "viewer", "Ada", False)
    assert bob.enter(f"/api/invitations/{token}", {"name": "Robert", "password": GOOD}).status_code == 200
    assert [one["role"] for one in bob.here["projects"]] == ["viewer"]
    again = bob.enter(f"/api/invitations/{token}", {"name": "Mallory", "password": "another good one"})
    assert code(again) == (404, "invitation_not_found")
    bob.http.headers["X-UEMS-Project"] = ada.http.headers["X-UEMS-Project"]
    assert ada.http.patch(f"/api/members/{made['id']}", json={"role": "support"}).json()["role"] == "support"
    mine = {one["email"]: one for one in bob.http.get("/api/members").json()["items"]}
    assert (mine[email]["role"], mine[email]["you"], mine[email]["name"]) == ("support", True, "Robert")
    boss = ada.here["account"]["id"]
    assert code(bob.http.delete(f"/api/members/{boss}")) == (403, "not_allowed")
    assert bob.http.delete(f"/api/members/{made['id']}").status_code == 204
    assert bob.http.get("/api/members").status_code == 404


def test_nobody_deals_in_roles_above_their_own_and_an_owner_stays(enter: Any, caller: Caller) -> None:
    owner, admin = enter("owner"), enter("admin")
    boss, me = owner.here["account"]["id"], admin.here["account"]["id"]
    invited = {"email": "x@example.com", "name": "X", "role": "owner"}
    for http in (admin.http, caller.http):
        assert code(http.post("/api/members", json=invited)) == (403, "not_allowed")
        assert code(http.patch(f"/api/members/{me}", json={"role": "owner"})) == (403, "not_allowed")
        assert code(http.patch(f"/api/members/{boss}", json={"role": "viewer"})) == (403, "not_allowed")
        assert code(http.delete(f"/api/members/{boss}")) == (403, "not_allowed")
        assert code(http.post(f"/api/members/{boss}/invitation")) == (403, "not_allowed")
    assert code(owner.http.delete(f"/api/members/{boss}")) == (409, "last_owner")
    assert code(owner.http.patch(f"/api/members/{boss}", json={"role": "admin"})) == (409, "last_owner")
    assert owner.http.patch(f"/api/members/{me}", json={"role": "owner"}).status_code == 200
    assert owner.http.delete(f"/api/members/{boss}").status_code == 204


def test_a_forgotten_password_is_reset_by_link_but_not_across_projects(
    enter: Any, browser: Any, server: Server, keeper: Doorkeeper
) -> None:
    ada, bob = enter("admin"), enter("analyst")
    id, email = bob.here["account"]["id"], bob.here["account"]["email"]
    link = ada.http.post(f"/api/members/{id}/invitation").json()["path"].partition("token=")[2]
    fresh = browser()
    assert fresh.http.get(f"/api/invitations/{link}").json()["kind"] == "password"
    assert fresh.enter(f"/api/invitations/{link}", {"password": "another good one"}).status_code == 200
    assert code(bob.http.get("/api/session")) == (401, "session_expired")
    assert browser().sign_in(email, "another good one").status_code == 200
    elsewhere = server.project("elsewhere")
    elsewhere.http.close()
    with keeper.store.write() as connection:
        grant(connection, elsewhere.made.project.id, id, "owner")
    assert code(ada.http.post(f"/api/members/{id}/invitation")) == (403, "password_elsewhere")


def test_an_invitation_that_ran_out_opens_nothing(enter: Any, server: Server, store: Store) -> None:
    ada = enter()
    made = ada.http.post("/api/members", json={"email": f"{new_id('c')}@x.com", "name": "Cal", "role": "viewer"}).json()
    with store.write() as connection:
        mine = invitation.table.c.account == made["id"]
        connection.execute(sa.update(invitation.table).where(mine).values(expires_at=system_clock()))
    path = made["invitation"]["path"].replace("/invite?token=", "/api/invitations/")
    assert code(httpx.get(server.url + path)) == (404, "invitation_not_found")
    assert code(httpx.post(server.url + path, json={"password": GOOD})) == (404, "invitation_not_found")


def test_how_far_a_project_has_come(enter: Any, caller: Caller) -> None:
    ada = enter("viewer")
    before = ada.http.get("/api/progress").json()
    assert (before["first_event_at"], before["reports"], before["members"]) == (None, 0, 1)
    caller.send({"event": "e", "user_id": "u", "timestamp": "2026-05-01T00:00:00Z"})
    caller.post("/api/reports", {"name": "r", "kind": "trend", "query": {"series": [{"event": "e"}]}})
    after = ada.http.get("/api/progress").json()
    assert after["reports"] == 1
