"""Saying that ids are one person, or are not: merge, split, and the log of why ids belong together."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from uems.base.errors import Conflict, Invalid
from uems.base.words import Text
from uems.people import link, member
from uems.people.graph import Identities
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


def merge(identities: Identities, project: int, ids: Sequence[Id], now: datetime) -> int:
    """The person that the ids are from now on. What had been undone between them joins again.

    Raises NothingToMerge, TooManyIds (and then nothing has changed).
    """
    first, *rest = dict.fromkeys(ids)
    if not rest:
        raise NothingToMerge(about="ids")
    made = [Kept(other, first, "merge", now, "merge") for other in rest]

    def absorb(connection: sa.Connection) -> tuple[list[Kept], list[Kept]]:
        persons = {identities.person(project, id.node) for id in ids}
        have = member.of_persons(connection, project, persons)
        if sum(max(1, len(have.get(person, ()))) for person in persons) > CAP:
            raise TooManyIds(about="ids")
        return made, []

    identities.change(project, absorb)
    return identities.person(project, first.node)


def split(identities: Identities, project: int, person: int, nodes: Sequence[int], now: datetime) -> list[int]:
    """Take ids off a person: every link between them and other ids is undone for good; what else links them stays, and
    the rest of the person stays one. The persons that there are then, the rest first. Raises NothingToSplit.
    """
    off = set(nodes)
    rest: list[Id] = []

    def absorb(connection: sa.Connection) -> tuple[list[Kept], list[Kept]]:
        members = {m.id.node: m.id for m in member.of_persons(connection, project, [person]).get(person, [])}
        if not off or not off < members.keys():
            raise NothingToSplit(about="ids")
        undone = [kept for kept in link.at(connection, project, off) if (kept.a.node in off) != (kept.b.node in off)]
        rest.extend(sorted(id for node, id in members.items() if node not in off))
        anchor = next((id for id in rest if id.space == "user"), rest[0])
        made = [Kept(id, anchor, "merge", now, "split") for id in rest if id != anchor]
        return (made if _apart(connection, project, members.keys() - off) else []), undone

    identities.change(project, absorb)
    return list(dict.fromkeys(identities.person(project, node) for node in [rest[0].node, *nodes]))


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
