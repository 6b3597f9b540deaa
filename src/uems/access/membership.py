"""A membership: one account's role in one project; a project never loses its last owner."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from uems.access import account
from uems.access.role import RIGHTS, Role
from uems.base.errors import Conflict, NotFound
from uems.base.words import Text
from uems.store import project
from uems.store.project import Project
from uems.store.table import Instant, insert, metadata

table = sa.Table(
    "membership",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("account", sa.Text, sa.ForeignKey("account.id"), primary_key=True, index=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("joined_at", Instant),
    sa.CheckConstraint("role in ('viewer', 'support', 'analyst', 'operator', 'admin', 'owner')", name="role"),
)
"""Until `joined_at` it is an invitation that opens nothing."""


class NoMember(NotFound):
    code = "member_not_found"
    text = Text("项目中没有这个成员", "The project has no such member")


class AlreadyMember(Conflict):
    code = "already_member"
    text = Text("此人已是项目成员", "This person is a member already")


class LastOwner(Conflict):
    code = "last_owner"
    text = Text(
        "项目至少需要一位所有者；请先指定另一位所有者",
        "A project keeps an owner; make somebody else owner first",
    )


@dataclass(frozen=True, slots=True)
class Member:
    """`id` is the account's; `joined_at` None = invited, not come yet."""

    id: str
    email: str
    name: str
    role: Role
    created_at: datetime
    joined_at: datetime | None


def invite(connection: sa.Connection, project: int, account: str, role: Role, now: datetime) -> None:
    """A membership that opens nothing until it is accepted. Raises AlreadyMember."""
    row = {"project": project, "account": account, "role": role, "created_at": now}
    asked = insert(connection, table).values(row).on_conflict_do_nothing().returning(table.c.account)
    if connection.execute(asked).one_or_none() is None:
        raise AlreadyMember(about=account)


def grant(connection: sa.Connection, project: int, account: str, role: Role, now: datetime) -> None:
    """A member from now on, with this role, whatever was before."""
    row = {"project": project, "account": account, "role": role, "created_at": now, "joined_at": now}
    asked = insert(connection, table).values(row)
    given = {"role": role, "joined_at": sa.func.coalesce(table.c.joined_at, asked.excluded.joined_at)}
    connection.execute(asked.on_conflict_do_update(index_elements=["project", "account"], set_=given))


def joined(connection: sa.Connection, project: int, account: str, now: datetime) -> None:
    """The invitation was accepted."""
    connection.execute(sa.update(table).where(_named(project, account)).values(joined_at=now))


def projects(connection: sa.Connection, account: str) -> list[tuple[Project, Role]]:
    """The projects that an account may enter, the oldest first, and its role in each."""
    asked = _entered(account).order_by(project.table.c.number)
    return [(Project(*row[1:]), row[0]) for row in connection.execute(asked)]


def entered(connection: sa.Connection, account: str, id: str) -> tuple[Project, Role] | None:
    """The project of this id and the account's role in it; None = no such project, or no member of it."""
    row = connection.execute(_entered(account).where(project.table.c.id == id)).one_or_none()
    return None if row is None else (Project(*row[1:]), row[0])


def may_create(connection: sa.Connection, account: str) -> bool:
    """Whether an account may make a project: whoever manages one may, and the very first is for whoever is there."""
    if any("manage" in RIGHTS[role] for _, role in projects(connection, account)):
        return True
    return connection.execute(sa.select(project.table.c.number).limit(1)).one_or_none() is None


def members(connection: sa.Connection, project: int) -> list[Member]:
    """Everybody of a project, invited ones too, the oldest first."""
    asked = _members().where(table.c.project == project).order_by(table.c.created_at, table.c.account)
    return [Member(*row) for row in connection.execute(asked)]


def counted(connection: sa.Connection, project: int) -> int:
    """How many people have joined."""
    asked = sa.select(sa.func.count()).select_from(table)
    return connection.execute(asked.where(table.c.project == project, table.c.joined_at.is_not(None))).scalar_one()


def member(connection: sa.Connection, project: int, account: str) -> Member:
    """Raises NoMember."""
    row = connection.execute(_members().where(_named(project, account))).one_or_none()
    if row is None:
        raise NoMember(about=account)
    return Member(*row)


def change(connection: sa.Connection, project: int, account: str, role: Role) -> None:
    """Another role. Raises NoMember, LastOwner."""
    if role != "owner":
        _keep_an_owner(connection, project, account)
    if connection.execute(sa.update(table).where(_named(project, account)).values(role=role)).rowcount == 0:
        raise NoMember(about=account)


def remove(connection: sa.Connection, project: int, id: str) -> None:
    """The account is no member any more. Raises NoMember, LastOwner."""
    _keep_an_owner(connection, project, id)
    if connection.execute(sa.delete(table).where(_named(project, id))).rowcount == 0:
        raise NoMember(about=id)
    _drop_unclaimed(connection, id)


def _drop_unclaimed(connection: sa.Connection, id: str) -> None:
    """Nothing is kept of somebody who was invited, never came, and is invited nowhere any more."""
    who = account.table
    elsewhere = sa.exists().where(table.c.account == id)
    connection.execute(sa.delete(who).where(who.c.id == id, who.c.password.is_(None), ~elsewhere))


def _keep_an_owner(connection: sa.Connection, number: int, account: str) -> None:
    # Two owners who leave at the same moment must not both see the other: the project's row is taken first.
    connection.execute(sa.select(project.table.c.number).where(project.table.c.number == number).with_for_update())
    c = table.c
    asked = sa.select(c.account).where(c.project == number, c.role == "owner", c.joined_at.is_not(None))
    if connection.execute(asked).scalars().all() == [account]:
        raise LastOwner(about=account)


def _entered(account: str) -> sa.Select[Any]:
    asked = sa.select(table.c.role, *project.COLUMNS).join_from(table, project.table)
    return asked.where(table.c.account == account, table.c.joined_at.is_not(None))


def _members() -> sa.Select[Any]:
    c = table.c
    asked = sa.select(*account.COLUMNS, c.role, c.created_at, c.joined_at)
    return asked.join_from(table, account.table)


def _named(project: int, account: str) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.project == project, table.c.account == account)
