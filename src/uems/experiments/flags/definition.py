"""The flags of a project in the store: created, changed and deleted, each change kept with who made it and when."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa

from uems.base.errors import Conflict, NotFound
from uems.base.words import Text
from uems.experiments import holdout_register
from uems.experiments.flags import flag as flags
from uems.experiments.flags import place, revision
from uems.experiments.flags.flag import Flag
from uems.experiments.holdout import Holdout
from uems.store import shelf
from uems.store.client import Store
from uems.store.table import Instant, Serial, metadata

table = sa.Table(
    "flag",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("definition", sa.JSON, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("updated_at", Instant, nullable=False),
    sa.Column("asked_at", Instant),
)
changes = sa.Table(
    "flag_change",
    metadata,
    sa.Column("number", Serial, primary_key=True),
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
    sa.Column("flag", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("definition", sa.JSON, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index("ix_flag_change_project_flag", "project", "flag"),
)
What = Literal["created", "changed", "deleted"]
Stale = Literal["", "unasked", "decided"]
Guard = Callable[[sa.Connection, Flag, Flag | None], None]
"""Somebody's word against a change of a flag (before, after; None = it is deleted), inside the change's transaction."""
STALE_AFTER = timedelta(days=30)


class NoFlag(NotFound):
    code = "flag_not_found"
    text = Text("没有这个开关", "There is no such flag")


class FlagExists(Conflict):
    code = "flag_exists"
    text = Text("已有同名键的开关", "There is a flag with this key already")


class FlagChanged(Conflict):
    code = "flag_changed"
    text = Text("开关已被他人修改，请刷新后重试", "Somebody has changed the flag meanwhile; load it again")


class FlagNeeded(Conflict):
    code = "flag_needed"
    text = Text("其他开关以它为前置", "Other flags depend on it")


@dataclass(frozen=True, slots=True)
class Kept:
    """A flag as it is kept: `json` is what people gave, `asked_at` when a client last asked for it."""

    flag: Flag
    json: Mapping[str, Any]
    created_at: datetime
    updated_at: datetime
    asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the definition after it, and by whom ('' = a key)."""

    what: What
    version: int
    definition: Mapping[str, Any]
    by: str
    at: datetime


def every(store: Store, project: int) -> dict[str, Kept]:
    """All flags by key."""
    with store.read() as connection:
        return _every(connection, project)


def find(store: Store, project: int, key: str) -> Kept:
    """Raises NoFlag."""
    with store.read() as connection:
        return _find(connection, project, key)


def listed(store: Store, project: int, limit: int, cursor: str | None) -> tuple[list[Kept], str | None]:
    """Some flags in the order of their keys, and where the next page begins."""
    with store.read() as connection:
        rows, next = shelf.page(connection, table, project, limit, cursor)
        holdouts = holdout_register.all_of(connection, project)
    return [_kept(row, holdouts) for row in rows], next


def create(store: Store, project: int, json: Mapping[str, Any], by: str, now: datetime) -> Kept:
    """Raises FlagExists, FlagInvalid, ConditionInvalid."""
    made = flags.read(json)
    with store.write() as connection:
        number = revision.count(connection, project, now, changes=1, numbers=1).numbers
        known = _every(connection, project)
        if made.key in known:
            raise FlagExists(about=made.key)
        flags.refuse_circle(made, {key: one.flag for key, one in known.items()})
        row = {"project": project, "id": made.key, "number": number, "definition": json, "version": 1}
        connection.execute(sa.insert(table).values(**row, created_at=now, updated_at=now))
        _note(connection, project, made.key, "created", 1, json, by, now)
        return _find(connection, project, made.key)


def change(
    store: Store,
    project: int,
    key: str,
    values: Mapping[str, Any],
    by: str,
    now: datetime,
    seen: int | None = None,
    guard: Guard | None = None,
) -> Kept:
    """The flag with the given fields changed, as its next version; what changes nothing makes none. `seen` = the
    version that the change was made on.

    Raises NoFlag, FlagChanged, FlagInvalid, ConditionInvalid, and what `guard` raises."""
    with store.write() as connection:
        revision.count(connection, project, now)
        before = _find(connection, project, key)
        if seen is not None and seen != before.flag.version:
            raise FlagChanged(about=f"{key}: {before.flag.version}")
        json = {**before.json, **values, "key": key}
        if json == before.json:
            return before
        made = flags.read(json)
        known = {name: one.flag for name, one in _every(connection, project).items()}
        for one in (made, *_followers(known, key)):
            flags.refuse_circle(one, {**known, key: made})
        if guard is not None:
            guard(connection, before.flag, made)
        version = before.flag.version + 1
        row = {"definition": json, "version": version, "updated_at": now}
        shelf.change(connection, table, project, key, row, NoFlag)
        revision.count(connection, project, now, changes=1)
        _note(connection, project, key, "changed", version, json, by, now)
        return _find(connection, project, key)


