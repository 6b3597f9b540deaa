"""One person's facts in hand: what their properties are and which conditions hold of them, kept for some seconds."""

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from uems.base.clock import Clock
from uems.people import asking
from uems.people.graph import Identities
from uems.rules.condition import All, Condition, Did, HasTag, InSegment, InState, Not, PersonTest
from uems.rules.condition import Any as Some
from uems.rules.condition import Sequence as Steps
from uems.rules.facts_reading import PersonFacts, Reading, holds, reading
from uems.store.client import Store
from uems.store.project import Project, check_timezone
from uems.warehouse import facts
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql

SECONDS = 5.0
"""For how long what was read of a person is believed."""
_MOST = 20_000
_CONDITIONS = 1_000
"""Conditions that are kept taken apart."""

Leaf = Did | Steps | HasTag | InState | InSegment


_Apart = tuple[frozenset[Leaf], frozenset[str], Reading]
"""Of a condition the parts that properties alone do not answer, the names of the properties, and how it is read."""


class Waits(Exception):
    """Memory alone cannot say; who may wait asks again patiently."""


@dataclass(slots=True)
class _Known:
    until: float
    properties: Mapping[str, Any] | None = None
    leaves: dict[Leaf, bool] = field(default_factory=dict)


class Hands:
    """Whose facts were looked at lately. A project's people by an id that they bear."""

    def __init__(
        self,
        store: Store,
        warehouse: Warehouse,
        identities: Identities,
        clock: Clock,
        ticks: Callable[[], float] = time.monotonic,
        writes: bool = True,
    ) -> None:
        """`ticks` are seconds that only count on; `writes`: this process writes the facts, so that somebody whose ids
        it has never seen has none."""
        self._store, self._warehouse, self._identities = store, warehouse, identities
        self._clock, self._ticks, self._writes = clock, ticks, writes
        self._known: OrderedDict[tuple[int, int], _Known] = OrderedDict()
        self._apart: dict[int, tuple[Condition, _Apart]] = {}
        self._lock = threading.Lock()

    def holds(
        self, project: Project, id: str, given: Mapping[str, Any], condition: Condition, patient: bool = True
    ) -> bool:
        """Whether a condition holds of the person who bears the id, as a user's or else an anonymous one; properties
        that the caller gives go before those that are known. Raises SegmentUnknown, TagUnknown, StateUnknown, and
        Waits where facts must be asked for and the caller is not patient."""
        leaves, asked, read = self._taken_apart(condition)
        if not leaves and asked <= given.keys():
            return read(PersonFacts(given), self._clock())
        if not patient and not self._identities.loaded(project.number):
            raise Waits
        # Segments, tags and states are asked for all the same: they may not exist.
        plain = self._writes and not any(isinstance(leaf, HasTag | InSegment | InState) for leaf in leaves)
        if plain and self._identities.stranger(project.number, id):
            nothing = {leaf: holds(leaf, _stranger(leaf), self._clock()) for leaf in leaves}
            return holds(_put(condition, nothing), PersonFacts(given), self._clock())
        person = self._identities.bearer(project.number, id)
        known = self._of(project, person)
        missing = [leaf for leaf in leaves if leaf not in known.leaves]
        unread = not asked <= given.keys() and known.properties is None
        if not patient and (missing or unread):
            raise Waits
        if unread:
            known.properties = self._read(project, person)
        if missing:
            known.leaves.update(zip(missing, self._ask(project, person, missing), strict=True))
        facts_here = PersonFacts({**(known.properties or {}), **given})
        return holds(_put(condition, known.leaves), facts_here, self._clock())

    def forget(self, project: int, people: Sequence[int]) -> None:
        """What is known of these people is looked at anew."""
        with self._lock:
            for person in people:
                self._known.pop((project, person), None)

    def _taken_apart(self, condition: Condition) -> _Apart:
        # By what it is and not by what it equals: 1 equals True, and their texts differ.
        kept = self._apart.get(id(condition))
        if kept is None:
            if len(self._apart) >= _CONDITIONS:
                self._apart = {}
            apart = (frozenset(_leaves(condition)), frozenset(_properties(condition)), reading(condition))
            kept = self._apart[id(condition)] = (condition, apart)
        return kept[1]

    def _of(self, project: Project, person: int) -> _Known:
        key, now = (project.number, person), self._ticks()
        with self._lock:
            known = self._known.get(key)
            if known is None or known.until < now:
                known = self._known[key] = _Known(now + SECONDS)
                self._known.move_to_end(key)
                while len(self._known) > _MOST:
                    self._known.popitem(last=False)
        return known

    def _read(self, project: Project, person: int) -> dict[str, Any]:
        asked = sql(
            "SELECT properties FROM {persons} WHERE person_id = {person:UInt64}",
            persons=facts.persons(),
            person=person,
        )
        rows = self._warehouse.query(asked, project.number).rows
        found: dict[str, Any] = json.loads(rows[0][0] or "{}") if rows else {}
        return found

    def _ask(self, project: Project, person: int, leaves: Sequence[Leaf]) -> list[bool]:
        """Whether each holds of the person, asked of the facts; somebody without facts did nothing and is nothing."""
        now: datetime = self._clock()
        zone = check_timezone(project.timezone)
        scope = asking.scope(self._store, self._warehouse, self._identities, project, now, zone)
        under, nodes = self._identities.places(project.number, person)
        persons, found = scope.memberships(list(leaves), [person], facts.events_at(under, nodes, scope.merged))
        if person not in persons:
            return [holds(leaf, _stranger(leaf), now) for leaf in leaves]
        return [bool(one) for one in found[:, persons.index(person)]]


def _stranger(leaf: Leaf) -> PersonFacts:
    """The facts of somebody of whom there are none, as far as a part of a condition asks for them."""
    match leaf:
        case HasTag(test):
            return PersonFacts(tags={test.property: None})
        case InSegment(segment):
            return PersonFacts(segments={segment: False})
    return PersonFacts(states=())


def _leaves(condition: Condition) -> set[Leaf]:
    """The parts that properties alone do not answer."""
    match condition:
        case All(parts) | Some(parts):
            return {leaf for part in parts for leaf in _leaves(part)}
        case Not(part):
            return _leaves(part)
        case PersonTest():
            return set()
    return {condition}


def _properties(condition: Condition) -> set[str]:
    match condition:
        case All(parts) | Some(parts):
            return {name for part in parts for name in _properties(part)}
        case Not(part):
            return _properties(part)
        case PersonTest(test):
            return {test.property}
    return set()


def _put(condition: Condition, known: Mapping[Leaf, bool]) -> Condition:
    """The condition with what is known in the place of those parts."""
    match condition:
        case All(parts):
            return All(tuple(_put(part, known) for part in parts))
        case Some(parts):
            return Some(tuple(_put(part, known) for part in parts))
        case Not(part):
            return Not(_put(part, known))
        case PersonTest():
            return condition
    return All(()) if known[condition] else Some(())
