"""Everything a project holds, as a file."""

import os
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from fastapi import APIRouter
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from uems.api.door import Asked, Exporter
from uems.api.problem import refusals
from uems.base.errors import Unavailable
from uems.base.words import Text
from uems.events import exporting
from uems.people import exporting as people

_FILES = {
    "application/x-ndjson": {"schema": {"type": "string"}},
    "application/vnd.apache.parquet": {"schema": {"type": "string", "format": "binary"}},
}

router = APIRouter(prefix="/api/export", tags=["events"], responses=refusals(403, 404, 422, 503))


class NotAllYet(Unavailable):
    code = "export_not_all_yet"
    text = Text("部分已确认的事件尚未写入，请稍后再导出", "Some acknowledged events are not written yet; export later")


@router.get("/{what}", response_class=FileResponse, responses={200: {"content": _FILES}})
def export(
    caller: Exporter,
    what: Literal["events", "persons"],
    format: exporting.Format = "jsonl",
    since: datetime | None = None,
    until: datetime | None = None,
) -> FileResponse:
    """Canonical events, oldest first, or persons; `until` is not included. What was acknowledged is in it. Personal
    values are hidden from callers without the right to see them, sensitive ones from those who do not manage."""
    parts, number, scope, mask = caller.parts, caller.project.number, caller.scope(), caller.mask()
    whole = "manage" in caller.rights
    settle(caller)
    if what == "events":
        found = exporting.events(parts.warehouse, number, caller.zoned(since), caller.zoned(until))
        items = found if whole else (mask.event(one) for one in found)
    else:
        items = people.persons(replace(scope, mask=None) if whole else scope, parts.store)
    handle, name = tempfile.mkstemp(suffix=f".{format}")
    os.close(handle)
    try:
        exporting.write(items, Path(name), format)
    except BaseException:
        os.unlink(name)
        raise
    return FileResponse(name, filename=f"{what}.{format}", background=BackgroundTask(os.unlink, name))


def settle(caller: Asked) -> None:
    """Wait until what was acknowledged is visible. Raises NotAllYet."""
    if not caller.parts.writer.drain():
        raise NotAllYet
