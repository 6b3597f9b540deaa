"""A small demo world as its events, made in this process."""

from datetime import datetime

from uems.demo.history import State, history
from uems.demo.population import World
from uems.events.event import Event


def written(world: World, received: datetime | None = None) -> tuple[list[list[Event]], State]:
    """The history, person after person and the bills last, and the state in which it ends."""
    people: list[list[Event]] = []
    told = history(world, received or world.end)
    while True:
        try:
            people.append(next(told))
        except StopIteration as ended:
            return people, ended.value
