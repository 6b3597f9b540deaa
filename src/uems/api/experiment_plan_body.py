"""Experiments as callers write and read them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PrivateAttr

from uems.api.condition_body import ConditionJson, TestJson
from uems.api.door import Asked
from uems.api.flags import NamespaceBody, Strategies
from uems.api.insight_body import Body
from uems.api.metric_body import told_by
from uems.experiments import holdout_register, holdout_trial, propensity, register, running
from uems.experiments.experiment import LEAST_DAYS, MARGIN, Experiment, Status
from uems.experiments.flags.flag import Origin
from uems.experiments.holdout import UNIVERSAL
from uems.experiments.register import Kept, Outcome, What
from uems.experiments.results import Period
from uems.metrics.correction import Correction
from uems.people.scope import Scope
from uems.warehouse.sql import Sql

_KEY = r"^[A-Za-z0-9][A-Za-z0-9._:-]*$"
PLAN: dict[str, Any] = {
    "key": "new-checkout",
    "name": "One-page checkout",
    "hypothesis": "One page instead of three: more people pay within a day",
    "variants": [{"key": "control", "weight": 50}, {"key": "one_page", "weight": 50}],
    "primary": "purchase_rate",
    "guardrails": [{"metric": "refund_rate", "margin": 0.05}],
    "planned": 20000,
}


class ArmBody(Body):
    """A variant; weights are shares on any scale."""

    key: str = Field(min_length=1, max_length=200, examples=["control"])
    weight: float = Field(1, gt=0, le=1_000_000)
    name: str = Field("", max_length=200)


class ExposureBody(Body):
    """Who was assigned elsewhere: the event of having met a variant, and its property that holds the variant's key."""

    event: str = Field(min_length=1, max_length=200, examples=["experiment_exposed"])
    where: list[TestJson] = Field(default_factory=list, max_length=20)
    property: str = Field("variant", min_length=1, max_length=200)


class GuardrailBody(Body):
    """A metric that must not get worse by more than `margin`, a share of the control's level."""

    metric: str = Field(min_length=1, max_length=100, examples=["refund_rate"])
    margin: float = Field(MARGIN, ge=0, le=1)


class BanditPlan(Body):
    """Better variants get more people as it goes: looked at every `hour` or `day`, after `burn_in` hours and when each
    variant has `least` people. `floor`: the share that no variant falls under. Once one's chance to be best was `sure`
    at `looks` looks in a row, the weights rest and the history says so; people decide."""

    every: Literal["hour", "day"] = "day"
    floor: float = Field(0.05, ge=0.01, le=0.5)
    burn_in: int = Field(24, ge=0, le=24 * 90)
    least: int = Field(100, ge=10, le=1_000_000)
    sure: float = Field(0.95, ge=0.8, le=0.9999)
    looks: int = Field(3, ge=1, le=100)


class PlanFields(Body):
    """The first variant is the control. `primary`, `secondary`: ids of metrics. `engine` left out = alpha spending
    where `planned` people are said, else a confidence sequence: both valid at every look. `before_days`: CUPED with so
    long a time before the exposure. `aa`: all variants are the same. `bandit`: weights move; without `planned`,
    `before_days` and `aa`, and judged by the confidence sequence."""

    name: str = Field("", max_length=200)
    hypothesis: str = Field("", max_length=5000)
    owner: str = Field("", max_length=200)
    variants: list[ArmBody] = Field(default_factory=list, max_length=20)
    primary: str = Field(min_length=1, max_length=100)
    guardrails: list[GuardrailBody] = Field(default_factory=list, max_length=20)
    secondary: list[str] = Field(default_factory=list, max_length=30)
    engine: str = Field("", max_length=50)
    settings: dict[str, Any] = Field(default_factory=dict)
    correction: Correction = "holm"
    planned: int | None = Field(None, ge=10, le=10**11)
    least_days: int = Field(LEAST_DAYS, ge=0, le=365)
    before_days: int | None = Field(None, ge=1, le=365)
    aa: bool = False
    bandit: BanditPlan | None = None


