"""An account: one human being who signs in with e-mail and password."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from uems.access import password as passwords
from uems.base.errors import Conflict, Invalid, NotFound
from uems.base.ids import new_id
from uems.base.name import plain_name
from uems.base.words import Text
from uems.store.table import Instant, insert, metadata

table = sa.Table(
    "account",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("email", sa.Text, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("password", sa.Text),
    sa.Column("created_at", Instant, nullable=False),
)
"""An account without a password was invited and has not come yet."""

_LONGEST_EMAIL = 254


class BadEmail(Invalid):
    code = "email"
    text = Text("邮箱地址无效", "This is not an e-mail address")


class BadName(Invalid):
    code = "name"
    text = Text("姓名应为 1–200 个可见字符", "A name has 1 to 200 visible characters")


class EmailTaken(Conflict):
    code = "email_taken"
    text = Text("这个邮箱已有账号", "There is an account with this e-mail address already")


class NoAccount(NotFound):
    code = "account_not_found"
    text = Text("没有这个账号", "There is no such account")


@dataclass(frozen=True, slots=True)
class Account:
    """`email` in its normal form, `name` as its owner wrote it."""

    id: str
    email: str
    name: str


def normal_email(typed: str) -> str:
    """One form for one address: no spaces around it, lower case. Raises BadEmail."""
    email = unicodedata.normalize("NFKC", typed).strip().lower()
    local, at, domain = email.rpartition("@")
    sound = local and at and domain and "@" not in local and len(email) <= _LONGEST_EMAIL
    if not sound or not email.isprintable() or any(letter.isspace() for letter in email):
        raise BadEmail(about="email")
    return email


def checked_name(typed: str) -> str:
    """The name as it is kept. Raises BadName."""
    name = plain_name(typed)
    if name is None:
        raise BadName(about="name")
    return name


def invited(connection: sa.Connection, email: str, name: str, now: datetime) -> Account:
    """The account of an address; a new one has no password yet. Raises BadEmail, BadName."""
    made = Account(new_id("acc"), normal_email(email), checked_name(name))
    row = {"id": made.id, "email": made.email, "name": made.name, "created_at": now}
    connection.execute(insert(connection, table).values(row).on_conflict_do_nothing())
    found = find(connection, made.email)
    assert found is not None
    return found


def come(connection: sa.Connection, email: str, name: str, hash: str, now: datetime) -> Account:
    """The account of an address gets its first password; a new one is made where none was invited.

    Raises BadEmail, BadName, EmailTaken.
    """
    found = invited(connection, email, name, now)
    free = (table.c.id == found.id) & table.c.password.is_(None)
    if connection.execute(sa.update(table).where(free).values(name=checked_name(name), password=hash)).rowcount == 0:
        raise EmailTaken(about=found.email)
    return get(connection, found.id)


def find(connection: sa.Connection, email: str) -> Account | None:
    """The account of an address in its normal form."""
    row = connection.execute(sa.select(*COLUMNS).where(table.c.email == email)).one_or_none()
    return None if row is None else Account(*row)


def get(connection: sa.Connection, id: str) -> Account:
    """Raises NoAccount."""
    row = connection.execute(sa.select(*COLUMNS).where(table.c.id == id)).one_or_none()
    if row is None:
        raise NoAccount(about=id)
    return Account(*row)


def hash_of(connection: sa.Connection, id: str) -> str | None:
    """What is kept of the account's password; None = it has none yet."""
    return connection.execute(sa.select(table.c.password).where(table.c.id == id)).scalar_one_or_none()


def change(connection: sa.Connection, id: str, *, name: str | None = None, hash: str | None = None) -> None:
    """Another name, another password, or both. Raises BadName."""
    values = {} if name is None else {"name": checked_name(name)}
    values |= {} if hash is None else {"password": hash}
    if values:
        connection.execute(sa.update(table).where(table.c.id == id).values(values))


def nobody(connection: sa.Connection) -> bool:
    """Whether no account can sign in yet."""
    found = sa.select(table.c.id).where(table.c.password.is_not(None)).limit(1)
    return connection.execute(found).one_or_none() is None


def new_hash(email: str, password: str) -> str:
    """What to keep of a new password. Raises PasswordTooShort, PasswordTooCommon, SignInBusy."""
    passwords.check(password, email)
    return passwords.hashed(password)


COLUMNS = (table.c.id, table.c.email, table.c.name)
"""The columns of an Account, in its order."""
