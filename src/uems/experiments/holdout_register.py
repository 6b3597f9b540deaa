"""The holdouts of a project in the store: planned, changed in words, ended; who is in one never changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from uems.base.errors import Conflict, NotFound
from uems.base.ids import new_id
from uems.base.words import Text
from uems.experiments import holdout as holdouts
from uems.experiments.flags import revision
from uems.experiments.holdout import Holdout
from uems.store import shelf
from uems.store.client import Store
from uems.store.table import Instant, metadata

table = sa.Table(
    "holdout",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("definition", sa.JSON, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
)
_FIXED = ("strategy", "share", "salt", "condition", "since")
"""What cannot change once people are in it: it says who is kept out."""


class NoHoldout(NotFound):
    code = "holdout_not_found"
    text = Text("没有这个留出组", "There is no such holdout")


class HoldoutFixed(Conflict):
    code = "holdout_fixed"
    text = Text(
        "留出组已开始，不能再改变谁被留出，也不能删除；可以结束它，另建一个",
        "The holdout has begun: who is kept out can no longer change, nor can it be deleted. End it and make another",
    )


class HoldoutEnded(Conflict):
    code = "holdout_ended"
    text = Text("留出组已结束，不能重新开始", "The holdout has ended and cannot begin again")


@dataclass(frozen=True, slots=True)
class Kept:
    """A holdout as it is kept: `json` is what people gave, with its name and the metrics that it is read by."""

    holdout: Holdout
    json: Mapping[str, Any]
    version: int
    by: str
    created_at: datetime
    changed_at: datetime

    @property
    def metrics(self) -> list[str]:
        return list(self.json["metrics"])


def every(store: Store, project: int) -> list[Kept]:
    """All holdouts, the newest first."""
    asked = sa.select(table).where(table.c.project == project).order_by(table.c.created_at.desc(), table.c.id)
    with store.read() as connection:
        return [_kept(row) for row in connection.execute(asked)]


def all_of(connection: sa.Connection, project: int) -> list[Holdout]:
    """The same, as flags read them, in the order of their ids."""
    asked = sa.select(table).where(table.c.project == project).order_by(table.c.id)
    return [holdouts.read(row.id, row.definition) for row in connection.execute(asked)]


def find(store: Store, project: int, id: str) -> Kept:
    """Raises NoHoldout."""
    with store.read() as connection:
        return _kept(shelf.find(connection, table, project, id, NoHoldout))


def create(store: Store, project: int, given: Mapping[str, Any], by: str, now: datetime) -> Kept:
    """It begins now where `given` says no `since`. Raises HoldoutInvalid, ConditionInvalid."""
    id = new_id("hold")
    json = {**given, "since": given.get("since") or now.isoformat(), "salt": given.get("salt") or id}
    if holdouts.read(id, json).since < now:
        raise holdouts.HoldoutInvalid(Text("开始时间已过去", "It cannot begin in the past"), about="since")
    with store.write() as connection:
        revision.count(connection, project, now, changes=1)
        row = {"project": project, "id": id, "definition": json, "version": 1, "by": by}
        connection.execute(sa.insert(table).values(**row, created_at=now, changed_at=now))
    return find(store, project, id)


def change(store: Store, project: int, id: str, values: Mapping[str, Any], now: datetime) -> Kept:
    """With the given fields changed, as its next version; what changes nothing makes none. An end that is past is now:
    what was is not undone. Raises NoHoldout, HoldoutFixed, HoldoutEnded, HoldoutInvalid, ConditionInvalid."""
    said = values.get("until")
    if said is not None and datetime.fromisoformat(said) < now:
        values = {**values, "until": now.isoformat()}
    with store.write() as connection:
        revision.count(connection, project, now)
        before = _kept(shelf.find(connection, table, project, id, NoHoldout))
        json = {**before.json, **values}
        if json == before.json:
            return before
        _refuse(before, json, now)
        row = {"definition": json, "version": before.version + 1, "changed_at": now}
        shelf.change(connection, table, project, id, row, NoHoldout)
        revision.count(connection, project, now, changes=1)
    return find(store, project, id)


def delete(store: Store, project: int, id: str, now: datetime) -> None:
    """One that has not begun is gone. Raises NoHoldout, HoldoutFixed."""
    with store.write() as connection:
        revision.count(connection, project, now, changes=1)
        if _kept(shelf.find(connection, table, project, id, NoHoldout)).holdout.since <= now:
            raise HoldoutFixed(about=id)
        shelf.delete(connection, table, project, id, NoHoldout)


def _refuse(before: Kept, json: Mapping[str, Any], now: datetime) -> None:
    one, other = before.holdout, holdouts.read(before.holdout.id, json)
    begun = one.since <= now
    fixed = [name for name in _FIXED if json.get(name) != before.json.get(name)]
    if begun and fixed:
        raise HoldoutFixed(about=", ".join(fixed))
    if one.until != other.until and one.until is not None and one.until <= now:
        raise HoldoutEnded(about=before.holdout.id)
    if one.since != other.since and other.since < now:
        raise holdouts.HoldoutInvalid(Text("开始时间已过去", "It cannot begin in the past"), about="since")


def _kept(row: Any) -> Kept:
    made = holdouts.read(row.id, row.definition)
    return Kept(made, row.definition, row.version, row.by, row.created_at, row.changed_at)
