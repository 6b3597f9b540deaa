"""A dashboard shows its reports' numbers, is changed by keyboard, is shared without an account; SQL answers."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import visit
from browser.visit import Demo, Words
from uems.api.insight import ANSWERS


@pytest.fixture
def board(demo: Demo) -> str:
    """The id of a small dashboard of its own, without the team's."""
    tile = {"y": 0, "w": 3, "h": 2}
    body = {
        "name": "Small board",
        "tiles": [
            {"id": "a", "kind": "metric", "metric": "active_people", "interval": "week", "x": 0, **tile},
            {"id": "b", "kind": "text", "text": "# Hello", "x": 3, **tile},
        ],
    }
    return str(demo.ask("/api/dashboards", body)["id"])


def test_the_teams_dashboard_is_full_and_each_tile_opens_its_report(page: Page, demo: Demo) -> None:
    visit.open(page, f"/p/{demo.project}/dashboards")
    page.get_by_role("link", name="Team dashboard").click()
    expect(page.get_by_role("listitem").filter(has=page.locator("h2"))).to_have_count(10)
    expect(page.locator("article svg").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    visit.settle(page)
    visit.check(page)
    page.get_by_role("link", name="Weekly revenue").click()
    expect(page).to_have_url(re.compile(r"/trends\?report="))


def test_tiles_are_moved_and_sized_by_the_keyboard_and_kept(page: Page, demo: Demo, board: str) -> None:
    visit.open(page, f"/p/{demo.project}/dashboards/{board}")
    page.get_by_role("button", name="Edit").click()
    grip = page.get_by_role("button", name="Move tile").first
    grip.focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Edit")).to_be_visible()
    kept = demo.ask(f"/api/dashboards/{board}")
    places = {one["id"]: (one["x"], one["y"], one["w"], one["h"]) for one in kept["tiles"]}
    assert places == {"a": (1, 0, 3, 3), "b": (3, 3, 3, 2)}


def test_a_link_shows_the_numbers_to_somebody_without_an_account(
    page: Page, demo: Demo, board: str, browser: Browser
) -> None:
    visit.open(page, f"/p/{demo.project}/dashboards/{board}")
    shown = page.locator("article").first.get_by_role("button").last.inner_text()
    page.get_by_role("button", name="Share link").click()
    page.get_by_role("button", name="Make link").click()
    link = page.locator("code", has_text="/shared/").inner_text()
    fresh = visit.context(browser, demo)
    stranger = fresh.new_page()
    seen = visit.watch(stranger)
    stranger.goto(link)
    expect(stranger.get_by_role("heading", name="Small board")).to_be_visible()
    expect(stranger.get_by_text("Hello")).to_be_visible()
    assert shown
    expect(stranger.locator("article").first.get_by_text(shown, exact=True)).to_be_visible()
    assert seen.open_complaints() == []
    fresh.close()


PAY, CLICK = {"event": "order_paid"}, {"event": "ad_clicked"}
FUNNEL = {"steps": [{"event": "add_to_cart"}, PAY], "window": {"days": 7}}
KINDS: dict[str, dict[str, object]] = {
    "funnel_trend": {**FUNNEL, "interval": "week"},
    "correlation": FUNNEL,
    "lifecycle": {"event": "app_open", "interval": "week"},
    "stickiness": {"event": "app_open"},
    "distribution": PAY,
    "interval": {"from": {"event": "add_to_cart"}, "to": PAY, "window": {"days": 7}},
    "paths": {"node": "both"},
    "sessions": {},
    "attribution": {"conversion": PAY, "touch": CLICK, "channel": "channel"},
}
ON_THE_TEAMS = {"trend", "funnel", "retention", "sql"}
"""Kinds that stand on the team's dashboard."""


@pytest.mark.parametrize(("lang", "theme", "width"), [("en", "light", 1440), ("zh", "dark", 390)])
def test_every_kind_of_report_is_drawn_on_a_dashboard_and_by_its_link(
    page: Page, demo: Demo, lang: str, theme: str, width: int
) -> None:
    map = {"map": demo.ask("/api/journey-maps")["items"][0]["id"]}
    asked = KINDS | {"journey_map": map, "bottlenecks": map}
    assert {*asked, *ON_THE_TEAMS} == set(ANSWERS)
    tiles = []
    for n, (kind, query) in enumerate(asked.items()):
        kept = demo.ask("/api/reports", {"name": kind, "kind": kind, "query": query})["id"]
        place = {"x": n % 2 * 6, "y": n // 2 * 4, "w": 6, "h": 4}
        tiles.append({"id": kind.replace("_", "-"), "kind": "report", "report": kept, **place})
    board = demo.ask("/api/dashboards", {"name": "All kinds", "tiles": tiles})["id"]
    token = demo.ask(f"/api/dashboards/{board}/links", {})["token"]
    for path in (f"/p/{demo.project}/dashboards/{board}", f"/shared/{token}"):
        visit.open(page, path, lang, theme, width)
        tile = page.locator("article")
        expect(tile).to_have_count(len(asked))
        for n in range(len(asked)):
            tile.nth(n).scroll_into_view_if_needed()
            expect(tile.nth(n).locator("svg, canvas, table").first).to_be_visible()
        expect(page.get_by_role("alert")).to_have_count(0)
        visit.settle(page)
        visit.check(page)


def test_a_dashboard_is_put_on_a_schedule_and_says_that_no_mail_server_is_set_up(
    page: Page, demo: Demo, board: str
) -> None:
    visit.open(page, f"/p/{demo.project}/dashboards/{board}")
    page.get_by_role("button", name="Digest by e-mail").click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_role("alert")).to_contain_text("No mail server is set up")
    expect(drawer.get_by_role("textbox", name="E-mail of receiver 1")).to_have_value(demo.email)
    expect(drawer.get_by_role("button", name="Send me one now")).to_be_disabled()
    drawer.get_by_role("button", name="Add receiver").click()
    drawer.get_by_role("textbox", name="E-mail of receiver 2").fill("li@example.com")
    drawer.get_by_text("Daily").click()
    drawer.get_by_role("button", name="Save").click()
    expect(drawer.get_by_text("Next:")).to_be_visible()
    visit.settle(page)
    visit.check(page)
    page.reload()
    page.get_by_role("button", name="Digest by e-mail").click()
    expect(drawer.get_by_role("textbox", name="E-mail of receiver 2")).to_have_value("li@example.com")
    drawer.get_by_role("button", name="Stop sending").click()
    page.get_by_role("tooltip").get_by_role("button", name="Stop sending").click()
    expect(drawer.get_by_text("Next:")).to_have_count(0)


def test_sql_answers_with_its_parameters_and_says_what_is_wrong(page: Page, demo: Demo) -> None:
    visit.open(page, f"/p/{demo.project}/sql")
    page.get_by_role("textbox", name="SQL").fill("SELECT count() AS n FROM events WHERE event = {name:String}")
    page.get_by_role("textbox", name="name").fill("order_paid")
    page.get_by_role("button", name="Run").click()
    asked = {"sql": "SELECT count() FROM events WHERE event = 'order_paid'"}
    count = demo.ask("/api/sql", asked)["rows"][0][0]
    assert count > 0
    expect(page.get_by_role("region", name="Rows")).to_contain_text(f"{count:,}")
    page.mouse.move(0, 0)
    visit.check(page)
    page.get_by_role("textbox", name="SQL").fill("SELECT nothing FROM events")
    visit.watched(page).allow("422 POST")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_contain_text("nothing")


def test_a_query_that_is_saved_keeps_its_rows_and_asks_again_when_it_is_opened(page: Page, demo: Demo) -> None:
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.method) if one.url.endswith("/api/sql") else None)
    visit.open(page, f"/p/{demo.project}/sql")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("region", name="Rows")).to_contain_text("order_paid")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(r"report="))
    visit.settle(page)
    assert asked == ["POST"]
    page.reload()
    expect(page.get_by_role("region", name="Rows")).to_contain_text("order_paid")
    assert asked == ["POST", "POST"]


