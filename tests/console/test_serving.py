"""The console over HTTP: what is kept for a year, what never becomes a page, and that no address leaves the folder."""

import asyncio
import gzip
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
import httpx
import pytest

from served import Server
from uems.api.console import Console

SCRIPT = b"export const words = 'long enough to be packed';"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A built console of three files, with something secret beside it."""
    built = tmp_path / "static"
    (built / "assets").mkdir(parents=True)
    (built / ".vite").mkdir()
    (built / ".vite/manifest.json").write_text("{}")
    (built / ".build-stamp").write_text("1")
    (built / "index.html").write_text("<title>the console</title>")
    (built / "docs.html").write_text("<title>the reference</title>")
    (built / "assets/app-1a2b.js").write_bytes(SCRIPT)
    (built / "assets/app-1a2b.js.gz").write_bytes(gzip.compress(SCRIPT))
    (built / "assets/app-1a2b.js.br").write_bytes(brotli.compress(SCRIPT))
    (tmp_path / "secret").write_text("never")
    return built


@dataclass(frozen=True)
class Got:
    status: int
    headers: httpx.Headers
    body: bytes


def ask(console: Console | Path, path: str, **headers: str) -> Got:
    """One GET with the path exactly as it stands, which no client would send."""
    app = console if isinstance(console, Console) else Console(console)
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    asyncio.run(app({"type": "http", "method": "GET", "path": path, "headers": named}, None, send))  # type: ignore[arg-type]
    return Got(sent[0]["status"], httpx.Headers(sent[0]["headers"]), sent[1]["body"])


@pytest.mark.parametrize("path", ["/", "/p/prj_1/home", "/p/prj_1/people/ada@example", "/sign-in", "/invite"])
def test_every_screen_is_the_one_page_and_is_asked_for_anew(folder: Path, path: str) -> None:
    answer = ask(folder, path)
    assert b"the console" in answer.body
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_a_person_whose_id_has_a_dot_has_a_screen_and_a_missing_file_has_none(folder: Path) -> None:
    opened = ask(folder, "/p/prj_1/people/ada@example.com", accept="text/html,*/*;q=0.8")
    assert b"the console" in opened.body
    assert ask(folder, "/robots.txt", accept="*/*").status == 404
    assert ask(folder, "/assets/old-9z.js", accept="text/html").status == 404


def test_a_page_may_only_run_and_ask_what_is_ours(folder: Path) -> None:
    headers = ask(folder, "/").headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


@pytest.mark.parametrize(
    ("takes", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("identity", None),
        ("", None),
    ],
)
def test_a_file_comes_in_the_smallest_form_that_is_taken(folder: Path, takes: str, coding: str | None) -> None:
    answer = ask(folder, "/assets/app-1a2b.js", accept_encoding=takes)
    assert answer.headers.get("content-encoding") == coding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_what_is_already_there_is_not_sent_again(folder: Path) -> None:
    first = ask(folder, "/", accept_encoding="identity")
    again = ask(folder, "/", accept_encoding="identity", if_none_match=f'"other", W/{first.headers["etag"]}')
    assert (again.status, again.body) == (304, b"")
    packed = ask(folder, "/assets/app-1a2b.js", accept_encoding="gzip")
    plain = ask(folder, "/assets/app-1a2b.js", accept_encoding="identity")
    assert packed.headers["etag"] != plain.headers["etag"]
    assert gzip.decompress(packed.body) == plain.body == SCRIPT


def test_a_newer_page_of_the_same_date_and_size_is_told_from_the_old_one(folder: Path) -> None:
    console, page = Console(folder), folder / "index.html"
    old = ask(console, "/")
    page.write_bytes(old.body.replace(b"console", b"consola"))
    (folder / ".build-stamp").write_text("2")
    for file in folder.rglob("*"):
        os.utime(file, (1580601600, 1580601600))
    assert b"consola" in ask(console, "/", if_none_match=old.headers["etag"]).body


@pytest.mark.parametrize(
    "path",
    ["/../secret", "/assets/../../secret", "/..\\secret", "//etc/passwd", "/.vite/manifest.json", "/.build-stamp"],
)
def test_no_address_leaves_the_folder_or_shows_its_dot_files(folder: Path, path: str) -> None:
    answer = ask(folder, path)
    assert answer.status == 404 or b"the console" in answer.body


def test_a_console_built_while_the_server_runs_is_served(folder: Path, tmp_path: Path) -> None:
    later = tmp_path / "later"
    console = Console(later)
    missing = ask(console, "/")
    assert missing.status == 503
    assert b"make setup" in missing.body
    folder.rename(later)
    assert ask(console, "/").status == 200


@pytest.mark.parametrize("path", ["/api/nowhere", "/v1/nowhere", "/batch", "/openapi.json/x", "/segment/nowhere"])
def test_programs_never_get_a_page(server: Server, path: str) -> None:
    answer = httpx.get(server.url + path, headers={"accept": "text/html"})
    assert answer.status_code in {404, 405}
    assert "html" not in answer.headers.get("content-type", "")


def test_an_answer_of_the_api_is_taken_for_nothing_else(server: Server) -> None:
    assert httpx.get(f"{server.url}/api/health").headers["x-content-type-options"] == "nosniff"


def test_only_reading_is_the_consoles(server: Server) -> None:
    head = httpx.head(f"{server.url}/p/prj_1/home")
    assert head.status_code in {200, 503}
    assert head.content == b""
    assert httpx.post(f"{server.url}/p/prj_1/home").status_code == 404
