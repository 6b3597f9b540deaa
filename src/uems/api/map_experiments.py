"""Which experiments work on the touchpoints of a map: those that it names, and those whose primary metric is theirs."""

from pydantic import BaseModel

from uems.api.door import Asked
from uems.experiments import register
from uems.experiments.register import Kept
from uems.insight import journey_map
from uems.insight.journey_map import JourneyMap
from uems.metrics import registry
from uems.metrics.registry import Entry

_LIVE = ("running", "paused")


class Bound(BaseModel):
    """An experiment that works on a touchpoint."""

    id: str
    key: str
    name: str
    status: str


def bound(map: JourneyMap, caller: Asked) -> list[list[Bound]]:
    """For each touchpoint the experiments it names by their keys or their flags', and those that run now and want to
    move one of its events."""
    store, number = caller.parts.store, caller.project.number
    every = register.every(store, number)
    metrics = {one.id: one for one in registry.every(store, number)} if every else {}
    found = []
    for point in map.touchpoints:
        events = {one.event for one in point.events if not one.where and one.event is not None}
        mine = [
            one
            for one in every
            if named(one, point.experiments) or (one.status in _LIVE and events & _moved(metrics.get(one.plan.primary)))
        ]
        found.append([Bound(id=one.id, key=one.plan.key, name=one.plan.name, status=one.status) for one in mine])
    return found


def named(one: Kept, keys: tuple[str, ...]) -> bool:
    return one.plan.key in keys or bool(one.plan.flag and one.plan.flag in keys)


def tried(map: JourneyMap, caller: Asked) -> frozenset[int]:
    """The ways, by number, from touchpoints that name an experiment which has begun: what is known there comes from
    chance assignment."""
    begun = [one for one in register.every(caller.parts.store, caller.project.number) if one.status != "draft"]
    return frozenset(
        n
        for n, edge in enumerate(journey_map.edges(map))
        if any(named(one, map.touchpoints[edge.source].experiments) for one in begun)
    )


def _moved(entry: Entry | None) -> set[str]:
    """The names of the events that a metric counts."""
    if entry is None or entry.metric.event is None:
        return set()
    return {term.filter.event for term in entry.metric.event.terms if term.filter.event is not None}
