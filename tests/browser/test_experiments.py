"""From a flag to a learning, in both languages: planned, exposed, read, decided, and found again."""

from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser import visit
from browser.visit import Demo, Words
from uems.demo.truth import TRUTHS

PEOPLE = 240


def planted(demo: Demo, key: str) -> str:
    found: list[str] = [one["id"] for one in demo.ask("/api/experiments")["items"] if one["key"] == key]
    return found[0]


def say(words: Words, path: str, **holes: str) -> str:
    text = words("experiments", path)
    for name, value in holes.items():
        text = text.replace("{{" + name + "}}", value)
    return text


@pytest.mark.parametrize(("lang", "theme", "widths"), [("zh", "dark", (1440, 390)), ("en", "light", (1024,))])
def test_the_pages_of_experiments_have_no_barrier_at_any_width(
    page: Page, demo: Demo, lang: str, theme: str, widths: tuple[int, ...]
) -> None:
    won = planted(demo, TRUTHS.works.name)
    for path in ("experiments", f"experiments/{won}", "learnings"):
        visit.open(page, f"/p/{demo.project}/{path}", lang, theme)
        visit.check_at(page, *widths)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_planted_experiment_says_who_won_and_the_idle_one_nobody(page: Page, demo: Demo, lang: str) -> None:
    words = Words(lang)
    visit.open(page, f"/p/{demo.project}/experiments/{planted(demo, TRUTHS.works.name)}", lang)
    won = say(words, "verdict.roll_out", variant="treatment")
    expect(page.get_by_role("heading", name=won)).to_be_visible()
    visit.open(page, f"/p/{demo.project}/experiments/{planted(demo, TRUTHS.idle.name)}", lang)
    expect(page.get_by_role("heading", name=words("experiments", "verdict.not_enough"))).to_be_visible()


def live(demo: Demo, key: str) -> int:
    """People ask for the flag; of the control every tenth pays, of the others most. How many got the other variant."""
    events: list[dict[str, Any]] = []
    treated = 0
    for n in range(PEOPLE):
        who = f"{key}-{n}"
        variant = demo.flag(key, who)["variant"]
        treated += variant == "test"
        if n % 10 < (9 if variant == "test" else 4):
            at = datetime.now(UTC).isoformat()
            events.append({"user_id": who, "event": "order_paid", "id": f"paid-{who}", "timestamp": at})
    demo.send(*events)
    return treated


@pytest.mark.parametrize(("lang", "theme"), [("zh", "light"), ("en", "dark")])
def test_a_flag_is_made_exposed_read_decided_and_learned_from(page: Page, demo: Demo, lang: str, theme: str) -> None:
    words, key = Words(lang), f"one-page-{lang}"
    visit.open(page, f"/p/{demo.project}/experiments", lang, theme)
    page.get_by_role("button", name=words("experiments", "new")).click()
    page.get_by_label(words("experiments", "name"), exact=True).fill(f"One page {lang}")
    page.get_by_label(words("experiments", "key"), exact=True).fill(key)
    page.get_by_label(words("experiments", "hypothesis"), exact=True).fill("One page instead of three 一页代替三页")
    page.get_by_label(words("experiments", "primary"), exact=True).click()
    page.keyboard.type("Paid after checkout")
    page.locator(".ant-select-item-option").filter(has_text="Paid after checkout").click()
    expect(page.locator(".ant-select-dropdown")).to_be_hidden()
    page.get_by_label(words("experiments", "planned"), exact=True).fill(str(PEOPLE))
    page.get_by_role("button", name=words("experiments", "powerAsk")).click()
    expect(page.get_by_role("status").filter(has_text="%")).to_be_visible()
    page.get_by_label(words("experiments", "effect")).fill("6")
    expect(page.get_by_role("status").filter(has_text="%")).to_have_count(0)  # what was said is of another effect
    page.get_by_label(words("experiments", "effect")).fill("5")
    expect(page.get_by_role("status").filter(has_text="%")).to_be_visible()
    visit.settle(page)
    visit.check(page)
    page.get_by_role("button", name=words("experiments", "save")).click()
    page.wait_for_url("**/experiments/exp_*")
    id = page.url.rsplit("/", 1)[1]
    assert demo.ask(f"/api/flags/{key}")["enabled"] is False
    assert demo.ask(f"/api/experiments/{id}", {"least_days": 0}, "PATCH")["status"] == "draft"

    page.get_by_role("button", name=words("experiments", "start")).click()
    expect(page.get_by_text(words("experiments", "statuses.running"), exact=True)).to_be_visible()
    treated = live(demo, key)
    visit.until_people(demo, f"/api/experiments/{id}", PEOPLE)
    page.reload()
    won = say(words, "verdict.roll_out", variant="test")
    expect(page.get_by_role("heading", name=won)).to_be_visible()
    visit.settle(page)
    visit.check(page)
    page.get_by_role("button", name=say(words, "behind", variant="test")).click()
    assert demo.ask(f"/api/experiments/{id}/results")["variants"][1]["people"] == treated
    expect(page.get_by_role("dialog").get_by_text(f"{key}-", exact=False).first).to_be_visible()
    page.keyboard.press("Escape")

    page.get_by_role("button", name=words("experiments", "decide"), exact=True).click()
    page.get_by_label(words("experiments", "reason"), exact=True).fill("Clearly more people pay 付款的人更多")
    page.get_by_label(words("experiments", "learned"), exact=True).fill(f"Short wins {lang}")
    page.get_by_role("checkbox", name=words("experiments", "rollOut")).check()
    page.get_by_role("button", name=words("experiments", "decideSave")).click()
    expect(page.get_by_text(words("experiments", "statuses.decided"), exact=True).first).to_be_visible()
    outcome = demo.ask(f"/api/experiments/{id}")["outcome"]
    assert (outcome["variant"], outcome["rolled_out"]) == ("test", True)
    assert demo.ask(f"/api/flags/{key}")["rules"][0]["variant"] == "test"

    visit.open(page, f"/p/{demo.project}/learnings", lang, theme)
    page.get_by_label(words("experiments", "learnings.search")).fill(f"SHORT one-page-{lang}")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Short wins {lang}")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(2)


