"""The results of experiments over HTTP: verdict, intervals, health, parts of the people, and power from history."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, ConfigDict, Field

from uems.api import bandit_results
from uems.api.bandit_results import BanditResult
from uems.api.condition_body import ConditionJson
from uems.api.door import Asked, Id, Reader
from uems.api.experiments import sound
from uems.api.insight_body import Body as Strict
from uems.api.metric_body import told_by
from uems.api.people import Persons, shown
from uems.api.problem import refusals
from uems.experiments import history, propensity, register, results, running
from uems.experiments.decision import Verdict
from uems.experiments.experiment import Experiment
from uems.experiments.register import Kept
from uems.experiments.running import Read
from uems.experiments.verdict import Line, Point, Reading, Role
from uems.insight import cell
from uems.metrics import registry
from uems.metrics.asked import Computed, Stopwatch
from uems.metrics.metric import Direction, Unit
from uems.people import person
from uems.people.scope import Scope
from uems.rules.condition import parse
from uems.warehouse.sql import sql

router = APIRouter(prefix="/api/experiments", tags=["experiments"], responses=refusals(403, 404, 422, 503))


class ArmResult(BaseModel):
    """A variant: its people, how many the plan wants of all who came, and what to do with it (null = the control)."""

    variant: str
    name: str
    people: int
    expected: float
    verdict: Verdict | None
    reasons: list[str]


class LineResult(BaseModel):
    """One metric of one variant against the control; `estimate`, `low`, `high`: shares of the control's level, null =
    nothing can be said, or no end. `good`, `bad`: a clear change for the better, the worse. `method`: the engine."""

    metric: str
    name: str
    role: Role
    unit: Unit
    direction: Direction
    variant: str
    people: int
    control: float | None
    level: float | None
    estimate: float | None
    error: float | None
    low: float | None
    high: float | None
    p: float | None
    p_corrected: float | None
    chance: float | None
    risk: tuple[float, float] | None
    good: bool
    bad: bool
    method: str


class CourseResult(BaseModel):
    """The primary metric of the people who came until the end of a day, with the interval of that day's look."""

    day: date
    variant: str
    people: int
    estimate: float
    low: float | None
    high: float | None


class PartResult(BaseModel):
    part: str
    p: float
    alone: bool


class CauseResult(BaseModel):
    """Parts of the people, told apart by `property`, whose variants do not have the planned shares."""

    property: str
    parts: list[PartResult]


class HealthResult(BaseModel):
    """`srm`: p-value of the planned shares; `mismatch` = do not trust the result. `multiple`: people who met several
    variants, who are left out, and their share of all."""

    srm: float
    mismatch: bool
    causes: list[CauseResult]
    multiple: int
    multiple_share: float
    last_exposure: datetime | None


class ExperimentResults(BaseModel):
    """`verdict` with its reasons is about `best`, the variant that does best. `reached`: the share of the planned
    people that is there; `left_out`: who came after that, whom alpha spending does not judge. `bandit`: of one whose
    weights move; its lines and levels are weighed."""

    verdict: Verdict
    reasons: list[str]
    best: str
    since: datetime
    until: datetime
    people: int
    reached: float | None
    left_out: int
    variants: list[ArmResult]
    lines: list[LineResult]
    course: list[CourseResult]
    health: HealthResult
    bandit: BanditResult | None
    computed: Computed


@router.get("/{id}/results")
def get_results(caller: Reader, id: Id) -> ExperimentResults:
    """What the experiment says now."""
    return shown_results(caller, _find(caller, id), caller.scope(), "experiment")


