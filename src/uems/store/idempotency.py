"""The same POST twice: whoever repeats an Idempotency-Key gets the first answer, and nothing happens again."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from uems.base.errors import Conflict, Invalid
from uems.base.words import Text
from uems.store.client import Store
from uems.store.project import table as projects
from uems.store.secret import SecretDamaged, unsealed
from uems.store.table import Instant, insert, metadata

RETENTION = timedelta(hours=48)
"""How long an answer is kept at least."""
PATIENCE = timedelta(seconds=60)
"""A first request that has not answered by then has died, and the next one takes its place."""
_LONGEST = 255
_OPEN = 0

table = sa.Table(
    "idempotency",
    metadata,
    sa.Column("scope", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("request", sa.Text, nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("response", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False, index=True),
)
"""`scope` says whose key it is: two callers never meet each other's answers."""


class KeyReused(Conflict):
    code = "idempotency_key_reused"
    text = Text("该 Idempotency-Key 已用于另一个请求", "This Idempotency-Key was used for another request")


class StillRunning(Conflict):
    code = "idempotency_in_progress"
    text = Text("相同的请求正在处理中", "The same request is still being worked on")


class BadIdempotencyKey(Invalid):
    code = "idempotency_key"
    text = Text("Idempotency-Key 应为 1–255 个字符", "An Idempotency-Key has 1 to 255 characters")


@dataclass(frozen=True, slots=True)
class Response:
    """What was answered: HTTP status and body, word for word."""

    status: int
    body: str


def begin(connection: sa.Connection, scope: str, key: str, request: bytes, now: datetime) -> Response | None:
    """The answer kept for this key; None = the caller is the first, acts, and calls `keep` (best in this transaction),
    or `release` where acting fails. `request` = method, address and body.

    Raises KeyReused, StillRunning, BadIdempotencyKey.
    """
    if not 1 <= len(key) <= _LONGEST or not key.isprintable():
        raise BadIdempotencyKey(about="Idempotency-Key")
    digest = hashlib.sha256(request).hexdigest()
    row = {"scope": scope, "key": key, "request": digest, "status": _OPEN, "response": "", "created_at": now}
    # Insert first: on PostgreSQL a twin that runs at the same moment waits here for our transaction's end.
    asked = insert(connection, table).values(row).on_conflict_do_nothing().returning(table.c.key)
    if connection.execute(asked).one_or_none() is not None:
        return None
    found = connection.execute(sa.select(table).where(_named(scope, key))).one()
    if found.request != digest:
        raise KeyReused(about=key)
    if found.status != _OPEN:
        return Response(found.status, found.response)
    dead = _named(scope, key) & (table.c.created_at == found.created_at) & (found.created_at <= now - PATIENCE)
    if connection.execute(sa.update(table).where(dead).values(created_at=now)).rowcount == 0:
        raise StillRunning(about=key)
    return None


def keep(connection: sa.Connection, scope: str, key: str, response: Response) -> None:
    """What every repetition will be answered; the first answer stands."""
    open_ = _named(scope, key) & (table.c.status == _OPEN)
    connection.execute(sa.update(table).where(open_).values(status=response.status, response=response.body))


def release(connection: sa.Connection, scope: str, key: str) -> None:
    """The act failed: the key is free again."""
    connection.execute(sa.delete(table).where(_named(scope, key), table.c.status == _OPEN))


def forget(connection: sa.Connection, now: datetime) -> int:
    """Drop the answers past their time; returns how many."""
    return connection.execute(sa.delete(table).where(table.c.created_at < now - RETENTION)).rowcount


def silence(store: Store, pepper: bytes, project: int, words: Sequence[str]) -> int:
    """Drop the kept answers of a project in which one of the words stands; how many. Such a call may happen again."""
    with store.read() as connection:
        of = sa.select(projects.c.id).where(projects.c.number == project)
        id = connection.execute(of).scalar_one()
        theirs = sa.or_(table.c.scope == id, table.c.scope.endswith(f" {id}", autoescape=True))
        rows = connection.execute(sa.select(table).where(theirs, table.c.status != _OPEN)).all()
    said = [(row.scope, row.key) for row in rows if row.response and _says(pepper, row.response, words)]
    with store.write() as connection:
        for scope, key in said:
            connection.execute(sa.delete(table).where(_named(scope, key)))
    return len(said)


def _says(pepper: bytes, sealed: str, words: Sequence[str]) -> bool:
    try:
        text = unsealed(pepper, sealed)
    except SecretDamaged:
        return False
    return any(word in text or json.dumps(word)[1:-1] in text for word in words)


def _named(scope: str, key: str) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.scope == scope, table.c.key == key)
