"""Dense numbers for a project's people: a person's 64 bits are scattered, a seat counts from 0, so sets can be bits."""

import numpy as np
import numpy.typing as npt

Persons = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
_LATE = 1 << 16
"""Newcomers kept aside before they are sorted in."""


class Seating:
    """Who sits where; nobody ever leaves a seat. Seats live in memory only: after a restart they are given anew."""

    def __init__(self) -> None:
        self._persons: Persons = np.zeros(0, np.uint64)
        self._sorted: Persons = self._persons
        self._order: Places = np.zeros(0, np.int64)
        self._late: dict[int, int] = {}
        self._waiting: list[int] = []

    def __len__(self) -> int:
        return len(self._persons) + len(self._waiting)

    def places(self, persons: Persons) -> Places:
        """The seat of each; who has none gets the next."""
        found = self.found(persons)
        missing = np.flatnonzero(found < 0)
        if not len(missing):
            return found
        newcomers = persons[missing]
        if len(newcomers) + len(self._late) > _LATE:
            self._sort_in(np.unique(newcomers))
            return self.found(persons)
        for person in newcomers.tolist():
            if person not in self._late:
                self._late[person] = len(self)
                self._waiting.append(person)
        found[missing] = [self._late[person] for person in newcomers.tolist()]
        return found

    def found(self, persons: Persons) -> Places:
        """The seat of each, -1 for who has none."""
        if len(self._sorted):
            at = np.minimum(np.searchsorted(self._sorted, persons), len(self._sorted) - 1)
            found = np.where(self._sorted[at] == persons, self._order[at], -1)
        else:
            found = np.full(len(persons), -1, np.int64)
        if self._late:
            for n in np.flatnonzero(found < 0).tolist():
                found[n] = self._late.get(int(persons[n]), -1)
        return found

    def persons(self, places: Places) -> Persons:
        """Who sits on these seats."""
        self._settle()
        return self._persons[places]

    def _settle(self) -> None:
        """Give those who wait their place in the row of persons; the sorted row may stay behind."""
        if self._waiting:
            self._persons = np.concatenate([self._persons, np.array(self._waiting, np.uint64)])
            self._waiting = []

    def _sort_in(self, newcomers: Persons) -> None:
        self._settle()
        self._persons = np.concatenate([self._persons, newcomers[self.found(newcomers) < 0]])
        self._order = np.argsort(self._persons, kind="stable")
        self._sorted = self._persons[self._order]
        self._late = {}
