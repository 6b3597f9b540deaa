"""Who is in which live segment now: of the people whom news touched in one question, of one segment for everybody."""

from collections.abc import Iterable, Sequence
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


def strangers(seating: Seating, persons: Iterable[int]) -> list[int]:
    """Those who have no seat yet: whatever they did, a condition may hold of them that held of nobody before."""
    asked = np.fromiter(persons, np.uint64)
    return [int(one) for one in asked[seating.found(asked) < 0]]


def touched(looked: Looked, followed: Sequence[Followed]) -> tuple[dict[str, Bits], list[Change]]:
    """What the touched people change in each of these segments: its members, where others than before, and the changes
    to write. Raises what a condition raises."""
    gone = [one for one in looked.batch if looked.person(one) != one]
    asked = sorted({looked.person(one) for one in looked.batch})
    if not asked or not followed:
        return {}, []
    events = _events(looked, asked)
    members: dict[str, Bits] = {}
    written: list[tuple[Change, bool]] = []
    seats, left_seats = looked.roster.places(asked), looked.roster.places(gone)
    who, were = np.array(asked, np.uint64), np.array(gone, np.uint64)
    for start in range(0, len(followed), _TOGETHER):
        some = followed[start : start + _TOGETHER]
        now = _holds(looked, some, asked, events)
        for n, one in enumerate(some):
            before = bits.has(one.members, seats)
            leaving = [*who[before & ~now[n]].tolist(), *were[bits.has(one.members, left_seats)].tolist()]
            entering = who[now[n] & ~before].tolist()
            if leaving or entering:
                out, into = bits.of(looked.roster.places(leaving)), bits.of(looked.roster.places(entering))
                members[one.id] = bits.union(bits.difference(one.members, out), into)
                written += _told(looked, one, entering, leaving, members[one.id])
    return members, _borne(looked, written)


def everybody(looked: Looked, one: Followed, persons: Persons) -> tuple[dict[str, Bits], list[Change]]:
    """The same of one segment, whose members are these persons now."""
    members = bits.of(looked.roster.places(persons))
    entering = looked.roster.persons(bits.difference(members, one.members))
    leaving = looked.roster.persons(bits.difference(one.members, members))
    if not entering and not leaving:
        return {}, []
    return {one.id: members}, _borne(looked, _told(looked, one, entering, leaving, members))


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
    looked: Looked, one: Followed, entering: Iterable[int], leaving: Iterable[int], members: Bits
) -> list[tuple[Change, bool]]:
    """The changes of one segment, each with whether it is an event."""

    def inside(person: int) -> bool:
        return bool(bits.has(members, looked.roster.places([person]))[0])

    written, told = changes(one.run, entering, leaving, looked.person, inside)
    return [(change, change.person in told) for change in written]


def _borne(looked: Looked, written: Sequence[tuple[Change, bool]]) -> list[Change]:
    """The changes with the ids that their events bear."""
    known = {person: by for person, (by, _) in looked.batch.items() if by}
    unknown = sorted({change.person for change, told in written if told} - known.keys())
    for start in range(0, len(unknown), _NAMED):
        known |= ledger.bearers(looked.scope, _events(looked, unknown[start : start + _NAMED]))
    return [replace(change, bearer=known.get(change.person, "") if told else "") for change, told in written]
