"""The physical limit: the same questions as compiled loops over person-sorted columns in memory."""

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray


@numba.njit(cache=True)
def funnel(person: NDArray[Any], ms: NDArray[Any], code: NDArray[Any], steps: int, window: int) -> NDArray[Any]:
    """People who reached each step in order, the window counted from the latest first step (rows sorted by person, ms;
    code = step number, 255 = another event)."""
    reached = np.zeros(steps, dtype=np.int64)
    starts = np.full(steps, -1, dtype=np.int64)
    best = 0
    for row in range(len(person)):
        if row > 0 and person[row] != person[row - 1]:
            for level in range(best):
                reached[level] += 1
            starts[:] = -1
            best = 0
        step = code[row]
        if step == 255:
            continue
        if step == 0:
            starts[0] = ms[row]
            best = max(best, 1)
        elif starts[step - 1] >= 0 and ms[row] - starts[step - 1] <= window:
            starts[step] = starts[step - 1]
            best = max(best, step + 1)
    for level in range(best):
        reached[level] += 1
    return reached


@numba.njit(cache=True)
def retention(person: NDArray[Any], day: NDArray[Any], periods: int) -> NDArray[Any]:
    """Cohort by first day × days since, distinct people (rows sorted by person, day; days counted from 0)."""
    table = np.zeros((day.max() + 1, periods), dtype=np.int64)
    first = last = -1
    for row in range(len(person)):
        if row == 0 or person[row] != person[row - 1]:
            first = day[row]
            last = -1
        if day[row] != last:
            last = day[row]
            if last - first < periods:
                table[first, last - first] += 1
    return table
