"""Life cycle and stickiness: what became of active people, and how often they came."""

import pytest

from insight.small_world import World, only
from uems.insight import lifecycle, stickiness
from uems.metrics.asked import span
from uems.metrics.period import Calendar
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.warehouse.client import Warehouse


@pytest.fixture
def scope(warehouse: Warehouse, project: int) -> Scope:
    world = World(warehouse, project)
    for day in ("2023-12-30", "2024-01-01", "2024-01-02"):
        world.did("old", "open", day)
    for day in ("2024-01-01", "2024-01-02", "2024-01-04"):
        world.did("new", "open", day)
    world.did("ann", "open", "2023-12-31")
    world.did("ann", "close", "2024-01-01")
    return world.scope("2024-01-05T00:00:00")


def test_each_active_person_has_one_status_and_dormant_follows_activity(scope: Scope) -> None:
    which, days = Which(only("open")), Calendar("day", scope.zone)
    lives = lifecycle.answer(lifecycle.Lifecycle(which, days, span("2024-01-01", "2024-01-04", scope)), scope)
    assert lives.new == (1, 0, 0, 0)
    assert lives.returning == (0, 2, 0, 0)
    assert lives.resurrecting == (1, 0, 0, 1)
    assert lives.dormant == (1, 0, 2, 0)
    assert lives.quick_ratio == (2.0, None, 0.0, None)


def test_stickiness_counts_people_by_active_days(scope: Scope) -> None:
    which, days = Which(only("open")), Calendar("day", scope.zone)
    histogram = stickiness.answer(stickiness.Stickiness(which, days, span("2024-01-01", "2024-01-04", scope)), scope)
    assert [(bar.intervals, bar.people, bar.at_least) for bar in histogram.bars] == [
        (1, 0, 2),
        (2, 1, 2),
        (3, 1, 1),
        (4, 0, 0),
    ]
    assert (histogram.people, histogram.mean_intervals) == (2, 2.5)
