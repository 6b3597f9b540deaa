"""The metrics of a project: the built-in ones in its words, and its own with every version they had."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from uems.base.errors import Conflict, NotFound
from uems.base.ids import new_id
from uems.base.words import Text
from uems.metrics import definition, vocabulary
from uems.metrics.metric import Direction, Metric, Unit
from uems.metrics.series import MOST_DEEP, PartMissing
from uems.metrics.standard import Group, standards
from uems.metrics.vocabulary import Vocabulary
from uems.store import shelf
from uems.store.client import Store
from uems.store.table import Instant, metadata

table = sa.Table(
    "metric",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("group_name", sa.Text, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("direction", sa.Text, nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("certified_by", sa.Text),
    sa.Column("definition", sa.JSON, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
)
versions_table = sa.Table(
    "metric_version",
    metadata,
    sa.Column("project", sa.Integer, primary_key=True),
    sa.Column("metric", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("definition", sa.JSON, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
)


class NoMetric(NotFound):
    code = "metric_not_found"
    text = Text("没有这个指标", "There is no such metric")


class MetricFixed(Conflict):
    code = "metric_built_in"
    text = Text(
        "内置指标不能修改，请另建指标或调整指标用词",
        "A built-in metric cannot be changed; make one of your own, or say other events for it",
    )


class MetricInUse(Conflict):
    code = "metric_in_use"
    text = Text("指标正被使用，不能删除", "The metric is used and cannot be deleted")


@dataclass(frozen=True, slots=True)
class Entry:
    """A metric with its words; built-in ones have no owner and their first version for ever. `certified_by` '' = not
    certified."""

    id: str
    name: Text
    about: Text
    group: Group
    unit: Unit
    direction: Direction
    owner: str
    certified_by: str
    metric: Metric
    version: int
    built_in: bool
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Version:
    """What a metric meant from `at` on."""

    version: int
    definition: dict[str, Any]
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody says of a metric of their own."""

    name: str
    definition: Mapping[str, Any]
    about: str = ""
    group: Group = "other"
    unit: Unit = "number"
    direction: Direction = "up"
    owner: str = ""


MOST_READ = 100
"""Metrics that a formula reads with those that its parts read, as often as they are named."""
UEMS = "UEMS"
"""Who certifies the built-in ones."""


def every(store: Store, project: int) -> list[Entry]:
    """The built-in metrics, then the project's own by name."""
    words = vocabulary.of(store, project)
    with store.read() as connection:
        rows = connection.execute(sa.select(table).where(table.c.project == project).order_by(table.c.name)).all()
    return [_standard(name, words) for name in standards()] + [_entry(row) for row in rows]


def find(store: Store, project: int, id: str) -> Entry:
    """Raises NoMetric."""
    if id in standards():
        return _standard(id, vocabulary.of(store, project))
    with store.read() as connection:
        return _entry(shelf.find(connection, table, project, id, NoMetric))


def create(store: Store, project: int, draft: Draft, by: str, now: datetime) -> Entry:
    """Raises BadMetric, PartMissing, ConditionInvalid."""
    id, found = new_id("met"), definition.parse(draft.definition)
    parts(store, project, found, id)
    row = {
        "project": project,
        "id": id,
        "name": draft.name,
        "about": draft.about,
        "group_name": draft.group,
        "unit": draft.unit,
        "direction": draft.direction,
        "owner": draft.owner or by,
        "certified_by": None,
        "definition": definition.normal(found),
        "version": 1,
        "created_at": now,
        "changed_at": now,
    }
    with store.write() as connection:
        connection.execute(sa.insert(table).values(row))
        _write_version(connection, project, id, Version(1, definition.normal(found), "", by, now))
    return find(store, project, id)


