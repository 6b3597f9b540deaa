"""Questions about people: who there is, who one is, what they did."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from uems.base.errors import Invalid, NotFound
from uems.base.words import Text
from uems.people import member
from uems.people.identity import Space, node_of
from uems.people.link import Id, milliseconds
from uems.people.record import rows_of
from uems.people.scope import Scope
from uems.store.client import Store
from uems.warehouse import facts
from uems.warehouse.sql import Sql, sql


class NoPerson(NotFound):
    code = "person_not_found"
    text = Text("没有这个用户", "There is no such person")


class BadCursor(Invalid):
    code = "bad_cursor"
    text = Text("翻页游标无效", "The cursor is not one that a list gave")


@dataclass(frozen=True, slots=True)
class Person:
    """`id` is the public one; `properties` the folded profile; seen and counted over all events of all ids."""

    id: str
    ids: list[Id]
    properties: dict[str, Any]
    first_seen: datetime | None
    last_seen: datetime | None
    events: int


_NUMBER = re.compile(r"[0-9a-f]{16}")
_SPANS = (timedelta(hours=1), timedelta(days=1), timedelta(days=14), None)
"""How far back a page of the list looks, one after the other; None = to the beginning."""


def public(person: int) -> str:
    return f"{person:016x}"


def find(scope: Scope, store: Store, text: str) -> Id:
    """The id that a caller means: a user id (or distinct id), else an anonymous one, else a person's public id.

    Raises NoPerson.
    """
    project = scope.project.number
    spaces: tuple[Space, Space] = ("user", "anon")
    named = [Id(node_of(project, space, text), space, text) for space in spaces]
    nodes = [id.node for id in named] + ([int(text, 16)] if _NUMBER.fullmatch(text) else [])
    known = linked(store, project, nodes)
    # An id that never was linked has all its events under itself.
    alone = {node for node in nodes if node not in known}
    known |= {node: seen.id for node, seen in _seen(scope, alone, alone).items()}
    found = next((known[node] for node in nodes if node in known), None)
    if found is None:
        raise NoPerson(about=text[:200])
    return found


def linked(store: Store, project: int, nodes: Sequence[int]) -> dict[int, Id]:
    """Those of the nodes that are linked to others."""
    with store.read() as connection:
        return {node: m.id for node, m in member.of_nodes(connection, project, nodes).items()}


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the events of one id say: how many, when, and the id as they bore it."""

    id: Id
    events: int
    first: datetime
    last: datetime


def _seen(scope: Scope, under: set[int], nodes: set[int]) -> dict[int, _Seen]:
    """The nodes that have events, found by the persons that these may be written under."""
    asked = sql(
        """SELECT node_id, count(), min(ts), max(ts), any(user_id), any(distinct_id), any(anonymous_id) FROM events
WHERE person_id IN {under:Array(UInt64)} AND node_id IN {nodes:Array(UInt64)} GROUP BY node_id""",
        under=sorted(under),
        nodes=sorted(nodes),
    )
    found = {}
    for node, count, first, last, user, distinct, anonymous in scope.ask(asked).rows if nodes else ():
        known = user or ("" if distinct == anonymous else distinct)
        id = Id(node, "user", known) if known else Id(node, "anon", anonymous)
        found[node] = _Seen(id, count, first, last)
    return found


def profile(scope: Scope, store: Store, person: int) -> Person:
    """One person. Raises NoPerson for a number that is nobody."""
    found = described(scope, store, [person])[0]
    if not found.events and not found.ids:
        raise NoPerson(about=public(person))
    return found


def listed(
    scope: Scope, store: Store, limit: int, cursor: str | None = None, search: str | None = None
) -> tuple[list[Person], str | None]:
    """People, the newest seen first. `search`: an id, or a part of one or of a property's JSON text in any case."""
    before = None if cursor is None else place(cursor)
    if search is None:
        rows = _newest(scope, before, limit + 1)
    else:
        rows = scope.ask(newest_sql(scope.events, _matching(scope, store, search), before, limit + 1)).rows
    found = described(scope, store, [row[0] for row in rows[:limit]])
    return found, f"{milliseconds(rows[limit - 1][1])}_{public(rows[limit - 1][0])}" if len(rows) > limit else None


