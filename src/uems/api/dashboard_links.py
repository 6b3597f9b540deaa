"""Links that show a dashboard without an account: made and taken back by members, opened by anybody who has one."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from uems.api import dashboard_body as body
from uems.api.door import Asked, Exporter, Guest, Id, Reader, compared, language_of
from uems.api.insight_body import Body
from uems.api.map_question import MapNumbers
from uems.api.metric_body import MetricSeries
from uems.api.problem import refusals
from uems.base.errors import Forbidden
from uems.base.words import Text
from uems.insight import dashboard, dashboard_link, digest_letter, map_book, report
from uems.insight.attribution.answer import Attributed
from uems.insight.dashboard import Dashboard, DashboardFilters, Tile
from uems.insight.dashboard_link import DashboardLink
from uems.metrics import definition, registry

router = APIRouter(prefix="/api", tags=["dashboards"], responses=refusals(403, 404, 422, 429, 503))

_NO_WORDS = ("where", "condition", "segment", "now")
"""Parts of a question that say whom it is about: they can hold what only members may read."""
Token = Annotated[str, Path(max_length=200, description="From the link")]


class NotShared(Forbidden):
    code = "tile_not_shared"
    text = Text(
        "SQL 结果可能含个人数据，不在分享链接中显示", "Rows of SQL may tell of people, so a link does not show them"
    )


class NewDashboardLink(Body):
    """`days` = how long it works."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"days": 30}})
    days: int = Field(30, ge=1, le=366)


class MadeDashboardLink(BaseModel):
    """`token` is seen here and never again; the console shows it at `/shared/{token}`."""

    link: DashboardLink
    token: str


class ListedLink(BaseModel):
    """`digest` = made for a letter of the dashboard's digest."""

    id: str = Field(examples=["shr_4k0qd2m87x2k9m4qpw8n3d5t"])
    dashboard: str
    by: str
    created_at: datetime
    expires_at: datetime
    digest: bool


class DashboardLinks(BaseModel):
    items: list[ListedLink]
    next: str | None


class SharedDashboard(BaseModel):
    """A dashboard as a link shows it."""

    project: str = Field(description="The project's name")
    timezone: str
    currency: str
    name: str
    description: str
    tiles: list[Tile]
    since: str | None
    until: str | None
    expires_at: datetime


@router.post("/dashboards/{id}/links", status_code=201)
def create_link(caller: Exporter, id: Id, asked: NewDashboardLink, response: Response) -> MadeDashboardLink:
    """A link to show the dashboard's numbers to anybody; needs the right to export."""
    parts, number = caller.parts, caller.project.number
    made, token = dashboard_link.offer(
        parts.store, parts.keeper.pepper, number, id, caller.by, parts.clock(), asked.days
    )
    response.headers["Cache-Control"] = "no-store"
    return MadeDashboardLink(link=made, token=token)


@router.get("/dashboards/{id}/links")
def list_links(caller: Reader, id: Id) -> DashboardLinks:
    """The links that work now, without their tokens."""
    store, number, now = caller.parts.store, caller.project.number, caller.parts.clock()
    dashboard.find(store, number, id)
    sent = digest_letter.links(store, number, id)
    every = dashboard_link.every(store, number, id, now)
    return DashboardLinks(items=[ListedLink(**asdict(one), digest=one.id in sent) for one in every], next=None)


@router.delete("/dashboards/{id}/links/{link}", status_code=204)
def revoke_link(caller: Exporter, id: Id, link: Id) -> None:
    """It works no more."""
    dashboard_link.revoke(caller.parts.store, caller.project.number, id, link)


@router.get("/shared/{token}")
def get_shared(token: Token, parts: Guest, request: Request, response: Response) -> SharedDashboard:
    """The dashboard that a link shows."""
    caller, link, found = _opened(token, parts, request)
    response.headers["Cache-Control"] = "no-store"
    return SharedDashboard(
        project=caller.project.name,
        timezone=caller.project.timezone,
        currency=caller.project.currency,
        name=found.name,
        description=found.description,
        tiles=found.tiles,
        since=found.filters.since,
        until=found.filters.until,
        expires_at=link.expires_at,
    )


