"""Alerts: a metric that leaves the range it was expected in, told once, not while snoozed, and not of a handful."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import sqlalchemy as sa

from uems.base.errors import NotFound
from uems.base.ids import new_id
from uems.base.words import Text
from uems.metrics import attached, forecast, registry, series
from uems.metrics.asked import Span
from uems.metrics.attached import Kind
from uems.metrics.people_rows import Question
from uems.metrics.period import Calendar
from uems.metrics.series import Point
from uems.people import asking
from uems.people.graph import Identities
from uems.people.scope import Scope
from uems.store import project as projects
from uems.store.client import Store
from uems.store.table import Instant, insert, metadata
from uems.warehouse.client import Warehouse

_log = logging.getLogger(__name__)

table = sa.Table(
    "metric_alert",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("metric", sa.Text, nullable=False),
    sa.Column("interval", sa.Text, nullable=False),
    sa.Column("side", sa.Text, nullable=False),
    sa.Column("sensitivity", sa.Float, nullable=False),
    sa.Column("minimum", sa.Integer, nullable=False),
    sa.Column("snoozed_until", Instant),
    sa.Column("checked_until", Instant),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
)
alarms_table = sa.Table(
    "metric_alarm",
    metadata,
    sa.Column("project", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("alert", sa.Text, nullable=False),
    sa.Column("metric", sa.Text, nullable=False),
    sa.Column("bucket", Instant, nullable=False),
    sa.Column("value", sa.Float, nullable=False),
    sa.Column("expected", sa.Float, nullable=False),
    sa.Column("low", sa.Float, nullable=False),
    sa.Column("high", sa.Float, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.UniqueConstraint("project", "alert", "bucket", name="uq_metric_alarm_bucket"),
)

Side = Literal["both", "above", "below"]
Beat = Literal["hour", "day", "week"]
SENSITIVITY = 2.5
"""Usual errors: of daily orders, when a day's number is halved or nearly doubled, 4 of 5 are found, and 1 to 5 % of
ordinary days are called strange, as the stretch of history goes."""
MINIMUM = 50
_SEASON = {"hour": 24, "day": 7, "week": 1}
_HISTORY = {"hour": 21 * 24, "day": 400, "week": 104}


class NoAlert(NotFound):
    code = "alert_not_found"
    text = Text("没有这条预警", "There is no such alert")


@dataclass(frozen=True, slots=True)
class Alert:
    """`sensitivity`: how many usual errors a value may lie from what was expected. `minimum`: people whom a bucket is
    about on an ordinary day, at least; below it nothing is said. `checked_until`: the end of the newest bucket seen."""

    id: str
    metric: str
    interval: Beat
    side: Side
    sensitivity: float
    minimum: int
    snoozed_until: datetime | None
    checked_until: datetime | None
    by: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Alarm:
    """A bucket whose value lay outside of low … high."""

    id: str
    alert: str
    metric: str
    bucket: datetime
    value: float
    expected: float
    low: float
    high: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was expected of a value; `strange` where it lies outside on the side that is watched."""

    value: float
    range: forecast.Range
    strange: bool


def judge(points: Sequence[Point], alert: Alert) -> Verdict | None:
    """The verdict on the last point from those before it; None where it has no value, or where they are too few or
    about too few people."""
    last, season = points[-1], _SEASON[alert.interval]
    people = sorted([one.people for one in points[:-1] if one.value is not None][-28:])
    if last.value is None or not people or people[len(people) // 2] < alert.minimum:
        return None
    found = forecast.fit(_filled([one.value for one in points[:-1]], season), season)
    if found is None:
        return None
    moved = forecast.surprise(found, last.value)
    strange = abs(moved) > alert.sensitivity and alert.side in ("both", "above" if moved > 0 else "below")
    return Verdict(last.value, forecast.band(found, alert.sensitivity), strange)


def _filled(values: Sequence[float | None], season: int) -> list[float]:
    """Where there is no value stands that of a season before, or the mean: the others keep their place in the week."""
    known = [value for value in values if value is not None]
    found: list[float] = []
    for n, value in enumerate(values):
        before = found[n - season] if n >= season else sum(known) / len(known)
        found.append(before if value is None else value)
    return found


ALERTS = Kind(table, Alert, NoAlert, "alt")


def alarms(store: Store, project: int, since: datetime, limit: int, metric: str | None = None) -> list[Alarm]:
    """What was told since then, the newest first: a digest."""
    asked = sa.select(alarms_table).where(alarms_table.c.project == project, alarms_table.c.at >= since)
    if metric is not None:
        asked = asked.where(alarms_table.c.metric == metric)
    with store.read() as connection:
        rows = connection.execute(asked.order_by(alarms_table.c.at.desc(), alarms_table.c.id).limit(limit)).all()
    names = [column.name for column in alarms_table.c if column.name != "project"]
    return [Alarm(*(getattr(row, name) for name in names)) for row in rows]


def check(store: Store, alert: Alert, scope: Scope) -> Alarm | None:
    """Look at the newest bucket that has ended, if it was not looked at yet. Raises what the question raises."""
    project, calendar = scope.project.number, Calendar(alert.interval, scope.zone)
    last = calendar.number_of(scope.now) - 1
    if alert.checked_until is not None and alert.checked_until >= calendar.end_of(last):
        return None
    entry = registry.find(store, project, alert.metric)
    span = Span(calendar.start_of(last - _HISTORY[alert.interval]), calendar.end_of(last))
    asked = Question(entry.metric, calendar, span)
    found = series.answer(asked, registry.parts(store, project, entry.metric), scope)
    settled = [n for n, complete in enumerate(found.complete) if complete]
    points = _since_first(found.lines[0].points[: settled[-1] + 1] if settled else ())
    verdict = judge(points, alert) if len(points) > 1 else None
    attached.change(ALERTS, store, project, alert.id, {"checked_until": calendar.end_of(last)})
    snoozed = alert.snoozed_until is not None and alert.snoozed_until > scope.now
    if verdict is None or not verdict.strange or snoozed:
        return None
    made = Alarm(
        new_id("alm"), alert.id, alert.metric, found.buckets[settled[-1]], verdict.value,
        verdict.range.expected, verdict.range.low, verdict.range.high, scope.now,
    )  # fmt: skip
    _write(store, project, made)
    return made


def watch(store: Store, warehouse: Warehouse, identities: Identities, now: datetime) -> None:
    """Check every alert of every project; one that cannot be computed does not keep the others from it."""
    for project in projects.every(store):
        kept = attached.every(ALERTS, store, project.number)
        if not kept:
            continue
        scope = asking.scope(store, warehouse, identities, project, now, projects.check_timezone(project.timezone))
        for one in kept:
            try:
                made = check(store, one, scope)
            except Exception:
                _log.exception("project %s: alert %s could not be checked", project.id, one.id)
                continue
            if made is not None:
                _log.info("project %s: %s is %s", project.id, made.metric, made.value)


def _since_first(points: Sequence[Point]) -> Sequence[Point]:
    """Without the buckets before the project had any data."""
    begin = next((n for n, point in enumerate(points) if point.people), len(points))
    return points[begin:]


def _write(store: Store, project: int, one: Alarm) -> None:
    row = {name: getattr(one, name) for name in Alarm.__dataclass_fields__}
    with store.write() as connection:
        said = insert(connection, alarms_table).values(project=project, **row)
        connection.execute(said.on_conflict_do_nothing(index_elements=["project", "alert", "bucket"]))
