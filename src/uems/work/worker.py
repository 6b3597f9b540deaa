"""A worker takes jobs that are due, one a thread, and settles each in the transaction that claims the next."""

import logging
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from uems.base.clock import Clock, system_clock
from uems.base.errors import Unavailable
from uems.base.ids import hash64, new_id
from uems.store.client import Store
from uems.work import job, schedule
from uems.work.job import Job
from uems.work.schedule import Schedule

_log = logging.getLogger(__name__)

Function = Callable[[Job], object]
_FIRST_PAUSE = 5.0
_LONGEST_PAUSE = 3600.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a worker that shows no life keeps a job, how long one attempt may take, how many there are."""

    lease: timedelta = timedelta(seconds=30)
    longest: timedelta = timedelta(hours=6)
    attempts: int = 6


@dataclass(frozen=True, slots=True)
class _Ended:
    job: Job
    error: str | None


class Worker:
    """Runs jobs of the given kinds. A job's function may run twice (a kill, a lost lease), so it is idempotent, or it
    calls `job.finish` in the transaction of its effect."""

    def __init__(
        self,
        store: Store,
        kinds: Mapping[str, Function],
        clock: Clock = system_clock,
        *,
        schedules: Sequence[Schedule] = (),
        lanes: int = 2,
        poll: float = 1.0,
        patience: Patience | None = None,
    ) -> None:
        """`lanes` = jobs at a time; `poll` = seconds between two looks at an empty queue (`wake` looks at once)."""
        self._store, self._kinds, self._clock = store, dict(kinds), clock
        self._schedules, self._poll, self._patience = tuple(schedules), poll, patience or Patience()
        self._name = new_id("wrk")
        self._running: dict[int, tuple[Job, datetime]] = {}
        self._ticked: dict[Schedule, datetime] = {}
        self._forgot: datetime | None = None
        self._closing = False
        self._woken = threading.Condition()
        lane = [threading.Thread(target=self._lane, name=f"work-{n}", daemon=True) for n in range(lanes)]
        self._threads = [*lane, threading.Thread(target=self._watch, name="work-watch", daemon=True)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Something was enqueued: look now."""
        with self._woken:
            self._woken.notify_all()

    def close(self, seconds: float = 30.0) -> None:
        """Take nothing new and wait for what runs; what is not done by then is done again when its lease ends."""
        self._closing = True
        self.wake()
        until = time.monotonic() + seconds
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.0, until - time.monotonic()))

    def run_due(self) -> int:
        """Tick the clocks and run all that is due, here and now; returns how many jobs ran. Raises Unavailable."""
        self._tick()
        ran, ended = 0, None
        while (found := self._turn(ended)) is not None:
            ended = self._run(found)
            ran += 1
        return ran

    def _lane(self) -> None:
        ended: _Ended | None = None
        while ended is not None or not self._closing:
            try:
                found = self._turn(ended)
            except Exception as error:  # the outcome stays in hand until the store takes it
                _log.warning("jobs are waiting for the store: %s", error, exc_info=not isinstance(error, Unavailable))
                time.sleep(self._poll)
                continue
            ended = None
            if found is not None:
                ended = self._run(found)
            elif not self._closing:
                with self._woken:
                    self._woken.wait(self._poll)

    def _turn(self, ended: _Ended | None) -> Job | None:
        """Settle the last job and claim the next, in one transaction: one wait for the disk a job, not two."""
        if ended is None:
            with self._store.read() as connection:
                if not job.is_due(connection, self._kinds, self._clock()):
                    return None
        with self._store.write() as connection:
            now = self._clock()
            if ended is not None:
                self._settle(connection, ended, now)
            until = now + self._patience.lease
            found = None if self._closing else job.claim(connection, self._kinds, self._name, now, until)
        if ended is not None:
            self._running.pop(ended.job.id, None)
        if found is not None:
            self._running[found.id] = (found, now)
        return found

    def _settle(self, connection: sa.Connection, ended: _Ended, now: datetime) -> None:
        try:
            if ended.error is None:
                job.finish(connection, ended.job, now)
            else:
                last = ended.job.attempt >= self._patience.attempts
                again = None if last else now + pause(ended.job)
                job.give_back(connection, ended.job, ended.error, now, again)
        except job.LeaseLost:
            # Finished by its own function, or another worker's by now: its word counts.
            _log.info("job %s was settled elsewhere", ended.job.id)

    def _run(self, found: Job) -> _Ended:
        try:
            self._kinds[found.kind](found)
        except Exception as error:
            _log.warning("job %s %s, attempt %s: %s", found.id, found.kind, found.attempt, error)
            return _Ended(found, traceback.format_exc())
        return _Ended(found, None)

    def _watch(self) -> None:
        """Ticks the clocks, frees what dead workers held, shows life for what runs, until the last lane is done."""
        shown = time.monotonic()
        pace = self._patience.lease.total_seconds() / 3
        while not self._closing or self._running:
            try:
                if not self._closing:
                    self._tick()
                if time.monotonic() - shown >= pace:
                    self._show_life()
                    shown = time.monotonic()
            except Unavailable as error:
                _log.warning("clocks are waiting for the store: %s", error)
            except Exception:  # this thread keeps every lease alive: it outlives a mistake in a schedule
                _log.exception("the watch of the worker stumbled")
            with self._woken:
                self._woken.wait(min(self._poll, pace))

    def _show_life(self) -> None:
        now = self._clock()
        running = list(self._running.values())
        alive = [one for one, since in running if now - since < self._patience.longest]
        if len(alive) < len(running):
            _log.error(
                "%s jobs run longer than %s; others may take them", len(running) - len(alive), self._patience.longest
            )
        if alive:
            with self._store.write() as connection:
                job.prolong(connection, alive, now + self._patience.lease)

    def _tick(self) -> None:
        now = self._clock()
        due = [one for one in self._schedules if self._ticked.get(one) != one.latest(now)]
        forgetful = self._forgot is None or now - self._forgot >= timedelta(hours=1)
        with self._store.read() as connection:
            orphans = job.has_orphans(connection, now)
        if not due and not forgetful and not orphans:
            return
        with self._store.write() as connection:
            job.adopt(connection, now, self._patience.attempts)
            ticked = {one: one.latest(now) for one in due if schedule.tick(connection, one, now)}
            if forgetful:
                job.forget(connection, now)
        self._ticked.update(ticked)
        self._forgot = now if forgetful else self._forgot


def pause(ended: Job) -> timedelta:
    """How long a job waits after a failed attempt: 5 s, 20 s, 80 s … at most 1 h, and up to a fifth more, so that
    jobs that failed together do not come back together."""
    wait = min(_FIRST_PAUSE * 4 ** (ended.attempt - 1), _LONGEST_PAUSE)
    spread = hash64(str(ended.id), str(ended.attempt)) % 1000 / 5000
    return timedelta(seconds=wait * (1 + spread))
