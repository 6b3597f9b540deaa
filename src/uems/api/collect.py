"""The collecting door: bare ASGI between a client's request and the durable journal."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Literal, Protocol, TypeVar

import msgspec

from uems.base.clock import Clock
from uems.base.errors import Unavailable
from uems.base.settings import Settings
from uems.events import lenient
from uems.events.protocol import (
    NOTHING,
    Answer,
    Call,
    Malformed,
    Match,
    Opened,
    Refused,
    Router,
    Sent,
    plain_path,
)
from uems.events.protocol import Protocol as Spoken
from uems.events.request import REFUSED, Accepted, Reject
from uems.events.unpack import Unreadable, unpack, unpack_query
from uems.store.project import Project

T = TypeVar("T")
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

_EXPOSED = (b"access-control-expose-headers", b"ETag, Retry-After, x-sse-support")
_ASIDE = 256 << 10
"""Larger bodies are read in a thread, so that they do not hold up the others."""
_ASIDE_PACKED = 4 << 10
"""The same for compressed ones, which may grow a thousandfold."""
_KEYS = 3
"""How many of a request's keys are tried."""
_DRAINED = 4
"""How many times the largest body is read and thrown away, so that the client lives to read its 413."""


class Journal(Protocol):
    """Where acknowledged requests become durable."""

    async def append(self, accepted: Accepted) -> None:
        """Returns when it is durable. Raises Unavailable: full."""


class Keyring(Protocol):
    """Which project a key opens."""

    def known(self, key: str) -> tuple[Project, Literal["write", "secret"]] | None:
        """At once, from memory; None = ask `find`."""

    def find(self, key: str) -> tuple[Project, Literal["write", "secret"]] | None:
        """May wait for the store. Raises Unavailable."""


class _Gone(Exception):
    """The client hung up before its request was whole."""


