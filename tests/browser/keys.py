"""What somebody does without a mouse: Tab to a thing, type into a finder, take what it finds."""

from playwright.sync_api import Page, expect


def tab_to(page: Page, name: str, back: bool = False) -> None:
    """Press Tab until the thing of this name has the focus, as somebody without a mouse does."""
    for _ in range(150):
        focused = page.locator(":focus").and_(page.locator("button, a, input"))
        if focused.count() and name in focused.evaluate("e => e.ariaLabel || e.textContent"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"Tab never reached {name!r}")


def choose(page: Page, word: str) -> None:
    """Type into the finder that is open, and take what it finds first."""
    expect(page.get_by_role("combobox").last).to_be_focused()
    page.keyboard.type(word)
    page.wait_for_function("name => document.querySelector('[role=option] bdi')?.textContent === name", arg=word)
    page.keyboard.press("Enter")


def add_step(page: Page, event: str) -> None:
    """A further step of a funnel."""
    tab_to(page, "Add a step")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type(event)
    expect(page.get_by_role("option", name=event).first).to_be_visible()
    page.wait_for_function("name => document.querySelector('[role=option] bdi')?.textContent === name", arg=event)
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_have_count(0)
