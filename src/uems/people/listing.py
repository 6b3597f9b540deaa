"""Lists of people: everybody, or those of whom a condition holds or a search finds, sorted, page by page or whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from uems.base.page import BadCursor
from uems.people.link import milliseconds
from uems.people.person import NUMBER, NoPerson, Person, described, find, public
from uems.people.scope import Scope
from uems.rules.condition import Condition
from uems.store.client import Store
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, sql

Sort = Literal["last_seen", "first_seen", "events"]

_SPANS = (timedelta(hours=1), timedelta(days=1), timedelta(days=14))
"""How far back a page of the newest looks, one after the other, before it looks at everything; where it must also find
out who is meant, it begins with the second."""
_CHUNK = 5_000
"""People described at once when all are read."""
_SORTED = 20_000
"""Longer lists are read whole in the order of ids, in which the facts of neighbours lie beside each other."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Listing:
    """Which people with an event, and in what order. `search`: an id, or a part of one or of a property's JSON text in
    any case."""

    condition: Condition | None = None
    search: str | None = None
    sort: Sort = "last_seen"
    ascending: bool = False

    @property
    def newest_first(self) -> bool:
        """A page of these need not look at all events."""
        return self.sort == "last_seen" and not self.ascending


def listed(
    asked: Listing, scope: Scope, store: Store, limit: int, cursor: str | None = None
) -> tuple[list[Person], str | None]:
    """One page, and the cursor of the next. Raises BadCursor, SegmentUnknown."""
    after, tests = None if cursor is None else place(asked, cursor), _tests(asked, scope, store)
    if asked.newest_first:
        rows = _newest(asked, scope, tests, after, limit + 1)
    else:
        rows = scope.ask(sorted_sql(asked, scope.events, tests, after, limit + 1)).rows
    found = described(scope, store, [row[0] for row in rows[:limit]])
    return found, cursor_of(*rows[limit - 1]) if len(rows) > limit else None


def counted(asked: Listing, scope: Scope, store: Store) -> int:
    """How many people are on the list."""
    return int(scope.ask(sql("SELECT count() FROM ({whom})", whom=whom(asked, scope, store))).scalar())


def whom(asked: Listing, scope: Scope, store: Store) -> Sql:
    """SELECT person_id of the people on the list, each once."""
    if asked.condition is not None and asked.search is None:
        return scope.people(asked.condition)
    tests = _tests(asked, scope, store)
    return sql("SELECT DISTINCT person_id FROM {events} WHERE {tests}", events=scope.events, tests=tests)


def everyone(asked: Listing, scope: Scope, store: Store) -> Iterator[Person]:
    """The whole list; more than 20,000 people come in the order of their ids. Who is on it is settled by the call, what
    is known of them is read on the way."""
    rows = scope.ask(sorted_sql(asked, scope.events, _tests(asked, scope, store), None, None)).rows
    people = [row[0] for row in rows]
    return in_turn(people if len(people) <= _SORTED else sorted(people), scope, store)


def in_turn(people: list[int], scope: Scope, store: Store) -> Iterator[Person]:
    """These people in this order, described some thousand at a time."""
    for start in range(0, len(people), _CHUNK):
        yield from described(scope, store, people[start : start + _CHUNK])


def sorted_sql(asked: Listing, events: Sql, tests: Sql, after: tuple[Any, int] | None, limit: int | None) -> Sql:
    """(person, what the list is sorted by) of people with an event that passes the tests."""
    beyond = sql("true")
    if after is not None:
        bound = sql("{n:UInt64}" if asked.sort == "events" else "{n:DateTime64(3)}", n=after[0])
        compared = sql(">" if asked.ascending else "<")
        beyond = sql("(n, person_id) {c} ({n}, {mark:UInt64})", c=compared, n=bound, mark=after[1])
    return sql(
        """SELECT person_id, {measure} AS n FROM {events} WHERE {tests}
GROUP BY person_id HAVING {beyond} ORDER BY n {way}, person_id {way}{some}""",
        measure=sql(_MEASURES[asked.sort]),
        events=events,
        tests=tests,
        beyond=beyond,
        way=sql("ASC" if asked.ascending else "DESC"),
        some=sql("") if limit is None else sql(" LIMIT {limit:UInt32}", limit=limit),
    )


_MEASURES = {"last_seen": "max(ts)", "first_seen": "min(ts)", "events": "count()"}


def _newest(
    asked: Listing, scope: Scope, tests: Sql, before: tuple[Any, int] | None, limit: int
) -> list[tuple[Any, ...]]:
    """A page of the newest seen. It looks at the newest events first and goes back only until the page is full: whoever
    was seen since then was seen later than everybody else."""
    newest = before[0] if before is not None else scope.ask(sql("SELECT max(ts) FROM events")).scalar()
    for span in _SPANS if asked.condition is None and asked.search is None else _SPANS[1:]:
        recent = all_of([tests, sql("ts >= {since:DateTime64(3)}", since=newest - span)])
        rows = scope.ask(sorted_sql(asked, scope.events, recent, before, limit)).rows
        if len(rows) == limit:
            return rows
    return scope.ask(sorted_sql(asked, scope.events, tests, before, limit)).rows


def _tests(asked: Listing, scope: Scope, store: Store) -> Sql:
    """Which events are those of people on the list."""
    tests = [sql("person_id != 0"), sql("NOT {noted}", noted=facts.noted())]
    if asked.condition is not None:
        tests.append(sql("person_id IN ({people})", people=scope.people(asked.condition)))
    if asked.search is not None:
        tests.append(_matching(scope, store, asked.search))
    return all_of(tests)


def _matching(scope: Scope, store: Store, search: str) -> Sql:
    """The test of events whose person the search means."""
    try:
        exact = [find(scope, store, search).node]
    except NoPerson:
        exact = []
    return sql(
        """person_id IN (
    SELECT person_id FROM {persons} WHERE ({open:Bool} AND positionCaseInsensitiveUTF8(properties, {search:String}) > 0)
        OR arrayExists(id -> positionCaseInsensitiveUTF8(id, {search:String}) > 0, ids)
    UNION ALL
    SELECT person_id FROM {events} WHERE node_id IN {exact:Array(UInt64)}
        OR position(user_id, {search:String}) > 0 OR position(distinct_id, {search:String}) > 0
        OR position(anonymous_id, {search:String}) > 0
)""",
        persons=facts.persons(),
        events=scope.events,
        open=scope.open,
        search=search,
        exact=exact,
    )


def cursor_of(person: int, by: datetime | int) -> str:
    return f"{by if isinstance(by, int) else milliseconds(by)}_{public(person)}"


def place(asked: Listing, cursor: str) -> tuple[datetime | int, int]:
    """What the list is sorted by and the person, where the page before ended. Raises BadCursor."""
    by, _, mark = cursor.partition("_")
    if not re.fullmatch(r"[0-9]{1,14}", by) or not NUMBER.fullmatch(mark):
        raise BadCursor(about="cursor")
    return int(by) if asked.sort == "events" else EPOCH + timedelta(milliseconds=int(by)), int(mark, 16)
