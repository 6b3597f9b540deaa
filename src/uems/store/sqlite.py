"""SQLite as it must be opened: one connection that writes and tidies, a few that only read."""

import functools
import logging
import sqlite3
import time
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import QueuePool

_log = logging.getLogger(__name__)

_READERS = 8
_BUSY_MS = 10_000
_SAFE = (3, 51, 3)
_WRITER = ("synchronous=FULL", "foreign_keys=ON", "wal_autocheckpoint=1000", "cache_size=-200000", "secure_delete=ON")
"""secure_delete: what is deleted is overwritten, because people have the right to be forgotten."""
RISK = "two processes writing one file may damage it (fixed in 3.51.3); keep one process, or upgrade"


def engines(url: sa.URL) -> tuple[sa.Engine, sa.Engine]:
    """(writer, readers). A writer's transaction takes the write lock when it begins, so it never has to upgrade one:
    busy_timeout does not apply to an upgrade, and two processes would see "database is locked" at once."""
    _warn_of_old()
    path = Path(str(url.database)).absolute()
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = sa.create_engine(
        "sqlite://", creator=lambda: _writing(path), poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=15
    )
    reader = sa.create_engine(
        "sqlite://", creator=lambda: _reading(path), poolclass=QueuePool, pool_size=_READERS, max_overflow=_READERS
    )
    event.listen(writer, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    event.listen(reader, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    with writer.connect():
        pass  # the file, with its log, is there before the first reader asks for it
    return writer, reader


def _writing(path: Path) -> sqlite3.Connection:
    connection = _opened(f"{path.as_uri()}?mode=rwc")
    _to_wal(connection)
    for pragma in _WRITER:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _reading(path: Path) -> sqlite3.Connection:
    connection = _opened(f"{path.as_uri()}?mode=ro")
    for pragma in ("query_only=ON", "cache_size=-20000"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _opened(uri: str) -> sqlite3.Connection:
    # isolation_level=None: Python's own BEGIN would be a deferred one. SQLAlchemy hands a connection to one thread at
    # a time, which is what check_same_thread is for.
    connection = sqlite3.connect(uri, timeout=_BUSY_MS / 1000, isolation_level=None, check_same_thread=False, uri=True)
    connection.execute("PRAGMA mmap_size=0")
    return connection


def _to_wal(connection: sqlite3.Connection) -> None:
    # The change of mode wants the file for itself and does not wait for it as other statements do.
    until = time.monotonic() + _BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def risky() -> bool:
    """Whether this SQLite has the fault that RISK names."""
    return sqlite3.sqlite_version_info < _SAFE


@functools.cache
def _warn_of_old() -> None:
    if risky():
        _log.warning("SQLite %s: %s", sqlite3.sqlite_version, RISK)
