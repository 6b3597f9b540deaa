"""Lists as CSV files that a spreadsheet opens as they are meant: UTF-8 with its mark, and no cell that it would run."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from fastapi import Depends, Query, Request
from fastapi.responses import StreamingResponse

_MARK = "\ufeff"
_RUN = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
"""What makes a spreadsheet take a text for a formula."""
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_ROWS = 500
"""Rows sent at once."""

_EXAMPLE = "id,user_ids\r\n8b1f0c5d2a64e97f,u-1024\r\n"
CSV: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}, "example": _EXAMPLE}}}
}
"""For a route's description: it also answers CSV."""


def wanted(
    request: Request,
    format: Annotated[
        Literal["json", "csv"] | None, Query(description="csv = the whole list as a file, as `Accept: text/csv` says")
    ] = None,
) -> bool:
    """Whether the caller asks for CSV."""
    return format == "csv" or (format is None and request.headers.get("accept", "").startswith("text/csv"))


Wanted = Annotated[bool, Depends(wanted)]


def answer(name: str, head: Sequence[str], rows: Iterable[Sequence[object]], zone: ZoneInfo) -> StreamingResponse:
    """The rows below their head, sent as they come; times in the zone. The name is plain ASCII."""
    sent = {"Content-Disposition": f'attachment; filename="{name}.csv"', "Cache-Control": "no-store"}
    return StreamingResponse(_lines(head, rows, zone), media_type="text/csv; charset=utf-8", headers=sent)


def _lines(head: Sequence[str], rows: Iterable[Sequence[object]], zone: ZoneInfo) -> Iterator[str]:
    buffer = io.StringIO()
    buffer.write(_MARK)
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([cell(name, zone) for name in head])
    for n, row in enumerate(rows, 1):
        writer.writerow([cell(value, zone) for value in row])
        if n % _ROWS == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def cell(value: object, zone: ZoneInfo) -> str:
    """The text of a cell: nothing for null, JSON for lists and objects. A text that a spreadsheet would run gets an
    apostrophe before it; numbers and telephone numbers stay as they are."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case datetime():
            return value.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")
        case str():
            text = value.encode("utf-8", "replace").decode()
        case _:
            text = json.dumps(value, ensure_ascii=False)
    return f"'{text}" if _RUN.match(text) and not _NUMBER.fullmatch(text) else text
