"""The identity graph at work: it says who each event is of, keeps profiles folded, and publishes moves to the facts."""

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
import sqlalchemy as sa

from uems.base.clock import Clock
from uems.events.event import Event
from uems.people import member, record, union
from uems.people.identity import CAP, SPACES, node_of
from uems.people.known import ALWAYS, Known, Profile
from uems.people.link import Kept
from uems.people.member import Member
from uems.store.client import Store
from uems.warehouse.client import HOUSEKEEPING, Warehouse
from uems.warehouse.sql import Sql, sql

Absorb = Callable[[sa.Connection], tuple[Sequence[Kept], Sequence[Kept]]]
"""Inside the transaction: which links are made and which undone."""


class Identities:
    """The open graph of every project. One process writes; `resolve` and `settle` are called by the events' writer,
    block after block, the rest from any thread."""

    def __init__(self, store: Store, warehouse: Warehouse, clock: Clock, cap: int = CAP) -> None:
        self._store = store
        self._warehouse = warehouse
        self._clock = clock
        self._cap = cap
        self._lock = threading.RLock()
        self._projects: dict[int, Known] = {}
        self.moved: Callable[[int, Collection[int]], None] = lambda project, persons: None
        """Told of the persons whose ids have become other than they were, once facts and profiles say so."""

    # ---- the writer's two calls

    def resolve(self, project: int, events: Sequence[Event]) -> list[tuple[int, int]]:
        """(node, person) of each event, (0, 0) for nobody's; links that the events make are durable on return.

        Raises Unavailable; the same block may then be given again.
        """
        with self._lock:
            known = self._known(project)
            nodes, made, undone = known.read(events)
            if made or undone:
                self._absorb(known, lambda _: (made, undone))
            elif known.unpublished:
                self._publish(known)
            known.seen.add(set(nodes))
            moved = known.moved
            return [(node, moved.get(node, node)) for node in nodes]

    def settle(self, project: int, events: Sequence[Event], people: Sequence[int]) -> None:
        """Fold the profiles of those whom the block touched, once its events are in the warehouse.

        `people` is what `resolve` said; who they are now is looked up again. Repeating it changes nothing. Raises
        Unavailable.
        """
        with self._lock:
            known = self._known(project)
            block = record.touched(known, events)
            if block or known.dirty:
                self._fold(known, block)

    # ---- questions

    def merged(self, project: int) -> bool:
        """Has any id with events moved to another person? Then questions must read the overrides."""
        return self._read(project).merged

    def person(self, project: int, node: int) -> int:
        """The person that a node, or a former person, is now."""
        return self._read(project).person(node)

    def bearer(self, project: int, id: str) -> int:
        """The person who bears this id: as a user's id, else as an anonymous one, else whoever will be its user."""
        known = self._read(project)
        nodes = [node_of(project, space, id) for space in SPACES]
        there = (node for node in nodes if node in known.moved or node in known.heads or node in known.seen)
        return known.person(next(there, nodes[0]))

    def loaded(self, project: int) -> bool:
        """Whether the project's ids are in memory, so that `bearer` and `stranger` wait for nothing."""
        return project in self._projects

    def stranger(self, project: int, id: str) -> bool:
        """Whether nothing was ever written of who bears this id, neither events nor a profile; no = it may be.

        Right only in the process that writes."""
        known = self._read(project)
        nodes = [node_of(project, space, id) for space in SPACES]
        return not any(
            node in memory for node in nodes for memory in (known.moved, known.heads, known.seen, known.changed)
        )

    def members(self, project: int, person: int) -> list[Member]:
        """The linked ids of a person; none for a person of a single id that never was linked."""
        with self._store.read() as connection:
            return member.of_persons(connection, project, [person]).get(person, [])

    def places(self, project: int, person: int) -> tuple[list[int], list[int]]:
        """(persons that a person's events may be written under, nodes of its events): both find them by key."""
        under, nodes = record.rows_of(person, self.members(project, person))
        return sorted(under), sorted(nodes)

    def places_of(self, project: int, persons: Collection[int]) -> tuple[list[int], list[int]]:
        """The same for many persons together."""
        linked = self._read(project).heads.intersection(persons)
        with self._store.read() as connection:
            members = member.of_persons(connection, project, linked) if linked else {}
        found = [record.rows_of(person, members.get(person, ())) for person in persons]
        under, nodes = (set[int]().union(*part) for part in zip(*found, strict=True)) if found else (set(), set())
        return sorted(under), sorted(nodes)

    def rows(self, project: int, person: int) -> Sql:
        """The same as a test on the plain events table."""
        under, nodes = self.places(project, person)
        return sql(
            "person_id IN {under:Array(UInt64)} AND node_id IN {nodes:Array(UInt64)}",
            under=under,
            nodes=nodes,
        )

    def change(self, project: int, absorb: Absorb) -> union.Change:
        """Make and undo links because a person said so, and bring facts and profiles after it."""
        with self._lock:
            known = self._known(project)
            change = self._absorb(known, absorb, revive=True)
            self._fold(known, {})
            return change

    @contextmanager
    def still(self, project: int) -> Iterator[Known]:
        """Nobody becomes somebody else while the block runs; in it one may also write to the store."""
        with self._lock:
            yield self._known(project)

    def foresee(self, project: int, absorb: Absorb) -> union.Change:
        """What `change` would change: worked out the same way, in a transaction that is taken back."""
        with self._lock:
            version, now = self._known(project).version, self._clock()
            with self._store.write() as connection, connection.begin_nested() as step:
                change = union.take(connection, project, *absorb(connection), version, now, True, self._cap)
                step.rollback()
            return change

    # ---- inside

    def _read(self, project: int) -> Known:
        """For a question: it does not wait for a block that is being written."""
        known = self._projects.get(project)
        if known is not None:
            return known
        with self._lock:
            return self._known(project)

    def _known(self, project: int) -> Known:
        known = self._projects.get(project)
        if known is None:
            known = self._projects[project] = self._load(project)
        return known

    def _load(self, project: int) -> Known:
        """Read what the store and the facts have; moves that a crash left half published come back as unpublished."""
        known = Known(project)
        with self._store.read() as connection:
            everyone = member.everyone(connection, project)
            known.version = member.newest(connection, project)
            left = member.unsettled(connection, project)
        known.moved = {node: person for node, person in everyone if node != person}
        known.heads = {person for _, person in everyone}
        self._load_marks(known)
        for one in left:
            known.unpublished[one.id.node] = (one.person, one.version)
            known.dirty |= {one.person, one.id.node, *one.past}
            known.unsettled.add(one.id.node)
        return known

    def _load_marks(self, known: Known) -> None:
        def rows(asked: Sql) -> list[tuple[Any, ...]]:
            return self._warehouse.query(asked, known.project, HOUSEKEEPING).rows

        for node, has_ops in rows(sql("SELECT node_id, max(ops != '') FROM events GROUP BY node_id")):
            known.seen.add((node,))
            if has_ops:
                known.changed.add((node,))
        moves, newest = rows(sql("SELECT count(), max(version) FROM person_overrides"))[0]
        profiles = rows(sql("SELECT person_id, version FROM persons"))
        known.changed.add(person for person, _ in profiles)
        known.merged = moves > 0
        known.version = max([known.version, newest, *(version for _, version in profiles)])

    def _absorb(self, known: Known, absorb: Absorb, revive: bool = False) -> union.Change:
        now = self._clock()
        version = known.next_version(now)
        with self._store.write() as connection:
            made, undone = absorb(connection)
            member.settle(connection, known.project, known.settled)
            change = union.take(connection, known.project, made, undone, version, now, revive, self._cap)
        known.settled = set()
        for key, first in change.firsts.items():
            known.remember(key, ALWAYS if first is None else first)
        for one in change.joined:
            known.heads.add(one.person)
        for one in change.moved:
            self._note(known, one)
        self._publish(known)
        return change

    def _note(self, known: Known, one: Member) -> None:
        node = one.id.node
        known.dirty |= {known.person(node), one.person}
        known.heads |= {one.person, node}
        if one.person == node:
            known.moved.pop(node, None)
        else:
            known.moved[node] = one.person
        known.unpublished[node] = (one.person, one.version)
        known.unsettled.add(node)

    def _publish(self, known: Known) -> None:
        """Tell the facts who moved. Only ids that have events: the rest are written under the right person anyway."""
        moves = {node: move for node, move in known.unpublished.items() if node in known.seen}
        if moves:
            rows = [
                {"project_id": known.project, "node_id": node, "person_id": person, "version": version}
                for node, (person, version) in moves.items()
            ]
            token = f"overrides-{known.project}-{known.next_version(self._clock())}"
            self._warehouse.insert("person_overrides", b"\n".join(map(msgspec.json.encode, rows)), token)
            known.merged = True
        known.unpublished = {}

    def _fold(self, known: Known, block: dict[int, record.Touched]) -> None:
        """Write the profiles of the block's people and of those whose ids have changed."""
        if known.unpublished:
            self._publish(known)
        done = self._profiles(known, block)
        suspects = {d for d in known.dirty if d in known.changed and d not in done}
        gone = record.existing(self._warehouse, known.project, suspects)
        record.write(self._warehouse, known, done, gone, known.next_version(self._clock()))
        known.changed.add(done)
        known.changed.add(id.node for one in block.values() for id in one.ids)
        for person in known.dirty - done.keys():
            known.profiles.pop(person, None)
        known.settled |= known.unsettled
        moved, known.unsettled, known.dirty = known.dirty, set(), set()
        if moved:
            self.moved(known.project, moved)

    def _profiles(self, known: Known, block: dict[int, record.Touched]) -> dict[int, Profile]:
        persons = block.keys() | {d for d in known.dirty if known.person(d) == d}
        linked = known.heads & persons
        members: dict[int, list[Member]] = {}
        if linked:
            with self._store.read() as connection:
                members = member.of_persons(connection, known.project, linked)
        done: dict[int, Profile] = {}
        slow: list[int] = []
        for person in persons:
            mine, one = members.get(person, []), block.get(person)
            had = person in known.changed or any(m.id.node in known.changed for m in mine)
            have = None if person in known.dirty else known.profiles.get(person)
            step = record.advance(have, one, mine) if one and (have is not None or not had) else None
            if step is not None:
                done[person] = step
            elif one or had:
                slow.append(person)
        return done | record.fold(self._warehouse, known.project, slow, members)
