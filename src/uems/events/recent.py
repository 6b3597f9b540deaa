"""Questions to the raw facts: the newest events of a project, and what was refused and why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from uems.base.page import BadCursor
from uems.events.row import CANONICAL, canonical, iso
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import Sql, all_of, sql

LIMIT = 1000
_REJECTED = re.compile(r"([0-9]{1,13})-([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Page:
    """Items newest first, and the cursor of the next page; None = there is none."""

    items: list[dict[str, Any]]
    next: str | None


def recent(
    warehouse: Warehouse,
    project: int,
    *,
    nodes: Sequence[int] | None = None,
    people: Sequence[int] | None = None,
    names: Sequence[str] = (),
    session: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 100,
    cursor: str | None = None,
) -> Page:
    """Canonical events by time, newest first; `since` is included, `until` not. `names`: only these events, where there
    are any; `session`: only of this one, '' = of none. `nodes` are the ids whose events are
    asked for, `people` the persons these may have been written under: give both for one person, it is read from the
    front of the table. Raises BadCursor."""
    limit = max(1, min(limit, LIMIT))
    asked = recent_sql(nodes, people, names, session, since, until, limit + 1, cursor)
    rows = warehouse.query(asked, project, by_key=people is not None).rows
    moved = _moved(warehouse, project, {row[-1] for row in rows})
    items = [canonical((*row[:16], moved.get(row[-1], row[16]))) for row in rows[:limit]]
    return Page(items, _cursor(rows[limit - 1]) if len(rows) > limit else None)


def recent_sql(
    nodes: Sequence[int] | None,
    people: Sequence[int] | None,
    names: Sequence[str],
    session: str | None,
    since: datetime | None,
    until: datetime | None,
    limit: int,
    cursor: str | None,
) -> Sql:
    tests = [sql("true")]
    if people is not None:
        tests.append(sql("person_id IN {people:Array(UInt64)}", people=people))
    if nodes is not None:
        tests.append(sql("node_id IN {nodes:Array(UInt64)}", nodes=nodes))
    if names:
        tests.append(sql("event IN {names:Array(String)}", names=names))
    if session is not None:
        tests.append(sql("session_id = {session:String}", session=session))
    if since is not None:
        tests.append(sql("ts >= {since:DateTime64(3)}", since=since))
    if until is not None:
        tests.append(sql("ts < {until:DateTime64(3)}", until=until))
    if cursor is not None:
        moment, event_id = _position(cursor)
        tests.append(
            sql("(ts, event_id) < ({moment:DateTime64(3)}, {event_id:UUID})", moment=moment, event_id=event_id)
        )
    return sql(
        "SELECT {columns}, node_id FROM events WHERE {tests} ORDER BY ts DESC, event_id DESC LIMIT {limit:UInt32}",
        columns=sql(CANONICAL),
        tests=all_of(tests),
        limit=limit,
    )


def rejected(
    warehouse: Warehouse,
    project: int,
    *,
    since: datetime | None = None,
    code: str | None = None,
    limit: int = 100,
    cursor: str | None = None,
) -> dict[str, Any]:
    """{"items": newest first, "next", "counts": [{code, count, last}] most frequent first}; `since` bounds both. Raises
    BadCursor."""
    limit = max(1, min(limit, LIMIT))
    until, shown = (None, 0) if cursor is None else _moment_and_number(cursor)
    items = warehouse.query(_rejects_sql(since, until, code, limit + 1, shown), project).dicts()
    counted = sql(
        "SELECT code, count() AS n, max(received_at) FROM rejects WHERE {s} GROUP BY code ORDER BY n DESC",
        s=_received(since, None),
    )
    counts = warehouse.query(counted, project).rows
    return {
        "items": [item | {"received_at": iso(item["received_at"])} for item in items[:limit]],
        "next": _reject_cursor([item["received_at"] for item in items[:limit]], until, shown)
        if len(items) > limit
        else None,
        "counts": [{"code": code, "count": n, "last": iso(last)} for code, n, last in counts],
    }


def _rejects_sql(since: datetime | None, until: datetime | None, code: str | None, limit: int, skip: int) -> Sql:
    return sql(
        "SELECT received_at, source, code, detail, event, sample FROM rejects WHERE {span} AND {named} "
        "ORDER BY received_at DESC, cityHash64(source, code, detail, event, sample) "
        "LIMIT {limit:UInt32} OFFSET {skip:UInt32}",
        span=_received(since, until),
        named=sql("code = {code:String}", code=code) if code else sql("true"),
        limit=limit,
        skip=skip,
    )


def _received(since: datetime | None, until: datetime | None) -> Sql:
    tests = [sql("true")]
    if since is not None:
        tests.append(sql("received_at >= {since:DateTime64(3)}", since=since))
    if until is not None:
        tests.append(sql("received_at <= {until:DateTime64(3)}", until=until))
    return all_of(tests)


def _reject_cursor(moments: Sequence[datetime], until: datetime | None, shown: int) -> str:
    """Rejects have no ids: the moment of the last one, and how many of that moment were shown."""
    last = moments[-1]
    number = sum(moment == last for moment in moments) + (shown if last == until else 0)
    return f"{round(last.timestamp() * 1000)}-{number}"


def _moment_and_number(cursor: str) -> tuple[datetime, int]:
    found = _REJECTED.fullmatch(cursor)
    if found is None:
        raise BadCursor(about=cursor[:100])
    return datetime.fromtimestamp(int(found[1]) / 1000, UTC), int(found[2])


def _moved(warehouse: Warehouse, project: int, nodes: set[int]) -> dict[int, int]:
    """Where these ids belong now, as far as they have moved."""
    asked = sql(
        "SELECT node_id, argMax(person_id, version) FROM person_overrides WHERE node_id IN {nodes:Array(UInt64)} "
        "GROUP BY node_id",
        nodes=sorted(nodes),
    )
    return dict(warehouse.query(asked, project).rows) if nodes else {}


def _cursor(row: Sequence[Any]) -> str:
    return f"{round(row[11].timestamp() * 1000)}.{row[0]}"


def _position(cursor: str) -> tuple[datetime, UUID]:
    moment, _, event_id = cursor.partition(".")
    try:
        return datetime.fromtimestamp(int(moment) / 1000, UTC), UUID(event_id)
    except (ValueError, OverflowError, OSError) as error:
        raise BadCursor(about=cursor[:100]) from error
