"""Events are seen as they arrive; a pause holds them; one person is followed; what was refused is explained."""

import pytest
from playwright.sync_api import Page, expect

from browser import visit
from browser.visit import Demo


@pytest.fixture
def live(page: Page, demo: Demo) -> Page:
    visit.open(page, f"/p/{demo.project}/live")
    expect(page.get_by_text("Receiving")).to_be_visible()
    return page


def test_an_event_is_seen_as_it_arrives_and_opened_whole(live: Page, demo: Demo) -> None:
    demo.send({"event": "first_seen_here", "user_id": "live-1", "properties": {"note": "مرحبا <b>x</b>"}})
    row = live.get_by_role("listitem").filter(has_text="first_seen_here")
    expect(row).to_contain_text("مرحبا <b>x</b>")
    visit.check(live)
    row.get_by_role("button", name="first_seen_here").press("Enter")
    drawer = live.get_by_role("dialog")
    expect(drawer.locator("pre")).to_contain_text('"user_id": "live-1"')
    drawer.get_by_role("link", name="Open profile").click()
    live.wait_for_url("**/people/*")
    visit.settle(live)


def test_a_pause_holds_what_arrives(live: Page, demo: Demo) -> None:
    live.get_by_role("button", name="Pause").press("Enter")
    demo.send({"event": "while_paused", "user_id": "live-2"})
    expect(live.get_by_role("button", name="Resume (1 new)")).to_be_visible()
    expect(live.get_by_text("while_paused")).to_have_count(0)
    live.get_by_role("button", name="Resume (1 new)").press("Enter")
    expect(live.get_by_role("button", name="while_paused")).to_be_visible()


def test_one_person_is_followed_by_any_id(live: Page, demo: Demo) -> None:
    visit.watched(live).allow("404 GET")  # nobody of this id is known yet
    field = live.get_by_role("textbox", name="Any id of a person")
    field.fill("live-3")
    field.press("Enter")
    expect(live.get_by_text("No event fits yet")).to_be_visible()
    demo.send({"event": "of_another", "user_id": "live-4"}, {"event": "of_this_one", "user_id": "live-3"})
    expect(live.get_by_role("button", name="of_this_one")).to_be_visible()
    expect(live.get_by_text("of_another")).to_have_count(0)


def test_what_was_refused_is_explained(live: Page, demo: Demo) -> None:
    demo.send({"event": "x", "user_id": "live-5", "timestamp": "never"})
    live.get_by_text("Rejected").click()
    reasons = live.get_by_role("region", name="Reasons")
    expect(reasons).to_contain_text("The time cannot be read")
    expect(live.get_by_role("region", name="Samples")).to_contain_text('"timestamp":"never"')
    visit.check(live)