class NewExperiment(PlanFields):
    """A draft. `flag`: the key of the flag that assigns (left out: the experiment's own key), made with these variants,
    `traffic` in percent, `condition`, `namespace`, `origin` and `holdouts` (whose holdouts keep people out of it) where
    there is none yet. With `exposure` people were assigned elsewhere, and `started_at` says since when."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": PLAN})
    key: str = Field(min_length=1, max_length=200, pattern=_KEY)
    flag: str = Field("", max_length=200)
    traffic: float = Field(100, gt=0, le=100)
    condition: ConditionJson | None = None
    namespace: NamespaceBody | None = None
    origin: Origin = "posthog"
    holdouts: Strategies = Field(default_factory=lambda: [UNIVERSAL])
    exposure: ExposureBody | None = None
    started_at: AwareDatetime | None = None
    stopped_at: AwareDatetime | None = None

    def json(self) -> dict[str, Any]:  # type: ignore[override]
        """What is kept of it."""
        found = self.model_dump(mode="json", exclude={*_ASSIGNMENT, "started_at", "stopped_at"})
        return found | {"flag": "" if self.exposure is not None else self.flag or self.key}

    def assignment(self) -> dict[str, Any]:
        return self.model_dump(mode="json", include=set(_ASSIGNMENT), exclude_none=True)


_ASSIGNMENT = ("traffic", "condition", "namespace", "origin", "holdouts")


class ExperimentChange(Body):
    """What is left out stays as it is. Once it has begun, only words, guardrails, secondary metrics, correction and the
    plan's length can change."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"planned": 30000}})
    name: str | None = Field(None, max_length=200)
    hypothesis: str | None = Field(None, max_length=5000)
    owner: str | None = Field(None, max_length=200)
    primary: str | None = Field(None, min_length=1, max_length=100)
    guardrails: list[GuardrailBody] | None = Field(None, max_length=20)
    secondary: list[str] | None = Field(None, max_length=30)
    engine: str | None = Field(None, max_length=50)
    settings: dict[str, Any] | None = None
    correction: Correction | None = None
    planned: int | None = Field(None, ge=10, le=10**11)
    least_days: int | None = Field(None, ge=0, le=365)
    before_days: int | None = Field(None, ge=1, le=365)
    aa: bool | None = None


class DecideExperiment(Body):
    """`variant` '' = nothing changes. `learned`: what others should know. `roll_out`: everybody whom the flag is for
    gets the variant; without it the flag is off."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"variant": "one_page", "reason": "Clearly more people pay"}}
    )
    variant: str = Field("", max_length=200)
    reason: str = Field(min_length=1, max_length=5000)
    learned: str = Field("", max_length=5000)
    roll_out: bool = False


class ExperimentBody(PlanFields):
    """An experiment as it stands; `method`: the engine that judges the primary metric."""

    id: str = Field(examples=["exp_4k0qd2m8"])
    key: str
    flag: str
    exposure: ExposureBody | None
    status: Status
    method: str
    version: int
    started_at: datetime | None
    stopped_at: datetime | None
    outcome: Outcome | None
    created_at: datetime
    changed_at: datetime


class Experiments(BaseModel):
    items: list[ExperimentBody]
    next: str | None


class ExperimentChanged(BaseModel):
    """One change: the definition after it, and who made it ('' = a key, or the product itself)."""

    what: What
    version: int
    definition: dict[str, Any]
    note: str
    by: str
    at: datetime


class ExperimentHistory(BaseModel):
    """The newest first."""

    items: list[ExperimentChanged]
    next: str | None


class ExposedBody(Body):
    """The people of an experiment, or of a holdout, by its id."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"id": "exp_4k0qd2m8"}})
    kind: Literal["experiment", "holdout"] = "experiment"
    id: str = Field(max_length=100)
    now: AwareDatetime | None = None
    _asked: tuple[Experiment, Period] | None = PrivateAttr(None)

    def scope(self, caller: Asked) -> Scope:
        """Raises NoExperiment, NoHoldout."""
        store, number, scope = caller.parts.store, caller.project.number, caller.scope(self.now)
        if self.kind == "holdout":
            kept = holdout_trial.trial(holdout_register.find(store, number, self.id), scope.now)
        else:
            kept = register.find(store, number, self.id)
        self._asked = kept.plan, running.period(store, number, kept, scope.now)
        return scope


class ExposedCellBody(Body):
    """A variant by its key; '' = who met more than one."""

    variant: str = Field("", max_length=200)

    def behind(self, query: ExposedBody, scope: Scope) -> Sql:
        """SELECT person_id; to be asked in the scope that the query gave."""
        assert query._asked is not None
        return propensity.people(*query._asked, self.variant, scope)


class Check(BaseModel):
    """One thing to look at before people come in; `warn` keeps nobody from beginning."""

    name: str = Field(examples=["hypothesis"])
    state: Literal["good", "warn", "bad"]
    says: str


class Checks(BaseModel):
    items: list[Check]
    next: None = None


def outcome(caller: Asked, kept: Kept) -> Outcome | None:
    """What was decided; without its numbers, another object, where the metric is over values that are hidden from the
    caller. Raises NoMetric."""
    if kept.outcome is None or not caller.hidden(told_by(caller, kept.plan.primary)):
        return kept.outcome
    return replace(kept.outcome, estimate=None, error=None, low=None, high=None)


def body(caller: Asked, kept: Kept) -> ExperimentBody:
    given: Mapping[str, Any] = {name: value for name, value in kept.json.items() if name in ExperimentBody.model_fields}
    return ExperimentBody.model_validate(
        {
            **given,
            "id": kept.id,
            "status": kept.status,
            "method": kept.plan.way,
            "version": kept.version,
            "started_at": kept.started_at,
            "stopped_at": kept.stopped_at,
            "outcome": outcome(caller, kept),
            "created_at": kept.created_at,
            "changed_at": kept.changed_at,
        },
        from_attributes=True,
    )