def _newest(scope: Scope, before: tuple[datetime, int] | None, limit: int) -> list[tuple[Any, ...]]:
    """(person, last event) of a page. It looks at the newest events first and goes back only until the page is full:
    whoever was seen since then was seen later than everybody else."""
    newest = before[0] if before is not None else scope.ask(sql("SELECT max(ts) FROM events")).scalar()
    for span in _SPANS:
        test = sql("person_id != 0")
        if span is not None:
            test = sql("person_id != 0 AND ts >= {since:DateTime64(3)}", since=newest - span)
        rows = scope.ask(newest_sql(scope.events, test, before, limit)).rows
        if len(rows) == limit or span is None:
            return rows
    return []


def newest_sql(events: Sql, test: Sql, before: tuple[datetime, int] | None, limit: int) -> Sql:
    """(person, last event) of people with an event that passes the test, the newest seen first."""
    after = sql("true")
    if before is not None:
        after = sql("(last, person_id) < ({at:DateTime64(3)}, {mark:UInt64})", at=before[0], mark=before[1])
    return sql(
        """SELECT person_id, max(ts) AS last FROM {events} WHERE {test}
GROUP BY person_id HAVING {after} ORDER BY last DESC, person_id DESC LIMIT {limit:UInt32}""",
        events=events,
        test=test,
        after=after,
        limit=limit,
    )


def _matching(scope: Scope, store: Store, search: str) -> Sql:
    """The test of events whose person the search means."""
    try:
        exact = [find(scope, store, search).node]
    except NoPerson:
        exact = []
    return sql(
        """person_id != 0 AND person_id IN (
    SELECT person_id FROM {persons} WHERE positionCaseInsensitiveUTF8(properties, {search:String}) > 0
        OR arrayExists(id -> positionCaseInsensitiveUTF8(id, {search:String}) > 0, ids)
    UNION ALL
    SELECT person_id FROM {events} WHERE node_id IN {exact:Array(UInt64)}
        OR position(user_id, {search:String}) > 0 OR position(distinct_id, {search:String}) > 0
        OR position(anonymous_id, {search:String}) > 0
)""",
        persons=facts.persons(),
        events=scope.events,
        search=search,
        exact=exact,
    )


def place(cursor: str) -> tuple[datetime, int]:
    """The moment and the person of a cursor. Raises BadCursor."""
    at, _, mark = cursor.partition("_")
    if not re.fullmatch(r"[0-9]{1,14}", at) or not _NUMBER.fullmatch(mark):
        raise BadCursor(about="cursor")
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(at)), int(mark, 16)


def described(scope: Scope, store: Store, persons: Sequence[int]) -> list[Person]:
    """These people, in this order: their ids, their properties, and what can be counted of their events by key."""
    if not persons:
        return []
    with store.read() as connection:
        members = member.of_persons(connection, scope.project.number, persons)
    where = {person: rows_of(person, members.get(person, ())) for person in persons}
    seen = _seen(scope, {p for under, _ in where.values() for p in under}, {n for _, ns in where.values() for n in ns})
    asked = sql(
        "SELECT person_id, properties FROM {persons} WHERE person_id IN {which:Array(UInt64)}",
        persons=facts.persons(),
        which=list(persons),
    )
    properties = dict(scope.ask(asked).rows)
    found = []
    for person in persons:
        counted = [seen[node] for node in where[person][1] if node in seen]
        found.append(
            Person(
                public(person),
                [m.id for m in members.get(person, [])] or [one.id for one in counted],
                json.loads(properties.get(person) or "{}"),
                min((one.first for one in counted), default=None),
                max((one.last for one in counted), default=None),
                sum(one.events for one in counted),
            )
        )
    return found
