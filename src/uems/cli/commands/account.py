"""`uems account`: people who sign in, from the shell of the machine, also beside a running server."""

import argparse
import getpass
import sys
from typing import get_args

from uems.access import account, membership
from uems.access.account import NoAccount
from uems.access.role import Role
from uems.access.sign_in import Doorkeeper
from uems.base.clock import system_clock
from uems.cli import command
from uems.cli.command import Command
from uems.main import open_store
from uems.store import project, secret


def arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser("create", help="a new account 新建账号")
    create.add_argument("--name", help="how the person is called (default the e-mail address)")
    password = actions.add_parser("password", help="a new password for a forgotten one 重置密码")
    join = actions.add_parser("join", help="make an account a member of a project 加入项目")
    for part in (create, password, join):
        part.add_argument("email")
        command.data_argument(part)
    for part in (create, join):
        part.add_argument("--project", required=part is join, help="id of a project to enter")
        part.add_argument(
            "--role", dest="given", choices=get_args(Role), default="owner", help="as what (default owner)"
        )


def run(words: argparse.Namespace) -> int:
    settings = command.settings_of(words)
    store = open_store(settings)
    keeper = Doorkeeper(store, secret.pepper(settings.data), system_clock)
    try:
        {"create": _create, "password": _password, "join": _join}[words.action](keeper, words)
    finally:
        store.close()
    return 0


def _create(keeper: Doorkeeper, words: argparse.Namespace) -> None:
    number = None if words.project is None else project.get(keeper.store, words.project).number
    email = account.normal_email(words.email)
    hash = account.new_hash(email, _typed())
    with keeper.store.write() as connection:
        made = account.come(connection, email, words.name or email, hash, keeper.clock())
        if number is not None:
            membership.grant(connection, number, made.id, words.given, keeper.clock())
    print(f"{made.email}\t{made.id}")


def _password(keeper: Doorkeeper, words: argparse.Namespace) -> None:
    email = account.normal_email(words.email)
    hash = account.new_hash(email, _typed())
    with keeper.store.write() as connection:
        whose = _named(account.find(connection, email), email)
        keeper.set_password(connection, whose, hash)
    print(f"{email}: the password is changed, every session has ended 密码已更改，所有登录已退出")


def _join(keeper: Doorkeeper, words: argparse.Namespace) -> None:
    where, email = project.get(keeper.store, words.project), account.normal_email(words.email)
    with keeper.store.write() as connection:
        whose = _named(account.find(connection, email), email)
        membership.grant(connection, where.number, whose.id, words.given, keeper.clock())
    print(f"{email}\t{where.name}\t{words.given}")


def _named(found: account.Account | None, email: str) -> account.Account:
    if found is None:
        raise NoAccount(about=email)
    return found


def _typed() -> str:
    """A password typed without showing it, or the first line that is piped in; never a word of the command line."""
    return getpass.getpass("Password 密码: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")


offers = Command("account", "people who sign in 账号", arguments, run)
