"""A repeated POST with the same Idempotency-Key gets the first answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from uems.api import door, problem
from uems.api.parts import Parts
from uems.base.errors import Refusal
from uems.store import idempotency
from uems.store.secret import sealed, unsealed

Next = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class _Repeatable:
    """A request under its key, and whose key it is."""

    parts: Parts
    scope: str
    key: str


def install(app: FastAPI) -> None:
    """Watch every POST below /api/ that carries the header, of a caller who is known; its body is read after that."""

    @app.middleware("http")
    async def first_answer(request: Request, onward: Next) -> Response:
        key = request.headers.get("idempotency-key")
        if key is None or request.method != "POST" or not request.url.path.startswith("/api/"):
            return await onward(request)
        if not door.bears_key(request) and door.COOKIE not in request.cookies:
            return await onward(request)
        try:
            scope = await run_in_threadpool(_scope, request)
            body = await request.body()
            one = _Repeatable(request.app.state.parts, scope, key)
            kept = await run_in_threadpool(_begin, one, f"POST {_asked(request)}\n".encode() + body)
        except Refusal as refusal:
            return problem.answer_refusal(request, refusal)
        if kept is not None:
            return Response(kept.body, kept.status, media_type="application/json")
        return await _kept(one, request, onward)


def _asked(request: Request) -> str:
    """The address with what stands in it: `?name=a` and `?name=b` are two requests."""
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


def _scope(request: Request) -> str:
    """A key's answers belong to its project, a person's to the account and the project it speaks of."""
    if door.bears_key(request):
        return door.asked(request).project.id
    return f"{door.signed(request).account.id} {door.named(request) or ''}"


async def _kept(one: _Repeatable, request: Request, onward: Next) -> Response:
    try:
        response = await onward(request)
        if not _keeps(response):
            await run_in_threadpool(_end, one, None)
            return response
        text = b"".join([part async for part in response.body_iterator])  # type: ignore[attr-defined]
    except BaseException:
        await run_in_threadpool(_end, one, None)
        raise
    await run_in_threadpool(_end, one, idempotency.Response(response.status_code, text.decode()))
    return Response(text, response.status_code, dict(response.headers))


def _keeps(response: Response) -> bool:
    """A refusal may be mended and sent again; a file only reads, and may be too long to be kept."""
    json = response.headers.get("content-type", "application/json").startswith("application/json")
    return json and response.status_code < 300


def _begin(one: _Repeatable, request: bytes) -> idempotency.Response | None:
    with one.parts.store.write() as connection:
        kept = idempotency.begin(connection, one.scope, one.key, request, one.parts.clock())
    return None if kept is None else idempotency.Response(kept.status, unsealed(one.parts.keeper.pepper, kept.body))


def _end(one: _Repeatable, response: idempotency.Response | None) -> None:
    # An answer may hold a new key, which the store must not tell.
    body = "" if response is None else sealed(one.parts.keeper.pepper, response.body)
    with one.parts.store.write() as connection:
        if response is None:
            idempotency.release(connection, one.scope, one.key)
        else:
            idempotency.keep(connection, one.scope, one.key, idempotency.Response(response.status, body))
