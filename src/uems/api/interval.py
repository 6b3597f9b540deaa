"""Intervals over HTTP: how long people need from one event to the next of another kind."""

from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi import Body as Given
from pydantic import Field

from uems.api.door import Reader
from uems.api.funnel import WindowUnit
from uems.api.insight_body import Body, BreakdownBody, BreakdownsBody, EventBody, TimedBody, breakdown
from uems.api.problem import refusals
from uems.insight import interval
from uems.insight.funnel_question import Window
from uems.insight.interval import Interval, IntervalCell, Lengths, Pair
from uems.metrics import asked as shared
from uems.metrics.breakdown import Value
from uems.people.scope import Scope
from uems.warehouse.sql import Sql

router = APIRouter(prefix="/api/insight", tags=["insight"], responses=refusals(403, 404, 422, 503))

_INTERVAL = {"from": {"event": "checkout_started"}, "to": {"event": "order_paid"}, "window": {"days": 7}}


def _thirty_days() -> dict[WindowUnit, int]:
    return {"days": 30}


class IntervalBody(TimedBody):
    """The start lies in the range; the end may lie after `until`, up to now."""

    kind: Literal["interval"] = "interval"
    start: EventBody = Field(default_factory=lambda: EventBody(), alias="from")
    end: EventBody = Field(default_factory=lambda: EventBody(), alias="to")
    window: dict[WindowUnit, Annotated[int, Field(ge=1)]] = Field(
        default_factory=_thirty_days,
        description="The longest interval: one unit and its amount; a month is 30 days.",
        examples=[{"days": 7}],
        min_length=1,
        max_length=1,
    )
    pair: Pair = Field(
        "last",
        description="Where several starts precede one end: `last` = the nearest counts, `first` = the earliest, "
        "`every` = each.",
    )
    hold: str | None = Field(None, min_length=1, max_length=200, examples=["order_id"])
    breakdown: BreakdownBody | BreakdownsBody | None = None
    bins: int | None = Field(None, ge=1, le=interval.MOST_BINS)

    def question(self, scope: Scope) -> Interval:
        people = self.people()
        unit, amount = next(iter(self.window.items()))
        return Interval(
            self.start.which("from", people),
            self.end.which("to", people),
            shared.span(self.since, self.until, scope),
            Window(amount, unit),
            self.pair,
            self.hold,
            breakdown(self.breakdown),
            self.bins,
        )


class IntervalCellBody(Body):
    """Intervals of so many seconds, `to_seconds` not included; left out: of any length. A value of the breakdown."""

    from_seconds: int | None = Field(None, ge=0)
    to_seconds: int | None = Field(None, ge=0)
    breakdown: Value = None

    def behind(self, query: IntervalBody, scope: Scope) -> Sql:
        """SELECT person_id. Raises BadInterval."""
        value = (self.breakdown,) if "breakdown" in self.model_fields_set else None
        return interval.behind(query.question(scope), IntervalCell(self.from_seconds, self.to_seconds, value), scope)


@router.post("/interval")
def ask_interval(
    caller: Reader, asked: Annotated[IntervalBody, Given(openapi_examples={"example": {"value": _INTERVAL}})]
) -> Lengths:
    """How long people need from one event to the next of another kind: a box of quantiles, and a histogram."""
    scope = asked.scope(caller)
    return interval.answer(asked.question(scope), scope)
