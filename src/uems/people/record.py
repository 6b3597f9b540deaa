"""The rows of `persons`: profiles folded from the facts, written after each block for the people it touched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from uems.events.event import Event
from uems.people import profile
from uems.people.known import Known, Profile
from uems.people.link import milliseconds
from uems.people.member import Member
from uems.people.profile import Op
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import Sql, sql

_MOST = 50_000
"""Folded profiles kept in memory."""
_BATCH = 500
"""People folded by one query."""


@dataclass(slots=True)
class Touched:
    """What one block holds of a person: all its moments, the operations, and the ids it came with."""

    moments: list[int] = field(default_factory=list)
    ops: list[Op] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)


def touched(known: Known, events: Sequence[Event], nodes: Sequence[int]) -> dict[int, Touched]:
    """The people whose profile the block may change, with what it holds of them."""
    moved = known.moved
    found = {moved.get(node, node): Touched() for e, node in zip(events, nodes, strict=True) if e.ops and node}
    if not found:
        return found
    for n, (e, node) in enumerate(zip(events, nodes, strict=True)):
        one = found.get(moved.get(node, node))
        if one is not None:
            at = milliseconds(e.timestamp)
            one.moments.append(at)
            value = e.user_id or e.distinct_id or e.anonymous_id or ""
            if value not in one.ids:
                one.ids.append(value)
            if e.ops:
                one.ops.append(Op(at, str(n), e.ops))
    return found


def advance(known: Known, person: int, block: Touched, members: Sequence[Member], fresh: bool) -> Profile | None:
    """The profile with the block's operations put on top; None = it takes a fold of all facts.

    Only when every operation is newer than all before it and no two share a moment, or when the person is new.
    """
    moments = [op.ts for op in block.ops]
    have = known.profiles.get(person)
    if len(set(moments)) < len(moments) or (have is None and not fresh):
        return None
    doc: dict[str, Any] = {}
    if have is not None and not fresh:
        if min(moments) <= have.last:
            return None
        doc = have.doc
    for op in sorted(block.ops, key=lambda op: op.ts):
        doc = profile.apply(doc, op.ops)
    ids = names(members) or block.ids
    seen = block.moments + ([have.first_seen, have.last_seen] if have is not None else [])
    return Profile(doc, ids, min(seen), max(seen), max(moments))


def names(members: Iterable[Member]) -> list[str]:
    """The ids of a person as senders used them, each once."""
    return sorted({member.id.value for member in members})


def rows_of(person: int, members: Sequence[Member]) -> tuple[set[int], set[int]]:
    """(persons that a person's events may be written under, nodes of its events)."""
    nodes = {member.id.node for member in members} | ({person} if not members else set())
    return nodes | {past for member in members for past in member.past}, nodes


def facts_sql(persons: set[int], nodes: set[int]) -> Sql:
    """Of each node: its moments, its operations, and an id that it came with."""
    return sql(
        """SELECT node_id, toUnixTimestamp64Milli(min(ts)), toUnixTimestamp64Milli(max(ts)),
    any(multiIf(user_id != '', user_id, distinct_id != '', distinct_id, anonymous_id)),
    groupArrayIf((toUnixTimestamp64Milli(ts), toString(event_id), ops), ops != '')
FROM events WHERE person_id IN {persons:Array(UInt64)} AND node_id IN {nodes:Array(UInt64)}
GROUP BY node_id""",
        persons=sorted(persons),
        nodes=sorted(nodes),
    )


def fold(
    warehouse: Warehouse, project: int, persons: Sequence[int], members: Mapping[int, Sequence[Member]]
) -> dict[int, Profile]:
    """The profiles of people folded from all their facts; no entry for those without any operation."""
    found: dict[int, Profile] = {}
    for start in range(0, len(persons), _BATCH):
        part = persons[start : start + _BATCH]
        where = {person: rows_of(person, members.get(person, ())) for person in part}
        under = set().union(*(w[0] for w in where.values()))
        nodes = set().union(*(w[1] for w in where.values()))
        answer = warehouse.query(facts_sql(under, nodes), project)
        by_node = {row[0]: row[1:] for row in answer.rows}
        for person in part:
            rows = [by_node[node] for node in where[person][1] if node in by_node]
            ops = [Op(ts, event_id, _ops(text)) for row in rows for ts, event_id, text in row[3]]
            if ops:
                ids = names(members.get(person, ())) or sorted({row[2] for row in rows})
                first, last = min(row[0] for row in rows), max(row[1] for row in rows)
                found[person] = Profile(profile.fold(ops), ids, first, last, max(op.ts for op in ops))
    return found


def _ops(text: str) -> dict[str, Any]:
    try:
        return msgspec.json.decode(text, type=dict[str, Any])
    except (msgspec.DecodeError, msgspec.ValidationError):
        return {}


def write(
    warehouse: Warehouse, known: Known, profiles: Mapping[int, Profile], gone: Iterable[int], version: int
) -> None:
    """Upsert the profiles and take away the rows of people who are someone else now."""
    rows = [
        {
            "project_id": known.project,
            "person_id": person,
            "properties": msgspec.json.encode(p.doc).decode(),
            "ids": p.ids,
            "first_seen": p.first_seen / 1000,
            "last_seen": p.last_seen / 1000,
            "version": version,
            "is_deleted": 0,
        }
        for person, p in profiles.items()
    ]
    rows += [
        {"project_id": known.project, "person_id": person, "properties": "{}", "version": version, "is_deleted": 1}
        for person in gone
    ]
    if rows:
        token = f"persons-{known.project}-{version}"
        warehouse.insert("persons", b"\n".join(msgspec.json.encode(row) for row in rows), token)
    if len(known.profiles) + len(profiles) > _MOST:
        known.profiles.clear()
    known.profiles.update(profiles)


def existing(warehouse: Warehouse, project: int, persons: set[int]) -> set[int]:
    """Those of the people that have a row."""
    if not persons:
        return set()
    asked = sql(
        "SELECT person_id FROM persons FINAL WHERE is_deleted = 0 AND person_id IN {persons:Array(UInt64)}",
        persons=sorted(persons),
    )
    return {row[0] for row in warehouse.query(asked, project).rows}
