"""The history goes into a project by the way of every import: safe to break off, and to begin again."""

from collections.abc import Callable
from datetime import datetime

from uems.api.parts import Parts
from uems.demo.history import State
from uems.demo.population import World
from uems.demo.stream import read
from uems.events.importing import Importer
from uems.events.request import Batch


def fill(parts: Parts, number: int, world: World, received: datetime, told: Callable[[int], None]) -> State:
    """Every event of the history in the project, once, however often this was begun. `told` hears how many events
    are done. Raises Unavailable, Broken."""
    importer = Importer(number, parts.warehouse, parts.identities, parts.writer.alone, parts.clock, parts.erased.bar)
    done = 0
    events = read(world, received)
    while True:
        try:
            some = next(events)
        except StopIteration as ended:
            state: State = ended.value
            return state
        importer.take(Batch(events=some))
        done += len(some)
        told(done)