def delete(store: Store, project: int, key: str, by: str, now: datetime, guard: Guard | None = None) -> None:
    """Its history stays. Raises NoFlag, FlagNeeded, and what `guard` raises."""
    with store.write() as connection:
        revision.count(connection, project, now, changes=1)
        before = _find(connection, project, key)
        needing = _followers({name: one.flag for name, one in _every(connection, project).items()}, key)
        if needing:
            raise FlagNeeded(about=", ".join(one.key for one in needing))
        if guard is not None:
            guard(connection, before.flag, None)
        shelf.delete(connection, table, project, key, NoFlag)
        place.forget(connection, project, before.flag.id)
        _note(connection, project, key, "deleted", before.flag.version + 1, before.json, by, now)


def hold(connection: sa.Connection, project: int, key: str, now: datetime) -> None:
    """Until the transaction ends nobody changes or deletes the flag. Raises NoFlag."""
    revision.count(connection, project, now)
    shelf.find(connection, table, project, key, NoFlag)


def history(
    store: Store, project: int, key: str, limit: int = 100, cursor: str | None = None
) -> tuple[list[Change], str | None]:
    """Its changes, the newest first, also of a flag that is gone, and where the next page begins. Raises NoFlag where
    there never was one."""
    mine = sa.and_(changes.c.project == project, changes.c.flag == key)
    after = changes.c.number < int(cursor) if cursor and cursor.isdecimal() else sa.true()
    asked = sa.select(changes).where(mine, after).order_by(changes.c.number.desc()).limit(limit + 1)
    with store.read() as connection:
        rows = connection.execute(asked).all()
        if not rows and connection.execute(sa.select(changes.c.number).where(mine).limit(1)).first() is None:
            raise NoFlag(about=key)
    found = [Change(row.what, row.version, row.definition, row.by, row.at) for row in rows[:limit]]
    return found, str(rows[limit - 1].number) if len(rows) > limit else None


def asked(store: Store, project: int, moments: Mapping[str, datetime]) -> None:
    """Write down when clients last asked for flags."""
    with store.write() as connection:
        for key, at in moments.items():
            mine = sa.and_(table.c.project == project, table.c.id == key)
            connection.execute(sa.update(table).where(mine).values(asked_at=at))


def stale(kept: Kept, now: datetime) -> Stale:
    """Why a flag may be taken out of the code: `unasked` = no client asked for 30 days; `decided` = for 30 days
    everybody got the same; '' = it is alive, or meant to stay."""
    waits = kept.flag.starts_at is not None and now < kept.flag.starts_at
    if kept.flag.permanent or waits or now - kept.updated_at < STALE_AFTER:
        return ""
    if now - (kept.asked_at or kept.created_at) >= STALE_AFTER:
        return "unasked"
    return "decided" if _same_for_all(kept.flag, now) else ""


def _same_for_all(flag: Flag, now: datetime) -> bool:
    if not flags.running(flag, now):
        return True
    if flag.prerequisites or flag.namespace is not None or flag.environments or flags.current(flag, now).kept_out:
        return False
    if not flag.rules:
        return True
    first = flag.rules[0]
    fixed = flag.kind == "boolean" or first.variant is not None or len(flag.variants) == 1
    return fixed and first.condition is None and first.rollout >= 100


def _followers(known: Mapping[str, Flag], key: str) -> list[Flag]:
    """The flags that this one must be on for."""
    return [one for one in known.values() if one.key != key and any(p.flag == key for p in one.prerequisites)]


def _every(connection: sa.Connection, project: int) -> dict[str, Kept]:
    rows = connection.execute(sa.select(table).where(table.c.project == project).order_by(table.c.id))
    holdouts = holdout_register.all_of(connection, project)
    return {row.id: _kept(row, holdouts) for row in rows}


def _find(connection: sa.Connection, project: int, key: str) -> Kept:
    row = shelf.find(connection, table, project, key, NoFlag)
    return _kept(row, holdout_register.all_of(connection, project))


def _note(
    connection: sa.Connection,
    project: int,
    key: str,
    what: What,
    version: int,
    json: Mapping[str, Any],
    by: str,
    now: datetime,
) -> None:
    row = {"project": project, "flag": key, "what": what, "version": version, "definition": json, "by": by, "at": now}
    connection.execute(sa.insert(changes).values(row))


def _kept(row: Any, holdouts: Sequence[Holdout]) -> Kept:
    read = flags.read(row.definition)
    out = tuple(one for one in holdouts if one.strategy in read.holdouts)
    made = replace(read, kept_out=out, version=row.version, id=row.number, changed_at=row.updated_at)
    return Kept(made, row.definition, row.created_at, row.updated_at, row.asked_at)
