"""A journey map as a question: its numbers, how they changed, the reports behind them, and who stands in a box."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi import Body as Given
from pydantic import BaseModel, Field

from uems.api import map_experiments
from uems.api.bottlenecks import BottleneckBody
from uems.api.door import Asked, Reader
from uems.api.insight_body import Body, TimedBody
from uems.api.map_experiments import Bound
from uems.api.problem import refusals
from uems.insight import bottleneck_answer, journey_map, map_book, map_change, map_numbers
from uems.insight.bottleneck_answer import Ranked
from uems.insight.journey_map import JourneyMap, Stage
from uems.insight.map_book import Kept
from uems.insight.map_change import MapChanges
from uems.insight.map_numbers import Box, MapCell, Numbers, Way
from uems.insight.map_walk import Walk
from uems.metrics import asked as shared
from uems.metrics.asked import Computed
from uems.metrics.breakdown import Value
from uems.metrics.period import Calendar
from uems.people.property_class import Mask
from uems.people.scope import Scope
from uems.rules.normal import normal_filter
from uems.warehouse.sql import Sql

router = APIRouter(prefix="/api/insight", tags=["insight"], responses=refusals(403, 404, 422, 503))

_EXAMPLE = {"map": "map_4k0qd2m8", "since": "-29d", "compare": "previous"}


class SameQuestion(BaseModel):
    """The same number as a question of its own: the body of POST /api/insight/{kind}."""

    kind: Literal["trend", "funnel"]
    query: dict[str, Any]


class BoxBody(BaseModel):
    """A touchpoint with its stage and numbers, the experiments on it, and its people as a question; by a share link
    neither of the two."""

    stage: Stage
    name: str
    box: Box
    experiments: list[Bound]
    report: SameQuestion | None


class WayBody(BaseModel):
    """A way's numbers; `report` null = its ends are several events, which no funnel asks for, or a share link shows
    it."""

    way: Way
    report: SameQuestion | None


class Before(BaseModel):
    """What the numbers are laid beside: which version over which time, and how each of them changed since."""

    version: int
    since: datetime
    until: datetime
    changes: MapChanges


class MapNumbers(BaseModel):
    """`hidden`: the map's voices, by number, whose values the caller may not see. `before` and `bottlenecks` (the
    dearest first): null = they were not asked for."""

    id: str
    version: int
    since: datetime
    until: datetime
    boxes: list[BoxBody]
    ways: list[WayBody]
    hidden: list[int]
    before: Before | None
    bottlenecks: list[Ranked] | None
    computed: Computed


class MapQuestion(TimedBody):
    """A map's numbers over a range. With `compare` or `against` beside those of another time or version: each change
    with its interval, all chances corrected together. The other time is as long, and as much of the ways that began in
    it is known as of those that began in the range."""

    kind: Literal["journey_map"] = "journey_map"
    map: str = Field(max_length=100, examples=["map_4k0qd2m8"])
    version: int | None = Field(None, ge=1)
    compare: str | None = Field(
        None, max_length=40, description="`previous` = the time just before; `-364d` = moved back so far."
    )
    against: int | None = Field(None, ge=1, description="Another version of the map.")
    bottlenecks: bool = Field(False, description="With those of the 90 days up to `until`.")

    def kept(self, caller: Asked) -> Kept:
        """Raises NoMap."""
        return map_book.find(caller.parts.store, caller.project.number, self.map, self.version)

    def walk(self, map: JourneyMap, scope: Scope) -> Walk:
        return Walk(map, shared.span(self.since, self.until, scope), self.people())

    def asked(self, scope: Scope, caller: Asked) -> Walk:
        """Raises NoMap, BadRange."""
        return self.walk(self.kept(caller).map, scope)


class MapCellBody(Body):
    """Who was at a touchpoint; with `next` who went on to it, with `dropped` who did not; with `voice` who spoke there,
    and of that `value`."""

    touchpoint: str = Field(max_length=60)
    next: str | None = Field(None, max_length=60)
    dropped: bool = False
    voice: int | None = Field(None, ge=0)
    value: Value = None

    def behind(self, query: MapQuestion, scope: Scope, caller: Asked) -> Sql:
        """Raises NoMap, NoBox, HiddenProperty."""
        map = query.kept(caller).map
        if self.voice is not None and self.voice < len(map.voices):
            caller.must_see([(map.voices[self.voice].property, "event")])
        value = (self.value,) if "value" in self.model_fields_set else None
        cell = MapCell(self.touchpoint, self.next, self.dropped, self.voice, value)
        return map_numbers.behind(query.walk(map, scope), cell, scope)


@router.post("/journey_map")
def ask_journey_map(
    caller: Reader, asked: Annotated[MapQuestion, Given(openapi_examples={"example": {"value": _EXAMPLE}})]
) -> MapNumbers:
    """The numbers of a journey map: who was at each touchpoint and how they went on, how long they stayed, what they
    said; and how all that changed. Who is behind a box: `POST /api/insight/people` with this body as `query` and the
    box as `cell`."""
    scope, mask = asked.scope(caller), caller.mask()
    kept = asked.kept(caller)
    walk = asked.walk(kept.map, scope)
    map, since, until = kept.map, walk.span.since, walk.span.until
    heard = _heard(map, mask)
    found = map_numbers.answer(walk, scope, heard)
    bound, stages = map_experiments.bound(map, caller), {one.key: one for one in map.stages}
    return MapNumbers(
        id=kept.id,
        version=kept.version,
        since=since,
        until=until,
        boxes=[
            BoxBody(
                stage=stages[point.stage],
                name=point.name,
                box=box,
                experiments=bound[n],
                report=report_of_box(map, n, since, until),
            )
            for n, (point, box) in enumerate(zip(map.touchpoints, found.boxes, strict=True))
        ],
        ways=[
            WayBody(way=way, report=report_of_way(map, edge, since, until))
            for way, edge in zip(found.ways, journey_map.edges(map), strict=True)
        ],
        hidden=[n for n in range(len(map.voices)) if n not in heard],
        before=_before(kept, asked, walk, found, scope, caller),
        bottlenecks=_bottlenecks(kept, asked, scope, caller) if asked.bottlenecks else None,
        computed=found.computed,
    )


def _heard(map: JourneyMap, mask: Mask) -> list[int]:
    """The map's voices, by number, that the caller may hear."""
    return [n for n, one in enumerate(map.voices) if not mask.hides(one.property, of="event")]


