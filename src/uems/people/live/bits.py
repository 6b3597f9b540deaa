"""Sets of people as bits: one bit for each seat, in words of 64, so that algebra on a million people is a few passes.

A set is never changed in place: whoever holds one may read it while another thread makes the next.
"""

from collections.abc import Callable, Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint64]
Seats = npt.NDArray[np.int64]
_ONE = np.uint64(1)


def none() -> Bits:
    return np.zeros(0, np.uint64)


def of(seats: Seats) -> Bits:
    """The set of these seats, each 0 or more."""
    if not len(seats):
        return none()
    flags = np.zeros((int(seats.max()) // 64 + 1) * 64, np.uint8)
    flags[seats] = 1
    return np.packbits(flags, bitorder="little").view(np.uint64)


def seats(bits: Bits) -> Seats:
    """The seats in the set, in order."""
    return np.flatnonzero(np.unpackbits(bits.view(np.uint8), bitorder="little"))


def count(bits: Bits) -> int:
    return int(np.bitwise_count(bits).sum())


def has(bits: Bits, asked: Seats) -> npt.NDArray[np.bool_]:
    """Which of the seats are in the set; -1 is nobody's."""
    words = asked >> 6
    inside = (asked >= 0) & (words < len(bits))
    found = np.zeros(len(asked), np.bool_)
    held = bits[words[inside]] >> (asked[inside] & 63).astype(np.uint64)
    found[inside] = (held & _ONE).astype(np.bool_)
    return found


def union(a: Bits, b: Bits) -> Bits:
    return _paired(np.bitwise_or, a, b)


def intersection(a: Bits, b: Bits) -> Bits:
    return _paired(np.bitwise_and, a, b)


def difference(a: Bits, b: Bits) -> Bits:
    """Those of `a` who are not in `b`."""
    return _paired(lambda x, y: x & ~y, a, b)


def overlaps(sets: Sequence[Bits]) -> dict[tuple[int, ...], int]:
    """How many are in exactly these sets and in no other, by the places of the sets; nobody is told twice."""
    size = max((len(one) for one in sets), default=0)
    wide = [_wide(one, size) for one in sets]
    found: dict[tuple[int, ...], int] = {}
    for mask in range(1, 1 << len(wide)):
        inside = tuple(n for n in range(len(wide)) if mask >> n & 1)
        held = reduce(np.bitwise_and, (wide[n] for n in inside))
        for n in range(len(wide)):
            if n not in inside:
                held = held & ~wide[n]
        found[inside] = count(held)
    return found


def _paired(op: Callable[[Bits, Bits], Bits], a: Bits, b: Bits) -> Bits:
    size = max(len(a), len(b))
    return op(_wide(a, size), _wide(b, size))


def _wide(bits: Bits, size: int) -> Bits:
    return bits if len(bits) == size else np.concatenate([bits, np.zeros(size - len(bits), np.uint64)])
