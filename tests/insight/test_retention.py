"""Retention: who starts, who returns, by which clock, and which cells are known already."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from insight.small_world import World, only
from uems.insight import retention, retention_rows
from uems.insight.retention import BadRetention, answer
from uems.insight.retention_rows import Retention
from uems.metrics.asked import span
from uems.metrics.breakdown import Breakdown, Split
from uems.metrics.period import Calendar
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.warehouse.client import Warehouse


def ask(scope: Scope, since: str, until: str, **changes: Any) -> Retention:
    calendar = Calendar(changes.pop("interval", "day"), scope.zone, changes.pop("week_start", "monday"))
    given: dict[str, Any] = {
        "start": Which(only("start")),
        "back": Which(only("back")),
        "start_kind": "recurring",
        "measure": "on",
        "brackets": (),
        "clock": "calendar",
        "calendar": calendar,
        "periods": 4,
        "span": span(since, until, scope),
        "as_of": scope.now,
    }
    return Retention(**{**given, **changes})


@pytest.fixture
def scope(warehouse: Warehouse, project: int) -> Scope:
    world = World(warehouse, project)
    world.did("ann", "start", "2024-01-01T20:00", plan="pro")
    world.did("ann", "start", "2024-01-02T10:00", plan="free")
    world.did("ann", "back", "2024-01-02T19:00")
    world.did("ann", "back", "2024-01-04T08:00")
    world.did("bob", "start", "2024-01-02T01:00", plan="free")
    world.did("bob", "back", "2024-01-03T02:00")
    world.did("old", "start", "2023-12-20T01:00", plan="pro")
    world.did("old", "start", "2024-01-01T01:00", plan="pro")
    return world.scope("2024-01-05T00:00:00")


def returned(asked: Retention, scope: Scope) -> list[tuple[int, ...]]:
    return [cohort.returned for cohort in answer(asked, scope).cohorts]


def test_recurring_counts_a_person_in_every_period_with_a_start(scope: Scope) -> None:
    assert returned(ask(scope, "2024-01-01", "2024-01-02"), scope) == [(2, 1, 0, 1), (2, 1, 1, 0)]


def test_a_range_before_1970_has_empty_cohorts(scope: Scope) -> None:
    assert returned(ask(scope, "1969-12-30", "1970-01-01"), scope) == [(0, 0, 0, 0)] * 3


def test_first_in_range_counts_the_first_start_of_the_range_only(scope: Scope) -> None:
    asked = ask(scope, "2024-01-01", "2024-01-02", start_kind="first_in_range")
    assert returned(asked, scope) == [(2, 1, 0, 1), (1, 1, 0, 0)]


def test_first_ever_leaves_out_people_who_started_before_the_range(scope: Scope) -> None:
    asked = ask(scope, "2024-01-01", "2024-01-02", start_kind="first_ever")
    assert returned(asked, scope) == [(1, 1, 0, 1), (1, 1, 0, 0)]


def test_on_or_after_counts_whoever_returns_then_or_later(scope: Scope) -> None:
    asked = ask(scope, "2024-01-01", "2024-01-02", start_kind="first_in_range", measure="on_or_after")
    assert returned(asked, scope) == [(2, 1, 1, 1), (1, 1, 0, 0)]


def test_brackets_count_a_return_in_any_of_their_periods(scope: Scope) -> None:
    brackets = ((1, 2), (3, 3))
    asked = ask(scope, "2024-01-01", "2024-01-02", start_kind="first_in_range", measure="bracket", brackets=brackets)
    assert returned(asked, scope) == [(2, 1, 1), (1, 1, 0)]


@pytest.mark.parametrize("start_kind", ["first_in_range", "recurring"])
def test_the_rolling_clock_counts_24_hours_from_the_persons_own_start(scope: Scope, start_kind: str) -> None:
    """ann starts on day 1 at 20:00 and returns after 23 hours (period 0) and after 60 hours (period 2)."""
    asked = ask(scope, "2024-01-01", "2024-01-01", start_kind=start_kind, clock="rolling")
    assert returned(asked, scope) == [(2, 0, 1, 0)]


def test_a_cell_is_complete_when_its_period_has_ended(scope: Scope) -> None:
    whole = answer(ask(scope, "2024-01-01", "2024-01-02"), scope)
    assert [cohort.complete for cohort in whole.cohorts] == [(True, True, True, True), (True, True, True, False)]
    rolling = answer(ask(scope, "2024-01-01", "2024-01-02", clock="rolling"), scope)
    assert [cohort.complete for cohort in rolling.cohorts] == [(True, True, True, False), (True, True, False, False)]


def test_the_mean_is_weighted_by_people_and_leaves_out_what_is_not_complete(scope: Scope) -> None:
    whole = answer(ask(scope, "2024-01-01", "2024-01-02", start_kind="first_in_range"), scope)
    assert whole.mean == (1.0, 2 / 3, 0.0, 0.5)
    simple = answer(ask(scope, "2024-01-01", "2024-01-02", start_kind="first_in_range", mean="simple"), scope)
    assert simple.mean == (1.0, 0.75, 0.0, 0.5)


def test_a_breakdown_splits_by_the_event_that_started(scope: Scope) -> None:
    asked = ask(
        scope, "2024-01-01", "2024-01-02", start_kind="first_in_range", breakdown=Breakdown((Split("plan"),), limit=1)
    )
    parts = answer(asked, scope).breakdown
    assert parts is not None
    assert {part.value: [c.returned for c in part.cohorts] for part in parts} == {
        "pro": [(2, 1, 0, 1), (0, 0, 0, 0)],
        "$other": [(0, 0, 0, 0), (1, 1, 0, 0)],
    }


@pytest.mark.parametrize("clock", ["calendar", "rolling"])
@pytest.mark.parametrize("start_kind", ["first_ever", "first_in_range", "recurring"])
def test_the_parts_of_a_breakdown_add_up_to_the_whole(scope: Scope, clock: str, start_kind: str) -> None:
    plain = answer(ask(scope, "2024-01-01", "2024-01-02", clock=clock, start_kind=start_kind), scope)
    asked = ask(
        scope,
        "2024-01-01",
        "2024-01-02",
        clock=clock,
        start_kind=start_kind,
        breakdown=Breakdown((Split("plan"), Split("country", "person"))),
    )
    assert answer(asked, scope).cohorts == plain.cohorts


@pytest.fixture
def crowd(warehouse: Warehouse, project: int) -> Scope:
    world, random = World(warehouse, project, "America/New_York"), Random(3)
    for _ in range(400):
        month, day, hour = random.randrange(1, 7), random.randrange(1, 29), random.randrange(24)
        when = f"2024-{month:02}-{day:02}T{hour:02}:30:00"
        world.did(f"p{random.randrange(40)}", random.choice(["start", "back"]), when, plan=random.choice("abc"))
    return world.scope("2024-06-20T00:00:00")


@pytest.mark.parametrize("start_kind", ["first_ever", "first_in_range", "recurring"])
@pytest.mark.parametrize(
    ("interval", "since", "until", "periods"),
    [
        ("month", "2024-01-01", "2024-05-31", 6),
        ("week", "2024-01-08", "2024-05-31", 20),
        ("day", "2024-02-03T10:00", "2024-03-20", 60),
        ("day", "2024-01-01", "2024-06-19", 64),
        ("hour", "2024-03-09", "2024-03-12", 48),
        ("day", "2024-02-01", "2024-02-20", 90),
    ],
)
@pytest.mark.parametrize("measure", ["on", "on_or_after", "bracket"])
@pytest.mark.parametrize("back", ["back", "start"])
def test_bits_and_lists_of_periods_count_the_same(
    crowd: Scope,
    monkeypatch: pytest.MonkeyPatch,
    start_kind: str,
    interval: str,
    since: str,
    until: str,
    periods: int,
    measure: str,
    back: str,
) -> None:
    """Where they fit, periods are read as bits; the values of a breakdown in one pass, where they are few."""
    brackets = ((1, 1), (2, min(9, periods))) if measure == "bracket" else ()
    changes: dict[str, Any] = {"interval": interval, "periods": periods, "measure": measure, "brackets": brackets}
    changes |= {"start_kind": start_kind, "back": Which(only(back))}
    plain, by = ask(crowd, since, until, **changes), Breakdown((Split("plan"),), 2)
    asked = replace(plain, breakdown=by)
    cohorts, split = answer(plain, crowd).cohorts, answer(asked, crowd)
    for module in (retention, retention_rows):
        monkeypatch.setattr(module, "fits_bits", lambda *_: False)
    lists = answer(asked, crowd)
    assert cohorts == split.cohorts == lists.cohorts
    assert split.breakdown == lists.breakdown
    assert sum(cohort.people for cohort in cohorts) > 0


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_values_found_in_one_pass_are_those_found_first(
    crowd: Scope, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    by = Breakdown((Split("plan"),), limit)
    asked = ask(crowd, "2024-02-01", "2024-03-20", start_kind="first_in_range", breakdown=by)
    at_once = answer(asked, crowd)
    monkeypatch.setattr(retention, "_MOST_ROWS", 0)
    kept = answer(asked, crowd)
    assert (at_once.cohorts, at_once.breakdown) == (kept.cohorts, kept.breakdown)
    assert at_once.breakdown is not None
    assert len(at_once.breakdown) == limit + (limit < 3)


def test_brackets_that_lie_in_the_start_period_are_refused(scope: Scope) -> None:
    with pytest.raises(BadRetention):
        answer(ask(scope, "2024-01-01", "2024-01-02", measure="bracket", brackets=((0, 2),)), scope)
