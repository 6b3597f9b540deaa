"""The experiments of a project in the store: planned, started, stopped and decided, every change kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa

from uems.base.errors import Conflict, NotFound
from uems.base.ids import new_id
from uems.base.words import Text
from uems.experiments import experiment as experiments
from uems.experiments.experiment import Experiment, Status
from uems.experiments.flags import definition
from uems.store import shelf
from uems.store.client import Store
from uems.store.table import Instant, Serial, insert, metadata

table = sa.Table(
    "experiment",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("definition", sa.JSON, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("started_at", Instant),
    sa.Column("stopped_at", Instant),
    sa.Column("decision", sa.JSON),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
    sa.UniqueConstraint("project", "key", name="uq_experiment_key"),
)
changes = sa.Table(
    "experiment_change",
    metadata,
    sa.Column("number", Serial, primary_key=True),
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
    sa.Column("experiment", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("definition", sa.JSON, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index("ix_experiment_change_project_experiment", "project", "experiment"),
)

What = Literal["created", "changed", "started", "paused", "stopped", "decided", "found"]
MOVES: dict[Status, frozenset[Status]] = {
    "draft": frozenset({"running"}),
    "running": frozenset({"paused", "stopped", "decided"}),
    "paused": frozenset({"running", "stopped", "decided"}),
    "stopped": frozenset({"decided"}),
    "decided": frozenset(),
}
"""What an experiment can become."""
_TOLD: dict[Status, What] = {"running": "started", "paused": "paused", "stopped": "stopped", "decided": "decided"}
_FIXED = ("key", "flag", "exposure", "variants", "primary", "engine", "settings", "before_days", "aa", "bandit")
"""What cannot change once people are in it."""


class NoExperiment(NotFound):
    code = "experiment_not_found"
    text = Text("没有这个实验", "There is no such experiment")


class ExperimentExists(Conflict):
    code = "experiment_exists"
    text = Text("已有同名键的实验", "There is an experiment with this key already")


class ExperimentStands(Conflict):
    """The experiment cannot become that from what it is."""

    code = "experiment_stands"
    text = Text("实验当前状态不允许该操作", "The experiment cannot do that in its present state")


class ExperimentFixed(Conflict):
    code = "experiment_fixed"
    text = Text(
        "实验已开始，分流、主指标与判定方法不能再改",
        "The experiment has begun: assignment, primary metric and method can no longer change",
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided, and the effect of the primary metric that was seen then, as a share of the control's level.

    `variant` '' = nothing is changed. `metric` and the numbers are of the variant that was chosen, or of the best."""

    variant: str
    reason: str
    learned: str
    rolled_out: bool
    by: str
    at: datetime
    verdict: str
    metric: str
    seen: str
    estimate: float | None
    error: float | None
    low: float | None
    high: float | None
    people: int


