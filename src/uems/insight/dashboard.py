"""Dashboards: a grid of saved reports, metrics and text, with one range of time and one condition over all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa

from uems.base.errors import Conflict, Invalid, NotFound
from uems.base.ids import new_id
from uems.base.words import Text
from uems.store import shelf
from uems.store.client import Store
from uems.store.table import Instant, metadata

COLUMNS = 12
MOST_TILES = 40

TileKind = Literal["report", "metric", "text"]

table = sa.Table(
    "dashboard",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("tiles", sa.JSON, nullable=False),
    sa.Column("filters", sa.JSON, nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
)


class NoDashboard(NotFound):
    code = "dashboard_not_found"
    text = Text("没有这个看板", "There is no such dashboard")


class NoTile(NotFound):
    code = "tile_not_found"
    text = Text("看板上没有这个卡片", "There is no such tile on the dashboard")


class DashboardMoved(Conflict):
    code = "dashboard_changed"
    text = Text("看板已被他人修改，请刷新后再保存", "Somebody else changed the dashboard; reload it and save again")


class BadTile(Invalid):
    code = "bad_tile"
    text = Text("卡片不完整或超出网格", "A tile is incomplete or outside of the grid")


@dataclass(frozen=True, slots=True)
class Tile:
    """Where it stands on a grid of 12 columns (`x`, `y`, `w`, `h` in cells), and what it shows: the report of this id,
    the metric of this id by `interval`, as its newest number or over time (`show`), or `text` (Markdown). `title` = ''
    where the report's or the metric's own name stands."""

    id: str
    kind: TileKind
    x: int
    y: int
    w: int
    h: int
    title: str = ""
    report: str = ""
    metric: str = ""
    interval: Literal["day", "week", "month"] = "day"
    show: Literal["number", "line"] = "number"
    text: str = ""


@dataclass(frozen=True, slots=True)
class DashboardFilters:
    """What every tile's question is asked with: a range in the words of `asked.span`, and a condition on people. None =
    the question's own range, and everybody whom it is about."""

    since: str | None = None
    until: str | None = None
    condition: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Dashboard:
    """`owner` = who made it, '' = a program; `version` rises with every change."""

    id: str
    name: str
    description: str
    tiles: list[Tile]
    filters: DashboardFilters
    owner: str
    version: int
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    name: str
    description: str = ""
    tiles: Sequence[Tile] = ()
    filters: DashboardFilters = field(default_factory=DashboardFilters)


def checked(tiles: Sequence[Tile]) -> None:
    """Raises BadTile: for two of one id, one outside of the grid, or one that shows nothing."""
    if len(tiles) > MOST_TILES or len({one.id for one in tiles}) < len(tiles):
        raise BadTile(about="tiles")
    for n, one in enumerate(tiles):
        shows = {"report": one.report, "metric": one.metric, "text": one.text}[one.kind]
        if not shows or one.x + one.w > COLUMNS:
            raise BadTile(about=f"tiles.{n}")


def filtered(query: Mapping[str, Any], filters: DashboardFilters, wants: frozenset[str]) -> dict[str, Any]:
    """A tile's question under the filters: its range is theirs where they have one, its people must be of both
    conditions. `wants` = the fields that a question of its kind has; the others are left alone. SQL takes the range as
    its parameters `since` and `until`, where it has such."""
    found = dict(query)
    if filters.since is not None or filters.until is not None:
        given = {name: getattr(filters, name) for name in ("since", "until") if name in wants}
        found = {name: value for name, value in found.items() if name not in given}
        found |= {name: value for name, value in given.items() if value is not None}
    if filters.condition is not None and "condition" in wants:
        own = found.get("condition")
        found["condition"] = filters.condition if own is None else {"all": [own, filters.condition]}
    return found


def create(store: Store, project: int, draft: Draft, owner: str, now: datetime) -> Dashboard:
    """Raises BadTile."""
    checked(draft.tiles)
    values = {**_row(asdict(draft)), "owner": owner, "version": 1, "created_at": now, "changed_at": now}
    id = new_id("dsh")
    with store.write() as connection:
        connection.execute(sa.insert(table).values(project=project, id=id, **values))
    return find(store, project, id)


def find(store: Store, project: int, id: str) -> Dashboard:
    """Raises NoDashboard."""
    with store.read() as connection:
        return _dashboard(shelf.find(connection, table, project, id, NoDashboard))


def listed(store: Store, project: int, limit: int, cursor: str | None) -> tuple[list[Dashboard], str | None]:
    """Some dashboards in the order of their ids, and where the next page begins."""
    with store.read() as connection:
        rows, next = shelf.page(connection, table, project, limit, cursor)
    return [_dashboard(row) for row in rows], next


def change(store: Store, project: int, id: str, version: int, values: Mapping[str, Any], now: datetime) -> Dashboard:
    """The dashboard with the given fields changed, if it still is of this version. Raises NoDashboard, DashboardMoved,
    BadTile."""
    checked(values.get("tiles", ()))
    with store.write() as connection:
        before = shelf.find(connection, table, project, id, NoDashboard)
        row = {**_row(dict(values)), "version": version + 1, "changed_at": now}
        mine = (table.c.project == project) & (table.c.id == id) & (table.c.version == version)
        if connection.execute(sa.update(table).where(mine).values(**row)).rowcount == 0:
            raise DashboardMoved(about=str(before.version))
    return find(store, project, id)


def delete(connection: sa.Connection, project: int, id: str) -> None:
    """Raises NoDashboard."""
    shelf.delete(connection, table, project, id, NoDashboard)


def tile(dashboard: Dashboard, id: str) -> Tile:
    """Raises NoTile."""
    found = next((one for one in dashboard.tiles if one.id == id), None)
    if found is None:
        raise NoTile(about=id)
    return found


def _row(values: dict[str, Any]) -> dict[str, Any]:
    """Tiles and filters as the JSON they are kept as."""
    kept = dict(values)
    if "tiles" in kept:
        kept["tiles"] = [one if isinstance(one, dict) else asdict(one) for one in kept["tiles"]]
    if isinstance(kept.get("filters"), DashboardFilters):
        kept["filters"] = asdict(kept["filters"])
    return kept


def _dashboard(row: Any) -> Dashboard:
    moments = row.owner, row.version, row.created_at, row.changed_at
    return Dashboard(
        row.id, row.name, row.description, [Tile(**one) for one in row.tiles], DashboardFilters(**row.filters), *moments
    )
