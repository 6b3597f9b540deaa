"""A store, a clock that stands where a test puts it, and passwords that cost nothing."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from uems.access import account, membership, password
from uems.access.account import Account
from uems.access.role import Role
from uems.access.sign_in import Doorkeeper
from uems.store import project
from uems.store.client import Store
from uems.store.project import Project

PEPPER = b"p" * 32
GOOD = "correct horse battery"


@dataclass
class House:
    """Accounts and projects with little ado."""

    store: Store
    now: datetime = datetime(2026, 3, 1, 12, tzinfo=UTC)
    keeper: Doorkeeper = field(init=False)

    def __post_init__(self) -> None:
        self.keeper = Doorkeeper(self.store, PEPPER, lambda: self.now)

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def project(self, name: str = "Shop") -> Project:
        return project.create(self.store, PEPPER, name, "UTC").project

    def person(self, email: str, entered: Project | None = None, role: Role = "owner") -> Account:
        with self.store.write() as connection:
            made = account.come(connection, email, email, password.hashed(GOOD), self.now)
            if entered is not None:
                membership.grant(connection, entered.number, made.id, role, self.now)
        return made


@pytest.fixture
def house(store: Store, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(password, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    return House(store)
