"""Funnels over HTTP: conversion, how long it takes, how it changes over time, and who is behind each number."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi import Body as Given
from pydantic import Field

from uems.api.door import Reader
from uems.api.insight_body import Body, BreakdownBody, BreakdownsBody, EventBody, TimedBody, breakdown
from uems.api.problem import refusals
from uems.insight import funnel, funnel_difference, funnel_time
from uems.insight.funnel_question import Attribution, BadFunnel, Exclusion, Funnel, Order, Step, Unit, Window
from uems.metrics import asked as shared
from uems.metrics.breakdown import Value
from uems.metrics.correction import Correction
from uems.metrics.period import Calendar, Interval
from uems.people.scope import Scope
from uems.rules.condition import parse_filter
from uems.warehouse.sql import Sql

router = APIRouter(prefix="/api/insight", tags=["insight"], responses=refusals(403, 404, 422, 503))

WindowUnit = Literal["seconds", "minutes", "hours", "days", "weeks", "months"]
_STEPS: list[Any] = [{"event": "catalog_viewed"}, {"event": "add_to_cart"}, {"event": "order_paid"}]
_FUNNEL = {"steps": _STEPS, "window": {"days": 7}, "since": "-30d", "breakdown": {"property": "country"}}
_HISTOGRAM = {"steps": _STEPS, "since": "-30d", "from": 0, "to": 2}
_DIFFERENCE = {"steps": _STEPS, "since": "-30d", "breakdown": {"property": "device"}}
_TREND = {"steps": _STEPS, "since": "-30d", "interval": "week"}


class StepBody(EventBody):
    """One step: an event filter and, if wished, a name; `first` = only the person's first such event ever."""

    name: str | None = Field(None, max_length=200)
    first: bool = False

    def step(self, about: str) -> Step:
        filter = parse_filter({"event": self.event, "where": self.where}, about)
        return Step(filter, self.name if self.name is not None else self.event or "*", self.first)


class ExclusionBody(EventBody):
    """An event that must not happen between two steps, numbered from 0; left out: the first and the last."""

    after: int = Field(0, ge=0)
    before: int | None = Field(None, ge=1)


class FunnelBreakdown(BreakdownBody):
    """One property to split by. `first`, `last` = its first or last value on the person's step events; `all` = every
    step has the value; `step` = step number `step` has it."""

    attribution: Attribution = "first"
    step: int = Field(0, ge=0)


class FunnelBreakdowns(BreakdownsBody):
    """Several properties at once."""

    attribution: Attribution = "first"
    step: int = Field(0, ge=0)


_Unit = Literal["seconds", "minutes", "hours", "days", "weeks", "months"]


def _two_weeks() -> dict[_Unit, int]:
    return {"days": 14}


class FunnelBody(TimedBody):
    """Steps within a window. The first step lies in the range; later steps may lie after `until`, up to now."""

    kind: Literal["funnel"] = "funnel"
    steps: list[StepBody] = Field(min_length=1, max_length=20, examples=[_STEPS])
    order: Order = "ordered"
    window: dict[_Unit, Annotated[int, Field(ge=1)]] = Field(
        default_factory=_two_weeks,
        description="One unit and its amount; a month is 30 days.",
        examples=[{"days": 7}],
        min_length=1,
        max_length=1,
    )
    exclude: list[ExclusionBody] = Field(default_factory=list, max_length=10)
    hold: str | None = Field(None, min_length=1, max_length=200, examples=["order_id"])
    by: str = Field(
        "person", max_length=200, pattern="^(person|session|group:.+)$", examples=["person", "group:company"]
    )
    breakdown: FunnelBreakdown | FunnelBreakdowns | None = None

    def question(self, scope: Scope) -> Funnel:
        last, split = max(len(self.steps) - 1, 1), self.breakdown
        excluded = [
            Exclusion(
                parse_filter({"event": one.event, "where": one.where}, f"exclude[{n}]"),
                one.after,
                last if one.before is None else one.before,
            )
            for n, one in enumerate(self.exclude)
        ]
        kind, _, group = self.by.partition(":")
        unit, amount = next(iter(self.window.items()))
        return Funnel(
            tuple(one.step(f"steps[{n}]") for n, one in enumerate(self.steps)),
            shared.span(self.since, self.until, scope),
            self.order,
            Window(amount, unit),
            tuple(excluded),
            self.hold,
            Unit(kind, group),  # type: ignore[arg-type]
            breakdown(split),
            "first" if split is None else split.attribution,
            0 if split is None else split.step,
            self.people(),
        )


