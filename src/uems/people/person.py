"""Questions about people: who is meant by an id, and what is known of them."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from uems.base.errors import NotFound
from uems.base.words import Text
from uems.people import member
from uems.people.identity import Space, node_of
from uems.people.link import Id
from uems.people.record import rows_of
from uems.people.scope import Scope
from uems.store.client import Store
from uems.warehouse import facts
from uems.warehouse.sql import sql


class NoPerson(NotFound):
    code = "person_not_found"
    text = Text("没有这个用户", "There is no such person")


@dataclass(frozen=True, slots=True)
class Person:
    """`id` is the public one; `properties` the folded profile; seen and counted over all events of all ids."""

    id: str
    ids: list[Id]
    properties: dict[str, Any]
    first_seen: datetime | None
    last_seen: datetime | None
    events: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What the events of one id say, but for what the product noted: how many, when, and the id as they bore it."""

    id: Id
    events: int
    first: datetime
    last: datetime


_NOTHING: Mapping[int, Seen] = MappingProxyType({})
NUMBER = re.compile(r"[0-9a-f]{16}")


def public(person: int) -> str:
    return f"{person:016x}"


def find(scope: Scope, store: Store, text: str) -> Id:
    """The id that a caller means: a user id (or distinct id), else an anonymous one, else a person's public id.

    Raises NoPerson.
    """
    return look_up(scope, store, text)[0]


def look_up(scope: Scope, store: Store, text: str) -> tuple[Id, dict[int, Seen]]:
    """The same, and what was seen of it on the way: `profile` need not ask that again. Raises NoPerson."""
    project = scope.project.number
    spaces: tuple[Space, Space] = ("user", "anon")
    named = [Id(node_of(project, space, text), space, text) for space in spaces]
    nodes = [id.node for id in named] + ([int(text, 16)] if NUMBER.fullmatch(text) else [])
    known_ids, on_the_way = _known(scope, store, nodes)
    found = next((known_ids[node] for node in nodes if node in known_ids), None)
    if found is None:
        raise NoPerson(about=text[:200])
    return found, on_the_way


def known(scope: Scope, store: Store, nodes: Collection[int]) -> dict[int, Id]:
    """Those of the nodes that are somebody's: linked ones, and those with events of their own."""
    return _known(scope, store, nodes)[0]


def _known(scope: Scope, store: Store, nodes: Collection[int]) -> tuple[dict[int, Id], dict[int, Seen]]:
    """The same, and what was seen of the latter."""
    found = linked(store, scope.project.number, nodes)
    # An id that never was linked has all its events under itself.
    alone = {node for node in nodes if node not in found}
    counted = seen(scope, alone, alone)
    return found | {node: one.id for node, one in counted.items()}, counted


def linked(store: Store, project: int, nodes: Collection[int]) -> dict[int, Id]:
    """Those of the nodes that are linked to others."""
    with store.read() as connection:
        return {node: m.id for node, m in member.of_nodes(connection, project, nodes).items()}


def seen(scope: Scope, under: set[int], nodes: set[int]) -> dict[int, Seen]:
    """The nodes that have events, found by the persons that these may be written under."""
    asked = sql(
        """SELECT node_id, count(), min(ts), max(ts), any(user_id), any(distinct_id), any(anonymous_id) FROM events
WHERE person_id IN {under:Array(UInt64)} AND node_id IN {nodes:Array(UInt64)} AND NOT {noted} GROUP BY node_id""",
        noted=facts.noted(),
        under=sorted(under),
        nodes=sorted(nodes),
    )
    found = {}
    for node, count, first, last, user, distinct, anonymous in scope.ask(asked, by_key=True).rows if nodes else ():
        known = user or ("" if distinct == anonymous else distinct)
        id = Id(node, "user", known) if known else Id(node, "anon", anonymous)
        found[node] = Seen(id, count, first, last)
    return found


def profile(scope: Scope, store: Store, person: int, counted: Mapping[int, Seen] = _NOTHING) -> Person:
    """One person; `counted` = what is known of their nodes already. Raises NoPerson for a number that is nobody."""
    found = described(scope, store, [person], single=True, counted=counted)[0]
    if not found.events and not found.ids:
        raise NoPerson(about=public(person))
    return found


def described(
    scope: Scope, store: Store, persons: Sequence[int], single: bool = False, counted: Mapping[int, Seen] = _NOTHING
) -> list[Person]:
    """These people, in this order: their ids, their properties as far as the scope shows them (of a `single` person a
    little more), and what can be counted of their events by key."""
    if not persons:
        return []
    with store.read() as connection:
        members = member.of_persons(connection, scope.project.number, persons)
    where = {person: rows_of(person, members.get(person, ())) for person in persons}
    under, nodes = (set[int]().union(*part) for part in zip(*where.values(), strict=True))
    known = counted if nodes <= counted.keys() else seen(scope, under, nodes)
    asked = sql(
        "SELECT person_id, properties FROM {persons} WHERE person_id IN {which:Array(UInt64)}",
        persons=facts.persons(),
        which=list(persons),
    )
    properties = dict(scope.ask(asked, by_key=True).rows)
    found = []
    for person in persons:
        theirs = [known[node] for node in where[person][1] if node in known]
        found.append(
            Person(
                public(person),
                [m.id for m in members.get(person, [])] or [one.id for one in theirs],
                _shown(scope, json.loads(properties.get(person) or "{}"), single),
                min((one.first for one in theirs), default=None),
                max((one.last for one in theirs), default=None),
                sum(one.events for one in theirs),
            )
        )
    return found


def _shown(scope: Scope, properties: dict[str, Any], single: bool) -> dict[str, Any]:
    return properties if scope.mask is None else scope.mask.clean(properties, single)
