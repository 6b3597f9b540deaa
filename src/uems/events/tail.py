"""The newest requests of the journal, kept in memory: a consumer that keeps up reads no disk and decodes nothing."""

from collections import deque
from itertools import islice
from typing import NamedTuple

from uems.events.request import Accepted


class Kept(NamedTuple):
    position: int
    size: int
    accepted: Accepted


class Tail:
    """Consecutive requests up to the newest, in at most `limit` bytes. Not locked: its owner does that."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._bytes = 0
        self._kept: deque[Kept] = deque()

    def add(self, position: int, size: int, accepted: Accepted) -> None:
        self._kept.append(Kept(position, size, accepted))
        self._bytes += size
        while self._bytes > self._limit:
            self._bytes -= self._kept.popleft().size

    def clear(self) -> None:
        self._kept.clear()
        self._bytes = 0

    def read(self, after: int, limit_bytes: int, until: int | None) -> list[tuple[int, Accepted]] | None:
        """What follows a position, at least one and then as many as fit; None when it begins before the tail."""
        if not self._kept or self._kept[0].position > after + 1:
            return None
        found: list[tuple[int, Accepted]] = []
        for position, size, accepted in islice(self._kept, after + 1 - self._kept[0].position, None):
            limit_bytes -= size
            if (found and limit_bytes < 0) or (until is not None and position > until):
                break
            found.append((position, accepted))
        return found
