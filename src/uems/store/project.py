"""A project: the tenant that every key, fact and promise belongs to."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from uems.base.clock import Clock, system_clock
from uems.base.errors import Invalid, NotFound
from uems.base.ids import new_id
from uems.base.words import Text
from uems.store import api_key
from uems.store.client import Store
from uems.store.table import Instant, metadata

table = sa.Table(
    "project",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("timezone", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sqlite_autoincrement=True,  # the number of a project that is gone must not come again: the warehouse has its rows
)

_NAME = 200


class UnknownTimezone(Invalid):
    code = "unknown_timezone"
    text = Text("时区应为 IANA 名称，例如 Asia/Shanghai", "The time zone must be an IANA name such as Asia/Shanghai")


class BadProjectName(Invalid):
    code = "project_name"
    text = Text("项目名称应为 1–200 个字符", "A project's name has 1 to 200 characters")


class NoProject(NotFound):
    code = "project_not_found"
    text = Text("没有这个项目", "There is no such project")


@dataclass(frozen=True, slots=True)
class Project:
    """`id` is what callers see; `number` is what the warehouse's rows carry; `timezone` is an IANA name."""

    id: str
    number: int
    name: str
    timezone: str


@dataclass(frozen=True, slots=True)
class NewProject:
    """A project with its keys, which are seen here and never again."""

    project: Project
    write_key: str
    secret_key: str


def create(
    store: Store,
    pepper: bytes,
    name: str,
    timezone: str,
    write_key: str | None = None,
    secret_key: str | None = None,
    clock: Clock = system_clock,
) -> NewProject:
    """A new project and its two keys. Raises UnknownTimezone, BadProjectName, BadKey, KeyTaken."""
    name = name.strip()
    if not 1 <= len(name) <= _NAME or not name.isprintable():
        raise BadProjectName(about="name")
    check_timezone(timezone)
    keys = write_key or api_key.new("write"), secret_key or api_key.new("secret")
    row: dict[str, Any] = {"id": new_id("prj"), "name": name, "timezone": timezone, "created_at": clock()}
    with store.write() as connection:
        number = connection.execute(sa.insert(table).values(row).returning(table.c.number)).scalar_one()
        api_key.add(connection, pepper, number, "write", keys[0], clock())
        api_key.add(connection, pepper, number, "secret", keys[1], clock())
    return NewProject(Project(row["id"], number, name, timezone), *keys)


def get(store: Store, id: str) -> Project:
    """The project of this id. Raises NoProject."""
    with store.read() as connection:
        row = connection.execute(sa.select(*COLUMNS).where(table.c.id == id)).one_or_none()
    if row is None:
        raise NoProject(about=id)
    return Project(*row)


def every(store: Store) -> list[Project]:
    """All projects, the oldest first."""
    with store.read() as connection:
        return [Project(*row) for row in connection.execute(sa.select(*COLUMNS).order_by(table.c.number))]


def check_timezone(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises UnknownTimezone."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:  # absent, a path that climbs out, a folder of zones
        raise UnknownTimezone(about=name[:100]) from error


COLUMNS = (table.c.id, table.c.number, table.c.name, table.c.timezone)
"""The columns of a Project, in its order."""
