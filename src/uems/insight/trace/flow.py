"""Exposure → payment → word of mouth: where people came from, who of them paid, and who brought others who paid."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from uems.insight.cell import NoSuchCell
from uems.insight.trace.forest import NOBODY, Ints
from uems.insight.trace.ledger import Ledger
from uems.insight.trace.ledger import question as ledger_question
from uems.insight.trace.question import Trace, money
from uems.insight.trace.tree import Grown, generation_of
from uems.metrics import breakdown as split
from uems.metrics.asked import Span
from uems.metrics.breakdown import Breakdown, Split
from uems.people.scope import Scope
from uems.rules.value import milliseconds
from uems.warehouse.sql import Sql, all_of, sql

FARTHEST = 3
"""Generations told apart; the last holds all beyond it."""
_MOST = 12


Stage = Literal["paid", "unpaid", "brought", "quiet"]


@dataclass(frozen=True, slots=True)
class ExposureLink:
    """People who went from one to the next: a channel to `paid` or `unpaid`, these to `brought` (who brought others) or
    `quiet`. Channels stand as `channel:` and their place in the list."""

    source: str
    target: str
    people: int


@dataclass(frozen=True, slots=True)
class Origin:
    """A channel: people who came by it, and what was paid by generation (themselves, whom they brought, …), as decimal
    texts; the last stands for all further generations. `people` by generation likewise."""

    channel: Any
    people: tuple[int, ...]
    paid: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class ExposureFlow:
    """`channels` are of people whose tree began in the range, `$other` = the rest of them. Their totals and `outside`,
    what all others paid, add up to `paid`, all orders."""

    channels: tuple[Origin, ...]
    links: tuple[ExposureLink, ...]
    paid: str
    outside: str


@dataclass(frozen=True, slots=True)
class FlowCell:
    """Of those whom nobody brought: who came by a channel, given as (the channel as the answer says it,); who paid or
    did not; who brought others or did not. None = whichever."""

    channel: tuple[Any] | None = None
    paid: bool | None = None
    brought: bool | None = None


def flow(asked: Trace, ledger: Ledger, grown: Grown, span: Span) -> ExposureFlow:
    """Whose origin (themselves, where nobody brought them) was first seen in the span."""
    key, inside = _inside(ledger, grown, span)
    names, place = _channels(key, inside)
    far = np.minimum(generation_of(grown.forest, ledger.person), FARTHEST)
    rows = [_row(split.value(_labels(asked), name, [None]), place == n, far, ledger) for n, name in enumerate(names)]
    outside = int(ledger.paid[~inside].sum())
    links = _links(len(names), np.where(far == 0, place, -1), ledger, grown)
    return ExposureFlow(tuple(rows), tuple(links), money(int(ledger.paid.sum())), money(outside))


def behind(asked: Trace, cell: FlowCell, ledger: Ledger, grown: Grown, span: Span, scope: Scope) -> Sql:
    """SELECT person_id of the people of a stage or a link. Raises NoSuchCell."""
    forest = grown.forest
    guests, hosts = forest.nodes[forest.parent != NOBODY], forest.nodes[grown.guests > 0]
    tests = [
        sql("person != 0 AND first >= {since:Int64}", since=milliseconds(span.since)),
        sql("first < {until:Int64}", until=milliseconds(span.until)),
        sql("NOT {brought}", brought=_among(guests)),
    ]
    if cell.channel is not None:
        tests.append(_came_by(asked, cell.channel[0], _channels(*_inside(ledger, grown, span))[0]))
    if cell.paid is not None:
        tests.append(sql("orders > 0" if cell.paid else "orders = 0"))
    if cell.brought is not None:
        tests.append(sql("{brought}" if cell.brought else "NOT {brought}", brought=_among(hosts)))
    people = ledger_question(asked, scope)
    return sql("SELECT person AS person_id FROM (\n{people}) WHERE {tests}", people=people, tests=all_of(tests))


def _among(people: Ints) -> Sql:
    return sql("(person IN {people:Array(UInt64)})", people=people.tolist())


def _came_by(asked: Trace, channel: Any, names: list[str]) -> Sql:
    """Raises NoSuchCell."""
    name = split.key_of(_labels(asked), names, [None], channel)
    if name is None or name not in names:
        raise NoSuchCell(about="cell.channel")
    if name == split.OTHER:
        return sql("NOT has({names:Array(String)}, channel)", names=names[:-1])
    return sql("channel = {name:String}", name=name)


def _labels(asked: Trace) -> Breakdown:
    return Breakdown((Split(asked.channel),), _MOST)


def _inside(ledger: Ledger, grown: Grown, span: Span) -> tuple[Ints, Ints]:
    """Of everybody the channel of their origin, and whether it was first seen in the span."""
    key, began = _origin(ledger, grown)
    return key, (began >= milliseconds(span.since)) & (began < milliseconds(span.until)) & (ledger.person != 0)


def _origin(ledger: Ledger, grown: Grown) -> tuple[Ints, Ints]:
    """Of everybody, the channel by which the origin of their tree came, and when; under an origin who was erased '' and
    when they came themselves."""
    forest = grown.forest
    key, began = ledger.channel.copy(), ledger.first.copy()
    if len(forest.nodes) == 0 or len(key) == 0:
        return key, began
    place = np.minimum(np.searchsorted(forest.nodes, ledger.person), len(forest.nodes) - 1)
    mine = forest.nodes[place] == ledger.person
    origin = forest.nodes[forest.origin[place]]
    order = np.argsort(ledger.person)
    at = np.minimum(np.searchsorted(ledger.person, origin, sorter=order), len(order) - 1)
    known = ledger.person[order[at]] == origin
    key = np.where(mine, np.where(known, ledger.channel[order[at]], ""), key)
    began = np.where(mine & known, ledger.first[order[at]], began)
    return key, began


def _channels(key: Ints, inside: Ints) -> tuple[list[str], Ints]:
    """The keys of the channels with the most people, and the place of everybody's (-1 = not inside)."""
    found, number, count = np.unique(key[inside].astype(str), return_inverse=True, return_counts=True)
    order = np.argsort(-count, kind="stable")
    names = [str(found[n]) for n in order[:_MOST]]
    rank = np.empty(len(found), dtype=int)
    rank[order] = np.minimum(np.arange(len(found)), _MOST)
    place = np.full(len(key), -1)
    place[inside] = rank[number]
    return names + [split.OTHER] * (len(found) > _MOST), place


def _row(label: Any, mine: Ints, far: Ints, ledger: Ledger) -> Origin:
    people = tuple(int((mine & (far == n)).sum()) for n in range(FARTHEST + 1))
    paid = [int(ledger.paid[mine & (far == n)].sum()) for n in range(FARTHEST + 1)]
    return Origin(label, people, tuple(money(one) for one in paid), money(sum(paid)))


def _links(count: int, place: Ints, ledger: Ledger, grown: Grown) -> list[ExposureLink]:
    """Only of those whom nobody brought: everybody stands in it once."""
    hosts = grown.forest.nodes[grown.guests > 0]
    paid, brought = ledger.orders > 0, np.isin(ledger.person, hosts)
    sides: tuple[tuple[Stage, Ints], ...] = (("paid", paid), ("unpaid", ~paid))
    out = [
        ExposureLink(f"channel:{n}", name, int(((place == n) & side).sum()))
        for n in range(count)
        for name, side in sides
    ]
    ends: tuple[tuple[Stage, Ints], ...] = (("brought", brought), ("quiet", ~brought))
    inside = place >= 0
    out += [ExposureLink(name, last, int((inside & side & end).sum())) for name, side in sides for last, end in ends]
    return [one for one in out if one.people]
