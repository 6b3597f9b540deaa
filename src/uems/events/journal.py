"""The durable journal: an event is acknowledged once the request that carried it is on disk, and not before.

One SQLite file in WAL mode with synchronous=FULL. One thread writes: it takes everything that waits, puts it into one
transaction, and only then tells the callers (group commit). Consumers read by position; their cursors stand beside.
"""

import asyncio
import logging
import queue
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec

from uems.base.clock import Clock, system_clock
from uems.base.errors import Unavailable
from uems.base.lock import take
from uems.base.words import Text
from uems.events.cursor import Cursors
from uems.events.erasing import BehindReader, erased
from uems.events.request import Accepted
from uems.events.tail import Tail
from uems.events.waiting import Waiting, tell

log = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS request (position INTEGER PRIMARY KEY, at INTEGER NOT NULL, data BLOB NOT NULL);
"""
_SIZES = (64, 16, 4, 1)
"""Rows of one INSERT: few statements, because each gives up the interpreter's lock and must win it back."""
_INSERTS = {size: "INSERT INTO request VALUES " + ",".join(["(?,?,?)"] * size) for size in _SIZES}  # noqa: S608
_TAIL_BYTES = 16 << 20
_CHECKPOINT_BYTES = 8 << 20
_SWEEP_SECONDS = 60.0
_SWEEP_ROWS = 2_000
_FSYNC_FAILED = {sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC}


class JournalFull(Unavailable):
    code = "journal_full"
    text = Text("接收队列已满，请稍后重试", "The queue of events is full, try again later")


class DiskFull(Unavailable):
    code = "disk_full"
    text = Text("磁盘空间不足，暂不接收事件", "The disk is full, events cannot be accepted")


class JournalBroken(Unavailable):
    code = "journal_broken"
    text = Text("日志写入失败，需要重启服务", "The journal could not be written; the server must be restarted")


