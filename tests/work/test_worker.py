"""Jobs: promised in a transaction, done at least once, never stuck."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from uems.store.client import Store
from uems.work import job
from uems.work.job import Job, LeaseLost, enqueue
from uems.work.worker import Patience, Worker, pause

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Hands:
    """A clock that stands until it is moved, and a worker whose jobs are written down."""

    def __init__(self, store: Store) -> None:
        self.store, self.now = store, START
        self.did: list[Job] = []
        self.errors: list[Exception] = []

    def clock(self) -> datetime:
        return self.now

    def do(self, given: Job) -> None:
        self.did.append(given)
        if self.errors:
            raise self.errors.pop(0)

    def worker(self, **more: object) -> Worker:
        return Worker(self.store, {"mail": self.do}, self.clock, **more)  # type: ignore[arg-type]

    def enqueue(self, **more: object) -> int | None:
        with self.store.write() as connection:
            return enqueue(connection, "mail", {"to": "a"}, now=self.now, **more)  # type: ignore[arg-type]

    def status(self, id: int | None) -> job.Status:
        assert id is not None
        with self.store.read() as connection:
            return job.status(connection, 0, id)

    def leases(self) -> list[datetime]:
        """Until when the jobs that are being done are their workers'."""
        asked = sa.select(job.table.c.lease_until).where(job.table.c.state == "doing")
        with self.store.read() as connection:
            return list(connection.scalars(asked))

    def counts(self) -> dict[str, int]:
        with self.store.read() as connection:
            return job.counts(connection)


@pytest.fixture
def hands(store: Store) -> Hands:
    return Hands(store)


def test_a_job_is_done_once(hands: Hands) -> None:
    id = hands.enqueue()
    assert hands.worker().run_due() == 1
    assert hands.worker().run_due() == 0
    assert [(one.id, one.payload, one.attempt) for one in hands.did] == [(id, {"to": "a"}, 1)]
    assert hands.status(id).state == "done"


def test_a_job_of_a_transaction_that_failed_was_never_promised(hands: Hands) -> None:
    def fail() -> None:
        with hands.store.write() as connection:
            enqueue(connection, "mail", {}, now=START)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert hands.worker().run_due() == 0


def test_the_same_key_is_promised_once_in_each_project(hands: Hands) -> None:
    assert hands.enqueue(key="k") is not None
    assert hands.enqueue(key="k") is None
    assert hands.enqueue(key="k", project=7) is not None
    assert hands.worker().run_due() == 2
    assert hands.enqueue(key="k") is None, "done is still promised"
    assert hands.enqueue() != hands.enqueue()


def test_a_job_for_later_waits(hands: Hands) -> None:
    hands.enqueue(run_at=START + timedelta(hours=1))
    worker = hands.worker()
    assert worker.run_due() == 0
    hands.now += timedelta(hours=1)
    assert worker.run_due() == 1


def test_jobs_run_in_the_order_of_their_time(hands: Hands) -> None:
    late = hands.enqueue(run_at=START - timedelta(hours=1))
    later = hands.enqueue()
    early = hands.enqueue(run_at=START - timedelta(hours=2))
    hands.worker().run_due()
    assert [one.id for one in hands.did] == [early, late, later]


def test_a_kind_that_nobody_here_knows_is_left_for_others(hands: Hands) -> None:
    with hands.store.write() as connection:
        enqueue(connection, "unknown", {}, now=START)
    assert hands.worker().run_due() == 0
    assert hands.counts() == {"waiting": 1}


def test_a_job_that_fails_is_tried_again_after_longer_and_longer_pauses(hands: Hands) -> None:
    hands.errors = [ValueError("bad \x00 \ud800 text"), ValueError("again")]
    id = hands.enqueue()
    worker = hands.worker()
    worker.run_due()
    first = hands.status(id)
    assert first.state == "waiting"
    assert first.error is not None
    assert "ValueError: bad" in first.error
    assert timedelta(seconds=5) <= first.run_at - hands.now <= timedelta(seconds=6)
    assert worker.run_due() == 0
    hands.now = first.run_at
    worker.run_due()
    assert timedelta(seconds=20) <= hands.status(id).run_at - hands.now <= timedelta(seconds=24)
    hands.now = hands.status(id).run_at
    worker.run_due()
    assert hands.status(id).state == "done"
    assert [one.attempt for one in hands.did] == [1, 2, 3]


