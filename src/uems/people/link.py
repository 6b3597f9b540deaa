"""The links between ids as the store keeps them: every one ever seen, with what it does now; nothing is removed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Literal, NamedTuple, TypeVar

import sqlalchemy as sa

from uems.people.identity import CAP, Kind, Link, Space
from uems.store.table import U64, Instant, insert, metadata

CONFLICT = sa.text("(refused <> '' OR state = 'held')")
"""The links that do not join, though somebody sent them: the queue of conflicts."""

table = sa.Table(
    "identity_link",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("a_node", U64, primary_key=True),
    sa.Column("b_node", U64, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("a_ns", sa.Text, nullable=False),
    sa.Column("a_value", sa.Text, nullable=False),
    sa.Column("b_ns", sa.Text, nullable=False),
    sa.Column("b_value", sa.Text, nullable=False),
    sa.Column("first_ts", Instant, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("refused", sa.Text, nullable=False, server_default=""),
    sa.Column("dismissed_at", Instant),
    sa.Column("dismissed_by", sa.Text),
    sa.Index("ix_identity_link_project_b_node", "project", "b_node"),
    sa.Index("ix_identity_link_conflict", "project", "changed_at", sqlite_where=CONFLICT, postgresql_where=CONFLICT),
)

State = Literal["active", "held", "undone"]
Refused = Literal["", "taken", "known"]
"""Why an active link does not join: another user had the device first; the id was itself a user before."""

Key = tuple[int, int, str]
_IN = 400
"""Values in one IN list."""
_REACH = 4 * CAP
"""A component is not followed further than this many ids."""

T = TypeVar("T")


class Id(NamedTuple):
    """One id: its number, its space, and the text that the sender used."""

    node: int
    space: Space
    value: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A link with what is known of it. `note` says where it came from."""

    a: Id
    b: Id
    kind: Kind
    first_ts: datetime
    note: str
    state: State = "active"
    refused: Refused = ""
    changed_at: datetime | None = None

    @property
    def key(self) -> Key:
        return (self.a.node, self.b.node, self.kind)

    @property
    def joins(self) -> bool:
        return self.state == "active" and not self.refused

    def plain(self) -> Link:
        """As the pure function takes it."""
        return Link(
            self.a.node,
            self.b.node,
            self.kind,
            milliseconds(self.first_ts),
            self.a.space == "user",
            self.b.space == "user",
            self.state == "undone",
        )


def milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def chunks(values: Iterable[T], size: int = _IN) -> Iterator[list[T]]:
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part


_COLUMNS = [column for column in table.columns if column.name not in {"project", "dismissed_at", "dismissed_by"}]


def _read(
    connection: sa.Connection, project: int, test: sa.ColumnElement[bool], limit: int | None = None
) -> list[Kept]:
    asked = sa.select(*_COLUMNS).where(table.c.project == project, test)
    if limit is not None:
        asked = asked.order_by(table.c.first_ts).limit(limit)
    # Unpacked by place: a name costs as much as the rest of the row.
    return [
        Kept(Id(a, a_ns, a_value), Id(b, b_ns, b_value), kind, first_ts, note, state, refused, changed_at)
        for a, b, kind, a_ns, a_value, b_ns, b_value, first_ts, state, changed_at, note, refused in connection.execute(
            asked
        )
    ]


def every(connection: sa.Connection, project: int) -> list[Kept]:
    """All links of a project."""
    return _read(connection, project, sa.true())


def of_pairs(connection: sa.Connection, project: int, keys: Iterable[Key]) -> dict[Key, Kept]:
    """Those of the links that are in the store."""
    c = table.c
    found: dict[Key, Kept] = {}
    for part in chunks(keys):
        named = sa.tuple_(c.a_node, c.b_node, c.kind).in_(part)
        found |= {link.key: link for link in _read(connection, project, named)}
    return found


def around(connection: sa.Connection, project: int, nodes: Iterable[int]) -> dict[Key, Kept]:
    """Every link that decides who the nodes are: those that join, are held, or claim; not the later users of a device.

    Of the held ones only the earliest, so that an id shared by very many costs no more than the cap allows.
    """
    c = table.c
    found: dict[Key, Kept] = {}
    seen = set(nodes)
    frontier, reach = set(seen), _REACH + len(seen)
    while frontier and len(seen) <= reach:
        fresh: set[int] = set()
        for part in chunks(frontier):
            beside = sa.or_(c.a_node.in_(part), c.b_node.in_(part))
            active = sa.and_(c.state == "active", c.refused != "taken", beside)
            held = sa.and_(c.state == "held", beside)
            for link in _read(connection, project, active) + _read(connection, project, held, limit=4 * CAP):
                found[link.key] = link
                if not link.refused:
                    fresh |= {link.a.node, link.b.node}
        frontier = fresh - seen
        seen |= frontier
    return found


def at(connection: sa.Connection, project: int, nodes: Iterable[int]) -> list[Kept]:
    """Every link at one of the nodes, whatever it does."""
    found: dict[Key, Kept] = {}
    for part in chunks(nodes):
        for side in (table.c.a_node, table.c.b_node):
            found |= {link.key: link for link in _read(connection, project, side.in_(part))}
    return list(found.values())


def claimed(connection: sa.Connection, project: int, devices: Iterable[int]) -> list[Kept]:
    """Every device link of these devices that is not undone, also those of later users."""
    c = table.c
    counts = sa.and_(c.kind == "device", c.state != "undone")
    return [
        link for part in chunks(devices) for link in _read(connection, project, sa.and_(counts, c.a_node.in_(part)))
    ]


def users_since(connection: sa.Connection, project: int, nodes: Iterable[int]) -> dict[int, int]:
    """Since when each node has been the user of some device, in milliseconds."""
    c = table.c
    since: dict[int, int] = {}
    for part in chunks(nodes):
        asked = (
            sa.select(c.b_node, sa.func.min(c.first_ts).label("first"))
            .where(c.project == project, c.kind == "device", c.state != "undone", c.b_node.in_(part))
            .group_by(c.b_node)
        )
        since |= {node: milliseconds(first) for node, first in connection.execute(asked)}
    return since


def put(connection: sa.Connection, project: int, links: Sequence[Kept], now: datetime) -> None:
    """Write links, new and changed."""
    rows: list[dict[str, Any]] = [
        {
            "project": project,
            "a_node": link.a.node,
            "b_node": link.b.node,
            "kind": link.kind,
            "a_ns": link.a.space,
            "a_value": link.a.value,
            "b_ns": link.b.space,
            "b_value": link.b.value,
            "first_ts": link.first_ts.astimezone(UTC),
            "state": link.state,
            "changed_at": now,
            "note": link.note,
            "refused": link.refused,
        }
        for link in links
    ]
    if not rows:
        return
    new = insert(connection, table)
    changing = ("first_ts", "state", "changed_at", "note", "refused")
    keys = [table.c.project, table.c.a_node, table.c.b_node, table.c.kind]
    upsert = new.on_conflict_do_update(index_elements=keys, set_={name: new.excluded[name] for name in changing})
    connection.execute(upsert, rows)
