"""The newest events of a project, and those that were refused."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uems.events.row import CANONICAL, canonical
from uems.people.link import milliseconds
from uems.people.person import BadCursor, place, public
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, all_of, sql

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DIGITS = re.compile(r"[0-9]{1,20}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events: `rows` is the test that finds one person's, `person` whose they then all are."""

    event: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    rows: Sql | None = None
    person: int | None = None

    def tests(self) -> list[Sql]:
        found = [] if self.rows is None else [self.rows]
        if self.event is not None:
            found.append(sql("event = {event:String}", event=self.event))
        if self.since is not None:
            found.append(sql("ts >= {since:DateTime64(3)}", since=self.since))
        if self.until is not None:
            found.append(sql("ts < {until:DateTime64(3)}", until=self.until))
        return found


def newest(
    scope: Scope, wanted: Wanted, limit: int, cursor: str | None = None
) -> tuple[list[dict[str, Any]], str | None]:
    """Canonical events, newest first, and the cursor of the next page. Raises BadCursor."""
    tests = wanted.tests()
    if cursor is not None:
        at, mark = place(cursor, _UUID)
        after = sql("(ts, event_id) < ({at:DateTime64(3)}, {mark:UUID})", at=at, mark=mark)
        tests += [sql("ts <= {at:DateTime64(3)}", at=at), after]
    oldest = scope.ask(oldest_sql(tests, limit + 1)).scalar()
    tests.append(sql("ts >= {oldest:DateTime64(3)}", oldest=oldest))
    # One person's rows are found by key in the plain table; whose they are is known already.
    table = sql("events") if wanted.rows is not None else scope.events
    rows = scope.ask(page_sql(table, tests, limit + 1)).rows
    items = [canonical(row) for row in rows[:limit]]
    if wanted.person is not None:
        items = [{**item, "person_id": public(wanted.person)} for item in items]
    return items, _next(rows, limit)


def oldest_sql(tests: list[Sql], limit: int) -> Sql:
    """How far back a page reaches, from narrow columns alone: the wide ones are then read for few rows only."""
    return sql(
        """SELECT min(ts) FROM (
    SELECT ts FROM events WHERE {tests} ORDER BY ts DESC LIMIT 1 BY ts, event_id LIMIT {limit:UInt32}
)""",
        tests=all_of(tests),
        limit=limit,
    )


def page_sql(table: Sql, tests: list[Sql], limit: int) -> Sql:
    return sql(
        """SELECT {columns}, event_id, ts FROM {table} WHERE {tests}
ORDER BY ts DESC, event_id DESC LIMIT 1 BY ts, event_id LIMIT {limit:UInt32}""",
        columns=Sql((CANONICAL,)),
        table=table,
        tests=all_of(tests),
        limit=limit,
    )


def _next(rows: Sequence[tuple[Any, ...]], limit: int) -> str | None:
    """The moment and the mark of the last row shown, when there are more."""
    return f"{milliseconds(rows[limit - 1][-1])}_{rows[limit - 1][-2]}" if len(rows) > limit else None


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that was refused, with its reason and the beginning of what came."""

    received_at: datetime
    source: str
    code: str
    detail: str
    event: str
    sample: str


def refused(
    scope: Scope, limit: int, cursor: str | None = None, code: str | None = None
) -> tuple[list[Refused], str | None]:
    """What was refused in the last 30 days, newest first, and the cursor of the next page. Raises BadCursor."""
    tests = [] if code is None else [sql("code = {code:String}", code=code)]
    if cursor is not None:
        at, mark = place(cursor, _DIGITS)
        if int(mark) >= 1 << 64:
            raise BadCursor(about="cursor")
        after = sql("(received_at, mark) < ({at:DateTime64(3)}, {mark:UInt64})", at=at, mark=int(mark))
        tests.append(after)
    asked = sql(
        """SELECT received_at, source, code, detail, event, sample,
    cityHash64(source, code, detail, event, sample) AS mark, received_at
FROM rejects WHERE {tests} ORDER BY received_at DESC, mark DESC LIMIT {limit:UInt32}""",
        tests=all_of(tests),
        limit=limit + 1,
    )
    rows = scope.ask(asked).rows
    return [Refused(*row[:6]) for row in rows[:limit]], _next(rows, limit)