def test_a_job_that_never_works_fails_in_the_end_and_keeps_its_error(hands: Hands) -> None:
    hands.errors = [ValueError(str(n)) for n in range(9)]
    id = hands.enqueue()
    worker = hands.worker(patience=Patience(attempts=3))
    for _ in range(9):
        worker.run_due()
        hands.now += timedelta(hours=2)
    end = hands.status(id)
    assert (end.state, end.attempt) == ("failed", 3)
    assert end.error is not None
    assert "ValueError: 2" in end.error
    hands.errors = []
    with hands.store.write() as connection:
        job.retry(connection, 0, end.id, hands.now)
    worker.run_due()
    assert hands.status(id).state == "done"


def test_pauses_are_bounded_and_not_in_step() -> None:
    waits = [[pause(Job(id, 0, "mail", {}, n, "w")).total_seconds() for id in range(50)] for n in (1, 2, 3, 30)]
    for least, wait in zip((5, 20, 80, 3600), waits, strict=True):
        assert least <= min(wait) <= max(wait) <= 1.2 * least
        assert len(set(wait)) > 25


def test_a_job_whose_worker_died_is_taken_up_when_its_lease_ends(hands: Hands) -> None:
    id = hands.enqueue()
    lease = Patience().lease
    with hands.store.write() as connection:  # a worker that dies here
        assert job.claim(connection, ["mail"], "dead", START, START + lease) is not None
    worker = hands.worker()
    hands.now += lease - timedelta(seconds=1)
    assert worker.run_due() == 0
    hands.now += timedelta(seconds=1)
    assert worker.run_due() == 1
    assert hands.did[0].attempt == 2
    assert hands.status(id).state == "done"


def test_a_job_that_kills_every_worker_fails_in_the_end(hands: Hands) -> None:
    id = hands.enqueue()
    patience = Patience(attempts=2)
    for _ in range(2):
        with hands.store.write() as connection:
            assert job.claim(connection, ["mail"], "dead", hands.now, hands.now + patience.lease) is not None
        hands.now += patience.lease
        with hands.store.write() as connection:
            assert job.adopt(connection, hands.now, patience.attempts) == 1
    assert hands.worker().run_due() == 0
    assert hands.status(id).state == "failed"


def test_a_worker_that_woke_too_late_changes_nothing(hands: Hands) -> None:
    hands.enqueue()
    with hands.store.write() as connection:
        stalled = job.claim(connection, ["mail"], "stalled", START, START + timedelta(seconds=60))
    assert stalled is not None
    hands.now += timedelta(seconds=61)
    hands.worker().run_due()
    with hands.store.write() as connection:
        job.prolong(connection, [stalled], START + timedelta(days=1))
    with pytest.raises(LeaseLost), hands.store.write() as connection:
        job.finish(connection, stalled, hands.now)
    with pytest.raises(LeaseLost), hands.store.write() as connection:
        job.give_back(connection, stalled, "late", hands.now, hands.now)
    assert hands.status(stalled.id).state == "done"


def test_a_function_may_finish_its_job_in_the_transaction_of_its_effect(hands: Hands) -> None:
    def finish(given: Job) -> None:
        with hands.store.write() as connection:
            enqueue(connection, "effect", {}, now=START)
            job.finish(connection, given, START)

    id = hands.enqueue()
    assert Worker(hands.store, {"mail": finish}, hands.clock).run_due() == 1
    assert hands.status(id).state == "done"
    assert hands.counts() == {"done": 1, "waiting": 1}


def test_done_jobs_are_forgotten_after_two_days(hands: Hands) -> None:
    hands.enqueue()
    worker = hands.worker()
    worker.run_due()
    hands.now += timedelta(hours=47)
    worker.run_due()
    assert hands.counts() == {"done": 1}
    hands.now += timedelta(hours=2)
    worker.run_due()
    assert hands.counts() == {}


def test_lanes_run_side_by_side_and_a_long_job_keeps_its_lease(hands: Hands) -> None:
    both, released = threading.Barrier(3), threading.Event()

    def long(given: Job) -> None:
        hands.did.append(given)
        both.wait(10)
        released.wait(10)

    lease = timedelta(seconds=1)
    first, second = hands.enqueue(), hands.enqueue()
    worker = Worker(hands.store, {"mail": long}, hands.clock, lanes=2, poll=0.02, patience=Patience(lease=lease))
    worker.start()
    both.wait(10)
    for _ in range(3):
        hands.now += lease * 0.9
        wait_for(lambda: hands.leases() == [hands.now + lease] * 2)
    assert hands.worker().run_due() == 0, "taken from a worker that lives"
    released.set()
    worker.close()
    assert {first, second} == {one.id for one in hands.did}
    assert hands.counts() == {"done": 2}