class Collect:
    """ASGI app of every protocol's routes. Ask `owns` first: other paths belong to somebody else."""

    def __init__(
        self, keyring: Keyring, journal: Journal, protocols: Mapping[str, Spoken], settings: Settings, clock: Clock
    ) -> None:
        self._keyring = keyring
        self._journal = journal
        self._router = Router(protocols)
        self._limit = settings.body_mb << 20
        self._clock = clock
        self.unknown_keys: Counter[str] = Counter()
        """How many requests came with a key that opens nothing, by protocol."""

    def owns(self, method: str, path: str, query: bytes = b"") -> bool:
        """Whether a request is for one of the protocols."""
        if method == "OPTIONS":
            return self._router.knows(path)
        return bool(self._router.find(method, path, query.decode("latin-1")))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers: dict[bytes, bytes] = dict(scope["headers"])
        if scope["method"] == "OPTIONS":
            return await _send(send, Answer(204, b""), _preflight(headers))
        query: str = scope["query_string"].decode("latin-1")
        matches = self._router.find(scope["method"], scope["path"], query)
        if not matches:
            return await _send(send, Answer(404, b""), _cors(headers))
        call = self._call(scope, headers, query, matches[0])
        try:
            answer = await self._answer(call, matches, receive)
        except Unavailable as why:
            answer = _later(call, matches[0], why)
        except _Gone:
            return None
        if answer.follow is not None:
            return await self._go_on(send, receive, answer, answer.follow(), _cors(headers))
        return await _send(send, answer, _cors(headers))

    def _call(self, scope: Scope, headers: dict[bytes, bytes], query: str, match: Match) -> Call:
        client = scope.get("client")
        path = plain_path(scope["path"])
        return Call(
            method=scope["method"],
            path=path[len(match.prefix) :],
            query_text=query,
            headers=headers,
            peer=client[0] if client else "",
            scheme=scope.get("scheme", "http"),
            received_at=self._clock(),
            prefix=match.prefix,
            holes=match.holes,
        )

    async def _answer(self, call: Call, matches: tuple[Match, ...], receive: Receive) -> Answer:
        first = matches[0]
        body = b"" if call.method == "GET" else await self._body(call, receive)
        if body is None:
            why = Refused(413, "too_large", f"A request body may have {self._limit} bytes, unpacked")
            return await self._refuse(call, first, NOTHING, why)
        if not first.route.reads:
            return await self._tell(call, first, NOTHING)
        sent = await self._unpack(call, body)
        if isinstance(sent, Unreadable):
            if first.route.tell is not None and not body:
                return await self._tell(call, first, NOTHING)
            why = Refused(413 if sent.code == "too_large" else 400, sent.code, sent.detail)
            return await self._refuse(call, first, NOTHING, why)
        match = next((m for m in matches if m.route.claims is None or m.route.claims(call, sent.document)), None)
        if match is None:
            return await self._refuse(call, first, sent, Refused(400, "unknown_shape", "No protocol has this shape"))
        if match is not first:
            call = replace(call, prefix=match.prefix, holes=match.holes)
        return await (self._tell if match.route.tell is not None else self._collect)(call, match, sent)

    async def _body(self, call: Call, receive: Receive) -> bytes | None:
        """The body as it came; None = too large."""
        pieces: list[bytes] = []
        size = 0
        while size <= self._limit * _DRAINED:
            message = await receive()
            if message["type"] != "http.request":
                raise _Gone
            piece: bytes = message.get("body", b"")
            size += len(piece)
            if size <= self._limit:
                pieces.append(piece)
            if not message.get("more_body", False):
                break
        if size > self._limit:
            return None
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    async def _unpack(self, call: Call, body: bytes) -> Sent | Unreadable:
        plain = body[:1] in (b"{", b"[")
        return await _aside(len(body) > (_ASIDE if plain else _ASIDE_PACKED), self._read, call, body)

    def _read(self, call: Call, body: bytes) -> Sent | Unreadable:
        if call.method == "GET" or (not body and "data=" in call.query_text):
            unpacked = unpack_query(call.query, limit=self._limit)
        else:
            kind, encoding = call.header(b"content-type"), call.header(b"content-encoding")
            unpacked = unpack(body, kind=kind, encoding=encoding, limit=self._limit)
        if isinstance(unpacked, Unreadable):
            return unpacked
        document = lenient.document(unpacked.text)
        return document if isinstance(document, Unreadable) else Sent(unpacked.text, document, unpacked.form)

    async def _opened(self, call: Call, match: Match, sent: Sent) -> tuple[Project, Opened] | None:
        keys = await _aside(len(sent.text) > _ASIDE, match.protocol.keys, call, sent)
        for key in keys[:_KEYS]:
            found = self._keyring.known(key) or await asyncio.to_thread(self._keyring.find, key)
            if found is not None:
                return found[0], Opened(key, found[1], found[0])
        return None

    async def _tell(self, call: Call, match: Match, sent: Sent) -> Answer:
        route = match.route
        if route.tell is None:
            return match.protocol.refuse(call, Refused(400, "not_collecting", "This route answers nothing"))
        found = await self._opened(call, match, sent)
        if route.opens == "none":
            return route.tell(call, sent, found[1] if found else Opened("", None))
        if found is None or (route.opens == "secret" and found[1].kind != "secret"):
            return self._unknown(call, match)
        answer = None if route.quick is None else route.quick(call, sent, found[1])
        if answer is None:
            answer = await _aside(route.aside, route.tell, call, sent, found[1])
        return replace(answer, opened=found[1].key) if answer.follow is not None else answer

    async def _collect(self, call: Call, match: Match, sent: Sent) -> Answer:
        found = await self._opened(call, match, sent)
        if found is None:
            return self._unknown(call, match)
        try:
            large = len(sent.text) > _ASIDE
            checked = await _aside(large, match.protocol.check, match.route.name, call, sent)
        except Malformed as malformed:
            return await self._refuse(call, match, sent, malformed.refused)
        accepted = Accepted(
            project=found[0].number,
            source=match.protocol.name,
            route=match.route.name,
            received_at=call.received_at,
            about={**_about(call), **checked.about},
            body=sent.text,
        )
        await self._journal.append(accepted)
        return checked.answer

    def _unknown(self, call: Call, match: Match) -> Answer:
        self.unknown_keys[match.protocol.name] += 1
        return match.protocol.refuse(call, Refused(401, "unknown_key", "The write key is missing or unknown"))

    async def _refuse(self, call: Call, match: Match, sent: Sent, why: Refused) -> Answer:
        """A refusal that the project's people can see, where the request says whose it was."""
        found = await self._opened(call, match, sent)
        if found is not None:
            reject = Reject(code=why.code, detail=why.detail, sample=sent.text[:8000].decode("utf-8", "replace")[:2000])
            kept = Accepted(
                project=found[0].number,
                source=match.protocol.name,
                route=REFUSED,
                received_at=call.received_at,
                body=msgspec.json.encode(reject),
            )
            await self._journal.append(kept)
        return match.protocol.refuse(call, why)

    async def _go_on(
        self,
        send: Send,
        receive: Receive,
        answer: Answer,
        pieces: AsyncGenerator[bytes],
        more: tuple[tuple[bytes, bytes], ...],
    ) -> None:
        """An answer without an end: piece after piece until the client hangs up, its key no longer opens, or nothing
        more comes."""
        headers = [*answer.headers, *more, (b"content-type", answer.type.encode()), (b"x-accel-buffering", b"no")]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body, "more_body": True})
        gone = asyncio.ensure_future(_hung_up(receive))
        try:
            while (piece := await _next(pieces, gone)) is not None and self._still(answer):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        finally:
            gone.cancel()
            await pieces.aclose()
        if not gone.done():
            await send({"type": "http.response.body", "body": b""})

    def _still(self, answer: Answer) -> bool:
        return not answer.opened or self._keyring.known(answer.opened) is not None


