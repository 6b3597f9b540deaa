"""A holdout in the console: made, asked for, read, and somebody looked up in it."""

import pytest
from playwright.sync_api import Page, expect

from browser import visit
from browser.visit import Demo, Words

PEOPLE = 60


@pytest.mark.parametrize(("lang", "theme"), [("zh", "light"), ("en", "dark")])
def test_a_holdout_is_made_read_and_somebody_looked_up(page: Page, demo: Demo, lang: str, theme: str) -> None:
    words, key = Words(lang), f"autumn-{lang}"
    visit.open(page, f"/p/{demo.project}/holdouts", lang, theme)
    page.get_by_role("button", name=words("holdouts", "new")).first.click()
    page.get_by_label(words("holdouts", "name"), exact=True).fill(f"Autumn {lang}")
    page.get_by_text(words("holdouts", "oneStrategy"), exact=True).click()
    page.get_by_label(words("holdouts", "strategy"), exact=True).fill(key)
    page.get_by_label(words("holdouts", "share"), exact=True).fill("50")
    page.get_by_label(words("holdouts", "metrics"), exact=True).click()
    page.keyboard.type("Paid after checkout")
    page.locator(".ant-select-item-option").filter(has_text="Paid after checkout").click()
    page.keyboard.press("Tab")
    visit.settle(page)
    visit.check(page)
    page.get_by_role("button", name=words("holdouts", "begin")).click()
    page.wait_for_url("**/holdouts/hold_*")
    expect(page.get_by_role("heading", name=words("holdouts", "nobody"))).to_be_visible()
    id = page.url.rsplit("/", 1)[1]
    held = asked(demo, key)
    visit.until_people(demo, f"/api/holdouts/{id}", PEOPLE)
    page.reload()
    expect(page.get_by_role("heading", name=words("holdouts", "verdict.unclear"))).to_be_visible()
    page.get_by_label(words("holdouts", "checkWho"), exact=True).fill(held[0])
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text=words("holdouts", "states.held"))).to_be_visible()
    visit.settle(page)
    visit.check_at(page, 1440, 390)
    visit.open(page, f"/p/{demo.project}/holdouts", lang, theme)
    expect(page.get_by_role("link", name=f"Autumn {lang}")).to_be_visible()
    visit.check_at(page, 1440, 390)


def asked(demo: Demo, strategy: str) -> list[str]:
    """People ask for a flag that respects the holdout; who is held out."""
    demo.ask("/api/flags", {"key": strategy, "rules": [{}], "holdouts": [strategy]})
    who = [f"{strategy}-{n}" for n in range(PEOPLE)]
    return [one for one in who if demo.flag(strategy, one)["reason"] == "holdout"]
