"""Numbered migrations of the store: what is missing is applied in one transaction, by one process at a time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from uems.store.client import Store
from uems.store.refusal import refused

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x75656D73
_one = threading.Lock()  # Alembic's `context` is one per process


def migrate(store: Store, to: str = "head") -> str:
    """Bring the store up to `to`; returns the version it is at. Raises Unavailable. Safe to call from every process."""
    at = version(store)
    if to == "head" and at == _newest():
        return at  # Alembic takes as long to load as all else that starting needs
    from alembic import command

    return _run(store, lambda config: command.upgrade(config, to))


def migrate_down(store: Store, to: str = "base") -> str:
    """Take the store back; for tests and for an operator with a backup, never called by the product."""
    from alembic import command

    return _run(store, lambda config: command.downgrade(config, to))


def version(store: Store) -> str:
    """The number of the last migration applied, '' = none."""
    with store.read() as connection:
        return _version(connection)


def _version(connection: sa.Connection) -> str:
    if not sa.inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() or ""


def _newest() -> str:
    """The files are named after their numbers: `v0002_identity.py`."""
    return max(file.name for file in (_MIGRATIONS / "versions").glob("v*.py"))[1:5]


def _run(store: Store, act: Callable[["Config"], None]) -> str:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with _one, refused(), store.writer.connect() as connection, _keys_at_rest(connection), connection.begin():
        _alone(connection)
        config.attributes["connection"] = connection
        act(config)
        _check_keys(connection)
        return _version(connection)


@contextmanager
def _keys_at_rest(connection: sa.Connection) -> Iterator[None]:
    # SQLite alters a table by building another and dropping the first, which would delete what refers to it. The
    # pragma does nothing inside a transaction, so it goes past SQLAlchemy, which would begin one.
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _alone(connection: sa.Connection) -> None:
    if connection.dialect.name != "postgresql":
        return  # BEGIN IMMEDIATE has seen to it
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql("SET LOCAL lock_timeout = '60s'")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    connection.exec_driver_sql("SET LOCAL lock_timeout = '2s'")


def _check_keys(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"a migration left rows that refer to nothing: {broken[:3]}")
