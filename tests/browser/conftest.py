"""One browser for each test file, one demo for each process; each test has a fresh profile and leaves no complaint."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser import visit
from browser.visit import Demo

expect.set_options(timeout=30_000)  # as long as a busy machine needs; a page that is right answers at once


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Ends with its file: while it is open its event loop runs, and other files have loops of their own."""
    visit.need()
    with visit.browsing() as opened:
        yield opened


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    visit.need()
    with visit.demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture
def profile(browser: Browser, demo: Demo) -> Iterator[BrowserContext]:
    """Somebody who has never been here and has not signed in; English, light, 1440 px."""
    fresh = visit.context(browser, demo)
    yield fresh
    fresh.close()


@pytest.fixture
def stranger(profile: BrowserContext) -> Iterator[Page]:
    """A page of somebody who has not signed in."""
    yield from _page(profile)


@pytest.fixture
def page(profile: BrowserContext, demo: Demo) -> Iterator[Page]:
    """A page of the demo's owner, signed in."""
    visit.sign_in(profile, demo)
    yield from _page(profile)


def _page(profile: BrowserContext) -> Iterator[Page]:
    opened = profile.new_page()
    seen = visit.watch(opened)
    yield opened
    complaints = seen.open_complaints()
    assert not complaints, "the page complained:\n" + "\n".join(complaints)
