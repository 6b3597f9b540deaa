"""The letters of digests: each is promised once to a receiver at a tick, and keeps what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa

from uems.base.errors import Conflict, NotFound
from uems.base.ids import new_id
from uems.base.words import Language, Text
from uems.insight.digest import Every, Recipient
from uems.store.client import Store
from uems.store.table import Instant, insert, metadata
from uems.work import job

KIND = "digest.send"
_KEPT = timedelta(days=400)
_WAITING = timedelta(hours=12)
_HANDING = timedelta(minutes=15)
"""Longer than any server takes to answer: whoever was handing it over has died."""
_ERROR = 500

State = Literal["waiting", "handing", "sent", "failed", "unsure"]
"""handing = the server has accepted sender and receiver, and gets the text; unsure = it then said nothing."""

table = sa.Table(
    "digest_letter",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("dashboard", sa.Text, nullable=False),
    sa.Column("due", Instant, nullable=False),
    sa.Column("every", sa.Text, nullable=False),
    sa.Column("account", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("recipient", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("link", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("error", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.UniqueConstraint("project", "dashboard", "due", "recipient", name="uq_digest_letter_due"),
)
_c = table.c


class NoLetter(NotFound):
    code = "letter_not_found"
    text = Text("没有这封邮件", "There is no such letter")


class LetterTaken(Conflict):
    code = "letter_taken"
    text = Text("这封邮件正由别处发送或已有结果", "This letter is being sent elsewhere, or has its outcome already")


@dataclass(frozen=True, slots=True)
class Promise:
    """What is to be sent: a dashboard's letters of a tick, in a member's name, with the share link of this id. `every`
    '' = by hand."""

    dashboard: str
    due: datetime
    every: Every | Literal[""]
    account: str
    by: str
    link: str
    language: Language
    to: Sequence[Recipient]


@dataclass(frozen=True, slots=True)
class DigestLetter:
    """`attempt` = how often it was tried, `error` = what the server said last, or the code of a refusal; `at` = since
    when it is in its state."""

    id: str
    dashboard: str
    due: datetime
    every: Every | Literal[""]
    account: str
    by: str
    recipient: str
    language: Language
    link: str
    state: State
    attempt: int
    error: str
    at: datetime


_FIELDS = tuple(DigestLetter.__dataclass_fields__)


def promise(connection: sa.Connection, project: int, what: Promise, now: datetime) -> None:
    """The letters, one to each, and the job that sends them, in the caller's transaction."""
    shared = {"project": project, "dashboard": what.dashboard, "due": what.due, "every": what.every}
    shared |= {"account": what.account, "by": what.by, "link": what.link}
    shared |= {"state": "waiting", "attempt": 0, "error": "", "at": now}
    for one in what.to:
        row = {"id": new_id("ltr"), "recipient": one.email, "language": one.language or what.language, **shared}
        connection.execute(insert(connection, table).values(row).on_conflict_do_nothing())
    _enqueue(connection, project, what.dashboard, what.due, now)


def again(
    connection: sa.Connection, project: int, letter: DigestLetter, account: str, by: str, link: str, now: datetime
) -> None:
    """A letter that failed, or of which nobody knows, is sent once more, in this member's name and with this share
    link. Raises LetterTaken."""
    over = sa.and_(_c.project == project, _c.id == letter.id, _c.state.in_(("failed", "unsure")))
    fresh = {"state": "waiting", "error": "", "at": now, "account": account, "by": by, "link": link}
    if connection.execute(sa.update(table).where(over).values(fresh)).rowcount == 0:
        raise LetterTaken(about=letter.id)
    _enqueue(connection, project, letter.dashboard, letter.due, now)


def find(store: Store, project: int, dashboard: str, id: str) -> DigestLetter:
    """A dashboard's letter. Raises NoLetter."""
    asked = sa.select(table).where(_c.project == project, _c.dashboard == dashboard, _c.id == id)
    with store.read() as connection:
        row = connection.execute(asked).one_or_none()
    if row is None:
        raise NoLetter(about=id)
    return _letter(row)


