"""Signing in: e-mail and password give a session, and a session is what its token says and no longer."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from access.conftest import GOOD, PEPPER, House
from uems.access import account, password, session
from uems.access.account import BadEmail, BadName, EmailTaken, normal_email
from uems.access.sign_in import SignInRefused
from uems.access.throttle import TooManyAttempts

HERE = "10.0.0.1"


def test_the_right_password_opens_and_the_email_may_be_written_in_any_case(house: House) -> None:
    ada = house.person("Ada@Example.com")
    found, token = house.keeper.sign_in("  ADA@example.COM ", GOOD, HERE)
    assert found == ada
    assert ada.email == "ada@example.com"
    live = session.find(house.store, PEPPER, token, house.now)
    assert live is not None
    assert live.account == ada


@pytest.mark.parametrize(
    ("email", "typed"),
    [("ada@x.com", "wrong password"), ("nobody@x.com", GOOD), ("not an address", GOOD), ("", ""), ("ada@x.com", "")],
)
def test_every_wrong_pair_is_told_the_same(house: House, email: str, typed: str) -> None:
    house.person("ada@x.com")
    with pytest.raises(SignInRefused) as told:
        house.keeper.sign_in(email, typed, HERE)
    assert (told.value.code, told.value.about) == ("sign_in_refused", "")


def test_ten_wrong_passwords_are_slowed_and_the_right_one_waits_as_well(house: House) -> None:
    house.person("ada@x.com")
    for email in ("ada@x.com", "nobody@x.com"):
        told = []
        for _ in range(10):
            try:
                house.keeper.sign_in(email, "wrong password", email)
            except SignInRefused:
                told.append("wrong")
            except TooManyAttempts as slowed:
                told.append(f"wait {slowed.retry_after}")
        assert told == ["wrong"] * 5 + ["wait 2"] * 5, "an account that is not there behaves the same"
    with pytest.raises(TooManyAttempts):
        house.keeper.sign_in("ada@x.com", GOOD, HERE)
    house.later(seconds=2)
    house.keeper.sign_in("ada@x.com", GOOD, HERE)
    with pytest.raises(SignInRefused):
        house.keeper.sign_in("ada@x.com", "wrong password", HERE)


def test_somebody_who_was_invited_and_has_not_come_cannot_sign_in(house: House) -> None:
    with house.store.write() as connection:
        account.invited(connection, "bob@x.com", "Bob", house.now)
    for typed in ("", "None", GOOD):
        with pytest.raises(SignInRefused):
            house.keeper.sign_in("bob@x.com", typed, HERE)


def test_a_session_lasts_fourteen_days_after_its_last_use(house: House) -> None:
    house.person("ada@x.com")
    _, token = house.keeper.sign_in("ada@x.com", GOOD, HERE)
    for _ in range(3):
        house.later(days=13)
        assert session.find(house.store, PEPPER, token, house.now) is not None
    house.later(days=14)
    assert session.find(house.store, PEPPER, token, house.now) is None
    with house.store.write() as connection:
        assert session.forget(connection, house.now) == 1


def test_reading_by_session_seldom_writes(house: House) -> None:
    house.person("ada@x.com")
    _, token = house.keeper.sign_in("ada@x.com", GOOD, HERE)
    said: list[str] = []
    sa.event.listen(house.store.writer, "before_cursor_execute", lambda *event: said.append(event[2]))
    for _ in range(59):
        house.later(minutes=1)
        session.find(house.store, PEPPER, token, house.now)
    assert [one for one in said if one.startswith("UPDATE")] == []
    house.later(minutes=2)
    session.find(house.store, PEPPER, token, house.now)
    assert len([one for one in said if one.startswith("UPDATE")]) == 1


def test_the_store_keeps_neither_tokens_nor_passwords(house: House) -> None:
    house.person("ada@x.com")
    _, token = house.keeper.sign_in("ada@x.com", GOOD, HERE)
    with house.store.read() as connection:
        kept = str([connection.execute(one.select()).all() for one in (session.table, account.table)])
    assert token not in kept
    assert session.csrf(PEPPER, token) not in kept
    assert GOOD not in kept


def test_a_csrf_token_is_its_sessions_own(house: House) -> None:
    assert session.csrf_agrees(PEPPER, "one", session.csrf(PEPPER, "one"))
    for sent in ("", "x", session.csrf(PEPPER, "two"), "\ud83d"):
        assert not session.csrf_agrees(PEPPER, "one", sent)


def test_another_password_ends_the_other_sessions(house: House) -> None:
    house.person("ada@x.com")
    (_, mine), (_, other) = (house.keeper.sign_in("ada@x.com", GOOD, HERE) for _ in range(2))
    here = session.find(house.store, PEPPER, mine, house.now)
    assert here is not None
    with pytest.raises(SignInRefused):
        house.keeper.change_password(here, "wrong password", "another good one", HERE)
    with pytest.raises(password.PasswordTooShort):
        house.keeper.change_password(here, GOOD, "short", HERE)
    house.keeper.change_password(here, GOOD, "another good one", HERE)
    assert session.find(house.store, PEPPER, mine, house.now) is not None
    assert session.find(house.store, PEPPER, other, house.now) is None
    house.keeper.sign_in("ada@x.com", "another good one", HERE)


def test_a_hash_of_yesterdays_cost_is_made_anew(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = house.person("ada@x.com")
    monkeypatch.setattr(password, "_HASHER", PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))
    house.keeper.sign_in("ada@x.com", GOOD, HERE)
    with house.store.read() as connection:
        assert "t=2" in str(account.hash_of(connection, ada.id))
    house.keeper.sign_in("ada@x.com", GOOD, HERE)


@pytest.mark.parametrize("typed", ["", "a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b\n", "a\x00@b", "a" * 250 + "@b.cd"])
def test_what_is_no_address_is_refused(typed: str) -> None:
    if typed == "a@b\n":
        assert normal_email(typed) == "a@b"
        return
    with pytest.raises(BadEmail):
        normal_email(typed)


@pytest.mark.parametrize("name", ["محمد بن سلمان", "علی‌رضا", "👩‍👩‍👧 Ada", "李" * 200])
def test_names_of_every_script_are_kept_as_they_are(house: House, name: str) -> None:
    with house.store.write() as connection:
        made = account.come(connection, "x@y", f" {name} ", "h", house.now)
        assert account.get(connection, made.id).name == name


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\nb", "a\x00", "\u202egpj.exe"])
def test_a_name_that_hides_something_is_refused(house: House, name: str) -> None:
    with house.store.write() as connection, pytest.raises(BadName):
        account.invited(connection, "x@y", name, house.now)


def test_one_address_has_one_account(house: House) -> None:
    house.person("ada@x.com")
    with house.store.write() as connection, pytest.raises(EmailTaken):
        account.come(connection, "ADA@x.com", "Other", "hash", house.now + timedelta(days=1))
