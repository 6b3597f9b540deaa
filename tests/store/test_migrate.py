"""Migrations: up, down and up again on both databases, and the tables that the rooms declare are those that exist."""

import threading

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

import uems.access.invitation
import uems.access.membership
import uems.access.session
import uems.access.throttle
import uems.store.idempotency
import uems.store.project
import uems.work.job  # noqa: F401
from uems.store.client import Store
from uems.store.migrate import migrate, migrate_down, version
from uems.store.table import metadata


@pytest.fixture
def empty(empty_store_url: str) -> Store:
    return Store(empty_store_url)


def tables(store: Store) -> set[str]:
    with store.read() as connection:
        return set(sa.inspect(connection).get_table_names()) - {"alembic_version"}


def test_up_down_and_up_again(empty: Store) -> None:
    assert version(empty) == ""
    head = migrate(empty)
    there = tables(empty)
    assert {"project", "api_key", "job", "report", "idempotency", "identity_link", "identity_node"} <= there
    assert migrate_down(empty) == ""
    assert tables(empty) == set()
    assert migrate(empty) == version(empty) == head
    assert tables(empty) == there
    empty.close()


def test_migrating_what_is_migrated_changes_nothing(store: Store) -> None:
    before = version(store)
    assert migrate(store) == before


def test_several_at_once_migrate_one_after_the_other(empty_store_url: str) -> None:
    stores = [Store(empty_store_url) for _ in range(3)]
    got: list[str] = []
    threads = [threading.Thread(target=lambda one=one: got.append(migrate(one))) for one in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 3
    assert len(set(got)) == 1
    for one in stores:
        one.close()


def test_what_the_rooms_declare_is_what_the_migrations_made(store: Store) -> None:
    with store.read() as connection:
        options = {
            "compare_type": False,
            "include_object": lambda thing, name, kind, found, other: _declared(thing, kind),
        }
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_foreign_keys_are_watched_again_after_a_migration(store: Store) -> None:
    migrate(store)
    row = {"hash": "h", "account": "acc_nobody", "created_at": sa.func.now(), "expires_at": sa.func.now()}
    with pytest.raises(sa.exc.IntegrityError), store.write() as connection:
        connection.execute(sa.insert(metadata.tables["session"]).values(row))


def _declared(thing: object, kind: str) -> bool:
    return not (kind == "table" and isinstance(thing, sa.Table) and thing.name not in metadata.tables)
