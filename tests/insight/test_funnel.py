"""Who takes which step: the golden cases, the units, the breakdowns, and who is behind a number."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from insight.small_world import World, only, person
from uems.insight import funnel
from uems.insight.funnel import FunnelCell
from uems.insight.funnel_question import BadFunnel, Exclusion, Funnel, Step, Unit, Window
from uems.metrics.asked import Span
from uems.metrics.breakdown import Breakdown, Split
from uems.warehouse.client import Limits, Warehouse
from uems.warehouse.sql import sql

SINCE = datetime(2024, 1, 1, tzinfo=UTC)
SPAN = Span(SINCE, SINCE + timedelta(days=30))


@pytest.fixture
def world(warehouse: Warehouse, project: int) -> World:
    return World(warehouse, project)


def asks(*steps: str | None, **more: Any) -> Funnel:
    named = tuple(Step(only(step), step or "*") for step in steps)
    return Funnel(named, SPAN, **{"window": Window(1, "days"), **more})


def people(asked: Funnel, world: World) -> list[int]:
    return [step.people for step in funnel.answer(asked, world.scope()).steps]


def parts(asked: Funnel, world: World) -> dict[Any, list[int]]:
    found = funnel.answer(asked, world.scope()).breakdown
    assert found is not None
    return {part.value: [step.people for step in part.steps] for part in found}


def does(world: World, who: str, names: str, *hours: float, **properties: Any) -> None:
    """The named events one hour apart, or at the hours given."""
    for n, name in enumerate(names.split()):
        at = SINCE + timedelta(hours=hours[n] if hours else n)
        world.did(who, name, at.isoformat(timespec="milliseconds").removesuffix("+00:00"), **properties)


@pytest.mark.parametrize(
    ("order", "expected"), [("ordered", [1, 1, 1]), ("strict", [1, 0, 0]), ("unordered", [1, 1, 1])]
)
def test_1_another_event_between_breaks_only_a_strict_funnel(world: World, order: Any, expected: list[int]) -> None:
    does(world, "ann", "A X B C")
    assert people(asks("A", "B", "C", order=order), world) == expected


@pytest.mark.parametrize(
    ("order", "expected"), [("ordered", [1, 0, 0]), ("strict", [1, 0, 0]), ("unordered", [1, 1, 1])]
)
def test_2_steps_out_of_order_count_only_unordered(world: World, order: Any, expected: list[int]) -> None:
    does(world, "ann", "B A C")
    assert people(asks("A", "B", "C", order=order), world) == expected


def test_3_a_step_after_the_window_does_not_count(world: World) -> None:
    does(world, "ann", "A B C", 0, 25, 26)
    assert people(asks("A", "B", "C"), world) == [1, 0, 0]


def test_the_window_holds_its_last_millisecond(world: World) -> None:
    does(world, "in", "A B", 0, 24)
    does(world, "out", "A B", 0, 24 + 1 / 3_600_000)
    assert people(asks("A", "B"), world) == [2, 1]


def test_4_the_window_begins_anew_at_a_later_first_step(world: World) -> None:
    does(world, "ann", "A A B C", 0, 29, 30, 31)
    assert people(asks("A", "B", "C"), world) == [1, 1, 1]


def test_5_an_excluded_event_between_takes_the_person_out_of_the_whole_funnel(world: World) -> None:
    does(world, "ann", "A E B")
    does(world, "bob", "A B E")
    does(world, "eve", "A E")
    excluded = (Exclusion(only("E"), 0, 1),)
    assert people(asks("A", "B", exclude=excluded), world) == [1, 1]


def test_5b_in_an_unordered_funnel_it_takes_away_only_the_attempt(world: World) -> None:
    does(world, "ann", "A E B")
    excluded = (Exclusion(only("E"), 0, 1),)
    assert people(asks("A", "B", order="unordered", exclude=excluded), world) == [1, 0]


def test_6_a_held_property_is_the_same_through_all_steps(world: World) -> None:
    for name, order in (("A", 1), ("B", 2), ("C", 1)):
        does(world, "ann", name, "ABC".index(name), order_id=order)
    does(world, "bob", "A B", order_id=7)
    assert people(asks("A", "B", "C", hold="order_id"), world) == [2, 1, 0]


@pytest.mark.parametrize("order", ["ordered", "strict", "unordered"])
def test_7_steps_at_one_millisecond_count_in_any_order(world: World, order: Any) -> None:
    does(world, "ann", "B A", 1, 1)
    assert people(asks("A", "B", order=order), world) == [1, 1]


def test_8_people_merged_after_the_fact_are_one(world: World) -> None:
    does(world, "anon", "A", 0)
    does(world, "ann", "B C", 1, 2)
    scope = world.scope()
    assert [step.people for step in funnel.answer(asks("A", "B", "C"), scope).steps] == [1, 0, 0]
    moved = {"project_id": world.project.number, "node_id": person("anon"), "person_id": person("ann"), "version": 1}
    world.warehouse.insert("person_overrides", str(moved).replace("'", '"').encode(), token=f"m{world.project.number}")
    assert [step.people for step in funnel.answer(asks("A", "B", "C"), scope).steps] == [1, 1, 1]


@pytest.mark.parametrize("order", ["ordered", "strict", "unordered"])
def test_the_same_step_twice_needs_two_events(world: World, order: Any) -> None:
    does(world, "once", "A")
    does(world, "twice", "A A")
    assert people(asks("A", "A", order=order), world) == [2, 1]


def test_a_step_of_any_event_needs_another_event(world: World) -> None:
    does(world, "once", "A")
    does(world, "twice", "A X")
    assert people(asks("A", None), world) == [2, 1]


def test_the_first_step_lies_in_the_range_and_later_ones_may_follow(world: World) -> None:
    does(world, "late", "A B", 30 * 24 - 1, 30 * 24 + 1)
    does(world, "after", "A B", 30 * 24, 30 * 24 + 1)
    assert people(asks("A", "B"), world) == [1, 1]
    assert people(asks("A", "B", order="unordered"), world) == [1, 1]


def test_a_step_can_ask_for_the_first_event_ever(world: World) -> None:
    does(world, "old", "A A B", -48, 0, 1)
    does(world, "new", "A B")
    first = Step(only("A"), "A", first=True)
    assert people(Funnel((first, Step(only("B"), "B")), SPAN), world) == [1, 1]


def test_times_are_those_of_the_best_attempt(world: World) -> None:
    does(world, "ann", "A A B", 0, 1, 2)
    does(world, "bob", "A B", 0, 4)
    does(world, "eve", "A")
    steps = funnel.answer(asks("A", "B"), world.scope()).steps
    assert (steps[1].median_seconds, steps[1].mean_seconds) == (2.5 * 3600, 2.5 * 3600)
    assert (steps[1].from_start, steps[1].from_previous) == (2 / 3, 2 / 3)
    assert (steps[0].from_start, steps[0].median_seconds) == (1.0, None)


def test_nobody_is_an_answer_too(world: World) -> None:
    steps = funnel.answer(asks("A", "B"), world.scope()).steps
    assert [(step.people, step.from_start, step.median_seconds) for step in steps] == [(0, None, None)] * 2


def test_sessions_and_groups_are_units_of_their_own(world: World) -> None:
    does(world, "ann", "A B", 0, 1)
    does(world, "bob", "A B", 0, 1)
    world.rows[0]["session_id"] = world.rows[1]["session_id"] = "s1"
    world.rows[2]["session_id"], world.rows[3]["session_id"] = "s2", "s3"
    world.rows[0]["groups"] = world.rows[3]["groups"] = '{"company": "acme"}'
    assert people(asks("A", "B", by=Unit("session")), world) == [2, 1]
    assert people(asks("A", "B", by=Unit("group", "company")), world) == [1, 1]


def by(property: str, attribution: str = "first", **more: Any) -> dict[str, Any]:
    at, split = more.pop("at", 0), Split(property, **more.pop("split", {}))
    return {"breakdown": Breakdown((split,), **more), "by_value": attribution, "at": at}


def test_a_value_is_the_first_the_last_or_on_a_step(world: World) -> None:
    does(world, "ann", "A", 0, color="red")
    does(world, "ann", "B", 1, color="blue")
    does(world, "bob", "A", 0)
    does(world, "bob", "B", 1, color="blue")
    assert parts(asks("A", "B", **by("color")), world) == {"red": [1, 1], "blue": [1, 1]}
    assert parts(asks("A", "B", **by("color", "last")), world) == {"blue": [2, 2]}
    assert parts(asks("A", "B", **by("color", "all")), world) == {"red": [1, 0], None: [1, 0]}
    assert parts(asks("A", "B", **by("color", "step", at=1)), world) == {"blue": [2, 2]}


def test_a_person_with_several_values_stands_at_each(world: World) -> None:
    does(world, "ann", "A", 0, color="red")
    does(world, "ann", "A B", 1, 2, color="blue")
    assert parts(asks("A", "B", **by("color", "all")), world) == {"blue": [1, 1], "red": [1, 0]}
    assert parts(asks("A", "B", **by("color", "step")), world) == {"blue": [1, 1], "red": [1, 1]}


def test_small_values_are_the_rest_where_a_person_counts_once(world: World) -> None:
    for n, who in enumerate(("ann", "bob", "cat")):
        does(world, who, "A B", color="red" if n else "green")
    does(world, "ann", "A", 5, color="blue")
    assert parts(asks("A", "B", **by("color", "all", limit=1)), world) == {"red": [2, 2], "$other": [1, 1]}
    assert parts(asks("A", "B", **by("color", "all", limit=1, other=False)), world) == {"red": [2, 2]}


def test_a_property_of_the_person_splits_too(world: World) -> None:
    does(world, "ann", "A B")
    does(world, "bob", "A")
    world.knows("ann", plan="pro")
    split = by("plan", split={"of": "person"})
    assert parts(asks("A", "B", **split), world) == {"pro": [1, 1], None: [1, 0]}


def behind(asked: Funnel, world: World, **cell_of: Any) -> list[str]:
    rows = world.scope().ask(funnel.behind(asked, FunnelCell(**cell_of), world.scope())).rows
    names = {person(who): who for who in ("ann", "bob", "cat")}
    return sorted(names[row[0]] for row in rows)


def test_the_people_behind_a_number_are_as_many_as_it_says(world: World) -> None:
    does(world, "ann", "A B", color="red")
    does(world, "bob", "A", color="red")
    does(world, "cat", "A", color="blue")
    asked = asks("A", "B", **by("color"))
    assert behind(asked, world, step=0) == ["ann", "bob", "cat"]
    assert behind(asked, world, step=1) == ["ann"]
    assert behind(asked, world, step=1, dropped=True) == ["bob", "cat"]
    assert behind(asked, world, step=1, dropped=True, breakdown=("red",)) == ["bob"]
    with pytest.raises(BadFunnel, match=r"cell\.step"):
        behind(asked, world, step=2)
    with pytest.raises(BadFunnel, match=r"cell\.breakdown"):
        behind(asked, world, breakdown=("green",))


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        (asks(), "steps"),
        (asks(*"ABCDEFGHIJKLMNOPQRSTU"), "steps"),
        (asks(*"ABCDEFGHIJKLMN", "A"), "steps"),
        (asks("A", window=Window(11 * 366, "days")), "window"),
        (asks("A", "B", exclude=(Exclusion(only("E"), 1, 1),)), "exclude[0].before"),
        (asks("A", "B", "C", order="unordered", exclude=(Exclusion(only("E"), 0, 1),)), "exclude[0]"),
        (asks("A", "B", **by("price", split={"bins": 3})), "breakdown.bins"),
        (asks("A", "B", **by("price", "step", at=2)), "breakdown.step"),
        (asks("A", by=Unit("group", "")), "by"),
    ],
)
def test_what_has_no_meaning_is_refused_by_its_path(world: World, asked: Funnel, about: str) -> None:
    with pytest.raises(BadFunnel) as refused:
        funnel.answer(asked, world.scope())
    assert refused.value.about == about


def test_twenty_steps_are_a_funnel(world: World) -> None:
    names = "ABCDEFGHIJKLMNOPQRST"
    does(world, "ann", " ".join(names))
    for order in ("ordered", "strict", "unordered"):
        assert people(asks(*names, order=order), world) == [1] * 20


def test_one_person_with_very_many_events_needs_little_memory(world: World) -> None:
    world.warehouse.command(
        "INSERT INTO events (project_id, event_id, person_id, node_id, ts, event) SELECT "
        f"{world.project.number}, generateUUIDv4(), 1, 1, toDateTime64('2024-01-01', 3, 'UTC') + "
        "toIntervalMillisecond(number * 20000), ['A', 'B', 'C', 'X'][cityHash64(number) % 4 + 1] FROM numbers(100000)"
    )
    scope, little = world.scope(), Limits(memory=700_000_000)
    for more in ({}, {"order": "strict"}, {"order": "unordered"}, {"exclude": (Exclusion(only("X"), 0, 2),)}):
        asked = asks("A", "B", "C", **more)
        found = world.warehouse.query(funnel.question(asked, scope), world.project.number, little).rows[0]
        assert found[0] in (0, 1)
    overlapping = funnel.question(asks("A", "B", "A"), scope)
    assert world.warehouse.query(overlapping, world.project.number, little).rows[0][:3] == (1, 1, 1)
    assert scope.ask(sql("SELECT count() FROM events")).scalar() == 100000


GOLDEN = """SELECT countIf(level > 0), countIf(level > 1), quantileExactInclusiveIf(0.5)((t1 - t0) / 1000, level > 1), \
avgIf(t1 - t0, level > 1) / 1000
FROM (
SELECT p, p AS person, level, t0, t1 FROM (
SELECT p, level, bitShiftRight(s, 6) AS t0, if(level > 1, bitShiftRight(e1[indexOf(f1, s)], 6), 0) AS t1 FROM (
SELECT p, e, f0, e1, f1, level, [f0[countEqual(f0, 63) + 1], f1[countEqual(f1, 63) + 1]][level] AS s FROM (
SELECT p, e, f0, e1, f1, (f0[-1] != 63) + (f1[-1] != 63) AS level FROM (
SELECT p, e, f0, e1, arrayFill((s, x) -> bitAnd(x, 63) = 1 AND x - s <= {p0:UInt64}, g1, e1) AS f1 FROM (
"""


def test_the_fast_form_is_asked_as_it_was_measured(world: World) -> None:
    assert str(funnel.question(asks("A", "B"), world.scope())).startswith(GOLDEN)
