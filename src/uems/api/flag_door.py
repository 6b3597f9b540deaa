"""The door of the vendors' flag clients: what their routes have in common, and all of them together."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import replace
from typing import Any, Literal

import msgspec

from uems.base.ids import hash_uuid
from uems.events import lenient
from uems.events.protocol import Answer, Call, Opened, Route, Sent, json_answer
from uems.people.in_hand import Waits
from uems.store.project import Project

_BEAT = 15.0
"""Seconds after which a silent stream says that it lives."""
_LOOK = 0.5
"""Seconds between two looks for a change."""


def project_of(opened: Opened) -> Project:
    """Whose key it was; the routes of flags are opened by a key."""
    assert opened.project is not None
    return opened.project


def environment_of(call: Call) -> str:
    """`?environment=` says which; without it the flag's own rules count."""
    return call.query.get("environment", "")


def json_of(sent: Sent) -> dict[str, Any]:
    """The body's object, its texts fit to be written; {} where it has none."""
    try:
        found = msgspec.json.decode(sent.text) if sent.text else {}
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        found = _leniently(sent.text)
    return found if isinstance(found, dict) else {}


def _leniently(text: bytes) -> Any:
    try:
        return lenient.value(json.loads(text))
    except (lenient.BadEvent, ValueError, RecursionError):
        return {}


def object_in(json: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The object under a name; {} where there is none."""
    found = json.get(name)
    return dict(found) if isinstance(found, Mapping) else {}


def text_in(json: Mapping[str, Any], *names: str) -> str:
    """The first text or number under these names, as text; "" = none."""
    for name in names:
        found = json.get(name)
        if isinstance(found, str | int | float) and not isinstance(found, bool) and found != "":
            return str(found)
    return ""


Ask = Callable[[Call, Sent, Opened, bool], Answer]
"""A question about flags. The last word: whether it may wait; if not, it raises Waits where memory cannot say."""


def question(
    name: str,
    path: str,
    ask: Ask,
    methods: tuple[str, ...] = ("POST",),
    opens: Literal["write", "secret"] = "write",
) -> Route:
    """A route that is answered from memory, and in a thread where the store or the facts must be asked."""

    def quickly(call: Call, sent: Sent, opened: Opened) -> Answer | None:
        try:
            return ask(call, sent, opened, False)
        except Waits:
            return None

    def patiently(call: Call, sent: Sent, opened: Opened) -> Answer:
        return ask(call, sent, opened, True)

    reads = methods != ("GET",)
    return Route(name, path, methods, tell=patiently, opens=opens, reads=reads, aside=True, quick=quickly)


def tagged(call: Call, content: Any, headers: tuple[tuple[bytes, bytes], ...] = ()) -> Answer:
    """The answer with an ETag of its content; 304 for who has it already."""
    body = msgspec.json.encode(content)
    tag = f'"{hash_uuid(body.decode())}"'
    more = (*headers, (b"etag", tag.encode()), (b"cache-control", b"no-cache"))
    if tag in call.header(b"if-none-match").replace("W/", ""):
        return Answer(304, b"", headers=more)
    return Answer(200, body, headers=more)


def streamed(told: Callable[[bool], tuple[str, Any]], first: str, later: str) -> Answer:
    """Server-sent events: `told` gives a stamp and the content; whenever the stamp is another, the content is sent. Its
    argument: whether it may wait; if not, it raises Waits where memory cannot say."""

    async def now() -> tuple[str, Any]:
        try:
            return told(False)
        except Waits:
            return await asyncio.to_thread(told, True)

    async def pieces() -> AsyncGenerator[bytes]:
        known, quiet = "", 0.0
        while True:
            stamp, content = await now()
            if stamp != known:
                yield _event(later if known else first, content)
                known, quiet = stamp, 0.0
            elif quiet >= _BEAT:
                quiet = 0.0
                yield b": here\n\n"
            await asyncio.sleep(_LOOK)
            quiet += _LOOK

    opening = Answer(200, b": connected\n\n", "text/event-stream", ((b"cache-control", b"no-store"),))
    return replace(opening, follow=pieces)


def _event(name: str, content: Any) -> bytes:
    return b"event: " + name.encode() + b"\ndata: " + msgspec.json.encode(content) + b"\n\n"


def thanked(_call: Call, _sent: Sent, _opened: Opened) -> Answer:
    """202 without a word."""
    return json_answer({}, 202)
