"""The quick way to what flags are for a person: who shows a key is answered from memory, before the framework.

What is out of the ordinary, such as a refusal, goes to the route itself, which says the same."""

from pydantic import ValidationError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from uems.api import flag_evaluation
from uems.api.parts import Parts
from uems.people.in_hand import Waits

_PATH = "/api/flags/evaluate"
_MOST = 64 << 10
"""Bytes of a body that is read without a thread."""
_OTHER = (b"idempotency-key", b"x-uems-project", b"content-encoding")


def quick(parts: Parts, onward: ASGIApp) -> ASGIApp:
    """The app, with this route answered before it where memory can."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        key = _key(scope) if scope["type"] == "http" else ""
        if not key:
            await onward(scope, receive, send)
            return
        messages = await _read(receive)
        body = _answer(parts, key, b"".join(one.get("body", b"") for one in messages)) if _whole(messages) else None
        if body is None:
            await onward(scope, _again(messages, receive), send)
            return
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return app


def _key(scope: Scope) -> str:
    """The key of a plain question; "" = it is something else."""
    if scope["path"] != _PATH or scope["method"] != "POST" or scope["query_string"]:
        return ""
    headers = dict(scope["headers"])
    if any(name in headers for name in _OTHER):
        return ""
    scheme, _, key = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""


def _answer(parts: Parts, key: str, body: bytes) -> bytes | None:
    """None = it takes more than memory, or is to be refused."""
    found = parts.keys.known(key)
    if found is None:
        return None
    try:
        asked = flag_evaluation.Question.model_validate_json(body)
        answer = flag_evaluation.answered(parts.flags, found[0], asked, notes=True, patient=False)
    except (ValidationError, Waits):
        return None
    return answer.model_dump_json().encode()


async def _read(receive: Receive) -> list[Message]:
    """The body as it comes, as far as it is read here."""
    messages, size = [await receive()], 0
    while messages[-1].get("more_body", False) and size <= _MOST:
        size += len(messages[-1].get("body", b""))
        messages.append(await receive())
    return messages


def _whole(messages: list[Message]) -> bool:
    last = messages[-1]
    size = sum(len(one.get("body", b"")) for one in messages)
    return last["type"] == "http.request" and not last.get("more_body", False) and size <= _MOST


def _again(messages: list[Message], receive: Receive) -> Receive:
    """What was read already, once more, and then the rest."""
    waiting = iter(messages)

    async def next_one() -> Message:
        return next(waiting, None) or await receive()

    return next_one
