"""The page of attribution shows the API's credits, opens who is behind a channel, and has no barrier."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser import visit
from browser.visit import Demo, Words, address, whole

ASKED = {
    "conversion": {"event": "order_paid"},
    "value": "revenue",
    "touch": {"event": "ad_clicked"},
    "channel": "channel",
    "lookback": {"days": 30},
    "since": "-59d",
}


@pytest.mark.parametrize(("lang", "theme"), [("zh", "light"), ("en", "dark")])
def test_every_model_of_every_channel_is_shown_and_opens_its_people(
    page: Page, demo: Demo, lang: str, theme: str
) -> None:
    words = Words(lang)
    visit.open(page, address(demo, "attribution", {**ASKED, "show": "conversions"}), lang, theme)
    found = demo.ask("/api/insight/attribution", ASKED)
    table = page.get_by_role("region", name=words("attribution", "models"))
    rows = table.locator("tbody tr")
    expect(rows).to_have_count(len(found["channels"]))
    assert len(found["channels"]) >= 3
    for n, one in enumerate(found["channels"]):
        cells = rows.nth(n).locator("th, td").all_inner_texts()
        assert (cells[0], whole(cells[1]), whole(cells[2])) == (one["channel"], one["people"], one["converted"])
        shown = [float(cell.strip().replace(",", "")) for cell in cells[4:]]
        assert shown == pytest.approx([m["credits"][n]["conversions"] for m in found["models"]], abs=0.06, rel=1e-3)
    rows.first.get_by_role("button").nth(1).click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_test_id("people-count")).to_contain_text(f"{found['channels'][0]['converted']:,}")
    visit.settle(page)
    visit.check(page)
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    table.locator("xpath=../..").get_by_text(words("attribution", "shows.share"), exact=True).click()
    expect(rows.first.locator("td").nth(3)).to_have_text(re.compile("%$"))
    visit.check_at(page, 1440, 390)


def test_where_nothing_was_touched_the_page_says_so(page: Page, demo: Demo) -> None:
    visit.open(page, address(demo, "attribution", {**ASKED, "channel": "no_such_property"}))
    expect(page.get_by_role("main")).to_contain_text("There are no touches in this range")
    visit.check(page)
