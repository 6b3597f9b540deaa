"""A condition as SQL: the set of persons of whom it holds, from one pass over the events for all its `did` parts.

Each leaf of the tree is a number per person: how many events pass, or 1 where a test holds. The branches of a UNION ALL
hand in arrays of these numbers, `sumForEach` puts each person's together, and the tree is asked of the sums. Only where
the tree holds of a person of whom nothing is known must the query list everyone in scope.
"""

import operator
from collections.abc import Callable, Mapping
from collections.abc import Sequence as List
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from uems.rules.condition import (
    AT_LEAST_ONCE,
    All,
    Any,
    Condition,
    Did,
    HasTag,
    InSegment,
    InState,
    Not,
    PersonTest,
    Sequence,
    Times,
    times_hold,
)
from uems.rules.event_sql import event_matches, instant, passes
from uems.rules.reference import StateUnknown, TagUnknown, resolved
from uems.rules.sequence_sql import finishers
from uems.rules.value import NEGATIONS, since
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, any_of, join, sql

Leaf = Did | PersonTest | Sequence | HasTag | InState | InSegment
_T = TypeVar("_T")
Flags = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Context:
    """What a condition is asked of. `events` stands after FROM and has the columns of events.

    A segment is a condition, or SELECT person_id of its members; a tag is SELECT person_id, raw (the JSON text of its
    value); `states` is SELECT person_id, state. A missing key is an unknown segment or tag, None an unknown state.
    `only` = the people who are asked about, whose events alone `events` has; None = everybody.
    """

    events: Sql
    now: datetime
    segments: Mapping[str, Condition | Sql] = field(default_factory=dict)
    tags: Mapping[str, Sql] = field(default_factory=dict)
    states: Sql | None = None
    only: List[int] | None = None

    def rows(self, of_people: Sql) -> Sql:
        """What stands after FROM for rows with a person_id: those of the people who are asked about."""
        if self.only is None:
            return of_people
        asked = "(SELECT * FROM {rows} WHERE person_id IN {only:Array(UInt64)})"
        return sql(asked, rows=of_people, only=self.only)


def people(condition: Condition, context: Context) -> Sql:
    """SELECT person_id of everyone in scope of whom the condition holds, each once; in scope are all persons with an
    event or a profile. Raises SegmentUnknown, TagUnknown, StateUnknown, SegmentCircle."""
    whole = resolved(condition, context.segments)
    leaves = _leaves(whole)
    places = _places(leaves)
    return sql(
        "SELECT person_id FROM ({summed})\nWHERE {holds}",
        summed=_summed([whole], leaves, context),
        holds=_read(whole, lambda leaf: _leaf_holds(leaf, places), all_of, any_of, lambda t: sql("NOT ({t})", t=t)),
    )


@dataclass(frozen=True, slots=True)
class Memberships:
    """Several conditions asked in one pass: `asked` is SELECT person_id, sums of everyone in scope; of who is not there
    none holds."""

    asked: Sql
    wholes: List[Condition]
    places: Mapping[str, int]

    def holds(self, sums: List[List[int]]) -> Flags:
        """Whether each condition (a row) holds of each person (a column) of these sums. In an expression of the query
        the trees would take longer to analyse than the facts take to count."""
        counts = np.zeros((len(self.places), len(sums)), np.uint64)
        for column, of_person in enumerate(sums):
            counts[: len(of_person), column] = of_person
        everyone = np.ones(len(sums), np.bool_)
        found = [
            _read(
                whole,
                lambda leaf: _counts_hold(leaf, counts[self.places[_name(leaf)]]),
                lambda parts: reduce(np.logical_and, parts, everyone),
                lambda parts: reduce(np.logical_or, parts, ~everyone),
                np.logical_not,
            )
            for whole in self.wholes
        ]
        held: Flags = np.array(found, np.bool_).reshape(len(found), len(sums))
        return held