@dataclass(frozen=True, slots=True)
class Kept:
    """An experiment as it is kept: `json` is what people gave."""

    id: str
    plan: Experiment
    json: Mapping[str, Any]
    status: Status
    version: int
    started_at: datetime | None
    stopped_at: datetime | None
    outcome: Outcome | None
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the definition after it, and by whom ('' = a key, or the product itself)."""

    what: What
    version: int
    definition: Mapping[str, Any]
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Lived:
    """When an experiment ran that was not run from here."""

    started_at: datetime
    stopped_at: datetime | None = None


def every(store: Store, project: int) -> list[Kept]:
    """All experiments, the newest first."""
    asked = sa.select(table).where(table.c.project == project)
    with store.read() as connection:
        rows = connection.execute(asked.order_by(table.c.created_at.desc(), table.c.id)).all()
    return [_kept(row) for row in rows]


def find(store: Store, project: int, id: str) -> Kept:
    """Raises NoExperiment."""
    with store.read() as connection:
        return _kept(shelf.find(connection, table, project, id, NoExperiment))


def create(
    store: Store, project: int, json: Mapping[str, Any], by: str, now: datetime, lived: Lived | None = None
) -> Kept:
    """Raises ExperimentExists, NoFlag, and what reading it raises."""
    made, id = experiments.read(json), new_id("exp")
    status: Status = "draft" if lived is None else "running" if lived.stopped_at is None else "stopped"
    row = {"project": project, "id": id, "key": made.key, "status": status, "definition": dict(json), "version": 1}
    moments = {"started_at": lived and lived.started_at, "stopped_at": lived and lived.stopped_at}
    with store.write() as connection:
        if made.flag:
            definition.hold(connection, project, made.flag, now)
        put = insert(connection, table).values(**row, **moments, created_at=now, changed_at=now)
        first = put.on_conflict_do_nothing(index_elements=["project", "key"]).returning(table.c.id)
        if connection.execute(first).first() is None:
            raise ExperimentExists(about=made.key)
        _note(connection, project, id, Change("created", 1, json, "", by, now))
    return find(store, project, id)


def change(store: Store, project: int, id: str, values: Mapping[str, Any], by: str, now: datetime) -> Kept:
    """The experiment with the given fields changed, as its next version; what changes nothing makes none.

    Raises NoExperiment, ExperimentFixed, and what reading it raises."""
    with store.write() as connection:
        before = _kept(shelf.hold(connection, table, project, id, NoExperiment))
        json = {**before.json, **values, "key": before.plan.key}
        if json == before.json:
            return before
        fixed = [name for name in _FIXED if json.get(name) != before.json.get(name)]
        if before.status != "draft" and fixed:
            raise ExperimentFixed(about=", ".join(fixed))
        experiments.read(json)
        version = before.version + 1
        row = {"definition": json, "version": version, "changed_at": now}
        shelf.change(connection, table, project, id, row, NoExperiment)
        _note(connection, project, id, Change("changed", version, json, "", by, now))
    return find(store, project, id)


def move(
    store: Store,
    project: int,
    id: str,
    status: Status,
    by: str,
    now: datetime,
    note: str = "",
    outcome: Mapping[str, Any] | None = None,
) -> Kept:
    """The experiment with another status; with `outcome` where it is decided. Raises NoExperiment,
    ExperimentStands."""
    with store.write() as connection:
        before = _kept(shelf.hold(connection, table, project, id, NoExperiment))
        refuse_move(before, status)
        row: dict[str, Any] = {"status": status, "changed_at": now}
        if status == "running" and before.started_at is None:
            row["started_at"] = now
        if status in ("stopped", "decided") and before.stopped_at is None:
            row["stopped_at"] = now
        if outcome is not None:
            row["decision"] = dict(outcome)
        shelf.change(connection, table, project, id, row, NoExperiment)
        _note(connection, project, id, Change(_TOLD[status], before.version, before.json, note, by, now))
    return find(store, project, id)


def found(connection: sa.Connection, project: int, kept: Kept, note: str, now: datetime) -> None:
    """Note in its history what the product found; nothing of it changes."""
    _note(connection, project, kept.id, Change("found", kept.version, kept.json, note, "", now))


def still(connection: sa.Connection, project: int, id: str) -> Kept:
    """The experiment that runs, which until the transaction ends nobody changes. Raises NoExperiment, ExperimentStands
    where it runs no more."""
    kept = _kept(shelf.hold(connection, table, project, id, NoExperiment))
    if kept.status != "running":
        raise ExperimentStands(about=kept.status)
    return kept


def refuse_move(kept: Kept, status: Status) -> None:
    """Raises ExperimentStands."""
    if status not in MOVES[kept.status]:
        raise ExperimentStands(about=f"{kept.status} → {status}")


def delete(store: Store, project: int, id: str) -> None:
    """A draft is gone; what people were in stays. Raises NoExperiment, ExperimentStands."""
    with store.write() as connection:
        kept = _kept(shelf.hold(connection, table, project, id, NoExperiment))
        if kept.status != "draft":
            raise ExperimentStands(about=kept.status)
        shelf.delete(connection, table, project, id, NoExperiment)


def using(connection: sa.Connection, project: int, flag: str) -> list[Kept]:
    """The experiments that need the flag: those that are not decided, by their keys."""
    open_ones = sa.and_(table.c.project == project, table.c.status != "decided")
    rows = connection.execute(sa.select(table).where(open_ones).order_by(table.c.key))
    return [one for one in map(_kept, rows) if one.plan.flag == flag]


def history(store: Store, project: int, id: str) -> list[Change]:
    """Every change, the newest first."""
    asked = sa.select(changes).where(changes.c.project == project, changes.c.experiment == id)
    with store.read() as connection:
        rows = connection.execute(asked.order_by(changes.c.number.desc())).all()
    return [Change(row.what, row.version, row.definition, row.note, row.by, row.at) for row in rows]


def _note(connection: sa.Connection, project: int, id: str, one: Change) -> None:
    row = {name: getattr(one, name) for name in Change.__dataclass_fields__}
    connection.execute(
        sa.insert(changes).values(**row | {"definition": dict(one.definition)}, project=project, experiment=id)
    )


def _kept(row: Any) -> Kept:
    decided = row.decision
    outcome = None if decided is None else Outcome(**decided | {"at": datetime.fromisoformat(decided["at"])})
    moments = row.started_at, row.stopped_at, outcome, row.created_at, row.changed_at
    return Kept(row.id, experiments.read(row.definition), row.definition, row.status, row.version, *moments)
