"""The visits see what they must see: a barrier, a broken policy, a failed request, an error, a page too wide."""

import pytest
from playwright.sync_api import BrowserContext, Page

from browser import visit

BAD = "<!doctype html><html lang=en><title>t</title><main id=root><h1>A small page</h1></main></html>"


@pytest.fixture
def bad(profile: BrowserContext) -> Page:
    """A small page under the console's own policy; its complaints are the test's own."""
    page = profile.new_page()
    visit.watch(page)
    policy = profile.request.head("/").headers["content-security-policy"]
    page.route("**/bad", lambda route: route.fulfill(body=BAD, headers={"content-security-policy": policy}))
    visit.open(page, "/bad")
    visit.check(page)
    return page


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ("console.error('a hook was called in a loop')", "a hook was called in a loop"),
        ("setTimeout(() => { throw new Error('no such thing') })", "no such thing"),
        ("fetch('/api/nowhere')", "404 GET"),
        ("fetch('http://192.0.2.1/tracker')", "Content Security Policy"),
        ("add('script', {text: 'let a = 1'})", "Content Security Policy"),
        ("add('p', {style: 'width: 9999px', textContent: 'wide'})", "wider than the window: <p"),
        ("add('button', {})", "axe button-name"),
    ],
)
def test_what_is_wrong_on_a_page_is_found(bad: Page, wrong: str, complaint: str) -> None:
    add = "const add = (name, said) => document.body.append(Object.assign(document.createElement(name), said));"
    bad.evaluate(f"() => {{ {add} {wrong} }}")
    found: list[str] = []
    for _ in range(50):
        found = visit.barriers(bad) if "axe" in complaint else [*visit.watched(bad).complaints, *visit.overflow(bad)]
        if any(complaint in each for each in found):
            return
        bad.wait_for_timeout(100)
    raise AssertionError(f"not found: {complaint}; only {found}")


def test_a_language_chosen_before_is_spoken_and_can_be_changed(page: Page) -> None:
    visit.open(page, "/", lang="zh")
    assert page.evaluate("document.documentElement.lang").startswith("zh")
    page.evaluate("localStorage.setItem('uems.language', 'en')")
    page.reload()
    visit.settle(page)
    assert page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_a_visit_that_cannot_be_paid_is_skipped_at_home_and_fails_on_ci(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("UEMS_CHROMIUM", raising=False)
    with pytest.raises(outcome, match="no browser"):
        visit.need()
