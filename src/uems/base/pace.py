"""The brake on asking: so many questions a minute for each who asks, and no more."""

import threading
import time
from collections.abc import Callable, Hashable

from uems.base.errors import Unavailable
from uems.base.words import Text

_MOST = 10_000
"""Askers that are remembered at once."""


class TooOften(Unavailable):
    """Whoever waits `retry_after` seconds may ask again."""

    code = "too_often"
    text = Text("请求过于频繁，请稍后再试", "Asked too often, try again later")
    retry_after = 10


class Pace:
    """`per_minute` questions can be saved up and come back evenly (a token bucket)."""

    def __init__(self, per_minute: int, watch: Callable[[], float] = time.monotonic) -> None:
        self._most, self._watch = float(per_minute), watch
        self._lock = threading.Lock()
        self._left: dict[Hashable, tuple[float, float]] = {}

    def take(self, who: Hashable) -> None:
        """One question of theirs. Raises TooOften."""
        with self._lock:
            now = self._watch()
            if len(self._left) >= _MOST:
                self._left = {one: kept for one, kept in self._left.items() if now - kept[1] < 60}
            left, seen = self._left.get(who, (self._most, now))
            left = min(self._most, left + (now - seen) * self._most / 60)
            if left < 1:
                raise TooOften
            self._left[who] = (left - 1, now)
