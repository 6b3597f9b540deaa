"""A breakdown by a property of a million values: the first are kept, the rest is one, and totals are still right."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from insight.small_world import only
from uems.insight import distribution, funnel, funnel_difference, interval, retention, trend
from uems.insight.funnel_question import Funnel, Step
from uems.insight.funnel_time import Leg
from uems.insight.retention_rows import Retention
from uems.metrics.asked import Span
from uems.metrics.breakdown import Breakdown, Split
from uems.metrics.period import Calendar
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.store.project import Project
from uems.warehouse.client import Warehouse

SINCE = datetime(2024, 1, 1, tzinfo=UTC)
VALUES = 1_000_000
PROJECT = 900_101
SPAN = Span(SINCE, SINCE + timedelta(days=10))
BY = Breakdown((Split("code"),), 3)
DAYS = Calendar("day", ZoneInfo("UTC"))
VISIT, PAY = Which(only("visit")), Which(only("pay"))


@pytest.fixture(scope="module")
def scope(warehouse: Warehouse) -> Scope:
    """A million people visit, each with a code of their own but for a few hundred who share one; half of them pay."""
    columns = "project_id, event_id, person_id, node_id, ts, event, type, props, received_at"
    for name, share, hours in (("visit", 1, 0), ("pay", 2, 1)):
        warehouse.command(
            f"""INSERT INTO events ({columns})
SELECT {PROJECT}, generateUUIDv4(), number + 1, number + 1,
toDateTime64('2024-01-02 00:00:00', 3, 'UTC') + number % 86400 + {3600 * hours}, '{name}', 'track',
concat('{{"code":"', if(number < 300, 'shared', toString(number)), '"}}'), now64(3)
FROM numbers({VALUES}) WHERE number % {share} = 0"""
        )
    project = Project(f"prj_{PROJECT}", PROJECT, "million", "UTC")
    return Scope(warehouse, project, datetime(2024, 2, 1, tzinfo=UTC), ZoneInfo("UTC"), merged=False)


def of_trend(scope: Scope) -> tuple[int, list[tuple[Any, int]]]:
    whole = trend.Trend((trend.Series(VISIT),), DAYS, SPAN)
    parts = trend.Trend((trend.Series(VISIT),), DAYS, SPAN, breakdown=BY)
    lines = trend.answer(parts, scope).series
    return int(trend.answer(whole, scope).series[0].total), [(line.breakdown, int(line.total)) for line in lines]


def of_funnel(scope: Scope) -> tuple[int, list[tuple[Any, int]]]:
    asked = Funnel((Step(VISIT.filter, "visit"), Step(PAY.filter, "pay")), SPAN, breakdown=BY)
    found = funnel.answer(asked, scope)
    assert found.breakdown is not None
    assert found.steps[1].people == sum(part.steps[1].people for part in found.breakdown) == VALUES // 2
    rows = funnel_difference.differences(asked, Leg(0, 1), None, "holm", scope).rows
    assert [row.people for row in rows] == [part.steps[0].people for part in found.breakdown]
    return found.steps[0].people, [(part.value, part.steps[0].people) for part in found.breakdown]


def of_retention(scope: Scope) -> tuple[int, list[tuple[Any, int]]]:
    asked = Retention(VISIT, PAY, "first_in_range", "on", (), "calendar", DAYS, 2, SPAN, BY)
    found = retention.answer(asked, scope)
    assert found.breakdown is not None
    parts = [(part.value, sum(cohort.people for cohort in part.cohorts)) for part in found.breakdown]
    return sum(cohort.people for cohort in found.cohorts), parts


def of_interval(scope: Scope) -> tuple[int, list[tuple[Any, int]]]:
    found = interval.answer(interval.Interval(VISIT, PAY, SPAN, breakdown=BY), scope)
    assert found.breakdown is not None
    return 2 * found.whole.intervals, [(part.value, 2 * part.box.intervals) for part in found.breakdown]


def of_distribution(scope: Scope) -> tuple[int, list[tuple[Any, int]]]:
    found = distribution.answer(distribution.Distribution(VISIT, SPAN, DAYS, breakdown=BY), scope)
    assert found.breakdown is not None
    return found.whole.total, [(part.value, part.spread.total) for part in found.breakdown]


@pytest.mark.parametrize("counted", [of_trend, of_funnel, of_retention, of_interval, of_distribution])
def test_the_first_values_and_the_rest_are_everything(
    scope: Scope, counted: Callable[[Scope], tuple[int, list[tuple[Any, int]]]]
) -> None:
    whole, parts = counted(scope)
    assert whole == VALUES == sum(people for _, people in parts)
    assert (parts[0], len(parts), parts[-1][0]) == (("shared", 300), 4, "$other")
