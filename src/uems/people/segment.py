"""A condition as a set of people: how many, and a few of them."""

from dataclasses import dataclass

from uems.people.person import Person, described
from uems.people.scope import Scope
from uems.rules.condition import Condition
from uems.store.client import Store
from uems.warehouse.sql import sql

_SAMPLE = 10


@dataclass(frozen=True, slots=True)
class Preview:
    """How many people a condition holds of, and ten of them."""

    people: int
    sample: list[Person]


def preview(condition: Condition, scope: Scope, store: Store) -> Preview:
    """Who is meant. Raises NotFound for a segment, tag or state that does not exist."""
    asked = sql(
        "SELECT count(), groupArraySorted({most:UInt8})(person_id) FROM ({members})",
        most=_SAMPLE,
        members=scope.people(condition),
    )
    count, some = scope.ask(asked).rows[0]
    return Preview(count, described(scope, store, some))
