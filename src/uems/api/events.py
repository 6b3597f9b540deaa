"""Events over HTTP: the newest, those that were refused and why, and a live stream."""

from collections.abc import AsyncIterator
from datetime import datetime
from time import monotonic

import msgspec
from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from uems.api.door import Asked, Reader, asked
from uems.api.event_body import Events
from uems.api.people import happened, who
from uems.api.problem import refusals
from uems.base.errors import Refusal, Unavailable
from uems.events import recent
from uems.people.property_class import Mask

router = APIRouter(prefix="/api/events", tags=["events"], responses=refusals(403, 404, 422, 503))

_STREAM = {
    "schema": {"type": "string", "description": "Server-sent events; each `data` is one CanonicalEvent as JSON."},
    "example": 'data: {"id":"o-1001","event":"order_paid","timestamp":"2026-06-01T01:30:00.000Z"}\n\n',
}
_BEAT = 15.0
"""Seconds after which a silent stream says that it lives."""


class Reject(BaseModel):
    """What was refused: `code` is stable, `detail` a sentence, `sample` the beginning of what came."""

    received_at: datetime
    source: str = Field(examples=["segment"])
    code: str = Field(examples=["bad_time"])
    detail: str
    event: str
    sample: str


class Count(BaseModel):
    """How often, and when last, something was refused for this reason."""

    code: str
    count: int
    last: datetime


class Rejects(BaseModel):
    items: list[Reject]
    counts: list[Count]
    next: str | None


@router.get("")
def list_events(
    caller: Reader,
    person: str | None = Query(None, max_length=512, description="Any id of a person"),
    event: str | None = Query(None, max_length=300),
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = Query(100, ge=1, le=1000),
    cursor: str | None = None,
) -> Events:
    """Canonical events, newest first; a time without a zone is in the project's."""
    number = None if person is None else who(caller, person)
    return happened(
        caller, number, [] if event is None else [event], caller.zoned(since), caller.zoned(until), limit, cursor
    )


@router.get("/rejected")
def list_rejected(
    caller: Reader,
    since: datetime | None = None,
    code: str | None = Query(None, max_length=100),
    limit: int = Query(100, ge=1, le=1000),
    cursor: str | None = None,
) -> Rejects:
    """What was refused in the last 30 days and why, newest first, and how often for each reason."""
    found = recent.rejected(
        caller.parts.warehouse,
        caller.project.number,
        since=caller.zoned(since),
        code=code,
        limit=limit,
        cursor=cursor,
    )
    if "see_personal" not in caller.rights:
        found["items"] = [item | {"sample": ""} for item in found["items"]]
    return Rejects.model_validate(found)


@router.get("/live", response_class=StreamingResponse, responses={200: {"content": {"text/event-stream": _STREAM}}})
async def follow_events(request: Request, caller: Reader) -> StreamingResponse:
    """Events as they become visible: server-sent events, each `data` one canonical event. Ends with the session."""
    head = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_told(request, caller), media_type="text/event-stream", headers=head)


async def _told(request: Request, caller: Asked) -> AsyncIterator[bytes]:
    yield b": connected\n\n"
    checked = monotonic()
    mask = await run_in_threadpool(caller.mask)
    async for seen in caller.parts.live.stream(caller.project.number, _BEAT):
        batch = [mask.event(item) for item in seen]
        yield b"".join(b"data: " + msgspec.json.encode(item) + b"\n\n" for item in batch) or b": here\n\n"
        if monotonic() - checked >= _BEAT:
            checked = monotonic()
            still = await run_in_threadpool(_still, request, mask)
            if still is None:
                return
            mask = still


def _still(request: Request, mask: Mask) -> Mask | None:
    """What the stream's reader does not see from now on; None = they may not read any more. Sessions end, members leave
    or get another role, keys are revoked, properties get another class. While the store is away it stays as it was."""
    try:
        caller = asked(request)
        caller.must("read")
        return caller.mask()
    except Unavailable:
        return mask
    except Refusal:
        return None
