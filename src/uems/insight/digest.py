"""A digest: a dashboard that is sent to people by e-mail, every day, week or month at an hour in the project's zone."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from uems.base.errors import NotFound
from uems.base.words import Language, Text
from uems.store.client import Store
from uems.store.table import Instant, insert, metadata

MOST_RECIPIENTS = 50

Every = Literal["day", "week", "month"]
Paused = Literal["", "by_hand", "owner_gone", "owner_rights"]

table = sa.Table(
    "digest",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("dashboard", sa.Text, primary_key=True),
    sa.Column("every", sa.Text, nullable=False),
    sa.Column("weekday", sa.Integer, nullable=False),
    sa.Column("day", sa.Integer, nullable=False),
    sa.Column("hour", sa.Integer, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("recipients", sa.JSON, nullable=False),
    sa.Column("account", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("paused", sa.Text, nullable=False),
    sa.Column("told_until", Instant, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
)


class NoDigest(NotFound):
    code = "digest_not_found"
    text = Text("这个看板没有定时摘要", "This dashboard has no digest")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When: `weekday` 1 = Monday … 7, of weeks; `day` of months, the last where a month is shorter; `hour` 0 … 23."""

    every: Every = "week"
    weekday: int = 1
    day: int = 1
    hour: int = 9


@dataclass(frozen=True, slots=True)
class Recipient:
    """`language` None = the digest's."""

    email: str
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """`account` = the member in whose name it is sent, `by` = their name; `paused` = why nothing is sent, '' = it is;
    `told_until` = the tick that was taken care of last."""

    dashboard: str
    rhythm: Rhythm
    language: Language
    recipients: tuple[Recipient, ...]
    account: str
    by: str
    paused: Paused
    told_until: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    rhythm: Rhythm
    language: Language
    recipients: Sequence[Recipient]
    paused: bool


def latest(rhythm: Rhythm, now: datetime, zone: ZoneInfo) -> datetime:
    """Its last tick at or before `now`, UTC."""
    day = now.astimezone(zone).date() + timedelta(days=1)
    while True:
        if _falls_on(rhythm, day) and (tick := _tick(rhythm, day, zone)) <= now:
            return tick
        day -= timedelta(days=1)


def coming(rhythm: Rhythm, now: datetime, zone: ZoneInfo) -> datetime:
    """Its first tick after `now`, UTC."""
    day = now.astimezone(zone).date() - timedelta(days=1)
    while True:
        if _falls_on(rhythm, day) and (tick := _tick(rhythm, day, zone)) > now:
            return tick
        day += timedelta(days=1)


def _falls_on(rhythm: Rhythm, day: date) -> bool:
    if rhythm.every == "week":
        return day.isoweekday() == rhythm.weekday
    return rhythm.every == "day" or day.day == min(rhythm.day, monthrange(day.year, day.month)[1])


def _tick(rhythm: Rhythm, day: date, zone: ZoneInfo) -> datetime:
    """Where the clocks skip the hour, as much later; where they repeat it, at the first."""
    return datetime.combine(day, time(rhythm.hour), zone).astimezone(UTC)


def keep(
    connection: sa.Connection, project: int, dashboard: str, draft: Draft, account: str, by: str, now: datetime
) -> Digest:
    """The dashboard's digest from now on, in this member's name and the caller's transaction. A tick that is still to
    be taken care of stays so where the hours are the same; otherwise ticks before now are over."""
    row = {
        **asdict(draft.rhythm),
        "language": draft.language,
        "recipients": [asdict(one) for one in draft.recipients],
        "account": account,
        "by": by,
        "paused": "by_hand" if draft.paused else "",
        "changed_at": now,
    }
    before = connection.execute(sa.select(table).where(_named(project, dashboard))).one_or_none()
    goes_on = before is not None and before.paused == "" and _digest(before).rhythm == draft.rhythm
    row |= {} if goes_on else {"told_until": now}
    said = insert(connection, table).values(project=project, dashboard=dashboard, **{"told_until": now, **row})
    connection.execute(said.on_conflict_do_update(index_elements=["project", "dashboard"], set_=row))
    return _digest(connection.execute(sa.select(table).where(_named(project, dashboard))).one())


def find(store: Store, project: int, dashboard: str) -> Digest:
    """Raises NoDigest."""
    with store.read() as connection:
        row = connection.execute(sa.select(table).where(_named(project, dashboard))).one_or_none()
    if row is None:
        raise NoDigest(about=dashboard)
    return _digest(row)


def every(store: Store, project: int) -> list[Digest]:
    """Those of a project that are not paused."""
    with store.read() as connection:
        rows = connection.execute(sa.select(table).where(table.c.project == project, table.c.paused == "")).all()
    return [_digest(row) for row in rows]


def take(connection: sa.Connection, project: int, dashboard: str, tick: datetime) -> bool:
    """Whether this tick is the caller's to send: of several who ask, one hears yes."""
    fresh = sa.and_(_named(project, dashboard), table.c.told_until < tick, table.c.paused == "")
    return connection.execute(sa.update(table).where(fresh).values(told_until=tick)).rowcount == 1


def pause(store: Store, project: int, dashboard: str, account: str, why: Paused) -> None:
    """Nothing is sent in this account's name any more; somebody else's digest stays."""
    with store.write() as connection:
        theirs = sa.and_(_named(project, dashboard), table.c.account == account)
        connection.execute(sa.update(table).where(theirs).values(paused=why))


def drop(connection: sa.Connection, project: int, dashboard: str) -> bool:
    """Whether there was one."""
    return connection.execute(sa.delete(table).where(_named(project, dashboard))).rowcount == 1


def _named(project: int, dashboard: str) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.project == project, table.c.dashboard == dashboard)


def _digest(row: Any) -> Digest:
    return Digest(
        row.dashboard,
        Rhythm(row.every, row.weekday, row.day, row.hour),
        row.language,
        tuple(Recipient(**one) for one in row.recipients),
        *(row.account, row.by, row.paused, row.told_until, row.changed_at),
    )
