"""A holdout in the console: made, asked for, read, and somebody looked up in it."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from browser import visit
from browser.test_people import ask
from browser.test_segment_story import Words
from browser.visit import Demo

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
    _wait(demo, id)
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
    secret, write = ({"Authorization": f"Bearer {key}"} for key in (demo.secret_key, demo.write_key))
    flag = {"key": strategy, "rules": [{}], "holdouts": [strategy]}
    httpx.post(f"{demo.url}/api/flags", json=flag, headers=secret, timeout=30).raise_for_status()
    held = []
    with httpx.Client(base_url=demo.url, headers=write, timeout=60) as client:
        for n in range(PEOPLE):
            question = {"user_id": f"{strategy}-{n}", "flags": [strategy]}
            answer = client.post("/api/flags/evaluate", json=question).raise_for_status().json()
            held += [f"{strategy}-{n}"] if answer["flags"][0]["reason"] == "holdout" else []
    return held


def _wait(demo: Demo, id: str) -> None:
    """Until everybody is noted."""
    for _ in range(600):
        if ask(demo, f"/api/holdouts/{id}/results")["people"] == PEOPLE:
            return
    raise AssertionError("the memberships do not arrive")
