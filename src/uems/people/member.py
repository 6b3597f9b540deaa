"""The linked ids and the person each belongs to, as the store keeps them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from uems.people.link import Id, chunks
from uems.store.table import U64, insert, metadata

table = sa.Table(
    "identity_node",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("node", U64, primary_key=True),
    sa.Column("ns", sa.Text, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("person", U64, nullable=False),
    sa.Column("past", sa.Text, nullable=False, server_default=""),
    sa.Column("version", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("settled", sa.Boolean, nullable=False, server_default=sa.true()),
    sa.Index("ix_identity_node_project_person", "project", "person"),
)


@dataclass(frozen=True, slots=True)
class Member:
    """An id of a person. `past`: the persons it belonged to before, so that its old events can be found; `version`
    rises with each move; not `settled` = the move's overrides and profiles may not all be in the warehouse yet."""

    id: Id
    person: int
    past: tuple[int, ...] = ()
    version: int = 0
    settled: bool = True

    def moved(self, person: int, version: int) -> "Member":
        past = self.past if self.person in self.past else (*self.past, self.person)
        return replace(self, person=person, past=past, version=version, settled=False)


def of_nodes(connection: sa.Connection, project: int, nodes: Iterable[int]) -> dict[int, Member]:
    """Those of the nodes that are linked, by node."""
    found: dict[int, Member] = {}
    for part in chunks(nodes):
        found |= {m.id.node: m for m in _read(connection, project, table.c.node.in_(part))}
    return found


def of_persons(connection: sa.Connection, project: int, persons: Iterable[int]) -> dict[int, list[Member]]:
    """The linked ids of each person."""
    found: dict[int, list[Member]] = {}
    for part in chunks(persons):
        for member in _read(connection, project, table.c.person.in_(part)):
            found.setdefault(member.person, []).append(member)
    return found


def unsettled(connection: sa.Connection, project: int) -> list[Member]:
    """Ids whose last move may not have reached the warehouse."""
    return _read(connection, project, table.c.settled.is_(sa.false()))


def everyone(connection: sa.Connection, project: int) -> list[tuple[int, int]]:
    """(node, person) of every linked id."""
    c = table.c
    rows = connection.execute(sa.select(c.node, c.person).where(c.project == project))
    return [(node, person) for node, person in rows]


def newest(connection: sa.Connection, project: int) -> int:
    """The highest version given so far."""
    c = table.c
    return connection.execute(sa.select(sa.func.max(c.version)).where(c.project == project)).scalar() or 0


_COLUMNS = [column for column in table.columns if column.name != "project"]


def _read(connection: sa.Connection, project: int, test: sa.ColumnElement[bool]) -> list[Member]:
    rows = connection.execute(sa.select(*_COLUMNS).where(table.c.project == project, test))
    return [
        Member(Id(node, ns, value), person, tuple(int(text, 16) for text in past.split()), version, settled)
        for node, ns, value, person, past, version, settled in rows
    ]


def put(connection: sa.Connection, project: int, members: Sequence[Member]) -> None:
    """Write ids, new and moved."""
    rows: list[dict[str, Any]] = [
        {
            "project": project,
            "node": m.id.node,
            "ns": m.id.space,
            "value": m.id.value,
            "person": m.person,
            "past": " ".join(f"{p:x}" for p in m.past),
            "version": m.version,
            "settled": m.settled,
        }
        for m in members
    ]
    if not rows:
        return
    new = insert(connection, table)
    changing = ("person", "past", "version", "settled")
    upsert = new.on_conflict_do_update(
        index_elements=[table.c.project, table.c.node], set_={name: new.excluded[name] for name in changing}
    )
    connection.execute(upsert, rows)


def settle(connection: sa.Connection, project: int, nodes: Iterable[int]) -> None:
    """The warehouse has all of these moves."""
    for part in chunks(nodes):
        connection.execute(
            sa.update(table).where(table.c.project == project, table.c.node.in_(part)).values(settled=True)
        )
