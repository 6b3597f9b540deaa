"""What was seen of an experiment: by day of first exposure and variant, the sums of its metrics or people's numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from uems.metrics.moments import Moments as Sums

Vector = npt.NDArray[np.float64]
Cell = tuple[Sums, ...]
"""The sums of every metric of an experiment, in its order; of a quantile only how many people there are."""


@dataclass(frozen=True)
class Numbers:
    """What a quantile of a variant is read from: the number of each person who came on a day."""

    by_day: Mapping[date, Vector]

    @cached_property
    def _rising(self) -> tuple[Vector, npt.NDArray[np.int64]]:
        """All numbers, rising, and the day of each."""
        days = np.repeat([day.toordinal() for day in self.by_day], [len(some) for some in self.by_day.values()])
        every = np.concatenate([np.zeros(0), *self.by_day.values()])
        order = np.argsort(every, kind="stable")
        return every[order], days.astype(np.int64)[order]

    def until(self, day: date) -> Vector:
        """The numbers, rising, of those who came until the end of a day."""
        every, days = self._rising
        return every[days <= day.toordinal()]


@dataclass(frozen=True, slots=True)
class Table:
    """`cells`: the sums of the people whom each variant got on each day of first exposure. `multiple`: people who met
    more than one variant, who are in no cell. `numbers`: those of quantiles, by their place in the order of metrics,
    then by variant."""

    cells: Mapping[date, Mapping[str, Cell]]
    multiple: int = 0
    numbers: Mapping[int, Mapping[str, Numbers]] = field(default_factory=dict)

    @property
    def days(self) -> list[date]:
        return sorted(self.cells)

    def people(self, arm: str, days: Sequence[date] | None = None) -> int:
        """How many people a variant has, of those who came on these days."""
        cells = [self.cells[day] for day in (self.days if days is None else days)]
        return sum(cell[arm][0].n for cell in cells if arm in cell)

    def rising(self, place: int, arm: str, days: Sequence[date]) -> Vector:
        """The numbers of a quantile of those who came until the last of the days."""
        found = self.numbers.get(place, {}).get(arm)
        return found.until(max(days)) if found is not None and days else np.zeros(0)
