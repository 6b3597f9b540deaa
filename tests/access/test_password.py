"""Passwords: which will do, and that only the right one opens."""

import threading

import pytest

from uems.access import password


@pytest.mark.parametrize("typed", ["correct horse", "十个汉字的密码应该可以", "🔑🗝" * 5, "a1" * 100, " ten chars"])
def test_a_long_enough_password_will_do(typed: str) -> None:
    password.check(typed)


@pytest.mark.parametrize("typed", ["", "123456789", "短密码", "x" * 201, "e\u0301" * 9])
def test_a_short_or_endless_password_is_refused(typed: str) -> None:
    with pytest.raises(password.PasswordTooShort):
        password.check(typed)


@pytest.mark.parametrize("typed", ["1234567890", "Password123", "QWERTYUIOP", "zzzzzzzzzzzz", "ada@example.com"])
def test_a_password_that_is_tried_first_is_refused(typed: str) -> None:
    with pytest.raises(password.PasswordTooCommon):
        password.check(typed, "ada@example.com")


def test_every_common_password_is_long_enough_to_need_the_list() -> None:
    assert {one for one in password.COMMON if len(one) < password.SHORTEST or one != one.lower()} == set()


def test_only_the_same_password_opens_and_its_letters_may_come_composed_or_not() -> None:
    kept = password.hashed("caf\u00e9 caf\u00e9 caf\u00e9")
    assert kept.startswith("$argon2id$")
    assert password.verified(kept, "cafe\u0301 cafe\u0301 cafe\u0301")
    assert not password.verified(kept, "cafe cafe cafe")
    assert not password.verified(kept, "Caf\u00e9 caf\u00e9 caf\u00e9")
    assert not password.outdated(kept)


def test_nobodys_password_is_computed_too_and_never_right() -> None:
    assert not password.verified(None, "anything at all")
    assert password._NOBODY.split("$")[3] == password.hashed("x").split("$")[3], "it must cost the same"


def test_more_than_ten_at_a_time_are_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    busy, done = threading.Event(), threading.Event()

    class Slow:
        def hash(self, _: str) -> str:
            busy.set()
            done.wait(10)
            return ""

    monkeypatch.setattr(password, "_HASHER", Slow())
    threads = [threading.Thread(target=password.hashed, args=("x",)) for _ in range(10)]
    for thread in threads:
        thread.start()
    busy.wait(10)
    try:
        while password._PLACES._value:  # type: ignore[attr-defined]
            threading.Event().wait(0.001)
        with pytest.raises(password.SignInBusy):
            password.hashed("x")
    finally:
        done.set()
        for thread in threads:
            thread.join()
