"""Distributions over HTTP: people by how often, on how many days, or for how much they do something."""

from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi import Body as Given
from pydantic import Field

from uems.api.door import Reader
from uems.api.insight_body import Body, BreakdownBody, BreakdownsBody, EventBody, TimedBody, breakdown
from uems.api.problem import refusals
from uems.insight import distribution
from uems.insight.distribution import MOST_CUTS, Distribution, DistributionCell, Measure, Ranged
from uems.metrics import asked as shared
from uems.metrics.breakdown import Value
from uems.metrics.period import Calendar, Interval
from uems.people.property_class import Of
from uems.people.scope import Scope
from uems.warehouse.sql import Sql

router = APIRouter(prefix="/api/insight", tags=["insight"], responses=refusals(403, 404, 422, 503))

_DISTRIBUTION = {"event": "order_paid", "measure": "times", "cuts": [2, 3, 5, 10], "since": "-30d"}


class DistributionBody(TimedBody, EventBody):
    """People by their number of events (`times`), of `days` or `hours` they did it in, or by the `sum` of a property.
    `cuts` = where ranges begin; `interval` = a distribution for each of them too."""

    kind: Literal["distribution"] = "distribution"
    measure: Measure = "times"
    property: str | None = Field(None, min_length=1, max_length=200, examples=["amount"])
    cuts: list[float] = Field(default_factory=list, max_length=MOST_CUTS, examples=[[2, 3, 5, 10]])
    interval: Interval | None = None
    breakdown: BreakdownBody | BreakdownsBody | None = None

    def question(self, scope: Scope) -> Distribution:
        each = None if self.interval is None else Calendar(self.interval, scope.zone, self.week_start)
        return Distribution(
            self.which("", self.people()),
            shared.span(self.since, self.until, scope),
            Calendar("day", scope.zone, self.week_start),
            self.measure,
            self.property,
            tuple(self.cuts),
            breakdown(self.breakdown),
            each,
        )

    def told(self) -> list[tuple[str, Of]]:
        summed: list[tuple[str, Of]] = [(self.property, "event")] if self.measure == "sum" and self.property else []
        return [*super().told(), *summed]


class DistributionCellBody(Body):
    """A range of the answer: `low` ≤ n < `high`, null = without end; a bucket's start; a value of the breakdown."""

    low: float | None = None
    high: float | None = None
    bucket: str | None = Field(None, max_length=40)
    breakdown: Value = None

    def behind(self, query: DistributionBody, scope: Scope) -> Sql:
        """SELECT person_id. Raises BadDistribution, BadRange."""
        value = (self.breakdown,) if "breakdown" in self.model_fields_set else None
        bucket = None if self.bucket is None else shared.moment(self.bucket, scope, "cell.bucket")
        cell = DistributionCell(self.low, self.high, bucket, value)
        return distribution.behind(query.question(scope), cell, scope)


@router.post("/distribution")
def ask_distribution(
    caller: Reader, asked: Annotated[DistributionBody, Given(openapi_examples={"example": {"value": _DISTRIBUTION}})]
) -> Ranged:
    """How people are spread over how often, on how many days or hours, or for how much they do something."""
    scope = asked.scope(caller)
    return distribution.answer(asked.question(scope), scope)
