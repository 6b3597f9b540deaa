"""Holdouts over HTTP: who is kept out of what, whether somebody is, and what all of it together brings."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from uems.api.condition_body import ConditionJson
from uems.api.door import Asked, Id, Operator, Reader
from uems.api.experiment_results import ExperimentResults, shown_results
from uems.api.flags import Strategy
from uems.api.insight_body import Body
from uems.api.problem import refusals
from uems.experiments import holdout_register, holdout_trial, running
from uems.experiments.experiment import Status
from uems.experiments.flags.switchboard import Who
from uems.experiments.holdout import UNIVERSAL
from uems.experiments.holdout_register import Kept

router = APIRouter(prefix="/api/holdouts", tags=["holdouts"], responses=refusals(403, 404, 409, 422, 503))

_EXAMPLE: dict[str, Any] = {"name": "Everything, autumn", "share": 5, "metrics": ["arpu", "active_people"]}
Metrics = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=100)]], Field(min_length=1, max_length=30, examples=[["arpu"]])
]


class HoldoutFields(Body):
    """`share` percent of those of whom the condition holds (left out: everybody) are kept out of what the strategy
    does; `universal` = of everything. `metrics`: what it is read by, the first is the one that counts. `before_days`:
    CUPED with so long a time before somebody came in."""

    name: str = Field("", max_length=200)
    description: str = Field("", max_length=2000)
    strategy: Strategy = UNIVERSAL
    share: float = Field(5, ge=0.1, le=50)
    condition: ConditionJson | None = None
    metrics: Metrics
    before_days: int | None = Field(None, ge=1, le=365)


class NewHoldout(HoldoutFields):
    """`since` left out: it begins now. Once it has begun, who is kept out never changes."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _EXAMPLE})
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


class HoldoutChange(Body):
    """What is left out stays as it is. Once it has begun, only words, metrics and the end can change."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"until": "2026-12-31T00:00:00Z"}})
    name: str | None = Field(None, max_length=200)
    description: str | None = Field(None, max_length=2000)
    strategy: Strategy | None = None
    share: float | None = Field(None, ge=0.1, le=50)
    condition: ConditionJson | None = None
    metrics: Metrics | None = None
    before_days: int | None = Field(None, ge=1, le=365)
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None

    def values(self) -> dict[str, Any]:
        """What was said; null takes away what may be missing, and says nothing of the rest."""
        said = self.model_dump(mode="json", include=self.model_fields_set)
        return {name: value for name, value in said.items() if value is not None or name in _MAY_MISS}


_MAY_MISS = ("condition", "before_days", "until")


class HoldoutBody(HoldoutFields):
    """A holdout as it stands; `status`: draft = it has not begun, stopped = it has ended."""

    id: str = Field(examples=["hold_4k0qd2m8"])
    since: datetime
    until: datetime | None
    status: Status
    version: int
    by: str
    created_at: datetime
    changed_at: datetime


class Holdouts(BaseModel):
    items: list[HoldoutBody]
    next: None = None


class HoldoutMembership(BaseModel):
    """`state`: `held` = kept out, `treated` = as everybody else, `outside` = the holdout is not for them, `waiting` =
    it has not begun, `ended`. `noted_at`: when this was first decided for one of their flags, null = not yet, and what
    was noted then."""

    state: Literal["held", "treated", "outside", "waiting", "ended"]
    noted_at: datetime | None
    noted: str = Field(examples=["held"])


@router.get("")
def list_holdouts(caller: Reader) -> Holdouts:
    """All holdouts, the newest first."""
    found = holdout_register.every(caller.parts.store, caller.project.number)
    return Holdouts(items=[_body(caller, one) for one in found])


@router.post("", status_code=201)
def create_holdout(caller: Operator, asked: NewHoldout) -> HoldoutBody:
    """Keep a share of people out."""
    given = asked.model_dump(mode="json")
    store, number, now = caller.parts.store, caller.project.number, caller.parts.clock()
    running.check_each(store, number, asked.metrics)
    made = holdout_register.create(store, number, given, caller.by, now)
    return _told(caller, made)


@router.get("/{id}")
def get_holdout(caller: Reader, id: Id) -> HoldoutBody:
    """One holdout."""
    return _body(caller, _find(caller, id))


@router.patch("/{id}")
def change_holdout(caller: Operator, id: Id, asked: HoldoutChange) -> HoldoutBody:
    """Change some of it, or say when it ends."""
    store, number = caller.parts.store, caller.project.number
    running.check_each(store, number, asked.metrics or ())
    return _told(caller, holdout_register.change(store, number, id, asked.values(), caller.parts.clock()))


@router.delete("/{id}", status_code=204)
def delete_holdout(caller: Operator, id: Id) -> None:
    """One that has not begun is gone; what has begun is ended instead."""
    parts, number = caller.parts, caller.project.number
    holdout_register.delete(parts.store, number, id, parts.clock())
    parts.flags.book.forget(number)


@router.get("/{id}/membership")
def get_membership(
    caller: Reader, id: Id, person: Annotated[str, Query(min_length=1, max_length=512, examples=["ada"])]
) -> HoldoutMembership:
    """Where somebody stands, by an id that they bear; nothing is noted by asking."""
    parts, one, scope = caller.parts, _find(caller, id).holdout, caller.scope()
    found = parts.flags.membership(caller.project, Who(person), one)
    noted = holdout_trial.noted(one, parts.identities.bearer(caller.project.number, person), scope)
    state: Any = found.variant if found is not None else "outside"
    if scope.now < one.since:
        state = "waiting"
    elif one.until is not None and one.until <= scope.now:
        state = "ended"
    return HoldoutMembership(state=state, noted_at=noted and noted[0], noted=noted[1] if noted else "")


@router.get("/{id}/results")
def get_holdout_results(caller: Reader, id: Id) -> ExperimentResults:
    """What is done to everybody else brings: those who are held out are the control."""
    scope = caller.scope()
    return shown_results(caller, holdout_trial.trial(_find(caller, id), scope.now), scope, "holdout")


def _find(caller: Asked, id: str) -> Kept:
    """Raises NoHoldout."""
    return holdout_register.find(caller.parts.store, caller.project.number, id)


def _told(caller: Asked, kept: Kept) -> HoldoutBody:
    """After something that changes what flags answer."""
    caller.parts.flags.book.forget(caller.project.number)
    return _body(caller, kept)


def _body(caller: Asked, kept: Kept) -> HoldoutBody:
    given = {name: value for name, value in kept.json.items() if name in HoldoutFields.model_fields}
    return HoldoutBody(
        **HoldoutFields.model_validate(given).model_dump(),
        id=kept.holdout.id,
        since=kept.holdout.since.astimezone(UTC),
        until=kept.holdout.until and kept.holdout.until.astimezone(UTC),
        status=holdout_trial.trial(kept, caller.parts.clock()).status,
        version=kept.version,
        by=kept.by,
        created_at=kept.created_at,
        changed_at=kept.changed_at,
    )
