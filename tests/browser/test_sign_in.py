"""Coming in: a wrong password is slowed, an ended session loses nothing, an invitation is followed, tabs agree."""

import re
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser import visit
from browser.visit import Demo

PASSWORD = "a long and winding road"


def fill_in(page: Page, email: str, password: str) -> None:
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def new_project(profile: BrowserContext, name: str) -> str:
    """A project of the signed-in owner's own; returns its id."""
    csrf = profile.request.get("/api/session").json()["csrf"]
    made = profile.request.post(
        "/api/projects", data={"name": name}, headers={"X-CSRF-Token": csrf}, fail_on_status_code=True
    )
    return str(made.json()["id"])


@pytest.mark.parametrize(("lang", "theme"), [("en", "light"), ("zh", "dark")])
def test_the_door_has_no_barrier(stranger: Page, lang: str, theme: str) -> None:
    visit.watched(stranger).allow("401 GET", "404 GET")
    for path in ("/sign-in", "/setup?token=x", "/invite?token=x"):
        visit.open(stranger, path, lang, theme)
        visit.check_at(stranger)


def test_one_signs_in_and_arrives_where_one_wanted_to_be(stranger: Page, demo: Demo) -> None:
    visit.watched(stranger).allow("401 GET")
    visit.open(stranger, f"/p/{demo.project}/settings/members")
    expect(stranger).to_have_url(re.compile(r"/sign-in\?next="))
    fill_in(stranger, demo.email, demo.password)
    expect(stranger).to_have_url(re.compile(r"/settings/members$"))
    expect(stranger).to_have_title(re.compile("^Members · .* · UEMS$"))


def test_no_link_leads_from_the_door_to_another_site(stranger: Page, demo: Demo) -> None:
    visit.watched(stranger).allow("401 GET")
    visit.open(stranger, "/sign-in?next=//example.org/%70hish")
    fill_in(stranger, demo.email, demo.password)
    expect(stranger).to_have_url(re.compile(f"^{demo.url}/p/"))


def test_a_wrong_password_is_told_and_then_slowed_with_the_time_to_wait(stranger: Page) -> None:
    visit.watched(stranger).allow("401 ", "429 POST")
    visit.open(stranger, "/sign-in")
    nobody = f"{uuid4()}@example.org"
    for _ in range(5):
        with stranger.expect_response("**/api/session"):
            fill_in(stranger, nobody, "not the password")
        expect(stranger.get_by_role("alert")).to_contain_text("wrong")
    for _ in range(5):  # each that comes late is a failure more, and makes the next wait twice as long
        with stranger.expect_response("**/api/session") as told:
            fill_in(stranger, nobody, "not the password")
        if told.value.status == 429:
            break
    expect(stranger.get_by_role("alert")).to_contain_text(re.compile(r"try again in 0:\d\d"))
    expect(stranger.get_by_role("button", name="Sign in")).to_be_disabled()
    visit.check(stranger)
    expect(stranger.get_by_role("button", name="Sign in")).to_be_enabled(timeout=60_000)


def test_a_session_that_ends_in_the_middle_of_an_edit_loses_nothing(
    page: Page, profile: BrowserContext, demo: Demo
) -> None:
    project = new_project(profile, "Before")
    visit.watched(page).allow("401 ")
    visit.open(page, f"/p/{project}/settings/project")
    page.get_by_label("Name").fill("After 之后")
    profile.clear_cookies()
    page.get_by_role("button", name="Save").click()
    again = page.get_by_role("dialog", name="Your session has ended")
    expect(again).to_be_visible()
    again.get_by_label("Password", exact=True).fill(demo.password)
    again.get_by_role("button", name="Sign in").click()
    expect(again).to_be_hidden()
    expect(page.get_by_label("Name")).to_have_value("After 之后")
    expect(page.get_by_role("banner")).to_contain_text("After 之后")
    named = {one["id"]: one["name"] for one in profile.request.get("/api/session").json()["projects"]}
    assert named[project] == "After 之后"


def test_another_tab_follows_language_theme_and_sign_out(page: Page, profile: BrowserContext, demo: Demo) -> None:
    other = profile.new_page()
    visit.watch(other)
    for tab in (page, other):
        visit.watched(tab).allow("401 GET")
        visit.open(tab, f"/p/{demo.project}/settings/members")
    page.get_by_role("banner").get_by_text("中文").click()
    expect(other.get_by_role("heading", name="设置")).to_be_visible()
    page.get_by_role("button", name="深色主题").click()
    expect(other.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name=re.compile("我的账号")).click()
    page.get_by_text("退出登录").click()
    for tab in (page, other):
        expect(tab).to_have_url(re.compile("/sign-in"))
        expect(tab.get_by_role("button", name="登录")).to_be_visible()


def test_somebody_invited_joins_sees_their_role_and_changes_nothing(stranger: Page, demo: Demo) -> None:
    visit.watched(stranger).allow("401 GET")
    email = f"{uuid4()}@example.org"
    body = {"email": email, "name": "مها <b>x</b>", "role": "viewer"}
    made = demo.ask("/api/members", body)
    visit.open(stranger, made["invitation"]["path"])
    stranger.get_by_label("Name").fill("مها <b>x</b>")
    stranger.get_by_label("Password", exact=True).fill(PASSWORD)
    stranger.get_by_role("button", name="Join").click()
    expect(stranger).to_have_url(re.compile("/home$"))
    for section in ("project", "keys", "members"):
        visit.open(stranger, f"/p/{demo.project}/settings/{section}")
        expect(stranger.get_by_text("You are here as Viewer")).to_be_visible()
        for name in ("Save", "New key", "Invite", "Delete"):
            expect(stranger.get_by_role("main").get_by_role("button", name=name)).to_have_count(0)
        visit.check(stranger)
    expect(stranger.get_by_role("main").get_by_text("مها <b>x</b>")).to_be_visible()
    demo.ask(f"/api/members/{made['id']}", method="DELETE")


def test_a_password_is_changed_by_its_owner(stranger: Page, demo: Demo) -> None:
    visit.watched(stranger).allow("401 ")
    email = f"{uuid4()}@example.org"
    body = {"email": email, "name": "Lin", "role": "viewer"}
    made = demo.ask("/api/members", body)
    token = made["invitation"]["path"].split("token=")[1]
    accepted = {"name": "Lin", "password": PASSWORD}
    stranger.context.request.post(f"/api/invitations/{token}", data=accepted, fail_on_status_code=True)
    visit.open(stranger, "/account")
    stranger.get_by_label("Current password").fill("not it")
    stranger.get_by_label("New password").fill("an even longer road")
    stranger.get_by_role("button", name="Change password").click()
    expect(stranger.get_by_role("alert")).to_contain_text("wrong")
    stranger.get_by_label("Current password").fill(PASSWORD)
    stranger.get_by_role("button", name="Change password").click()
    expect(stranger.get_by_text("Password changed")).to_be_visible()
    visit.check(stranger)
    who = {"email": email, "password": "an even longer road"}
    assert httpx.post(f"{demo.url}/api/session", json=who, timeout=60).status_code == 200
    demo.ask(f"/api/members/{made['id']}", method="DELETE")