def links(store: Store, project: int, dashboard: str) -> set[str]:
    """The share links that stand in its letters, by their ids."""
    asked = sa.select(_c.link).where(_c.project == project, _c.dashboard == dashboard)
    with store.read() as connection:
        return set(connection.execute(asked).scalars())


def open_of(store: Store, project: int, dashboard: str, due: datetime) -> list[DigestLetter]:
    """The letters of a tick that wait to be sent."""
    asked = sa.select(table).where(_c.project == project, _c.dashboard == dashboard, _c.due == due)
    with store.read() as connection:
        rows = connection.execute(asked.where(_c.state == "waiting").order_by(_c.recipient)).all()
    return [_letter(row) for row in rows]


def newest(store: Store, project: int, dashboard: str, limit: int) -> list[DigestLetter]:
    """The last letters of a dashboard, the newest first."""
    asked = sa.select(table).where(_c.project == project, _c.dashboard == dashboard)
    with store.read() as connection:
        return [_letter(row) for row in connection.execute(asked.order_by(_c.due.desc(), _c.recipient).limit(limit))]


def handing(store: Store, project: int, letter: DigestLetter, now: datetime) -> DigestLetter:
    """It is being handed over. Raises LetterTaken where it is not as it was read: somebody else has it."""
    taken = replace(letter, state="handing", attempt=letter.attempt + 1, at=now)
    if not _change(store, project, letter, {"state": "handing", "attempt": taken.attempt, "at": now}):
        raise LetterTaken(about=letter.id)
    return taken


def note(store: Store, project: int, letter: DigestLetter, state: State, error: str, now: datetime) -> None:
    """What became of an attempt to send it, unless it is not any more as the attempt left it: then it is somebody
    else's."""
    tried = letter.attempt + (letter.state == "waiting")
    _change(store, project, letter, {"state": state, "error": error[:_ERROR], "at": now, "attempt": tried})


def _change(store: Store, project: int, letter: DigestLetter, values: dict[str, Any]) -> bool:
    """Whether it still was as it was read."""
    same = sa.and_(_c.id == letter.id, _c.state == letter.state, _c.attempt == letter.attempt)
    with store.write() as connection:
        return connection.execute(sa.update(table).where(_c.project == project, same).values(values)).rowcount == 1


def settle(connection: sa.Connection, now: datetime) -> None:
    """Letters that nobody works on any more get an outcome, so that none waits for ever; very old ones go."""
    for before, after, patience in (("waiting", "failed", _WAITING), ("handing", "unsure", _HANDING)):
        left = sa.and_(_c.state == before, _c.at < now - patience)
        said = sa.case((_c.error == "", "the sender stopped without a word"), else_=_c.error)
        connection.execute(sa.update(table).where(left).values(state=after, at=now, error=said))
    connection.execute(sa.delete(table).where(_c.due < now - _KEPT))


def close(connection: sa.Connection, project: int, dashboard: str, stay: Sequence[str], now: datetime) -> None:
    """What waits to be sent on schedule is not sent any more but to these receivers."""
    mine = sa.and_(_c.project == project, _c.dashboard == dashboard, _c.state == "waiting", _c.every != "")
    values = {"state": "failed", "error": "digest_stopped", "at": now}
    connection.execute(sa.update(table).where(mine, _c.recipient.not_in(stay)).values(values))


def drop(connection: sa.Connection, project: int, dashboard: str) -> None:
    """All of a dashboard's are gone, and what waits is not sent."""
    connection.execute(sa.delete(table).where(_c.project == project, _c.dashboard == dashboard))


def _enqueue(connection: sa.Connection, project: int, dashboard: str, due: datetime, now: datetime) -> None:
    payload = {"dashboard": dashboard, "due": due.isoformat()}
    job.enqueue(connection, KIND, payload, now=now, project=project)


def _letter(row: Any) -> DigestLetter:
    return DigestLetter(*(getattr(row, name) for name in _FIELDS))
