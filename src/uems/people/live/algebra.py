"""Segments as sets: union, intersection, difference and overlap, counted on bits and not on facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Literal

from uems.people import segment
from uems.people.live import bits
from uems.people.live.bits import Bits
from uems.people.live.follower import Follower
from uems.people.live.roster import Roster
from uems.people.scope import Scope
from uems.people.segment import Segment

Op = Literal["union", "intersection", "difference"]
MOST = 20
MOST_PICTURED = 5
"""Sets of an overlap picture: each more doubles its regions."""
_KEPT = 100
_OPS = {"union": bits.union, "intersection": bits.intersection, "difference": bits.difference}


@dataclass(frozen=True, slots=True)
class Region:
    """How many are in exactly these segments of those asked for."""

    inside: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Combined:
    """How many there are of all together, of each, and of each region (none for more than five segments)."""

    people: int
    sizes: list[int]
    regions: list[Region]


def combined(op: Op, segments: Sequence[Segment], follower: Follower, scope: Scope) -> Combined:
    """The segments together; `difference` is the first without the others. Live ones are as they were followed."""
    sets = [held(one, follower, scope) for one in segments]
    regions = bits.overlaps(sets) if len(sets) <= MOST_PICTURED else {}
    return Combined(
        bits.count(reduce(_OPS[op], sets)),
        [bits.count(one) for one in sets],
        [Region(tuple(segments[n].id for n in inside), people) for inside, people in regions.items()],
    )


def condition(op: Op, segments: Sequence[Segment]) -> dict[str, object]:
    """The same as a condition, for a segment of its own."""
    parts: list[dict[str, object]] = [{"segment": one.id} for one in segments]
    if op == "union":
        return {"any": parts}
    return {"all": parts if op == "intersection" else [parts[0], *({"not": part} for part in parts[1:])]}


def held(one: Segment, follower: Follower, scope: Scope) -> Bits:
    """Who is in it: a live one as it is followed, or computed now where it is not yet."""
    known = follower.roster(scope.project)
    followed = known.followed.get(one.id)
    if one.mode == "live" and followed is not None and followed.run:
        return followed.members
    if one.list is None:
        return _asked(one, known, scope)
    if one.list not in known.lists:
        if len(known.lists) >= _KEPT:
            known.lists = {}
        lists = known.lists
        lists[one.list] = _asked(one, known, scope)
        return lists[one.list]
    return known.lists[one.list]


def _asked(one: Segment, known: Roster, scope: Scope) -> Bits:
    found = scope.warehouse.columns(segment.members(one, scope), scope.project.number)
    return bits.of(known.places(found["person_id"]))
