"""The door to the store: transactions, two processes on one file, and what ill health is called."""

import sqlite3
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa

from uems.base.errors import Unavailable
from uems.store import sqlite
from uems.store.client import Store, StoreUrl
from uems.store.refusal import StoreBusy, StoreFull, StoreUnreachable
from uems.store.table import U64, Instant, metadata

scratch = sa.MetaData()
counter = sa.Table("scratch_counter", scratch, sa.Column("n", sa.Integer), sa.Column("text", sa.Text))
kept = sa.Table("scratch_kept", scratch, sa.Column("id", U64, primary_key=True), sa.Column("at", Instant))


@pytest.fixture
def scratched(store: Store) -> Store:
    with store.write() as connection:
        scratch.create_all(connection)
        connection.execute(sa.insert(counter).values(n=0))
    return store


def count(store: Store) -> int:
    with store.read() as connection:
        return connection.execute(sa.select(counter.c.n)).scalar_one()


def test_a_write_is_kept_and_a_failed_one_is_not(scratched: Store) -> None:
    with scratched.write() as connection:
        connection.execute(sa.update(counter).values(n=1))

    def fail() -> None:
        with scratched.write() as connection:
            connection.execute(sa.update(counter).values(n=2))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert count(scratched) == 1


def test_a_reader_cannot_write(scratched: Store) -> None:
    with pytest.raises((sa.exc.DBAPIError, Unavailable)), scratched.read() as connection:
        connection.execute(sa.update(counter).values(n=9))
    assert count(scratched) == 0
    with scratched.write() as connection:  # the connection that only read may write again
        connection.execute(sa.update(counter).values(n=3))
    assert count(scratched) == 3


def test_a_write_inside_a_write_is_a_mistake_and_says_so(store: Store) -> None:
    with pytest.raises(RuntimeError, match="hand the connection down"), store.write(), store.write():
        pass
    with store.write():
        pass


def test_a_reader_does_not_wait_for_a_writer(scratched: Store) -> None:
    with scratched.write() as connection:
        connection.execute(sa.update(counter).values(n=5))
        assert count(scratched) == 0


def test_many_threads_write_and_none_is_lost(scratched: Store) -> None:
    def add() -> None:
        for _ in range(10):
            with scratched.write() as connection:
                connection.execute(sa.update(counter).values(n=counter.c.n + 1))

    threads = [threading.Thread(target=add) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(scratched) == 60


def test_unsigned_numbers_and_times_come_back_as_they_went(scratched: Store) -> None:
    shanghai = datetime(2026, 3, 1, 8, 0, 0, 123456, timezone(timedelta(hours=8)))
    rows = [{"id": number, "at": shanghai} for number in (0, 1, 2**63 - 1, 2**63, 2**64 - 1)]
    with scratched.write() as connection:
        connection.execute(sa.insert(kept), rows)
    with scratched.read() as connection:
        got = connection.execute(sa.select(kept)).all()
        one = connection.execute(sa.select(kept.c.at).where(kept.c.id == 2**64 - 1, kept.c.at <= shanghai)).scalar_one()
    assert {row.id for row in got} == {row["id"] for row in rows}
    assert one == shanghai
    assert one.tzinfo == UTC


@pytest.mark.parametrize("number", [-1, 2**64])
def test_a_number_that_is_not_unsigned_64_bit_is_refused(scratched: Store, number: int) -> None:
    with pytest.raises(sa.exc.StatementError), scratched.write() as connection:
        connection.execute(sa.insert(kept).values(id=number))


def test_a_time_without_a_zone_is_refused(scratched: Store) -> None:
    with pytest.raises(sa.exc.StatementError), scratched.write() as connection:
        connection.execute(sa.insert(kept).values(id=1, at=datetime(2026, 3, 1)))


@pytest.mark.parametrize("url", ["mysql://h/d", "sqlite://", "sqlite:///", "nonsense", ""])
def test_only_the_two_databases_are_opened(url: str) -> None:
    with pytest.raises(StoreUrl):
        Store(url)


def test_a_server_that_is_not_there_is_unreachable() -> None:
    store = Store("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(StoreUnreachable), store.read():
        pass
    store.close()


def test_sqlite_is_opened_as_it_must_be(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'a folder' / 'store %41.db'}")
    with store.write() as connection:
        got = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS}
    assert got == PRAGMAS
    assert (tmp_path / "a folder" / "store %41.db").exists()
    store.close()


PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "mmap_size": 0, "wal_autocheckpoint": 1000}


def test_a_full_disk_has_a_name_and_the_store_recovers(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'store.db'}")
    with store.write() as connection:
        scratch.create_all(connection)
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with store.write() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(StoreFull), store.write() as connection:
        connection.execute(sa.insert(counter).values(n=1, text="x" * 100_000))
    with store.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=100000")
        connection.execute(sa.insert(counter).values(n=1, text="x" * 100_000))
    assert count(store) == 1
    store.close()


