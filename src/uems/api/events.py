"""Events over HTTP: the newest, those that were refused and why, and a live stream."""

from collections.abc import AsyncIterator
from datetime import datetime

import msgspec
from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from uems.api.door import Asked, Reader
from uems.api.people import Events, who
from uems.api.problem import refusals
from uems.people import feed

router = APIRouter(prefix="/api/events", tags=["events"], responses=refusals(403, 404, 422, 503))


class RejectBody(BaseModel):
    """What was refused: `code` is stable, `detail` a sentence, `sample` the beginning of what came."""

    received_at: datetime
    source: str = Field(examples=["segment"])
    code: str = Field(examples=["bad_time"])
    detail: str
    event: str
    sample: str


class Rejects(BaseModel):
    items: list[RejectBody]
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
    scope, project = caller.scope(), caller.project.number
    moments = [m.replace(tzinfo=scope.zone) if m is not None and m.tzinfo is None else m for m in (since, until)]
    number = None if person is None else who(caller, person)
    rows = None if number is None else caller.parts.identities.rows(project, number)
    wanted = feed.Wanted(event, moments[0], moments[1], rows, number)
    items, next = feed.newest(scope, wanted, limit, cursor)
    return Events(items=items, next=next)


@router.get("/rejected")
def list_rejected(
    caller: Reader,
    code: str | None = Query(None, max_length=100),
    limit: int = Query(100, ge=1, le=1000),
    cursor: str | None = None,
) -> Rejects:
    """What was refused in the last 30 days and why, newest first."""
    items, next = feed.refused(caller.scope(), limit, cursor, code)
    return Rejects(
        items=[RejectBody(**{f: getattr(one, f) for f in RejectBody.model_fields}) for one in items], next=next
    )


@router.get("/live", response_class=StreamingResponse, responses={200: {"content": {"text/event-stream": {}}}})
async def follow_events(caller: Reader) -> StreamingResponse:
    """Events as they become visible: server-sent events, each `data` one canonical event."""
    head = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_told(caller), media_type="text/event-stream", headers=head)


async def _told(caller: Asked) -> AsyncIterator[bytes]:
    async with caller.parts.live.follow(caller.project.number) as heard:
        yield b": connected\n\n"
        async for item in heard:
            yield b": here\n\n" if item is None else b"data: " + msgspec.json.encode(item) + b"\n\n"