def test_a_formula_opens_nobody_and_without_a_direction_its_change_has_no_colour(page: Page, demo: Demo) -> None:
    formula = {"kind": "formula", "formula": "A*2", "parts": ["active_people"]}
    twice = demo.ask("/api/metrics", {"name": "Twice", "direction": "none", "definition": formula})["id"]
    place = {"kind": "metric", "interval": "week", "y": 0, "w": 3, "h": 2}
    tiles = [{"id": "a", "metric": "active_people", "x": 0, **place}, {"id": "b", "metric": twice, "x": 3, **place}]
    board = demo.ask("/api/dashboards", {"name": "Formula", "tiles": tiles})["id"]
    visit.open(page, f"/p/{demo.project}/dashboards/{board}")
    plain, made = page.locator("article").first, page.locator("article").last
    expect(made).to_contain_text("%")
    for tile, times in ((plain, 1), (made, 0)):
        expect(tile.locator("section button")).to_have_count(times)
        expect(tile.locator("section :is([class*=better], [class*=worse])")).to_have_count(times)


def test_what_somebody_changed_while_a_dashboard_was_open_is_not_put_back_unseen(page: Page, demo: Demo) -> None:
    board, words = demo.ask("/api/dashboards", {"name": "Held open"}), Words("zh")
    visit.open(page, f"/p/{demo.project}/dashboards/{board['id']}?edit=1")
    page.get_by_label(Words("en")("dashboards", "name"), exact=True).fill("Mine")
    demo.ask(f"/api/dashboards/{board['id']}", {"version": board["version"], "name": "Theirs"}, "PATCH")
    visit.speak(page, "zh")  # everything is asked again, behind what is being changed too
    expect(page).to_have_title(re.compile("Theirs"))
    visit.watched(page).allow("409")
    for status in (409, 200):
        with page.expect_response(lambda one: one.request.method == "PATCH") as told:
            page.get_by_role("button", name=words("common", "save")).click()
        assert told.value.status == status
        visit.settle(page)
    assert demo.ask(f"/api/dashboards/{board['id']}")["name"] == "Mine"
