"""A file's rows, as `uems import` sends them to a running server; the file may be sent again."""

import msgspec
from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from uems.api.door import Asked, Reader
from uems.api.problem import refusals
from uems.base.errors import Invalid
from uems.base.words import Text
from uems.events.importing import Imported, Importer
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


@router.post("", openapi_extra={"requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}}})
async def take(request: Request, caller: Reader) -> ImportedBody:
    """{"events": […], "rejects": […]} with ids that follow from their rows; those already there change nothing."""
    try:
        batch = msgspec.json.decode(await request.body(), type=Batch)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadBatch(about=str(error)) from error
    found = await run_in_threadpool(_take, caller, batch)
    return ImportedBody(rows=found.rows, new=found.new, known=found.known, rejected=found.rejected)


def _take(caller: Asked, batch: Batch) -> Imported:
    parts, number = caller.parts, caller.project.number
    return Importer(number, parts.warehouse, parts.identities, parts.writer.alone, parts.clock).take(batch)
