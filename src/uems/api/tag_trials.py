"""Trials of two versions of a tag over HTTP: designed, listed, cancelled."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body
from pydantic import BaseModel, ConfigDict, Field

from uems.api.door import Analyst, Id, Reader
from uems.api.insight_body import SeriesBody
from uems.api.problem import refusals
from uems.people.tags import definition, trial
from uems.people.tags.trial import Design, Status, Trial

router = APIRouter(prefix="/api/tags/{id}/trials", tags=["tags"], responses=refusals(403, 404, 409, 422, 503))

_DESIGN: dict[str, Any] = {
    "a": 1,
    "b": 2,
    "share": 0.5,
    "days": 14,
    "metric": {"event": "order_paid", "measure": "people"},
    "hypothesis": "Counting orders instead of visits finds more buyers",
}


class NewTrial(BaseModel):
    """`share` of the people get version `b`, the others `a`; the metric judges both after `days`."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _DESIGN})
    a: int = Field(ge=1)
    b: int = Field(ge=1)
    share: float = Field(0.5, gt=0, lt=1)
    days: int = Field(14, ge=1, le=365)
    metric: SeriesBody
    hypothesis: str = Field("", max_length=2000)


class TrialBody(BaseModel):
    """A design; experiments run it."""

    id: str = Field(examples=["trial_4k0qd2m8"])
    a: int
    b: int
    share: float
    days: int
    metric: dict[str, Any]
    hypothesis: str
    status: Status
    made_by: str
    made_at: datetime


class Trials(BaseModel):
    items: list[TrialBody]
    next: str | None


@router.get("")
def list_trials(caller: Reader, id: Id) -> Trials:
    """The tag's trials, the newest first."""
    store, number = caller.parts.store, caller.project.number
    definition.find(store, number, id)
    return Trials(items=[_body(one) for one in trial.every(store, number, id)], next=None)


@router.post("", status_code=201)
def create_trial(caller: Analyst, id: Id, asked: Annotated[NewTrial, Body()]) -> TrialBody:
    """Two versions of the tag against each other on randomised people; one at a time for a tag."""
    store, number = caller.parts.store, caller.project.number
    asked.metric.series("metric", None)
    said = asked.model_dump(exclude={"metric"}) | {"metric": asked.metric.model_dump(mode="json", exclude_none=True)}
    return _body(trial.create(store, number, id, Design(**said), caller.by, caller.parts.clock()))


@router.delete("/{trial_id}", status_code=204)
def cancel_trial(caller: Analyst, id: Id, trial_id: str) -> None:
    """It is not run; the design stays as a record."""
    trial.cancel(caller.parts.store, caller.project.number, id, trial_id)


def _body(one: Trial) -> TrialBody:
    design = {name: getattr(one.design, name) for name in Design.__dataclass_fields__}
    return TrialBody(id=one.id, **design, status=one.status, made_by=one.made_by, made_at=one.made_at)
