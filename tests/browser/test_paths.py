"""The pages of paths and of sessions show the API's numbers, and each number opens the people it counts."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser import visit
from browser.visit import Demo, Words, address, numbers, percent, whole

PATHS = {"node": "page", "by": "session", "depth": 4, "limit": 10, "since": "-13d"}
SESSIONS = {"since": "-13d", "interval": "day", "breakdown": {"property": "channel", "of": "event", "limit": 10}}

LOOKS = [("en", "dark"), ("zh", "light")]


@pytest.mark.parametrize(("lang", "theme"), LOOKS)
@pytest.mark.parametrize(("name", "query"), [("paths", PATHS), ("sessions", SESSIONS)])
def test_each_page_is_whole(page: Page, demo: Demo, name: str, query: dict[str, object], lang: str, theme: str) -> None:
    visit.open(page, address(demo, name, query), lang, theme)
    expect(page.locator("main svg").last).to_be_visible()
    visit.check_at(page)


@pytest.mark.parametrize(("lang", "theme"), LOOKS)
def test_the_definition_of_a_session_is_whole(page: Page, demo: Demo, lang: str, theme: str) -> None:
    visit.open(page, address(demo, "sessions", SESSIONS), lang, theme)
    page.get_by_role("button", name=Words(lang)("sessions", "definition")).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    visit.check_at(page)


@pytest.mark.parametrize("show", ["chart", "table"])
def test_every_link_of_the_answer_is_listed(page: Page, demo: Demo, show: str) -> None:
    visit.open(page, address(demo, "paths", {**PATHS, "show": show}))
    answer = demo.insight("paths", PATHS)
    shown = numbers(page, "Details")
    links = answer["links"]
    assert len(links) == 10
    assert [(row[0], row[1], whole(row[3]), whole(row[4])) for row in shown[: len(links)]] == [
        (link["from"], link["to"], link["paths"], link["people"]) for link in links
    ]
    if show == "table":
        twin = numbers(page, "Paths")
        assert whole(twin[0][2]) == max(link["paths"] for link in [*links, *answer["rest"]])


def test_a_link_opens_as_many_people_as_it_says(page: Page, demo: Demo) -> None:
    visit.open(page, address(demo, "paths", PATHS))
    row = page.get_by_role("region", name="Details").locator("tbody tr").first
    button = row.locator("button").first
    count = whole(button.inner_text())
    button.click()
    visit.settle(page)
    expect(page.get_by_role("dialog")).to_contain_text(f"{count:,}")


def test_sessions_say_which_bounce_they_count_and_add_up_over_channels(page: Page, demo: Demo) -> None:
    visit.open(page, address(demo, "sessions", SESSIONS))
    answer = demo.insight("sessions", SESSIONS)
    main = page.get_by_role("main")
    expect(main).to_contain_text("one page, no interaction")
    expect(main).to_contain_text(percent(answer["total"]["bounce_rate"]))
    parts = numbers(page, "Breakdown")
    assert sum(whole(row[1]) for row in parts) == answer["total"]["sessions"]
    entry = numbers(page, "Pages")
    most = max(one["entries"] for one in answer["pages"]["items"])
    assert whole(entry[0][2]) == most


def test_the_definition_can_be_changed_and_taken_back(page: Page, demo: Demo) -> None:
    visit.open(page, address(demo, "sessions", SESSIONS))
    page.get_by_role("button", name="Definition").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_role("radio", name=re.compile("under 10 s")).check()
    drawer.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("under 10 s")
    page.get_by_role("button", name="Definition").click()
    drawer.get_by_role("button", name="Back to the default").click()
    page.locator(".ant-popconfirm-buttons .ant-btn-primary").click()
    expect(page.get_by_role("main")).not_to_contain_text("under 10 s")
