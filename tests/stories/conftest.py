"""People with a browser at the real server, beside the keys of `caller`."""

import secrets
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from served import Caller, Server
from uems.access import account, membership
from uems.access.role import Role
from uems.access.sign_in import Doorkeeper
from uems.base.clock import system_clock
from uems.base.ids import new_id
from uems.base.settings import Settings
from uems.main import open_store
from uems.store.client import Store
from uems.store.secret import pepper

GOOD = "correct horse battery"


class Browser:
    """One person's browser: it keeps the cookie and sends the session's CSRF token, as the console does.

    Each comes from a network address of its own, since failures count by address too."""

    def __init__(self, url: str) -> None:
        address = f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}.{secrets.randbelow(256)}"
        self.http = httpx.Client(base_url=url, timeout=30, headers={"X-Forwarded-For": address})
        self.here: dict[str, Any] = {}

    def enter(self, path: str, body: dict[str, Any]) -> httpx.Response:
        answer = self.http.post(path, json=body)
        if answer.status_code < 300:
            self.here = answer.json()
            self.http.headers["X-CSRF-Token"] = self.here["csrf"]
        return answer

    def sign_in(self, email: str, password: str = GOOD) -> httpx.Response:
        return self.enter("/api/session", {"email": email, "password": password})


@pytest.fixture
def store(server: Server) -> Iterator[Store]:
    """The served store itself, for what no route does."""
    opened = open_store(Settings(data=server.data))
    yield opened
    opened.close()


@pytest.fixture
def keeper(server: Server, store: Store) -> Doorkeeper:
    return Doorkeeper(store, pepper(server.data), system_clock)


@pytest.fixture
def browser(server: Server) -> Iterator[Callable[..., Browser]]:
    """Makes browsers of people who have not signed in."""
    opened: list[Browser] = []

    def fresh(url: str = server.url) -> Browser:
        opened.append(Browser(url))
        return opened[-1]

    yield fresh
    for one in opened:
        one.http.close()


@pytest.fixture
def enter(browser: Callable[..., Browser], caller: Caller, keeper: Doorkeeper) -> Callable[..., Browser]:
    """Makes people with a role in the caller's project, signed in and in it."""

    def person(role: Role = "owner") -> Browser:
        email = f"{new_id('p')}@example.com"
        with keeper.store.write() as connection:
            who = account.come(connection, email, "Ada", account.new_hash(email, GOOD), keeper.clock())
            grant(connection, caller.made.project.id, who.id, role)
        one = browser()
        one.http.headers["X-UEMS-Project"] = caller.made.project.id
        assert one.sign_in(email).status_code == 200
        return one

    return person


def grant(connection: sa.Connection, project: str, id: str, role: Role) -> None:
    number = connection.execute(sa.text("SELECT number FROM project WHERE id = :id"), {"id": project}).scalar_one()
    membership.grant(connection, number, id, role, system_clock())


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]
