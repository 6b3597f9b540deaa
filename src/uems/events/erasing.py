"""Taking requests out of the journal: those that carried an erased person are found by reading each as the writer did.

A request holds the events of many people and is deleted whole: every consumer has read it, and what it said of others
is in the warehouse.
"""

import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Sequence

from uems.base.errors import Unavailable
from uems.base.words import Text
from uems.events.event import Event
from uems.events.request import Accepted, Batch

_READ_BYTES = 8 << 20
_AT_ONCE = 500
_PATIENCE = 20.0


class BehindReader(Unavailable):
    code = "journal_unread"
    text = Text("日志中的事件尚未处理完", "The journal has not been read that far yet")


class LogInUse(Unavailable):
    code = "journal_log_in_use"
    text = Text("日志文件正在使用，稍后再清理", "The journal's log is in use and could not be emptied yet")


Read = Callable[[int, int, int | None], Sequence[tuple[int, Accepted]]]
"""The journal's `read`: requests after a position, so many bytes of them, until a position."""


def carrying(
    read: Read,
    until: int,
    project: int,
    decode: Callable[[Accepted], Batch],
    about: Callable[[Event], bool],
    tokens: Collection[str],
) -> Iterator[int]:
    """The positions of the project's requests with an event that `about` says yes to, or with one of the tokens in
    their text: what was refused of them is no event, but it may hold their ids."""
    marks, after = [token.encode("utf-8", "replace") for token in tokens], 0
    while found := read(after, _READ_BYTES, until):
        for position, accepted in found:
            if accepted.project == project and _carries(accepted, decode, about, marks):
                yield position
        after = found[-1][0]


def _carries(
    accepted: Accepted, decode: Callable[[Accepted], Batch], about: Callable[[Event], bool], marks: Sequence[bytes]
) -> bool:
    if any(mark in accepted.body for mark in marks):
        return True
    try:
        return any(map(about, decode(accepted).events))
    except Exception:  # what the writer could not read either: its text was looked at
        return False


def erased(db: sqlite3.Connection, positions: Sequence[int]) -> int:
    """Delete requests on a connection of its own; what they were written in is overwritten and the log emptied. Raises
    LogInUse."""
    gone = 0
    for start in range(0, len(positions), _AT_ONCE):
        some = [(position,) for position in positions[start : start + _AT_ONCE]]
        db.execute("BEGIN IMMEDIATE")
        try:
            gone += db.executemany("DELETE FROM request WHERE position = ?", some).rowcount
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
    until = time.monotonic() + _PATIENCE
    while db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if time.monotonic() > until:
            raise LogInUse(about="wal")
        time.sleep(0.02)
    return gone
