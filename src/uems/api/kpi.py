"""The KPI board over HTTP: targets of metrics, where each stands, and what its bucket will end at."""

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, FiniteFloat

from uems.api.door import Analyst, Asked, Id, Reader
from uems.api.metric_body import told_by
from uems.api.problem import refusals
from uems.metrics import attached, how, kpi, registry
from uems.metrics.kpi import TARGETS, Beat, Standing, Target
from uems.metrics.metric import Direction, Kind, Unit
from uems.metrics.standard import Group

router = APIRouter(prefix="/api/kpi", tags=["metrics"], responses=refusals(403, 404, 409, 422, 503))

_EXAMPLE: dict[str, Any] = {"metric": "active_people", "interval": "day", "value": 2000}


class NewTarget(BaseModel):
    """What the metric shall be in every bucket of the interval."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _EXAMPLE})
    metric: str = Field(max_length=100)
    interval: Beat = "month"
    value: FiniteFloat
    owner: str = Field("", max_length=200)


class TargetChange(BaseModel):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"value": 2500}})
    interval: Beat | None = None
    value: FiniteFloat | None = None
    owner: str | None = Field(None, max_length=200)


class TargetBody(BaseModel):
    """A target with the metric's words, and where it stands now; `sentence` says how its numbers are computed.
    `hidden`: the metric is over values that are hidden from the caller, who is not told where it stands."""

    id: str = Field(examples=["tgt_4k0qd2m8"])
    metric: str
    name: str
    group: Group
    unit: Unit
    direction: Direction
    kind: Kind
    sentence: str
    interval: Beat
    value: float
    owner: str
    created_at: datetime
    hidden: bool
    standing: Standing


class Board(BaseModel):
    items: list[TargetBody]
    next: str | None


@router.get("")
def get_board(caller: Reader, metric: str | None = None, now: AwareDatetime | None = None) -> Board:
    """Every target, or those of one metric, and where each stands."""
    found = attached.every(TARGETS, caller.parts.store, caller.project.number, metric)
    return Board(items=[_body(caller, one, now) for one in found], next=None)


@router.post("", status_code=201)
def create_target(caller: Analyst, asked: NewTarget) -> TargetBody:
    """Say what a metric shall be."""
    given = asked.model_dump(exclude={"metric"}) | {"owner": asked.owner or caller.by}
    parts = caller.parts
    made = attached.create(TARGETS, parts.store, caller.project.number, asked.metric, given, parts.clock())
    return _body(caller, made)


@router.get("/{id}")
def get_target(caller: Reader, id: Id, now: AwareDatetime | None = None) -> TargetBody:
    """One target."""
    return _body(caller, attached.find(TARGETS, caller.parts.store, caller.project.number, id), now)


@router.patch("/{id}")
def change_target(caller: Analyst, id: Id, asked: TargetChange) -> TargetBody:
    """Another value, interval or owner."""
    values = asked.model_dump(exclude_none=True)
    return _body(caller, attached.change(TARGETS, caller.parts.store, caller.project.number, id, values))


@router.delete("/{id}", status_code=204)
def delete_target(caller: Analyst, id: Id) -> None:
    """The target is gone."""
    attached.delete(TARGETS, caller.parts.store, caller.project.number, id)


def _body(caller: Asked, one: Target, now: datetime | None = None) -> TargetBody:
    store = caller.parts.store
    entry = registry.find(store, caller.project.number, one.metric)
    hidden = bool(caller.hidden(told_by(caller, one.metric)))
    return TargetBody(
        id=one.id,
        metric=one.metric,
        name=entry.name.read(caller.language),
        group=entry.group,
        unit=entry.unit,
        direction=entry.direction,
        kind=entry.metric.kind,
        sentence=how.sentence(entry.metric).read(caller.language),
        interval=one.interval,
        value=one.value,
        owner=one.owner,
        created_at=one.created_at,
        hidden=hidden,
        standing=kpi.UNKNOWN if hidden else kpi.standing(store, one, caller.scope(now)),
    )
