"""What people have merged and split: a log that knows ids by number only, and from which each act can be undone."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa

from uems.base.errors import NotFound
from uems.base.ids import new_id
from uems.base.page import BadCursor
from uems.base.words import Text
from uems.people import member
from uems.people.link import Id, Key, chunks
from uems.store import shelf
from uems.store.table import U64, Instant, metadata

Kind = Literal["merge", "split"]

table = sa.Table(
    "identity_merge",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("undone_at", Instant),
    sa.Column("undone_by", sa.Text),
    sa.Index("ix_identity_merge_project_at", "project", "at"),
)
nodes = sa.Table(
    "identity_merge_node",
    metadata,
    sa.Column("project", sa.Integer, primary_key=True),
    sa.Column("merge", sa.Text, primary_key=True),
    sa.Column("node", U64, primary_key=True),
    sa.Column("person", U64, nullable=False),
    sa.ForeignKeyConstraint(
        ["project", "merge"],
        ["identity_merge.project", "identity_merge.id"],
        name="fk_identity_merge_node_project_merge",
        ondelete="CASCADE",
    ),
    sa.Index("ix_identity_merge_node_project_node", "project", "node"),
)
links = sa.Table(
    "identity_merge_link",
    metadata,
    sa.Column("project", sa.Integer, primary_key=True),
    sa.Column("merge", sa.Text, primary_key=True),
    sa.Column("a_node", U64, primary_key=True),
    sa.Column("b_node", U64, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("made", sa.Boolean, nullable=False),
    sa.ForeignKeyConstraint(
        ["project", "merge"],
        ["identity_merge.project", "identity_merge.id"],
        name="fk_identity_merge_link_project_merge",
        ondelete="CASCADE",
    ),
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NoMerge(NotFound):
    code = "merge_not_found"
    text = Text("没有这次合并", "There is no such merge")


@dataclass(frozen=True, slots=True)
class Act:
    """One merge or split. `before`: the persons there had been, each with the numbers of its ids; `ids`: those ids that
    the store still knows."""

    id: str
    kind: Kind
    at: datetime
    by: str
    undone_at: datetime | None
    undone_by: str | None
    before: Mapping[int, Sequence[int]]
    ids: Mapping[int, Id]


@dataclass(frozen=True, slots=True)
class Changed:
    """The links that an act made, and those that it undid."""

    made: Sequence[Key]
    undone: Sequence[Key]


def note(
    connection: sa.Connection,
    project: int,
    kind: Kind,
    before: Mapping[int, Iterable[int]],
    changed: Changed,
    by: str,
    now: datetime,
) -> None:
    """Write an act down, in the transaction that changes the links."""
    id = new_id("mrg")
    connection.execute(sa.insert(table).values(project=project, id=id, kind=kind, at=now, by=by))
    key = {"project": project, "merge": id}
    held = [key | {"node": node, "person": person} for person, all in before.items() for node in all]
    connection.execute(sa.insert(nodes), held)
    every = [(one, True) for one in changed.made] + [(one, False) for one in changed.undone]
    connection.execute(
        sa.insert(links),
        [key | {"a_node": a, "b_node": b, "kind": kind, "made": made} for (a, b, kind), made in every],
    )


def find(connection: sa.Connection, project: int, id: str) -> Act:
    """Raises NoMerge."""
    row = shelf.find(connection, table, project, id, NoMerge)
    return _acts(connection, project, [row])[0]


def listed(
    connection: sa.Connection, project: int, of: Collection[int] | None, limit: int, cursor: str | None
) -> tuple[list[Act], str | None]:
    """The newest first, and where the next page begins; `of` = only those that touched one of these ids. Raises
    BadCursor."""
    tests = [table.c.project == project]
    if of is not None:
        touched = sa.select(nodes.c.merge).where(nodes.c.project == project, nodes.c.node.in_(list(of)))
        tests.append(table.c.id.in_(touched))
    if cursor is not None:
        tests.append(sa.tuple_(table.c.at, table.c.id) < sa.tuple_(*_place(cursor), types=[Instant(), sa.Text()]))
    asked = sa.select(table).where(*tests).order_by(table.c.at.desc(), table.c.id.desc()).limit(limit + 1)
    rows = list(connection.execute(asked).all())
    next = _cursor(rows[limit - 1]) if len(rows) > limit else None
    return _acts(connection, project, rows[:limit]), next


def changed(connection: sa.Connection, project: int, id: str) -> Changed:
    """Which links an act had changed."""
    c = links.c
    asked = sa.select(c.a_node, c.b_node, c.kind, c.made).where(c.project == project, c.merge == id)
    found = [((a, b, kind), made) for a, b, kind, made in connection.execute(asked)]
    return Changed([key for key, made in found if made], [key for key, made in found if not made])


def undo(connection: sa.Connection, project: int, id: str, by: str, now: datetime) -> None:
    """Raises NoMerge."""
    shelf.change(connection, table, project, id, {"undone_at": now, "undone_by": by}, NoMerge)


def _acts(connection: sa.Connection, project: int, rows: Iterable[Any]) -> list[Act]:
    rows = list(rows)
    before: dict[str, dict[int, list[int]]] = {row.id: {} for row in rows}
    for part in chunks(before):
        asked = sa.select(nodes.c.merge, nodes.c.node, nodes.c.person)
        for id, node, person in connection.execute(asked.where(nodes.c.project == project, nodes.c.merge.in_(part))):
            before[id].setdefault(person, []).append(node)
    every = {node for one in before.values() for held in one.values() for node in held}
    known = {node: one.id for node, one in member.of_nodes(connection, project, every).items()}
    return [Act(row.id, row.kind, row.at, row.by, row.undone_at, row.undone_by, before[row.id], known) for row in rows]


def _cursor(row: Any) -> str:
    return f"{(row.at - _EPOCH) // timedelta(microseconds=1)}.{row.id}"


def _place(cursor: str) -> tuple[datetime, str]:
    moment, _, id = cursor.partition(".")
    try:
        return _EPOCH + timedelta(microseconds=int(moment)), id
    except (ValueError, OverflowError) as error:
        raise BadCursor(about=cursor[:100]) from error
