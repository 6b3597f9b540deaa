"""Saying that ids are one person, or are not: merge, split, undo, and the log of why ids belong together."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from uems.base.errors import Conflict, Invalid
from uems.base.words import Text
from uems.people import link, member, merge_log
from uems.people.graph import Absorb, Identities
from uems.people.identity import CAP
from uems.people.link import Id, Kept
from uems.store.client import Store


class NothingToMerge(Invalid):
    code = "nothing_to_merge"
    text = Text("合并至少需要两个标识", "A merge takes at least two ids")


class NothingToSplit(Invalid):
    code = "nothing_to_split"
    text = Text("只能拆出该用户的部分标识，且不能是全部", "A split takes some of the person's ids, and not all of them")


class TooManyIds(Conflict):
    code = "too_many_ids"
    text = Text(f"一个用户最多 {CAP} 个标识", f"One person has at most {CAP} ids")


class IdentifiedByDevice(Conflict):
    code = "identified_by_device"
    text = Text(
        "两边都是已识别的用户，不能凭设备标识合并；请用双方的用户标识",
        "Both are identified users, and a device does not make them one; name them by their user ids",
    )


class UndoneAlready(Conflict):
    code = "undone_already"
    text = Text("这次操作已经撤销过了", "This has been undone already")


class Overtaken(Conflict):
    code = "merge_overtaken"
    text = Text(
        "后来的操作已改变这些标识，没有可撤销的内容",
        "What was done since has changed these ids; nothing is left to undo",
    )


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the log: why two ids are, or are not, one person.

    `standing`: joins; taken (another user had the device first); known (the id was a user before); held (over the
    cap); undone.
    """

    a: str
    a_space: str
    b: str
    b_space: str
    kind: str
    since: datetime
    source: str
    standing: str
    changed_at: datetime | None


def merge(identities: Identities, project: int, ids: Sequence[Id], now: datetime, by: str = "") -> int:
    """The person that the ids are from now on. What had been undone between them joins again. `by` = who says so.

    Raises NothingToMerge, TooManyIds, IdentifiedByDevice (and then nothing has changed).
    """
    identities.change(project, merging(identities, project, ids, now, by))
    return identities.person(project, ids[0].node)


def merging(identities: Identities, project: int, ids: Sequence[Id], now: datetime, by: str = "") -> Absorb:
    """What `merge` does to the links. Raises NothingToMerge."""
    first, *rest = dict.fromkeys(ids)
    if not rest:
        raise NothingToMerge(about="ids")
    made = [Kept(other, first, "merge", now, "merge") for other in rest]

    def absorb(connection: sa.Connection) -> tuple[list[Kept], list[Kept]]:
        before = _persons(connection, identities, project, ids)
        _refuse_by_device(identities, project, ids, before)
        _refuse_beyond_cap(before)
        fresh = _changing(connection, project, made) if len(before) > 1 else []
        if fresh:
            changed = merge_log.Changed([kept.key for kept in fresh], [])
            merge_log.note(connection, project, "merge", _nodes(before), changed, by, now)
        return fresh, []

    return absorb


def split(
    identities: Identities, project: int, person: int, nodes: Sequence[int], now: datetime, by: str = ""
) -> list[int]:
    """Take ids off a person: every link between them and other ids is undone for good; what else links them stays, and
    the rest of the person stays one. The persons that there are then, the rest first. Raises NothingToSplit.
    """
    members = [m.id.node for m in identities.members(project, person)]
    identities.change(project, splitting(project, person, nodes, now, by))
    rest = [node for node in members if node not in set(nodes)]
    return list(dict.fromkeys(identities.person(project, node) for node in [rest[0], *nodes]))


def splitting(project: int, person: int, nodes: Sequence[int], now: datetime, by: str = "") -> Absorb:
    """What `split` does to the links."""
    off = set(nodes)

    def absorb(connection: sa.Connection) -> tuple[list[Kept], list[Kept]]:
        members = {m.id.node: m.id for m in member.of_persons(connection, project, [person]).get(person, [])}
        if not off or not off < members.keys():
            raise NothingToSplit(about="ids")
        across = [kept for kept in link.at(connection, project, off) if (kept.a.node in off) != (kept.b.node in off)]
        rest = sorted(id for node, id in members.items() if node not in off)
        anchor = next((id for id in rest if id.space == "user"), rest[0])
        made = [Kept(id, anchor, "merge", now, "split") for id in rest if id != anchor]
        made = _changing(connection, project, made) if _apart(connection, project, set(members) - off) else []
        undone = [kept for kept in across if kept.state != "undone"]
        changed = merge_log.Changed([kept.key for kept in made], [kept.key for kept in undone])
        merge_log.note(connection, project, "split", {person: list(members)}, changed, by, now)
        return made, undone

    return absorb


