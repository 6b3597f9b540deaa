"""What a merge or a split would make of people, before it is done: worked out by the code that does it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from uems.people import member, merge, person, profile, record, segment
from uems.people.graph import Absorb, Identities
from uems.people.link import Id
from uems.people.person import Person, Seen, public
from uems.people.profile import Op
from uems.people.record import Operations
from uems.people.scope import Scope
from uems.people.segment import Segment
from uems.rules.condition import Condition
from uems.rules.facts_reading import Fact, PersonFacts, holds
from uems.rules.reference import StateUnknown, TagUnknown
from uems.store.client import Store
from uems.warehouse.sql import sql

Rule = Literal["same", "only", "latest", "first", "sum", "joined", "removed"]
"""How a property survives: all have the same value; only one has it; the newest that was set; the oldest, since it was
to be set once; added up; one list of all; taken away."""

_MOST_EVENTS = 20_000
"""People with more events are not read whole: which segments they would be in is then not told."""


@dataclass(frozen=True, slots=True)
class Fate:
    """One property: its value with each person of `before` (MISSING = none), and `after` with the rule that decides;
    `of` = the public id of the person whose value it is, None where it is nobody's alone."""

    name: str
    before: list[Any]
    after: Any
    rule: Rule
    of: str | None


@dataclass(frozen=True, slots=True)
class Membership:
    """A segment that somebody was in or would be in; `after` is None where that is known only afterwards."""

    segment: Segment
    before: list[bool | None]
    after: list[bool | None]


@dataclass(frozen=True, slots=True)
class Preview:
    """The people there are, those there would be, and what becomes of properties and segments. `segments` is None where
    the people have too many events."""

    before: list[Person]
    after: list[Person]
    properties: list[Fate]
    segments: list[Membership] | None


MISSING = object()


@dataclass(frozen=True, slots=True)
class _Whole:
    """One person with all ids, before or after; `past` = the persons of today that these ids come from."""

    person: int
    ids: list[Id]
    past: frozenset[int]
    ops: list[Op]
    seen: list[Seen]

    def shown(self) -> Person:
        return Person(
            public(self.person),
            self.ids,
            profile.fold(self.ops),
            min((one.first for one in self.seen), default=None),
            max((one.last for one in self.seen), default=None),
            sum(one.events for one in self.seen),
        )


def of_merge(scope: Scope, store: Store, identities: Identities, ids: Sequence[Id]) -> Preview:
    """What `merge.merge` would do. Raises what it raises."""
    project = scope.project.number
    absorb = merge.merging(identities, project, ids, scope.now)
    persons = list(dict.fromkeys(identities.person(project, id.node) for id in ids))
    return _preview(scope, store, identities, persons, {id.node: id for id in ids}, absorb)


def of_split(scope: Scope, store: Store, identities: Identities, whole: int, nodes: Sequence[int]) -> Preview:
    """What `merge.split` would do. Raises NothingToSplit."""
    absorb = merge.splitting(scope.project.number, whole, nodes, scope.now)
    return _preview(scope, store, identities, [whole], {}, absorb)


