"""A funnel built by hand with keys alone; its numbers, the people behind them, and the list they are kept in."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from browser import visit
from browser.keys import add_step, tab_to
from browser.visit import Demo, address

STEPS = ["product_viewed", "add_to_cart", "checkout_started", "order_paid"]


def asked(page: Page) -> dict[str, Any]:
    return dict(json.loads(parse_qs(urlsplit(page.url).query)["q"][0]))


def test_a_funnel_is_built_with_keys_alone_and_says_what_the_api_says(page: Page, demo: Demo) -> None:
    visit.open(page, f"/p/{demo.project}/funnels")
    for event in (STEPS[1], STEPS[0], *STEPS[2:]):
        add_step(page, event)
    assert [step["event"] for step in asked(page)["steps"]] == [STEPS[1], STEPS[0], *STEPS[2:]]
    tab_to(page, f"Move {STEPS[0]}, number 2", back=True)
    page.keyboard.press("ArrowUp")
    expect(page.locator(":focus")).to_have_accessible_name(f"Move {STEPS[0]}, number 1 of 4")
    assert [step["event"] for step in asked(page)["steps"]] == STEPS
    visit.settle(page)
    answer = demo.ask("/api/insight/funnel", asked(page))
    detail = page.get_by_role("region", name="Details").locator("tbody tr")
    expect(detail).to_have_count(4)
    for step, row in zip(answer["steps"], detail.all(), strict=True):
        assert row.locator("td").first.inner_text() == f"{step['people']:,}"
    visit.check(page)


def test_the_people_behind_a_step_become_a_list_of_as_many(page: Page, demo: Demo) -> None:
    query = {
        "steps": [{"event": STEPS[0]}, {"event": STEPS[3]}],
        "order": "ordered",
        "window": {"days": 7},
        "since": "-29d",
    }
    visit.open(page, address(demo, "funnels", query))
    first, second = (step["people"] for step in demo.ask("/api/insight/funnel", query)["steps"])
    page.get_by_role("region", name="Details").get_by_role("button", name=f"{first - second:,}").press("Enter")
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_test_id("people-count")).to_have_text(f"{first - second:,} people")
    with page.expect_download() as file:
        drawer.get_by_role("button", name="CSV").press("Enter")
    lines = file.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) == first - second + 1
    drawer.get_by_role("button", name="Save as list").press("Enter")
    page.keyboard.type("Left before paying")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Open").click()
    page.wait_for_url("**/segments/*")
    kept = demo.ask(f"/api/segments/{page.url.rsplit('/', 1)[1]}")
    assert (kept["name"], kept["mode"], kept["people"]) == ("Left before paying", "snapshot", first - second)
    visit.settle(page)


def test_a_filter_is_added_with_keys_and_kept_in_the_address(page: Page, demo: Demo) -> None:
    query = {"steps": [{"event": STEPS[0]}], "order": "ordered", "window": {"days": 7}, "since": "-29d"}
    visit.open(page, address(demo, "funnels", query))
    tab_to(page, "Filter")
    page.keyboard.press("Enter")
    page.keyboard.type("platform")
    page.wait_for_function("() => document.querySelector('[role=option] bdi')?.textContent === 'platform'")
    page.keyboard.press("Enter")
    values = page.get_by_role("listbox", name="Value")
    expect(values.get_by_role("option").first).to_be_visible()
    wanted = values.get_by_role("option").first.locator("bdi").inner_text()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert asked(page)["steps"] == [
        {"event": STEPS[0], "where": [{"property": "platform", "op": "in", "value": [wanted]}]}
    ]


def test_a_query_that_cannot_be_read_says_so(page: Page, demo: Demo) -> None:
    visit.open(page, f"/p/{demo.project}/funnels?q=%7Bbroken")
    expect(page.get_by_role("alert")).to_contain_text("cannot be read")
    expect(page.get_by_role("button", name="Add a step")).to_be_visible()
