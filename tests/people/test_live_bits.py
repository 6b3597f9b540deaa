"""Sets as bits and seats do what Python's sets do, on whatever people."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from uems.people.live import bits
from uems.people.live.roster import changes
from uems.people.live.seats import Seating

some = st.sets(st.integers(0, 300))
people = st.lists(st.integers(1, 2**64 - 1), max_size=40)


def made(seats: set[int]) -> bits.Bits:
    return bits.of(np.array(sorted(seats), np.int64))


@given(some, some)
def test_algebra_is_that_of_sets(a: set[int], b: set[int]) -> None:
    for op, same in ((bits.union, a | b), (bits.intersection, a & b), (bits.difference, a - b)):
        found = op(made(a), made(b))
        assert (set(bits.seats(found).tolist()), bits.count(found)) == (same, len(same))
    asked = np.arange(0, 400)
    assert set(np.flatnonzero(bits.has(made(a), asked)).tolist()) == a


@given(st.lists(some, min_size=1, max_size=4))
def test_every_region_of_an_overlap_has_those_in_exactly_these_sets(sets: list[set[int]]) -> None:
    found = bits.overlaps([made(one) for one in sets])
    for inside, count in found.items():
        rest = set().union(*(one for n, one in enumerate(sets) if n not in inside))
        assert count == len(set.intersection(*(sets[n] for n in inside)) - rest)
    assert sum(found.values()) == len(set().union(*sets))


@settings(max_examples=50)
@given(st.lists(people, max_size=6))
def test_a_person_keeps_their_seat_and_no_two_share_one(batches: list[list[int]]) -> None:
    seating, known = Seating(), {}
    for batch in batches:
        asked = np.array(batch, np.uint64)
        assert seating.found(asked).tolist() == [known.get(one, -1) for one in batch]
        places = seating.places(asked)
        for person, place in zip(batch, places.tolist(), strict=True):
            assert known.setdefault(person, place) == place
        assert seating.persons(places).tolist() == batch
    assert sorted(known.values()) == list(range(len(known)))
    assert len(seating) == len(known)


def test_many_newcomers_are_sorted_in_and_found_again() -> None:
    seating = Seating()
    few = np.array([7, 9, 7], np.uint64)
    first = seating.places(few).tolist()
    many = np.unique(np.random.default_rng(1).integers(1, 2**63, 200_000, dtype=np.uint64))
    places = seating.places(np.concatenate([many, few]))
    assert places[-3:].tolist() == first
    assert (seating.persons(places) == np.concatenate([many, few])).all()
    assert len(set(places.tolist())) == len(seating) == len(many) + 2


def test_who_becomes_part_of_another_takes_the_membership_along() -> None:
    def person(one: int) -> int:
        return {1: 2}.get(one, one)

    silent, told = changes(9, entered=[2], left=[1], person=person, inside=lambda one: True)
    assert ([(one.person, one.inside) for one in silent], told) == ([(1, False), (2, True)], set())
    kept, told = changes(9, entered=[], left=[1], person=person, inside=lambda one: True)
    assert ([(one.person, one.inside) for one in kept], told) == ([(1, False)], set())
    lost, told = changes(9, entered=[3], left=[1], person=person, inside=lambda one: False)
    assert [(one.person, one.inside) for one in lost] == [(1, False), (3, True), (2, False)]
    assert told == {2, 3}
