"""Clocks: a schedule says when its last tick was; the tick's job has the tick as its key, so it exists once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from uems.work import job


@dataclass(frozen=True, slots=True)
class Schedule:
    """A job of this kind at every tick. `rule` names the clock; `latest` gives its last tick at or before a time (UTC).

    Ticks missed while nothing ran are made up by one job, that of the last; a tick waits until the one before is done.
    """

    kind: str
    rule: str
    latest: Callable[[datetime], datetime]
    payload: dict[str, Any] = field(default_factory=dict, hash=False)


def every(kind: str, seconds: int) -> Schedule:
    """A tick each time the Unix time is a multiple of `seconds`."""

    def latest(now: datetime) -> datetime:
        return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)

    return Schedule(kind, f"every {seconds} s", latest)


def daily(kind: str, at: time, zone: ZoneInfo) -> Schedule:
    """A tick a day at this local time; where the clocks skip it, as much later; where they repeat it, at the first."""

    def latest(now: datetime) -> datetime:
        day = now.astimezone(zone).date() + timedelta(days=1)
        while True:
            tick = datetime.combine(day, at, zone).astimezone(UTC)
            if tick <= now:
                return tick
            day -= timedelta(days=1)

    return Schedule(kind, f"daily {at.isoformat()} {zone.key}", latest)


def tick(connection: sa.Connection, schedule: Schedule, now: datetime) -> bool:
    """Promise the job of the last tick; False = the job of an earlier tick is not done yet, ask again later."""
    c = job.table.c
    for state in (job.WAITING, job.DOING):
        mine = (c.project == 0, c.kind == schedule.kind, c.key.startswith(f"{schedule.rule} @ ", autoescape=True))
        if connection.execute(sa.select(c.id).where(state, *mine).limit(1)).first() is not None:
            return False
    moment = schedule.latest(now)
    key = f"{schedule.rule} @ {moment.isoformat()}"
    job.enqueue(connection, schedule.kind, schedule.payload, now=now, key=key, run_at=moment)
    return True