async def _next(pieces: AsyncGenerator[bytes], gone: asyncio.Future[None]) -> bytes | None:
    """The next piece; None = there is none, or the client hung up before it came."""

    async def piece() -> bytes | None:
        return await anext(pieces, None)

    coming = asyncio.ensure_future(piece())
    try:
        await asyncio.wait((coming, gone), return_when=asyncio.FIRST_COMPLETED)
    finally:
        if not coming.done():
            coming.cancel()
            await asyncio.wait((coming,))
    return None if gone.done() else coming.result()


async def _aside(large: bool, work: Callable[..., T], *given: Any) -> T:
    return await asyncio.to_thread(work, *given) if large else work(*given)


def _later(call: Call, match: Match, why: Unavailable) -> Answer:
    """503 and never 429: some SDKs drop their events on that. Clients come back spread over some seconds."""
    answer = match.protocol.refuse(call, Refused(503, why.code, why.text.en))
    seconds = b"%d" % (2 + call.received_at.microsecond % 5)
    return replace(answer, headers=(*answer.headers, (b"retry-after", seconds)))


def _about(call: Call) -> dict[str, str]:
    about = {"ip": call.peer} if call.peer else {}
    agent = call.header(b"user-agent")
    if agent:
        about["user_agent"] = agent[:500]
    return about


def _cors(headers: Mapping[bytes, bytes]) -> tuple[tuple[bytes, bytes], ...]:
    origin = headers.get(b"origin")
    if origin is None:
        return ()
    return (
        (b"access-control-allow-origin", origin),
        (b"access-control-allow-credentials", b"true"),
        _EXPOSED,
        (b"vary", b"Origin"),
    )


def _preflight(headers: Mapping[bytes, bytes]) -> tuple[tuple[bytes, bytes], ...]:
    asked = headers.get(b"access-control-request-headers", b"authorization, content-type")
    return (
        *_cors(headers),
        (b"access-control-allow-methods", b"GET,POST,OPTIONS"),
        (b"access-control-allow-headers", asked),
        (b"access-control-max-age", b"600"),
    )


async def _send(send: Send, answer: Answer, more: tuple[tuple[bytes, bytes], ...]) -> None:
    headers = [*answer.headers, *more]
    if answer.status not in (204, 304):
        headers += ((b"content-type", answer.type.encode()), (b"content-length", b"%d" % len(answer.body)))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
