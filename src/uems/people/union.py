"""Take links into the store and work out who moves, inside one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

import sqlalchemy as sa

from uems.people import link, member
from uems.people.identity import CAP, resolve
from uems.people.link import Id, Kept, Key
from uems.people.member import Member


@dataclass(slots=True)
class Change:
    """`moved`: ids that belong to another person than before, and ids linked for the first time; `firsts`: the pairs
    the store now has, with the time of their first sight, None = undone."""

    moved: list[Member] = field(default_factory=list)
    joined: list[Member] = field(default_factory=list)
    firsts: dict[Key, datetime | None] = field(default_factory=dict)
    held: set[Key] = field(default_factory=set)


def take(
    connection: sa.Connection,
    project: int,
    made: Iterable[Kept],
    undone: Iterable[Kept],
    version: int,
    now: datetime,
    revive: bool = False,
    cap: int = CAP,
) -> Change:
    """What the links made and undone change. An undone pair stays so, unless `revive` (a person said so)."""
    change = Change()
    news = _news(connection, project, list(made), list(undone), revive, change)
    if not news:
        return change
    link.put(connection, project, list(news.values()), now)
    touched = {node.node: node for kept in news.values() for node in (kept.a, kept.b)}
    links = link.around(connection, project, touched)
    freed = {kept.a.node for kept in news.values() if kept.state == "undone" and kept.kind == "device"}
    links |= {kept.key: kept for kept in link.claimed(connection, project, freed)}
    claimants = {kept.a.node for kept in links.values() if kept.kind == "device" and kept.a.space == "user"}
    found = resolve((k.plain() for k in links.values()), cap, link.users_since(connection, project, claimants))
    judged = [_judged(kept, found.effective, found.held, found.blocked) for kept in links.values()]
    link.put(connection, project, [kept for kept in judged if kept != links[kept.key]], now)
    change.held = found.held
    ids = touched | {node.node: node for kept in links.values() for node in (kept.a, kept.b)}
    _move(connection, project, ids, found.person_of, version, change)
    return change


def _news(
    connection: sa.Connection, project: int, made: list[Kept], undone: list[Kept], revive: bool, change: Change
) -> dict[Key, Kept]:
    have = link.of_pairs(connection, project, {kept.key for kept in made + undone})
    news: dict[Key, Kept] = {}
    for kept in made:
        old = news.get(kept.key) or have.get(kept.key)
        if old is not None and old.state == "undone" and not revive:
            change.firsts[kept.key] = None
        elif old is None or old.state == "undone":
            news[kept.key] = kept
        elif kept.first_ts < old.first_ts:
            news[kept.key] = replace(old, first_ts=kept.first_ts, refused="")
        else:
            change.firsts.setdefault(kept.key, old.first_ts)
    for kept in undone:
        old = news.get(kept.key) or have.get(kept.key)
        if (old is not None and old.state != "undone") or (old is None and kept.state == "undone"):
            news[kept.key] = replace(old or kept, state="undone", refused="")
    change.firsts |= {key: None if kept.state == "undone" else kept.first_ts for key, kept in news.items()}
    return news


def _judged(kept: Kept, effective: set[Key], held: set[Key], blocked: set[Key]) -> Kept:
    if kept.key in effective:
        return replace(kept, state="active", refused="")
    if kept.key in held:
        return replace(kept, state="held", refused="")
    return replace(kept, state="active", refused="known" if kept.key in blocked else "taken")


def _move(
    connection: sa.Connection, project: int, ids: dict[int, Id], person_of: dict[int, int], version: int, change: Change
) -> None:
    have = member.of_nodes(connection, project, ids)
    for node, name in ids.items():
        person = person_of.get(node, node)
        old = have.get(node)
        if old is None and person == node:
            change.joined.append(Member(name, node))
        elif old is None or old.person != person:
            change.moved.append((old or Member(name, node)).moved(person, version))
    member.put(connection, project, change.joined + change.moved)
