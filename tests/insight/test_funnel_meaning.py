"""What the query says of many people at once is what a plain walk through each one's events says."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from insight import funnel_reference as plain
from insight.small_world import World, only, person
from uems.insight import funnel
from uems.insight.funnel_question import Exclusion, Funnel, Step, Window
from uems.metrics.asked import Span
from uems.warehouse.client import Warehouse

SINCE = datetime(2024, 1, 1, tzinfo=UTC)
BASE = int(SINCE.timestamp() * 1000)
WINDOW, UNTIL = 8, 22
STEPS = {"two": "AB", "three": "ABC", "five": "ABCDF"}

event = st.tuples(st.integers(0, 30), st.sampled_from("AABBCDFEX"))
_numbers = count(1_000_000)
crowd = st.lists(st.lists(event, max_size=14), min_size=60, max_size=60)
few = settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])


@pytest.fixture
def fresh(warehouse: Warehouse) -> Callable[[], World]:
    def make() -> World:
        return World(warehouse, next(_numbers))

    return make


def found(
    people: Sequence[Sequence[Any]], make: Callable[[], World], held: bool = False, **asked: Any
) -> list[list[int]]:
    """The times of each person's best attempt, as the warehouse finds them."""
    world, held_property = make(), {"hold": "h"} if held else {}
    for n, events in enumerate(people):
        for t, name, *rest in events:
            at = (SINCE + timedelta(milliseconds=t)).isoformat(timespec="milliseconds").removesuffix("+00:00")
            world.did(f"p{n}", name, at, **({"h": rest[0]} if rest else {}))
    scope = world.scope()
    steps = tuple(Step(only(name), name) for name in asked.pop("steps"))
    span = Span(SINCE, SINCE + timedelta(milliseconds=UNTIL))
    question = Funnel(steps, span, window=Window(1, "seconds"), **asked, **held_property)
    rows = {row[0]: row for row in scope.ask(funnel.attempts(_narrow(question), scope)).rows}
    best = []
    for n in range(len(people)):
        row = rows.get(person(f"p{n}"))
        best.append([] if row is None else [t - BASE for t in row[3 : 3 + row[2]]])
    return best


class _Milliseconds(Window):
    """A window of eight milliseconds, so that ties and ends are met often."""

    @property
    def milliseconds(self) -> int:
        return WINDOW


def _narrow(asked: Funnel) -> Funnel:
    return replace(asked, window=_Milliseconds())


@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS.keys())
def test_ordered(fresh: Callable[[], World], steps: str) -> None:
    @few
    @given(crowd)
    def holds(people: list[list[plain.Event]]) -> None:
        assert found(people, fresh, steps=steps) == [plain.ordered(one, steps, WINDOW, UNTIL) for one in people]

    holds()


@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS.keys())
def test_unordered(fresh: Callable[[], World], steps: str) -> None:
    @few
    @given(crowd)
    def holds(people: list[list[plain.Event]]) -> None:
        expected = [plain.unordered(one, steps, WINDOW, UNTIL) for one in people]
        assert found(people, fresh, steps=steps, order="unordered") == expected

    holds()


def test_strict(fresh: Callable[[], World]) -> None:
    @few
    @given(st.lists(st.lists(event, max_size=14, unique_by=lambda one: one[0]), min_size=60, max_size=60))
    def holds(people: list[list[plain.Event]]) -> None:
        expected = [plain.strict(one, "ABC", WINDOW, UNTIL) for one in people]
        assert found(people, fresh, steps="ABC", order="strict") == expected

    holds()


def test_the_same_event_at_several_steps(fresh: Callable[[], World]) -> None:
    @few
    @given(st.lists(st.lists(event, max_size=12, unique_by=lambda one: one[0]), min_size=60, max_size=60))
    def holds(people: list[list[plain.Event]]) -> None:
        for steps in ("AA", "ABA", "AAB"):
            assert found(people, fresh, steps=steps) == [plain.ordered(one, steps, WINDOW, UNTIL) for one in people]
            expected = [plain.unordered(one, steps, WINDOW, UNTIL) for one in people]
            assert found(people, fresh, steps=steps, order="unordered") == expected

    holds()


def test_exclusions(fresh: Callable[[], World]) -> None:
    @few
    @given(crowd)
    def holds(people: list[list[plain.Event]]) -> None:
        exclude = (Exclusion(only("E"), 0, 1), Exclusion(only("X"), 1, 2))
        expected = []
        for one in people:
            taken = plain.ordered(one, "ABC", WINDOW, UNTIL)
            e, x = ([t for t, name in one if name == excluded] for excluded in "EX")
            bad = plain.spoilt(taken, e, 0, 1, WINDOW) or plain.spoilt(taken, x, 1, 2, WINDOW)
            expected.append([] if bad else taken)
        assert found(people, fresh, steps="ABC", exclude=exclude) == expected
        whole = (Exclusion(only("E"), 0, 2),)
        without = [plain.unordered(one, "ABC", WINDOW, UNTIL, frozenset("E")) for one in people]
        assert found(people, fresh, steps="ABC", order="unordered", exclude=whole) == without

    holds()


def test_a_held_property(fresh: Callable[[], World]) -> None:
    held = st.tuples(st.integers(0, 30), st.sampled_from("AABBCX"), st.integers(1, 2))

    @few
    @given(st.lists(st.lists(held, max_size=14), min_size=60, max_size=60))
    def holds(people: list[list[tuple[int, str, int]]]) -> None:
        expected = []
        for one in people:
            alone = [[(t, name) for t, name, value in one if value == h] for h in (1, 2)]
            each = [plain.ordered(some, "ABC", WINDOW, UNTIL) for some in alone]
            expected.append(max(each, key=lambda taken: (len(taken), -taken[-1] if taken else 0, taken)))
        assert found(people, fresh, held=True, steps="ABC") == expected

    holds()


def test_a_walk_that_never_begins_anew_is_found_out(fresh: Callable[[], World]) -> None:
    """The mutant keeps the first A it meets, as a naive reading does."""
    people = [[(0, "A"), (9, "A"), (12, "B")]]
    naive = [[t for t, name in people[0] if name == "A"][:1]]
    assert found(people, fresh, steps="AB") == [[9, 12]] != naive


@given(st.lists(event, max_size=8, unique_by=lambda one: one[0]))
def test_the_plain_walk_reaches_what_any_choice_of_events_reaches(events: list[plain.Event]) -> None:
    assert len(plain.ordered(events, "ABC", WINDOW, 10**9)) == plain.ordered_by_choice(events, "ABC", WINDOW)
