"""The first account: made with a link that only the one who started the server sees."""

import hmac

import sqlalchemy as sa

from uems.access import account, membership
from uems.access.account import Account
from uems.access.sign_in import Doorkeeper
from uems.base.errors import Conflict, Forbidden
from uems.base.words import Text
from uems.store import project
from uems.store.secret import key_hash

_LOCK = 0x75656D61


class SetupDone(Conflict):
    code = "setup_done"
    text = Text("已完成初始设置，请登录", "The set-up is done; sign in")


class SetupRefused(Forbidden):
    code = "setup_refused"
    text = Text(
        "设置链接无效；请使用服务启动时打印的链接",
        "Not the link that the server printed when it started",
    )


def token(pepper: bytes) -> str:
    """The link's token: it follows from the installation's secret, so every process knows it and none keeps it."""
    return key_hash(pepper, "setup")[:40]


def needed(keeper: Doorkeeper) -> bool:
    """Whether nobody can sign in yet."""
    with keeper.store.read() as connection:
        return account.nobody(connection)


def first(keeper: Doorkeeper, given: str, email: str, name: str, password: str) -> Account:
    """The first account, owner of every project there is.

    Raises SetupRefused, SetupDone, BadEmail, BadName, PasswordTooShort, PasswordTooCommon.
    """
    if not hmac.compare_digest(token(keeper.pepper).encode(), given.encode("utf-8", "surrogatepass")):
        raise SetupRefused(about="token")
    if not needed(keeper):
        raise SetupDone
    hash = account.new_hash(account.normal_email(email), password)
    with keeper.store.write() as connection:
        _alone(connection)
        if not account.nobody(connection):
            raise SetupDone
        made = account.come(connection, email, name, hash, keeper.clock())
        for number in connection.execute(sa.select(project.table.c.number)).scalars().all():
            membership.grant(connection, number, made.id, "owner", keeper.clock())
    return made


def ensure(keeper: Doorkeeper, email: str, name: str, password: str, project: int) -> Account:
    """The account of this address with this password, and owner of the project: for a demo that prints both."""
    hash = account.new_hash(account.normal_email(email), password)
    with keeper.store.write() as connection:
        made = account.invited(connection, email, name, keeper.clock())
        keeper.set_password(connection, made, hash)
        membership.grant(connection, project, made.id, "owner", keeper.clock())
    return made


def _alone(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":  # SQLite lets one writer in anyway
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
