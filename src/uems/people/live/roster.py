"""A project's live segments in memory: who sits where, who is in which, and whom news have touched since."""

import json
import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice

import numpy as np

from uems.base.ids import hash64
from uems.people.live import bits
from uems.people.live.bits import Bits
from uems.people.live.ledger import Change, Round
from uems.people.live.run import Tally
from uems.people.live.seats import Seating
from uems.rules.condition import All, Any, Condition, Did, InState, Not, Sequence
from uems.rules.normal import normal
from uems.store.project import Project
from uems.warehouse.facts import NOTED

Names = frozenset[str | None]
Touched = dict[int, tuple[str, datetime]]


@dataclass(slots=True)
class Followed:
    """A live segment. `run` is 0 until it was first computed; `whole_at` = when it was last computed whole, `took` the
    seconds of that, `due` the second of the watch at which it is again; `failure` = why it cannot be computed."""

    id: str
    name: str
    condition: Condition
    definition: str
    run: int = 0
    members: Bits = field(default_factory=bits.none)
    whole_at: datetime | None = None
    took: float = 0.0
    due: float = 0.0
    failure: str = ""

    @property
    def by_event(self) -> bool:
        """Whether news of a person decide. States change by themselves, so their segments wait for the clock."""
        return not has_state(self.condition)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A round with what it makes of each segment it changes, by id."""

    round: Round
    members: dict[str, Bits]
    tallies: dict[str, Tally]

    def without(self, persons: Collection[int], seats: Bits) -> "Outcome":
        """The same without these persons, who sit on `seats`."""
        changes = [one for one in self.round.changes if one.person not in persons]
        members = {id: bits.difference(one, seats) for id, one in self.members.items()}
        return replace(self, round=replace(self.round, changes=changes), members=members)


@dataclass(slots=True)
class Roster:
    """One project. `touched`: persons with news, with an id of theirs ('' = not known) and since when;
    `taken`: those of them who are being looked at; `names`: the events that can change a membership (None among them =
    any), None = not known yet. `lock` guards `seating`, `touched` and `taken`."""

    project: Project
    seating: Seating = field(default_factory=Seating)
    followed: dict[str, Followed] = field(default_factory=dict)
    touched: Touched = field(default_factory=dict)
    taken: Touched = field(default_factory=dict)
    lists: dict[int, Bits] = field(default_factory=dict)
    """Saved lists that were asked for, by number; forgotten when ids move."""
    names: Names | None = None
    version: object = None
    done: int = 0
    loaded: bool = False
    pending: Outcome | None = None
    failed: float = 0.0
    """The second of the watch before which nothing is tried again, after a failure."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def wants(self, name: str | None) -> bool:
        """Whether an event of this name can change a membership."""
        if self.names is None or name in self.names:
            return True
        return None in self.names and bool(name) and name not in NOTED

    def touch(self, persons: Iterable[tuple[int, str]], now: datetime) -> None:
        with self.lock:
            for person, by in persons:
                known = self.touched.get(person)
                self.touched[person] = (by or known[0], known[1]) if known else (by, now)

    def take(self, most: int) -> Touched:
        """The longest touched, who are looked at now, `most` at once: `taken` has them until `rest`."""
        with self.lock:
            for person in list(islice(self.touched, max(0, most - len(self.taken)))):
                self.taken[person] = self.touched.pop(person)
            return dict(self.taken)

    def drop(self, persons: Collection[int]) -> None:
        """They are in no segment, wait for no look, and what is still to be written says nothing of them."""
        seats = self.found(persons)
        gone = bits.of(seats[seats >= 0])
        for one in self.followed.values():
            one.members = bits.difference(one.members, gone)
        if self.pending is not None:
            self.pending = self.pending.without(set(persons), gone)
        with self.lock:
            for person in persons:
                self.touched.pop(person, None)
                self.taken.pop(person, None)

    def rest(self) -> None:
        """Those who were taken have been looked at."""
        with self.lock:
            self.taken = {}

    def places(self, persons: Collection[int]) -> bits.Seats:
        with self.lock:
            return self.seating.places(np.fromiter(persons, np.uint64, len(persons)))

    def found(self, persons: Collection[int]) -> bits.Seats:
        """The seat of each, -1 for who has none."""
        with self.lock:
            return self.seating.found(np.fromiter(persons, np.uint64, len(persons)))

    def persons(self, members: Bits) -> list[int]:
        """Who is in a set."""
        with self.lock:
            found: list[int] = self.seating.persons(bits.seats(members)).tolist()
        return found

    def behind(self) -> datetime | None:
        """Since when the longest touched waits; None = nobody does."""
        with self.lock:
            return min(
                (since for part in (self.taken, self.touched) for _, since in islice(part.values(), 1)), default=None
            )


def changes(
    run: int,
    entered: Iterable[int],
    left: Iterable[int],
    person: Callable[[int], int],
    inside: Callable[[int], bool],
) -> tuple[list[Change], set[int]]:
    """What to write, and who of it came or left in truth. A person who became part of another (`person` says whom)
    leaves silently and takes the other in silently; only if the other is not `inside` now does that one leave."""
    written, told, carried = [], set(), set()
    for one in left:
        now = person(one)
        written.append(Change(run, one, False))
        if now == one:
            told.add(one)
        else:
            carried.add(now)
    for one in entered:
        written.append(Change(run, one, True))
        if one not in carried:
            told.add(one)
    for one in carried - {change.person for change in written}:
        if not inside(one):
            written.append(Change(run, one, False))
            told.add(one)
    return written, told


def definition(condition: Condition) -> str:
    """What a condition with every segment in its place means, as a short text."""
    return f"{hash64(json.dumps(normal(condition), sort_keys=True)):016x}"


def event_names(conditions: Iterable[Condition]) -> Names:
    """The events that the conditions ask for; None among them = any that somebody did."""
    return frozenset(name for one in conditions for name in _names(one))


def _names(condition: Condition) -> set[str | None]:
    match condition:
        case All(parts) | Any(parts):
            return {name for part in parts for name in _names(part)}
        case Not(part):
            return _names(part)
        case Did(filter):
            return {filter.event}
        case Sequence(steps):
            return {step.event for step in steps}
    return set()


def has_state(condition: Condition) -> bool:
    """Whether a life-cycle state is asked for."""
    match condition:
        case All(parts) | Any(parts):
            return any(map(has_state, parts))
        case Not(part):
            return has_state(part)
    return isinstance(condition, InState)
