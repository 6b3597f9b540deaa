"""The brake on guessing: free at first, then slower each time, and never for somebody else."""

import threading
from datetime import timedelta

import pytest

from access.conftest import PEPPER, House
from uems.access import throttle
from uems.access.throttle import FREE_BY_EMAIL, TooManyAttempts, by_address, by_email, wait


def attempt(house: House, email: str = "ada@x", address: str = "10.0.0.1") -> None:
    subjects = [by_email(PEPPER, email), by_address(PEPPER, address)]
    with house.store.write() as connection:
        throttle.attempt(connection, subjects, house.now)


def test_the_wait_doubles_from_two_seconds_to_a_quarter_of_an_hour() -> None:
    waits = [int(wait(failures, 5).total_seconds()) for failures in range(17)]
    assert waits == [0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]
    assert wait(10**9, 5) == timedelta(minutes=15)


def test_five_are_free_and_the_sixth_waits(house: House) -> None:
    for _ in range(FREE_BY_EMAIL):
        attempt(house)
    with pytest.raises(TooManyAttempts) as told:
        attempt(house)
    assert (told.value.retry_after, told.value.text.en) == (2, "Too many failed attempts; wait 2 s and try again")
    house.later(seconds=1.5)
    with pytest.raises(TooManyAttempts) as told:
        attempt(house)
    assert told.value.retry_after == 1
    house.later(seconds=0.5)
    attempt(house)
    with pytest.raises(TooManyAttempts) as told:
        attempt(house)
    assert told.value.retry_after == 4, "the tries that were sent away counted for nothing"
    attempt(house, "bob@x")


def test_an_address_that_tries_many_accounts_waits_too(house: House) -> None:
    for n in range(20):
        attempt(house, f"{n}@x")
    with pytest.raises(TooManyAttempts):
        attempt(house, "new@x")
    attempt(house, "new@x", "10.0.0.2")
    house.later(minutes=5)
    for n in range(5):
        attempt(house, f"later-{n}@x")
    with pytest.raises(TooManyAttempts):
        attempt(house, "later-5@x")


def test_a_day_of_rest_forgets(house: House) -> None:
    for _ in range(FREE_BY_EMAIL):
        attempt(house)
    house.later(days=1, seconds=1)
    attempt(house)
    with house.store.write() as connection:
        assert throttle.forget(connection, house.now) == 0
        assert throttle.forget(connection, house.now + timedelta(days=2)) == 2


def test_what_was_typed_is_not_kept(house: House) -> None:
    attempt(house, "my password by mistake")
    with house.store.read() as connection:
        assert "mistake" not in str(connection.execute(throttle.table.select()).all())


def test_many_at_the_same_moment_do_not_slip_through(house: House) -> None:
    passed: list[int] = []

    def guess() -> None:
        try:
            attempt(house)
            passed.append(1)
        except TooManyAttempts:
            pass

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passed) == FREE_BY_EMAIL
