"""A visit to the console as a person pays it: a real browser, the demo's server, what must be true of every page."""

import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, ViewportSize, expect, sync_playwright

from uems.api.console import BUILT
from uems.bench.load import free_port, process
from uems.demo import folder as world

ROOT = Path(__file__).parents[2]
AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
LOCALES = ROOT / "frontend/src/locales"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
WIDTHS = (1440, 1024, 390)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BUSY = ".ant-skeleton-active, .ant-spin-spinning, [aria-busy=true], .loading-container"
PEOPLE = 3000
"""A world that is written in seconds, and large enough that its broken checkout is no chance."""
EMAIL = "demo@uems.local"
STILL = """busy => {
  if (!document.querySelector('main :is(h1, h2, form), #docs .info')) return ['the page'];
  const seen = [...document.querySelectorAll(busy)].filter(each => {
    const {top, bottom} = each.getBoundingClientRect();  // what lies below is drawn when one comes near it
    return top < innerHeight && bottom > 0;
  });
  return seen.map(each => each.outerHTML.slice(0, 160));
}"""
LOCALE = {"zh": "zh-CN", "en": "en-US"}


@dataclass(frozen=True)
class Demo:
    """A running `uems demo`: its address, its project with the keys, and its owner."""

    url: str
    project: str
    write_key: str
    secret_key: str
    email: str
    password: str
    http: httpx.Client

    def ask(self, path: str, body: object = None, method: str = "") -> Any:
        """What the API answers to the secret key; with a body it is posted."""
        method = method or ("GET" if body is None else "POST")
        answer = self.said(self.secret_key, method, path, body).raise_for_status()
        return answer.json() if answer.content else None

    def insight(self, kind: str, query: dict[str, Any]) -> Any:
        """What the API answers to a page's question; how it is shown is the page's alone."""
        return self.ask(f"/api/insight/{kind}", {name: value for name, value in query.items() if name != "show"})

    def send(self, *events: dict[str, Any]) -> Any:
        """Native events with the write key, and what is answered."""
        return self.said(self.write_key, "POST", "/v1/events", {"events": events}).raise_for_status().json()

    def flag(self, key: str, user_id: str, **more: Any) -> Any:
        """What a client with the write key is told of a flag."""
        question = {"user_id": user_id, "flags": [key], **more}
        told = self.said(self.write_key, "POST", "/api/flags/evaluate", question).raise_for_status().json()
        return told["flags"][0]

    def said(self, key: str, method: str, path: str, body: object = None) -> httpx.Response:
        return self.http.request(method, path, json=body, headers={"Authorization": f"Bearer {key}"})


class Words:
    """What the console says in one language: `words("people", "saveSegment")`."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, feature: str, key: str) -> str:
        found: Any = json.loads((LOCALES / self.lang / f"{feature}.json").read_text("utf-8"))
        for part in key.split("."):
            found = found[part]
        return str(found)


@dataclass
class Watch:
    """What went wrong on a page so far. `allow` takes a part of a complaint that the test provokes itself."""

    complaints: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    waiting: dict[Any, str] = field(default_factory=dict)
    """What the page asked and has no answer to yet, but for streams, which never end."""

    def allow(self, *parts: str) -> None:
        self.allowed += parts

    def open_complaints(self) -> list[str]:
        return [said for said in self.complaints if not any(part in said for part in self.allowed)]


_watches: dict[Page, Watch] = {}


def missing() -> str:
    """Why no visit can be paid here; '' = it can."""
    if not chromium():
        return "no browser: set UEMS_CHROMIUM, or install chromium"
    if not (BUILT / "index.html").is_file():
        return "the console is not built: make setup"
    return "" if AXE.is_file() else "axe-core is not installed: make setup"


def need() -> None:
    """Skip the test where no visit can be paid; on CI that is a failure, for there it must be possible."""
    if why := missing():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(why)


def chromium() -> str | None:
    named = os.environ.get("UEMS_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)


@contextmanager
def browsing() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def demo(folder: Path, people: int = PEOPLE) -> Iterator[Demo]:
    """The demo of so many people on a free port, with its data in the folder."""
    port = free_port()
    url, words = f"http://127.0.0.1:{port}", ["-m", "uems.cli.main", "demo", "--data", str(folder), "--no-browser"]
    with process([*words, "--people", str(people), "--port", str(port)], port, "/api/health", seconds=300):
        note = world.note(folder)
        assert note
        who = {"email": EMAIL, "password": note.password}
        signed_in = httpx.post(f"{url}/api/session", json=who, timeout=30).raise_for_status().json()
        with httpx.Client(base_url=url, timeout=60) as http:
            yield Demo(url, signed_in["projects"][0]["id"], note.write_key, note.secret_key, **who, http=http)


def until(holds: Callable[[], object], seconds: float = 60) -> None:
    """Wait for what happens in the background."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it does not come about"
        time.sleep(0.1)


def until_people(demo: Demo, path: str, people: int) -> None:
    """Wait until so many people are noted in the results of an experiment or a holdout."""
    until(lambda: demo.ask(f"{path}/results")["people"] == people)


def context(browser: Browser, demo: Demo, lang: str = "en", theme: str = "light", width: int = 1440) -> BrowserContext:
    """A browser that has never been here, on a system of this language and theme that wants no motion."""
    return browser.new_context(
        base_url=demo.url,
        locale=LOCALE[lang],
        color_scheme=theme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        timezone_id="Asia/Shanghai",
        viewport=_window(width),
    )


