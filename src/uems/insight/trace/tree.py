"""Word of mouth: who brought whom, how fast it spreads, and what the people who were brought have paid.

K = invitations for each person × the share that is accepted = people brought ÷ people (Jurvetson and Draper, "Viral
marketing", 1997); above 1 a product grows by itself. It is the reproduction number of epidemiology, and the generation
time is read in the same way: from when who invites came to when those whom they invite come (Svensson, "A note on
generation times in epidemic models", 2007), its mean and median. All that people below somebody paid is credited to the
origin of their tree, so that over all origins, and people in no tree, it adds up to the orders exactly.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from uems.insight.trace.edge import Edges
from uems.insight.trace.forest import NOBODY, Forest, Ints
from uems.insight.trace.ledger import Ledger
from uems.insight.trace.question import Trace, money
from uems.people.scope import Scope
from uems.rules.event_sql import event_matches
from uems.warehouse.sql import sql

_DAY = 86_400_000


@dataclass(frozen=True, slots=True)
class Generation:
    """People so far from an origin (0 = nobody brought them, in a tree or not), those of them who paid, their orders
    and what they paid (a decimal text)."""

    generation: int
    people: int
    payers: int
    orders: int
    paid: str


@dataclass(frozen=True, slots=True)
class Spreading:
    """`k` = `invitations_each` × `accepted_share`; None = nothing to divide by. Days between generations: mean and
    median over everybody brought whose host's coming is known. `paid` = all orders, the sum over the generations;
    `unsigned` = landings with a referral link that was not signed here."""

    people: int
    invitations: int
    brought: int
    k: float | None
    invitations_each: float | None
    accepted_share: float | None
    generation_days: float | None
    generation_days_median: float | None
    generations: tuple[Generation, ...]
    trees: int
    orders: int
    paid: str
    unsigned: int


@dataclass(frozen=True, slots=True)
class Node:
    """One in a tree: `person` 0 = erased, known to nobody. `parent` = place in the same list, None = not in it.
    `guests` = whom they brought themselves, `below` = with all that these brought; what they and these paid."""

    person: int
    parent: int | None
    generation: int
    at: int
    guests: int
    below: int
    orders: int
    paid: str
    below_paid: str


@dataclass(frozen=True, slots=True)
class Grown:
    """The trees with everything in them. `known` = the persons that did anything."""

    forest: Forest
    orders: Ints
    paid: Ints
    guests: Ints
    below: Ints
    below_paid: Ints
    known: frozenset[int]


def moment(at: int) -> datetime:
    """Of milliseconds."""
    return datetime.fromtimestamp(at / 1000, UTC)


def grown(edges: Edges, ledger: Ledger) -> Grown:
    forest = edges.forest()
    orders, paid = forest.spread(ledger.person, ledger.orders), forest.spread(ledger.person, ledger.paid)
    guests = np.bincount(forest.parent[forest.parent != NOBODY], minlength=len(forest.nodes))
    ones = np.ones(len(forest.nodes), dtype=np.int64)
    known = frozenset(np.intersect1d(forest.nodes, ledger.person).tolist())
    return Grown(forest, orders, paid, guests, forest.below(ones), forest.below(paid), known)


def spreading(asked: Trace, edges: Edges, ledger: Ledger, grown: Grown, scope: Scope) -> Spreading:
    forest = grown.forest
    people = int((ledger.person != 0).sum())
    sent = sql(
        "SELECT count() FROM {events} WHERE ts <= {now:DateTime64(3)} AND {invites}",
        events=scope.events,
        now=scope.now,
        invites=event_matches(asked.invites, scope.now),
    )
    # Whoever accepts was invited, though nobody told of it.
    brought = int((forest.parent != NOBODY).sum())
    invitations = max(int(scope.ask(sent).scalar()), brought)
    days = _days(forest, ledger)
    return Spreading(
        people,
        invitations,
        brought,
        brought / people if people else None,
        invitations / people if people else None,
        brought / invitations if invitations else None,
        float(days.mean()) if len(days) else None,
        float(np.median(days)) if len(days) else None,
        _generations(forest, ledger),
        int((forest.parent == NOBODY).sum()),
        int(ledger.orders.sum()),
        money(int(ledger.paid.sum())),
        edges.unsigned,
    )


def generation_of(forest: Forest, people: Ints) -> Ints:
    """How far each is from who began it; 0 for people in no tree."""
    if len(forest.nodes) == 0:
        return np.zeros(len(people), dtype=np.int64)
    place = np.minimum(np.searchsorted(forest.nodes, people), len(forest.nodes) - 1)
    found: Ints = np.where(forest.nodes[place] == people, forest.generation[place], 0)
    return found


def _generations(forest: Forest, ledger: Ledger) -> tuple[Generation, ...]:
    far = generation_of(forest, ledger.person)
    deepest = int(far.max(initial=0))
    found = []
    for generation in range(deepest + 1):
        mine = far == generation
        found.append(
            Generation(
                generation,
                int((mine & (ledger.person != 0)).sum()),
                int((mine & (ledger.orders > 0)).sum()),
                int(ledger.orders[mine].sum()),
                money(int(ledger.paid[mine].sum())),
            )
        )
    return tuple(found)


def _days(forest: Forest, ledger: Ledger) -> Ints:
    """Days from the host's coming to the guest's, of every edge whose host was seen."""
    first = forest.spread(ledger.person, ledger.first)
    came = np.where(forest.parent != NOBODY, forest.at, first)
    brought = np.nonzero((forest.parent != NOBODY) & (came[forest.parent] > 0))[0]
    found: Ints = (forest.at[brought] - came[forest.parent[brought]]) / _DAY
    return found[found >= 0]


def origins(grown: Grown, limit: int) -> list[Node]:
    """The people nobody brought, those first below whom most was paid."""
    forest = grown.forest
    roots = np.nonzero(forest.parent == NOBODY)[0]
    order = np.lexsort((forest.nodes[roots], -grown.below[roots], -grown.below_paid[roots]))
    return [_node(grown, int(place), {}) for place in roots[order][:limit]]


def around(grown: Grown, person: int, limit: int) -> list[Node]:
    """Whoever brought this person, from the origin down, then the person and everybody below, nearest first; at most so
    many. Empty = the person is in no tree."""
    forest, start = grown.forest, grown.forest.place(person)
    if start is None:
        return []
    above = [start]
    while forest.parent[above[0]] != NOBODY:
        above.insert(0, int(forest.parent[above[0]]))
    return _listed(grown, above[-limit:], limit)


def above(grown: Grown, person: int) -> list[Node]:
    """Whoever brought this person, nearest first, up to the origin."""
    forest, place = grown.forest, grown.forest.place(person)
    found: list[Node] = []
    while place is not None and forest.parent[place] != NOBODY:
        place = int(forest.parent[place])
        found.append(_node(grown, place, {}))
    return found


def below(grown: Grown, person: int, limit: int) -> list[Node]:
    """The person and everybody below, nearest first; at most so many. Empty = the person is in no tree."""
    start = grown.forest.place(person)
    return [] if start is None else _listed(grown, [start], limit)


def _listed(grown: Grown, first: list[int], limit: int) -> list[Node]:
    children, places, waiting = grown.forest.children(), list(first), first[-1:]
    while waiting and len(places) < limit:
        waiting = [child for one in waiting for child in children.get(one, [])][: limit - len(places)]
        places += waiting
    where = {place: n for n, place in enumerate(places)}
    return [_node(grown, place, where) for place in places]


def _node(grown: Grown, place: int, where: Mapping[int, int]) -> Node:
    forest = grown.forest
    person = int(forest.nodes[place])
    return Node(
        person if person in grown.known else 0,
        where.get(int(forest.parent[place])),
        int(forest.generation[place]),
        int(forest.at[place]),
        int(grown.guests[place]),
        int(grown.below[place]),
        int(grown.orders[place]),
        money(int(grown.paid[place])),
        money(int(grown.below_paid[place])),
    )
