"""One door to the store: `read` and `write` give a connection inside a transaction, on SQLite or PostgreSQL alike."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy import exc

from uems.base.errors import Invalid
from uems.base.words import Text
from uems.store import postgres, sqlite
from uems.store.refusal import refused


class StoreUrl(Invalid):
    code = "store_url"
    text = Text(
        "数据库地址应为 sqlite:///路径 或 postgresql+psycopg://…",
        "The store's URL must be sqlite:///path or postgresql+psycopg://…",
    )


class Store:
    """An open store, for use from any thread. Raises StoreUrl for any other database.

    Every transaction may raise StoreBusy (somebody holds the lock, the server is slow), StoreFull or StoreUnreachable.
    """

    def __init__(self, url: str) -> None:
        self.url = _parsed(url)
        self.dialect = self.url.get_backend_name()
        self._mine = threading.local()
        with refused():
            opened = sqlite.engines(self.url) if self.dialect == "sqlite" else postgres.engines(self.url)
        self.writer, self.reader = opened

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """One write transaction: committed at the end, rolled back by any exception.

        SQLite lets one writer in at a time, so keep it short and make no other call inside that may wait.
        """
        if getattr(self._mine, "writing", False):
            raise RuntimeError("a write inside a write: hand the connection down instead")
        self._mine.writing = True
        try:
            with refused(), self.writer.begin() as connection:
                yield connection
        finally:
            self._mine.writing = False

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A read-only transaction; on SQLite one steady picture of the store, which no writer waits for."""
        with refused(), self.reader.connect() as connection:
            yield connection

    def close(self) -> None:
        """Let go of every connection; the writer's last, since it is the one that tidies SQLite's log."""
        self.reader.dispose()
        self.writer.dispose()


def _parsed(url: str) -> sa.URL:
    if url.startswith("sqlite:///") and len(url) > len("sqlite:///"):
        return sa.URL.create("sqlite", database=url.removeprefix("sqlite:///"))  # a path as it is, also one with a %
    try:
        parsed = sa.make_url(url)
    except exc.ArgumentError as error:
        raise StoreUrl() from error
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername != "postgresql+psycopg":
        raise StoreUrl(about=parsed.drivername)
    return parsed