def _before(kept: Kept, asked: MapQuestion, walk: Walk, found: Numbers, scope: Scope, caller: Asked) -> Before | None:
    """Raises NoMap, BadRange."""
    if asked.compare is None and asked.against is None:
        return None
    span = walk.span
    if asked.compare is not None:
        span = shared.earlier(span, asked.compare, Calendar("day", scope.zone))
    if asked.against is not None:
        kept = map_book.find(caller.parts.store, caller.project.number, asked.map, asked.against)
    # The clock goes back with the range: ways and sessions that began in it are seen as far as those of today.
    then = replace(scope, now=scope.now - (walk.span.since - span.since))
    before = map_numbers.answer(replace(walk, map=kept.map, span=span), then, _heard(kept.map, caller.mask()))
    said = {voice: n for n, voice in reversed(list(enumerate(kept.map.voices)))}
    voices = {n: said[voice] for n, voice in enumerate(walk.map.voices) if voice in said}
    changes = map_change.changes(found, before, voices)
    return Before(version=kept.version, since=span.since, until=span.until, changes=changes)


def _bottlenecks(kept: Kept, asked: MapQuestion, scope: Scope, caller: Asked) -> list[Ranked]:
    """Those of the same version and people, up to the same moment."""
    said = asked.model_dump(include={"until", "now", "timezone", "condition", "segment"})
    whole = BottleneckBody.model_validate(said | {"map": kept.id, "version": kept.version})
    return list(bottleneck_answer.answer(whole.asked(scope, caller), scope).items)


def report_of_box(map: JourneyMap, place: int, since: datetime, until: datetime) -> SameQuestion:
    """A trend of the people of a touchpoint; of several events a line for each."""
    series = [{"where": [], **normal_filter(one), "measure": "people"} for one in map.touchpoints[place].events]
    return SameQuestion(kind="trend", query={"series": series, **_range(since, until)})


def report_of_way(map: JourneyMap, edge: journey_map.Edge, since: datetime, until: datetime) -> SameQuestion | None:
    """The funnel of a way."""
    ends = [map.touchpoints[edge.source], map.touchpoints[edge.target]]
    if any(len(one.events) > 1 for one in ends):
        return None
    steps = [{"where": [], **normal_filter(one.events[0]), "name": one.name} for one in ends]
    window = {edge.window.unit: edge.window.amount}
    return SameQuestion(kind="funnel", query={"steps": steps, "window": window, **_range(since, until)})


def _range(since: datetime, until: datetime) -> dict[str, str]:
    return {"since": since.isoformat(), "until": until.isoformat()}
