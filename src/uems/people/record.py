"""The rows of `persons`: profiles folded from the facts, written after each block for the people it touched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from uems.events.event import Event
from uems.people import profile
from uems.people.known import Known, Profile
from uems.people.link import Id, milliseconds
from uems.people.member import Member
from uems.people.profile import Op
from uems.warehouse.client import HOUSEKEEPING, Warehouse
from uems.warehouse.sql import Sql, sql

_json = msgspec.json.encode
_MOST = 50_000
"""Folded profiles kept in memory."""
_BATCH = 500
"""People folded by one query."""


@dataclass(slots=True)
class Touched:
    """What one block holds of a person: profile operations, and the ids they came with."""

    ops: list[Op] = field(default_factory=list)
    ids: list[Id] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Operations:
    """The profile operations of one id, and the id as it was sent."""

    id: str
    ops: list[Op]


def touched(known: Known, events: Sequence[Event]) -> dict[int, Touched]:
    """The people whose profile the block may change, with what it holds of them."""
    found: dict[int, Touched] = {}
    for n, e in enumerate(events):
        if e.ops and (main := known.main(e)) is not None:
            one = found.setdefault(known.person(main.node), Touched())
            one.ops.append(Op(milliseconds(e.timestamp), str(n), e.ops))
            one.ids.append(main)
    return found


def advance(have: Profile | None, block: Touched, members: Sequence[Member]) -> Profile | None:
    """The profile with the block's operations put on top of what was there (None = nothing).

    Only when every operation is newer than all before it and no two share a moment; else None: fold all facts.
    """
    ops = sorted(block.ops, key=lambda op: op.ts)
    moments = {op.ts for op in ops}
    if len(moments) < len(ops) or (have is not None and ops[0].ts <= have.last):
        return None
    doc: dict[str, Any] = have.doc if have is not None else {}
    for op in ops:
        doc = profile.apply(doc, op.ops)
    ids = names(members) or sorted({id.value for id in block.ids})
    return Profile(doc, ids, ops[0].ts if have is None else have.first, ops[-1].ts)


def names(members: Iterable[Member]) -> list[str]:
    """The ids of a person as senders used them, each once."""
    return sorted({member.id.value for member in members})


def rows_of(person: int, members: Sequence[Member]) -> tuple[set[int], set[int]]:
    """(persons that a person's events may be written under, nodes of its events)."""
    nodes = {member.id.node for member in members} | ({person} if not members else set())
    return nodes | {past for member in members for past in member.past}, nodes


def facts_sql(persons: set[int], nodes: set[int]) -> Sql:
    """Of each node: an id that it came with, and its operations."""
    return sql(
        """SELECT node_id, any(multiIf(user_id != '', user_id, distinct_id != '', distinct_id, anonymous_id)),
    groupArray((toUnixTimestamp64Milli(ts), toString(event_id), ops))
FROM events
WHERE person_id IN {persons:Array(UInt64)} AND node_id IN {nodes:Array(UInt64)} AND ops != ''
GROUP BY node_id""",
        persons=sorted(persons),
        nodes=sorted(nodes),
    )


def operations(warehouse: Warehouse, project: int, persons: set[int], nodes: set[int]) -> dict[int, Operations]:
    """Of each node that ever changed a profile: how, found by the persons that its events may be written under."""
    answer = warehouse.query(facts_sql(persons, nodes), project, HOUSEKEEPING)
    return {
        node: Operations(id, [Op(ts, event_id, document(text)) for ts, event_id, text in rows])
        for node, id, rows in answer.rows
    }


def fold(
    warehouse: Warehouse, project: int, persons: Sequence[int], members: Mapping[int, Sequence[Member]]
) -> dict[int, Profile]:
    """The profiles of people folded from all their facts; no entry for those without any operation."""
    found: dict[int, Profile] = {}
    for start in range(0, len(persons), _BATCH):
        part = persons[start : start + _BATCH]
        where = {person: rows_of(person, members.get(person, ())) for person in part}
        under = set().union(*(w[0] for w in where.values()))
        by_node = operations(warehouse, project, under, set().union(*(w[1] for w in where.values())))
        for person in part:
            held = [by_node[node] for node in where[person][1] if node in by_node]
            ops = [op for one in held for op in one.ops]
            if ops:
                ids = names(members.get(person, ())) or sorted({one.id for one in held})
                moments = [op.ts for op in ops]
                found[person] = Profile(profile.fold(ops), ids, min(moments), max(moments))
    return found


def document(text: str) -> dict[str, Any]:
    """The members of a JSON object; none for whatever else."""
    try:
        return msgspec.json.decode(text, type=dict[str, Any])
    except (msgspec.DecodeError, msgspec.ValidationError):
        return {}


def write(
    warehouse: Warehouse, known: Known, profiles: Mapping[int, Profile], gone: Iterable[int], version: int
) -> None:
    """Upsert the profiles that differ from what was last written, and take away the rows of people who are gone."""
    rows = [
        {
            "project_id": known.project,
            "person_id": person,
            "properties": _json(p.doc).decode(),
            "ids": p.ids,
            "first_seen": p.first / 1000,
            "last_seen": p.last / 1000,
            "version": version,
            "is_deleted": 0,
        }
        for person, p in profiles.items()
        if not _written(known.profiles.get(person), p)
    ]
    rows += [
        {"project_id": known.project, "person_id": person, "properties": "{}", "version": version, "is_deleted": 1}
        for person in gone
    ]
    if rows:
        warehouse.insert("persons", b"\n".join(map(_json, rows)), f"persons-{known.project}-{version}")
    if len(known.profiles) + len(profiles) > _MOST:
        known.profiles.clear()
    known.profiles.update(profiles)


def _written(have: Profile | None, new: Profile) -> bool:
    """Compared as JSON: to Python, true and 1 are the same."""
    return have is not None and have.ids == new.ids and _json(have.doc) == _json(new.doc)


def existing(warehouse: Warehouse, project: int, persons: set[int]) -> set[int]:
    """Those of the people that have a row."""
    if not persons:
        return set()
    asked = sql(
        "SELECT person_id FROM persons FINAL WHERE is_deleted = 0 AND person_id IN {persons:Array(UInt64)}",
        persons=sorted(persons),
    )
    return {row[0] for row in warehouse.query(asked, project, HOUSEKEEPING).rows}
