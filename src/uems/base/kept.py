"""Answers kept for a short while: a costly one longer than a cheap one, so that asking often costs little."""

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")

LONGEST = 60.0
"""Seconds after which an answer is always made anew."""
_TIMES = 20
"""An answer is kept so many times as long as it took: asked without pause it costs at most a twentieth of a thread."""
_MOST = 1000
"""Answers kept at once."""


@dataclass(slots=True)
class _Place:
    lock: threading.Lock = field(default_factory=threading.Lock)
    until: float = 0.0
    answer: Any = None


class Kept:
    """The answers by their question; of several who ask at once, one works and the others wait for it."""

    def __init__(self, watch: Callable[[], float] = time.monotonic) -> None:
        self._watch = watch
        self._lock = threading.Lock()
        self._places: dict[Hashable, _Place] = {}

    def clear(self) -> None:
        """Every answer is made anew when it is asked for again."""
        with self._lock:
            self._places.clear()

    def get(self, question: Hashable, work: Callable[[], T]) -> T:
        """The kept answer, or what `work` answers now. What it raises is not kept."""
        with self._lock:
            if len(self._places) >= _MOST:
                self._places = {key: one for key, one in self._places.items() if one.until > self._watch()}
            if len(self._places) >= _MOST:
                self._places.clear()
            place = self._places.setdefault(question, _Place())
        with place.lock:
            began = self._watch()
            if began >= place.until:
                place.answer = work()
                took = self._watch() - began
                place.until = began + took + min(LONGEST, took * _TIMES)
            return place.answer  # type: ignore[no-any-return]

    def forget(self, question: Hashable) -> None:
        """The next who asks has it made anew; so has who asks while it is being made."""
        with self._lock:
            self._places.pop(question, None)
