"""Projects and their keys."""

import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from uems.store import api_key, keyring, project
from uems.store.client import Store
from uems.store.keyring import KeyRing, find_key
from uems.store.refusal import StoreBusy
from uems.store.secret import SecretDamaged, pepper, sealed, unsealed

PEPPER = b"p" * 32
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def clock() -> datetime:
    return NOW


def shop(store: Store, **more: str) -> project.NewProject:
    return project.create(store, PEPPER, "Shop", "Asia/Shanghai", clock=clock, **more)


def test_a_new_project_can_be_read_back_and_its_keys_open_it(store: Store) -> None:
    made = shop(store)
    assert project.get(store, made.project.id) == project.numbered(store, made.project.number) == made.project
    assert project.every(store) == [made.project]
    assert find_key(store, PEPPER, made.write_key) == (made.project, "write")
    assert find_key(store, PEPPER, made.secret_key) == (made.project, "secret")
    assert find_key(store, b"q" * 32, made.secret_key) is None
    assert made.write_key.startswith("wk_")
    assert made.secret_key.startswith("sk_")


def test_numbers_count_up_and_never_come_again(store: Store) -> None:
    first, second = shop(store).project, shop(store).project
    with store.write() as connection:
        connection.execute(sa.delete(api_key.table).where(api_key.table.c.project == second.number))
        connection.execute(sa.delete(project.table).where(project.table.c.number == second.number))
    assert first.number < second.number < shop(store).project.number


def test_the_store_keeps_no_key_that_could_read(store: Store) -> None:
    made = shop(store)
    with store.read() as connection:
        kept = str(connection.execute(sa.select(api_key.table)).all())
    assert made.secret_key not in kept
    assert made.secret_key[:8] in kept
    assert made.write_key in kept, "public by nature: it stands in every page that sends events"


def test_a_given_key_is_used_and_is_unique_over_all_projects(store: Store) -> None:
    made = shop(store, write_key="wk_test", secret_key="sk_test")
    assert find_key(store, PEPPER, "wk_test") == (made.project, "write")
    with pytest.raises(api_key.KeyTaken):
        shop(store, write_key="wk_test")
    with pytest.raises(api_key.KeyTaken):
        shop(store, write_key="same_key", secret_key="same_key")
    assert project.every(store) == [made.project]


@pytest.mark.parametrize("key", ["wk", "with space", "a:colon", "钥匙钥匙钥匙", "k" * 201, "nul\x00nul"])
def test_a_key_that_cannot_travel_in_a_header_is_refused(store: Store, key: str) -> None:
    with pytest.raises(api_key.BadKey):
        shop(store, write_key=key)


@pytest.mark.parametrize(
    "zone", ["Mars/Olympus", "", "../../etc/passwd", "Asia", "/etc/localtime", "UTC\x00", "a" * 99]
)
def test_a_time_zone_that_does_not_exist_is_refused(store: Store, zone: str) -> None:
    with pytest.raises(project.UnknownTimezone):
        project.create(store, PEPPER, "Shop", zone)


@pytest.mark.parametrize("name", ["", "  ", "n" * 201, "nul\x00"])
def test_a_name_that_nobody_could_read_is_refused(store: Store, name: str) -> None:
    with pytest.raises(project.BadProjectName):
        project.create(store, PEPPER, name, "UTC")


def test_an_unknown_project_is_not_found(store: Store) -> None:
    with pytest.raises(project.NoProject):
        project.get(store, "prj_none")
    with pytest.raises(project.NoProject):
        project.numbered(store, 0)


def test_a_rotated_key_and_its_successor_overlap(store: Store) -> None:
    made = shop(store)
    with store.write() as connection:
        old = next(key for key in api_key.every(connection, made.project.number) if key.kind == "secret")
        _, key = api_key.rotate(connection, PEPPER, made.project.number, old.id, NOW, timedelta(hours=1))
    later = NOW + timedelta(minutes=61)
    assert find_key(store, PEPPER, made.secret_key, clock) == (made.project, "secret")
    assert find_key(store, PEPPER, key, clock) == (made.project, "secret")
    assert find_key(store, PEPPER, made.secret_key, lambda: later) is None
    assert find_key(store, PEPPER, key, lambda: later) == (made.project, "secret")


def test_another_project_cannot_revoke_my_key(store: Store) -> None:
    mine, other = shop(store), shop(store)
    with store.read() as connection:
        key = api_key.every(connection, mine.project.number)[0]
    with pytest.raises(api_key.NoKey), store.write() as connection:
        api_key.revoke(connection, other.project.number, key.id, NOW)


def test_the_key_ring_knows_old_keys_finds_new_ones_and_forgets_revoked_ones(store: Store) -> None:
    made = shop(store)
    ring = KeyRing(store, PEPPER, clock, seconds=999)
    try:
        assert ring.known(made.write_key) == (made.project, "write")
        newer = shop(store)
        assert ring.known(newer.write_key) is None
        assert ring.find(newer.write_key) == (newer.project, "write")
        assert ring.known(newer.write_key) == (newer.project, "write")
        with store.write() as connection:
            for key in api_key.every(connection, made.project.number):
                api_key.revoke(connection, made.project.number, key.id, NOW)
        ring.refresh()
        assert ring.find(made.write_key) is None
    finally:
        ring.close()