def shown_results(caller: Asked, kept: Kept, scope: Scope, kind: str) -> ExperimentResults:
    """The results as their answer. Raises HiddenProperty, and what the question raises."""
    watch = Stopwatch.start()
    _must_see(caller, kept.plan.metrics)
    found = running.read(caller.parts.store, kept, scope, caller.language)
    plan, said = kept.plan, found.reading
    causes = results.causes(plan, found.period, scope, said.srm.expected) if said.srm.mismatch else {}
    last = results.last_exposure(plan, found.period.since, scope) if sum(said.people.values()) else None
    whole = sum(said.people.values())
    health = HealthResult(
        srm=said.srm.p,
        mismatch=said.srm.mismatch,
        causes=[
            CauseResult(property=name, parts=[PartResult(part=one.part, p=one.p, alone=one.alone) for one in parts])
            for name, parts in causes.items()
        ],
        multiple=said.multiple,
        multiple_share=said.multiple / (whole + said.multiple) if said.multiple else 0.0,
        last_exposure=last,
    )
    return sound(
        ExperimentResults(
            verdict=said.verdict,
            reasons=[one.read(caller.language) for one in said.reasons],
            best=said.best,
            since=found.period.since,
            until=found.period.until,
            people=whole,
            reached=said.reached,
            left_out=said.left_out,
            variants=_arms(plan, said, caller),
            lines=[_line(one, found) for one in said.lines],
            course=[_point(one) for one in said.course],
            health=health,
            bandit=None if found.bandit is None else bandit_results.shown(found.bandit),
            computed=watch.computed(kind, [dict(kept.json), kept.version], scope),
        )
    )


class SegmentLine(BaseModel):
    """The effect among the people of one value ('' = unknown); `p_corrected` among all values and variants."""

    value: str
    variant: str
    people: int
    estimate: float | None
    low: float | None
    high: float | None
    p: float | None
    p_corrected: float | None
    chance: float | None


class SegmentResults(BaseModel):
    property: str
    metric: str
    lines: list[SegmentLine]
    computed: Computed


@router.get("/{id}/results/by")
def get_results_by(
    caller: Reader, id: Id, property: Annotated[str, Query(min_length=1, max_length=200)], metric: str = ""
) -> SegmentResults:
    """The effect on a metric (left out: the primary) among people apart by one of their properties, corrected for how
    many are looked at."""
    caller.must_see([(property, "person")])
    watch, kept, scope = Stopwatch.start(), _find(caller, id), caller.scope()
    asked = metric or kept.plan.primary
    _must_see(caller, [asked])
    entry = registry.find(caller.parts.store, caller.project.number, asked)
    measure = running.measured({asked: entry}, caller.language)[asked]
    span = running.period(caller.parts.store, caller.project.number, kept, scope.now)
    parts = registry.parts(caller.parts.store, caller.project.number, entry.metric)
    read = results.by_segment if kept.plan.bandit is None else propensity.by_segment
    cells = read(kept.plan, entry.metric, span, property, scope, parts)
    lines = [
        SegmentLine(
            value=value,
            variant=one.arm,
            people=one.people,
            estimate=None if one.failed else one.judged.estimate,
            low=None if one.failed else one.judged.low,
            high=None if one.failed else one.judged.high,
            p=None if one.failed else one.judged.p,
            p_corrected=one.p_corrected,
            chance=None if one.failed else one.judged.chance,
        )
        for value, one in history.apart(kept.plan, measure, cells)
    ]
    computed = watch.computed("experiment_by", [dict(kept.json), kept.version, property, asked], scope)
    return sound(SegmentResults(property=property, metric=asked, lines=lines, computed=computed))


@router.get("/{id}/people")
def list_exposed(
    caller: Reader,
    id: Id,
    variant: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    cursor: Annotated[str | None, Query(max_length=32)] = None,
) -> Persons:
    """Who is in a variant; left out: who met more than one."""
    kept, scope = _find(caller, id), caller.scope()
    span = running.period(caller.parts.store, caller.project.number, kept, scope.now)
    selected = propensity.people(kept.plan, span, variant, scope)
    behind = sql("SELECT person_id, {none} AS columns FROM ({people})", none=cell.NO_COLUMNS, people=selected)
    found, next = cell.listed(behind, scope, limit, cursor)
    people = person.described(scope, caller.parts.store, [one.person for one in found])
    return Persons(items=[shown(one) for one in people], next=next)


_POWER: dict[str, Any] = {"metric": "purchase_rate", "effect": 0.05, "event": "checkout_started"}


