"""Dashboards as callers write and read them, and what a tile answers."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from uems.api import insight, metric_body, metrics
from uems.api.condition_body import ConditionJson
from uems.api.door import Asked
from uems.api.insight_body import CONDITION, Body
from uems.api.metric_body import MetricSeries, MetricSeriesBody
from uems.insight import dashboard, report
from uems.insight.dashboard import Dashboard, DashboardFilters, Draft, Tile, TileKind
from uems.insight.dashboard_template import Role
from uems.metrics import asked as shared
from uems.metrics import registry
from uems.metrics.metric import Direction
from uems.rules.condition import parse
from uems.warehouse.typed import holes_of

Name = Annotated[str, Field(min_length=1, max_length=200)]
TileId = Annotated[str, Field(pattern="^[A-Za-z0-9_-]{1,40}$")]
_TILE: dict[str, Any] = {"id": "t1", "kind": "metric", "metric": "revenue", "x": 0, "y": 0, "w": 3, "h": 2}
EXAMPLE: dict[str, Any] = {"name": "Growth", "tiles": [_TILE], "filters": {"since": "-29d"}}
_RANGES = {"day": "-30d", "week": "-12w", "month": "-12m"}


class FiltersBody(Body):
    """Over every tile's own question: a range as questions have it, and a condition on people."""

    since: str | None = Field(None, max_length=40, examples=["-29d"])
    until: str | None = Field(None, max_length=40)
    condition: ConditionJson | None = Field(None, examples=[CONDITION])

    def filters(self, caller: Asked) -> DashboardFilters:
        """Raises BadRange, ConditionInvalid."""
        shared.span(self.since, self.until, caller.scope())
        if self.condition is not None:
            parse(self.condition, "filters.condition")
        return DashboardFilters(self.since, self.until, self.condition)


class TileBody(Body):
    """A tile: where it stands on the 12 columns, and the report, the metric or the text (Markdown) that it shows."""

    id: TileId
    kind: TileKind
    x: int = Field(ge=0, le=11)
    y: int = Field(ge=0, le=1000)
    w: int = Field(ge=1, le=12)
    h: int = Field(ge=1, le=20)
    title: str = Field("", max_length=200)
    report: str = Field("", max_length=100)
    metric: str = Field("", max_length=100)
    interval: Literal["day", "week", "month"] = "day"
    show: Literal["number", "line"] = "number"
    text: str = Field("", max_length=5000)

    def tile(self) -> Tile:
        return Tile(**self.model_dump())


class NewDashboard(Body):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": EXAMPLE})
    name: Name
    description: str = Field("", max_length=2000)
    tiles: list[TileBody] = Field(default_factory=list, max_length=dashboard.MOST_TILES)
    filters: FiltersBody = Field(default_factory=lambda: FiltersBody(since=None, until=None, condition=None))

    def draft(self, caller: Asked) -> Draft:
        """Raises BadRange, ConditionInvalid."""
        return Draft(self.name, self.description, [one.tile() for one in self.tiles], self.filters.filters(caller))


class DashboardChange(Body):
    """What is left out stays as it is; `version` = the one that was changed, which must still be the newest."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"version": 3, "name": "Growth"}})
    version: int
    name: Name | None = None
    description: str | None = Field(None, max_length=2000)
    tiles: list[TileBody] | None = Field(None, max_length=dashboard.MOST_TILES)
    filters: FiltersBody | None = None

    def values(self, caller: Asked) -> dict[str, Any]:
        """Raises BadRange, ConditionInvalid."""
        given: dict[str, Any] = {"name": self.name, "description": self.description}
        given["tiles"] = None if self.tiles is None else [one.tile() for one in self.tiles]
        given["filters"] = None if self.filters is None else self.filters.filters(caller)
        return {name: value for name, value in given.items() if value is not None}


class DashboardEntry(BaseModel):
    id: str = Field(examples=["dsh_4k0qd2m8"])
    name: str
    description: str
    owner: str = Field(description="Who made it; empty = a program", examples=["Ada"])
    tiles: int
    changed_at: datetime


class Dashboards(BaseModel):
    items: list[DashboardEntry]
    next: str | None


class DashboardTemplate(BaseModel):
    """`tiles` = how many it will have in this project."""

    role: Role
    name: str
    about: str
    tiles: int


class DashboardTemplates(BaseModel):
    items: list[DashboardTemplate]
    next: str | None


class TileAsked(Body):
    """`filters` left out: the dashboard's own."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"filters": {"since": "-7d"}}})
    filters: FiltersBody | None = None


class TileAnswer(BaseModel):
    """What a tile shows: the question that was asked (its `kind`, the filters in it), how its page shows the answer,
    and the answer in the shape of its kind. `unit`, `direction` and `opens` (somebody stands behind its numbers) are a
    metric's."""

    kind: str = Field(examples=["trend"])
    name: str
    query: dict[str, Any]
    view: dict[str, Any]
    unit: str = ""
    direction: Direction = "none"
    opens: bool = False
    answer: insight.Answer | MetricSeries


def entry(one: Dashboard) -> DashboardEntry:
    known = {name: getattr(one, name) for name in ("id", "name", "description", "owner", "changed_at")}
    return DashboardEntry(**known, tiles=len(one.tiles))


class NothingToAsk(dashboard.BadTile):
    code = "tile_is_text"


def answered(caller: Asked, tile: Tile, filters: DashboardFilters) -> TileAnswer:
    """The tile's question asked now. Raises NothingToAsk for text, NoReport, NoMetric, and what the question raises."""
    if tile.kind == "metric":
        return _metric(caller, tile, filters)
    if tile.kind == "text":
        raise NothingToAsk(about=tile.id)
    found = report.find(caller.parts.store, caller.project.number, tile.report)
    query = asked_of(found.kind, found.query, filters)
    answer = insight.answer(found.kind, query, caller)
    return TileAnswer(kind=found.kind, name=tile.title or found.name, query=query, view=found.view, answer=answer)


def asked_of(kind: str, query: dict[str, Any], filters: DashboardFilters) -> dict[str, Any]:
    """A report's question under the filters."""
    if kind == "sql":
        taken = frozenset(holes_of(query["sql"]))
        return {**query, "parameters": dashboard.filtered(query.get("parameters", {}), filters, taken - {"condition"})}
    return dashboard.filtered(query, filters, frozenset(insight.read(kind, query).__class__.model_fields))


def _metric(caller: Asked, tile: Tile, filters: DashboardFilters) -> TileAnswer:
    asked = {"interval": tile.interval, "since": _RANGES[tile.interval]}
    query = dashboard.filtered(asked, filters, frozenset(MetricSeriesBody.model_fields))
    words = metric_body.entry(registry.find(caller.parts.store, caller.project.number, tile.metric), caller.language)
    answer = metrics.ask_series(caller, tile.metric, MetricSeriesBody.model_validate(query))
    shown = {"kind": "metric", "metric": tile.metric, **query}
    return TileAnswer(
        kind="metric",
        name=tile.title or words.name,
        query=shown,
        view={"show": tile.show},
        unit=words.unit,
        direction=words.direction,
        opens=words.kind != "formula",
        answer=answer,
    )
