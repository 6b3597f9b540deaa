"""From the map to an experiment, in both languages: the dearest bottleneck is clicked, its people are seen, and an
experiment is drafted on it."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import visit
from browser.visit import Demo, Words, address, numbers
from uems.demo.truth import TRUTHS

BROKEN = {"dimension": "platform", "value": TRUTHS.checkout.platform}


@pytest.mark.parametrize(("lang", "theme", "widths"), [("zh", "dark", (1440, 390)), ("en", "light", (1024,))])
def test_the_map_and_its_bottlenecks_have_no_barrier_at_any_width(
    page: Page, demo: Demo, lang: str, theme: str, widths: tuple[int, ...]
) -> None:
    for path in ("journey-map", "bottlenecks"):
        visit.open(page, f"/p/{demo.project}/{path}", lang, theme)
        visit.check_at(page, *widths)


@pytest.mark.parametrize(("lang", "theme"), [("zh", "light"), ("en", "dark")])
def test_the_worst_bottleneck_is_clicked_seen_and_tried(page: Page, demo: Demo, lang: str, theme: str) -> None:
    words = Words(lang)
    map = demo.ask("/api/journey-maps")["items"][0]
    found = demo.ask("/api/insight/bottlenecks", {"map": map["id"]})["items"]
    worst = found[0]
    told = [(one["source"], one["target"], one["group"], one["arithmetic"]) for one in found]
    assert (worst["source"], worst["target"], worst["group"]) == ("checkout", "paid", BROKEN), told

    visit.open(page, f"/p/{demo.project}/journey-map", lang, theme)
    grid = page.get_by_role("region", name=words("maps", "title"))
    for stage in ("awareness", "use", "conversion", "retention"):
        expect(grid.get_by_role("columnheader", name=words("maps", f"stage.{stage}"))).to_be_visible()
    boxes = demo.ask(f"/api/journey-maps/{map['id']}/numbers?bottlenecks=false")["boxes"]
    people = grid.get_by_role("row").filter(has=page.get_by_role("rowheader", name=words("maps", "lane.people")))
    shown = [cell.get_by_role("button").first.inner_text() for cell in people.get_by_role("cell").all()]
    assert shown == [f"{one['box']['people']:,}" for one in boxes]
    visit.check(page)

    grid.get_by_role("link", name=re.compile(words("maps", "worst"))).click()
    page.wait_for_url("**/bottlenecks?*")
    visit.settle(page)
    names = {one["key"]: one["name"] for one in map["touchpoints"]}
    first = page.get_by_role("article").first
    expect(first).to_have_accessible_name(f"{names['checkout']} → {names['paid']}")
    expect(first).to_contain_text(words("bottlenecks", "evidence.quasi_experimental"))
    expect(first).to_contain_text("payment_failed")
    visit.check(page)

    first.get_by_role("button", name=words("bottlenecks", "seeWho")).click()
    drawer = page.get_by_role("dialog")
    cell = {name: worst[name] for name in ("source", "target", "since", "until", "group")}
    query = {"kind": "bottlenecks", "map": map["id"]}
    lost = demo.ask("/api/insight/people", {"query": query, "cell": cell})["total"]
    expect(drawer.get_by_test_id("people-count")).to_contain_text(f"{lost:,}")
    assert lost > 0
    visit.settle(page)
    visit.check(page)
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()

    first.get_by_role("button", name=words("bottlenecks", "draft")).click()
    page.wait_for_url("**/experiments/exp_*")
    visit.settle(page)
    made = demo.ask(f"/api/experiments/{page.url.rsplit('/', 1)[1]}")
    assert made["status"] == "draft"
    metric = demo.ask(f"/api/metrics/{made['primary']}")
    assert metric["definition"]["event"]["events"][0]["event"] == "order_paid"
    visit.check(page)


@pytest.mark.parametrize("path", ["journey-map", "bottlenecks"])
def test_no_other_map_stands_in_for_one_that_is_gone(page: Page, demo: Demo, path: str) -> None:
    visit.open(page, address(demo, path, {"map": "map_gone"}))
    words = Words("en")
    expect(page.get_by_role("main")).to_contain_text(words("maps", "gone"))
    visit.check(page)
    page.get_by_role("link", name=words("maps", "toFirst")).click()
    expect(page.get_by_role("main")).not_to_contain_text(words("maps", "gone"))


def test_bottlenecks_of_the_steps_of_a_funnel_are_opened_and_tried(page: Page, demo: Demo) -> None:
    words = Words("en")
    asked = {"steps": [{"event": "checkout_started"}, {"event": "order_paid"}], "window": {"hours": 1}}
    found = demo.ask("/api/insight/bottlenecks", asked)["items"]
    visit.open(page, address(demo, "bottlenecks", asked))
    assert (found[0]["source"], found[0]["target"], found[0]["group"]) == ("0", "1", BROKEN)
    expect(page.get_by_role("article")).to_have_count(len(found))
    first = page.get_by_role("article").first
    expect(first).to_have_accessible_name("checkout_started → order_paid")
    visit.check(page)
    metrics = []
    for _ in range(2):
        visit.open(page, address(demo, "bottlenecks", asked))
        page.get_by_role("article").first.get_by_role("button", name=words("bottlenecks", "draft")).click()
        page.wait_for_url("**/experiments/exp_*")
        metrics.append(demo.ask(f"/api/experiments/{page.url.rsplit('/', 1)[1]}")["primary"])
    assert metrics[0] == metrics[1]
    assert demo.ask(f"/api/metrics/{metrics[0]}")["definition"]["window"]["within"] == {"hours": 1}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_map_is_edited_as_a_further_version_and_compared(page: Page, demo: Demo, lang: str) -> None:
    words = Words(lang)
    map = demo.ask("/api/journey-maps")["items"][0]
    visit.open(page, f"/p/{demo.project}/journey-map", lang)
    page.get_by_role("button", name=words("maps", "edit")).click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label(words("maps", "changeNote")).fill(f"Seen 看过 {lang}")
    visit.settle(page)
    visit.check(page)
    drawer.get_by_role("button", name=words("maps", "save")).click()
    expect(drawer).to_be_hidden()
    visit.settle(page)
    newest = demo.ask(f"/api/journey-maps/{map['id']}/versions")["items"][0]
    assert (newest["version"], newest["note"]) == (map["latest"] + 1, f"Seen 看过 {lang}")
    page.get_by_label(words("maps", "compare")).click()
    page.locator(".ant-select-item-option").filter(has_text=words("maps", "comparing.previous")).click()
    visit.settle(page)
    alike = words("maps", "withinChance").split("·")[1].strip()
    expect(page.get_by_role("region", name=words("maps", "title")).get_by_text(alike).first).to_be_visible()
    visit.check(page)


@pytest.mark.parametrize(("lang", "theme"), [("zh", "light"), ("en", "dark")])
def test_the_map_beside_the_time_before_is_a_table_and_a_file(
    page: Page, demo: Demo, lang: str, theme: str, tmp_path: Path
) -> None:
    words = Words(lang)
    visit.open(
        page, address(demo, "journey-map", {"since": "-27d", "compare": "previous", "show": "table"}), lang, theme
    )
    map = demo.ask("/api/journey-maps")["items"][0]
    asked = {"map": map["id"], "since": "-27d", "compare": "previous"}
    found = demo.ask("/api/insight/journey_map", asked)
    people = [row for row in numbers(page, words("maps", "title")) if row[2] == words("maps", "lane.people")]
    assert [row[3] for row in people] == [f"{one['box']['people']:,}" for one in found["boxes"]]
    changes = {one["key"]: one["people"] for one in found["before"]["changes"]["boxes"]}
    clear = [words("maps", "head.clear" if one["clear"] else "head.alike") for one in changes.values() if one["change"]]
    assert [row[8] for row in people if row[8] != "—"] == clear
    visit.check_at(page, 1440, 390)
    visit.resize(page, 1440)

    page.get_by_role("button", name=words("report", "export")).click()
    with page.expect_download() as download:
        page.get_by_text(words("report", "csv")).click()
    download.value.save_as(tmp_path / "map.csv")
    rows = list(csv.reader((tmp_path / "map.csv").read_text("utf-8-sig").splitlines()))
    assert [row[3] for row in rows[1:] if row[2] == words("maps", "lane.people")] == [
        str(one["box"]["people"]) for one in found["boxes"]
    ]
