"""Who is in which live segment now: of the people whom news touched in one question, of one segment for everybody."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from uems.events.row import iso
from uems.people.graph import Identities
from uems.people.live import bits, ledger
from uems.people.live.bits import Bits
from uems.people.live.ledger import Change, Round
from uems.people.live.roster import Followed, Roster, Touched, changes
from uems.people.live.seats import Persons, Seating
from uems.people.scope import Scope
from uems.warehouse import facts
from uems.warehouse.sql import Sql

Flags = npt.NDArray[np.bool_]

_TOGETHER = 50
"""Conditions asked in one question."""
_NAMED = 5_000
"""People whose ids are read at once."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One look: at which facts, of which roster, for the sake of whom."""

    scope: Scope
    identities: Identities
    roster: Roster
    batch: Touched

    def person(self, one: int) -> int:
        """Who this person is now."""
        return self.identities.person(self.scope.project.number, one)


@dataclass(frozen=True, slots=True)
class Who:
    """Who some touched people were at one moment: the person of each of their numbers, and where their events are.
    The facts agreed then, or say something newer by now."""

    person_of: dict[int, int]
    under: list[int]
    nodes: list[int]

    @property
    def persons(self) -> list[int]:
        return sorted(set(self.person_of.values()))

    @property
    def parts(self) -> list[int]:
        """The numbers that count for another: a segment may still have somebody under one of them."""
        return [one for one, person in self.person_of.items() if one != person]

    def person(self, one: int) -> int:
        return self.person_of.get(one, one)


def who(identities: Identities, project: int, batch: Touched) -> Who | None:
    """Who they are, once nobody is becoming somebody else; None = the facts have not been told yet who did."""
    with identities.still(project) as graph:
        persons = {graph.person(one) for one in batch}
        under, nodes = identities.places_of(project, persons)
        if not graph.unpublished.keys().isdisjoint(nodes):
            return None
        return Who({one: graph.person(one) for one in {*batch, *nodes}}, under, nodes)


def strangers(seating: Seating, persons: Iterable[int]) -> list[int]:
    """Those who have no seat yet: whatever they did, a condition may hold of them that held of nobody before."""
    asked = np.fromiter(persons, np.uint64)
    return [int(one) for one in asked[seating.found(asked) < 0]]


def touched(looked: Looked, they: Who, followed: Sequence[Followed]) -> tuple[dict[str, Bits], list[Change]]:
    """What the touched people change in each of these segments: its members, where others than before, and the changes
    to write. Raises what a condition raises."""
    asked = they.persons
    if not asked or not followed:
        return {}, []
    events = facts.events_at(they.under, they.nodes, looked.scope.merged)
    held: list[Flags] = []
    for start in range(0, len(followed), _TOGETHER):
        held += list(_holds(looked, followed[start : start + _TOGETHER], asked, events))
    restless = _restless(looked, they)
    here = [n for n, one in enumerate(asked) if one not in restless]
    persons = np.array(asked, np.uint64)[here]
    parts = np.array([one for one in they.parts if one not in restless], np.uint64)
    seats, part_seats = looked.roster.places(persons), looked.roster.found(parts)
    members: dict[str, Bits] = {}
    written: list[tuple[Change, bool]] = []
    for one, holds in zip(followed, held, strict=True):
        before, now = bits.has(one.members, seats), holds[here]
        leaving = [*persons[before & ~now].tolist(), *parts[bits.has(one.members, part_seats)].tolist()]
        entering = persons[now & ~before].tolist()
        if leaving or entering:
            out, into = bits.of(looked.roster.places(leaving)), bits.of(looked.roster.places(entering))
            members[one.id] = bits.union(bits.difference(one.members, out), into)
            written += _told(looked, one, entering, leaving, members[one.id], they.person)
    return members, _borne(looked, written)


def _restless(looked: Looked, they: Who) -> set[int]:
    """Who became, or took in, somebody else while the question ran: it may have seen one of them without the other.
    They are touched again once it is over."""
    moved = {one: now for one, was in they.person_of.items() if (now := looked.person(one)) != was}
    return {*moved, *moved.values(), *(they.person(one) for one in moved)}


def everybody(looked: Looked, one: Followed, persons: Persons) -> tuple[dict[str, Bits], list[Change]]:
    """The same of one segment, whose members are these persons now."""
    members = bits.of(looked.roster.places(persons))
    entering = looked.roster.persons(bits.difference(members, one.members))
    leaving = looked.roster.persons(bits.difference(one.members, members))
    if not entering and not leaving:
        return {}, []
    return {one.id: members}, _borne(looked, _told(looked, one, entering, leaving, members, looked.person))


def event(segment: Followed, change: Change, round: Round) -> dict[str, Any]:
    """The event of a change; its id follows from the round, so that telling it again tells nothing new."""
    space, _, id = change.bearer.partition(":")
    return {
        "id": f"{segment.id}.{change.person:016x}.{round.number}",
        "event": "segment_entered" if change.inside else "segment_left",
        "user_id" if space == "user" else "anonymous_id": id,
        "timestamp": iso(round.at),
        "properties": {"segment": segment.id, "segment_name": segment.name},
    }


def _events(looked: Looked, persons: Sequence[int]) -> Sql:
    under, nodes = looked.identities.places_of(looked.scope.project.number, persons)
    return facts.events_at(under, nodes, looked.scope.merged)


def _holds(looked: Looked, followed: Sequence[Followed], persons: Sequence[int], events: Sql) -> Flags:
    """For each segment which of the persons its condition holds of."""
    places = {person: n for n, person in enumerate(persons)}
    found = np.zeros((len(followed), len(persons)), np.bool_)
    there, holds = looked.scope.memberships([one.condition for one in followed], persons, events)
    for n, person in enumerate(there):
        if person in places:
            found[:, places[person]] = holds[:, n]
    return found


def _told(
    looked: Looked,
    one: Followed,
    entering: Iterable[int],
    leaving: Iterable[int],
    members: Bits,
    person: Callable[[int], int],
) -> list[tuple[Change, bool]]:
    """The changes of one segment, each with whether it is an event; `person` says who somebody is now."""

    def inside(person: int) -> bool:
        return bool(bits.has(members, looked.roster.places([person]))[0])

    written, told = changes(one.run, entering, leaving, person, inside)
    return [(change, change.person in told) for change in written]


def _borne(looked: Looked, written: Sequence[tuple[Change, bool]]) -> list[Change]:
    """The changes with the ids that their events bear."""
    known = {person: by for person, (by, _) in looked.batch.items() if by}
    unknown = sorted({change.person for change, told in written if told} - known.keys())
    for start in range(0, len(unknown), _NAMED):
        known |= ledger.bearers(looked.scope, _events(looked, unknown[start : start + _NAMED]))
    return [replace(change, bearer=known.get(change.person, "") if told else "") for change, told in written]
