"""Bottlenecks over HTTP: of a journey map or of a funnel, ranked by what they cost, with their arithmetic."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi import Body as Given
from pydantic import AwareDatetime, Field, model_validator

from uems.api import fitted_map, map_experiments
from uems.api.door import Asked, Reader
from uems.api.funnel import StepBody
from uems.api.insight_body import Body, TimedBody
from uems.api.journey_map_body import Length
from uems.api.problem import refusals
from uems.insight import bottleneck_answer, friction, journey_map, map_book
from uems.insight.bottleneck_answer import Bottlenecks, Group, LostCell, Point, Watched
from uems.insight.edge_days import MOST_DIMENSIONS
from uems.insight.funnel_question import Window
from uems.insight.journey_map import Edge
from uems.metrics import asked as shared
from uems.people.property_class import Of
from uems.people.scope import Scope
from uems.warehouse.sql import Sql

router = APIRouter(prefix="/api/insight", tags=["insight"], responses=refusals(403, 404, 422, 503))

HISTORY = "-89d"
_FAMILIES = (
    ("platform", "os", "device_type", "device"),
    ("channel", "utm_source", "source"),
    ("app_version", "version"),
    ("region", "country"),
)
"""The properties that split peers where nobody says others: of each family the first that events have."""
_STEPS: list[Any] = [{"event": "checkout_started"}, {"event": "order_paid"}]
_EXAMPLE = {"steps": _STEPS, "window": {"hours": 1}, "since": "-89d"}


def _two_weeks() -> Any:
    return {"days": 14}


class BottleneckBody(TimedBody):
    """Of a map (its newest version, or another), or of the steps of a funnel within a window. `dimensions`: properties
    of events whose values are compared as peers; left out: platform, channel, version and region, as far as events have
    them. Left out, the range is the last 90 days: history is what a fall is measured by."""

    kind: Literal["bottlenecks"] = "bottlenecks"
    since: str | None = Field(HISTORY, max_length=40)
    map: str | None = Field(None, max_length=100)
    version: int | None = Field(None, ge=1)
    steps: list[StepBody] | None = Field(None, min_length=2, max_length=20)
    window: Length = Field(default_factory=_two_weeks)
    dimensions: list[Annotated[str, Field(min_length=1, max_length=200)]] | None = Field(
        None, max_length=MOST_DIMENSIONS
    )

    @model_validator(mode="after")
    def _one(self) -> "BottleneckBody":
        if (self.map is None) == (self.steps is None):
            raise ValueError("map or steps: one of them")
        return self

    def told(self) -> list[tuple[str, Of]]:
        return [(name, "event") for name in self.dimensions or ()]

    def asked(self, scope: Scope, caller: Asked) -> Watched:
        """Raises NoMap."""
        span = shared.span(self.since or HISTORY, self.until, scope)
        named = [one.name for one in caller.parts.catalogue.events(caller.project.number)]
        errors = tuple(friction.error_names(named))
        hides = caller.mask().hides
        if self.map is not None:
            kept = map_book.find(caller.parts.store, caller.project.number, self.map, self.version)
            map, ways = kept.map, journey_map.edges(kept.map)
            heard = [one for one in map.voices if one.kind == "topic" and not hides(one.property, of="event")]
            worth = map.worth if map.worth is not None and not hides(map.worth.property, of="event") else None
            points, tried = bottleneck_answer.of_map(map), map_experiments.tried(map, caller)
            complaints = heard[0] if heard else None
        else:
            steps = [one.step(f"steps[{n}]") for n, one in enumerate(self.steps or ())]
            points = tuple(Point(str(n), step.name, (step.filter,)) for n, step in enumerate(steps))
            unit, amount = next(iter(self.window.items()))
            ways = tuple(Edge(n, n + 1, Window(amount, unit)) for n in range(len(steps) - 1))
            worth, complaints, tried = fitted_map.worth(caller), None, frozenset[int]()
        dimensions = tuple(self.dimensions) if self.dimensions is not None else tuple(_peers(caller))
        return Watched(points, ways, span, dimensions, worth, complaints, errors, tried, self.people())


class LostGroup(Body):
    """Those who set out with one value of an event's property; null = without one."""

    dimension: str = Field(max_length=200)
    value: str | int | float | bool | None = None


class LostBody(Body):
    """Who set out from `source` to `target` on the days of [since, until), of a group or of all, and did not come
    through. Steps of a funnel go by their numbers from 0, as text."""

    source: str = Field(max_length=60)
    target: str = Field(max_length=60)
    since: AwareDatetime
    until: AwareDatetime
    group: LostGroup | None = None

    def behind(self, query: BottleneckBody, scope: Scope, caller: Asked) -> Sql:
        """Raises NoMap, NoBox."""
        group = None if self.group is None else Group(self.group.dimension, self.group.value)
        cell = LostCell(self.source, self.target, self.since, self.until, group)
        return bottleneck_answer.behind(query.asked(scope, caller), cell, scope)


@router.post("/bottlenecks")
def ask_bottlenecks(
    caller: Reader, asked: Annotated[BottleneckBody, Given(openapi_examples={"example": {"value": _EXAMPLE}})]
) -> Bottlenecks:
    """Where a way loses people against its own past or against peers, what that costs a week, how well it is known,
    what is in the way, and where the change comes from. Who they are: `POST /api/insight/people` with this body as
    `query` and the bottleneck's source, target, since, until and group as `cell`."""
    scope = asked.scope(caller)
    return bottleneck_answer.answer(asked.asked(scope, caller), scope)


def _peers(caller: Asked) -> list[str]:
    """Of each family the first property that the project's events have and the caller may see."""
    hides = caller.mask().hides
    known = {one.name for one in caller.parts.catalogue.properties(caller.project.number, "event")}
    found = []
    for family in _FAMILIES:
        found += [name for name in family if name in known and not hides(name, of="event")][:1]
    return found
