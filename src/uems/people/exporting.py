"""Everybody of a project, as an export has them."""

from collections.abc import Iterator
from typing import Any

from uems.events.row import iso
from uems.people.listing import in_turn
from uems.people.person import Person
from uems.people.scope import Scope
from uems.store.client import Store
from uems.warehouse.sql import sql


def persons(scope: Scope, store: Store) -> Iterator[dict[str, Any]]:
    """{id, ids, properties, first_seen, last_seen} of everybody with an event, in the order of their ids."""
    asked = sql(
        "SELECT DISTINCT person_id FROM {events} WHERE person_id != 0 ORDER BY person_id",
        events=scope.events,
    )
    yield from map(_item, in_turn([row[0] for row in scope.ask(asked).rows], scope, store))


def _item(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "ids": [id.value for id in person.ids],
        "properties": person.properties,
        "first_seen": person.first_seen and iso(person.first_seen),
        "last_seen": person.last_seen and iso(person.last_seen),
    }
