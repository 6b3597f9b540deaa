"""The pictures of the first page, taken from the running demo: `make pictures`, or ARGS="home" for some of them."""

import json
import sys
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser

from browser import visit
from browser.visit import ROOT, Demo

FOLDER = ROOT / "docs/pictures"
LOOKS = (("zh", "light"), ("en", "dark"))
STEPS = [{"event": name} for name in ("product_viewed", "add_to_cart", "checkout_started", "order_paid")]
FUNNEL = {"since": "-29d", "steps": STEPS, "order": "ordered", "window": {"days": 7}}
SCENES = {
    "home": "home",
    "funnels": f"funnels?q={quote(json.dumps(FUNNEL))}",
    "retention": "retention",
    "profile": "people/{person}",
}
WIDTH, HEIGHT = 1200, 750
PEOPLE = 20_000
LARGEST = 160_000
"""Bytes of one picture: they are loaded by everybody who reads the first page."""


def buyer(demo: Demo) -> str:
    """Somebody with a history worth a picture: the first of those who went through the funnel."""
    body = {"query": {"kind": "funnel", **FUNNEL}, "cell": {"step": len(STEPS) - 1}, "limit": 1}
    return str(demo.ask("/api/insight/people", body)["items"][0]["id"])


def take(browser: Browser, demo: Demo, scene: str, lang: str, theme: str) -> Path:
    """One picture, written. Raises AssertionError for a page that complains or a picture that is too large."""
    profile = visit.context(browser, demo, lang, theme)
    visit.sign_in(profile, demo)
    page = profile.new_page()
    watch = visit.watch(page)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    path = SCENES[scene].replace("{person}", buyer(demo)) if "{person}" in SCENES[scene] else SCENES[scene]
    page.goto(f"/p/{demo.project}/{path}")
    visit.settle(page)
    assert not watch.open_complaints(), watch.complaints
    file = FOLDER / f"{scene}-{lang}-{theme}.png"
    file.write_bytes(page.screenshot(animations="disabled"))
    profile.close()
    assert file.stat().st_size <= LARGEST, f"{file.name} has {file.stat().st_size} bytes, over {LARGEST}"
    return file


def main(wanted: list[str]) -> int:
    if why := visit.missing():
        print(why, file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with visit.demo(ROOT / ".run/pictures", PEOPLE) as demo, visit.browsing() as browser:
        for scene in wanted or SCENES:
            for lang, theme in LOOKS:
                file = take(browser, demo, scene, lang, theme)
                print(f"{file.relative_to(ROOT)} {file.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
