"""The graph on the real engine and store: events follow a merge, a crash loses nothing, repeating changes nothing."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people.world import World, event
from uems.events.event import Event
from uems.people import link
from uems.people.identity import node_of, resolve


def test_what_an_anonymous_visitor_did_counts_for_the_user_after_sign_up(world: World) -> None:
    (visitor,) = world.send(event("view", 1, anonymous_id="a1"))
    (user,) = world.send(event("signup", 2, anonymous_id="a1", user_id="u1"))
    assert visitor != user
    assert world.counts() == {user: 2}
    assert world.people.merged(world.project)


def test_ids_first_seen_together_need_no_override(world: World) -> None:
    a, b = world.send(event("view", 1, anonymous_id="a1"), event("signup", 2, anonymous_id="a1", user_id="u1"))
    assert a == b
    assert world.counts() == {a: 2}
    assert not world.people.merged(world.project)


def test_an_equal_user_id_and_anonymous_id_are_two_ids(world: World) -> None:
    a, b = world.send(event("view", 1, anonymous_id="x"), event("view", 2, user_id="x"))
    assert a != b


def test_a_distinct_id_equal_to_the_device_is_the_device(world: World) -> None:
    a, b = world.send(event("view", 1, anonymous_id="x", distinct_id="x"), event("view", 2, anonymous_id="x"))
    assert a == b


def test_nobodys_events_are_nobodys(world: World) -> None:
    assert world.send(event("group", 1, type="group")) == [0]


@pytest.mark.parametrize("swap", [False, True])
def test_a_shared_device_stays_with_its_first_user_also_when_the_second_arrives_first(world: World, swap: bool) -> None:
    blocks = [
        [event("login", 10, anonymous_id="A", user_id="u1")],
        [event("login", 20, anonymous_id="A", user_id="u2")],
    ]
    world.send(event("view", 1, anonymous_id="A"))
    for block in blocks[::-1] if swap else blocks:
        world.send(*block)
    world.send(event("view", 30, anonymous_id="A"))
    one, two = (node_of(world.project, "user", u) for u in ("u1", "u2"))
    assert world.counts() == {one: 3, two: 1}


def posthog(world: World) -> list[Event]:
    return [
        event("$pageview", 1, type="page", source="posthog", distinct_id="anon"),
        event("$create_alias", 2, type="alias", source="posthog", distinct_id="anon", prev_id="user"),
        event(
            "$identify", 3, type="identify", source="posthog", distinct_id="user", prev_id="prev", ops={"set": {"p": 1}}
        ),
        event("Order Completed", 4, source="posthog", distinct_id="user"),
        event("old", 0, source="posthog", distinct_id="prev"),
    ]


@pytest.mark.parametrize("seed", range(4))
def test_posthogs_alias_and_raw_identify_make_one_person_of_three_in_any_order(world: World, seed: int) -> None:
    events = posthog(world)
    random.Random(seed).shuffle(events)
    for one in events:
        world.send(one)
    assert list(world.counts().values()) == [5]
    assert world.docs() == {next(iter(world.counts())): {"p": 1}}


def test_mixpanels_identify_names_a_device(world: World) -> None:
    world.send(event("page", 1, source="mixpanel", anonymous_id="d1"))
    world.send(event("$identify", 2, type="identify", source="mixpanel", distinct_id="u", prev_id="d1"))
    assert list(world.counts().values()) == [2]


def test_sensors_sign_up_on_a_shared_device_does_not_join_two_users(world: World) -> None:
    for n, user in enumerate(["u1", "u2"]):
        world.send(event("$SignUp", n, type="alias", source="sensors", user_id=user, prev_id="d"))
    assert len(world.counts()) == 2


def test_placeholder_ids_join_nobody(world: World) -> None:
    world.send(*(event("e", n, anonymous_id="undefined", user_id=f"u{n}") for n in range(3)))
    assert len(world.counts()) == 3


def test_unlink_undoes_an_alias_also_when_the_alias_comes_later(world: World) -> None:
    alias = event("$BindID", 1, type="alias", user_id="u", prev_id="mail")
    unlink = event("$UnbindID", 2, type="unlink", user_id="u", prev_id="mail")
    world.send(event("e", 0, user_id="mail"), alias)
    assert len(world.counts()) == 1
    world.send(unlink)
    assert len(world.counts()) == 2
    world.send(event("$BindID", 1.5, type="alias", user_id="u", prev_id="mail"))
    assert len(world.counts()) == 2


def test_the_same_block_again_changes_nothing(world: World) -> None:
    block = [
        event("view", 1, anonymous_id="a1"),
        event("signup", 2, anonymous_id="a1", user_id="u1", ops={"add": {"logins": 1}}),
    ]
    world.send(*block)
    before = world.counts(), world.docs()
    for _ in range(2):
        world.send(*block)
        world.open()
    assert (world.counts(), world.docs()) == before
    assert world.docs() == {node_of(world.project, "user", "u1"): {"logins": 1}}


def test_profiles_of_merged_ids_become_one_and_the_old_row_goes(world: World) -> None:
    (visitor,) = world.send(event("seen", 1, anonymous_id="a1", ops={"set_once": {"ref": "ad"}, "set": {"n": 1}}))
    assert world.docs() == {visitor: {"ref": "ad", "n": 1}}
    (user,) = world.send(event("signup", 2, anonymous_id="a1", user_id="u1", ops={"set": {"n": 2}}))
    assert world.docs() == {user: {"ref": "ad", "n": 2}}
    world.send(event("late", 0, anonymous_id="a1", ops={"set_once": {"ref": "earlier"}}))
    assert world.docs() == {user: {"ref": "earlier", "n": 2}}


def test_a_profile_continues_after_a_restart(world: World) -> None:
    for n in range(3):
        world.send(event("login", n, user_id="u", ops={"add": {"n": 1}, "append": {"seen": [n]}}))
        world.open()
    assert list(world.docs().values()) == [{"n": 3, "seen": [0, 1, 2]}]


class Died(Exception):
    pass


@pytest.mark.parametrize("deadly", ["person_overrides", "events", "persons"])
def test_a_death_before_any_of_the_inserts_is_repaired(
    world: World, monkeypatch: pytest.MonkeyPatch, deadly: str
) -> None:
    world.send(event("seen", 1, anonymous_id="a1", ops={"set": {"ref": "ad"}}))
    block = event("signup", 2, anonymous_id="a1", user_id="u1", ops={"set": {"n": 2}})
    insert = world.warehouse.insert

    def dying(table: str, rows: bytes, token: str) -> None:
        if table == deadly:
            raise Died
        insert(table, rows, token)

    with monkeypatch.context() as patch:
        patch.setattr(world.warehouse, "insert", dying)
        with pytest.raises(Died):
            world.send(block)
    world.open()
    world.send(block)
    user = node_of(world.project, "user", "u1")
    assert world.counts() == {user: 2}
    assert world.docs() == {user: {"ref": "ad", "n": 2}}


def test_a_failed_insert_is_repaired_by_the_same_process_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.send(event("seen", 1, anonymous_id="a1", ops={"set": {"ref": "ad"}}))
    block = event("signup", 2, anonymous_id="a1", user_id="u1")
    with monkeypatch.context() as patch:
        patch.setattr(world.warehouse, "insert", lambda *_: (_ for _ in ()).throw(Died))
        with pytest.raises(Died):
            world.send(block)
    world.send(block)
    user = node_of(world.project, "user", "u1")
    assert (world.counts(), world.docs()) == ({user: 2}, {user: {"ref": "ad"}})


users, devices = ["u1", "u2", "u3"], ["d1", "d2"]
moments = st.integers(0, 50)
kinds = st.one_of(
    st.builds(lambda d, t: {"anonymous_id": d, "t": t}, st.sampled_from(devices), moments),
    st.builds(
        lambda d, u, t: {"anonymous_id": d, "user_id": u, "t": t},
        st.sampled_from(devices),
        st.sampled_from(users),
        moments,
    ),
    st.builds(
        lambda u, p, t: {"type": "identify", "distinct_id": u, "prev_id": p, "t": t},
        st.sampled_from(users),
        st.sampled_from(users),
        moments,
    ),
    st.builds(
        lambda u, p, t: {"type": "alias", "distinct_id": u, "prev_id": p, "t": t},
        st.sampled_from(users),
        st.sampled_from(users),
        moments,
    ),
)
_numbers = iter(range(500_000, 900_000))


# Each its own moment: who was first of two at once depends on the number of the project.
stories = st.lists(kinds, min_size=1, max_size=8, unique_by=lambda part: part["t"])


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(stories, st.randoms(use_true_random=False))
def test_block_by_block_in_any_order_equals_the_pure_function_over_all_links(
    worlds: Callable[[int], World], story: list[dict[str, Any]], chance: random.Random
) -> None:
    def told(order: list[dict[str, Any]]) -> World:
        world = worlds(next(_numbers))
        for part in order:
            what = {**part, "ops": {"append": {"all": [part["t"]]}}}
            world.send(event("e", what.pop("t"), **what))
        with world.store.read() as connection:
            pure = resolve([kept.plain() for kept in link.every(connection, world.project)]).person_of
        assert {node: world.people.person(world.project, node) for node in pure} == pure
        return world

    one = told(story)
    again = [*story, *story[:2]]
    chance.shuffle(again)
    two = told(again)
    assert sorted(one.counts().values()) == sorted(two.counts().values())
    assert sorted(map(str, one.docs().values())) == sorted(map(str, two.docs().values()))