def memberships(conditions: List[Condition], context: Context) -> Memberships:
    """Whether each condition holds, of everyone in scope, from one pass for all. Raises what `people` raises."""
    wholes = [resolved(one, context.segments) for one in conditions]
    leaves = _leaves(All(tuple(wholes)))
    return Memberships(_summed(wholes, leaves, context), wholes, _places(leaves))


def _places(leaves: Mapping[str, Leaf]) -> dict[str, int]:
    return {name: n for n, name in enumerate(leaves)}


def _summed(wholes: List[Condition], leaves: Mapping[str, Leaf], context: Context) -> Sql:
    """SELECT person_id, sums over every leaf of the trees, of everyone of whom one of them may hold."""
    branches = _branches(list(leaves.values()), context)
    persons = context.rows(facts.persons())
    if any(_read(whole, _holds_of_nothing, all, any, lambda part: not part) for whole in wholes):
        branches.append(sql("SELECT DISTINCT person_id, emptyArrayUInt64() AS n FROM {e}", e=context.events))
        branches.append(sql("SELECT person_id, emptyArrayUInt64() AS n FROM {p}", p=persons))
    if not branches:
        branches.append(sql("SELECT person_id, emptyArrayUInt64() AS n FROM {p} WHERE false", p=persons))
    return sql(
        "SELECT person_id, sumForEach(n) AS sums FROM (\n{branches}\n) WHERE person_id != 0 GROUP BY person_id",
        branches=join("\nUNION ALL\n", branches),
    )


def _read(
    condition: Condition,
    leaf: Callable[[Leaf], _T],
    every: Callable[[list[_T]], _T],
    some: Callable[[list[_T]], _T],
    deny: Callable[[_T], _T],
) -> _T:
    match condition:
        case All(parts):
            return every([_read(part, leaf, every, some, deny) for part in parts])
        case Any(parts):
            return some([_read(part, leaf, every, some, deny) for part in parts])
        case Not(part):
            return deny(_read(part, leaf, every, some, deny))
    return leaf(condition)


def _leaves(condition: Condition) -> dict[str, Leaf]:
    """Every different leaf without its times and negation: first of events, then of profiles, then the others."""
    found: dict[str, Leaf] = {}

    def note(leaf: Leaf) -> None:
        found[_name(leaf)] = _counted(leaf)

    _read(condition, note, lambda _: None, lambda _: None, lambda _: None)
    order = (Did, PersonTest)
    return dict(sorted(found.items(), key=lambda one: order.index(type(one[1])) if type(one[1]) in order else 2))


def _counted(leaf: Leaf) -> Leaf:
    match leaf:
        case Did():
            return replace(leaf, times=AT_LEAST_ONCE)
        case PersonTest(test) | HasTag(test):
            return replace(leaf, test=replace(test, op=NEGATIONS.get(test.op, test.op)))
    return leaf


def _name(leaf: Leaf) -> str:
    # Not the leaf itself: as keys 1 and True would be one, as values they are two.
    return repr(_counted(leaf))


def _holds_of_nothing(leaf: Leaf) -> bool:
    match leaf:
        case Did(times=times):
            return times_hold(times, 0)
        case PersonTest(test) | HasTag(test):
            return test.op in NEGATIONS
    return False


def _leaf_holds(leaf: Leaf, places: Mapping[str, int]) -> Sql:
    number = sql("sums[{place:UInt16}]", place=places[_name(leaf)] + 1)
    match leaf:
        case Did(times=Times("between", (low, high))):
            return sql("{n} BETWEEN {low:UInt64} AND {high:UInt64}", n=number, low=low, high=high)
        case Did(times=Times(op, value)):
            return sql(_COMPARED[op], n=number, value=sql("{value:UInt64}", value=value))
        case PersonTest(test) | HasTag(test) if test.op in NEGATIONS:
            return sql("{n} = 0", n=number)
    return sql("{n} > 0", n=number)


