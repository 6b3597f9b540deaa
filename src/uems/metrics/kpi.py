"""Targets: what a metric shall be in each day, week or month, what it will be, and how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import sqlalchemy as sa

from uems.base.errors import NotFound
from uems.base.words import Text
from uems.metrics import forecast, registry, series
from uems.metrics.asked import Span
from uems.metrics.attached import Kind
from uems.metrics.metric import Direction, Metric
from uems.metrics.people_rows import Question, settles
from uems.metrics.period import MILLISECOND, Calendar
from uems.metrics.registry import Entry
from uems.people.scope import Scope
from uems.store.client import Store
from uems.store.table import Instant, metadata

table = sa.Table(
    "metric_target",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("metric", sa.Text, nullable=False),
    sa.Column("interval", sa.Text, nullable=False),
    sa.Column("value", sa.Float, nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
)

Beat = Literal["day", "week", "month"]
Status = Literal["reached", "on_track", "at_risk", "off_track", "unknown"]
_NEAR = 0.9
"""Within a tenth of the target: at risk, not lost."""
_HISTORY = 180


class NoTarget(NotFound):
    code = "target_not_found"
    text = Text("没有这个目标", "There is no such target")


@dataclass(frozen=True, slots=True)
class Target:
    """`value` in every bucket of the interval."""

    id: str
    metric: str
    interval: Beat
    value: float
    owner: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How a target stands: the value of the current bucket so far and of the last whole one, what the current one will
    end at (with the range of a seasonal forecast, where the metric adds up), and the status that follows."""

    current: float | None
    previous: float | None
    forecast: float | None
    low: float | None
    high: float | None
    method: Literal["seasonal", "pace", "so_far"]
    status: Status


UNKNOWN = Standing(None, None, None, None, None, "so_far", "unknown")
"""Of a target of which nothing can be said, or not to the caller."""


TARGETS = Kind(table, Target, NoTarget, "tgt")


def standing(store: Store, target: Target, scope: Scope) -> Standing:
    """Raises NoMetric, PartMissing, and what the warehouse refuses."""
    entry = registry.find(store, scope.project.number, target.metric)
    parts = registry.parts(store, scope.project.number, entry.metric)
    calendar = Calendar(target.interval, scope.zone)
    now = calendar.number_of(scope.now)
    span = Span(calendar.start_of(now - 1), scope.now + MILLISECOND)
    points = series.answer(Question(entry.metric, calendar, span), parts, scope).lines[0].points
    previous, current = points[-2].value, points[-1].value
    ahead: tuple[float | None, float | None, float | None] = (current, None, None)
    method: Literal["seasonal", "pace", "so_far"] = "so_far"
    if entry.metric.kind == "sum" and entry.metric.lookback is None:
        method, ahead = "seasonal", _seasonal(entry.metric, calendar, parts, scope)
    if _grows(entry.metric) and ahead[1] is None:
        method, ahead = "pace", (_pace(entry, calendar, previous, current, scope), None, None)
    elif entry.metric.enters:
        ahead = _settled(entry.metric, calendar, parts, scope), None, None
    status = judge(target.value, entry.direction, current, ahead[0], method != "so_far")
    return Standing(current, previous, *ahead, method, status)


def judge(target: float, direction: Direction, current: float | None, expected: float | None, grows: bool) -> Status:
    """How a target stands; `grows` = the current value can only become more, so reaching it is for good."""
    if current is None or expected is None:
        return "unknown"
    down = direction == "down"
    if grows and not down and current >= target:
        return "reached"
    if grows and down and current > target:
        return "off_track"
    if (expected <= target) if down else (expected >= target):
        return "on_track"
    near = expected * _NEAR <= target if down else expected >= target * _NEAR
    return "at_risk" if near else "off_track"


def _grows(metric: Metric) -> bool:
    """Whether the value of a bucket grows until it ends: a sum, or how many people did something."""
    summed = metric.kind == "sum" or (metric.kind == "proportion" and metric.base is None)
    return summed and metric.lookback is None


def _seasonal(
    metric: Metric, calendar: Calendar, parts: Mapping[str, Metric], scope: Scope
) -> tuple[float | None, float | None, float | None]:
    """The whole days so far, and the forecast of today and those to come; with the range of the sum, whose days are
    taken as independent."""
    days, number = Calendar("day", scope.zone), calendar.number_of(scope.now)
    today, end = days.number_of(scope.now), days.number_of(calendar.end_of(number) - MILLISECOND)
    begin = days.number_of(calendar.start_of(number))
    asked = Question(metric, days, Span(days.start_of(today - _HISTORY), days.start_of(today)))
    values = [point.value or 0.0 for point in series.answer(asked, parts, scope).lines[0].points]
    first = next((n for n, value in enumerate(values) if value), len(values))
    found = forecast.fit(values[first:])
    if found is None:
        return None, None, None
    so_far = sum(values[len(values) - (today - begin) :]) if today > begin else 0.0
    ranges = forecast.ahead(found, end - today + 1)
    expected = so_far + sum(one.expected for one in ranges)
    down = sum((one.expected - one.low) ** 2 for one in ranges) ** 0.5
    up = sum((one.high - one.expected) ** 2 for one in ranges) ** 0.5
    return expected, expected - down, expected + up


def _pace(
    entry: Entry, calendar: Calendar, previous: float | None, current: float | None, scope: Scope
) -> float | None:
    """The current value, grown as the bucket before grew from this point of it to its end."""
    if previous is None or current is None:
        return current
    start, before = calendar.floor(scope.now), calendar.start_of(calendar.number_of(scope.now) - 1)
    until = min(before + (scope.now - start), start)
    if until <= before:
        return previous
    asked = Question(entry.metric, calendar, Span(before, until))
    then = series.answer(asked, {}, scope).lines[0].points[0].value
    return current * previous / then if then else current


def _settled(metric: Metric, calendar: Calendar, parts: Mapping[str, Metric], scope: Scope) -> float | None:
    """The value of the newest bucket that can change no more: those who entered later may still do it."""
    end = calendar.end_of(calendar.number_of(scope.now))
    wait = settles(Question(metric, calendar, Span(scope.now, end)), end) - end
    since = calendar.start_of(calendar.number_of(scope.now - wait) - 1)
    asked = Question(metric, calendar, Span(since, scope.now + MILLISECOND))
    return series.answer(asked, parts, scope).lines[0].total.value