class Journal:
    """An open journal. `close` writes what waits, then ends the thread."""

    def __init__(
        self,
        path: Path,
        *,
        queue_mb: int = 64,
        keep_days: int = 7,
        floor_mb: int = 1024,
        clock: Clock = system_clock,
        max_pages: int = 0,
    ) -> None:
        """Refuses requests while the disk has less free than `floor_mb` or 5 %, whichever is less.
        `max_pages` bounds the file, for tests of a full disk. Raises FolderTaken."""
        self._path = path
        self._clock = clock
        self._keep = timedelta(days=keep_days)
        self._floor = floor_mb << 20
        self._limit = queue_mb << 20
        self._lock_file = take(path.with_suffix(".lock"))
        self._db = self._connect()
        self._db.executescript(_SCHEMA)
        if max_pages:
            self._db.execute(f"PRAGMA max_page_count = {max_pages}")
        self.cursors = Cursors(path.with_name(f"{path.stem}-cursors.db"))
        newest = self._db.execute("SELECT ifnull(max(position), 0) FROM request").fetchone()[0]
        self._last: int = max(newest, self.cursors.highest())
        self._reader = self._connect()
        self._reading = threading.Lock()
        self._encode = msgspec.msgpack.Encoder()
        self._decode = msgspec.msgpack.Decoder(Accepted)
        self._queue: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._counting = threading.Lock()
        self._bytes = self._written = 0
        self._unsaved = 0
        self._tail = Tail(_TAIL_BYTES)
        self._news = threading.Condition()
        self._closed = self._broken = self._disk_low = False
        self._look_at_disk()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    # ---- writing

    async def append(self, accepted: Accepted) -> None:
        """Returns once the request is on disk. Raises Unavailable when it is not, and then it never will be."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        self._submit(accepted, loop, future)
        await future

    def append_now(self, accepted: Accepted) -> None:
        """The same for a caller without an event loop."""
        future: Future[None] = Future()
        self._submit(accepted, None, future)
        future.result()

    # ---- reading

    @property
    def last(self) -> int:
        """The position of the newest durable request."""
        return self._last

    @property
    def written(self) -> int:
        """Bytes of requests made durable since the start."""
        return self._written

    def read(self, after: int, limit_bytes: int, until: int | None = None) -> list[tuple[int, Accepted]]:
        """Requests after a position, at least one and then as many as fit; from memory when they are recent."""
        with self._news:
            recent = self._tail.read(after, limit_bytes, until)
        return self._read_disk(after, limit_bytes, until) if recent is None else recent

    def _read_disk(self, after: int, limit_bytes: int, until: int | None) -> list[tuple[int, Accepted]]:
        asked = "SELECT position, data FROM request WHERE position > ? AND position <= ? ORDER BY position"
        found: list[tuple[int, bytes]] = []
        with self._reading:
            rows = self._reader.execute(asked, (after, self._last if until is None else until))
            for position, data in rows:
                limit_bytes -= len(data)
                if found and limit_bytes < 0:
                    break
                found.append((position, data))
            rows.close()
        return [(position, self._decode.decode(data)) for position, data in found]

    def erase(self, positions: Iterable[int]) -> int:
        """Take these requests out, with every trace of them in the file; how many there were. Raises BehindReader while
        a consumer has not read them, Unavailable when the file's log cannot be emptied: then call it again."""
        asked = sorted(positions)
        if asked and asked[-1] > self.cursors.lowest():
            raise BehindReader(about=str(asked[-1]))
        db = self._connect()
        try:
            gone = erased(db, asked)
        finally:
            db.close()
        with self._news:
            self._tail.clear()
        return gone

    def wait(self, after: int, seconds: float) -> bool:
        """True as soon as there is a request after this position; False when the time is over."""
        with self._news:
            return self._news.wait_for(lambda: self._last > after or self._closed, seconds)

    def wait_written(self, size: int, seconds: float, stop: Callable[[], bool]) -> None:
        """Until `written` has reached a size, `stop` says so at a wake-up, or the time is over."""
        with self._news:
            self._news.wait_for(lambda: self._written >= size or self._closed or stop(), seconds)

    def nudge(self) -> None:
        """Wake every waiting consumer."""
        with self._news:
            self._news.notify_all()

    def close(self) -> None:
        with self._counting:
            if self._closed:
                return
            self._closed = True
            self._queue.put(None)
        self._thread.join()
        self.nudge()
        with self._reading:
            self._reader.close()
        self._db.close()
        self.cursors.close()
        self._lock_file.close()

    # ---- the one thread that writes

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False, timeout=30)
        for pragma in (
            "page_size = 16384",
            "journal_mode = WAL",
            "synchronous = FULL",
            "wal_autocheckpoint = 0",
            "cache_size = -8192",
            "secure_delete = ON",
        ):
            db.execute(f"PRAGMA {pragma}")
        return db

    def _submit(self, accepted: Accepted, loop: asyncio.AbstractEventLoop | None, future: Any) -> None:
        data = self._encode.encode(accepted)
        at = int(accepted.received_at.timestamp() * 1000)
        with self._counting:
            if self._broken or self._closed:
                raise JournalBroken(about=str(self._path))
            if self._disk_low:
                raise DiskFull(about=str(self._path))
            if self._bytes + len(data) > self._limit:
                raise JournalFull(about=f"{self._limit >> 20} MB")
            self._bytes += len(data)
            # Under the lock: what came after the end that `close` puts would wait forever.
            self._queue.put(Waiting(future, loop, at, data, accepted))

    def _run(self) -> None:
        looked = swept = time.monotonic()
        while (group := self._next_group()) is not None:
            if group:
                self._write(group)
            now = time.monotonic()
            if now - looked > 1.0:
                looked = now
                self._look_at_disk()
            if self._unsaved > _CHECKPOINT_BYTES or (self._unsaved and not group):
                self._checkpoint()
            if now - swept > _SWEEP_SECONDS:
                swept = now
                self.sweep()

    def _next_group(self) -> list[Waiting] | None:
        """Everything that waits; [] when nothing came for a second (used for housekeeping); None at the end."""
        try:
            first = self._queue.get(timeout=1.0)
        except queue.Empty:
            return []
        if first is None:
            return None
        group = [first]
        for _ in range(self._queue.qsize()):
            item = self._queue.get_nowait()
            if item is None:
                self._queue.put(None)
                break
            group.append(item)
        return group

    def _write(self, group: list[Waiting]) -> None:
        size = sum(len(w.data) for w in group)
        try:
            if self._broken:
                raise JournalBroken(about=str(self._path))
            self._transaction(group)
        except Exception as error:
            refusal = self._refusal(error)
            log.error("the journal could not write %d requests: %s", len(group), error)
            tell(group, refusal)
        else:
            self._publish(group, size)
            tell(group, None)
        finally:
            with self._counting:
                self._bytes -= size

    def _transaction(self, group: list[Waiting]) -> None:
        db = self._db
        db.execute("BEGIN IMMEDIATE")
        try:
            _insert(db, self._last + 1, group)
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise

    def _publish(self, group: list[Waiting], size: int) -> None:
        self._unsaved += size + 4096
        with self._news:
            for n, waiting in enumerate(group, self._last + 1):
                self._tail.add(n, len(waiting.data), waiting.accepted)
            self._last += len(group)
            self._written += size
            self._news.notify_all()

    def _refusal(self, error: Exception) -> Unavailable:
        """What the callers hear. After a failed fsync nothing on the disk can be trusted: accept nothing more."""
        code = getattr(error, "sqlite_errorcode", 0)
        if code in _FSYNC_FAILED or code & 0xFF == sqlite3.SQLITE_CORRUPT:
            self._broken = True
            return JournalBroken(about=str(self._path))
        if isinstance(error, Unavailable):
            return error
        return DiskFull(about=str(self._path)) if code & 0xFF == sqlite3.SQLITE_FULL else Unavailable(about="journal")

    def _checkpoint(self) -> None:
        self._unsaved = 0
        try:
            self._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except sqlite3.Error as error:
            self._refusal(error)
            log.error("the journal's checkpoint failed: %s", error)

    def _look_at_disk(self) -> None:
        try:
            usage = shutil.disk_usage(self._path.parent)
        except OSError as error:  # the thread goes on: a write will show what is wrong
            log.error("the journal's disk could not be looked at: %s", error)
            return
        self._disk_low = usage.free < min(self._floor, usage.total // 20)

    def sweep(self) -> None:
        """Delete what is older than the days kept and behind every cursor."""
        before = int((self._clock() - self._keep).timestamp() * 1000)
        try:
            behind = self.cursors.lowest()
            while True:
                found = self._db.execute(
                    "SELECT position, at FROM request WHERE position <= ? ORDER BY position LIMIT ?",
                    (behind, _SWEEP_ROWS),
                ).fetchall()
                old = [position for position, at in found if at < before]
                if old:
                    self._db.execute("DELETE FROM request WHERE position <= ? AND at < ?", (old[-1], before))
                if len(old) < _SWEEP_ROWS or self._queue.qsize():
                    return
        except sqlite3.Error as error:
            log.error("old requests could not be deleted: %s", error)


def _insert(db: sqlite3.Connection, position: int, requests: list[Waiting]) -> None:
    at = 0
    for size in _SIZES:
        while len(requests) - at >= size:
            values: list[Any] = []
            for n in range(at, at + size):
                values += (position + n, requests[n].at, requests[n].data)
            db.execute(_INSERTS[size], values)
            at += size