def sign_in(context: BrowserContext, demo: Demo) -> None:
    """Everything that the context asks from now on is asked by the demo's owner."""
    who = {"email": demo.email, "password": demo.password}
    context.request.post("/api/session", data=who, fail_on_status_code=True)


def watch(page: Page) -> Watch:
    """Gather what the page complains of: errors, broken policy, failed requests of our own."""
    seen = _watches[page] = Watch()

    def console(message: Any) -> None:
        # A request that failed is told by `answered`, with its address.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            seen.complaints.append(f"console {message.type}: {message.text}")

    def asked(request: Any) -> None:
        if request.resource_type in {"fetch", "xhr", "script"}:
            seen.waiting[request] = f"{request.method} {request.url}"

    def answered(response: Response) -> None:
        if response.headers.get("content-type", "").startswith("text/event-stream"):
            seen.waiting.pop(response.request, None)
        if response.status >= 400:
            seen.complaints.append(f"{response.status} {response.request.method} {response.url}")

    def failed(request: Any) -> None:
        seen.waiting.pop(request, None)
        if request.failure != "net::ERR_ABORTED":  # a page that is left drops what it still asked
            seen.complaints.append(f"{request.failure} {request.method} {request.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: seen.complaints.append(f"uncaught: {error}"))
    page.on("response", answered)
    page.on("requestfailed", failed)
    page.on("request", asked)
    page.on("requestfinished", lambda request: seen.waiting.pop(request, None))
    return seen


def watched(page: Page) -> Watch:
    return _watches[page]


def open(page: Page, path: str, lang: str = "en", theme: str = "light", width: int = 1440) -> None:
    """Open an address of the console in a language and theme that were chosen earlier, and wait until it is still."""
    chosen = {"uems.language": lang, "uems.theme": theme}
    page.add_init_script(
        f"for (const [name, value] of Object.entries({json.dumps(chosen)}))"
        " if (localStorage.getItem(name) === null) localStorage.setItem(name, value)"
    )
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.set_viewport_size(_window(width))
    page.goto(path)
    settle(page)


def address(demo: Demo, page: str, query: dict[str, Any]) -> str:
    """Where a page asks this."""
    return f"/p/{demo.project}/{page}?q={quote(json.dumps(query))}"


def numbers(page: Page, table: str) -> list[list[str]]:
    """The cells of each row of a table of the page, the first cell its name."""
    expect(page.get_by_role("region", name=table)).to_be_visible()
    rows = page.get_by_role("region", name=table).locator("tbody tr")
    return [row.locator("th, td").all_inner_texts() for row in rows.all()]


def whole(text: str) -> int:
    return int(text.replace(",", "") or 0)


def percent(share: float) -> str:
    """With one decimal as the console has it: a half goes up, of the number as it is written."""
    return f"{(Decimal(repr(share)) * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def resize(page: Page, width: int) -> None:
    """The same page in a window of another width."""
    page.set_viewport_size(_window(width))
    settle(page)


def _window(width: int) -> ViewportSize:
    return {"width": width, "height": 900 if width > 500 else 844}


def settle(page: Page, seconds: float = 60) -> None:
    """Wait until nothing is asked and nothing on the page is loading. Raises AssertionError naming what still is."""
    until, quiet = time.monotonic() + seconds, 0
    while quiet < 3:
        page.wait_for_timeout(60)
        waiting = list(watched(page).waiting.values())
        still = waiting or page.evaluate(STILL, BUSY)
        quiet = 0 if still else quiet + 1
        if time.monotonic() > until:
            raise AssertionError(f"{page.url} still loading after {seconds} s: {still}; {watched(page).complaints}")
    page.evaluate("document.fonts.ready.then(() => 0)")


def check(page: Page) -> None:
    """What is true of every page: no complaint, no barrier, nothing wider than the window."""
    complaints = [*watched(page).open_complaints(), *barriers(page), *overflow(page)]
    assert not complaints, f"{page.url}\n" + "\n".join(complaints)


def check_at(page: Page, *widths: int) -> None:
    """The same of one page in windows of these widths; barriers, which are slow to look for, in the first."""
    first, *others = widths or WIDTHS
    resize(page, first)
    check(page)
    for width in others:
        resize(page, width)
        complaints = [*watched(page).open_complaints(), *overflow(page)]
        assert not complaints, f"{page.url} at {width}\n" + "\n".join(complaints)


def barriers(page: Page) -> list[str]:
    """What axe-core finds against WCAG A and AA: rule, how to mend it, and where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())  # through the debugger, where the page's policy has no say
    found = page.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", WCAG)
    return [
        f"axe {rule['id']}: {_first_line(node['failureSummary'])} at {node['target'][-1]} {node['html'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> list[str]:
    """Whether the page scrolls sideways, and what sticks out of it."""
    return page.evaluate(
        """() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          const out = [...document.body.querySelectorAll('*')].filter(
            each => each.getBoundingClientRect().right > root.clientWidth + 1);
          return out.slice(-3).map(each => `wider than the window: ${each.outerHTML.slice(0, 160)}`);
        }"""
    )


def _first_line(summary: str) -> str:
    lines = [line.strip() for line in summary.splitlines() if line.strip()]
    return re.sub(r"\s+", " ", lines[1] if len(lines) > 1 else summary)


_SPEAK = """lang => {
  localStorage.setItem('uems.language', lang);
  dispatchEvent(new StorageEvent('storage', {key: 'uems.language', newValue: lang}));
}"""


def speak(page: Page, lang: str) -> None:
    """Another language, chosen in another tab."""
    page.evaluate(_SPEAK, lang)
