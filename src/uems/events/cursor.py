"""How far each consumer of the journal has come, what it promised to write next, the ids it has seen, and the requests
that must not stay.

A file of its own beside the journal: small pages for scattered keys, and its commits never hold up an acknowledgement.
"""

import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SCHEMA = """
CREATE TABLE IF NOT EXISTS cursor (name TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS manifest (name TEXT PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL,
                                     token TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS late (position INTEGER PRIMARY KEY);
"""
"""`late` = positions of requests that carried something of people who were erased."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The block that a consumer is about to write: positions first..last, under this token."""

    first: int
    last: int
    token: str


class Cursors:
    """The open file. Every write is durable on return."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.executescript(_SCHEMA)

    def at(self, name: str) -> int:
        """Where a consumer stands; 0 = at the beginning. Asking makes the journal keep what it has not read."""
        self.within(lambda db: db.execute("INSERT OR IGNORE INTO cursor VALUES (?, 0)", (name,)))
        return int(self.ask("SELECT position FROM cursor WHERE name = ?", (name,))[0][0])

    def lowest(self) -> int:
        """What every consumer has behind it; 0 without consumers."""
        return int(self.ask("SELECT ifnull(min(position), 0) FROM cursor")[0][0])

    def highest(self) -> int:
        return int(self.ask("SELECT ifnull(max(position), 0) FROM cursor")[0][0])

    def commit(self, name: str, position: int, work: Callable[[sqlite3.Connection], object] | None = None) -> None:
        """Move a cursor, drop its manifest and do `work` (the marks) in one transaction."""

        def moved(db: sqlite3.Connection) -> None:
            db.execute("REPLACE INTO cursor VALUES (?, ?)", (name, position))
            db.execute("DELETE FROM manifest WHERE name = ? AND last <= ?", (name, position))
            if work is not None:
                work(db)

        self.within(moved)

    def promise(self, name: str, manifest: Manifest) -> None:
        """Keep the manifest of the block about to be written, so that a retry writes the identical block."""
        row = (name, manifest.first, manifest.last, manifest.token)
        self.within(lambda db: db.execute("REPLACE INTO manifest VALUES (?, ?, ?, ?)", row))

    def promised(self, name: str) -> Manifest | None:
        """The manifest of a block that may or may not have been written."""
        found = self.ask("SELECT first, last, token FROM manifest WHERE name = ?", (name,))
        return Manifest(*found[0]) if found else None

    def late(self) -> list[int]:
        """The requests that are still to be taken out of the journal."""
        return [int(position) for (position,) in self.ask("SELECT position FROM late ORDER BY position")]

    def gone(self, positions: Sequence[int]) -> None:
        """These are out of it."""
        rows = [(position,) for position in positions]
        self.within(lambda db: db.executemany("DELETE FROM late WHERE position = ?", rows))

    def within(self, work: Callable[[sqlite3.Connection], object]) -> None:
        """Do `work` in one transaction. Raises sqlite3.Error, and then nothing of it happened."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                work(self._db)
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def ask(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._lock:
            return self._db.execute(statement, values).fetchall()

    def close(self) -> None:
        with self._lock:
            self._db.close()