@router.get("/shared/{token}/tiles/{tile}")
def get_shared_tile(token: Token, tile: Id, parts: Guest, request: Request, response: Response) -> body.TileAnswer:
    """What one of its tiles shows: numbers, and nothing of people."""
    caller, link, found = _opened(token, parts, request)
    one = dashboard.tile(found, tile)
    response.headers["Cache-Control"] = "no-store"
    asked = (link.id, found.version, one.id, caller.language)
    answer: body.TileAnswer = parts.shown.kept.get(asked, lambda: _told(caller, one, found.filters))
    return answer


def _opened(token: str, parts: Any, request: Request) -> tuple[Asked, DashboardLink, Dashboard]:
    """Somebody with a link reads as a viewer of its project would. Raises NoLink, NoDashboard, TooOften."""
    project, link = dashboard_link.shown(parts.store, parts.keeper.pepper, token, parts.clock())
    parts.shown.pace.take(link.id)
    caller = Asked(project, parts, language_of(request), frozenset({"read"}))
    return caller, link, dashboard.find(parts.store, project.number, link.dashboard)


def refuse_hidden(caller: Asked, tile: Tile, filters: DashboardFilters) -> None:
    """What whoever has a link is not shown. Raises NotShared for SQL, HiddenProperty for a question about what only
    some members may see, NoReport, NoMap, NoMetric, PartMissing."""
    caller.must_see(compared([filters.condition, *_asked(caller, tile)]))


def _asked(caller: Asked, tile: Tile) -> list[Any]:
    """The question of a tile, with the map or the metrics that it names. Raises what `refuse_hidden` raises."""
    store, number = caller.parts.store, caller.project.number
    if tile.kind == "metric":
        metric = registry.find(store, number, tile.metric).metric
        return [definition.normal(one) for one in (metric, *registry.parts(store, number, metric).values())]
    if tile.kind == "text":
        return []
    kept = report.find(store, number, tile.report)
    if kept.kind == "sql":
        raise NotShared(about=tile.id)
    query, map = kept.query, kept.query.get("map")
    if map is None:
        return [query]
    versions = {query.get("version"), query.get("against") or query.get("version")}
    return [query, *(map_book.find(store, number, map, one).json for one in versions)]


def _told(caller: Asked, tile: Tile, filters: DashboardFilters) -> body.TileAnswer:
    """Raises what `refuse_hidden` raises."""
    refuse_hidden(caller, tile, filters)
    found = body.answered(caller, tile, filters)
    shown = {"query": _without_people(found.query), "answer": _without_questions(found.answer)}
    return found.model_copy(update=shown)


def _without_questions(answer: Any) -> Any:
    """The numbers alone: neither the questions that a map links to, nor which experiments there are, nor how a metric
    came to be what it is."""
    if isinstance(answer, MapNumbers):
        boxes = [one.model_copy(update={"experiments": [], "report": None}) for one in answer.boxes]
        ways = [one.model_copy(update={"report": None}) for one in answer.ways]
        return answer.model_copy(update={"boxes": boxes, "ways": ways})
    if isinstance(answer, MetricSeries):
        return answer.model_copy(update={"breaks": [], "how": replace(answer.how, sentence="")})
    if isinstance(answer, Attributed):
        return replace(
            answer, added=tuple(replace(one, experiment=None, shown=None, held=None) for one in answer.added)
        )
    return answer


def _without_people(query: Any) -> Any:
    if isinstance(query, dict):
        return {name: _without_people(value) for name, value in query.items() if name not in _NO_WORDS}
    return [_without_people(one) for one in query] if isinstance(query, list) else query