def _preview(
    scope: Scope, store: Store, identities: Identities, persons: list[int], named: Mapping[int, Id], absorb: Absorb
) -> Preview:
    project = scope.project.number
    change = identities.foresee(project, absorb)
    now = {one.id.node: one.person for one in [*change.joined, *change.moved]}
    with store.read() as connection:
        members = member.of_persons(connection, project, persons)
    where = {one: record.rows_of(one, members.get(one, ())) for one in persons}
    under, nodes = (set().union(*(place[n] for place in where.values())) for n in (0, 1))
    seen = person.seen(scope, under, nodes)
    ids = {node: one.id for node, one in seen.items()} | dict(named)
    ids |= {one.id.node: one.id for all in members.values() for one in all}
    ops = record.operations(scope.warehouse, project, under, nodes)
    was = {node: one for one in persons for node in where[one][1]}
    facts = _Facts(ids, was, seen, ops)
    before = [facts.whole(one, where[one][1]) for one in persons]
    groups: dict[int, set[int]] = {}
    for node, one in was.items():
        groups.setdefault(now.get(node, one), set()).add(node)
    after = sorted((facts.whole(one, held) for one, held in groups.items()), key=lambda one: -len(one.ids))
    fates = _fates(before, after[0]) if len(after) == 1 else []
    inside = _segments(scope, store, before, after, under, nodes)
    return Preview([one.shown() for one in before], [one.shown() for one in after], fates, inside)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of the ids in question, by node."""

    ids: Mapping[int, Id]
    was: Mapping[int, int]
    seen: Mapping[int, Seen]
    ops: Mapping[int, Operations]

    def whole(self, person: int, nodes: Iterable[int]) -> _Whole:
        held = sorted(nodes)
        return _Whole(
            person,
            [self.ids[node] for node in held if node in self.ids],
            frozenset(self.was[node] for node in held),
            [op for node in held if node in self.ops for op in self.ops[node].ops],
            [self.seen[node] for node in held if node in self.seen],
        )


def _fates(before: Sequence[_Whole], after: _Whole) -> list[Fate]:
    docs = [profile.fold(one.ops) for one in before]
    doc, decided = profile.fold(after.ops), profile.decided(after.ops)
    owner = {op.place: one.person for one in before for op in one.ops}
    found = []
    for name in sorted({*doc, *(name for one in docs for name in one)}):
        values = [one.get(name, MISSING) for one in docs]
        kind, op = decided[name]
        rule = _rule(kind, values, doc.get(name, MISSING))
        alone = rule in ("latest", "first", "removed")
        holder = owner[op.place] if alone else _only_holder(before, values) if rule == "only" else None
        found.append(Fate(name, values, doc.get(name, MISSING), rule, None if holder is None else public(holder)))
    return found


def _rule(kind: str, before: Sequence[Any], after: Any) -> Rule:
    had = [value for value in before if value is not MISSING]
    if after is MISSING:
        return "removed"
    if len(had) == len(before) and all(profile.same(value, after) for value in had):
        return "same"
    if len(had) == 1 and profile.same(had[0], after):
        return "only"
    return _RULES.get(kind, "joined")


_RULES: dict[str, Rule] = {"set": "latest", "set_once": "first", "add": "sum"}


def _only_holder(before: Sequence[_Whole], values: Sequence[Any]) -> int:
    return next(one.person for one, value in zip(before, values, strict=True) if value is not MISSING)


def _segments(
    scope: Scope, store: Store, before: Sequence[_Whole], after: Sequence[_Whole], under: set[int], nodes: set[int]
) -> list[Membership] | None:
    if sum(seen.events for one in before for seen in one.seen) > _MOST_EVENTS:
        return None
    known = segment.every(store, scope.project.number)
    means = {one.person: segment.in_hand(one.person, scope, store) for one in before}
    facts = _events(scope, under, nodes) if known else {}
    found = []
    for one in known:
        was, is_then = ([_is_in(one.id, whole, means, facts, scope) for whole in wholes] for wholes in (before, after))
        if any(was) or any(is_then):
            found.append(Membership(one, was, is_then))
    return found


def _is_in(
    id: str,
    whole: _Whole,
    means: Mapping[int, Mapping[str, Condition | bool]],
    facts: Mapping[int, Sequence[Fact]],
    scope: Scope,
) -> bool | None:
    """On a saved list is who has the id that a person on it is named after. Of a condition on tags or states only time
    can tell."""
    nodes = {one.node for one in whole.ids}
    joint: dict[str, Condition | bool] = {}
    for past in whole.past:
        for name, meaning in means[past].items():
            listed = isinstance(meaning, bool) and ((meaning and past in nodes) or joint.get(name) is True)
            joint[name] = listed if isinstance(meaning, bool) else meaning
    meaning = joint[id]
    if isinstance(meaning, bool):
        return meaning
    events = [event for one in whole.ids for event in facts.get(one.node, ())]
    try:
        return holds(meaning, PersonFacts(profile.fold(whole.ops), events, joint), scope.now)
    except (TagUnknown, StateUnknown):
        return None


def _events(scope: Scope, under: set[int], nodes: set[int]) -> dict[int, list[Fact]]:
    asked = sql(
        """SELECT node_id, event, any(props), any(ts) FROM events
WHERE person_id IN {under:Array(UInt64)} AND node_id IN {nodes:Array(UInt64)} GROUP BY node_id, event, event_id""",
        under=sorted(under),
        nodes=sorted(nodes),
    )
    found: dict[int, list[Fact]] = {}
    for node, name, props, ts in scope.ask(asked).rows:
        found.setdefault(node, []).append(Fact(name, record.document(props), ts))
    return found
