"""Journey maps as callers write and read them."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from uems.api.funnel import WindowUnit
from uems.api.insight_body import Body, EventBody
from uems.insight import journey_map
from uems.insight.journey_map import Goal
from uems.insight.journey_map import Kind as VoiceKind
from uems.insight.map_book import Kept, MapVersion

Key = Annotated[str, Field(min_length=1, max_length=60, pattern="^[A-Za-z0-9_-]+$")]
Length = Annotated[
    dict[WindowUnit, Annotated[int, Field(ge=1, le=10_000)]],
    Field(
        min_length=1, max_length=1, description="One unit and its amount; a month is 30 days.", examples=[{"days": 7}]
    ),
]
Line = Annotated[str, Field(min_length=1, max_length=500)]
EXAMPLE: dict[str, Any] = {
    "name": "Customer journey",
    "stages": [{"key": "use", "name": "Use"}, {"key": "conversion", "name": "Conversion"}],
    "touchpoints": [
        {"key": "product", "stage": "use", "name": "Views a product", "events": [{"event": "product_viewed"}]},
        {
            "key": "paid",
            "stage": "conversion",
            "name": "Pays",
            "events": [{"event": "order_paid"}],
            "owner": "Trade",
            "target": {"goal": "people", "value": 5000},
        },
    ],
    "worth": {"event": "order_paid", "property": "revenue"},
}


class StageBody(Body):
    """A stretch of the way. Without a name: awareness, use, conversion and retention have words of their own."""

    key: Key = Field(examples=["conversion"])
    name: str = Field("", max_length=100)


class TouchpointTarget(Body):
    """What a touchpoint shall reach: conversion and bounce as shares (0 to 1), dwell in seconds."""

    goal: Goal
    value: float = Field(allow_inf_nan=False)


class TouchpointBody(Body):
    """Where people meet the product: any of `events`. `next`: the touchpoints further down they should come to within
    the time (left out: the one that follows; an empty list: none). `experiments`: keys of experiments or of their flags
    that work on it."""

    key: Key = Field(examples=["checkout"])
    stage: Key
    name: str = Field(min_length=1, max_length=200)
    events: list[EventBody] = Field(min_length=1, max_length=journey_map.MOST_EVENTS)
    next: list[Key] | None = Field(None, max_length=journey_map.MOST_NEXT)
    within: Length | None = None
    goal: str = Field("", max_length=500, description="What the person wants here.")
    owner: str = Field("", max_length=200, description="The department that answers for it.")
    opportunities: list[Line] = Field(default_factory=list, max_length=20)
    experiments: list[Annotated[str, Field(max_length=200)]] = Field(default_factory=list, max_length=20)
    target: TouchpointTarget | None = None


class VoiceBody(EventBody):
    """How people say what they think: `nps` = an answer of 0 to 10, `stars` = a mark, `topic` = what a complaint is of,
    in a property of the event."""

    kind: VoiceKind
    property: str = Field(min_length=1, max_length=200)


class WorthBody(EventBody):
    """Events that bring money, and the property that says how much."""

    property: str = Field(min_length=1, max_length=200)


def _week() -> dict[WindowUnit, int]:
    return {"days": 7}


class MapFields(Body):
    """`window` = how long the way to the next touchpoint may take where it does not say itself. `quiet` = names of
    events that are no step of a person, such as leaving a page."""

    name: str = Field(min_length=1, max_length=200)
    note: str = Field("", max_length=5000)
    stages: list[StageBody] = Field(min_length=1, max_length=journey_map.MOST_STAGES)
    touchpoints: list[TouchpointBody] = Field(min_length=1, max_length=journey_map.MOST_TOUCHPOINTS)
    window: Length = Field(default_factory=_week)
    voices: list[VoiceBody] = Field(default_factory=list, max_length=journey_map.MOST_VOICES)
    worth: WorthBody | None = None
    quiet: list[Annotated[str, Field(max_length=200)]] = Field(default_factory=list, max_length=20)


class NewMap(MapFields):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": EXAMPLE})


class MapChange(Body):
    """A further version, made from `version`: refused where somebody has changed the map since. What is left out stays
    as it is; `change` says what it is about."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"version": 1, "name": "Buying"}})
    version: int = Field(ge=1)
    change: str = Field("", max_length=500)
    name: str | None = Field(None, min_length=1, max_length=200)
    note: str | None = Field(None, max_length=5000)
    stages: list[StageBody] | None = Field(None, min_length=1, max_length=journey_map.MOST_STAGES)
    touchpoints: list[TouchpointBody] | None = Field(None, min_length=1, max_length=journey_map.MOST_TOUCHPOINTS)
    window: Length | None = None
    voices: list[VoiceBody] | None = Field(None, max_length=journey_map.MOST_VOICES)
    worth: WorthBody | None = None
    quiet: list[Annotated[str, Field(max_length=200)]] | None = Field(None, max_length=20)

    def values(self) -> dict[str, Any]:
        said = self.model_dump(mode="json", include=self.model_fields_set - {"version", "change"})
        return {name: value for name, value in said.items() if value is not None or name == "worth"}


class MapBody(MapFields):
    """A map in one of its versions; `latest` = the newest."""

    id: str = Field(examples=["map_4k0qd2m8"])
    version: int
    latest: int
    created_at: datetime
    changed_at: datetime


class Maps(BaseModel):
    items: list[MapBody]
    next: str | None


class MapVersions(BaseModel):
    items: list[MapVersion]
    next: None = None


def told(kept: Kept) -> MapBody:
    """A map as it is read: touchpoints in the order of the stages, each with where it leads."""
    given = {one["key"]: one for one in kept.json["touchpoints"]}
    points = [{**given[one.key], "next": list(one.next)} for one in kept.map.touchpoints]
    fields = {name: value for name, value in kept.json.items() if name in MapFields.model_fields}
    about = {name: getattr(kept, name) for name in ("id", "version", "latest", "created_at", "changed_at")}
    return MapBody(**fields | {"touchpoints": points} | about)
