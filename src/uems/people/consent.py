"""Consent: what a person said of each purpose and channel, when, and where; over all their ids the latest word counts.

A word belongs to the id it was said under, so a merge brings words together and a split gives them back.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa

from uems.base.errors import Conflict, Invalid, NotFound
from uems.base.ids import hash_uuid
from uems.base.words import Text
from uems.people.link import Id, chunks
from uems.store.client import Store
from uems.store.table import U64, Instant, insert, metadata

State = Literal["granted", "denied", "revoked"]

table = sa.Table(
    "consent",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("node", U64, primary_key=True),
    sa.Column("purpose", sa.Text, primary_key=True),
    sa.Column("channel", sa.Text, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.CheckConstraint("state in ('granted', 'denied', 'revoked')", name="state"),
)
"""`channel` '' = the purpose as a whole."""
purposes = sa.Table(
    "consent_purpose",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("channels", sa.JSON, nullable=False),
)

EVENT = "consent_changed"
_SLUG = re.compile(r"[a-z][a-z0-9_]{0,49}")
_CHANNELS = ("email", "sms", "push")


class NoPurpose(NotFound):
    code = "purpose_not_found"
    text = Text("没有这个用途或渠道", "There is no such purpose, or it has no such channel")


class BadPurpose(Invalid):
    code = "purpose"
    text = Text(
        "用途与渠道的标识应为小写字母、数字、下划线，且不重复",
        "Purposes and channels have ids of lower-case letters, digits and underscores, each once",
    )


class PurposeInUse(Conflict):
    code = "purpose_in_use"
    text = Text("已有用户对该用途表态，不能移除", "People have spoken on this purpose, so it cannot be taken away")


@dataclass(frozen=True, slots=True)
class Purpose:
    """What consent is asked for, and the channels that are asked about one by one."""

    id: str
    name: str
    description: str
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """What was said: of a purpose, or ('' = not) of one channel of it; `by` = who wrote it down, '' = a program."""

    purpose: str
    channel: str
    state: State
    at: datetime
    source: str
    by: str


FIRST: tuple[Purpose, ...] = (
    Purpose("marketing", "营销 Marketing", "", _CHANNELS),
    Purpose("analytics", "分析 Analytics", "", ()),
    Purpose("personalisation", "个性化 Personalisation", "", ()),
)
"""The purposes of a project that has said nothing yet."""


def asked_for(store: Store, project: int) -> list[Purpose]:
    """The project's purposes, in its order."""
    with store.read() as connection:
        return _purposes(connection, project)


def change_purposes(store: Store, project: int, wanted: Sequence[Purpose]) -> list[Purpose]:
    """These and no others. Raises BadPurpose, PurposeInUse."""
    ids = [one.id for one in wanted]
    slugs = [*ids, *(channel for one in wanted for channel in one.channels)]
    doubled = len(set(ids)) < len(ids) or any(len(set(one.channels)) < len(one.channels) for one in wanted)
    if doubled or not all(map(_SLUG.fullmatch, slugs)):
        raise BadPurpose(about="id")
    with store.write() as connection:
        asked = sa.select(table.c.purpose).where(table.c.project == project, table.c.purpose.not_in(ids)).limit(1)
        used = connection.execute(asked).scalar()
        if used is not None:
            raise PurposeInUse(about=used)
        connection.execute(sa.delete(purposes).where(purposes.c.project == project))
        for place, one in enumerate(wanted):
            values = {"name": one.name, "description": one.description, "channels": list(one.channels)}
            connection.execute(sa.insert(purposes).values(project=project, id=one.id, place=place, **values))
    return asked_for(store, project)


def said(store: Store, project: int, nodes: Iterable[int]) -> list[Word]:
    """The latest word of the person of these ids on each purpose and channel."""
    latest: dict[tuple[str, str], Word] = {}
    with store.read() as connection:
        for part in chunks(nodes):
            asked = sa.select(*_COLUMNS).where(table.c.project == project, table.c.node.in_(part))
            for row in connection.execute(asked):
                word = Word(*row)
                have = latest.get((word.purpose, word.channel))
                if have is None or word.at > have.at:
                    latest[word.purpose, word.channel] = word
    return [latest[key] for key in sorted(latest)]


def say(store: Store, project: int, id: Id, words: Sequence[Word]) -> list[Word]:
    """Keep what was said under an id; those words that are news. An older word than the kept one changes nothing.

    Raises NoPurpose."""
    news = []
    with store.write() as connection:
        known = {one.id: one.channels for one in _purposes(connection, project)}
        for word in words:
            if word.purpose not in known or word.channel not in ("", *known[word.purpose]):
                raise NoPurpose(about=f"{word.purpose} {word.channel}".strip())
            c = table.c
            mine = (c.project == project, c.node == id.node, c.purpose == word.purpose, c.channel == word.channel)
            kept = connection.execute(sa.select(c.at, c.state).where(*mine)).one_or_none()
            if kept is not None and kept.at >= word.at:
                continue
            values = {"state": word.state, "at": word.at, "source": word.source, "by": word.by}
            keys = {"project": project, "node": id.node, "purpose": word.purpose, "channel": word.channel}
            upsert = insert(connection, table).values(**keys, **values)
            connection.execute(upsert.on_conflict_do_update(index_elements=list(keys), set_=values))
            news.append(word)
    return news


def told(id: Id, word: Word) -> dict[str, Any]:
    """The event that tells of a word; its id follows from it, so that telling twice counts once."""
    key = str(hash_uuid("consent", str(id.node), word.purpose, word.channel, word.state, word.at.isoformat()))
    properties: Mapping[str, Any] = {"purpose": word.purpose, "channel": word.channel or None, "state": word.state}
    return {
        "id": key,
        "event": EVENT,
        "user_id" if id.space == "user" else "anonymous_id": id.value,
        "timestamp": word.at.isoformat(),
        "properties": {**properties, "source": word.source},
    }


def _purposes(connection: sa.Connection, project: int) -> list[Purpose]:
    c = purposes.c
    asked = sa.select(c.id, c.name, c.description, c.channels).where(c.project == project).order_by(c.place)
    found = [Purpose(id, name, about, tuple(channels)) for id, name, about, channels in connection.execute(asked)]
    return found or list(FIRST)


_COLUMNS = [table.c[name] for name in Word.__dataclass_fields__]
