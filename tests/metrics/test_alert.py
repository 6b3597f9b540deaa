"""An alert is checked once a bucket, told once, and silent while snoozed."""

from datetime import UTC, datetime, timedelta

import pytest

from insight.small_world import World
from tenant import kept_project
from uems.metrics import alert, attached
from uems.metrics.series import Point
from uems.people.scope import Scope
from uems.store.client import Store
from uems.warehouse.client import Warehouse

NOW = datetime(2024, 2, 20, 1, tzinfo=UTC)
GIVEN = {"interval": "day", "side": "both", "sensitivity": 3.0, "minimum": 5, "by": "ada"}


@pytest.fixture
def scope(warehouse: Warehouse, project: int, store: Store) -> Scope:
    """Twenty people a day for 40 days, and two on the last whole day."""
    world = World(warehouse, project)
    for n in range(41):
        day = (NOW - timedelta(days=41 - n)).date().isoformat()
        for who in range(2 if n == 40 else 20):
            world.did(f"p{who}", "view", day)
    kept_project(store, project)
    return world.scope(NOW.isoformat())


def test_a_fall_is_told_once(store: Store, scope: Scope) -> None:
    number = scope.project.number
    kept = attached.create(alert.ALERTS, store, number, "active_people", GIVEN, NOW)
    told = alert.check(store, kept, scope)
    assert told is not None
    assert (told.value, told.bucket.date().isoformat()) == (2, "2024-02-19")
    assert told.low <= told.expected <= told.high
    assert told.value < told.low
    assert alert.check(store, attached.find(alert.ALERTS, store, number, kept.id), scope) is None
    assert alert.alarms(store, number, NOW - timedelta(days=1), 10) == [told]
    assert alert.alarms(store, number, NOW + timedelta(days=1), 10) == []


def test_an_ordinary_day_and_a_snoozed_alert_say_nothing(store: Store, scope: Scope) -> None:
    number = scope.project.number
    kept = attached.create(alert.ALERTS, store, number, "active_people", GIVEN, NOW)
    day_before = World(scope.warehouse, number).scope((NOW - timedelta(days=1)).isoformat())
    assert alert.check(store, kept, day_before) is None
    snoozed = attached.change(
        alert.ALERTS, store, number, kept.id, {"snoozed_until": NOW + timedelta(days=2), "checked_until": None}
    )
    assert alert.check(store, snoozed, scope) is None
    assert alert.alarms(store, number, NOW - timedelta(days=9), 10) == []


def test_days_without_a_value_do_not_move_the_days_of_the_week() -> None:
    """A rate that is 0.6 on Sundays and 0.2 otherwise; nobody was asked on some days."""
    kept = alert.Alert("a", "m", "day", "both", 3.0, 5, None, None, "ada", NOW)
    points = [Point(None if n % 9 == 5 else 0.6 if n % 7 == 6 else 0.2 + n % 3 / 100, 1, 1, 100) for n in range(77)]
    sunday = alert.judge(points, kept)
    assert sunday is not None
    assert not sunday.strange
    monday = alert.judge([*points, Point(0.6, 1, 1, 100)], kept)
    assert monday is not None
    assert monday.strange
