"""The frame of the console and its Home: no barrier at any width, everything within reach by keys, true numbers."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser import visit
from browser.visit import Demo


@pytest.mark.parametrize(
    ("lang", "theme", "widths"), [("en", "light", (1440, 1024, 390)), ("zh", "dark", (390, 1024, 1440))]
)
@pytest.mark.parametrize("path", ["home", "start", "settings/project", "settings/keys", "settings/members", "nowhere"])
def test_pages_have_no_barrier_at_any_width(
    page: Page, demo: Demo, path: str, lang: str, theme: str, widths: tuple[int, ...]
) -> None:
    visit.open(page, f"/p/{demo.project}/{path}", lang, theme)
    visit.check_at(page, *widths)


def test_every_number_of_home_is_the_answers(page: Page, demo: Demo) -> None:
    """Whole days only, so that nothing moves between the two askings."""
    span = {"since": "-30d", "until": "-1d"}
    visit.open(page, f'/p/{demo.project}/home?q={{"since":"-30d","until":"-1d"}}')

    def total(event: str | None, **how: Any) -> float:
        line = demo.insight("trend", {**span, "series": [{"event": event, **how}]})["series"][0]
        return float(line["total"])

    funnel = {**span, "steps": [{"event": "sign_up"}, {"event": "onboarding_done"}], "window": {"days": 7}}
    returning = {**span, "start": {"event": "sign_up"}, "return": {"event": None}, "period": "day", "periods": 8}
    week = demo.insight("retention", returning)["mean"][7]
    paid = total("order_paid", measure="sum", property="revenue")
    expected = {
        "Active people": f"{total(None, measure='people'):,.0f}",
        "New people": f"{total('sign_up', measure='people'):,.0f}",
        "Activation rate": f"{demo.insight('funnel', funnel)['steps'][1]['from_start'] * 100:.1f}%",
        "Day-7 retention": f"{week * 100:.1f}%",
        "Revenue": f"¥{paid / 1000:.1f}".removesuffix(".0") + "K" if paid >= 10_000 else f"¥{paid:,.2f}",
    }
    main = page.get_by_role("main")
    for label, said in expected.items():
        card = main.locator("section", has=page.get_by_text(label, exact=True)).first
        expect(card.get_by_role("link", name=said, exact=True)).to_be_visible()


def test_a_number_of_home_opens_its_report_with_the_same_view(page: Page, demo: Demo) -> None:
    visit.open(page, f'/p/{demo.project}/home?q={{"since":"-6d"}}')
    card = page.get_by_role("main").locator("section", has=page.get_by_text("New people", exact=True)).first
    card.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/trends\?q=.*sign_up.*-6d"))
    expect(page).to_have_title(re.compile("^Trends · "))


def test_an_address_that_holds_nonsense_shows_the_usual_home(page: Page, demo: Demo) -> None:
    visit.open(page, f'/p/{demo.project}/home?q={{"since":"a while"}}')
    expect(page.get_by_text("cannot be read")).to_be_visible()
    expect(page.get_by_text("Active people", exact=True).first).to_be_visible()


def test_the_palette_finds_pages_events_and_people_and_goes_there(page: Page, demo: Demo) -> None:
    visit.open(page, f"/p/{demo.project}/settings/members")
    page.keyboard.press("Control+k")
    search = page.get_by_role("combobox", name="Search everything")
    expect(search).to_be_focused()
    visit.check(page)
    search.fill("order_pa")
    expect(page.get_by_role("option", name="order_paid")).to_be_visible()
    search.fill("retent")
    expect(page.get_by_role("option").first).to_contain_text("Retention")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/retention"))
    expect(search).to_have_count(0)


def test_keys_reach_pages_and_their_own_list(page: Page, demo: Demo) -> None:
    visit.open(page, f"/p/{demo.project}/settings/members")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("g")
    page.keyboard.press("h")
    expect(page).to_have_url(re.compile("/home$"))
    page.keyboard.press("Tab")  # the page has the focus; the way back to its beginning is one key
    page.locator("a.skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_the_menu_folds_and_remembers(page: Page, demo: Demo) -> None:
    visit.open(page, f"/p/{demo.project}/settings/members")
    menu = page.get_by_role("navigation", name="Main menu")
    menu.get_by_role("button", name="Analyze").click()
    expect(menu.get_by_role("link", name="Trends")).to_be_hidden()
    page.reload()
    visit.settle(page)
    expect(menu.get_by_role("link", name="Trends")).to_be_hidden()
    page.keyboard.press("[")
    expect(menu.get_by_role("link", name="Trends")).to_be_visible()
    visit.check(page)


def test_on_a_telephone_the_menu_is_a_drawer(page: Page, demo: Demo) -> None:
    visit.open(page, f"/p/{demo.project}/settings/members", width=390)
    page.get_by_role("button", name="Open menu").click()
    page.get_by_role("dialog").get_by_role("link", name="Trends").click()
    expect(page).to_have_url(re.compile("/trends"))
    expect(page.get_by_role("dialog")).to_be_hidden()
