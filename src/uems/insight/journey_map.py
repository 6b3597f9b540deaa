"""A journey map as a project draws it: stages, and in each the touchpoints people pass, every one bound to events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.insight.funnel_question import Window
from uems.rules.condition import EventFilter, parse_filter

Goal = Literal["people", "conversion", "bounce", "dwell", "nps", "stars"]
"""What a target is set for: people, the shares who go on or who leave (0 to 1), median seconds, NPS, mean stars."""
Kind = Literal["nps", "stars", "topic"]
MOST_STAGES, MOST_TOUCHPOINTS = 12, 20
MOST_EVENTS, MOST_NEXT, MOST_VOICES = 5, 5, 5
WEEK = Window(7, "days")
"""How long a way may take where the map does not say."""


class MapInvalid(Invalid):
    """A map that makes no sense; `about` is the path of what is wrong."""

    code = "journey_map_invalid"
    text = Text("旅程地图无效", "The journey map is not valid")


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of the way; a map without a name for it is shown with the word for its key."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Target:
    """What a touchpoint shall reach."""

    goal: Goal
    value: float


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """Where people meet the product: any of `events`. `next` = the touchpoints they should come to from here, with
    `within` = how long that may take (None = as long as the map says)."""

    key: str
    stage: str
    name: str
    events: tuple[EventFilter, ...]
    next: tuple[str, ...] = ()
    within: Window | None = None
    goal: str = ""
    owner: str = ""
    opportunities: tuple[str, ...] = ()
    experiments: tuple[str, ...] = ()
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """How people say what they think: an answer of 0 to 10, stars, or the topic of a complaint, in a property."""

    kind: Kind
    filter: EventFilter
    property: str


@dataclass(frozen=True, slots=True)
class Worth:
    """Events that bring money, and the property that says how much."""

    filter: EventFilter
    property: str


@dataclass(frozen=True, slots=True)
class JourneyMap:
    """The touchpoints stand in the order of the stages. `quiet` = names of events that are no step of a person, such
    as leaving a page."""

    name: str
    stages: tuple[Stage, ...]
    touchpoints: tuple[Touchpoint, ...]
    window: Window = WEEK
    voices: tuple[Voice, ...] = ()
    worth: Worth | None = None
    quiet: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """From one touchpoint to a later one, by their numbers, and how long the way may take."""

    source: int
    target: int
    window: Window


def edges(map: JourneyMap) -> tuple[Edge, ...]:
    """Every way from a touchpoint to one that should come after it."""
    places = {one.key: n for n, one in enumerate(map.touchpoints)}
    return tuple(
        Edge(n, places[key], one.within or map.window) for n, one in enumerate(map.touchpoints) for key in one.next
    )


def apart(some: Sequence[EventFilter], others: Sequence[EventFilter]) -> bool:
    """No event can be one of these and one of those."""
    return all(a.event is not None and b.event is not None and a.event != b.event for a in some for b in others)


def read(json: Mapping[str, Any]) -> JourneyMap:
    """The map of this JSON, whose fields have the types that the door checks. A touchpoint without `next` leads to the
    one that follows; an empty `next` is an end. Raises MapInvalid, ConditionInvalid."""
    stages = tuple(Stage(one["key"], one.get("name") or "") for one in json["stages"])
    order = {one.key: n for n, one in enumerate(stages)}
    if len(order) < len(stages):
        raise wrong("stages", "阶段的键重复", "Two stages have the same key")
    points = [_touchpoint(one, f"touchpoints[{n}]") for n, one in enumerate(json["touchpoints"])]
    for n, one in enumerate(points):
        if one.stage not in order:
            raise wrong(f"touchpoints[{n}].stage", "没有这个阶段", "There is no such stage")
    named = {one["key"]: one for one in json["touchpoints"]}
    if len(named) < len(points):
        raise wrong("touchpoints", "触点的键重复", "Two touchpoints have the same key")
    points.sort(key=lambda one: order[one.stage])
    followers = {one.key: (after.key,) for one, after in pairwise(points)}
    placed = tuple(
        replace(one, next=followers.get(one.key, ())) if named[one.key].get("next") is None else one for one in points
    )
    _refuse_backwards(placed)
    return JourneyMap(
        json["name"],
        stages,
        placed,
        _window(json.get("window")) or WEEK,
        tuple(
            Voice(one["kind"], _filter(one, f"voices[{n}]"), one["property"])
            for n, one in enumerate(json.get("voices") or ())
        ),
        Worth(_filter(json["worth"], "worth"), json["worth"]["property"]) if json.get("worth") else None,
        tuple(json.get("quiet") or ()),
        json.get("note") or "",
    )


def _touchpoint(json: Mapping[str, Any], at: str) -> Touchpoint:
    target = json.get("target")
    return Touchpoint(
        json["key"],
        json["stage"],
        json["name"],
        tuple(_filter(one, f"{at}.events[{n}]") for n, one in enumerate(json["events"])),
        tuple(json.get("next") or ()),
        _window(json.get("within")),
        json.get("goal") or "",
        json.get("owner") or "",
        tuple(json.get("opportunities") or ()),
        tuple(json.get("experiments") or ()),
        Target(target["goal"], float(target["value"])) if target else None,
    )


def _filter(json: Mapping[str, Any], at: str) -> EventFilter:
    return parse_filter({"event": json.get("event"), "where": json.get("where") or []}, at)


def _window(json: Mapping[str, int] | None) -> Window | None:
    if not json:
        return None
    unit, amount = next(iter(json.items()))
    return Window(amount, unit)


def _refuse_backwards(points: Sequence[Touchpoint]) -> None:
    """A way leads to a touchpoint further down the map, and to each only once."""
    places = {one.key: n for n, one in enumerate(points)}
    for n, one in enumerate(points):
        if len(set(one.next)) < len(one.next):
            raise wrong(f"{one.key}.next", "下一触点重复", "The same touchpoint is named twice")
        for key in one.next:
            if places.get(key, -1) <= n:
                raise wrong(f"{one.key}.next", "下一触点应在其后", "The next touchpoint is one further down the map")


def wrong(at: str, zh: str, en: str) -> MapInvalid:
    return MapInvalid(Text(zh, en), about=at)
