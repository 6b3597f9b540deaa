"""An invitation: a link that works once and for seven days, to join a project or to choose a new password."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa

from uems.access import account, membership
from uems.access.account import Account
from uems.access.role import Right, Role, within
from uems.access.sign_in import Doorkeeper
from uems.base.errors import Forbidden, NotFound
from uems.base.words import Text
from uems.store import project
from uems.store.secret import key_hash
from uems.store.table import Instant, metadata

LASTS = timedelta(days=7)
Kind = Literal["join", "password"]

table = sa.Table(
    "invitation",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("hash", sa.Text, primary_key=True, unique=True),
    sa.Column("account", sa.Text, sa.ForeignKey("account.id"), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("invited_by", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False, index=True),
    sa.CheckConstraint("kind in ('join', 'password')", name="kind"),
    sa.Index(None, "project", "account"),
)


class NoInvitation(NotFound):
    code = "invitation_not_found"
    text = Text(
        "邀请链接已使用、已过期或不存在；请向邀请人索要新链接",
        "This link was used, has run out or never was; ask for a new one",
    )


class PasswordElsewhere(Forbidden):
    code = "password_elsewhere"
    text = Text(
        "此人还是您管理范围之外项目的成员，不能在这里重置其密码",
        "This person belongs to a project that you do not manage, so the password cannot be reset from here",
    )


@dataclass(frozen=True, slots=True)
class Invitation:
    """`known` = the account has a password already, which is asked for instead of choosing one."""

    kind: Kind
    project: int
    project_name: str
    account: Account
    role: Role
    invited_by: str
    expires_at: datetime
    known: bool


def offer(
    connection: sa.Connection, pepper: bytes, project: int, account: str, kind: Kind, by: str, now: datetime
) -> tuple[str, datetime]:
    """A new link's token and until when it works; earlier ones of this account in this project are void."""
    void(connection, project, account)
    token, until = secrets.token_urlsafe(32), now + LASTS
    row = {"hash": _hash(pepper, token), "project": project, "account": account, "kind": kind, "invited_by": by}
    connection.execute(sa.insert(table).values(row | {"created_at": now, "expires_at": until}))
    return token, until


def void(connection: sa.Connection, project: int, account: str) -> None:
    """The links of an account in a project work no more."""
    connection.execute(sa.delete(table).where(table.c.project == project, table.c.account == account))


def find(connection: sa.Connection, pepper: bytes, token: str, now: datetime) -> Invitation:
    """What a link invites to. Raises NoInvitation."""
    c, who, where, role = table.c, account.table, project.table, membership.table
    asked: sa.Select[Any] = sa.select(
        c.kind, c.project, where.c.name, c.invited_by, c.expires_at, role.c.role, who.c.password
    )
    asked = asked.add_columns(*account.COLUMNS).select_from(
        table.join(who, who.c.id == c.account)
        .join(where, where.c.number == c.project)
        .join(role, (role.c.project == c.project) & (role.c.account == c.account))
    )
    row = connection.execute(asked.where(c.hash == _hash(pepper, token), c.expires_at > now)).one_or_none()
    if row is None:
        raise NoInvitation
    kind, number, name, by, until, given, kept = row[:7]
    return Invitation(kind, number, name, Account(*row[7:]), given, by, until, kept is not None)


def refuse_reset(connection: sa.Connection, mine: Mapping[int, frozenset[Right]], account: str) -> None:
    """Whoever resets a password could enter as its owner, so wherever it leads they must manage as much; `mine` says
    what they may, by project. Raises PasswordElsewhere."""
    for where, role in membership.projects(connection, account):
        rights = mine.get(where.number, frozenset())
        if "manage" not in rights or not within(role, rights):
            raise PasswordElsewhere(about=account)


def accept(keeper: Doorkeeper, token: str, name: str | None, password: str, address: str) -> Account:
    """The account that joins, or has a new password now; the link is used up.

    Raises NoInvitation, BadName, PasswordTooShort, PasswordTooCommon; for a known account that joins, SignInRefused and
    TooManyAttempts when the password is not its own.
    """
    with keeper.store.read() as connection:
        found = find(connection, keeper.pepper, token, keeper.clock())
    whose, joins = found.account, found.kind == "join"
    if joins and found.known:
        keeper.prove(whose.email, password, address)
        hash = None
    else:
        hash = account.new_hash(whose.email, password)
    with keeper.store.write() as connection:
        _use(connection, keeper.pepper, token)
        if name is not None and not found.known:
            account.change(connection, whose.id, name=name)
        if hash is not None:
            keeper.set_password(connection, whose, hash)
        if joins:
            membership.joined(connection, found.project, whose.id, keeper.clock())
        return account.get(connection, whose.id)


def forget(connection: sa.Connection, now: datetime) -> int:
    """Drop the links past their time; returns how many."""
    return connection.execute(sa.delete(table).where(table.c.expires_at <= now)).rowcount


def _use(connection: sa.Connection, pepper: bytes, token: str) -> None:
    # Of two who accept at the same moment one finds nothing left to delete.
    if connection.execute(sa.delete(table).where(table.c.hash == _hash(pepper, token))).rowcount == 0:
        raise NoInvitation


def _hash(pepper: bytes, token: str) -> str:
    return key_hash(pepper, f"invitation {token}")
