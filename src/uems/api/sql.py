"""SQL over HTTP: which tables there are, running what somebody typed, stopping it, and the log of what was run."""

from dataclasses import replace
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from uems.api import spreadsheet
from uems.api.door import Analyst, Asked, Manager, Reader, may
from uems.api.problem import refusals
from uems.api.sql_body import SqlBody
from uems.api.waiting import waited_for
from uems.base.errors import Refusal
from uems.base.ids import new_id
from uems.insight import typed_question, typed_run
from uems.insight.typed_question import MOST_ROWS, SqlRows
from uems.insight.typed_run import SqlRun
from uems.people import typed_table

router = APIRouter(prefix="/api/sql", tags=["sql"], responses=refusals(403, 404, 422, 503))

_FILE_ROWS = 200_000
Runner = Annotated[Asked, Depends(may("analyse", watched=False), scope="function")]
"""An analyst whose run is stopped by its own name."""
RunId = Annotated[str, Path(pattern="^[A-Za-z0-9-]{8,64}$", description="The `id` that the run was given")]


class SqlAsked(SqlBody):
    """`id`: a name of the run that nobody can guess, by which it can be stopped."""

    limit: int = Field(1000, ge=1, le=MOST_ROWS, description="SqlRows; a CSV file has up to 200 000")
    id: str | None = Field(None, pattern="^[A-Za-z0-9-]{8,64}$", examples=["5f0c2a9e-8d41"])


class SqlColumnBody(BaseModel):
    name: str = Field(examples=["person_id"])
    type: str = Field(examples=["UInt64"])
    about: str


class SqlTableBody(BaseModel):
    name: str = Field(examples=["events"])
    about: str
    columns: list[SqlColumnBody]


class SqlSchema(BaseModel):
    """The tables that SQL can read."""

    items: list[SqlTableBody]
    next: str | None


class SqlRuns(BaseModel):
    items: list[SqlRun]
    next: str | None


@router.post("", response_model=SqlRows, responses=spreadsheet.CSV)
async def run_sql(
    caller: Runner, asked: SqlAsked, csv: spreadsheet.Wanted, request: Request
) -> SqlRows | StreamingResponse:
    """Run one SELECT. It is stopped when the caller hangs up; a CSV file needs the right to export."""
    if csv:
        caller.must("export")
    mark = _mark(caller, asked.id or new_id("sql").replace("_", "-"))
    limit = _FILE_ROWS if csv else asked.limit
    async with waited_for(request, caller.parts.warehouse, mark):
        found = await run_in_threadpool(_noted, replace(caller, mark=mark), asked, limit)
    if not csv:
        return found
    return spreadsheet.answer("sql", [one.name for one in found.columns], found.rows, asked.scope(caller).zone)


@router.get("/schema")
def get_schema(caller: Reader) -> SqlSchema:
    """Tables and columns, with what they mean."""
    items = [
        SqlTableBody(
            name=one.name,
            about=one.about.read(caller.language),
            columns=[SqlColumnBody(name=c.name, type=c.type, about=c.about.read(caller.language)) for c in one.columns],
        )
        for one in typed_table.TABLES
    ]
    return SqlSchema(items=items, next=None)


@router.get("/runs")
def list_runs(caller: Manager, limit: int = Query(100, ge=1, le=1000)) -> SqlRuns:
    """Who ran what in the last 90 days, the newest first."""
    return SqlRuns(items=typed_run.newest(caller.parts.store, caller.project.number, limit), next=None)


@router.delete("/running/{id}", status_code=204)
def cancel_sql(caller: Analyst, id: RunId) -> None:
    """Stop a run: it answers 503 `query_cancelled`. One that has ended stays as it is."""
    caller.parts.warehouse.cancel(_mark(caller, id))


def _mark(caller: Asked, id: str) -> str:
    return f"sql-{caller.project.number}-{id}"


def _noted(caller: Asked, asked: SqlAsked, limit: int) -> SqlRows:
    """The answer, and a line in the log however it ends."""
    parts, outcome, rows = caller.parts, "broken", 0
    began = parts.clock()
    try:
        found = typed_question.answer(asked.typed(), asked.scope(caller), limit)
        outcome, rows = "done", len(found.rows)
        return found
    except Refusal as refusal:
        outcome = refusal.code
        raise
    finally:
        took: timedelta = parts.clock() - began
        typed_run.note(parts.store, caller.project.number, caller.by, asked.sql, outcome, rows, took, began)
