"""Alerts of metrics over HTTP: which are watched, snoozing, and the digest of what was told."""

from datetime import datetime, timedelta
from typing import Any

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from uems.api.door import Analyst, Asked, Id, Reader
from uems.api.metric_body import told_by
from uems.api.problem import refusals
from uems.metrics import alert, attached, registry
from uems.metrics.alert import ALERTS, MINIMUM, SENSITIVITY, Alarm, Alert, Beat, NoAlert, Side

router = APIRouter(prefix="/api", tags=["metrics"], responses=refusals(403, 404, 422, 503))

_EXAMPLE: dict[str, Any] = {"interval": "day", "side": "below"}


class NewAlert(BaseModel):
    """`sensitivity`: usual errors from what was expected; `minimum`: people whom an ordinary bucket is about."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _EXAMPLE})
    interval: Beat = "day"
    side: Side = "both"
    sensitivity: float = Field(SENSITIVITY, ge=1, le=10)
    minimum: int = Field(MINIMUM, ge=0, le=1_000_000_000)


class AlertChange(BaseModel):
    """What is left out stays as it is; `snoozed_until` in the past wakes it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"snoozed_until": "2026-12-01T00:00:00Z"}})
    side: Side | None = None
    sensitivity: float | None = Field(None, ge=1, le=10)
    minimum: int | None = Field(None, ge=0, le=1_000_000_000)
    snoozed_until: AwareDatetime | None = None


class Alerts(BaseModel):
    items: list[Alert]
    next: str | None


class Digest(BaseModel):
    """What was told, the newest first, without metrics over values that are hidden from the caller; `names` = the
    metrics' names by id."""

    items: list[Alarm]
    names: dict[str, str]
    next: str | None


@router.get("/alarms")
def get_digest(caller: Reader, since: datetime | None = None, limit: int = Query(100, ge=1, le=1000)) -> Digest:
    """All alarms of the project since a time (left out: the last 7 days)."""
    parts, number = caller.parts, caller.project.number
    begin = caller.zoned(since) or parts.clock() - timedelta(days=7)
    known = {one.id: one.name.read(caller.language) for one in registry.every(parts.store, number)}
    found = alert.alarms(parts.store, number, begin, limit)
    unseen = {id for id in {one.metric for one in found} if id in known and caller.hidden(told_by(caller, id))}
    found = [one for one in found if one.metric not in unseen]
    names = {one.metric: known.get(one.metric, one.metric) for one in found}
    return Digest(items=found, names=names, next=None)


@router.get("/metrics/{id}/alerts")
def list_alerts(caller: Reader, id: Id) -> Alerts:
    """The alerts of a metric."""
    registry.find(caller.parts.store, caller.project.number, id)
    return Alerts(items=attached.every(ALERTS, caller.parts.store, caller.project.number, id), next=None)


@router.post("/metrics/{id}/alerts", status_code=201)
def create_alert(caller: Analyst, id: Id, asked: NewAlert) -> Alert:
    """Watch a metric."""
    parts = caller.parts
    given = asked.model_dump() | {"by": caller.by}
    return attached.create(ALERTS, parts.store, caller.project.number, id, given, parts.clock())


@router.patch("/metrics/{id}/alerts/{alert_id}")
def change_alert(caller: Analyst, id: Id, alert_id: Id, asked: AlertChange) -> Alert:
    """Watch it otherwise, or not for a while."""
    _find(caller, id, alert_id)
    return attached.change(
        ALERTS, caller.parts.store, caller.project.number, alert_id, asked.model_dump(exclude_none=True)
    )


@router.delete("/metrics/{id}/alerts/{alert_id}", status_code=204)
def delete_alert(caller: Analyst, id: Id, alert_id: Id) -> None:
    """Watch it no more."""
    _find(caller, id, alert_id)
    attached.delete(ALERTS, caller.parts.store, caller.project.number, alert_id)


def _find(caller: Asked, metric: str, id: str) -> Alert:
    """Raises NoAlert, also for another metric's."""
    found = attached.find(ALERTS, caller.parts.store, caller.project.number, id)
    if found.metric != metric:
        raise NoAlert(about=id)
    return found
