"""Clocks: each tick is one job, whoever asks and however often."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uems.store.client import Store
from uems.work import job
from uems.work.job import Job
from uems.work.schedule import Schedule, daily, every
from uems.work.worker import Worker

NOON = datetime(2026, 3, 1, 12, 0, 30, tzinfo=UTC)


def run(store: Store, schedule: Schedule, now: datetime, worker: Worker | None = None) -> int:
    return (worker or Worker(store, {"tidy": lambda given: None}, lambda: now, schedules=[schedule])).run_due()


def test_every_minute_is_one_job_a_minute_for_all_workers(store: Store) -> None:
    minute = every("tidy", 60)
    assert run(store, minute, NOON) == 1
    assert run(store, minute, NOON + timedelta(seconds=29)) == 0
    assert run(store, minute, NOON + timedelta(seconds=30)) == 1
    assert run(store, minute, NOON + timedelta(seconds=30)) == 0


def test_ticks_missed_are_made_up_by_one_job(store: Store) -> None:
    assert run(store, every("tidy", 60), NOON) == 1
    assert run(store, every("tidy", 60), NOON + timedelta(days=1)) == 1


def test_a_tick_waits_until_the_one_before_is_done(store: Store) -> None:
    now = [NOON]
    worker = Worker(store, {"tidy": lambda given: None}, lambda: now[0], schedules=[every("tidy", 60)])
    worker._tick()
    now[0] += timedelta(minutes=5)
    worker._tick()
    with store.read() as connection:
        assert job.counts(connection) == {"waiting": 1}
    assert worker.run_due() == 1
    assert worker.run_due() == 1, "the last tick, late"
    assert worker.run_due() == 0


def test_a_schedule_hands_its_payload_on(store: Store) -> None:
    got: list[Job] = []
    schedule = Schedule("tidy", "once", lambda now: NOON, {"deep": True})
    Worker(store, {"tidy": got.append}, lambda: NOON, schedules=[schedule]).run_due()
    assert [one.payload for one in got] == [{"deep": True}]


@pytest.mark.parametrize(
    ("zone", "at", "now", "tick"),
    [
        ("Asia/Shanghai", time(3), "2026-03-01T18:59:59+00:00", "2026-02-28T19:00:00+00:00"),
        ("Asia/Shanghai", time(3), "2026-03-01T19:00:00+00:00", "2026-03-01T19:00:00+00:00"),
        ("Pacific/Kiritimati", time(0), "2026-03-01T10:00:00+00:00", "2026-03-01T10:00:00+00:00"),
        ("Europe/Berlin", time(2, 30), "2026-03-29T12:00:00+00:00", "2026-03-29T01:30:00+00:00"),  # skipped: 3:30
        ("Europe/Berlin", time(2, 30), "2026-10-25T12:00:00+00:00", "2026-10-25T00:30:00+00:00"),  # twice: the first
    ],
)
def test_a_daily_tick_follows_the_local_clock(zone: str, at: time, now: str, tick: str) -> None:
    schedule = daily("tidy", at, ZoneInfo(zone))
    assert schedule.latest(datetime.fromisoformat(now)) == datetime.fromisoformat(tick)


@given(
    now=st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)),
    at=st.times().map(lambda moment: moment.replace(microsecond=0)),
    zone=st.sampled_from(["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]),
)
def test_the_last_daily_tick_is_past_and_less_than_a_long_day_ago(now: datetime, at: time, zone: str) -> None:
    tick = daily("tidy", at, ZoneInfo(zone)).latest(now)
    assert tick <= now < tick + timedelta(hours=26)
    assert daily("tidy", at, ZoneInfo(zone)).latest(tick) == tick
