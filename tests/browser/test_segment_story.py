"""A segment's way, in both languages: built by hand, looked into, compared, and used as the filter of a funnel."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser import visit
from browser.keys import choose
from browser.visit import Demo, Words, address


@pytest.mark.parametrize(("lang", "theme"), [("zh", "light"), ("en", "dark")])
def test_a_segment_is_built_seen_compared_and_filters_a_funnel(page: Page, demo: Demo, lang: str, theme: str) -> None:
    words, name = Words(lang), f"Carts 加购 {lang}"
    visit.open(page, f"/p/{demo.project}/people", lang, theme)
    page.get_by_role("button", name=words("people", "filter")).click()
    page.get_by_role("button", name=words("query", "addCondition")).click()
    page.get_by_role("option", name=re.compile(f"^{words('query', 'kind.did')}")).click()
    choose(page, "add_to_cart")
    visit.settle(page)
    page.get_by_role("button", name=words("people", "saveSegment")).click()
    page.get_by_role("dialog").get_by_role("textbox").first.fill(name)
    page.get_by_role("dialog").locator("button.ant-btn-primary").click()
    page.wait_for_url("**/segments/seg_*")
    visit.settle(page)
    id = page.url.rsplit("/", 1)[1]
    made = demo.ask(f"/api/segments/{id}")
    assert (made["name"], made["mode"]) == (name, "live")
    expect(page.get_by_role("heading", name=name)).to_be_visible()

    first = demo.ask(f"/api/segments/{id}/members?limit=1")["items"][0]
    expect(page.locator(f'main a[href$="/people/{first["id"]}"]')).to_have_count(1)
    page.get_by_role("tab", name=words("segments", "portrait")).click()
    visit.settle(page)
    spread = next(one for one in demo.ask(f"/api/segments/{id}/portrait")["spreads"] if one["name"] == "country")
    row = page.get_by_role("row").filter(has=page.get_by_text(spread["rows"][0]["value"], exact=True)).first
    expect(row).to_contain_text(str(round(spread["rows"][0]["index"])))
    visit.check(page)

    steps = [{"event": "add_to_cart"}, {"event": "checkout_started"}]
    funnel = {"steps": steps, "order": "ordered", "window": {"days": 7}, "since": "-29d"}
    visit.open(page, address(demo, "funnels", funnel), lang, theme)
    page.get_by_role("button", name=words("query", "addCondition")).last.click()
    page.get_by_role("option", name=re.compile(f"^{words('query', 'kind.segment')}")).click()
    choose(page, name)
    visit.settle(page)
    body = {**funnel, "condition": {"segment": id}}
    counts = [step["people"] for step in demo.ask("/api/insight/funnel", body)["steps"]]
    detail = page.get_by_role("region").locator("tbody tr")
    expect(detail.first.locator("td").first).to_have_text(f"{counts[0]:,}")
    assert [one.locator("td").first.inner_text() for one in detail.all()] == [f"{count:,}" for count in counts]
    visit.check(page)
