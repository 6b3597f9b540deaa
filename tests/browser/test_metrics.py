"""Metrics: the registry, one metric with its numbers as the API says them, one made by hand, watched and targeted."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser import visit
from browser.keys import choose
from browser.visit import Demo, Words

PAGES = ("metrics", "metrics/active_people", "metrics/retention_d7", "metrics/revenue")


@pytest.mark.parametrize(("lang", "theme", "widths"), [("zh", "dark", (1440, 390)), ("en", "light", (1024,))])
def test_the_pages_of_metrics_have_no_barrier_at_any_width(
    page: Page, demo: Demo, lang: str, theme: str, widths: tuple[int, ...]
) -> None:
    for path in PAGES:
        visit.open(page, f"/p/{demo.project}/{path}", lang, theme)
        visit.check_at(page, *widths)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_metric_is_made_targeted_and_watched(page: Page, demo: Demo, lang: str) -> None:
    words, name = Words(lang), f"Carts 加购 {lang}"
    visit.open(page, f"/p/{demo.project}/metrics", lang)
    standing = [one["standing"]["status"] for one in demo.ask("/api/kpi")["items"]]
    assert len(standing) >= 4
    expect(page.get_by_text(words("metrics", f"statuses.{standing[0]}")).first).to_be_visible()
    page.get_by_role("button", name=words("metrics", "new")).click()
    page.get_by_label(words("metrics", "name")).fill(name)
    page.get_by_role("dialog").get_by_role("button", name=words("metrics", "event")).first.click()
    choose(page, "add_to_cart")
    page.get_by_role("dialog").get_by_role("button", name=words("metrics", "save")).click()
    page.wait_for_url("**/metrics/met_*")
    visit.settle(page)
    id = page.url.rsplit("/", 1)[1]
    made = demo.ask(f"/api/metrics/{id}")
    assert made["definition"] == {"kind": "proportion", "event": {"events": [{"event": "add_to_cart"}]}}
    expect(page.get_by_role("heading", name=name)).to_be_visible()

    page.get_by_label(words("metrics", "target"), exact=True).fill("100000")
    page.get_by_role("button", name=words("metrics", "addTarget")).click()
    expect(page.get_by_text(re.compile("100,000")).first).to_be_visible()
    (target,) = demo.ask(f"/api/kpi?metric={id}")["items"]
    assert (target["value"], target["interval"]) == (100000, "month")
    page.get_by_role("button", name=words("metrics", "addAlert")).click()
    expect(page.get_by_role("button", name=words("metrics", "snooze"))).to_be_visible()
    page.get_by_role("button", name=words("metrics", "snooze")).click()
    expect(page.get_by_role("button", name=words("metrics", "wake"))).to_be_visible()
    visit.settle(page)
    visit.check(page)


def test_how_a_number_is_computed_is_said(page: Page, demo: Demo) -> None:
    words = Words("en")
    visit.open(page, f"/p/{demo.project}/metrics/sign_up_rate")
    page.get_by_role("button", name=words("report", "how")).click()
    found = demo.ask("/api/metrics/sign_up_rate")
    expect(page.get_by_role("tooltip").get_by_text(found["sentence"])).to_be_visible()
    expect(page.get_by_role("tooltip").get_by_text(words("metrics", "identity"))).to_be_visible()
