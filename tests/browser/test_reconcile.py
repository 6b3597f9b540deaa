"""Why two numbers differ: put one aside, open another, see the causes, open who is behind one."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser import visit
from browser.visit import Demo, Words, address

RANGE = {"since": "-29d", "until": "-1d"}
TREND: dict[str, Any] = {"series": [{"event": "order_paid", "measure": "people"}], "interval": "day", **RANGE}
STEPS = [{"event": "add_to_cart"}, {"event": "order_paid"}]
FUNNEL: dict[str, Any] = {"steps": STEPS, "order": "ordered", "window": {"hours": 6}, **RANGE}
A = {"query": {"kind": "trend", **TREND}, "cell": {}, "title": "order_paid 用户数"}
B = {"query": {"kind": "funnel", **FUNNEL}, "cell": {"step": 1}, "title": "Took step 2 — order_paid"}


def beside(demo: Demo, *pair: dict[str, Any]) -> str:
    return address(demo, "reconcile", dict(zip("ab", pair, strict=True)))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_number_of_a_trend_and_one_of_a_funnel_are_reconciled(page: Page, demo: Demo, lang: str) -> None:
    words = Words(lang)
    visit.open(page, address(demo, "trends", TREND), lang)
    page.get_by_role("region", name=words("trends", "detail")).locator("tbody button").first.click()
    page.get_by_role("button", name=words("behind", "hold")).click()
    expect(page.get_by_text(words("behind", "held"))).to_be_visible()
    visit.check(page)
    visit.open(page, address(demo, "funnels", FUNNEL), lang)
    converted = demo.ask("/api/insight/funnel", FUNNEL)["steps"][1]["people"]
    table = page.get_by_role("region", name=words("funnels", "detail"))
    table.get_by_role("button", name=f"{converted:,}", exact=True).first.click()
    page.get_by_role("dialog").get_by_role("button", name=words("behind", "why").split("“")[0].strip()).click()
    page.wait_for_url("**/reconcile?*")
    visit.settle(page)
    found = demo.ask("/api/metrics/reconcile", bodies())
    expect(page.get_by_test_id("difference")).to_have_text(f"{found['difference']:,.0f}")
    part = next(one for one in found["causes"] if one["only_a"])
    row = page.get_by_role("row", name=words("reconcile", f"causes.{part['cause']}"))
    row.get_by_role("button").first.click()
    expect(page.get_by_test_id("people-count")).to_contain_text(f"{part['only_a']:,}")
    visit.settle(page)
    visit.check(page)


def bodies() -> dict[str, Any]:
    return {side: {key: one[key] for key in ("query", "cell")} for side, one in (("a", A), ("b", B))}


@pytest.mark.parametrize(("lang", "theme", "widths"), [("zh", "dark", (1440, 390)), ("en", "light", (1024,))])
def test_the_page_has_no_barrier_at_any_width(
    page: Page, demo: Demo, lang: str, theme: str, widths: tuple[int, ...]
) -> None:
    words = Words(lang)
    visit.open(page, beside(demo, A, B), lang, theme)
    page.get_by_text(words("reconcile", "how")).click()
    expect(page.get_by_text(words("reconcile", "howOne"))).to_be_visible()
    visit.check_at(page, *widths)
    visit.open(page, f"/p/{demo.project}/reconcile", lang, theme)
    expect(page.get_by_text(words("reconcile", "noneWhy"))).to_be_visible()
    visit.check_at(page, *widths)


def test_equal_numbers_a_refusal_and_a_broken_address_say_so(page: Page, demo: Demo) -> None:
    words = Words("en")
    visit.open(page, beside(demo, A, A))
    expect(page.get_by_text(words("reconcile", "sameWhy"))).to_be_visible()
    visit.open(page, f"/p/{demo.project}/reconcile?q=%7Bbroken")
    expect(page.get_by_text(words("reconcile", "broken"))).to_be_visible()
    visit.watched(page).allow("422 POST")
    visit.open(page, beside(demo, A, {**B, "cell": {"step": 1, "dropped": True}}))
    expect(page.get_by_role("alert")).to_contain_text("not made of people one by one")
    visit.check(page)


def test_the_people_of_a_metrics_point_can_be_chosen_and_compared(page: Page, demo: Demo) -> None:
    words = Words("en")
    visit.open(page, f"/p/{demo.project}/metrics/sign_up_rate")
    page.locator("main section button").first.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_role("button", name=words("behind", "hold"))).to_be_visible()
    drawer.get_by_text(words("metrics", "sides.missing"), exact=True).click()
    visit.settle(page)
    expect(drawer.get_by_role("button", name=words("behind", "hold"))).to_have_count(0)
    expect(drawer.get_by_role("button", name="CSV")).to_be_visible()
    visit.check(page)
