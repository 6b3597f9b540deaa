"""Correlations over HTTP: what tells those who converted from those who dropped out."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi import Body as Given
from pydantic import Field

from uems.api.door import Asked, HiddenProperty, Reader
from uems.api.funnel import LegBody
from uems.api.insight_body import Body
from uems.api.problem import refusals
from uems.insight import correlation
from uems.insight.correlation import MOST_NAMES, Correlation, CorrelationCell, Factor, Factors
from uems.metrics.breakdown import Value
from uems.people.property_class import Of
from uems.people.scope import Scope
from uems.warehouse.sql import Sql

router = APIRouter(prefix="/api/insight", tags=["insight"], responses=refusals(403, 404, 422, 503))

_STEPS: list[Any] = [{"event": "checkout_started"}, {"event": "order_paid"}]
_CORRELATION = {"steps": _STEPS, "window": {"days": 7}, "since": "-30d", "of": "events"}
_TELLING = ("text", "number", "boolean")
_Name = Annotated[str, Field(max_length=200)]


class CorrelationBody(LegBody):
    """A funnel; did A, then B or not = its two steps. `of` = what is compared: the events people did on the way, the
    values of properties of some `events`, or of people's own; `properties` left out = the commonest ones."""

    kind: Literal["correlation"] = "correlation"  # type: ignore[assignment]
    of: correlation.Of = "events"
    events: list[_Name] = Field(default_factory=list, max_length=MOST_NAMES, examples=[["coupon_applied"]])
    properties: list[_Name] | None = Field(None, max_length=MOST_NAMES, examples=[["country", "device"]])
    exclude_events: list[_Name] = Field(default_factory=list, max_length=100)
    exclude_properties: list[_Name] = Field(default_factory=list, max_length=100)
    least: int = Field(25, ge=1, description="What fewer have is left out …")
    share: float = Field(0.02, ge=0, le=1, description="… unless it is this share of all.")
    limit: int = Field(100, ge=1, le=1000)

    def told(self) -> list[tuple[str, Of]]:
        of: Of = "event" if self.of == "event_properties" else "person"
        return [*super().told(), *((name, of) for name in self.properties or () if self.of != "events")]

    def correlation(self, scope: Scope) -> Correlation:
        """With the properties that are named; where none are, they stand in the caller's catalogue."""
        return Correlation(
            self.question(scope),
            self.leg(),
            self.of,
            tuple(self.events),
            tuple(self.properties or ()),
            tuple(self.exclude_events),
            self.least,
            self.share,
            self.limit,
        )

    def asked(self, scope: Scope, caller: Asked) -> Correlation:
        """Where no properties are named, with the commonest that the caller may see."""
        found = self.correlation(scope)
        if self.of == "events" or self.properties is not None:
            return found
        of: Of = "event" if self.of == "event_properties" else "person"
        mask, number, catalogue = caller.mask(), caller.project.number, caller.parts.catalogue
        events: list[str | None] = [*self.events] or [None]
        known = [one for event in events for one in catalogue.properties(number, of, event)]
        told = [one.name for one in known if one.type in _TELLING and not mask.hides(one.name, of=of)]
        named = [one for one in dict.fromkeys(told) if one not in self.exclude_properties]
        return replace(found, properties=tuple(named[:MOST_NAMES]))


class FactorBody(Body):
    """A row of the answer: an event, or a property and its value, of an event or of people."""

    event: str | None = Field(None, max_length=200)
    property: str | None = Field(None, max_length=200)
    value: Value = None


class CorrelationCellBody(Body):
    """The converted or the dropped; with a factor those who have it, or with `has` false who have it not."""

    converted: bool
    factor: FactorBody | None = None
    has: bool = True

    def behind(self, query: CorrelationBody, scope: Scope) -> Sql:
        """SELECT person_id. Raises BadCorrelation, BadFunnel, HiddenProperty."""
        one = self.factor
        of: Of = "person" if one is not None and one.event is None else "event"
        if one is not None and one.property and scope.mask is not None and scope.mask.hides(one.property, of=of):
            raise HiddenProperty(about=one.property)
        factor = None if one is None else Factor(one.event, one.property, one.value)
        return correlation.behind(query.correlation(scope), CorrelationCell(self.converted, factor, self.has), scope)


@router.post("/correlation")
def ask_correlation(
    caller: Reader, asked: Annotated[CorrelationBody, Given(openapi_examples={"example": {"value": _CORRELATION}})]
) -> Factors:
    """What goes with converting and with dropping out: odds ratios, exact or χ² p-values, false discovery rates. It is
    no proof of a cause."""
    scope = asked.scope(caller)
    return correlation.answer(asked.asked(scope, caller), scope)
