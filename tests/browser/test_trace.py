"""The pages of traces: a payment back to its first exposure, the word of mouth, and a flow that opens its people."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser import visit
from browser.visit import Demo, Words, numbers, whole

LOOKS = [("zh", "light"), ("en", "dark")]
SHOWN = 60
"""Steps that the page shows at once."""


def shown_whole(demo: Demo) -> tuple[dict[str, Any], dict[str, Any]]:
    """The newest payment of whose trace no step is folded away, and that trace."""
    payments = demo.ask("/api/trace/payments")["items"]
    traces = ((one, demo.ask(f"/api/trace?event={one['event']}")) for one in payments)
    return next(pair for pair in traces if pair[1]["steps_total"] <= SHOWN)


@pytest.mark.parametrize(("lang", "theme"), LOOKS)
def test_a_payment_is_followed_back_to_the_first_exposure(page: Page, demo: Demo, lang: str, theme: str) -> None:
    words = Words(lang)
    visit.open(page, f"/p/{demo.project}/trace", lang, theme)
    visit.check_at(page, 1440, 390)
    visit.resize(page, 1440)
    payment, traced = shown_whole(demo)
    page.get_by_role("link", name=str(payment["order"] or payment["event"]), exact=True).click()
    visit.settle(page)
    steps = page.locator("main ol > li")
    first, last = traced["steps"][0], traced["steps"][-1]
    assert (first, last["kind"]) == (traced["first"], "payment")
    expect(steps.first.locator("time")).to_have_attribute("datetime", first["at"])
    expect(steps.last).to_contain_text(words("trace", "kind.payment"))
    expect(steps.last.locator("time")).to_have_attribute("datetime", last["at"])
    expect(page.get_by_role("main")).to_contain_text(words("trace", "took"))
    visit.check_at(page, 1440, 390)


@pytest.mark.parametrize(("lang", "theme"), LOOKS)
def test_the_generations_add_up_to_all_orders(page: Page, demo: Demo, lang: str, theme: str) -> None:
    words = Words(lang)
    visit.open(page, f"/p/{demo.project}/trace?side=mouth", lang, theme)
    told = demo.ask("/api/trace/spread")["numbers"]
    rows = numbers(page, words("trace", "generations"))
    assert [whole(row[1]) for row in rows] == [*(one["people"] for one in told["generations"]), told["people"]]
    assert sum(whole(row[3]) for row in rows[:-1]) == whole(rows[-1][3]) == told["orders"]
    visit.check_at(page, 1440, 390)


def test_the_tree_of_a_person_is_opened_from_the_keyboard(page: Page, demo: Demo) -> None:
    visit.open(page, f"/p/{demo.project}/trace?side=mouth")
    origin = next(one for one in demo.ask("/api/trace/spread?limit=30")["origins"] if one["person"])
    page.get_by_role("button", name=re.compile("^Tree around ")).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**person={origin['person']['id']}")
    tree = demo.ask(f"/api/trace/tree?person={origin['person']['id']}")["nodes"]
    expect(page.get_by_role("main").locator("tbody tr.ant-table-row")).to_have_count(len(tree))
    visit.settle(page)
    visit.check(page)


@pytest.mark.parametrize(("lang", "theme"), LOOKS)
def test_every_link_of_the_flow_opens_as_many_people_as_it_says(page: Page, demo: Demo, lang: str, theme: str) -> None:
    words = Words(lang)
    visit.open(page, f"/p/{demo.project}/trace?side=flow", lang, theme)
    expect(page.locator("main svg").last).to_be_visible()
    links = demo.ask("/api/trace/flow?since=-89d")["flow"]["links"]
    table = page.get_by_role("region", name=words("trace", "people"), exact=True)
    assert [whole(row[2]) for row in numbers(page, words("trace", "people"))] == [one["people"] for one in links]
    assert {one["target"] for one in links} >= {"paid", "unpaid", "brought", "quiet"}
    visit.check_at(page, 1440, 390)
    visit.resize(page, 1440)
    drawer = page.get_by_role("dialog")
    for place in (0, len(links) - 1):
        table.get_by_role("button").nth(place).click()
        expect(drawer.get_by_test_id("people-count")).to_contain_text(f"{links[place]['people']:,}")
        visit.settle(page)
        page.keyboard.press("Escape")
        expect(drawer).to_be_hidden()
