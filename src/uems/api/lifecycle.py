"""Life-cycle states over HTTP: how many people are where, how they move, by which rules; and the starter segments."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, ConfigDict, Field

from uems.api.door import Analyst, Asked, Reader
from uems.api.insight_body import EventBody
from uems.api.lifecycle_body import AskedBody, StatesBody
from uems.api.problem import refusals
from uems.metrics.asked import Computed, Stopwatch
from uems.people.lifecycle import course, history, rules, starter
from uems.people.lifecycle.course import Flow, Move, StateCount, Stay
from uems.people.lifecycle.rules import Rules
from uems.people.lifecycle.state_sql import Moment, day_of, states
from uems.people.scope import Scope

router = APIRouter(prefix="/api/lifecycle", tags=["lifecycle"], responses=refusals(403, 404, 409, 422, 503))


class DeclineBody(BaseModel):
    """Of the last `recent` days, fewer active ones than `below` times what the `baseline` days before let expect, at
    most `z` standard deviations from it, of people with at least `least` active days in the baseline;
    the first `settle` days of a person are no habit yet."""

    model_config = ConfigDict(extra="forbid")
    recent: int = 14
    baseline: int = 28
    below: float = 0.5
    z: float = -2.0
    least: int = 6
    settle: int = 14


Events = Annotated[list[EventBody], Field(max_length=rules.MOST_FILTERS)]


class RulesBody(BaseModel):
    """What each state means; see the life-cycle guide. All of it is given, nothing is left as it was."""

    model_config = ConfigDict(extra="forbid")
    activity: Events = Field(examples=[[{"event": None}]])
    passive: list[Annotated[str, Field(max_length=200)]] = Field(max_length=200, examples=[["message_sent"]])
    registered: Events = Field(examples=[[{"event": "sign_up"}]])
    identified: bool = True
    activated: Events = Field(examples=[[{"event": "onboarding_done"}]])
    active_days: int = 2
    signals: Events = Field(examples=[[{"event": "subscription_cancelled"}]])
    decline: DeclineBody = Field(default_factory=lambda: DeclineBody())
    resurrected: int = 14
    dormant: int = 30
    churned: int = 60

    def rules(self) -> Rules:
        return rules.parse(self.model_dump())


class KeptRules(BaseModel):
    """The rules in use; `changed_at` null = the defaults."""

    rules: RulesBody
    changed_by: str | None
    changed_at: datetime | None


class PreviewBody(AskedBody):
    """How many people would be in each state under these rules."""

    model_config = ConfigDict(json_schema_extra={"example": {"rules": {"dormant": 30, "churned": 60}}})
    rules: RulesBody


class States(BaseModel):
    """Everybody who was ever active, by state, now."""

    states: list[StateCount]
    computed: Computed


class StateHistory(BaseModel):
    """From the end of the first of `days` to the end of the last: how many were in each state, who moved, how long they
    stayed, and flows between `dates`. `stale` = computed by other rules than those in use."""

    computed_at: datetime
    until: date
    stale: bool
    days: list[date]
    counts: dict[str, list[int]]
    moves: list[Move]
    stays: list[Stay]
    dates: list[date]
    flows: list[Flow]


class Lifecycle(States):
    """`history` null = not computed yet: it is made every night, and by POST /api/lifecycle/compute."""

    history: StateHistory | None


class HistoryRun(BaseModel):
    """The history is there up to the end of `until`."""

    until: date
    computed_at: datetime


class Starters(BaseModel):
    """The segments that were missing and are there now, by id."""

    created: list[str]


@router.get("")
def get_lifecycle(
    caller: Reader,
    since: Annotated[date | None, Query(description="First day; left out: 30 days before the last")] = None,
    until: Annotated[date | None, Query(description="Last day; left out: yesterday")] = None,
) -> Lifecycle:
    """How many people are in each state now, and how they moved between two days."""
    watch, scope = Stopwatch.start(), caller.scope()
    counted = course.now(scope)
    run = history.found(caller.parts.store, caller.project.number)
    told = None
    if run is not None:
        last = day_of(run.base)
        asked = StatesBody(since=since, until=min(until or last, last), timezone=None).question(scope)
        found = course.course(scope, *asked)
        told = StateHistory(
            computed_at=run.computed_at,
            until=last,
            stale=run.definition != history.definition(_rules(caller)),
            days=list(found.days),
            counts={state: list(counts) for state, counts in found.counts.items()},
            moves=list(found.moves),
            stays=list(found.stays),
            dates=list(found.dates),
            flows=list(found.flows),
        )
    return Lifecycle(states=counted, history=told, computed=watch.computed("states", (since, until), scope))


@router.post("/compute")
def compute_lifecycle(caller: Analyst) -> HistoryRun:
    """Make the whole history anew, now, up to the end of yesterday; otherwise it is made every night."""
    run = history.compute(caller.parts.store, caller.scope(), caller.parts.clock())
    return HistoryRun(until=day_of(run.base), computed_at=run.computed_at)


@router.get("/rules")
def get_rules(caller: Reader) -> KeptRules:
    """The rules in use: the project's own, or the defaults with the project's key events."""
    changed = rules.changed(caller.parts.store, caller.project.number)
    return KeptRules(
        rules=RulesBody.model_validate(rules.as_json(_rules(caller))),
        changed_by=None if changed is None else changed.by,
        changed_at=None if changed is None else changed.at,
    )


@router.put("/rules")
def put_rules(caller: Analyst, asked: RulesBody) -> KeptRules:
    """Other rules: states follow at once, their history when it is next computed."""
    rules.keep(caller.parts.store, caller.project.number, asked.rules(), caller.by, caller.parts.clock())
    return get_rules(caller)


@router.delete("/rules")
def reset_rules(caller: Analyst) -> KeptRules:
    """The defaults again."""
    rules.keep(caller.parts.store, caller.project.number, None, caller.by, caller.parts.clock())
    return get_rules(caller)


@router.post("/preview")
def preview_rules(caller: Reader, asked: Annotated[PreviewBody, Body()]) -> States:
    """What these rules would make of everybody now; nothing is kept."""
    watch, scope, draft = Stopwatch.start(), asked.scope(caller), asked.rules.rules()
    return States(states=course.now(_under(draft, scope)), computed=watch.computed("states", draft, scope))


@router.post("/starters")
def create_starters(caller: Analyst) -> Starters:
    """The five starter segments — new, active, churn risk, dormant, opinion leaders — those that are missing."""
    parts = caller.parts
    made = starter.plant(parts.store, caller.project.number, parts.clock())
    starter.refresh(parts.store, caller.scope(), parts.clock())
    return Starters(created=made)


def _rules(caller: Asked) -> Rules:
    return rules.of(caller.parts.store, caller.project.number)


def _under(draft: Rules, scope: Scope) -> Scope:
    return replace(scope, states=states(draft, scope.events, Moment(scope.now, scope.zone)))