class PowerBody(Strict):
    """A metric in the last `days`: of the people who did `event` (left out: anything), of whom the condition holds.
    `effect`: the smallest that should be seen, a share of the metric's level. `arms`: variants with the control."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _POWER})
    metric: str = Field(min_length=1, max_length=100)
    effect: float | None = Field(None, ge=0.0001, le=10)
    event: str | None = Field(None, max_length=200)
    condition: ConditionJson | None = None
    days: int = Field(28, ge=1, le=180)
    traffic: float = Field(100, ge=0.01, le=100)
    arms: int = Field(2, ge=2, le=20)
    alpha: float = Field(0.05, ge=1e-6, lt=0.5)
    power: float = Field(0.8, ge=0.01, le=0.9999)


class PowerWeek(BaseModel):
    """After so many weeks: the people who came, and the smallest effect that they show."""

    weeks: int
    people: int
    effect: float


class PowerAnswer(BaseModel):
    """`mean`, `variance`: of one person in history; `daily`: new people a day with this traffic. `people`, `days`: what
    the effect needs. null = the history says too little."""

    mean: float | None
    variance: float | None
    daily: float
    people: int | None
    days: int | None
    weeks: list[PowerWeek]
    computed: Computed


@router.post("/power")
def ask_power(caller: Reader, asked: Annotated[PowerBody, Body()]) -> PowerAnswer:
    """From history: how many people and days an effect needs, and which effect each number of weeks can show."""
    watch, scope = Stopwatch.start(), caller.scope()
    _must_see(caller, [asked.metric])
    metric = registry.find(caller.parts.store, caller.project.number, asked.metric).metric
    people = None if asked.condition is None else scope.people(parse(asked.condition, "condition"))
    parts = registry.parts(caller.parts.store, caller.project.number, metric)
    past = history.past(metric, asked.event, people, timedelta(days=asked.days), scope, parts)
    plan = history.Wanted(asked.effect, asked.traffic / 100, asked.arms, asked.alpha, asked.power)
    found = history.power(past, plan)
    computed = watch.computed("power", asked.model_dump(), scope)
    weeks = [PowerWeek(weeks=one.weeks, people=one.people, effect=one.effect) for one in found.weeks]
    level: Mapping[str, float | None] = {"mean": past.mean, "variance": past.variance}
    need = {"daily": found.daily, "people": found.people, "days": found.days, "weeks": weeks}
    return sound(PowerAnswer.model_validate({**level, **need, "computed": computed}))


def _must_see(caller: Asked, metrics: Iterable[str]) -> None:
    """Raises HiddenProperty where a metric is over values that are hidden from the caller, and NoMetric."""
    caller.must_see([one for id in metrics for one in told_by(caller, id)])


def _find(caller: Asked, id: str) -> Kept:
    """Raises NoExperiment."""
    return register.find(caller.parts.store, caller.project.number, id)


def _arms(plan: Experiment, said: Reading, caller: Asked) -> list[ArmResult]:
    found = []
    for arm, expected in zip(plan.arms, said.srm.expected, strict=True):
        decided = said.decisions.get(arm.key)
        found.append(
            ArmResult(
                variant=arm.key,
                name=arm.name,
                people=said.people[arm.key],
                expected=expected,
                verdict=None if decided is None else decided.verdict,
                reasons=[] if decided is None else [one.read(caller.language) for one in decided.reasons],
            )
        )
    return found


def _line(one: Line, read: Read) -> LineResult:
    entry, said = read.entries[one.metric], one.judged
    shown = not one.failed
    up, down = shown and (said.low or 0) > 0, shown and (said.high or 0) < 0
    wanted_down = entry.direction == "down"
    return LineResult(
        metric=one.metric,
        name=read.measures[one.metric].name,
        role=one.role,
        unit=entry.unit,
        direction=entry.direction,
        variant=one.arm,
        people=one.people,
        control=one.levels[0],
        level=one.levels[1],
        estimate=said.estimate if shown else None,
        error=said.error if shown else None,
        low=said.low if shown else None,
        high=said.high if shown else None,
        p=said.p if shown else None,
        p_corrected=one.p_corrected,
        chance=said.chance if shown else None,
        risk=said.risk if shown else None,
        good=down if wanted_down else up,
        bad=up if wanted_down else down,
        method=one.method,
    )


def _point(one: Point) -> CourseResult:
    numbers = {name: getattr(one, name) for name in ("day", "people", "estimate", "low", "high")}
    return CourseResult(variant=one.arm, **numbers)