def undo(identities: Identities, project: int, id: str, now: datetime, by: str = "") -> list[int]:
    """Take a merge or a split back: the links that it made no longer count, and those that it undid count again. What
    others have said since stays. The persons that its ids are then.

    Raises NoMerge, UndoneAlready, Overtaken, TooManyIds.
    """
    touched: list[int] = []

    def absorb(connection: sa.Connection) -> tuple[list[Kept], list[Kept]]:
        act = merge_log.find(connection, project, id)
        if act.undone_at is not None:
            raise UndoneAlready(about=id)
        touched.extend(node for nodes in act.before.values() for node in nodes)
        changed = merge_log.changed(connection, project, id)
        have = link.of_pairs(connection, project, [*changed.made, *changed.undone])
        off = [have[key] for key in changed.made if key in have and have[key].state != "undone"]
        back = [have[key] for key in changed.undone if key in have and have[key].state == "undone"]
        if not off and not back:
            raise Overtaken(about=id)
        if back:
            _refuse_beyond_cap(
                _persons(connection, identities, project, [end for kept in back for end in (kept.a, kept.b)])
            )
        merge_log.undo(connection, project, id, by, now)
        return [replace(kept, state="active") for kept in back], off

    identities.change(project, absorb)
    return list(dict.fromkeys(identities.person(project, node) for node in touched))


def _persons(connection: sa.Connection, identities: Identities, project: int, ids: Sequence[Id]) -> dict[int, list[Id]]:
    """The persons of these ids, in their order, each with all ids."""
    alone = {identities.person(project, id.node): [id] for id in ids}
    have = member.of_persons(connection, project, alone)
    return {person: [m.id for m in have[person]] if person in have else one for person, one in alone.items()}


def _nodes(persons: dict[int, list[Id]]) -> dict[int, list[int]]:
    return {person: [id.node for id in ids] for person, ids in persons.items()}


def _refuse_beyond_cap(persons: dict[int, list[Id]]) -> None:
    if sum(map(len, persons.values())) > CAP:
        raise TooManyIds(about="ids")


def _refuse_by_device(identities: Identities, project: int, ids: Sequence[Id], persons: dict[int, list[Id]]) -> None:
    """Who names the device of an identified user may not know whom they merge."""
    identified = {person for person, all in persons.items() if any(id.space == "user" for id in all)}
    for id in ids:
        if len(identified) > 1 and id.space == "anon" and identities.person(project, id.node) in identified:
            raise IdentifiedByDevice(about=id.value)


def _changing(connection: sa.Connection, project: int, made: Sequence[Kept]) -> list[Kept]:
    """Those of the links that do not count yet."""
    have = link.of_pairs(connection, project, [kept.key for kept in made])
    return [kept for kept in made if kept.key not in have or have[kept.key].state == "undone"]


def _apart(connection: sa.Connection, project: int, rest: Set[int]) -> bool:
    """Would the rest fall apart, because what is split off had held it together?"""
    joins = [kept for kept in link.at(connection, project, rest) if kept.joins]
    groups = {node: {node} for node in rest}
    for kept in joins:
        if kept.a.node in rest and kept.b.node in rest and groups[kept.a.node] is not groups[kept.b.node]:
            whole = groups[kept.a.node] | groups[kept.b.node]
            groups |= dict.fromkeys(whole, whole)
    return len({id(group) for group in groups.values()}) > 1


def reasons(store: Store, project: int, nodes: Sequence[int]) -> list[Reason]:
    """Every link at these ids, the oldest first."""
    with store.read() as connection:
        links = link.at(connection, project, nodes)
    return [_reason(kept) for kept in sorted(links, key=lambda k: (k.first_ts, k.key))]


def _reason(kept: Kept) -> Reason:
    standing = kept.state if kept.state != "active" else kept.refused or "joins"
    return Reason(
        kept.a.value,
        kept.a.space,
        kept.b.value,
        kept.b.space,
        kept.kind,
        kept.first_ts,
        kept.note,
        standing,
        kept.changed_at,
    )
