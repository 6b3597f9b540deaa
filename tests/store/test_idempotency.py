"""A repeated POST is answered once more and done only once."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from uems.store import idempotency, project
from uems.store.client import Store
from uems.store.idempotency import Response

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Shop:
    """A project and something that must happen once."""

    def __init__(self, store: Store) -> None:
        self.store, self.done, self.now = store, 0, NOW
        self.scope = project.create(store, b"p" * 32, "Shop", "UTC").project.id

    def post(self, key: str, body: bytes = b"{}") -> Response:
        with self.store.write() as connection:
            kept = idempotency.begin(connection, self.scope, key, b"POST /api/x\n" + body, self.now)
        if kept is not None:
            return kept
        response = self.act()
        with self.store.write() as connection:
            idempotency.keep(connection, self.scope, key, response)
        return response

    def act(self) -> Response:
        self.done += 1
        return Response(201, f'{{"n": {self.done}}}')


@pytest.fixture
def shop(store: Store) -> Shop:
    return Shop(store)


def test_the_second_post_gets_the_first_answer(shop: Shop) -> None:
    assert shop.post("k") == shop.post("k") == Response(201, '{"n": 1}')
    assert shop.post("other").body == '{"n": 2}'


def test_another_request_under_the_same_key_is_a_conflict(shop: Shop) -> None:
    shop.post("k")
    with pytest.raises(idempotency.KeyReused):
        shop.post("k", b'{"a": 1}')


def test_the_same_key_in_another_project_is_another_key(shop: Shop, store: Store) -> None:
    other = Shop(store)
    shop.post("k")
    other.post("k", b"something else")
    assert (shop.done, other.done) == (1, 1)


def test_a_failed_request_leaves_the_key_free(shop: Shop) -> None:
    with shop.store.write() as connection:
        assert idempotency.begin(connection, shop.scope, "k", b"POST /api/x\n{}", NOW) is None
    with shop.store.write() as connection:
        idempotency.release(connection, shop.scope, "k")
    assert shop.post("k").status == 201


def test_a_twin_is_told_to_wait_until_the_first_is_given_up(shop: Shop) -> None:
    with shop.store.write() as connection:  # the first one, which dies here
        assert idempotency.begin(connection, shop.scope, "k", b"POST /api/x\n{}", NOW) is None
    with pytest.raises(idempotency.StillRunning):
        shop.post("k")
    shop.now = NOW + idempotency.PATIENCE
    assert shop.post("k").status == 201


def test_answers_are_kept_for_a_day_and_then_forgotten(shop: Shop) -> None:
    shop.post("k")
    with shop.store.write() as connection:
        assert idempotency.forget(connection, NOW + timedelta(hours=25)) == 0
    assert shop.post("k").body == '{"n": 1}'
    with shop.store.write() as connection:
        assert idempotency.forget(connection, NOW + timedelta(hours=49)) == 1


@pytest.mark.parametrize("key", ["", "k" * 256, "a\x00b"])
def test_a_key_that_is_none_is_refused(shop: Shop, key: str) -> None:
    with pytest.raises(idempotency.BadIdempotencyKey):
        shop.post(key)


def test_of_many_at_the_same_moment_one_acts(shop: Shop) -> None:
    naive: list[int] = []
    answers: dict[str, Response] = {}
    met = threading.Barrier(6)

    def check_then_act() -> None:
        if "k" not in answers:
            met.wait(20)
            naive.append(1)
            answers["k"] = Response(201, "")

    def ours() -> None:
        with shop.store.write() as connection:
            if idempotency.begin(connection, shop.scope, "k", b"x", NOW) is None:
                time.sleep(0.02)
                idempotency.keep(connection, shop.scope, "k", shop.act())

    for act in (check_then_act, ours):
        threads = [threading.Thread(target=act) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(naive) == 6, "the naive program must fail, or this test shows nothing"
    assert shop.done == 1
