"""The journal: durable before it is acknowledged, bounded, refusing when the disk is full and taking up again."""

import asyncio
import shutil
import sqlite3
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from events.world import NOW, event, request
from uems.base.errors import Unavailable
from uems.base.lock import FolderTaken
from uems.events.cursor import Manifest
from uems.events.journal import Journal, JournalBroken, JournalFull


def test_what_was_appended_is_read_again_in_order_also_by_the_next_process(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    sent = [request(1, event(id=str(n))) for n in range(150)]

    async def send() -> None:
        await asyncio.gather(*[journal.append(r) for r in sent])

    asyncio.run(send())
    assert [a for _, a in journal.read(0, 1 << 30)] == sent
    assert [p for p, _ in journal.read(100, 1 << 30, until=120)] == list(range(101, 121))
    journal.close()
    again = Journal(tmp_path / "journal.db")
    assert [a for _, a in again.read(0, 1 << 30)] == sent
    assert [p for p, _ in again.read(100, 1 << 30, until=120)] == list(range(101, 121))
    again.append_now(sent[0])
    assert again.last == 151
    again.close()


def test_a_reading_stays_within_its_bytes_and_gives_at_least_one(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    for n in range(5):
        journal.append_now(request(1, event(id=str(n), properties={"text": "x" * 1000})))
    assert len(journal.read(0, 1)) == 1
    assert len(journal.read(0, 3000)) == 2
    assert len(journal._read_disk(0, 3000, None)) == 2
    journal.close()


def test_a_second_server_on_one_folder_is_refused_with_one_line(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    with pytest.raises(FolderTaken):
        Journal(tmp_path / "journal.db")
    journal.close()
    Journal(tmp_path / "journal.db").close()


def test_a_full_file_is_refused_and_the_journal_recovers_when_there_is_room_again(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db", max_pages=12)
    big = request(1, event(properties={"text": "x" * 60_000}))
    kept = 0

    def fill() -> None:
        nonlocal kept
        for kept in range(100):  # noqa: B007
            journal.append_now(big)

    with pytest.raises(Unavailable):
        fill()
    assert 0 < kept == journal.last == len(journal._read_disk(0, 1 << 30, None))
    journal.cursors.at("warehouse")
    journal.cursors.commit("warehouse", journal.last)
    journal._clock = lambda: NOW + timedelta(days=30)
    journal.sweep()
    journal.append_now(big)
    assert [p for p, _ in journal._read_disk(0, 1 << 30, None)] == [kept + 1]
    journal.close()


def test_more_bytes_than_may_wait_are_refused(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db", queue_mb=1)
    for _ in range(2):
        with pytest.raises(JournalFull):
            journal.append_now(request(1, event(properties={"text": "x" * 1_100_000})))
        journal.append_now(request(1, event(properties={"text": "x" * 900_000})))
    journal.close()


def test_a_request_that_meets_the_close_is_refused_and_waits_for_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    counting, refused = journal._counting, list[Unavailable]()

    class Meeting:
        """The lock that is taken for a request; the journal is closed just before."""

        def __enter__(self) -> None:
            journal._counting = counting
            journal.close()
            counting.acquire()

        def __exit__(self, *_: object) -> None:
            counting.release()

    def send() -> None:
        try:
            journal.append_now(request(1, event()))
        except Unavailable as why:
            refused.append(why)

    journal._counting = Meeting()  # type: ignore[assignment]
    sender = threading.Thread(target=send, daemon=True)
    sender.start()
    sender.join(10)
    assert not sender.is_alive()
    assert [type(why) for why in refused] == [JournalBroken]


def test_a_disk_that_cannot_be_looked_at_does_not_end_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> None:
        raise OSError("no such device")

    journal = Journal(tmp_path / "journal.db")
    monkeypatch.setattr(shutil, "disk_usage", broken)
    journal._look_at_disk()
    journal.append_now(request(1, event()))
    journal.close()


def test_after_a_failed_fsync_nothing_more_is_accepted(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    journal.append_now(request(1, event(id="kept")))

    class Failing:
        def __init__(self, db: sqlite3.Connection) -> None:
            self._db = db
            self.in_transaction = False

        def execute(self, statement: str, values: object = ()) -> object:
            if statement != "COMMIT":
                return self._db.execute(statement, values)  # type: ignore[arg-type]
            self._db.execute("ROLLBACK")
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
            raise error

    real, journal._db = journal._db, Failing(journal._db)  # type: ignore[assignment]
    with pytest.raises(JournalBroken):
        journal.append_now(request(1, event(id="lost")))
    journal._db = real
    with pytest.raises(JournalBroken):
        journal.append_now(request(1, event(id="after")))
    assert journal.last == 1
    journal.close()


def test_old_requests_go_only_when_every_consumer_has_them_behind(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db", keep_days=7)
    for days in (10, 9, 8, 6, 0):
        journal.append_now(request(1, event(), at=NOW - timedelta(days=days)))
    journal._clock = lambda: NOW
    journal.sweep()
    assert len(journal._read_disk(0, 1 << 30, None)) == 5
    journal.cursors.commit("fast", 5)
    journal.cursors.commit("slow", 2)
    journal.sweep()
    assert [p for p, _ in journal._read_disk(0, 1 << 30, None)] == [3, 4, 5]
    journal.cursors.commit("slow", 5)
    journal.sweep()
    assert [p for p, _ in journal._read_disk(0, 1 << 30, None)] == [4, 5]
    journal.close()


def test_a_manifest_lives_until_its_cursor_has_passed(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    journal.cursors.promise("warehouse", Manifest(1, 3, "token"))
    assert journal.cursors.promised("warehouse") == Manifest(1, 3, "token")
    journal.cursors.commit("warehouse", 3)
    assert journal.cursors.promised("warehouse") is None
    assert journal.cursors.at("warehouse") == 3
    journal.close()


def test_a_commit_whose_work_fails_moves_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    journal.cursors.at("x")
    with pytest.raises(sqlite3.Error):
        journal.cursors.commit("x", 9, lambda db: db.execute("no sql"))
    assert journal.cursors.at("x") == 0
    journal.close()
