"""Many comparisons at once: p-values raised so that one of many is not seen as a difference by chance alone."""

from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

Chance = TypeVar("Chance", float, float | None)
Correction = Literal["none", "holm", "benjamini_hochberg"]


def corrected(p: Sequence[Chance], how: Correction) -> list[Chance]:
    """The p-values in the same order, corrected among those that are there.

    `holm`: the chance of any false one is at most alpha (Holm 1979). `benjamini_hochberg`: the share of false ones
    among those found is at most alpha on average, for independent or positively dependent ones (Benjamini and
    Hochberg 1995).
    """
    there = sorted((value, place) for place, value in enumerate(p) if value is not None)
    found = list(p)
    for (_, place), value in zip(there, _WAYS[how]([value for value, _ in there]), strict=True):
        found[place] = value
    return found


def _holm(rising: Sequence[float]) -> list[float]:
    highest, found = 0.0, []
    for rank, value in enumerate(rising):
        highest = max(highest, min(1.0, value * (len(rising) - rank)))
        found.append(highest)
    return found


def _benjamini_hochberg(rising: Sequence[float]) -> list[float]:
    lowest, found = 1.0, []
    for rank, value in reversed(list(enumerate(rising, 1))):
        lowest = min(lowest, value * len(rising) / rank)
        found.append(lowest)
    return found[::-1]


_WAYS: dict[Correction, Callable[[Sequence[float]], list[float]]] = {
    "none": list,
    "holm": _holm,
    "benjamini_hochberg": _benjamini_hochberg,
}
