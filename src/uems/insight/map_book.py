"""The journey maps of a project in the store: each change is a further version, and none is ever overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from uems.base.errors import Conflict, NotFound
from uems.base.ids import new_id
from uems.base.words import Text
from uems.insight import journey_map
from uems.insight.journey_map import JourneyMap
from uems.store import shelf
from uems.store.client import Store
from uems.store.table import Instant, metadata

table = sa.Table(
    "journey_map",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
)
versions = sa.Table(
    "journey_map_version",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("map", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("definition", sa.JSON, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
)


class NoMap(NotFound):
    code = "journey_map_not_found"
    text = Text("没有这张旅程地图，或没有这个版本", "There is no such journey map, or no such version of it")


class MapChanged(Conflict):
    """Somebody else was faster."""

    code = "journey_map_changed"
    text = Text(
        "地图已被他人改过，请先看最新版本",
        "Somebody has changed the map meanwhile: look at the newest version first",
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A map in one of its versions: `json` is what people gave; `latest` the number of the newest version."""

    id: str
    map: JourneyMap
    json: Mapping[str, Any]
    version: int
    latest: int
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class MapVersion:
    """One version: what was noted with it, by whom ('' = a key, or the product itself), and how much it holds."""

    version: int
    note: str
    by: str
    at: datetime
    stages: int
    touchpoints: int


def create(store: Store, project: int, json: Mapping[str, Any], by: str, now: datetime) -> Kept:
    """Raises MapInvalid."""
    read, id = journey_map.read(json), new_id("map")
    with store.write() as connection:
        row = {"project": project, "id": id, "name": read.name, "version": 1, "created_at": now, "changed_at": now}
        connection.execute(sa.insert(table).values(**row))
        _write(connection, project, id, 1, json, "", by, now)
    return find(store, project, id)


def find(store: Store, project: int, id: str, version: int | None = None) -> Kept:
    """The newest version, or another. Raises NoMap."""
    with store.read() as connection:
        row = shelf.find(connection, table, project, id, NoMap)
        wanted = row.version if version is None else version
        asked = sa.select(versions).where(
            versions.c.project == project, versions.c.map == id, versions.c.version == wanted
        )
        found = connection.execute(asked).one_or_none()
    if found is None:
        raise NoMap(about=f"{id}, version {wanted}")
    read = journey_map.read(found.definition)
    return Kept(id, read, found.definition, wanted, row.version, row.created_at, row.changed_at)


def listed(store: Store, project: int, limit: int, cursor: str | None) -> tuple[list[Kept], str | None]:
    """Some maps in their newest versions, in the order of their ids, and where the next page begins."""
    with store.read() as connection:
        rows, next = shelf.page(connection, table, project, limit, cursor)
    return [find(store, project, row.id) for row in rows], next


def change(
    store: Store, project: int, id: str, base: int, values: Mapping[str, Any], note: str, by: str, now: datetime
) -> Kept:
    """A further version with some fields changed, made from version `base`. Raises NoMap, MapInvalid, and MapChanged
    where that is no longer the newest."""
    kept = find(store, project, id)
    json = {**kept.json, **values}
    read = journey_map.read(json)
    with store.write() as connection:
        newest = sa.and_(table.c.project == project, table.c.id == id, table.c.version == base)
        row = {"version": base + 1, "name": read.name, "changed_at": now}
        if kept.version != base or connection.execute(sa.update(table).where(newest).values(**row)).rowcount == 0:
            raise MapChanged(about=f"version {kept.latest}")
        _write(connection, project, id, base + 1, json, note, by, now)
    return find(store, project, id)


def history(store: Store, project: int, id: str) -> list[MapVersion]:
    """All versions, the newest first. Raises NoMap."""
    find(store, project, id)
    asked = sa.select(versions).where(versions.c.project == project, versions.c.map == id)
    with store.read() as connection:
        rows = connection.execute(asked.order_by(versions.c.version.desc())).all()
    return [
        MapVersion(
            row.version,
            row.note,
            row.by,
            row.at,
            len(row.definition["stages"]),
            len(row.definition["touchpoints"]),
        )
        for row in rows
    ]


def delete(store: Store, project: int, id: str) -> None:
    """The map with all its versions. Raises NoMap."""
    with store.write() as connection:
        shelf.delete(connection, table, project, id, NoMap)
        gone = sa.and_(versions.c.project == project, versions.c.map == id)
        connection.execute(sa.delete(versions).where(gone))


def _write(
    connection: sa.Connection,
    project: int,
    id: str,
    version: int,
    json: Mapping[str, Any],
    note: str,
    by: str,
    now: datetime,
) -> None:
    row = {"project": project, "map": id, "version": version, "definition": dict(json), "note": note}
    connection.execute(sa.insert(versions).values(**row, by=by, at=now))
