"""The retention page shows the API's cohorts and means, and each cell opens the people it counts."""

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser import visit
from browser.visit import Demo, address, numbers, percent, whole

WEEKLY = {
    "start": {"event": "sign_up"},
    "return": {"event": "app_open"},
    "start_kind": "first_ever",
    "period": "week",
    "periods": 6,
    "since": "-55d",
}
TABLE = "Retention by cohort"


@pytest.mark.parametrize(
    "how", [{}, {"measure": "on_or_after"}, {"measure": "bracket", "brackets": [[1, 2], [3, 5]]}, {"clock": "rolling"}]
)
def test_every_cell_shown_is_the_answers(page: Page, demo: Demo, how: dict[str, Any]) -> None:
    query = {**WEEKLY, **how}
    visit.open(page, address(demo, "retention", {**query, "show": "people"}))
    answer = demo.insight("retention", query)
    mean, *shown = numbers(page, TABLE)
    assert [whole(row[1]) for row in shown] == [cohort["people"] for cohort in answer["cohorts"]]
    for row, cohort in zip(shown, answer["cohorts"], strict=True):
        cells = [None if cell == "" else whole(cell) for cell in row[2:]]
        for cell, returned, complete in zip(cells, cohort["returned"], cohort["complete"], strict=True):
            assert cell == returned or (cell is None and not complete and returned == 0)
    assert mean[2:] == [said(share) for share in answer["mean"]]


def said(share: float | None) -> str:
    return "" if share is None else "100%" if share == 1 else percent(share)


def test_a_cell_opens_as_many_people_as_it_says(page: Page, demo: Demo) -> None:
    visit.open(page, address(demo, "retention", {**WEEKLY, "show": "people"}))
    row = page.get_by_role("region", name=TABLE).locator("tbody tr").nth(2)
    cell = row.locator("button").nth(1)
    count = whole(cell.inner_text())
    cell.click()
    visit.settle(page)
    expect(page.get_by_role("dialog")).to_contain_text(f"{count:,}")
    cohort = demo.insight("retention", WEEKLY)["cohorts"][1]
    body = {"query": {**WEEKLY, "kind": "retention"}, "cell": {"cohort": cohort["date"], "column": 1}, "limit": 1000}
    found = demo.ask("/api/insight/people", body)["items"]
    assert len(found) == count == cohort["returned"][1]


def test_the_cohorts_can_be_taken_away(page: Page, demo: Demo, tmp_path: Path) -> None:
    visit.open(page, address(demo, "retention", {**WEEKLY, "show": "people"}))
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as coming:
        page.get_by_role("menuitem", name=re.compile("CSV")).click()
    coming.value.save_as(tmp_path / "cohorts.csv")
    rows = list(csv.reader((tmp_path / "cohorts.csv").read_text("utf-8-sig").splitlines()))
    cohorts = demo.insight("retention", WEEKLY)["cohorts"]
    assert [row[:2] for row in rows[2:]] == [[cohort["date"], str(cohort["people"])] for cohort in cohorts]


@pytest.mark.parametrize(("lang", "theme"), [("en", "light"), ("zh", "dark")])
def test_thirty_one_columns_scroll_in_their_place(page: Page, demo: Demo, lang: str, theme: str) -> None:
    daily = {**WEEKLY, "period": "day", "periods": 31, "since": "-40d"}
    visit.open(page, address(demo, "retention", daily), lang, theme)
    expect(page.locator("main table thead th")).to_have_count(33)
    visit.check_at(page)
