"""The built console over HTTP: hashed files for a year, its page for every address that is a screen, and /docs."""

from collections.abc import Set
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from mimetypes import types_map
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BUILT = Path(str(files("uems"))) / "static"
"""Where the build leaves the console; see hatch_build.py."""
GUARDS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",  # antd writes its tokens into style elements
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
_PAGE_GUARDS = GUARDS | {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
_TYPES = types_map | {
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}
_PACKED = {"br": ".br", "gzip": ".gz"}
"""Precompressed forms by content coding, the smaller first."""
_MACHINES = {"api", "v1", "openapi.json"}
"""First words of addresses that programs ask; like those of the protocols, they never get a page."""
_MISSING = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>UEMS</title></head>
<body style="font: 15px/1.6 system-ui, sans-serif; max-width: 40em; margin: 12vh auto; padding: 0 1em">
<h1 style="font-size: 20px">The console is not built</h1>
<p>This server collects and answers, but was installed without its pages (<code>UEMS_CONSOLE=skip</code>, or a checkout
that was never set up). In the checkout, run <code>make setup</code>, then load this page again.</p>
<div lang="zh-CN"><h1 style="font-size: 20px">控制台尚未构建</h1>
<p>服务本身可以采集与查询，但安装时没有构建页面（<code>UEMS_CONSOLE=skip</code>，或检出代码后未做过安装）。
请在代码目录运行 <code>make setup</code>，然后刷新本页。</p></div>
<p><a href="/openapi.json">/openapi.json</a></p>
</body></html>
"""


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    tag: str
    codings: tuple[str, ...]


class Console:
    """ASGI app of the console's files. Ask `owns` first: other addresses belong to somebody else.

    Only what was found in the folder is served, by its whole name, so no address can leave the folder."""

    def __init__(self, folder: Path = BUILT, machines: Set[str] = frozenset()) -> None:
        self._folder = folder
        self._machines = _MACHINES | machines
        self._seen: str | None = None
        self._files: dict[str, _File] = {}

    def owns(self, method: str, path: str) -> bool:
        """Whether a request is for a page or one of its files."""
        return method in {"GET", "HEAD"} and path.lstrip("/").split("/", 1)[0] not in self._machines

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await run_in_threadpool(self._answer, scope["path"], Headers(scope=scope))
        await answer(scope, receive, send)

    def _answer(self, path: str, headers: Headers) -> Response:
        self._look()
        name = path.strip("/")
        found = self._files.get("docs.html" if name == "docs" else name)
        if found:
            return _sent(found, headers, name.startswith("assets/"))
        if not _is_screen(name, headers):
            return Response("Not found", 404, GUARDS | {"Cache-Control": "no-cache"}, "text/plain")
        if page := self._files.get("index.html"):
            return _sent(page, headers, False)
        return Response(_MISSING, 503, _PAGE_GUARDS | {"Cache-Control": "no-store"}, "text/html")

    def _look(self) -> None:
        """List the files anew when the console was built since."""
        try:
            built = (self._folder / ".build-stamp").read_text()
        except OSError:
            built = None
        if built is None or built != self._seen:
            self._files, self._seen = _listed(self._folder), built


def guarded(app: ASGIApp) -> ASGIApp:
    """The app with the headers that keep an answer from being taken for something else."""
    added = [(name.lower().encode(), value.encode()) for name, value in GUARDS.items()]

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *added]
            await send(message)

        await app(scope, receive, sent)

    return guard


def _listed(folder: Path) -> dict[str, _File]:
    listed = {}
    for path in folder.rglob("*") if folder.is_dir() else ():
        name = path.relative_to(folder).as_posix()
        if path.is_file() and path.suffix not in _PACKED.values() and not name.startswith("."):
            codings = tuple(coding for coding, end in _PACKED.items() if Path(f"{path}{end}").is_file())
            # By what is in it: every file of a wheel bears the same date.
            listed[name] = _File(path, sha256(path.read_bytes()).hexdigest()[:24], codings)
    return listed


def _is_screen(name: str, headers: Headers) -> bool:
    """Whether a missing address is one that the page itself reads; a browser that opens a page asks for HTML."""
    if name.startswith("assets/"):
        return False
    return "." not in name.rsplit("/", 1)[-1] or "text/html" in headers.get("accept", "")


def _sent(found: _File, headers: Headers, forever: bool) -> Response:
    page = found.path.suffix == ".html"
    coding = next((c for c in found.codings if c in _taken(headers.get("accept-encoding", ""))), "")
    tag = f'"{found.tag}{"-" + coding if coding else ""}"'
    told: dict[str, Any] = (_PAGE_GUARDS if page else GUARDS) | {
        "ETag": tag,
        "Cache-Control": "public, max-age=31536000, immutable" if forever else "no-cache",
        "Vary": "Accept-Encoding",
    }
    if tag in {part.strip().removeprefix("W/") for part in headers.get("if-none-match", "").split(",")}:
        return Response(status_code=304, headers=told)
    if coding:
        told["Content-Encoding"] = coding
    body = Path(f"{found.path}{_PACKED.get(coding, '')}").read_bytes()
    return Response(body, 200, told, _TYPES.get(found.path.suffix, "application/octet-stream"))


def _taken(said: str) -> set[str]:
    """The content codings that an Accept-Encoding header takes."""
    taken = set()
    for part in said.lower().split(","):
        coding, *rest = (word.strip() for word in part.split(";"))
        refused = any(word.startswith("q=") and word[2:].strip("0.") == "" for word in rest)
        if not refused:
            taken.add(coding)
    return set(_PACKED) | taken if "*" in taken else taken
