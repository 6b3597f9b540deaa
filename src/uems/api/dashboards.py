"""Dashboards over HTTP: kept, changed by one at a time, made from templates, and their tiles answered."""

from typing import Any

from fastapi import APIRouter, Query
from pydantic import ConfigDict

from uems.api import dashboard_body as body
from uems.api import insight
from uems.api.door import Analyst, Asked, Id, Reader
from uems.api.insight_body import Body
from uems.api.problem import refusals
from uems.base.errors import NotFound
from uems.base.words import Text
from uems.insight import dashboard, dashboard_link, dashboard_template, digest, digest_letter, report
from uems.insight.dashboard import Dashboard, Draft, Tile
from uems.insight.dashboard_template import Planned, Role, Template
from uems.metrics import vocabulary

router = APIRouter(prefix="/api/dashboards", tags=["dashboards"], responses=refusals(403, 404, 409, 422, 503))


class NoTemplate(NotFound):
    code = "dashboard_template_not_found"
    text = Text("没有这个看板模板", "There is no such template")


class FromTemplate(Body):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"role": "growth"}})
    role: Role


@router.get("")
def list_dashboards(
    caller: Reader, limit: int = Query(100, ge=1, le=1000), cursor: str | None = None
) -> body.Dashboards:
    """The project's dashboards, page by page."""
    items, next = dashboard.listed(caller.parts.store, caller.project.number, limit, cursor)
    return body.Dashboards(items=[body.entry(one) for one in items], next=next)


@router.post("", status_code=201)
def create_dashboard(caller: Analyst, asked: body.NewDashboard) -> Dashboard:
    """A new dashboard; tiles may be added later."""
    parts = caller.parts
    return dashboard.create(parts.store, caller.project.number, asked.draft(caller), caller.by, parts.clock())


@router.get("/templates")
def list_templates(caller: Reader) -> body.DashboardTemplates:
    """What a dashboard can be made from here: one for each kind of team."""
    items = [
        body.DashboardTemplate(
            role=one.role,
            name=one.name.read(caller.language),
            about=one.about.read(caller.language),
            tiles=len(one.tiles),
        )
        for one in _templates(caller)
    ]
    return body.DashboardTemplates(items=items, next=None)


@router.post("/from-template", status_code=201)
def create_from_template(caller: Analyst, asked: FromTemplate) -> Dashboard:
    """A dashboard of a template; its questions become saved reports."""
    found = next((one for one in _templates(caller) if one.role == asked.role), None)
    if found is None:
        raise NoTemplate(about=asked.role)
    parts = caller.parts
    tiles = [_made(caller, n, one) for n, one in enumerate(found.tiles, 1)]
    draft = Draft(found.name.read(caller.language), found.about.read(caller.language), tiles)
    return dashboard.create(parts.store, caller.project.number, draft, caller.by, parts.clock())


@router.get("/{id}")
def get_dashboard(caller: Reader, id: Id) -> Dashboard:
    """One dashboard with its tiles; their answers are asked for one by one."""
    return dashboard.find(caller.parts.store, caller.project.number, id)


@router.patch("/{id}")
def change_dashboard(caller: Analyst, id: Id, asked: body.DashboardChange) -> Dashboard:
    """Another name, other tiles or filters; refused when somebody else was first."""
    parts, values = caller.parts, asked.values(caller)
    return dashboard.change(parts.store, caller.project.number, id, asked.version, values, parts.clock())


@router.delete("/{id}", status_code=204)
def delete_dashboard(caller: Analyst, id: Id) -> None:
    """The dashboard, its links and its digest are gone; the reports on it stay."""
    with caller.parts.store.write() as connection:
        digest.drop(connection, caller.project.number, id)
        digest_letter.drop(connection, caller.project.number, id)
        dashboard_link.void(connection, caller.project.number, id)
        dashboard.delete(connection, caller.project.number, id)


@router.post("/{id}/tiles/{tile}/answer")
def answer_tile(caller: Reader, id: Id, tile: Id, asked: body.TileAsked) -> body.TileAnswer:
    """A tile's question asked now, under the dashboard's filters or these."""
    found = dashboard.find(caller.parts.store, caller.project.number, id)
    filters = found.filters if asked.filters is None else asked.filters.filters(caller)
    return body.answered(caller, dashboard.tile(found, tile), filters)


def _templates(caller: Asked) -> list[Template]:
    names = [one.name for one in caller.parts.catalogue.events(caller.project.number)]
    return dashboard_template.templates(vocabulary.of(caller.parts.store, caller.project.number), names)


def _made(caller: Asked, n: int, one: Planned) -> Tile:
    place: dict[str, Any] = {"id": f"t{n}", "x": one.x, "y": one.y, "w": one.w, "h": one.h}
    if one.metric:
        return Tile(kind="metric", metric=one.metric, show=one.show, interval=one.interval, **place)
    assert one.query is not None
    assert one.name is not None
    insight.check(one.kind, one.query, caller)
    store, now = caller.parts.store, caller.parts.clock()
    name = one.name.read(caller.language)
    kept = report.create(store, caller.project.number, name, one.kind, one.query, now)
    return Tile(kind="report", report=kept.id, **place)
