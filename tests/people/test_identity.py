"""Identity is a function of the set of links: the rules by name, and properties over random links."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uems.people.identity import Link, linkable, node_of, resolve

_ZERO_UUID = "00000000-0000-0000-0000-000000000000"
A, A2, U1, U2, U3 = 101, 102, 1, 2, 3


def device(a: int, b: int, ts: int, a_known: bool = False) -> Link:
    return Link(a, b, "device", ts, a_known=a_known)


def merge(a: int, b: int, ts: int, undone: bool = False) -> Link:
    return Link(a, b, "merge", ts, a_known=True, undone=undone)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_shared_device_stays_with_its_first_user_whatever_arrives_first(order: tuple[int, int]) -> None:
    links = [device(A, U1, 10), device(A, U2, 20)]
    found = resolve([links[n] for n in order])
    assert found.person_of == {A: U1, U1: U1, U2: U2}


def test_two_identified_users_never_merge_through_devices() -> None:
    links = [device(a, u, ts) for ts, (a, u) in enumerate([(A, U1), (A2, U2), (A2, U1), (A, U2), (A, U3)])]
    found = resolve(links)
    assert len({found.person_of[u] for u in (U1, U2, U3)}) == 3


def test_an_alias_merges_in_both_directions() -> None:
    assert resolve([merge(A, U1, 5)]).person_of[A] == resolve([merge(U1, A, 5)]).person_of[A]
    assert resolve([merge(U2, U1, 5)]).person_of == {U1: U1, U2: U1}


def test_a_raw_identify_after_an_alias_makes_one_person_of_three() -> None:
    """posthog-python: alias(anon, user), then $identify(user, $anon_distinct_id=prev)."""
    anon, user, prev = 7, 8, 9
    found = resolve([merge(anon, user, 1), device(prev, user, 2, a_known=True)])
    assert len(set(found.person_of.values())) == 1


def test_an_id_that_was_a_user_before_cannot_be_claimed_as_a_device() -> None:
    found = resolve([device(A, U1, 1), device(U1, U2, 2, a_known=True)])
    assert found.person_of == {A: U1, U1: U1, U2: U2}
    assert found.blocked == {(U1, U2, "device")}


def test_an_undone_link_stays_undone_when_the_same_pair_is_seen_again() -> None:
    found = resolve([merge(A, U1, 1, undone=True), merge(A, U1, 9)])
    assert found.person_of == {A: A, U1: U1}


def test_a_person_is_named_after_an_id_that_a_customer_gave() -> None:
    assert resolve([device(1, 999, 1)]).person_of[1] == 999


def test_beyond_the_cap_the_earliest_links_join_and_the_rest_is_held() -> None:
    links = [device(1000 + n, U1, n) for n in range(10)]
    found = resolve(links, cap=5)
    assert sum(person == U1 for person in found.person_of.values()) == 5
    assert found.held == {(1000 + n, U1, "device") for n in range(4, 10)}


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        None,
        "null",
        "Undefined",
        " NONE ",
        "[object Object]",
        "NaN",
        "0",
        "guest",
        "a\x00b",
        "\ud83d",
        "x" * 600,
        _ZERO_UUID,
    ],
)
def test_placeholders_never_link(value: str | None) -> None:
    assert not linkable(value)


def test_ordinary_ids_link_and_spaces_keep_equal_values_apart() -> None:
    assert all(linkable(v) for v in ("u-1", "10", "nullable", "张三", "a@b.c"))
    assert node_of(1, "user", "x") != node_of(1, "anon", "x") != node_of(2, "anon", "x")


nodes = st.integers(1, 8)
links = st.lists(
    st.builds(
        lambda a, b, kind, ts, undone: Link(a, b, kind, ts, a_known=a % 2 == 0, b_known=True, undone=undone),
        nodes,
        nodes,
        st.sampled_from(["device", "device", "merge"]),
        st.integers(0, 5),
        st.sampled_from([False, False, False, True]),
    ),
    max_size=14,
)


def in_order_of_arrival(given_links: Iterable[Link], cap: int) -> dict[int, int]:
    """The wrong way: whoever comes first has the device."""
    person: dict[int, int] = {}
    taken: set[int] = set()
    for link in given_links:
        for node in (link.a, link.b):
            person.setdefault(node, node)
        if link.undone or (link.kind == "device" and link.a in taken):
            continue
        taken.add(link.a)
        one, two = sorted((person[link.a], person[link.b]))
        person = {n: one if p == two else p for n, p in person.items()}
    return person


@settings(max_examples=200, deadline=None)
@given(links, st.randoms(use_true_random=False), st.integers(2, 9))
def test_order_and_repetition_change_nothing(some: list[Link], random: object, cap: int) -> None:
    again = some + [link for link in some if link.ts % 2]
    random.shuffle(again)  # type: ignore[attr-defined]
    assert resolve(again, cap) == resolve(some, cap)


def test_the_naive_way_fails_that_property() -> None:
    some = [device(A, U1, 10), device(A, U2, 20)]
    assert in_order_of_arrival(some, 9) != in_order_of_arrival(some[::-1], 9)


@settings(max_examples=200, deadline=None)
@given(links, st.integers(2, 9))
def test_no_person_passes_the_cap_and_each_is_named_after_one_of_its_ids(some: list[Link], cap: int) -> None:
    found = resolve(some, cap)
    for person in found.person_of.values():
        assert found.person_of[person] == person
        assert sum(p == person for p in found.person_of.values()) <= cap


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(100, 104), st.integers(1, 5), st.integers(0, 9)), max_size=20))
def test_devices_alone_never_join_two_users(seen: list[tuple[int, int, int]]) -> None:
    found = resolve([device(*one) for one in seen])
    users = {u for _, u, _ in seen}
    assert {found.person_of[u] for u in users} == users
