"""A person says who is who: merge and split, and the log that explains it."""

import pytest

from people.world import World, at, event
from uems.people import merge
from uems.people.identity import CAP, node_of
from uems.people.link import Id, Kept


def ids(world: World, *names: str) -> list[Id]:
    """`a…` are anonymous ids."""
    return [Id(node_of(world.project, s, n), s, n) for n in names for s in ["anon" if n[0] == "a" else "user"]]  # type: ignore[arg-type]


def joined(world: World, *names: str) -> int:
    return merge.merge(world.people, world.project, ids(world, *names), world.now)


def parted(world: World, person: int, *names: str) -> list[int]:
    return merge.split(world.people, world.project, person, [id.node for id in ids(world, *names)], world.now)


def standing(world: World, *names: str) -> list[tuple[str, str, str]]:
    found = merge.reasons(world.store, world.project, [id.node for id in ids(world, *names)])
    return [(r.a, r.b, r.standing) for r in found]


def test_an_anonymous_visitor_signs_up_is_split_off_and_merged_again(world: World) -> None:
    (visitor,) = world.send(event("view", 1, anonymous_id="a", ops={"set": {"ref": "ad"}}))
    (user,) = world.send(event("signup", 2, anonymous_id="a", user_id="u", ops={"set": {"plan": "pro"}}))
    assert world.counts() == {user: 2}
    assert parted(world, user, "a") == [user, visitor]
    assert world.counts() == {visitor: 1, user: 1}
    assert world.docs() == {visitor: {"ref": "ad"}, user: {"plan": "pro"}}
    assert standing(world, "u") == [("a", "u", "undone")]
    world.send(event("login", 3, anonymous_id="a", user_id="u"))
    assert world.counts() == {visitor: 1, user: 2}
    assert joined(world, "u", "a") == user
    assert world.counts() == {user: 3}
    assert world.docs() == {user: {"ref": "ad", "plan": "pro"}}
    world.open()
    assert world.counts() == {user: 3}


def test_two_users_merge_and_their_devices_come_along(world: World) -> None:
    world.send(
        event("e", 1, anonymous_id="a1", user_id="u1"),
        event("e", 2, anonymous_id="a2", user_id="u2"),
        event("e", 3, user_id="u3"),
    )
    person = joined(world, "u1", "u2")
    assert world.counts()[person] == 2
    assert len(world.counts()) == 2
    assert sorted(m.id.value for m in world.people.members(world.project, person)) == ["a1", "a2", "u1", "u2"]


def test_splitting_off_what_held_the_rest_together_keeps_the_rest_one(world: World) -> None:
    world.send(*(event("e", n, anonymous_id=f"a{n}", user_id="u") for n in range(3)))
    user = node_of(world.project, "user", "u")
    rest, off = parted(world, user, "u")
    assert off == user
    assert len(world.people.members(world.project, rest)) == 3


def test_splitting_a_shared_device_off_does_not_hand_it_to_its_second_user(world: World) -> None:
    (one,) = world.send(event("e", 1, anonymous_id="a", user_id="u1"))
    world.send(event("e", 2, anonymous_id="a", user_id="u2"))
    _, device = parted(world, one, "a")
    assert device == node_of(world.project, "anon", "a")


def test_an_id_of_another_person_or_all_ids_cannot_be_split_off(world: World) -> None:
    (one,) = world.send(event("e", 1, anonymous_id="a", user_id="u"))
    for names in (["u9"], ["a", "u"], []):
        with pytest.raises(merge.NothingToSplit):
            parted(world, one, *names)
    with pytest.raises(merge.NothingToMerge):
        joined(world, "u", "u")


def test_a_merge_beyond_the_cap_is_refused_and_changes_nothing(world: World) -> None:
    made = [Kept(*ids(world, f"a{n}", f"u{n // 300}"), "device", at(n), "test") for n in range(600)]
    world.people.change(world.project, lambda _: (made, []))
    with pytest.raises(merge.TooManyIds):
        joined(world, "u0", "u1")
    assert len(world.people.members(world.project, node_of(world.project, "user", "u0"))) == 301 < CAP


def test_a_profile_with_old_events_under_a_former_person_is_found_after_many_moves(world: World) -> None:
    (visitor,) = world.send(event("e", 1, anonymous_id="a", ops={"append": {"t": [1]}}))
    (user,) = world.send(event("e", 2, anonymous_id="a", user_id="u", ops={"append": {"t": [2]}}))
    world.send(event("e", 3, anonymous_id="a", ops={"append": {"t": [3]}}))
    parted(world, user, "a")
    assert world.docs() == {visitor: {"t": [1, 3]}, user: {"t": [2]}}
    person = joined(world, "u", "a", "u2")
    assert world.docs() == {person: {"t": [1, 2, 3]}}
