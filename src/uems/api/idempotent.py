"""A repeated POST with the same Idempotency-Key gets the first answer."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from uems.api import problem
from uems.api.door import Asked, reader
from uems.base.errors import Refusal
from uems.store import idempotency

Next = Callable[[Request], Awaitable[Response]]


def install(app: FastAPI) -> None:
    """Watch every POST below /api/ that carries the header."""

    @app.middleware("http")
    async def first_answer(request: Request, onward: Next) -> Response:
        key = request.headers.get("idempotency-key")
        if key is None or request.method != "POST" or not request.url.path.startswith("/api/"):
            return await onward(request)
        body = await request.body()
        try:
            asked = await run_in_threadpool(reader, request)
            kept = await run_in_threadpool(_begin, asked, key, f"POST {request.url.path}\n".encode() + body)
        except Refusal as refusal:
            return problem.answer_refusal(request, refusal)
        if kept is not None:
            return Response(kept.body, kept.status, media_type="application/json")
        return await _kept(asked, key, request, onward)


async def _kept(asked: Asked, key: str, request: Request, onward: Next) -> Response:
    try:
        response = await onward(request)
        text = b"".join([part async for part in response.body_iterator])  # type: ignore[attr-defined]
    except BaseException:
        await run_in_threadpool(_end, asked, key, None)
        raise
    keeps = idempotency.Response(response.status_code, text.decode()) if response.status_code < 300 else None
    await run_in_threadpool(_end, asked, key, keeps)
    return Response(text, response.status_code, dict(response.headers))


def _begin(asked: Asked, key: str, request: bytes) -> idempotency.Response | None:
    with asked.parts.store.write() as connection:
        return idempotency.begin(connection, asked.project.number, key, request, asked.parts.clock())


def _end(asked: Asked, key: str, response: idempotency.Response | None) -> None:
    with asked.parts.store.write() as connection:
        if response is None:
            idempotency.release(connection, asked.project.number, key)
        else:
            idempotency.keep(connection, asked.project.number, key, response)
