"""Questions about people: who is meant by an id, and what is known of them."""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
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


NUMBER = re.compile(r"[0-9a-f]{16}")


def public(person: int) -> str:
    return f"{person:016x}"


def find(scope: Scope, store: Store, text: str) -> Id:
    """The id that a caller means: a user id (or distinct id), else an anonymous one, else a person's public id.

    Raises NoPerson.
    """
    project = scope.project.number
    spaces: tuple[Space, Space] = ("user", "anon")
    named = [Id(node_of(project, space, text), space, text) for space in spaces]
    nodes = [id.node for id in named] + ([int(text, 16)] if NUMBER.fullmatch(text) else [])
    known_ids = known(scope, store, nodes)
    found = next((known_ids[node] for node in nodes if node in known_ids), None)
    if found is None:
        raise NoPerson(about=text[:200])
    return found


def known(scope: Scope, store: Store, nodes: Collection[int]) -> dict[int, Id]:
    """Those of the nodes that are somebody's: linked ones, and those with events of their own."""
    found = linked(store, scope.project.number, nodes)
    # An id that never was linked has all its events under itself.
    alone = {node for node in nodes if node not in found}
    return found | {node: seen.id for node, seen in _seen(scope, alone, alone).items()}


def linked(store: Store, project: int, nodes: Collection[int]) -> dict[int, Id]:
    """Those of the nodes that are linked to others."""
    with store.read() as connection:
        return {node: m.id for node, m in member.of_nodes(connection, project, nodes).items()}


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the events of one id say: how many, when, and the id as they bore it."""

    id: Id
    events: int
    first: datetime
    last: datetime


def _seen(scope: Scope, under: set[int], nodes: set[int]) -> dict[int, _Seen]:
    """The nodes that have events, found by the persons that these may be written under."""
    asked = sql(
        """SELECT node_id, count(), min(ts), max(ts), any(user_id), any(distinct_id), any(anonymous_id) FROM events
WHERE person_id IN {under:Array(UInt64)} AND node_id IN {nodes:Array(UInt64)} GROUP BY node_id""",
        under=sorted(under),
        nodes=sorted(nodes),
    )
    found = {}
    for node, count, first, last, user, distinct, anonymous in scope.ask(asked).rows if nodes else ():
        known = user or ("" if distinct == anonymous else distinct)
        id = Id(node, "user", known) if known else Id(node, "anon", anonymous)
        found[node] = _Seen(id, count, first, last)
    return found


def profile(scope: Scope, store: Store, person: int) -> Person:
    """One person. Raises NoPerson for a number that is nobody."""
    found = described(scope, store, [person])[0]
    if not found.events and not found.ids:
        raise NoPerson(about=public(person))
    return found


def described(scope: Scope, store: Store, persons: Sequence[int]) -> list[Person]:
    """These people, in this order: their ids, their properties, and what can be counted of their events by key."""
    if not persons:
        return []
    with store.read() as connection:
        members = member.of_persons(connection, scope.project.number, persons)
    where = {person: rows_of(person, members.get(person, ())) for person in persons}
    seen = _seen(scope, {p for under, _ in where.values() for p in under}, {n for _, ns in where.values() for n in ns})
    asked = sql(
        "SELECT person_id, properties FROM {persons} WHERE person_id IN {which:Array(UInt64)}",
        persons=facts.persons(),
        which=list(persons),
    )
    properties = dict(scope.ask(asked).rows)
    found = []
    for person in persons:
        counted = [seen[node] for node in where[person][1] if node in seen]
        found.append(
            Person(
                public(person),
                [m.id for m in members.get(person, [])] or [one.id for one in counted],
                json.loads(properties.get(person) or "{}"),
                min((one.first for one in counted), default=None),
                max((one.last for one in counted), default=None),
                sum(one.events for one in counted),
            )
        )
    return found
