"""How a target stands, from what there is and what is to be expected."""

from datetime import UTC, datetime
from typing import Any

import pytest

from insight.small_world import World
from tenant import kept_project
from uems.metrics import attached, kpi, registry
from uems.metrics.registry import Draft
from uems.store.client import Store
from uems.warehouse.client import Warehouse


@pytest.mark.parametrize(
    ("target", "direction", "current", "expected", "grows", "status"),
    [
        (100, "up", 100, 120, True, "reached"),
        (100, "up", 60, 101, True, "on_track"),
        (100, "up", 60, 95, True, "at_risk"),
        (100, "up", 60, 80, True, "off_track"),
        (0.2, "up", 0.25, 0.25, False, "on_track"),  # a share can fall again
        (0.2, "up", 0.1, 0.1, False, "off_track"),
        (100, "down", 40, 90, True, "on_track"),
        (100, "down", 40, 105, True, "at_risk"),
        (100, "down", 101, 130, True, "off_track"),
        (100, "up", None, 90, True, "unknown"),
        (100, "up", 0, None, True, "unknown"),
    ],
)
def test_a_target_stands_as_its_end_will_be(
    target: float, direction: Any, current: float | None, expected: float | None, grows: bool, status: str
) -> None:
    assert kpi.judge(target, direction, current, expected, grows) == status


def test_a_metric_that_waits_for_people_stands_where_the_newest_settled_bucket_does(
    warehouse: Warehouse, project: int, store: Store
) -> None:
    world = World(warehouse, project)
    for day, buyers in (("2024-01-08", 4), ("2024-01-09", 3), ("2024-01-10", 0)):
        for n in range(4):
            world.did(f"p{n}", "view", day)
            if n < buyers:
                world.did(f"p{n}", "order", f"{day}T13:00:00")
    now = datetime(2024, 1, 10, 18, tzinfo=UTC)
    kept_project(store, project)
    given = {
        "kind": "proportion",
        "event": {"events": [{"event": "order"}]},
        "base": {"events": [{"event": "view"}]},
        "window": {"days": 1},
    }
    made = registry.create(store, project, Draft("rate", given), "ada", now)
    target = attached.create(kpi.TARGETS, store, project, made.id, {"interval": "day", "value": 0.9, "owner": ""}, now)
    found = kpi.standing(store, target, world.scope(now.isoformat()))
    # Those of the 9th have until the 10th ends; those of the 8th are done.
    assert (found.current, found.previous, found.forecast, found.status) == (0, 0.75, 1.0, "on_track")


def test_a_young_sum_stands_by_its_pace_and_one_that_is_there_is_reached(
    warehouse: Warehouse, project: int, store: Store
) -> None:
    """Ten days are too few for a weekly season."""
    world, now = World(warehouse, project), datetime(2024, 1, 17, 12, tzinfo=UTC)
    for n in range(8, 18):
        world.did("ann", "order_paid", f"2024-01-{n:02}T08:00:00", revenue=10)
    kept_project(store, project)
    scope = world.scope(now.isoformat())
    for value, status in ((25, "reached"), (69, "on_track"), (75, "at_risk"), (100, "off_track")):
        given = {"interval": "week", "value": value, "owner": ""}
        target = attached.create(kpi.TARGETS, store, project, "revenue", given, now)
        found = kpi.standing(store, target, scope)
        # 30 until Wednesday noon, as the week before, which ended at 70.
        assert (found.current, found.forecast, found.method, found.status) == (30, 70, "pace", status)
