"""People as a list, one person whole, segments: the numbers are the API's, and what people typed is only ever text."""

import pytest
from playwright.sync_api import Page, expect

from browser import visit
from browser.visit import Demo, address

BUYERS = {"did": "order_paid", "within": {"days": 30}}
NASTY = '=HYPERLINK("http://192.0.2.1") <img src=x onerror=alert(1)> مرحبا'


def someone(demo: Demo, *ids: str, name: str = "Somebody") -> None:
    """People of one event and a name each, visible on return."""
    events = [{"event": "app_open", "user_id": id} for id in ids]
    named = [{"type": "identify", "user_id": id, "ops": {"set": {"name": name}}} for id in ids]
    assert demo.send(*events, *named)["rejected"] == []
    for id in ids:
        visit.until(lambda id=id: demo.said(demo.secret_key, "GET", f"/api/persons/{id}").is_success)


def segment(demo: Demo, name: str) -> str:
    return demo.ask("/api/segments", {"name": name, "mode": "snapshot", "condition": BUYERS})["id"]


PAGES = (
    *("people", "people/{buyer}", "people/{buyer}?tab=timeline", "people/{buyer}?tab=identity"),
    *("people/{buyer}?tab=groups", "people/{buyer}?tab=privacy", "segments", "segments/{segment}", "tags", "lifecycle"),
    *("rfm", "kol", "identity", "groups", "reports", "data/events", "settings/privacy"),
)


@pytest.mark.parametrize(("lang", "theme", "widths"), [("zh", "dark", (390, 1440)), ("en", "light", (1024,))])
def test_the_pages_of_people_have_no_barrier_at_any_width(
    page: Page, demo: Demo, lang: str, theme: str, widths: tuple[int, ...]
) -> None:
    buyer = demo.ask("/api/persons/query", {"condition": BUYERS, "limit": 1})["items"][0]["id"]
    made = segment(demo, "Buyers 买家")
    for path in PAGES:
        visit.open(page, f"/p/{demo.project}/{path.format(buyer=buyer, segment=made)}", lang, theme)
        visit.check_at(page, *widths)


def test_a_filter_finds_whom_the_api_finds_and_becomes_a_segment(page: Page, demo: Demo) -> None:
    query = {"condition": BUYERS, "sort": "last_seen", "order": "desc"}
    visit.open(page, address(demo, "people", query))
    total = demo.ask("/api/persons/query", {"condition": BUYERS})["total"]
    expect(page.locator("header").filter(has_text="People").get_by_text(f"{total:,} people")).to_be_visible()
    page.get_by_role("button", name="Save as segment").click()
    page.get_by_label("Name").fill(NASTY)
    page.get_by_label("Snapshot").check()
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    page.wait_for_url("**/segments/seg_*")
    visit.settle(page)
    expect(page.get_by_role("heading", name=NASTY)).to_be_visible()
    made = demo.ask(f"/api/segments/{page.url.rsplit('/', 1)[1]}")
    assert made["people"] == total
    expect(page.get_by_text(f"{total:,}", exact=True)).to_be_visible()
    visit.check(page)


def test_two_choices_made_faster_than_the_address_follows_are_both_kept(page: Page, demo: Demo) -> None:
    query = {"condition": {"state": ["active"]}, "sort": "last_seen", "order": "desc"}
    visit.open(page, address(demo, "people", query))
    page.get_by_role("button", name="State", exact=False).first.click()
    page.get_by_role("option", name="Dormant").wait_for()
    click = "name => [...document.querySelectorAll('[role=option]')].find(one => one.textContent === name).click()"
    page.evaluate(click, "Dormant")
    page.evaluate(click, "Churned")
    expect(page.get_by_role("option", selected=True)).to_have_text(["Active", "Dormant", "Churned"])
    page.wait_for_url("**churned**")
    visit.settle(page)
    total = demo.ask("/api/persons/query", {"condition": {"state": ["active", "dormant", "churned"]}})["total"]
    expect(page.locator("header").filter(has_text="People").get_by_text(f"{total:,} people")).to_be_visible()


