"""A session: what a cookie stands for, for fourteen days after its last use; the store keeps only the token's hash."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from uems.access import account
from uems.access.account import Account
from uems.store.client import Store
from uems.store.secret import key_hash
from uems.store.table import Instant, metadata

LASTS = timedelta(days=14)
_SLIDES = timedelta(hours=1)
"""A session is prolonged at most so often: reading must not mean writing."""

table = sa.Table(
    "session",
    metadata,
    sa.Column("hash", sa.Text, primary_key=True),
    sa.Column("account", sa.Text, sa.ForeignKey("account.id"), nullable=False, index=True),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False, index=True),
)


@dataclass(frozen=True, slots=True)
class Session:
    """`hash` names it in the store."""

    hash: str
    account: Account
    expires_at: datetime


def begin(connection: sa.Connection, pepper: bytes, account: str, now: datetime) -> str:
    """A new session's token: always a fresh one, so that nobody can plant it beforehand."""
    token = secrets.token_urlsafe(32)
    row = {"hash": _hash(pepper, token), "account": account, "created_at": now, "expires_at": now + LASTS}
    connection.execute(sa.insert(table).values(row))
    return token


def find(store: Store, pepper: bytes, token: str, now: datetime) -> Session | None:
    """The live session of a token, prolonged; None = ended or never was. Raises Unavailable."""
    asked = sa.select(table.c.hash, table.c.expires_at, *account.COLUMNS).join_from(table, account.table)
    with store.read() as connection:
        row = connection.execute(asked.where(table.c.hash == _hash(pepper, token))).one_or_none()
    if row is None or row.expires_at <= now:
        return None
    if row.expires_at < now + LASTS - _SLIDES:
        with store.write() as connection:
            connection.execute(sa.update(table).where(table.c.hash == row.hash).values(expires_at=now + LASTS))
    return Session(row.hash, Account(*row[2:]), row.expires_at)


def csrf(pepper: bytes, token: str) -> str:
    """What a page must send besides the cookie: it follows from the session's token and tells nothing about it."""
    return key_hash(pepper, f"csrf {token}")


def csrf_agrees(pepper: bytes, token: str, sent: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(csrf(pepper, token).encode(), sent.encode("utf-8", "surrogatepass"))


def end(connection: sa.Connection, pepper: bytes, token: str) -> None:
    """The token opens nothing any more."""
    connection.execute(sa.delete(table).where(table.c.hash == _hash(pepper, token)))


def end_all(connection: sa.Connection, account: str, but: str = "") -> None:
    """Every session of an account ends, except the one of the hash `but`."""
    connection.execute(sa.delete(table).where(table.c.account == account, table.c.hash != but))


def forget(connection: sa.Connection, now: datetime) -> int:
    """Drop the sessions past their time; returns how many."""
    return connection.execute(sa.delete(table).where(table.c.expires_at <= now)).rowcount


def _hash(pepper: bytes, token: str) -> str:
    return key_hash(pepper, f"session {token}")
