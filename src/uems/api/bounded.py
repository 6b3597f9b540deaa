"""How large a request's body may be: what is larger is refused before it fills the memory."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from uems.api import problem
from uems.base.errors import Invalid
from uems.base.words import Text


class BodyTooLarge(Invalid):
    code = "too_large"
    text = Text("请求内容过大", "The request body is too large")


def bounded(app: ASGIApp, limit: int) -> ASGIApp:
    """The app, whose bodies have at most `limit` bytes. Files, at addresses that end in /import, are for their routes
    to limit: these know who sends one before they read it.

    A request that says a larger size is answered 413 at once; one that says none is cut off when it gets there."""

    async def bound(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].endswith("/import"):
            return await app(scope, receive, send)
        said: bytes | None = dict(scope["headers"]).get(b"content-length")
        if said is not None and said.isdigit() and int(said) > limit:
            refused = problem.answer(Request(scope), 413, BodyTooLarge.code, BodyTooLarge.text, f"{limit}")
            return await refused(scope, receive, send)
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > limit:
                raise BodyTooLarge(about=f"{limit}")
            return message

        return await app(scope, counted, send)

    return bound
