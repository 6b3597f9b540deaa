"""Who is behind a number: always exactly as many people as the number says."""

from datetime import datetime
from random import Random

import pytest

from insight.small_world import World, only
from uems.insight import cell, lifecycle, retention, stickiness, trend
from uems.insight.retention_rows import Retention
from uems.metrics.asked import span
from uems.metrics.breakdown import Breakdown, Split, key_of
from uems.metrics.period import Calendar
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import Sql


@pytest.fixture
def scope(warehouse: Warehouse, project: int) -> Scope:
    world, random = World(warehouse, project, "Asia/Shanghai"), Random(7)
    for n in range(200):
        who, day = f"p{random.randrange(30)}", random.randrange(1, 20)
        country = random.choice(["CN", "DE", "FR", None])
        when = f"2024-01-{day:02}T{random.randrange(24):02}:00:00"
        world.did(who, random.choice(["open", "buy"]), when, country=country, price=n)
    world.knows("p1", level="gold")
    return world.scope("2024-01-15T05:00:00")


def people(behind: Sql, scope: Scope) -> int:
    """All pages together, in pages of 7."""
    seen: list[int] = []
    cursor: str | None = None
    while True:
        found, cursor = cell.listed(behind, scope, 7, cursor)
        seen += [one.person for one in found]
        if cursor is None:
            assert len(set(seen)) == len(seen)
            return len(seen)


def test_a_value_of_the_breakdown_is_told_from_its_like() -> None:
    one, two = Breakdown((Split("x"),)), Breakdown((Split("x"), Split("y")), listed=True)
    keys = ("true", "1", '"1"', "")
    assert [key_of(one, keys, [None], wanted) for wanted in (1, 1.0, True, "1", None)] == ["1", "1", "true", '"1"', ""]
    assert key_of(one, keys, [None], 2) is None
    assert key_of(one, keys, [None], "$other") == "$other"
    assert key_of(two, ("true\x1f2", "1\x1f2"), [None, None], [1, 2]) == "1\x1f2"


@pytest.mark.parametrize("measure", ["people", "people_7d", "first_time"])
@pytest.mark.parametrize("split", [None, Breakdown((Split("country"),), 2), Breakdown((Split("level", "person"),))])
def test_the_people_of_a_bucket_are_as_many_as_its_value(scope: Scope, measure: str, split: Breakdown | None) -> None:
    series = trend.Series(Which(only("open")), measure)  # type: ignore[arg-type]
    asked = trend.Trend((series,), Calendar("day", scope.zone), span("2024-01-05", None, scope), breakdown=split)
    drawn = trend.answer(asked, scope)
    assert drawn.series
    for line in drawn.series:
        for bucket, value in list(zip(drawn.buckets, line.values, strict=True))[1::5]:
            behind = cell.of_trend(asked, cell.TrendCell("A", bucket, line.breakdown), scope)
            assert people(behind, scope) == value
        assert people(cell.of_trend(asked, cell.TrendCell("A", None, line.breakdown), scope), scope) == line.total


@pytest.mark.parametrize("clock", ["calendar", "rolling"])
@pytest.mark.parametrize("start_kind", ["first_ever", "first_in_range", "recurring"])
@pytest.mark.parametrize("measure", ["on", "on_or_after", "bracket"])
def test_the_people_of_a_cell_of_retention(scope: Scope, clock: str, start_kind: str, measure: str) -> None:
    asked = Retention(
        Which(only("buy")),
        Which(only(None)),
        start_kind,  # type: ignore[arg-type]
        measure,  # type: ignore[arg-type]
        ((1, 2), (3, 6)) if measure == "bracket" else (),
        clock,  # type: ignore[arg-type]
        Calendar("day", scope.zone),
        5,
        span("2024-01-03", "2024-01-08", scope),
        Breakdown((Split("country"),), 2),
    )
    answer = retention.answer(asked, scope)
    assert answer.breakdown is not None
    for value, cohorts in [(None, answer.cohorts[1:2]), ("$other", answer.breakdown[-1].cohorts[1:2])]:
        for cohort in cohorts:
            for column, count in enumerate(cohort.returned[1:3], 1):
                moment = datetime.fromisoformat(cohort.date).replace(tzinfo=scope.zone)
                behind = cell.of_retention(asked, cell.RetentionCell(moment, column, value), scope)
                assert people(behind, scope) == count


def test_the_people_of_a_status_and_of_a_bar(scope: Scope) -> None:
    which, days, whole = Which(only("open")), Calendar("day", scope.zone), span("2024-01-06", "2024-01-08", scope)
    lives = lifecycle.Lifecycle(which, days, whole)
    answer = lifecycle.answer(lives, scope)
    for status in lifecycle.STATUSES:
        for bucket, count in zip(answer.buckets, getattr(answer, status), strict=True):
            assert people(cell.of_lifecycle(lives, cell.LifecycleCell(bucket, status), scope), scope) == count
    sticky = stickiness.Stickiness(which, days, whole)
    for bar in stickiness.answer(sticky, scope).bars:
        assert people(cell.of_stickiness(sticky, cell.StickinessCell(bar.intervals), scope), scope) == bar.people


def test_a_cell_outside_the_answer_is_refused(scope: Scope) -> None:
    series = trend.Series(Which(only("open")), "people")
    asked = trend.Trend((series,), Calendar("day", scope.zone), span("2024-01-05", "2024-01-06", scope))
    with pytest.raises(cell.NoSuchCell):
        cell.of_trend(asked, cell.TrendCell("A", datetime(2024, 2, 1, tzinfo=scope.zone)), scope)
    with pytest.raises(cell.NoSuchCell):
        cell.of_trend(asked, cell.TrendCell("B"), scope)
