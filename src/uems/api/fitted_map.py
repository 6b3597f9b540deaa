"""A first map for a project, and where its money is, from the catalogue of what it has."""

from collections.abc import Callable
from functools import cache
from typing import Any

from uems.api.door import Asked
from uems.insight import map_template
from uems.insight.journey_map import Worth
from uems.rules.condition import EventFilter


def draft(caller: Asked) -> dict[str, Any]:
    """The JSON of a map in the caller's language."""
    names, has = _known(caller)
    return map_template.fitted(names, has, lambda text: text.read(caller.language))


def worth(caller: Asked) -> Worth | None:
    """The events that bring money; None = there are none, or the caller may not see how much."""
    found = map_template.worth(*_known(caller))
    if found is None or caller.mask().hides(found["property"], of="event"):
        return None
    return Worth(EventFilter(found["event"]), found["property"])


def _known(caller: Asked) -> tuple[list[str], Callable[[str, str], bool]]:
    """The names of events, the most frequent first, and whether events of a name have a property."""
    catalogue, number = caller.parts.catalogue, caller.project.number

    @cache
    def properties(event: str) -> frozenset[str]:
        return frozenset(one.name for one in catalogue.properties(number, "event", event))

    return [one.name for one in catalogue.events(number)], lambda event, name: name in properties(event)
