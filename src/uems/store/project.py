"""A project: the tenant that every key, fact and promise belongs to."""

import re
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from uems.base.clock import Clock, system_clock
from uems.base.errors import Invalid, NotFound
from uems.base.ids import new_id
from uems.base.name import plain_name
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
    sa.Column("currency", sa.Text, nullable=False),
    sa.Column("key_events", sa.JSON(none_as_null=True)),
    sa.Column("created_at", Instant, nullable=False),
    sqlite_autoincrement=True,  # the number of a project that is gone must not come again: the warehouse has its rows
)

_CURRENCY = re.compile("[A-Z]{3}")


class UnknownTimezone(Invalid):
    code = "unknown_timezone"
    text = Text("时区应为 IANA 名称，例如 Asia/Shanghai", "The time zone must be an IANA name such as Asia/Shanghai")


class UnknownCurrency(Invalid):
    code = "unknown_currency"
    text = Text("货币应为三个大写字母的 ISO 4217 代码，例如 CNY", "A currency is an ISO 4217 code such as CNY")


class BadProjectName(Invalid):
    code = "project_name"
    text = Text("项目名称应为 1–200 个可见字符", "A project's name has 1 to 200 visible characters")


class NoProject(NotFound):
    code = "project_not_found"
    text = Text("没有这个项目", "There is no such project")


@dataclass(frozen=True, slots=True)
class Project:
    """`id` is what callers see; `number` is what the warehouse's rows carry; `timezone` is an IANA name,
    `currency` an ISO 4217 code."""

    id: str
    number: int
    name: str
    timezone: str
    currency: str = "CNY"


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
    currency: str = "CNY",
) -> NewProject:
    """A new project and its two keys. Raises UnknownTimezone, UnknownCurrency, BadProjectName, BadKey, KeyTaken."""
    with store.write() as connection:
        return add(connection, pepper, name, timezone, currency, write_key, secret_key, clock)


def add(
    connection: sa.Connection,
    pepper: bytes,
    name: str,
    timezone: str,
    currency: str = "CNY",
    write_key: str | None = None,
    secret_key: str | None = None,
    clock: Clock = system_clock,
) -> NewProject:
    """The same inside the caller's transaction."""
    row = checked({"name": name, "timezone": timezone, "currency": currency})
    keys = write_key or api_key.new("write"), secret_key or api_key.new("secret")
    row |= {"id": new_id("prj"), "created_at": clock()}
    number = connection.execute(sa.insert(table).values(row).returning(table.c.number)).scalar_one()
    api_key.add(connection, pepper, number, "write", keys[0], clock())
    api_key.add(connection, pepper, number, "secret", keys[1], clock())
    return NewProject(Project(row["id"], number, row["name"], timezone, currency), *keys)


def checked(values: dict[str, Any]) -> dict[str, Any]:
    """Settings as they are kept. Raises UnknownTimezone, UnknownCurrency, BadProjectName."""
    kept = dict(values)
    if "name" in kept:
        kept["name"] = plain_name(kept["name"])
        if kept["name"] is None:
            raise BadProjectName(about="name")
    if "timezone" in kept:
        check_timezone(kept["timezone"])
    if "currency" in kept and not _CURRENCY.fullmatch(kept["currency"]):
        raise UnknownCurrency(about="currency")
    return kept


def change(connection: sa.Connection, number: int, values: dict[str, Any]) -> None:
    """Other settings: name, timezone, currency, key_events. Raises what `checked` raises."""
    connection.execute(sa.update(table).where(table.c.number == number).values(checked(values)))


def key_events(connection: sa.Connection, number: int) -> dict[str, Any] | None:
    """What was said of the project's key events; None = nothing yet."""
    asked = sa.select(table.c.key_events).where(table.c.number == number)
    found: dict[str, Any] | None = connection.execute(asked).scalar_one()
    return found


def get(store: Store, id: str) -> Project:
    """The project of this id. Raises NoProject."""
    return _one(store, table.c.id == id, id)


def numbered(store: Store, number: int) -> Project:
    """The project of this number. Raises NoProject."""
    return _one(store, table.c.number == number, str(number))


def _one(store: Store, where: sa.ColumnElement[bool], about: str) -> Project:
    with store.read() as connection:
        row = connection.execute(sa.select(*COLUMNS).where(where)).one_or_none()
    if row is None:
        raise NoProject(about=about)
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


COLUMNS = (table.c.id, table.c.number, table.c.name, table.c.timezone, table.c.currency)
"""The columns of a Project, in its order."""
