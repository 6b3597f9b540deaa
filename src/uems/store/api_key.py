"""API keys: 256 random bits that are shown once; the store keeps a peppered hash and the first letters."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import sqlalchemy as sa

from uems.base.errors import Conflict, Invalid, NotFound
from uems.base.ids import new_id
from uems.base.name import plain_name
from uems.base.words import Text
from uems.store.secret import key_hash
from uems.store.table import Instant, insert, metadata

Kind = Literal["write", "secret"]

table = sa.Table(
    "api_key",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("hash", sa.Text, nullable=False, unique=True),
    sa.Column("prefix", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("clear", sa.Text),
    sa.Column("last_used_at", Instant),
    sa.CheckConstraint("kind in ('write', 'secret')", name="kind"),
)
"""`clear` is a write key as it is: it is public by nature, every page that sends events shows it."""

_LETTERS = {"write": "wk_", "secret": "sk_"}
_LENGTH = range(4, 201)


class KeyTaken(Conflict):
    code = "key_taken"
    text = Text("该密钥已被使用", "This key is already in use")


class BadKey(Invalid):
    code = "bad_key"
    text = Text(
        "密钥应为 4–200 个可见 ASCII 字符，不含空格和冒号",
        "A key has 4 to 200 visible ASCII characters, no space and no colon",
    )


class BadKeyName(Invalid):
    code = "key_name"
    text = Text("密钥名称最多 200 个可见字符", "A key's name has at most 200 visible characters")


class NoKey(NotFound):
    code = "key_not_found"
    text = Text("没有这个密钥", "There is no such key")


@dataclass(frozen=True, slots=True)
class ApiKey:
    """What may be shown of a key; `expires_at` None = it does not; `clear` = the whole key, of a write key only."""

    id: str
    kind: Kind
    prefix: str
    created_at: datetime
    expires_at: datetime | None
    name: str = ""
    clear: str | None = None
    last_used_at: datetime | None = None


def new(kind: Kind) -> str:
    """A fresh key: `wk_…` or `sk_…`."""
    return _LETTERS[kind] + secrets.token_urlsafe(32)


def add(
    connection: sa.Connection, pepper: bytes, project: int, kind: Kind, key: str, now: datetime, name: str = ""
) -> ApiKey:
    """Give a project this key. Raises BadKey, BadKeyName, KeyTaken."""
    if len(key) not in _LENGTH or ":" in key or not all("!" <= letter <= "~" for letter in key):
        raise BadKey(about=f"{kind}_key")
    plain = plain_name(name) if name else ""
    if plain is None:
        raise BadKeyName(about="name")
    clear = key if kind == "write" else None
    made = ApiKey(new_id("key"), kind, key[: min(8, len(key) // 2)], now, None, plain, clear)
    values = {
        "project": project,
        "id": made.id,
        "hash": key_hash(pepper, key),
        "prefix": made.prefix,
        "kind": kind,
        "created_at": now,
        "name": plain,
        "clear": clear,
    }
    asked = insert(connection, table).values(values).on_conflict_do_nothing().returning(table.c.id)
    if connection.execute(asked).one_or_none() is None:
        raise KeyTaken(about=f"{kind}_key")
    return made


def every(connection: sa.Connection, project: int) -> list[ApiKey]:
    """The project's keys, the oldest first, expired ones too."""
    c = table.c
    columns = (c.id, c.kind, c.prefix, c.created_at, c.expires_at, c.name, c.clear, c.last_used_at)
    asked = sa.select(*columns).where(c.project == project)
    return [ApiKey(*row) for row in connection.execute(asked.order_by(c.created_at, c.id))]


def rotate(
    connection: sa.Connection, pepper: bytes, project: int, id: str, now: datetime, overlap: timedelta
) -> tuple[ApiKey, str]:
    """A successor of the key `id`, and its text; the old one works on for `overlap`. Raises NoKey."""
    kind = connection.execute(
        sa.select(table.c.kind).where(table.c.project == project, table.c.id == id)
    ).scalar_one_or_none()
    if kind is None:
        raise NoKey(about=id)
    revoke(connection, project, id, now + overlap)
    key = new(kind)
    return add(connection, pepper, project, kind, key, now), key


def revoke(connection: sa.Connection, project: int, id: str, at: datetime) -> None:
    """The key works until `at` and no longer; never prolongs. Raises NoKey."""
    c = table.c
    mine = (c.project == project) & (c.id == id)
    if connection.execute(sa.select(c.id).where(mine)).one_or_none() is None:
        raise NoKey(about=id)
    earlier = mine & (c.expires_at.is_(None) | (c.expires_at > at))
    connection.execute(sa.update(table).where(earlier).values(expires_at=at))


def used(connection: sa.Connection, uses: Mapping[str, datetime]) -> None:
    """When keys were last used, by their id; never goes back."""
    c = table.c
    for id, at in uses.items():
        earlier = (c.id == id) & (c.last_used_at.is_(None) | (c.last_used_at < at))
        connection.execute(sa.update(table).where(earlier).values(last_used_at=at))