class LegBody(FunnelBody):
    """From one step to a later one, numbered from 0; left out: from the first to the last."""

    start: int = Field(0, alias="from", ge=0)
    end: int | None = Field(None, alias="to", ge=1)

    def leg(self) -> funnel_time.Leg:
        return funnel_time.Leg(self.start, len(self.steps) - 1 if self.end is None else self.end)


class BaselineBody(Body):
    """A value of the breakdown, as its answer says it; null = missing."""

    value: Value = Field(examples=["ios"])


class HistogramBody(LegBody):
    """How long the way from one step to another takes."""

    bins: int | None = Field(
        None, ge=1, le=funnel_time.MOST_BINS, description="Left out: chosen by the number of people."
    )


class CourseBody(LegBody):
    """How conversion changes by the day (or other interval) of entry."""

    kind: Literal["funnel_trend"] = "funnel_trend"  # type: ignore[assignment]
    interval: Interval = "day"

    def calendar(self, scope: Scope) -> Calendar:
        return Calendar(self.interval, scope.zone, self.week_start)


class DifferenceBody(LegBody):
    """Which values of the breakdown convert differently; `correction` = for how many are compared."""

    baseline: BaselineBody | None = Field(None, description="Left out: each value against all others together.")
    correction: Correction = "holm"

    def against(self) -> funnel_difference.Against | None:
        return None if self.baseline is None else funnel_difference.Against(self.baseline.value)


class FunnelCellBody(Body):
    """A step's number from 0; `dropped` = reached the step before and not this one; a value of the breakdown."""

    step: int = Field(0, ge=0)
    dropped: bool = False
    breakdown: Value = None

    def cell(self) -> funnel.FunnelCell:
        value = (self.breakdown,) if "breakdown" in self.model_fields_set else None
        return funnel.FunnelCell(self.step, self.dropped, value)


class CourseCellBody(Body):
    """The people who entered in the bucket of a moment and converted, or with `dropped` did not."""

    entered: str = Field(max_length=40)
    dropped: bool = False


def _example(value: dict[str, Any]) -> Any:
    return Given(openapi_examples={"example": {"value": value}})


@router.post("/funnel")
def ask_funnel(caller: Reader, asked: Annotated[FunnelBody, _example(_FUNNEL)]) -> funnel.Conversion:
    """How many people take each step, what share of the first and of the step before, and how long they need."""
    scope = asked.scope(caller)
    return funnel.answer(asked.question(scope), scope)


@router.post("/funnel/histogram")
def ask_histogram(caller: Reader, asked: Annotated[HistogramBody, _example(_HISTOGRAM)]) -> funnel_time.Durations:
    """How long people need from one step to another."""
    scope = asked.scope(caller)
    return funnel_time.histogram(asked.question(scope), asked.leg(), asked.bins, scope)


@router.post("/funnel/trend")
def ask_course(caller: Reader, asked: Annotated[CourseBody, _example(_TREND)]) -> funnel_time.Course:
    """Conversion by interval of entry."""
    scope = asked.scope(caller)
    return funnel_time.course(asked.question(scope), asked.leg(), asked.calendar(scope), scope)


@router.post("/funnel/difference")
def ask_difference(
    caller: Reader, asked: Annotated[DifferenceBody, _example(_DIFFERENCE)]
) -> funnel_difference.Differences:
    """Whether the values of a breakdown convert differently: difference, 95 % interval, corrected p-value."""
    scope = asked.scope(caller)
    return funnel_difference.differences(asked.question(scope), asked.leg(), asked.against(), asked.correction, scope)


def behind(asked: FunnelBody, cell: FunnelCellBody, scope: Scope) -> Sql:
    """SELECT person_id, columns of the people behind one number of a funnel. Raises BadFunnel."""
    return funnel.behind(asked.question(scope), cell.cell(), scope)


def behind_course(asked: CourseBody, cell: CourseCellBody, scope: Scope) -> Sql:
    """SELECT person_id, columns of the people behind one number of a funnel's course. Raises BadFunnel."""
    question, leg = asked.question(scope), asked.leg()
    funnel_time.refuse_leg(question, leg)
    entered = shared.moment(cell.entered, scope, "cell.entered")
    if not question.span.since <= entered < question.span.until and asked.calendar(scope).number_of(
        entered
    ) not in asked.calendar(scope).numbers(question.span.since, question.span.until):
        raise BadFunnel(about="cell.entered")
    return funnel.behind(
        question, funnel.FunnelCell(leg.end, cell.dropped, None, entered), scope, asked.calendar(scope), leg.start
    )
