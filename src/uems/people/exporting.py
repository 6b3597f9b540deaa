"""Everybody of a project, as an export has them."""

from collections.abc import Iterator
from typing import Any

from uems.events.row import iso
from uems.people.person import Person, described
from uems.people.scope import Scope
from uems.store.client import Store
from uems.warehouse.sql import sql

_PAGE = 5_000


def persons(scope: Scope, store: Store) -> Iterator[dict[str, Any]]:
    """{id, ids, properties, first_seen, last_seen} of everybody with an event, in the order of their ids."""
    after = 0
    while True:
        asked = sql(
            "SELECT DISTINCT person_id FROM {events} WHERE person_id > {after:UInt64} "
            "ORDER BY person_id LIMIT {limit:UInt32}",
            events=scope.events,
            after=after,
            limit=_PAGE,
        )
        found = [row[0] for row in scope.ask(asked).rows]
        yield from (_item(person) for person in described(scope, store, found))
        if len(found) < _PAGE:
            return
        after = found[-1]


def _item(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "ids": [id.value for id in person.ids],
        "properties": person.properties,
        "first_seen": person.first_seen and iso(person.first_seen),
        "last_seen": person.last_seen and iso(person.last_seen),
    }
