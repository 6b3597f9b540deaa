"""A link that shows a dashboard's numbers to people without an account: signed, for a time, taken back at will."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from uems.base.errors import NotFound
from uems.base.ids import new_id
from uems.base.words import Text
from uems.insight import dashboard
from uems.store import project as projects
from uems.store import shelf
from uems.store.client import Store
from uems.store.project import Project
from uems.store.secret import key_hash
from uems.store.table import Instant, metadata

table = sa.Table(
    "dashboard_link",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True, unique=True),
    sa.Column("dashboard", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
)


class NoLink(NotFound):
    code = "link_not_found"
    text = Text("分享链接已失效或不存在", "This link was taken back, has run out or never was")


@dataclass(frozen=True, slots=True)
class DashboardLink:
    """`by` = who made it, '' = a program."""

    id: str
    dashboard: str
    by: str
    created_at: datetime
    expires_at: datetime


_FIELDS = tuple(DashboardLink.__dataclass_fields__)


def offer(
    store: Store, pepper: bytes, project: int, of: str, by: str, now: datetime, days: int
) -> tuple[DashboardLink, str]:
    """A new link and its token, which is seen here and never again. Raises NoDashboard."""
    dashboard.find(store, project, of)
    with store.write() as connection:
        made = add(connection, project, of, by, now, days)
    return made, token(pepper, made.id)


def add(connection: sa.Connection, project: int, of: str, by: str, now: datetime, days: int) -> DashboardLink:
    """A new link, in the caller's transaction; those that have run out go."""
    made = DashboardLink(new_id("shr", 24), of, by, now, now + timedelta(days=days))
    row = {name: getattr(made, name) for name in _FIELDS}
    connection.execute(sa.delete(table).where(table.c.project == project, table.c.expires_at <= now))
    connection.execute(sa.insert(table).values(project=project, **row))
    return made


def token(pepper: bytes, id: str) -> str:
    """What opens the link of this id."""
    return f"{id}-{_signature(pepper, id)}"


def shown(store: Store, pepper: bytes, token: str, now: datetime) -> tuple[Project, DashboardLink]:
    """What a token opens. A wrong signature is refused before the store is asked. Raises NoLink."""
    id, _, said = token.partition("-")
    if not hmac.compare_digest(said.encode(), _signature(pepper, id).encode()):
        raise NoLink
    where = projects.table
    asked: sa.Select[Any] = sa.select(*projects.COLUMNS, *(table.c[name] for name in _FIELDS))
    asked = asked.select_from(table.join(where, where.c.number == table.c.project))
    with store.read() as connection:
        row = connection.execute(asked.where(table.c.id == id, table.c.expires_at > now)).one_or_none()
    if row is None:
        raise NoLink
    at = len(projects.COLUMNS)
    return Project(*row[:at]), DashboardLink(*row[at:])


def find(store: Store, project: int, id: str, now: datetime) -> DashboardLink:
    """A link that still works. Raises NoLink."""
    with store.read() as connection:
        row = shelf.find(connection, table, project, id, NoLink)
    if row.expires_at <= now:
        raise NoLink(about=id)
    return DashboardLink(*(getattr(row, name) for name in _FIELDS))


def every(store: Store, project: int, of: str, now: datetime) -> list[DashboardLink]:
    """The links of a dashboard that still work, the oldest first."""
    c = table.c
    asked = sa.select(table).where(c.project == project, c.dashboard == of, c.expires_at > now).order_by(c.created_at)
    with store.read() as connection:
        return [DashboardLink(*(getattr(row, name) for name in _FIELDS)) for row in connection.execute(asked)]


def revoke(store: Store, project: int, of: str, id: str) -> None:
    """It works no more. Raises NoLink, also for another dashboard's."""
    with store.write() as connection:
        if shelf.find(connection, table, project, id, NoLink).dashboard != of:
            raise NoLink(about=id)
        shelf.delete(connection, table, project, id, NoLink)


def void(connection: sa.Connection, project: int, of: str) -> None:
    """None of the dashboard's links works any more."""
    connection.execute(sa.delete(table).where(table.c.project == project, table.c.dashboard == of))


def _signature(pepper: bytes, id: str) -> str:
    return key_hash(pepper, f"dashboard link {id}")[:40]