def test_the_list_leaves_as_a_file_with_everybody_in_it(page: Page, demo: Demo) -> None:
    someone(demo, "formula-1", name=NASTY)
    query = {"search": "formula-1", "columns": ["name"], "sort": "last_seen", "order": "desc"}
    visit.open(page, address(demo, "people", query))
    with page.expect_download() as kept:
        page.get_by_role("button", name="CSV").click()
    text = kept.value.path().read_text("utf-8")
    assert text.startswith("\ufeffid,")
    assert "formula-1" in text
    assert "'=HYPERLINK" in text


def test_a_property_is_added_as_text_and_taken_away(page: Page, demo: Demo) -> None:
    someone(demo, "edited-1")
    visit.open(page, f"/p/{demo.project}/people/edited-1")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("textbox", name="Name").fill("note")
    page.get_by_role("textbox", name="Value").fill(NASTY)
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text(NASTY)).to_be_visible()
    assert demo.ask("/api/persons/edited-1")["properties"]["note"] == NASTY
    page.get_by_role("button", name="Remove note").click()
    expect(page.get_by_text(NASTY)).to_have_count(0)
    assert "note" not in demo.ask("/api/persons/edited-1")["properties"]


def test_two_people_become_one_and_two_again(page: Page, demo: Demo) -> None:
    someone(demo, "merged-1", "merged-2")
    visit.open(page, f"/p/{demo.project}/people/merged-1?tab=identity")
    page.get_by_role("button", name="Merge").click()
    page.get_by_label("Any id of the other person").fill("merged-2")
    expect(page.get_by_role("list", name="Before").get_by_role("listitem")).to_have_count(2)
    expect(page.get_by_role("list", name="After").get_by_role("listitem")).to_have_count(1)
    visit.check(page)
    page.get_by_role("button", name="Make them one").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert demo.ask("/api/persons/merged-1")["id"] == demo.ask("/api/persons/merged-2")["id"]
    visit.settle(page)
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("tooltip").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("undone by")).to_be_visible()
    assert demo.ask("/api/persons/merged-1")["id"] != demo.ask("/api/persons/merged-2")["id"]


def test_an_id_is_taken_off_a_person(page: Page, demo: Demo) -> None:
    someone(demo, "split-1", "split-2")
    demo.ask("/api/persons/merge", {"ids": ["split-1", "split-2"]})
    visit.open(page, f"/p/{demo.project}/people/split-1?tab=identity")
    page.get_by_role("button", name="Split").click()
    page.get_by_role("checkbox", name="split-2").check()
    expect(page.get_by_role("list", name="After").get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name="Take them off").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert demo.ask("/api/persons/split-1")["id"] != demo.ask("/api/persons/split-2")["id"]


def test_a_shared_device_waits_until_somebody_decides(page: Page, demo: Demo) -> None:
    someone(demo, "tablet-ann", "tablet-bob")
    used = [
        {"event": "open", "user_id": user, "anonymous_id": "tablet", "timestamp": f"2026-06-0{day}T00:00:00Z"}
        for day, user in enumerate(("tablet-ann", "tablet-bob"), 1)
    ]
    demo.send(*used)
    visit.until(lambda: any(one["a"]["value"] == "tablet" for one in demo.ask("/api/identity/conflicts")["items"]))
    visit.open(page, f"/p/{demo.project}/identity")
    row = page.get_by_role("listitem").filter(has_text="tablet-bob").first
    row.get_by_role("button", name="They are one person").click()
    expect(page.get_by_role("list", name="After").get_by_role("listitem")).to_have_count(1)
    page.get_by_role("button", name="Make them one").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert demo.ask("/api/persons/tablet-ann")["id"] == demo.ask("/api/persons/tablet-bob")["id"]


def test_a_segment_that_is_used_is_not_deleted(page: Page, demo: Demo) -> None:
    used = segment(demo, "Used")
    demo.ask("/api/segments", {"name": "Uses it", "mode": "live", "condition": {"segment": used}})
    visit.open(page, f"/p/{demo.project}/segments/{used}")
    visit.watched(page).allow("409")
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("tooltip").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("Uses it").first).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("in use")
