"""A file's rows, as `uems import` sends them to a running server; the file may be sent again."""

import msgspec
from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from uems.api.door import Asked, Manager
from uems.api.problem import refusals
from uems.base.errors import Invalid
from uems.base.words import Text
from uems.events.event import Event
from uems.events.importing import Imported, Importer
from uems.events.mapping import SOURCE
from uems.events.request import Batch

router = APIRouter(prefix="/api/import", tags=["events"], responses=refusals(403, 422, 503))


class BadBatch(Invalid):
    code = "bad_batch"
    text = Text("导入内容无法读取", "The batch to import cannot be read")


class ImportedBody(BaseModel):
    """rows = new + known + rejected."""

    rows: int
    new: int
    known: int
    rejected: int


_EVENT = {
    "id": "o-1001",
    "event": "order_paid",
    "source": SOURCE,
    "user_id": "ada",
    "timestamp": "2026-06-01T09:30:00+08:00",
    "received_at": "2026-06-02T00:00:00Z",
    "properties": {"revenue": 129},
}
_SENT = {"schema": {"type": "object"}, "example": {"events": [_EVENT], "rejects": []}}


@router.post("", openapi_extra={"requestBody": {"content": {"application/json": _SENT}}})
async def take(request: Request, caller: Manager) -> ImportedBody:
    """{"events": […], "rejects": […]} with ids that follow from their rows; those already there change nothing."""
    try:
        batch = msgspec.json.decode(await request.body(), type=Batch)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadBatch(about=str(error)) from error
    for event in batch.events:
        _check(event)
    found = await run_in_threadpool(_take, caller, batch)
    return ImportedBody(rows=found.rows, new=found.new, known=found.known, rejected=found.rejected)


def _check(event: Event) -> None:
    """An event such as a file's row becomes. Raises BadBatch."""
    if event.source != SOURCE:
        raise BadBatch(about=f"source: {event.source}")
    if not (event.user_id or event.anonymous_id):
        raise BadBatch(about="user_id")
    for moment in (event.timestamp, event.received_at):
        if moment.tzinfo is None or not 1971 <= moment.year < 2200:
            raise BadBatch(about=f"time: {moment.isoformat()}")


def _take(caller: Asked, batch: Batch) -> Imported:
    parts, number = caller.parts, caller.project.number
    importer = Importer(number, parts.warehouse, parts.identities, parts.writer.alone, parts.clock, parts.erased.bar)
    return importer.take(batch)
