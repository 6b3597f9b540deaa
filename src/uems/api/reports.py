"""Saved reports over HTTP: create, list, change, delete, and ask them again."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from uems.api import insight
from uems.api.door import Analyst, Reader
from uems.api.problem import refusals
from uems.base.words import Text
from uems.insight import report
from uems.insight.report import Report
from uems.metrics.asked import BadQuery

router = APIRouter(prefix="/api/reports", tags=["reports"], responses=refusals(403, 404, 422, 503))

_QUERY = {"series": [{"event": "order_paid", "measure": "people"}], "interval": "week", "since": "-90d"}


View = Annotated[
    dict[Annotated[str, Field(max_length=40)], Annotated[str, Field(max_length=200)] | bool | int | float | None],
    Field(max_length=20, description="How a page shows the answer, in its own words", examples=[{"show": "bar"}]),
]


class NewReport(BaseModel):
    """A name and a question: `query` is the body that /api/insight/{kind} takes."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(min_length=1, max_length=200, examples=["Weekly buyers"])
    kind: str = Field(max_length=40, examples=["trend"])
    query: dict[str, Any] = Field(examples=[_QUERY])
    view: View = Field(default_factory=dict)


class ReportChange(BaseModel):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"name": "Buyers, weekly"}})
    name: str | None = Field(None, min_length=1, max_length=200)
    query: dict[str, Any] | None = None
    view: View | None = None


class Reports(BaseModel):
    items: list[Report]
    next: str | None


class Answered(BaseModel):
    """A report and the answer of its question, in the shape of its kind."""

    report: Report
    answer: insight.Answer


@router.get("")
def list_reports(caller: Reader, limit: int = Query(100, ge=1, le=1000), cursor: str | None = None) -> Reports:
    """The project's reports, page by page."""
    items, next = report.listed(caller.parts.store, caller.project.number, limit, cursor)
    return Reports(items=items, next=next)


@router.post("", status_code=201)
def create_report(caller: Analyst, asked: NewReport) -> Report:
    """Keep a question under a name; it is refused where the question would be."""
    if asked.kind not in insight.ANSWERS:
        kinds = ", ".join(insight.ANSWERS)
        only = Text(
            f"只有这些问题能存为报表并放上看板：{kinds}", f"Only these can be kept and stand on dashboards: {kinds}"
        )
        raise BadQuery(only, about=f"kind: {asked.kind}")
    insight.check(asked.kind, asked.query, caller)
    store, now = caller.parts.store, caller.parts.clock()
    return report.create(store, caller.project.number, asked.name, asked.kind, asked.query, now, asked.view)


@router.get("/{id}")
def get_report(caller: Reader, id: str) -> Report:
    """One report."""
    return report.find(caller.parts.store, caller.project.number, id)


@router.patch("/{id}")
def change_report(caller: Analyst, id: str, asked: ReportChange) -> Report:
    """Another name or another question of the same kind."""
    found = report.find(caller.parts.store, caller.project.number, id)
    if asked.query is not None:
        insight.check(found.kind, asked.query, caller)
    values = asked.model_dump(exclude_none=True)
    return report.change(caller.parts.store, caller.project.number, id, values, caller.parts.clock())


@router.delete("/{id}", status_code=204)
def delete_report(caller: Analyst, id: str) -> None:
    """The report is gone; what it counted stays."""
    report.delete(caller.parts.store, caller.project.number, id)


@router.get("/{id}/answer")
def answer_report(caller: Reader, id: str) -> Answered:
    """The report's question asked now."""
    found = report.find(caller.parts.store, caller.project.number, id)
    return Answered(report=found, answer=insight.answer(found.kind, found.query, caller))
