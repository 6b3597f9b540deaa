"""Attribution over HTTP: what every model gives each channel, and who converted behind it."""

from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Body
from pydantic import Field

from uems.api import insight_body as body
from uems.api.door import Asked, Reader
from uems.api.insight_body import EventBody, TimedBody
from uems.api.problem import refusals
from uems.experiments import register
from uems.insight.attribution import answer
from uems.insight.attribution.answer import Attributed
from uems.insight.attribution.question import MOST_CHANNELS, Attribution, Cost, Trial
from uems.metrics import asked as shared
from uems.metrics.breakdown import Value
from uems.people.property_class import Of
from uems.people.scope import Scope
from uems.rules.condition import parse_filter
from uems.rules.value import UNITS
from uems.warehouse.sql import Sql

router = APIRouter(prefix="/api/insight", tags=["insight"], responses=refusals(403, 404, 422, 503))

_ASKED = {
    "conversion": {"event": "order_paid"},
    "value": "revenue",
    "touch": {"event": "ad_clicked"},
    "channel": "channel",
    "lookback": {"days": 30},
    "since": "-60d",
}
_MOST_TRIALS = 20
_Unit = Literal["minutes", "hours", "days", "weeks", "months"]


def _a_month() -> dict[_Unit, int]:
    return {"days": 30}


class CostBody(EventBody):
    """Events that bear a channel's cost, and the property that holds the amount; `given` = amounts by channel that take
    their place."""

    event: str | None = Field("ad_cost", max_length=200)
    property: str = Field("cost", min_length=1, max_length=200)
    given: dict[Annotated[str, Field(max_length=200)], Annotated[float, Field(ge=0)]] = Field(
        default_factory=dict, max_length=MOST_CHANNELS, examples=[{"search": 1200}]
    )


class AttributionBody(TimedBody):
    """Conversions of the range, and the touches before each. `touch` left out = any event that names a channel. A
    conversion ends a journey: the touches before it are spent. `calibrate` = where an experiment held a channel back,
    its result takes the place of the model's."""

    kind: Literal["attribution"] = "attribution"
    conversion: EventBody
    value: str | None = Field(None, min_length=1, max_length=200, examples=["revenue"])
    touch: EventBody = Field(default_factory=lambda: EventBody(event=None))
    channel: str = Field("channel", min_length=1, max_length=200, examples=["campaign"])
    lookback: dict[_Unit, Annotated[int, Field(ge=1, le=100_000)]] = Field(
        default_factory=_a_month, min_length=1, max_length=1, examples=[{"days": 30}]
    )
    half_life: float = Field(7.0, gt=0, le=366, description="Of the time-decay model, in days")
    limit: int = Field(25, ge=1, le=MOST_CHANNELS)
    cost: CostBody = Field(default_factory=lambda: CostBody(event="ad_cost", property="cost"))
    calibrate: bool = True

    def told(self) -> list[tuple[str, Of]]:
        named = [self.channel, self.cost.property] + ([self.value] if self.value else [])
        return [(name, "event") for name in named]

    def question(self, scope: Scope) -> Attribution:
        people = self.people()
        unit, amount = next(iter(self.lookback.items()))
        costs = parse_filter({"event": self.cost.event, "where": self.cost.where}, "cost")
        return Attribution(
            self.conversion.which("conversion", people),
            self.touch.which("touch", people),
            self.channel,
            shared.span(self.since, self.until, scope),
            self.value,
            timedelta(seconds=amount * UNITS[unit]),
            self.half_life,
            self.limit,
            Cost(costs, self.cost.property, self.cost.given),
        )


class AttributionCellBody(body.Body):
    """A channel as the answer says it; `converted` = only those who converted with it on their way."""

    channel: Value = Field(examples=["search"])
    converted: bool = True

    def behind(self, query: AttributionBody, scope: Scope) -> Sql:
        return answer.behind(query.question(scope), self.channel, self.converted, scope)


@router.post("/attribution")
def ask_attribution(
    caller: Reader,
    asked: Annotated[AttributionBody, Body(openapi_examples={"example": {"value": _ASKED}})],
) -> Attributed:
    """Which channel conversions are owed to, by eight models side by side, each labelled for what it is. The credits
    of every model add up to the conversions that any channel touched."""
    scope = asked.scope(caller)
    question = asked.question(scope)
    if asked.calibrate:
        question = replace(question, trials=_trials(caller))
    return answer.answer(question, scope)


def _trials(caller: Asked) -> tuple[Trial, ...]:
    """The newest experiments that ran, any of which may have held a channel back: what they say is looked up."""
    ran = [one for one in register.every(caller.parts.store, caller.project.number) if one.started_at is not None]
    return tuple(
        Trial(
            one.plan.key,
            one.plan.exposure.filter,
            one.plan.exposure.property,
            tuple(arm.key for arm in one.plan.arms),
            one.started_at,
            one.stopped_at,
        )
        for one in ran[:_MOST_TRIALS]
        if one.started_at is not None
    )