def change(store: Store, project: int, id: str, values: Mapping[str, Any], note: str, by: str, now: datetime) -> Entry:
    """Other words, or another definition as a new version, which nobody has certified yet. Raises NoMetric,
    MetricFixed, BadMetric, PartMissing, ConditionInvalid."""
    _refuse_built_in(id)
    row = dict(values)
    if "group" in row:
        row["group_name"] = row.pop("group")
    if "certified" in row:
        row["certified_by"] = by or "API" if row.pop("certified") else None
    given = row.pop("definition", None)
    found = None if given is None else definition.parse(given)
    if found is not None:
        parts(store, project, found, id)
    with store.write() as connection:
        kept = _entry(shelf.hold(connection, table, project, id, NoMetric))
        if found is not None and found != kept.metric:
            row |= {"definition": definition.normal(found), "version": kept.version + 1}
            row.setdefault("certified_by", None)
            _write_version(connection, project, id, Version(kept.version + 1, row["definition"], note, by, now))
        shelf.change(connection, table, project, id, {**row, "changed_at": now}, NoMetric)
    return find(store, project, id)


def delete(store: Store, project: int, id: str) -> None:
    """Raises NoMetric, MetricFixed, MetricInUse while a formula names it."""
    _refuse_built_in(id)
    find(store, project, id)
    used = users(store, project, id)
    if used:
        raise MetricInUse(about=", ".join(one.name.en for one in used))
    with store.write() as connection:
        owned = sa.and_(versions_table.c.project == project, versions_table.c.metric == id)
        connection.execute(sa.delete(versions_table).where(owned))
        shelf.delete(connection, table, project, id, NoMetric)


def users(store: Store, project: int, id: str) -> list[Entry]:
    """The formulas that name the metric."""
    return [one for one in every(store, project) if id in one.metric.parts]


def versions(store: Store, project: int, id: str) -> list[Version]:
    """Every version of the project's own metric, the oldest first; of a built-in one none. Raises NoMetric."""
    if find(store, project, id).built_in:
        return []
    asked = sa.select(versions_table).where(versions_table.c.project == project, versions_table.c.metric == id)
    with store.read() as connection:
        rows = connection.execute(asked.order_by(versions_table.c.version)).all()
    return [Version(row.version, row.definition, row.note, row.by, row.at) for row in rows]


def parts(store: Store, project: int, metric: Metric, id: str = "") -> dict[str, Metric]:
    """The metrics that a formula and its parts name, by id; `id` = the formula's own, which none of them may be. Raises
    PartMissing."""
    found: dict[str, Metric] = {}
    waiting, read = [(one, 1) for one in metric.parts], 0
    while waiting:
        name, deep = waiting.pop()
        read += 1
        if name == id or deep > MOST_DEEP or read > MOST_READ:
            raise PartMissing(about=name)
        if name not in found:
            try:
                found[name] = find(store, project, name).metric
            except NoMetric:
                raise PartMissing(about=name) from None
        waiting += [(one, deep + 1) for one in found[name].parts]
    return found


def _refuse_built_in(id: str) -> None:
    """Raises MetricFixed."""
    if id in standards():
        raise MetricFixed(about=id)


def _write_version(connection: sa.Connection, project: int, id: str, one: Version) -> None:
    row = {"version": one.version, "definition": one.definition, "note": one.note, "by": one.by, "at": one.at}
    connection.execute(sa.insert(versions_table).values(project=project, metric=id, **row))


def _standard(name: str, words: Vocabulary) -> Entry:
    one = standards()[name]
    said = one.title, one.about, one.group, one.unit, one.direction
    return Entry(name, *said, "", UEMS, one.define(words), 1, True, None)


def _entry(row: Any) -> Entry:
    return Entry(
        id=row.id,
        name=Text(row.name, row.name),
        about=Text(row.about, row.about),
        group=row.group_name,
        unit=row.unit,
        direction=row.direction,
        owner=row.owner,
        certified_by=row.certified_by or "",
        metric=definition.parse(row.definition),
        version=row.version,
        built_in=False,
        changed_at=row.changed_at,
    )
