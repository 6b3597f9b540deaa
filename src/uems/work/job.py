"""A job: work promised in the transaction that made it necessary, and done later at least once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa

from uems.base.errors import Conflict, NotFound
from uems.base.words import Text
from uems.store.table import Instant, Serial, insert, metadata

State = Literal["waiting", "doing", "done", "failed"]

table = sa.Table(
    "job",
    metadata,
    sa.Column("id", Serial, primary_key=True),
    sa.Column("project", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("key", sa.Text),
    sa.Column("payload", sa.JSON, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("run_at", Instant, nullable=False),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("worker", sa.Text),
    sa.Column("lease_until", Instant),
    sa.Column("error", sa.Text),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("finished_at", Instant),
    sa.UniqueConstraint("project", "kind", "key"),
    sa.CheckConstraint("state in ('waiting', 'doing', 'done', 'failed')", name="state"),
    sqlite_autoincrement=True,
)
_c = table.c
# Written out in the SQL, not bound: SQLite uses a partial index only for a constant that it can see.
WAITING = _c.state == sa.literal_column("'waiting'")
DOING = _c.state == sa.literal_column("'doing'")
sa.Index("ix_job_waiting", _c.run_at, sqlite_where=WAITING, postgresql_where=WAITING)
sa.Index("ix_job_doing", _c.lease_until, sqlite_where=DOING, postgresql_where=DOING)
_ENDED = _c.finished_at.is_not(None)
sa.Index("ix_job_ended", _c.finished_at, sqlite_where=_ENDED, postgresql_where=_ENDED)

DONE_KEPT = timedelta(hours=48)
"""So long is the key of a done job remembered; longer than the longest day of a daily clock."""
FAILED_KEPT = timedelta(days=30)
_ERROR = 4000


class LeaseLost(Conflict):
    code = "job_lease_lost"
    text = Text("任务已被另一个进程接管", "Another worker has taken this job over")


class NoJob(NotFound):
    code = "job_not_found"
    text = Text("没有这个任务", "There is no such job")


@dataclass(frozen=True, slots=True)
class Job:
    """A job in a worker's hands. `project` is a project's number, 0 = the product's own; `attempt` counts from 1."""

    id: int
    project: int
    kind: str
    payload: dict[str, Any]
    attempt: int
    worker: str


@dataclass(frozen=True, slots=True)
class Status:
    """How a job stands, for a person to see; `error` is that of the last attempt."""

    id: int
    kind: str
    state: State
    attempt: int
    run_at: datetime
    created_at: datetime
    finished_at: datetime | None
    error: str | None


def enqueue(
    connection: sa.Connection,
    kind: str,
    payload: dict[str, Any],
    *,
    now: datetime,
    project: int = 0,
    key: str | None = None,
    run_at: datetime | None = None,
) -> int | None:
    """Promise a job in the caller's own transaction; its id, or None when `key` is promised already (a no-op).

    A key is unique for its project and kind, and remembered for DONE_KEPT after the job is done.
    """
    row = {
        "project": project,
        "kind": kind,
        "key": key,
        "payload": payload,
        "state": "waiting",
        "run_at": run_at or now,
        "attempt": 0,
        "created_at": now,
    }
    asked = insert(connection, table).values(row).on_conflict_do_nothing().returning(_c.id)
    found: int | None = connection.execute(asked).scalar_one_or_none()
    return found


def is_due(connection: sa.Connection, kinds: Collection[str], now: datetime) -> bool:
    """Is there a job to claim?"""
    waiting = sa.select(_c.id).where(WAITING, _c.run_at <= now, _c.kind.in_(kinds))
    return bool(connection.execute(sa.select(waiting.exists())).scalar_one())


def has_orphans(connection: sa.Connection, now: datetime) -> bool:
    """Is there a job whose worker let the lease run out?"""
    return bool(connection.execute(sa.select(sa.select(_c.id).where(_orphaned(now)).exists())).scalar_one())


