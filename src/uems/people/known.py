"""What is kept in memory of one project's ids, so that an ordinary event costs a few look-ups and no query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from mmap import mmap
from typing import Any

from uems.events.event import Event
from uems.people.identity import Kind, Space, linkable, node_of
from uems.people.link import Id, Kept, Key

ALWAYS = datetime.min.replace(tzinfo=UTC)
"""Stands for a pair that no later sight can change: undone, or an id that may not link."""

_MOST = 500_000
"""Entries of a memory that is only a short cut, before it starts afresh."""
_MARK_BITS = 25


class Marks:
    """A set of numbers that may wrongly say yes (3 % at a million), and never wrongly no: one probe into at most 4 MB,
    of which the system gives a page when its first number comes."""

    __slots__ = ("_bits",)
    _mask = (1 << _MARK_BITS) - 1

    def __init__(self) -> None:
        self._bits = mmap(-1, 1 << (_MARK_BITS - 3))

    def add(self, numbers: Iterable[int]) -> None:
        bits, mask = self._bits, self._mask
        for number in numbers:
            at = number & mask
            bits[at >> 3] |= 1 << (at & 7)

    def __contains__(self, number: int) -> bool:
        at = number & self._mask
        return bool(self._bits[at >> 3] & 1 << (at & 7))


@dataclass(slots=True)
class Profile:
    """A folded profile; `first` and `last` are the milliseconds of the oldest and newest event folded into it."""

    doc: dict[str, Any]
    ids: list[str]
    first: int
    last: int


@dataclass(slots=True)
class Known:
    """One project. `moved`: ids to a person other than themselves; `heads`: persons of more than one id or with a
    history; `seen` and `changed`: ids that have events, that have events with profile operations."""

    project: int
    moved: dict[int, int] = field(default_factory=dict)
    heads: set[int] = field(default_factory=set)
    seen: Marks = field(default_factory=Marks)
    changed: Marks = field(default_factory=Marks)
    merged: bool = False
    version: int = 0
    unpublished: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Moves that the warehouse has not got yet: node to (person, version)."""
    dirty: set[int] = field(default_factory=set)
    """Persons whose profile must be folded anew, or taken away."""
    unsettled: set[int] = field(default_factory=set)
    """Nodes to be marked as settled once the dirty persons are written."""
    settled: set[int] = field(default_factory=set)
    users: dict[str, int] = field(default_factory=dict)
    anons: dict[str, int] = field(default_factory=dict)
    pairs: dict[int, datetime] = field(default_factory=dict)
    """First sight of pairs of ids that the store has."""
    profiles: dict[int, Profile] = field(default_factory=dict)

    def person(self, node: int) -> int:
        return self.moved.get(node, node)

    def node(self, space: Space, value: str) -> int:
        memory = self.users if space == "user" else self.anons
        node = memory.get(value)
        if node is None:
            if len(memory) >= _MOST:
                memory.clear()
            node = memory[value] = node_of(self.project, space, value)
        return node

    def id(self, space: Space, value: str) -> Id:
        return Id(self.node(space, value), space, value)

    def next_version(self, now: datetime) -> int:
        """Rises with every call, also when the clock goes back."""
        self.version = max(self.version + 1, round(now.timestamp() * 1_000_000))
        return self.version

    def remember(self, key: Key, first: datetime) -> None:
        if len(self.pairs) >= _MOST:
            self.pairs.clear()
        self.pairs[pair(key)] = first

    def forget(self, ids: Sequence[Id]) -> None:
        """These ids are nobody's: what is in memory of them goes."""
        nodes = {id.node for id in ids}
        for id in ids:
            (self.users if id.space == "user" else self.anons).pop(id.value, None)
            for memory in (self.moved, self.unpublished, self.profiles):
                memory.pop(id.node, None)
        for numbers in (self.heads, self.dirty, self.unsettled, self.settled):
            numbers -= nodes
        self.pairs.clear()  # a pair's number does not say whose it is; these only save questions

    def read(self, events: Sequence[Event]) -> tuple[list[int], list[Kept], list[Kept]]:
        """The primary node of each event (0 = nobody), and the links that they make and undo, if not known yet."""
        users, anons, pairs = self.users, self.anons, self.pairs
        nodes: list[int] = []
        made: dict[int, Kept] = {}
        undone: list[Kept] = []
        for e in events:
            user, anon, distinct = e.user_id, e.anonymous_id, e.distinct_id
            if not user and distinct and distinct != anon:
                primary = users.get(distinct) or self.node("user", distinct)
            elif user:
                primary = users.get(user) or self.node("user", user)
                if anon and e.type != "unlink":
                    device = anons.get(anon) or self.node("anon", anon)
                    first = pairs.get((device << 64 | primary) << 1)
                    if first is None or e.timestamp < first:
                        self._see(made, "device", Id(device, "anon", anon), Id(primary, "user", user), e)
            elif anon:
                primary = anons.get(anon) or self.node("anon", anon)
            else:
                primary = 0
            nodes.append(primary)
            if e.prev_id or e.type == "unlink":
                self._declared(e, made, undone)
        return nodes, list(made.values()), undone

    def _see(self, into: dict[int, Kept], kind: Kind, a: Id, b: Id, e: Event) -> None:
        """Keep the earliest sight of a pair that may link."""
        number = pair((a.node, b.node, kind))
        have = into.get(number)
        if have is not None and have.first_ts <= e.timestamp:
            return
        if have is not None or (linkable(a.value) and linkable(b.value)):
            into[number] = Kept(a, b, kind, e.timestamp, f"{e.source} {e.event or e.type}")
        else:
            self.remember((a.node, b.node, kind), ALWAYS)

    def _declared(self, e: Event, made: dict[int, Kept], undone: list[Kept]) -> None:
        """Links that an event names: its other id may be of either space, since no protocol says of which."""
        main = self.main(e)
        if main is None or not e.prev_id or e.prev_id == main.value:
            return
        # Sensors' track_signup comes as an alias, but it is what a device says when somebody signs in on it.
        kind: Kind = "merge" if e.type == "alias" and e.event != "$SignUp" else "device"
        spaces: tuple[Space, Space] = ("user", "anon")
        for other in (self.id(space, e.prev_id) for space in spaces):
            if e.type == "unlink":
                undone += _undoing(other, main, e)
                continue
            first = self.pairs.get(pair((other.node, main.node, kind)))
            if first is None or e.timestamp < first:
                self._see(made, kind, other, main, e)

    def main(self, e: Event) -> Id | None:
        """The id an event counts for."""
        if e.user_id:
            return self.id("user", e.user_id)
        if e.distinct_id and e.distinct_id != e.anonymous_id:
            return self.id("user", e.distinct_id)
        return self.id("anon", e.anonymous_id) if e.anonymous_id else None


def _undoing(other: Id, main: Id, e: Event) -> list[Kept]:
    """Whatever links the two; the first also when it is not there yet, so that an alias that comes late is undone."""
    note = f"{e.source} unlink"
    kinds: tuple[Kind, Kind] = ("merge", "device")
    pairs = [(a, b, kind) for a, b in ((other, main), (main, other)) for kind in kinds]
    return [Kept(a, b, kind, e.timestamp, note, "active" if n else "undone") for n, (a, b, kind) in enumerate(pairs)]


def pair(key: Key) -> int:
    a, b, kind = key
    return (a << 64 | b) << 1 | (kind == "merge")
