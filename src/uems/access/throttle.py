"""The brake on guessing: after some failures each further try has to wait, twice as long each time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from uems.base.errors import Unavailable
from uems.base.words import Text
from uems.store.secret import key_hash
from uems.store.table import Instant, insert, metadata

FREE_BY_EMAIL, FREE_BY_ADDRESS = 5, 20
"""Failures that cost nothing: by the e-mail address that was tried, and by the network address that tries."""
_FIRST, _LONGEST = timedelta(seconds=2), timedelta(minutes=15)
_FORGOTTEN = timedelta(days=1)
_LEAK = timedelta(minutes=1)
"""Many people may share one network address, and some of them mistype every hour."""

table = sa.Table(
    "sign_in_failure",
    metadata,
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("last_at", Instant, nullable=False, index=True),
)
"""`subject` is a hash: what people type by mistake into the field for their e-mail may be their password."""


class TooManyAttempts(Unavailable):
    """Whoever waits `retry_after` seconds may try again."""

    code = "too_many_attempts"

    def __init__(self, wait: timedelta) -> None:
        self.retry_after = max(1, -int(-wait.total_seconds() // 1))
        zh, en = _said(self.retry_after)
        super().__init__(
            Text(f"登录失败次数过多，请等待 {zh}后再试", f"Too many failed attempts; wait {en} and try again"),
            about=str(self.retry_after),
        )


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is slowed down, after how many failures; one of them is forgotten after each `leak` of rest."""

    hash: str
    free: int
    leak: timedelta = _FORGOTTEN


def by_email(pepper: bytes, email: str) -> Subject:
    return Subject(key_hash(pepper, f"email {email}"), FREE_BY_EMAIL)


def by_address(pepper: bytes, address: str) -> Subject:
    return Subject(key_hash(pepper, f"address {address}"), FREE_BY_ADDRESS, _LEAK)


def wait(failures: int, free: int) -> timedelta:
    """How long after the last failure the next try may come."""
    over = failures - free
    return timedelta(0) if over < 0 else min(_FIRST * 2 ** min(over, 20), _LONGEST)


def attempt(connection: sa.Connection, subjects: list[Subject], now: datetime) -> None:
    """Count a try as a failure before it is known to be one, so that many at once cannot slip through.

    Raises TooManyAttempts, and then nothing is counted.
    """
    counts = {subject: _counted(connection, subject, now) for subject in sorted(subjects, key=lambda one: one.hash)}
    left = max(last + wait(failures, subject.free) - now for subject, (failures, last) in counts.items())
    if left > timedelta(0):
        raise TooManyAttempts(left)
    for subject, (failures, _) in counts.items():
        changed = sa.update(table).where(table.c.subject == subject.hash)
        connection.execute(changed.values(failures=failures + 1, last_at=now))


def clear(connection: sa.Connection, subject: Subject) -> None:
    """The right password came: the account's failures are forgotten."""
    connection.execute(sa.delete(table).where(table.c.subject == subject.hash))


def forgive(connection: sa.Connection, subject: Subject) -> None:
    """Take one try back: it was no failure, but the others of this subject stand."""
    mine = (table.c.subject == subject.hash) & (table.c.failures > 0)
    connection.execute(sa.update(table).where(mine).values(failures=table.c.failures - 1))


def forget(connection: sa.Connection, now: datetime) -> int:
    """Drop failures of which the last is a day ago; returns how many subjects."""
    return connection.execute(sa.delete(table).where(table.c.last_at < now - _FORGOTTEN)).rowcount


def _counted(connection: sa.Connection, subject: Subject, now: datetime) -> tuple[int, datetime]:
    """The failures so far and the last of them; the row is ours until the transaction ends."""
    asked = insert(connection, table).values(subject=subject.hash, failures=0, last_at=now)
    asked = asked.on_conflict_do_update(index_elements=["subject"], set_={"failures": table.c.failures})
    failures, last = connection.execute(asked.returning(table.c.failures, table.c.last_at)).one()
    rested = now - last
    return (0 if rested > _FORGOTTEN else max(0, failures - max(0, rested // subject.leak))), last


def _said(seconds: int) -> tuple[str, str]:
    if seconds < 60:
        return f"{seconds} 秒", f"{seconds} s"
    minutes = -(-seconds // 60)
    return f"{minutes} 分钟", f"{minutes} min"
