"""Which ids are one person: a pure function of the set of links, whatever order they came in and however often."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from uems.base.ids import hash64

Kind = Literal["device", "merge"]
Space = Literal["user", "anon"]
SPACES: tuple[Space, Space] = ("user", "anon")

CAP = 500
"""Largest number of ids that links make one person (Mixpanel's figure); links beyond it are held."""

LONGEST = 512
"""An id of more characters than this never links."""

_DENIED = frozenset(
    ["", "null", "undefined", "anonymous", "none", "nil", "-1", "unknown", "guest", "nan", "n/a", "[object object]"]
)
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_ZEROS = re.compile(r"[0-]+")
"""`0`, and the UUID of zeros."""


def linkable(value: str | None) -> bool:
    """May this id say that two ids are one person? Placeholders that broken senders share may not."""
    if not value or len(value) > LONGEST or _UNWRITABLE.search(value):
        return False
    plain = value.strip().lower()
    return plain not in _DENIED and not _ZEROS.fullmatch(plain)


def node_of(project: int, space: Space, value: str) -> int:
    """The number of an id: the same value as a user id and as an anonymous id are two ids."""
    return hash64(str(project), space, value)


@dataclass(frozen=True, slots=True)
class Link:
    """Two ids seen together. `device`: the id `a` that an SDK made up was used by `b`; `merge`: somebody said so.

    `ts` is when it was first so, in milliseconds; `a_known` and `b_known`: the id was given by the customer.
    """

    a: int
    b: int
    kind: Kind
    ts: int
    a_known: bool = False
    b_known: bool = True
    undone: bool = False

    @property
    def key(self) -> tuple[int, int, str]:
        return (self.a, self.b, self.kind)

    @property
    def order(self) -> tuple[int, int, int, str]:
        return (self.ts, self.a, self.b, self.kind)


@dataclass(slots=True)
class Resolution:
    """`person_of`: every linked node to its person; the keys of links that join, that the cap holds back, and the
    claims refused because the id that was claimed had been a user itself."""

    person_of: dict[int, int] = field(default_factory=dict)
    effective: set[tuple[int, int, str]] = field(default_factory=set)
    held: set[tuple[int, int, str]] = field(default_factory=set)
    blocked: set[tuple[int, int, str]] = field(default_factory=set)


def resolve(links: Iterable[Link], cap: int = CAP, known_since: Mapping[int, int] | None = None) -> Resolution:
    """Who is who. `known_since`: since when a node is the user of some device, for links that are not in `links`.

    A device belongs to the first who used it, by time and not by arrival: later users of a shared device stay apart.
    """
    first = _first_seen(links)
    out = Resolution({node: node for link in first for node in (link.a, link.b)})
    joining = [link for link in first if link.kind == "merge" and not link.undone]
    since = _users_since(first, known_since or {})
    for claim in _claims(first):
        seen = since.get(claim.a)
        if seen is not None and (seen < claim.ts or (seen == claim.ts and claim.b < claim.a)):
            out.blocked.add(claim.key)
        else:
            joining.append(claim)
    groups = _join(sorted(joining, key=lambda link: link.order), cap, out)
    _name(groups, [link for link in joining if link.key in out.effective], first, out)
    return out


def _first_seen(links: Iterable[Link]) -> list[Link]:
    """One link for each key: the earliest; an undone one stays undone."""
    best: dict[tuple[int, int, str], Link] = {}
    undone: set[tuple[int, int, str]] = set()
    for link in links:
        if link.a == link.b:
            continue
        if link.undone:
            undone.add(link.key)
        have = best.get(link.key)
        if have is None or link.ts < have.ts:
            best[link.key] = link
    return [
        link if key not in undone else Link(link.a, link.b, link.kind, link.ts, link.a_known, link.b_known, True)
        for key, link in best.items()
    ]


def _claims(links: Iterable[Link]) -> list[Link]:
    """Of each device the link to its first user."""
    claims: dict[int, Link] = {}
    for link in links:
        if link.kind == "device" and not link.undone:
            have = claims.get(link.a)
            if have is None or (link.ts, link.b) < (have.ts, have.b):
                claims[link.a] = link
    return list(claims.values())


def _users_since(links: Iterable[Link], known_since: Mapping[int, int]) -> dict[int, int]:
    since = dict(known_since)
    for link in links:
        if link.kind == "device" and not link.undone:
            since[link.b] = min(link.ts, since.get(link.b, link.ts))
    return since


def _join(links: list[Link], cap: int, out: Resolution) -> list[list[int]]:
    """Greedy union in the order of time; a union that would pass the cap is held."""
    group = {node: [node] for node in out.person_of}
    for link in links:
        one, two = group[link.a], group[link.b]
        if one is two:
            out.effective.add(link.key)
        elif len(one) + len(two) > cap:
            out.held.add(link.key)
        else:
            out.effective.add(link.key)
            big, small = (one, two) if len(one) >= len(two) else (two, one)
            big.extend(small)
            for node in small:
                group[node] = big
    return list({id(nodes): nodes for nodes in group.values()}.values())


def _name(groups: list[list[int]], joining: list[Link], links: list[Link], out: Resolution) -> None:
    """A person is named after its best id: one that a customer gave and no device made up, then the smallest."""
    users = {link.b for link in joining if link.kind == "device"}
    devices = {link.a for link in joining if link.kind == "device"}
    known = {link.a for link in links if link.a_known} | {link.b for link in links if link.b_known}
    for nodes in groups:
        best = min(nodes, key=lambda n: (0 if n in users or (n in known and n not in devices) else 1, n))
        for node in nodes:
            out.person_of[node] = best