def test_a_lock_that_nobody_lets_go_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uems.store.sqlite._BUSY_MS", 50)
    store = Store(f"sqlite:///{tmp_path / 'store.db'}")
    other = sqlite3.connect(tmp_path / "store.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy), store.write():
        pass
    other.execute("ROLLBACK")
    other.close()
    with store.write():
        pass
    store.close()


OURS = """
    import sys
    import sqlalchemy as sa
    from uems.store.client import Store
    store = Store(sys.argv[1])
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(int(sys.argv[2])):
        with store.write() as connection:
            n = connection.exec_driver_sql("SELECT n FROM scratch_counter").scalar_one()
            connection.execute(sa.text("UPDATE scratch_counter SET n = :n"), {"n": n + 1})
    store.close()
    print("locked", 0)
"""
NAIVE = """
    import sqlite3, sys
    connection = sqlite3.connect(sys.argv[1].removeprefix("sqlite:///"), timeout=10, isolation_level=None)
    print("ready", flush=True)
    sys.stdin.readline()
    locked = 0
    for _ in range(int(sys.argv[2])):
        connection.execute("BEGIN")
        try:
            (n,) = connection.execute("SELECT n FROM scratch_counter").fetchone()
            connection.execute("UPDATE scratch_counter SET n = ?", (n + 1,))
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            locked += "locked" in str(error)
            connection.execute("ROLLBACK")
    connection.close()
    print("locked", locked)
"""


def race(program: str, url: str, times: int) -> int:
    """Two processes run the program at the same moment; how often they met "database is locked"."""
    command = [sys.executable, "-c", textwrap.dedent(program), url, str(times)]
    both = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for one in both:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in both:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    said = [one.communicate(timeout=60)[0] for one in both]
    assert all(one.returncode == 0 for one in both)
    return sum(int(line.split()[1]) for line in said)


def test_two_processes_write_one_file_and_neither_is_told_that_it_is_locked(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = Store(url)
    with store.write() as connection:
        scratch.create_all(connection)
        connection.execute(sa.insert(counter).values(n=0))
    assert race(NAIVE, url, 300) > 0, "the naive program must fail, or this test shows nothing"
    with store.write() as connection:
        connection.execute(sa.update(counter).values(n=0))
    assert race(OURS, url, 100) == 0
    assert count(store) == 200
    store.close()


def test_every_table_of_the_store_carries_the_project() -> None:
    own = {"project", "job"}  # the tenant itself; a job's id counts up over all projects
    own |= {"flag_change", "experiment_change", "bandit_look"}  # numbered over all projects, as a job's id is
    own |= {"account", "session", "sign_in_failure", "idempotency"}  # of people, who belong to several projects
    for table in metadata.tables.values():
        if table.name not in own:
            assert "project" in table.primary_key.columns, table.name


def test_a_lock_on_the_server_that_nobody_lets_go_has_a_name(scratched: Store, store_url: str) -> None:
    if scratched.dialect == "sqlite":
        pytest.skip("the test above is SQLite's")
    hasty = Store(f"{store_url}%20-clock_timeout%3D50ms")
    with scratched.write() as connection:
        connection.execute(sa.update(counter).values(n=1))

        def wait() -> None:
            with hasty.write() as late:
                late.execute(sa.update(counter).values(n=2))

        thread = Thrown(wait)
        thread.start()
        thread.join()
    assert isinstance(thread.error, StoreBusy)
    assert count(hasty) == 1
    hasty.close()


def test_a_server_that_comes_back_is_used_again(scratched: Store) -> None:
    if scratched.dialect == "sqlite":
        pytest.skip("a file does not go away")
    with scratched.read() as connection:
        own = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()

    def die() -> None:
        with scratched.write() as connection:
            connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(StoreUnreachable):
        die()
    with scratched.read() as connection:
        assert connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one() != own


def test_nothing_waits_for_ever_on_a_server(scratched: Store) -> None:
    if scratched.dialect == "sqlite":
        pytest.skip("PostgreSQL's settings")
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    with scratched.read() as connection:
        assert [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in names] == ["5s", "2s", "30s"]


def test_an_old_sqlite_is_warned_of_and_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for version, told in (((3, 51, 2), 1), ((3, 51, 3), 0)):
        caplog.clear()
        caplog.set_level("WARNING", logger="uems.store.sqlite")  # a command run before in this process says so itself
        sqlite._warn_of_old.cache_clear()
        monkeypatch.setattr("sqlite3.sqlite_version_info", version)
        Store(f"sqlite:///{tmp_path / 'store.db'}").close()
        Store(f"sqlite:///{tmp_path / 'store.db'}").close()
        assert len(caplog.records) == told


class Thrown(threading.Thread):
    """A thread that keeps what was raised in it."""

    def __init__(self, act: Callable[[], None]) -> None:
        super().__init__()
        self.act, self.error = act, None

    def run(self) -> None:
        try:
            self.act()
        except Exception as error:
            self.error = error
