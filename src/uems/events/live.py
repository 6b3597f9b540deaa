"""The live stream: what just became visible, to whoever is watching a project now."""

import asyncio
import threading
from collections import deque
from collections.abc import AsyncIterator, Sequence
from typing import Any

from uems.events.event import Event
from uems.events.row import canonical_of

_RECENT = 200
_WAITING = 500

Seen = tuple[Event, int]


class Watcher:
    """One reader of the stream. What it is too slow for is dropped, oldest first, and counted."""

    def __init__(self, loop: asyncio.AbstractEventLoop, limit: int) -> None:
        self._loop = loop
        self._waiting: deque[Seen] = deque(maxlen=limit)
        self._news = asyncio.Event()
        self.dropped = 0

    def offer(self, seen: Sequence[Seen]) -> None:
        """From any thread."""
        self.dropped += max(0, len(self._waiting) + len(seen) - (self._waiting.maxlen or 0))
        self._waiting.extend(seen)
        self._loop.call_soon_threadsafe(self._news.set)

    async def next(self, seconds: float) -> list[dict[str, Any]]:
        """Canonical events, oldest first; [] after so many seconds without any, so that a server can say it lives."""
        if not self._waiting:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), seconds)
            except TimeoutError:
                return []
        found = []
        while self._waiting:
            found.append(canonical_of(*self._waiting.popleft()))
        return found


class Live:
    """The hub: the writer publishes, watchers come and go."""

    def __init__(self, recent: int = _RECENT, waiting: int = _WAITING) -> None:
        self._lock = threading.Lock()
        self._size = recent
        self._waiting = waiting
        self._recent: dict[int, deque[Seen]] = {}
        self._watchers: dict[int, set[Watcher]] = {}

    def publish(self, project: int, events: Sequence[Event], people: Sequence[int]) -> None:
        """The writer's hook: cheap when nobody watches."""
        newest = list(zip(events[-self._waiting :], people[-self._waiting :], strict=True))
        with self._lock:
            self._recent.setdefault(project, deque(maxlen=self._size)).extend(newest[-self._size :])
            watchers = list(self._watchers.get(project, ()))
        for watcher in watchers:
            try:
                watcher.offer(newest)
            except RuntimeError:  # its event loop has closed
                self.leave(project, watcher)

    def forget(self, project: int, people: Sequence[int]) -> None:
        """These people are no longer among the last seen."""
        gone = set(people)
        with self._lock:
            kept = [seen for seen in self._recent.get(project, ()) if seen[1] not in gone]
            self._recent[project] = deque(kept, maxlen=self._size)

    def recent(self, project: int) -> list[dict[str, Any]]:
        """The last events published, newest first."""
        with self._lock:
            kept = list(self._recent.get(project, ()))
        return [canonical_of(event, person) for event, person in reversed(kept)]

    def watch(self, project: int) -> Watcher:
        """A watcher for the running event loop; give it back with `leave`."""
        watcher = Watcher(asyncio.get_running_loop(), self._waiting)
        with self._lock:
            self._watchers.setdefault(project, set()).add(watcher)
        return watcher

    def leave(self, project: int, watcher: Watcher) -> None:
        with self._lock:
            self._watchers.get(project, set()).discard(watcher)

    async def stream(self, project: int, beat: float = 15.0) -> AsyncIterator[list[dict[str, Any]]]:
        """Batches of canonical events as they become visible; an empty one at least every `beat` seconds."""
        watcher = self.watch(project)
        try:
            while True:
                yield await watcher.next(beat)
        finally:
            self.leave(project, watcher)
