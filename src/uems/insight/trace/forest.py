"""The trees of who brought whom: everybody has at most one who brought them, and nobody brought themselves."""

from dataclasses import dataclass

import numpy as np

Ints = np.ndarray
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Forest:
    """`nodes`: the numbers of all people who brought somebody or were brought, rising. Of each: the place of who
    brought them (-1 = nobody did), when (milliseconds; 0 = never), the place of the tree's origin, and how far they are
    from it (the origin is generation 0)."""

    nodes: Ints
    parent: Ints
    at: Ints
    origin: Ints
    generation: Ints

    def place(self, person: int) -> int | None:
        """Where a person stands; None = in no tree."""
        found = int(np.searchsorted(self.nodes, np.uint64(person)))
        return found if found < len(self.nodes) and int(self.nodes[found]) == person else None

    def family(self, person: int) -> list[int]:
        """Everybody in the tree of a person; alone where they are in none."""
        place = self.place(person)
        if place is None:
            return [person]
        family: list[int] = self.nodes[self.origin == self.origin[place]].tolist()
        return family

    def spread(self, people: Ints, numbers: Ints) -> Ints:
        """The numbers of people by node; 0 for who has none."""
        out = np.zeros(len(self.nodes), dtype=np.int64)
        if len(self.nodes):
            place = np.minimum(np.searchsorted(self.nodes, people), len(self.nodes) - 1)
            mine = self.nodes[place] == people
            np.add.at(out, place[mine], numbers[mine])
        return out

    def below(self, numbers: Ints) -> Ints:
        """The sum of a number over everybody that each brought, however far down; without their own."""
        total = numbers.copy()
        for far in range(int(self.generation.max(initial=0)), 0, -1):
            mine = self.generation == far
            np.add.at(total, self.parent[mine], total[mine])
        found: Ints = total - numbers
        return found

    def children(self) -> dict[int, list[int]]:
        """The places of the people that each brought, in the order of time."""
        found: dict[int, list[int]] = {}
        for place in np.argsort(self.at, kind="stable").tolist():
            if self.parent[place] != NOBODY:
                found.setdefault(int(self.parent[place]), []).append(place)
        return found


def forest(guest: Ints, host: Ints, at: Ints) -> Forest:
    """Of edges guest ← host. Of several for one guest the first in time counts; who brought themselves was not brought;
    people who brought each other in a circle have an origin: whoever of them was brought first."""
    order = np.lexsort((host, at))
    guest, host, at = guest[order], host[order], at[order]
    kept = guest != host
    guest, host, at = guest[kept], host[kept], at[kept]
    _, first = np.unique(guest, return_index=True)
    guest, host, at = guest[first], host[first], at[first]
    nodes = np.unique(np.concatenate([guest, host]))
    parent = np.full(len(nodes), NOBODY)
    moment = np.zeros(len(nodes), dtype=np.int64)
    mine = np.searchsorted(nodes, guest)
    parent[mine], moment[mine] = np.searchsorted(nodes, host), at
    _open_circles(parent, moment)
    origin, generation = _origins(parent)
    return Forest(nodes, parent, moment, origin, generation)


def _open_circles(parent: Ints, at: Ints) -> None:
    """Cut every circle before the one in it who was brought first."""
    seen = np.zeros(len(parent), dtype=np.int64)
    for start in range(len(parent)):
        place, way = start, []
        while place != NOBODY and seen[place] == 0:
            seen[place] = start + 1
            way.append(place)
            place = int(parent[place])
        if place != NOBODY and seen[place] == start + 1:
            circle = way[way.index(place) :]
            cut = min(circle, key=lambda one: (at[one], one))
            parent[cut], at[cut] = NOBODY, 0


def _origins(parent: Ints) -> tuple[Ints, Ints]:
    """By doubling the stride: as many rounds as the logarithm of the deepest tree."""
    origin = np.where(parent == NOBODY, np.arange(len(parent)), parent)
    generation = (parent != NOBODY).astype(np.int64)
    while True:
        further = origin[origin]
        if np.array_equal(further, origin):
            return origin, generation
        generation = generation + generation[origin]
        origin = further
