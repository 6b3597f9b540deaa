"""The kinds of analysis side by side: what goes along when the kind changes; each page says what the API says."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from browser import visit
from browser.visit import Demo, address, whole

RANGE = {"since": "-20d"}
BUY = {"event": "order_paid"}
PAGES: dict[str, dict[str, Any]] = {
    "activity": {**BUY, **RANGE, "interval": "week"},
    "stickiness": {**BUY, **RANGE},
    "distribution": {**BUY, **RANGE, "measure": "sum", "property": "revenue", "interval": "week"},
    "intervals": {
        "from": {"event": "product_viewed"},
        "to": BUY,
        **RANGE,
        "breakdown": {"property": "channel", "of": "person"},
    },
}


@pytest.mark.parametrize(("lang", "theme"), [("en", "dark"), ("zh", "light")])
@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_whole(page: Page, demo: Demo, name: str, lang: str, theme: str) -> None:
    visit.open(page, address(demo, name, PAGES[name]), lang, theme)
    expect(page.locator("main nav a[aria-current=page]")).to_have_count(1)
    visit.check_at(page)


def test_another_kind_begins_with_the_range_the_people_and_the_first_event(page: Page, demo: Demo) -> None:
    who = {"person": "channel", "op": "is_set"}
    visit.open(page, address(demo, "trends", {"series": [{**BUY, "measure": "total"}], **RANGE, "condition": who}))
    for kind, place in (("Funnels", "steps"), ("Intervals", "from"), ("Distribution", None), ("Retention", "start")):
        page.get_by_role("navigation", name="Kinds of analysis").get_by_role("link", name=kind).click()
        visit.settle(page)
        now = json.loads(parse_qs(urlsplit(page.url).query)["q"][0])
        event = now if place is None else now[place][0] if place == "steps" else now[place]
        assert (event["event"], now["since"], now["condition"]) == ("order_paid", "-20d", who)


def test_a_bar_of_a_histogram_opens_as_many_people_as_it_has(page: Page, demo: Demo) -> None:
    query = PAGES["intervals"]
    visit.open(page, address(demo, "intervals", query))
    found = demo.insight("interval", {**query, "kind": "interval"})
    row = page.get_by_role("region", name="Quantiles").locator("tbody tr").first
    people = row.get_by_role("button")
    assert whole(people.inner_text()) == found["whole"]["people"] > 0
    people.click()
    visit.settle(page)
    expect(page.get_by_role("dialog")).to_contain_text(f"{found['whole']['people']:,}")


def test_what_tells_converted_from_dropped_stands_beside_the_funnel(page: Page, demo: Demo) -> None:
    funnel = {"steps": [{"event": "checkout_started"}, BUY], "window": {"days": 7}, **RANGE}
    visit.open(
        page, address(demo, "funnels", {**funnel, "breakdown": {"property": "device", "of": "event", "limit": 5}})
    )
    page.get_by_text("What tells them apart").click()
    visit.settle(page)
    found = demo.insight("correlation", {**funnel, "of": "events"})
    rows = page.get_by_role("region", name="What tells them apart").locator("tbody tr")
    expect(rows).to_have_count(len(found["rows"]))
    for row, one in zip(rows.all(), found["rows"], strict=True):
        cells = row.locator("td").all_inner_texts()
        assert [whole(cell.split(" · ")[0]) for cell in cells[2:4]] == [one["converted"], one["dropped"]]
    rows.first.get_by_role("button").first.click()
    visit.settle(page)
    expect(page.get_by_role("dialog")).to_contain_text("Converted, has it")
    page.keyboard.press("Escape")
    page.get_by_text("Differences", exact=True).click()
    visit.settle(page)
    expect(page.get_by_role("region", name="Differences").locator("tbody tr").first).to_be_visible()
    visit.check_at(page)