def test_a_guessed_key_asks_the_store_once_a_second(store: Store) -> None:
    now = [100.0]
    asked: list[str] = []
    sa.event.listen(store.reader, "before_cursor_execute", lambda *event: asked.append(event[2]))
    ring = KeyRing(store, PEPPER, clock, seconds=999, ticks=lambda: now[0])
    try:
        asked.clear()
        for _ in range(10):
            assert ring.find("sk_guess") is None
        assert len([sql for sql in asked if "api_key" in sql]) == 1
        now[0] += 1.0
        asked.clear()
        for n in range(200):
            ring.find(f"sk_guess_{n}")
        assert len([sql for sql in asked if "api_key" in sql]) == 50
    finally:
        ring.close()


def test_a_good_key_is_never_taken_for_a_guess(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = KeyRing(store, PEPPER, clock, seconds=999, ticks=lambda: 100.0)
    before, real = ring._known, keyring._entries

    def away(store: Store, digest: str | None = None) -> dict[str, keyring.Entry]:
        raise StoreBusy

    try:
        made = shop(store)
        monkeypatch.setattr(keyring, "_entries", away)
        for _ in range(2):
            with pytest.raises(StoreBusy):
                ring.find(made.write_key)
        monkeypatch.setattr(keyring, "_entries", real)
        assert ring.find(made.write_key) is not None
        ring._known = before  # as a refresh leaves it that read the keys just before this one was made
        assert ring.find(made.write_key) is not None
    finally:
        monkeypatch.undo()
        ring.close()


def test_the_last_use_of_keys_is_written_seldom_and_never_on_the_way_of_an_event(store: Store) -> None:
    made, ticks = shop(store), [0.0]
    told: list[str] = []
    sa.event.listen(store.writer, "before_cursor_execute", lambda *event: told.append(event[2]))

    def written() -> list[str]:
        return [one for one in told if one.startswith("UPDATE")]

    ring = KeyRing(store, PEPPER, clock, seconds=0.01, ticks=lambda: ticks[0])
    try:
        for _ in range(1000):
            ring.known(made.write_key)
        with store.read() as connection:
            keys = {one.kind: one for one in api_key.every(connection, made.project.number)}
        assert (written(), keys["write"].last_used_at, ring.used(keys["write"].id)) == ([], None, NOW)
        assert ring.used(keys["secret"].id) is None
        ticks[0] = 60.0
        until = time.monotonic() + 10
        while not written() and time.monotonic() < until:
            time.sleep(0.01)
    finally:
        ring.close()
    assert len(written()) == 1
    with store.read() as connection:
        assert {one.kind: one.last_used_at for one in api_key.every(connection, made.project.number)} == {
            "write": NOW,
            "secret": None,
        }


def test_what_is_sealed_opens_under_the_same_secret_only() -> None:
    kept = sealed(PEPPER, "sk_密钥")
    assert "sk_" not in kept
    assert unsealed(PEPPER, kept) == "sk_密钥"
    with pytest.raises(SecretDamaged):
        unsealed(b"q" * 32, kept)


def test_the_pepper_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    data = tmp_path / "new"
    first = pepper(data)
    assert len(first) == 32
    assert pepper(data) == first
    assert (data / "secret").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in data.iterdir()] == ["secret"]
    (data / "secret").write_text("half")
    with pytest.raises(SecretDamaged):
        pepper(data)


def test_a_project_made_by_another_process_is_found_at_once(store: Store, store_url: str) -> None:
    made = shop(store)
    ring = KeyRing(store, PEPPER, seconds=999)
    program = (
        "import sys; from uems.store import project; from uems.store.client import Store; store = Store(sys.argv[1]); "
        "project.create(store, b'p' * 32, 'Other', 'UTC', write_key='wk_other'); store.close()"
    )
    subprocess.run([sys.executable, "-c", program, store_url], check=True, timeout=30)
    try:
        found = ring.find("wk_other")
        assert found is not None
        assert (found[0].name, found[1]) == ("Other", "write")
        assert [one.name for one in project.every(store)] == [made.project.name, "Other"]
    finally:
        ring.close()


def test_the_key_ring_reads_again_by_itself_and_lives_through_a_store_that_is_away(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, reads = shop(store), threading.Semaphore(0)
    away = threading.Event()
    real = keyring._entries

    def entries(store: Store, digest: str | None = None) -> dict[str, keyring.Entry]:
        reads.release()
        if away.is_set():
            raise StoreBusy()
        return real(store, digest)

    monkeypatch.setattr(keyring, "_entries", entries)
    ring = KeyRing(store, PEPPER, seconds=0.01)
    try:
        away.set()
        assert all(reads.acquire(timeout=10) for _ in range(5))
        assert ring.find(made.write_key) == (made.project, "write")
        with pytest.raises(StoreBusy):
            ring.find("wk_unknown")
        away.clear()
        newer = shop(store)
        until = time.monotonic() + 10
        while ring.known(newer.write_key) is None:
            assert time.monotonic() < until
            time.sleep(0.01)
    finally:
        ring.close()
