"""Taking people out of the facts: their rows are rewritten away, and the parts that held them leave the disk.

Any table with the columns project_id and person_id is looked at, so a new one is erased from without being named here.
Every statement may be repeated; what is gone already costs a count.
"""

import json
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from uems.base.errors import Unavailable
from uems.base.words import Text
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import Sql, sql

_PATIENCE = 120.0
_LOOK = 0.25


class PartsRemain(Unavailable):
    code = "parts_remain"
    text = Text("旧的数据分片尚未从磁盘删除", "Old parts of the facts are still on the disk")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom to take out. `nodes`: the numbers of their ids; `under`: the persons their events may be written under;
    `users`, `anons`: the ids themselves."""

    nodes: Collection[int]
    under: Collection[int]
    users: Collection[str] = field(default=())
    anons: Collection[str] = field(default=())


def forget(
    warehouse: Warehouse, project: int, erasure: str, subject: Subject, told: Callable[[dict[str, int]], None]
) -> None:
    """Take their rows out. `told` hears first how many there are, by table; `events.ids` = events of other people that
    name one of the ids, and will not.

    Raises PartsRemain when the parts that held them are still in use; the same call may then be made again.
    """
    _say(warehouse, erasure, subject)
    try:
        tables = _tables(warehouse)
        steps = [*(_taken(table, project, erasure) for table in tables), *_unnamed(project, erasure)]
        counts = [_count(warehouse, step) for step in steps]
        told(_summed(steps, counts))
        for count, step in zip(counts, steps, strict=True):
            if count:
                warehouse.change(step.change)
        _outdate(warehouse, project)
        _leave_the_disk(warehouse, tables)
    finally:
        _unsay(warehouse, erasure)


def _summed(steps: Sequence["_Step"], counts: Sequence[int]) -> dict[str, int]:
    went: dict[str, int] = {}
    for step, count in zip(steps, counts, strict=True):
        went[step.place] = went.get(step.place, 0) + count
    return went


@dataclass(frozen=True, slots=True)
class _Step:
    """One statement, where it looks, and what the receipt calls that."""

    place: str
    table: str
    test: Sql
    change: Sql


def tokens(values: Collection[str]) -> list[str]:
    """How ids stand in JSON text: between quotes as our encoder and others write them, and as text inside a text. At
    most eight for each id: all of them, since what is not looked for stays."""
    found: set[str] = set()
    for value in values:
        for quoted in (json.dumps(value, ensure_ascii=False), json.dumps(value)):
            found |= {quoted, json.dumps(quoted)[1:-1], json.dumps(quoted, ensure_ascii=False)[1:-1]}
        if value.isascii() and value.isdigit():
            found |= {f":{gap}{value}{end}" for gap in ("", " ") for end in (",", "}", "]")}
    return sorted(found)


def _say(warehouse: Warehouse, erasure: str, subject: Subject) -> None:
    _unsay(warehouse, erasure)
    rows = [("node", number, "") for number in subject.nodes]
    rows += [("person", number, "") for number in {*subject.under, *subject.nodes}]
    rows += [("user", 0, value) for value in subject.users] + [("anon", 0, value) for value in subject.anons]
    rows += [("token", 0, token) for token in tokens({*subject.users, *subject.anons})]
    lines = [json.dumps(dict(zip(_COLUMNS, (erasure, *row), strict=True))) for row in rows]
    warehouse.insert("erasing", "\n".join(lines).encode(), f"erasing-{erasure}")


_COLUMNS = ("erasure", "kind", "number", "text")


def _unsay(warehouse: Warehouse, erasure: str) -> None:
    warehouse.change(sql("ALTER TABLE erasing DELETE WHERE erasure = {erasure:String}", erasure=erasure))


def _tables(warehouse: Warehouse) -> list[str]:
    """Tables that hold rows of people, and what was refused of them."""
    asked = sql(
        """SELECT table FROM system.columns WHERE database = currentDatabase() AND table IN (
    SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'
) GROUP BY table HAVING has(groupArray(name), 'project_id') AND has(groupArray(name), 'person_id') ORDER BY table"""
    )
    return [*(row[0] for row in warehouse.query_all(asked).rows), "rejects"]


def _taken(table: str, project: int, erasure: str) -> _Step:
    test = sql("project_id = {project:UInt32} AND {theirs}", project=project, theirs=_theirs(table, erasure))
    change = sql("ALTER TABLE {table} DELETE WHERE {test}", table=Sql((table,)), test=test)
    return _Step(table, table, test, change)


def _theirs(table: str, erasure: str) -> Sql:
    """The test of rows that are theirs. Events, and what is derived of them, are told by the id they came with: the
    person they were written under may be somebody else's number."""
    nodes = _said("number", "node", erasure)
    match table:
        case "events" | "sequences" | "active_days" | "arrivals":
            under = _said("number", "person", erasure)
            return sql("person_id IN ({under}) AND node_id IN ({nodes})", under=under, nodes=nodes)
        case "person_overrides":
            return sql("(node_id IN ({nodes}) OR person_id IN ({nodes}))", nodes=nodes)
        case "rejects":
            return sql(
                "arrayExists(t -> position(sample, t) > 0 OR position(detail, t) > 0, "
                "(SELECT groupArray(text) FROM ({tokens})))",
                tokens=_said("text", "token", erasure),
            )
    return sql("person_id IN ({nodes})", nodes=nodes)


