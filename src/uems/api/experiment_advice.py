"""Around an experiment over HTTP: how many people it needs, what to decide, and what to say where none is possible."""

from typing import Annotated, Any, Literal

import numpy as np
from fastapi import APIRouter, Body
from pydantic import BaseModel, ConfigDict, Field

from uems.api.door import Reader
from uems.api.experiment_body import ArmBody, Number, People
from uems.api.experiments import BEYOND, Comparison, NumbersOutOfRange, comparison, signed, sound
from uems.api.insight_body import Body as Strict
from uems.api.problem import refusals
from uems.experiments import decision, power, quasi
from uems.experiments.decision import Finding, Verdict
from uems.experiments.effect import Effect
from uems.experiments.engine import engine
from uems.experiments.moments import Moments
from uems.experiments.srm import srm
from uems.metrics.asked import Computed, Stopwatch

router = APIRouter(prefix="/api/experiments", tags=["experiments"], responses=refusals(403, 404, 422, 503))


class PlanBody(Strict):
    """A metric's `mean` and `variance` for one person (left out: a share, mean (1 − mean)); then an effect, people, or
    both. `effect` is a share of the mean."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"mean": 0.19, "effect": 0.05}})
    mean: Number = Field(examples=[0.19])
    variance: Number | None = Field(None, gt=0)
    effect: Number | None = Field(None, examples=[0.05])
    people: int | None = Field(None, ge=2, le=10**12)
    daily: float | None = Field(None, gt=0, le=1e12, examples=[2000])
    alpha: float = Field(0.05, gt=0, lt=0.5)
    power: float = Field(0.8, gt=0, lt=1)
    sides: Literal[1, 2] = 2
    share: float = Field(0.5, gt=0, lt=1)
    correlation: float = Field(0.0, gt=-1, lt=1)
    looks: Literal["once", "often"] = "once"


class PlanAnswer(BaseModel):
    """`people` in both arms that show the effect, and the `days` until they came; or the `effect` that people show, as
    a share of the mean; or the `power` of both together."""

    people: int | None
    days: int | None
    effect: float | None
    power: float | None
    computed: Computed


@router.post("/plan")
def plan(caller: Reader, asked: Annotated[PlanBody, Body()]) -> PlanAnswer:
    """How many people and days an experiment needs, or what a number of people can show."""
    watch = Stopwatch.start()
    variance = asked.mean * (1 - asked.mean) if asked.variance is None else asked.variance
    if variance <= 0 or asked.mean == 0 or asked.effect == 0 or (asked.effect is None and asked.people is None):
        raise NumbersOutOfRange(about="mean, variance, effect, people")
    spoken = asked.model_dump(include={"alpha", "power", "sides", "share", "correlation", "looks"})
    made, level = power.Plan(asked.mean, variance, **spoken), abs(asked.mean)
    people, shown, chance = asked.people, asked.effect, None
    try:
        if people is None:
            people = power.people(made, (shown or 0.0) * level)
        elif shown is None:
            shown = power.least_effect(made, people) / level
        else:
            chance = power.power(made, shown * level, people)
        days = power.days(people, asked.daily) if asked.daily else None
    except BEYOND:
        raise NumbersOutOfRange(about="effect") from None
    computed = signed(caller, watch, "plan", asked)
    return sound(PlanAnswer(people=people, days=days, effect=shown, power=chance, computed=computed))


class FindingBody(Strict):
    """A metric's interval of the relative effect; `margin`: how much worse is still no harm."""

    metric: str = Field(max_length=200, examples=["retention_7"])
    low: Number | None = Field(examples=[-0.069])
    high: Number | None = Field(examples=[-0.017])
    better: Literal["up", "down"] = "up"
    margin: float = Field(0.0, ge=0, le=1)

    def finding(self) -> Finding:
        return Finding(**self.model_dump())


