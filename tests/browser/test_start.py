"""From nothing to the first own insight: a project, its key, the first event seen live, a funnel; in five minutes."""

import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
from playwright.sync_api import Page, expect

from browser import visit
from browser.keys import add_step
from browser.visit import Demo

MINUTES = 5


def test_the_first_own_insight_takes_less_than_five_minutes(page: Page, demo: Demo) -> None:
    began = time.monotonic()
    visit.open(page, f"/p/{demo.project}/settings/members")
    page.get_by_role("button", name=re.compile("^Project: ")).click()
    page.get_by_text("New project").click()
    page.get_by_role("dialog").get_by_label("Name").fill("小店 " + "very long name " * 5)
    page.get_by_role("button", name="Create project").click()
    expect(page).to_have_url(re.compile("/start$"))
    expect(page.get_by_text("Waiting for your first event")).to_be_visible()
    visit.check(page)

    page.get_by_role("button", name="Python").click()
    snippet = page.locator("pre:visible").inner_text()
    subprocess.run([sys.executable, "-c", snippet], check=True, timeout=120)
    expect(page.get_by_text("order_paid has arrived")).to_be_visible()

    key = re.search(r"wk_[\w-]+", snippet)
    assert key
    before = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 60))
    signed_up = [{"event": "sign_up", "user_id": who, "timestamp": before} for who in ("ada", "bob")]
    head = {"Authorization": f"Bearer {key[0]}"}
    httpx.post(f"{demo.url}/v1/events", json={"events": signed_up}, headers=head, timeout=60).raise_for_status()

    page.get_by_role("button", name="Next: the first funnel").click()
    page.get_by_role("main").get_by_role("link", name=re.compile("funnel")).click()
    visit.settle(page)
    page.keyboard.press("Tab")  # from the page itself into it
    for event in ("sign_up", "order_paid"):
        add_step(page, event)
    detail = page.get_by_role("region", name="Details").locator("tbody tr")
    expect(detail).to_have_count(2)
    assert [row.locator("td").first.inner_text() for row in detail.all()] == ["2", "1"]
    assert time.monotonic() - began < MINUTES * 60


def test_every_snippet_carries_the_key_and_the_address(page: Page, demo: Demo) -> None:
    visit.open(page, f"/p/{demo.project}/start")
    page.get_by_role("button", name="Put the snippet in").click()
    for name in ("Web page", "Python", "curl", "Segment", "PostHog"):
        page.get_by_role("button", name=name, exact=True).click()
        shown = page.locator("pre:visible")
        expect(shown).to_contain_text(demo.write_key)
        expect(shown).to_contain_text(demo.url)


@contextmanager
def site(html: str) -> Iterator[str]:
    """Another site on this machine, with one page; its address."""

    class OnePage(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><link rel=icon href=data:,><title>shop</title>{html}".encode())

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), OnePage) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_the_web_page_snippet_sends_from_another_site(page: Page, demo: Demo) -> None:
    visit.open(page, f"/p/{demo.project}/start")
    page.get_by_role("button", name="Put the snippet in").click()
    html = page.locator("pre:visible").inner_text()
    page.get_by_role("button", name="See the first event").click()
    shop = page.context.new_page()
    seen = visit.watch(shop)
    with site(html) as url, shop.expect_response("**/v1/events", timeout=60_000) as answer:
        shop.goto(url)
    assert answer.value.status == 200
    assert not seen.open_complaints()
    expect(page.get_by_role("main").get_by_text(re.compile("^page( has arrived)?$")).first).to_be_visible(timeout=5000)
