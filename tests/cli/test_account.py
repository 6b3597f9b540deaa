"""`uems account`: the shell of the machine opens every door again."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from uems.access import membership, password
from uems.access.sign_in import Doorkeeper, SignInRefused
from uems.base.clock import system_clock
from uems.base.settings import Settings
from uems.cli.main import main
from uems.main import open_store
from uems.store import project
from uems.store.secret import pepper

GOOD, OTHER = "correct horse battery", "another good one"


@pytest.fixture
def uems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Callable[..., tuple[int, str]]:
    """`uems account WORDS` with the password on standard input: the exit code and what was said on stderr."""
    monkeypatch.setattr(password, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))

    def account(typed: str, *words: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
        return main(["account", *words, "--data", str(tmp_path)]), capsys.readouterr().err

    return account


def test_create_join_and_reset_from_the_shell(tmp_path: Path, uems: Callable[..., tuple[int, str]]) -> None:
    store = open_store(Settings(data=tmp_path))
    keeper = Doorkeeper(store, pepper(tmp_path), system_clock)
    shop = project.create(store, keeper.pepper, "Shop", "UTC").project
    assert uems(GOOD, "create", " Ada@X.com", "--name", "Ada") == (0, "")
    code, told = uems(GOOD, "create", "ada@x.com")
    assert (code, "already" in told) == (1, True)
    code, told = uems("short", "password", "ada@x.com")
    assert (code, "at least 10" in told) == (1, True)
    assert uems("", "join", "ada@x.com", "--project", shop.id, "--role", "analyst")[0] == 0
    assert uems("", "join", "ada@x.com", "--project", "prj_none")[0] == 1
    assert uems(OTHER, "password", "nobody@x.com")[0] == 1
    assert uems(OTHER, "password", "ADA@x.com")[0] == 0
    with pytest.raises(SignInRefused):
        keeper.sign_in("ada@x.com", GOOD, "")
    ada, _ = keeper.sign_in("ada@x.com", OTHER, "")
    with store.read() as connection:
        assert membership.projects(connection, ada.id) == [(shop, "analyst")]
    store.close()