def claim(connection: sa.Connection, kinds: Collection[str], worker: str, now: datetime, until: datetime) -> Job | None:
    """The job that is due longest, in this worker's hands until its lease ends; never one that another is claiming."""
    due = sa.select(_c.id).where(WAITING, _c.run_at <= now, _c.kind.in_(kinds)).order_by(_c.run_at, _c.id).limit(1)
    mine = {"state": "doing", "worker": worker, "lease_until": until, "attempt": _c.attempt + 1}
    asked = sa.update(table).where(_c.id == due.with_for_update(skip_locked=True).scalar_subquery()).values(mine)
    row = connection.execute(
        asked.returning(_c.id, _c.project, _c.kind, _c.payload, _c.attempt, _c.worker)
    ).one_or_none()
    return None if row is None else Job(*row)


def adopt(connection: sa.Connection, now: datetime, attempts: int) -> int:
    """Jobs whose worker let the lease run out wait again, or have failed at their last attempt; how many there were."""
    spent = _c.attempt >= attempts
    values = {
        "state": sa.case((spent, "failed"), else_="waiting"),
        "finished_at": sa.case((spent, sa.literal(now, Instant)), else_=None),
        "worker": None,
        "lease_until": None,
        "error": "the worker stopped without a word",
    }
    return connection.execute(sa.update(table).where(_orphaned(now)).values(values)).rowcount


def prolong(connection: sa.Connection, jobs: Collection[Job], until: datetime) -> None:
    """Sign of life: the leases of these jobs end later."""
    for job in jobs:
        connection.execute(sa.update(table).where(_held(job)).values(lease_until=until))


def finish(connection: sa.Connection, job: Job, now: datetime) -> None:
    """The job is done. A job's function may call this in the transaction of its effect, which then happens once only.

    Raises LeaseLost when the job is no longer this worker's; the caller's transaction must not be committed then.
    """
    done = {"state": "done", "finished_at": now, "lease_until": None, "error": None}
    if connection.execute(sa.update(table).where(_held(job)).values(done)).rowcount == 0:
        raise LeaseLost(about=str(job.id))


def give_back(connection: sa.Connection, job: Job, error: str, now: datetime, again: datetime | None) -> None:
    """The attempt went wrong: wait until `again`, or, with None, fail for good; the error is kept. Raises LeaseLost."""
    ended = {"state": "failed", "finished_at": now} if again is None else {"state": "waiting", "run_at": again}
    # PostgreSQL takes neither NUL nor half a surrogate pair, and an error may quote anything.
    kept = error.replace("\x00", "?").encode("utf-8", "replace").decode()[-_ERROR:]
    values = {**ended, "worker": None, "lease_until": None, "error": kept}
    if connection.execute(sa.update(table).where(_held(job)).values(values)).rowcount == 0:
        raise LeaseLost(about=str(job.id))


def status(connection: sa.Connection, project: int, id: int) -> Status:
    """How a job of this project stands. Raises NoJob."""
    columns = (_c.id, _c.kind, _c.state, _c.attempt, _c.run_at, _c.created_at, _c.finished_at, _c.error)
    row = connection.execute(sa.select(*columns).where(_c.project == project, _c.id == id)).one_or_none()
    if row is None:
        raise NoJob(about=str(id))
    return Status(*row)


def counts(connection: sa.Connection) -> dict[str, int]:
    """How many jobs are in each state."""
    asked = sa.select(_c.state, sa.func.count()).group_by(_c.state)
    return {row[0]: row[1] for row in connection.execute(asked)}


def retry(connection: sa.Connection, project: int, id: int, now: datetime) -> None:
    """A failed job gets all its attempts again. Raises NoJob."""
    failed = sa.and_(_c.project == project, _c.id == id, _c.state == "failed")
    fresh = {"state": "waiting", "run_at": now, "attempt": 0, "finished_at": None}
    if connection.execute(sa.update(table).where(failed).values(fresh)).rowcount == 0:
        raise NoJob(about=str(id))


def forget(connection: sa.Connection, now: datetime) -> int:
    """Drop what ended long ago; returns how many."""
    old = sa.or_(
        sa.and_(_c.state == "done", _c.finished_at < now - DONE_KEPT),
        sa.and_(_c.state == "failed", _c.finished_at < now - FAILED_KEPT),
    )
    return connection.execute(sa.delete(table).where(_ENDED, _c.finished_at < now - DONE_KEPT, old)).rowcount


def _orphaned(now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(DOING, _c.lease_until <= now)


def _held(job: Job) -> sa.ColumnElement[bool]:
    return sa.and_(_c.id == job.id, DOING, _c.worker == job.worker, _c.attempt == job.attempt)
