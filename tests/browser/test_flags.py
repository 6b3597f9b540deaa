"""A flag's way, in both languages: made with a rule, switched off, and its history read."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser import visit
from browser.visit import Demo, Words


def decided(demo: Demo, key: str) -> Any:
    """What a client with the write key is told."""
    return demo.flag(key, "u-1", properties={"plan": "pro"}, expose=False)


@pytest.mark.parametrize(("lang", "theme"), [("zh", "light"), ("en", "dark")])
def test_a_flag_is_made_switched_off_and_its_history_tells_it(page: Page, demo: Demo, lang: str, theme: str) -> None:
    words, key = Words(lang), f"new-home-{lang}"
    visit.open(page, f"/p/{demo.project}/flags", lang, theme)
    visit.check_at(page, 1440, 390)
    page.get_by_role("button", name=words("flags", "new")).first.click()
    page.get_by_label(words("flags", "key"), exact=True).fill(key)
    page.get_by_role("button", name=words("flags", "addRule")).click()
    visit.settle(page)
    visit.check(page)  # the pointer is on the button still
    page.get_by_role("button", name=words("common", "save")).click()
    expect(page.get_by_role("button", name=key)).to_be_visible()
    assert (decided(demo, key)["on"], decided(demo, key)["reason"]) == (True, "static")

    page.get_by_role("switch", name=words("flags", "turn").replace("{{key}}", key)).click()
    expect(page.get_by_role("switch", name=words("flags", "turn").replace("{{key}}", key))).not_to_be_checked()
    assert decided(demo, key)["reason"] == "disabled"
    assert demo.ask(f"/api/flags/{key}")["version"] == 2

    page.get_by_role("button", name=key).click()
    page.get_by_role("tab", name=words("flags", "history")).click()
    expect(page.get_by_text(words("flags", "what.created"), exact=True)).to_be_visible()
    visit.check(page)


FULL = {
    "kind": "multivariate",
    "variants": [{"key": "red", "value": 1, "weight": 50, "payload": {"x": 1}}, {"key": "blue", "weight": 50}],
    "rules": [{"rollout": 20}],
    "starts_at": "2026-03-01T01:00:00Z",
    "environments": {"staging": {"enabled": True, "rules": [{}]}},
    "prerequisites": [{"flag": "parent"}],
    "namespace": {"name": "checkout", "start": 0, "end": 0.5},
    "native": {"unleash": {"variants": [{"name": "old", "weight": 1000}]}},
}


@pytest.mark.parametrize(("lang", "theme"), [("zh", "light"), ("en", "light"), ("zh", "dark"), ("en", "dark")])
def test_everything_of_a_flag_is_shown_and_what_is_not_edited_stays(
    page: Page, demo: Demo, lang: str, theme: str
) -> None:
    words, key, parent = Words(lang), f"full-{lang}-{theme}", f"parent-{lang}-{theme}"
    demo.ask("/api/flags", {"key": parent, "rules": [{}]})
    demo.ask("/api/flags", {**FULL, "key": key, "prerequisites": [{"flag": parent}]})
    visit.open(page, f"/p/{demo.project}/flags", lang, theme)
    page.get_by_role("button", name=key).click()
    visit.settle(page)
    expect(page.get_by_label(words("flags", "environment"), exact=True)).to_have_value("staging")
    expect(page.get_by_label(words("flags", "space"), exact=True)).to_have_value("checkout")
    expect(page.get_by_label(words("flags", "starts_at"), exact=True)).not_to_have_value("")
    expect(page.get_by_role("group", name="red").get_by_label(words("flags", "value"), exact=True)).to_have_value("1")
    visit.check_at(page, 1440, 390)
    visit.resize(page, 1440)
    before = demo.ask(f"/api/flags/{key}")
    page.get_by_label(words("flags", "name"), exact=True).fill("Full")
    demo.ask(f"/api/flags/{key}", {"enabled": False}, "PATCH")
    visit.watched(page).allow("409")
    page.get_by_role("button", name=words("common", "save")).click()
    expect(page.get_by_role("dialog")).to_be_visible()  # somebody threw the switch meanwhile: nothing is put back
    assert demo.ask(f"/api/flags/{key}")["enabled"] is False
    page.reload()
    page.get_by_role("button", name=key).click()
    page.get_by_label(words("flags", "name"), exact=True).fill("Full")
    page.get_by_role("button", name=words("common", "save")).click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    after = demo.ask(f"/api/flags/{key}")
    moved = {name for name in after if after[name] != before[name]}
    assert moved == {"name", "enabled", "version", "updated_at"}


def test_what_somebody_changed_while_a_flag_was_open_is_not_put_back(page: Page, demo: Demo) -> None:
    key, words = "held-open", Words("zh")
    demo.ask("/api/flags", {"key": key, "rules": [{}]})
    visit.open(page, f"/p/{demo.project}/flags")
    page.get_by_role("button", name=key).click()
    page.get_by_label("Name", exact=True).fill("Mine")
    demo.ask(f"/api/flags/{key}", {"enabled": False}, "PATCH")
    visit.speak(page, "zh")  # everything is asked again, behind the open flag too
    expect(page.get_by_label(words("flags", "turn").replace("{{key}}", key), exact=True)).not_to_be_checked()
    visit.watched(page).allow("409")
    with page.expect_response(lambda one: one.request.method == "PATCH") as told:
        page.get_by_role("button", name=words("common", "save")).click()
    assert told.value.status == 409
    assert demo.ask(f"/api/flags/{key}")["enabled"] is False