def _said(column: str, kind: str, erasure: str) -> Sql:
    return sql(
        "SELECT {column} FROM erasing WHERE erasure = {erasure:String} AND kind = {kind:String}",
        column=Sql((column,)),
        kind=kind,
        erasure=erasure,
    )


def _unnamed(project: int, erasure: str) -> Iterator[_Step]:
    """Events of other people that name one of the ids beside their own keep everything but that."""
    users, anons = _said("text", "user", erasure), _said("text", "anon", erasure)
    either = sql("{users} UNION ALL {anons}", users=users, anons=anons)
    for column, values in (("anonymous_id", anons), ("distinct_id", either), ("prev_id", either)):
        test = sql(
            "project_id = {project:UInt32} AND node_id NOT IN ({nodes}) AND {column} IN ({values})",
            project=project,
            nodes=_said("number", "node", erasure),
            column=Sql((column,)),
            values=values,
        )
        change = sql("ALTER TABLE events UPDATE {column} = '' WHERE {test}", column=Sql((column,)), test=test)
        yield _Step("events.ids", "events", test, change)


def _count(warehouse: Warehouse, step: _Step) -> int:
    asked = sql("SELECT count() FROM {table} WHERE {test}", table=Sql((step.table,)), test=step.test)
    return int(warehouse.query_all(asked).scalar())


def _outdate(warehouse: Warehouse, project: int) -> None:
    """No run of the day tables that began before now counts any more: its numbers, and what it is still writing (which
    has the next turn), are of them too."""
    outdated = sql("SELECT {project:UInt32}, max(turn) + 2 FROM day_runs", project=project)
    warehouse.insert_selected("day_runs", ("project_id", "turn"), outdated, project)


def _leave_the_disk(warehouse: Warehouse, tables: list[str]) -> None:
    """Until no part is left that was replaced before now, by these statements or by an earlier merge."""
    for table in tables:
        warehouse.command(f"ALTER TABLE {table} MODIFY SETTING old_parts_lifetime = 1")
    old = set(_replaced(warehouse, tables))
    until = time.monotonic() + _PATIENCE
    while old & set(_replaced(warehouse, tables)):
        if time.monotonic() > until:
            raise PartsRemain(about=f"{len(old)}")
        for table in tables:
            # No partition is called so: it drops nothing, and ends by tidying up, which an idle table never does.
            warehouse.command(f"ALTER TABLE {table} DROP PARTITION ID 'none'")
        time.sleep(_LOOK)


def _replaced(warehouse: Warehouse, tables: list[str]) -> Iterator[tuple[str, str]]:
    asked = sql(
        "SELECT table, name FROM system.parts WHERE database = currentDatabase() AND NOT active "
        "AND table IN {tables:Array(String)}",
        tables=tables,
    )
    yield from ((table, name) for table, name in warehouse.query_all(asked).rows)
