"""Signing in: the brake first, then the password, then a session; nobody learns whether an account exists."""

from dataclasses import dataclass

import sqlalchemy as sa

from uems.access import account, password, session, throttle
from uems.access.account import Account
from uems.base.clock import Clock
from uems.base.errors import Forbidden
from uems.base.words import Text
from uems.store.client import Store


class SignInRefused(Forbidden):
    code = "sign_in_refused"
    text = Text("邮箱或密码不正确", "The e-mail address or the password is wrong")


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """What signing in needs: the store, the installation's secret, the time."""

    store: Store
    pepper: bytes
    clock: Clock

    def sign_in(self, email: str, typed: str, address: str) -> tuple[Account, str]:
        """The account and its new session's token. Raises SignInRefused, TooManyAttempts, SignInBusy."""
        found = self.prove(email, typed, address)
        with self.store.write() as connection:
            return found, session.begin(connection, self.pepper, found.id, self.clock())

    def prove(self, email: str, typed: str, address: str) -> Account:
        """The account that e-mail and password open. Raises SignInRefused, TooManyAttempts, SignInBusy."""
        email = _normal(email)
        mine, theirs = throttle.by_email(self.pepper, email), throttle.by_address(self.pepper, address)
        with self.store.write() as connection:
            throttle.attempt(connection, [mine, theirs], self.clock())
            found = account.find(connection, email)
            kept = None if found is None else account.hash_of(connection, found.id)
        if not password.verified(kept, typed) or found is None or kept is None:
            raise SignInRefused
        again = password.hashed(typed) if password.outdated(kept) else None
        with self.store.write() as connection:
            throttle.clear(connection, mine)
            throttle.forgive(connection, theirs)
            account.change(connection, found.id, hash=again)
        return found

    def change_password(self, mine: session.Session, current: str, new: str, address: str) -> None:
        """Another password; every other session of the account ends. Raises what `prove` and `new_hash` raise."""
        found = self.prove(mine.account.email, current, address)
        hash = account.new_hash(found.email, new)
        with self.store.write() as connection:
            self.set_password(connection, found, hash, but=mine.hash)

    def set_password(self, connection: sa.Connection, whose: Account, hash: str, but: str = "") -> None:
        """The password of an account, its sessions ended except the one of hash `but`, its failures forgotten."""
        account.change(connection, whose.id, hash=hash)
        session.end_all(connection, whose.id, but)
        throttle.clear(connection, throttle.by_email(self.pepper, whose.email))


def _normal(email: str) -> str:
    """The normal form, or what was typed: a broken address is refused like a wrong one, and slowed like it."""
    try:
        return account.normal_email(email)
    except account.BadEmail:
        return email[:1000]