_DECIDE: Any = {
    "aims": [{"metric": "retention_7", "low": -0.0692, "high": -0.017}],
    "guardrails": [{"metric": "refunds", "low": -0.01, "high": 0.008, "better": "down", "margin": 0.02}],
    "people": [44700, 45489],
    "weights": [0.5, 0.5],
    "reached": 1.0,
}


class DecideBody(Strict):
    """`aims`: what the experiment is about; `guardrails`: what it must not harm; `reached`: the share of the planned
    people that is there."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _DECIDE})
    aims: list[FindingBody] = Field(min_length=1, max_length=100)
    guardrails: list[FindingBody] = Field(default_factory=list, max_length=100)
    people: list[People] | None = Field(None, max_length=50)
    weights: list[Number] | None = Field(None, max_length=50)
    reached: float | None = Field(None, ge=0)


class DecisionBody(BaseModel):
    """`verdict` with its reasons, in the caller's language."""

    verdict: Verdict
    reasons: list[str]
    computed: Computed


@router.post("/decide")
def decide(caller: Reader, asked: Annotated[DecideBody, Body()]) -> DecisionBody:
    """Roll out, roll back, no harm, not enough data, or not to be trusted; with reasons."""
    watch = Stopwatch.start()
    told = srm(asked.people or [], asked.weights) if asked.weights is not None else None
    aims, guardrails = [one.finding() for one in asked.aims], [one.finding() for one in asked.guardrails]
    found = decision.decide(aims, guardrails, told, asked.reached)
    return DecisionBody(
        verdict=found.verdict,
        reasons=[one.read(caller.language) for one in found.reasons],
        computed=signed(caller, watch, "decide", asked),
    )


_OBSERVED: Any = {
    "arms": [{"n": 900, "sum": 310}, {"n": 880, "sum": 405}],
    "before": [{"n": 910, "sum": 300}, {"n": 870, "sum": 302}],
}


class ObservedBody(Strict):
    """`arms`: control and treated with what was before (`adjusted_mean`), of the same people; or, of other people
    before, plain `arms` and `before`; or `series`, a number for each day, with the place of the first day after the
    `change` (from 0) and a `season` in days."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _OBSERVED})
    arms: list[ArmBody] | None = Field(None, min_length=2, max_length=2)
    before: list[ArmBody] | None = Field(None, min_length=2, max_length=2)
    series: list[Number] | None = Field(None, min_length=16, max_length=5000)
    change: int = Field(0, ge=0)
    season: int = Field(0, ge=0, le=366, examples=[7])
    alpha: float = Field(0.05, gt=0, lt=1)


class Observed(BaseModel):
    """What changed, and `label`: that it is weaker evidence than an experiment's."""

    label: str
    difference: Comparison | None
    interrupted: quasi.Interrupted | None
    computed: Computed


def _changed(arms: list[Any], before: list[Any] | None) -> Effect:
    control, treated = (arm.moments() for arm in arms)
    if before is not None:
        earlier = tuple(arm.moments() for arm in before)
        return quasi.of_others((earlier[0], earlier[1]), (control, treated))
    if not isinstance(control, Moments) or not isinstance(treated, Moments):
        raise quasi.NoBefore(about="arms")
    return quasi.of_the_same(control, treated)


@router.post("/observed")
def observed(caller: Reader, asked: Annotated[ObservedBody, Body()]) -> Observed:
    """Difference in differences or an interrupted time series, for changes that nobody was assigned to at random."""
    watch, language = Stopwatch.start(), caller.language
    difference = interrupted = None
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        try:
            if asked.arms is not None:
                way, one = engine("frequentist"), _changed(asked.arms, asked.before)
                settings = way.settings(alpha=asked.alpha)
                difference = comparison(1, one, way, settings, language)
            elif asked.series is not None:
                interrupted = quasi.interrupted(asked.series, asked.change, asked.season, asked.alpha)
        except BEYOND:
            raise NumbersOutOfRange(about="arms, series") from None
    computed = signed(caller, watch, "observed", asked)
    label = quasi.LABEL.read(language)
    return sound(Observed(label=label, difference=difference, interrupted=interrupted, computed=computed))
