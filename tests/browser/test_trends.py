"""The trends page shows the API's numbers, opens who is behind them, exports them and keeps the question."""

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser import visit
from browser.visit import Demo, address, numbers, percent, whole

PAID = {
    "series": [{"event": "order_paid", "measure": "people"}, {"event": "order_paid", "measure": "total"}],
    "interval": "day",
    "since": "-13d",
    "until": "-1d",
}
BY_PLATFORM = {**PAID, "series": PAID["series"][1:], "breakdown": {"property": "platform", "of": "event"}}


@pytest.mark.parametrize("query", [PAID, BY_PLATFORM])
def test_every_number_shown_is_the_answers(page: Page, demo: Demo, query: dict[str, Any]) -> None:
    visit.open(page, address(demo, "trends", query))
    expect(page.locator("main svg").last).to_be_visible()
    expected = [[line["total"], *line["values"]] for line in demo.insight("trend", query)["series"]]
    assert [[whole(cell) for cell in row[1:]] for row in numbers(page, "Details")] == expected
    assert sum(map(sum, expected)) > 0
    visit.check(page)


def test_a_formula_is_drawn_as_a_share_and_its_parts_are_listed(page: Page, demo: Demo) -> None:
    query = {**PAID, "formula": "A/B"}
    visit.open(page, address(demo, "trends", {**query, "percent": True, "show": "table"}))
    total = next(line["total"] for line in demo.insight("trend", query)["series"] if line["letter"] is None)
    rows = page.get_by_role("region", name="A/B").locator("tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.last.locator("td").first).to_have_text(percent(total))


def test_a_number_opens_as_many_people_as_it_says(page: Page, demo: Demo) -> None:
    visit.open(page, address(demo, "trends", {**PAID, "series": PAID["series"][:1]}))
    total = page.get_by_role("region", name="Details").locator("tbody button").first
    count = whole(total.inner_text())
    total.click()
    drawer = page.get_by_role("dialog")
    expect(drawer).to_be_visible()
    visit.settle(page)
    people = {**PAID, "series": PAID["series"][:1], "kind": "trend"}
    body = {"query": people, "cell": {"series": "A"}, "limit": 1000}
    found = demo.ask("/api/insight/people", body)["items"]
    assert len(found) == count
    expect(drawer).to_contain_text(f"{count:,}")


def test_the_numbers_and_the_picture_can_be_taken_away(page: Page, demo: Demo, tmp_path: Path) -> None:
    visit.open(page, address(demo, "trends", BY_PLATFORM))
    expect(page.locator("main svg").last).to_be_visible()
    files = {}
    for kind in ("CSV", "PNG"):
        page.get_by_role("button", name="Export").click()
        with page.expect_download() as coming:
            page.get_by_role("menuitem", name=re.compile(kind)).click()
        files[kind] = tmp_path / coming.value.suggested_filename
        coming.value.save_as(files[kind])
    assert files["PNG"].read_bytes().startswith(b"\x89PNG")
    assert files["CSV"].read_bytes().startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(files["CSV"].read_text("utf-8-sig").splitlines())
    lines = demo.insight("trend", BY_PLATFORM)["series"]
    assert header[1:] == [line["breakdown"] for line in lines]
    assert [[int(cell) for cell in row[1:]] for row in rows] == [
        list(day) for day in zip(*(line["values"] for line in lines), strict=True)
    ]


def test_a_question_is_kept_under_a_name_and_found_again_as_it_was_shown(page: Page, demo: Demo) -> None:
    visit.open(page, address(demo, "trends", BY_PLATFORM))
    page.get_by_title("Bars", exact=True).click()
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Name").fill("Orders by platform")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(r"trends\?report=rep_"))
    page.reload()
    visit.settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Orders by platform")
    assert len(numbers(page, "Details")) == len(demo.insight("trend", BY_PLATFORM)["series"])
    expect(page.locator(".ant-segmented-item-selected [title=Bars]")).to_be_visible()


def test_a_note_stands_on_the_axis_of_everybody(page: Page, demo: Demo) -> None:
    visit.open(page, address(demo, "trends", {**PAID, "until": "today"}))
    page.get_by_role("button", name="Annotate").click()
    page.get_by_label("What happened").fill("New <b>checkout</b>")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("main svg text", has_text="New <b>checkout</b>")).to_be_visible()


def test_a_link_typed_wrongly_says_so_and_shows_the_usual(page: Page, demo: Demo) -> None:
    visit.open(page, f"/p/{demo.project}/trends?q=%7Bbroken")
    expect(page.get_by_role("alert")).to_contain_text("cannot be read")
    assert len(numbers(page, "Details")) == 1


@pytest.mark.parametrize(("lang", "theme"), [("zh", "dark"), ("en", "light")])
def test_the_page_stands_in_every_language_theme_and_width(page: Page, demo: Demo, lang: str, theme: str) -> None:
    visit.open(page, address(demo, "trends", {**PAID, "compare": True}), lang, theme)
    expect(page.locator("main svg").last).to_be_visible()
    visit.check_at(page)