PROGRAM = """
    import sys, time
    from datetime import timedelta
    from uems.store.client import Store
    from uems.work.worker import Patience, Worker

    def do(job):
        with open(sys.argv[2], "a") as file:
            file.write(f"{job.id}\\n")
        time.sleep(float(sys.argv[3]))

    patience = Patience(lease=timedelta(seconds=30))
    worker = Worker(Store(sys.argv[1]), {"mail": do}, lanes=2, poll=0.05, patience=patience)
    worker.start()
    print("ready", flush=True)
    sys.stdin.readline()
    worker.close()
"""


def started(store_url: str, ran: Path, seconds: float) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", textwrap.dedent(PROGRAM), store_url, str(ran), str(seconds)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def wait_for(held: "object", seconds: float = 20.0) -> None:
    until = time.monotonic() + seconds
    while not held():  # type: ignore[operator]
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def test_a_job_survives_kill_9_of_its_worker_and_runs_exactly_once_more(
    hands: Hands, store_url: str, tmp_path: Path
) -> None:
    ran = tmp_path / "ran"
    ids = [hands.enqueue() for _ in range(5)]
    process = started(store_url, ran, 60)
    wait_for(lambda: ran.exists() and len(ran.read_text().split()) == 2)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=10)
    hands.now = datetime.now(UTC)
    with hands.store.write() as connection:  # the naive worker asks only for what waits: the two are stuck for ever
        naive = [job.claim(connection, ["mail"], "naive", hands.now, hands.now) for _ in range(9)]
    assert len([one for one in naive if one]) == 3
    hands.now += timedelta(seconds=61)
    assert hands.worker().run_due() == 5
    assert hands.worker().run_due() == 0
    again = Counter([int(id) for id in ran.read_text().split()] + [one.id for one in hands.did])
    assert sorted(again) == sorted(id for id in ids if id is not None)
    assert sorted(again.values()) == [1, 1, 1, 2, 2]
    assert hands.counts() == {"done": 5}


def test_two_processes_never_take_the_same_job(hands: Hands, store_url: str, tmp_path: Path) -> None:
    with hands.store.write() as connection:
        for _ in range(80):
            enqueue(connection, "mail", {}, now=START)
    both = [started(store_url, tmp_path / f"ran{n}", 0) for n in range(2)]
    wait_for(lambda: hands.counts() == {"done": 80}, 60)
    for process in both:
        process.communicate("stop\n", timeout=20)
    ran = [id for n in range(2) if (file := tmp_path / f"ran{n}").exists() for id in file.read_text().split()]
    assert len(ran) == len(set(ran)) == 80


def test_select_then_update_takes_a_job_twice_and_claim_does_not(hands: Hands) -> None:
    """The mutant: two workers that look first and mark afterwards."""
    hands.enqueue()
    seen = []
    for worker in ("a", "b"):
        with hands.store.read() as connection:
            seen.append((worker, connection.execute(sa.select(job.table.c.id).where(job.WAITING)).scalars().all()))
    taken = []
    for worker, ids in seen:
        with hands.store.write() as connection:
            mark = sa.update(job.table).where(job.table.c.id.in_(ids)).values(worker=worker)
            taken += [worker] * connection.execute(mark).rowcount
    assert taken == ["a", "b"], "the naive program must fail, or this test shows nothing"
    with hands.store.write() as connection:
        got = [job.claim(connection, ["mail"], worker, START, START + timedelta(1)) for worker in ("a", "b")]
    assert [one is not None for one in got] == [True, False]


@pytest.mark.parametrize("asked", [job.is_due, lambda c, kinds, now: job.has_orphans(c, now)])
def test_an_idle_look_at_the_queue_uses_the_small_indexes(tmp_path: Path, asked: object) -> None:
    store = Store(f"sqlite:///{tmp_path / 'plan.db'}")
    with store.write() as connection:
        job.table.create(connection)
    said: list[tuple[str, object]] = []
    sa.event.listen(store.reader, "before_cursor_execute", lambda *event: said.append((event[2], event[3])))
    with store.read() as connection:
        asked(connection, ["mail"], START)  # type: ignore[operator]
        sql, values = next(one for one in said if "job" in one[0])
        plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all())
    assert "ix_job_waiting" in plan or "ix_job_doing" in plan
    assert "SCAN job" not in plan
    store.close()