def _counts_hold(leaf: Leaf, counts: Counts) -> Flags:
    """The same of the sums themselves."""
    match leaf:
        case Did(times=Times("between", (low, high))):
            return (counts >= low) & (counts <= high)
        case Did(times=Times(op, int(value))):
            found: Flags = getattr(operator, _OPERATORS.get(op, op))(counts, value)
            return found
    none: Flags = counts == 0
    negative = isinstance(leaf, (PersonTest, HasTag)) and leaf.test.op in NEGATIONS
    return none if negative else ~none


_OPERATORS = {"gte": "ge", "lte": "le"}
_COMPARED = {
    "eq": "{n} = {value}",
    "ne": "{n} != {value}",
    "gt": "{n} > {value}",
    "gte": "{n} >= {value}",
    "lt": "{n} < {value}",
    "lte": "{n} <= {value}",
}


def _branches(leaves: list[Leaf], context: Context) -> list[Sql]:
    dids = [_counts(leaf, context.now) for leaf in leaves if isinstance(leaf, Did)]
    tests = [_profile_passes(leaf, context.now) for leaf in leaves if isinstance(leaf, PersonTest)]
    branches = []
    if dids:
        counts = join(", ", [sql("countIf({did})", did=did) for did in dids])
        asked = "SELECT person_id, [{counts}] AS n FROM {events} WHERE {some} GROUP BY person_id"
        # Of a few people all events are counted over: to look for the right ones costs more than it saves.
        some = any_of(dids) if context.only is None else sql("true")
        branches.append(sql(asked, counts=counts, events=context.events, some=some))
    if tests:
        numbers = join(", ", [sql("toUInt64({test})", test=test) for test in tests])
        asked = "SELECT person_id, {n} AS n FROM {persons} WHERE {some}"
        placed = _placed(len(dids), sql("[{numbers}]", numbers=numbers))
        branches.append(sql(asked, n=placed, persons=context.rows(facts.persons()), some=any_of(tests)))
    for place, leaf in enumerate(leaves):
        if not isinstance(leaf, (Did, PersonTest)):
            members = context.rows(sql("({members})", members=_members(leaf, context)))
            asked = "SELECT person_id, {n} AS n FROM {members}"
            branches.append(sql(asked, n=_placed(place, sql("[toUInt64(1)]")), members=members))
    return branches


def _placed(place: int, numbers: Sql) -> Sql:
    if place == 0:
        return numbers
    return sql("arrayConcat(arrayWithConstant({place:UInt16}, toUInt64(0)), {n})", place=place, n=numbers)


def _counts(did: Did, now: datetime) -> Sql:
    tests = [event_matches(did.filter, now), sql("ts <= {now}", now=instant(now))]
    if did.within is not None:
        start = since(now, did.within.amount, did.within.unit)
        tests.append(sql("ts >= {start}", start=instant(start)))
    if did.since is not None:
        tests.append(sql("ts >= {start}", start=instant(did.since)))
    if did.until is not None:
        tests.append(sql("ts < {end}", end=instant(did.until)))
    return all_of(tests)


def _profile_passes(leaf: PersonTest, now: datetime) -> Sql:
    return passes(leaf.test, facts.person_property(leaf.test.property), now)


def _members(leaf: Leaf, context: Context) -> Sql:
    """SELECT person_id of those of whom this leaf holds."""
    match leaf:
        case Sequence():
            return finishers(leaf, context.events, context.now)
        case HasTag(test):
            try:
                tagged = context.tags[test.property]
            except KeyError:
                raise TagUnknown(about=test.property) from None
            held = passes(test, sql("raw"), context.now)
            return sql("SELECT person_id FROM ({tagged}) WHERE {held}", tagged=tagged, held=held)
        case InState(states):
            if context.states is None:
                raise StateUnknown(about=", ".join(states))
            asked = "SELECT person_id FROM ({all}) WHERE state IN {states:Array(String)}"
            return sql(asked, all=context.states, states=list(states))
        case InSegment(segment):
            found = context.segments[segment]
            if isinstance(found, Sql):
                return found
    raise TypeError(type(leaf).__name__)
