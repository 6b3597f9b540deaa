"""Annotations: what happened in the world on a day or at a time, shown on every chart that has that time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from uems.base.errors import Invalid, NotFound
from uems.base.ids import new_id
from uems.base.words import Text
from uems.metrics.period import midnight
from uems.store import shelf
from uems.store.client import Store
from uems.store.table import Instant, metadata

table = sa.Table(
    "annotation",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("day", sa.Text),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Index("ix_annotation_project_at", "project", "at"),
)


_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


class NoAnnotation(NotFound):
    code = "annotation_not_found"
    text = Text("没有这条标注", "There is no such annotation")


class BadMoment(Invalid):
    code = "bad_moment"
    text = Text("应为日期（2026-05-01）或 ISO 时间", "This is a date (2026-05-01) or an ISO time")


@dataclass(frozen=True, slots=True)
class Annotation:
    """`day` = the calendar day it is about, None where it is about a time; `at` = that time, or the day's midnight in
    the project's zone; `by` = who wrote it, '' = a program."""

    id: str
    at: datetime
    day: date | None
    text: str
    by: str
    created_at: datetime


def moment(said: str, zone: ZoneInfo) -> tuple[datetime, date | None]:
    """The time that a date or an ISO time means, and the day where it is a date. Raises BadMoment."""
    try:
        day = date.fromisoformat(said) if len(said) == len("2026-05-01") else None
        found = datetime.fromisoformat(said) if day is None else midnight(day, zone)
        found = found if found.tzinfo else found.replace(tzinfo=zone)
        if not _FIRST <= found < _LAST:
            raise ValueError
    except (ValueError, OverflowError) as error:
        raise BadMoment(about="at") from error
    return found, day


def create(store: Store, project: int, said: str, text: str, by: str, zone: ZoneInfo, now: datetime) -> Annotation:
    """Raises BadMoment."""
    at, day = moment(said, zone)
    made = Annotation(new_id("ann"), at, day, text, by, now)
    row = {"project": project, "id": made.id, "at": at, "day": _day(day), "text": text, "by": by, "created_at": now}
    with store.write() as connection:
        connection.execute(sa.insert(table).values(row))
    return made


def find(store: Store, project: int, id: str) -> Annotation:
    """Raises NoAnnotation."""
    with store.read() as connection:
        return _annotation(shelf.find(connection, table, project, id, NoAnnotation))


def listed(
    store: Store, project: int, since: datetime | None, until: datetime | None, limit: int, cursor: str | None
) -> tuple[list[Annotation], str | None]:
    """Those of a time, since ≤ at < until, in the order of their ids, and where the next page begins."""
    tests = [table.c.at >= since] if since is not None else []
    tests += [table.c.at < until] if until is not None else []
    with store.read() as connection:
        rows, next = shelf.page(connection, table, project, limit, cursor, *tests)
    return [_annotation(row) for row in rows], next


def change(store: Store, project: int, id: str, said: str | None, text: str | None, zone: ZoneInfo) -> Annotation:
    """The annotation with another time or text; None = as it was. Raises NoAnnotation, BadMoment."""
    values: Mapping[str, Any] = {} if text is None else {"text": text}
    if said is not None:
        at, day = moment(said, zone)
        values = {**values, "at": at, "day": _day(day)}
    if values:
        with store.write() as connection:
            shelf.change(connection, table, project, id, values, NoAnnotation)
    return find(store, project, id)


def delete(store: Store, project: int, id: str) -> None:
    """Raises NoAnnotation."""
    with store.write() as connection:
        shelf.delete(connection, table, project, id, NoAnnotation)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _annotation(row: Any) -> Annotation:
    day = None if row.day is None else date.fromisoformat(row.day)
    return Annotation(row.id, row.at, day, row.text, row.by, row.created_at)