@pytest.mark.parametrize(("lang", "theme", "widths"), [("zh", "dark", (390,)), ("en", "light", (1024, 390))])
def test_a_bandit_is_chosen_in_plain_words_and_shows_its_weights_as_chart_and_table(
    page: Page, demo: Demo, lang: str, theme: str, widths: tuple[int, ...]
) -> None:
    words, key = Words(lang), f"banner-{lang}"
    visit.open(page, f"/p/{demo.project}/experiments", lang, theme)
    page.get_by_role("button", name=words("experiments", "new")).click()
    page.get_by_label(words("experiments", "key"), exact=True).fill(key)
    page.get_by_title(words("experiments", "bandit.ways.bandit"), exact=True).click()
    expect(page.get_by_text(words("experiments", "bandit.fits"))).to_be_visible()
    expect(page.get_by_label(words("experiments", "planned"), exact=True)).to_have_count(0)
    page.get_by_label(words("experiments", "primary"), exact=True).click()
    page.keyboard.type("Paid after checkout")
    page.locator(".ant-select-item-option").filter(has_text="Paid after checkout").click()
    expect(page.locator(".ant-select-dropdown")).to_be_hidden()
    visit.settle(page)
    visit.check(page)
    page.get_by_role("button", name=words("experiments", "save")).click()
    page.wait_for_url("**/experiments/exp_*")
    id = page.url.rsplit("/", 1)[1]
    made = demo.ask(f"/api/experiments/{id}")
    assert (made["bandit"]["every"], made["bandit"]["floor"]) == ("day", 0.05)
    page.get_by_role("button", name=words("experiments", "start")).click()
    expect(page.get_by_text(words("experiments", "statuses.running"), exact=True)).to_be_visible()
    live(demo, key)
    visit.until_people(demo, f"/api/experiments/{id}", PEOPLE)
    page.reload()
    shares = page.get_by_label(words("experiments", "bandit.weights"), exact=True)
    shares.get_by_text(words("chart", "view.table"), exact=True).click()
    expect(shares.get_by_role("cell", name="50.0%").first).to_be_visible()
    visit.settle(page)
    visit.check_at(page, *widths)


def test_the_flags_show_at_once_what_an_experiment_does_to_its_own(page: Page, demo: Demo) -> None:
    arms = [{"key": "control", "weight": 50}, {"key": "test", "weight": 50}]
    plan = {"key": "seen-at-once", "variants": arms, "primary": "active_people"}
    demo.ask("/api/experiments", plan)
    visit.open(page, f"/p/{demo.project}/flags")
    switch = page.get_by_role("switch", name="seen-at-once on")
    expect(switch).not_to_be_checked()
    page.get_by_role("link", name="Experiments").click()
    page.get_by_role("link", name="seen-at-once").click()
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("Running", exact=True)).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="Flags").click()
    expect(switch).to_be_checked()
