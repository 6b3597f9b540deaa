"""Groups that people belong to — a company, a family, a store — with properties of their own, read from the events."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from uems.base.errors import NotFound
from uems.base.page import BadCursor
from uems.base.words import Text
from uems.people import listing, profile, record
from uems.people.link import milliseconds
from uems.people.listing import EPOCH, Listing
from uems.people.person import Person, described
from uems.people.profile import Op
from uems.people.scope import Scope
from uems.store.client import Store
from uems.warehouse.sql import Sql, all_of, sql

Sort = Literal["last_seen", "people", "events"]

_MOST_TYPES = 100
_OWN = "JSONExtractString(context, '$uems', 'group', 'type'), JSONExtractString(context, '$uems', 'group', 'id')"


class NoGroup(NotFound):
    code = "group_not_found"
    text = Text("没有这个群组", "There is no such group")


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of groups, such as company: how many groups and people there are in it, and when one was last seen."""

    type: str
    groups: int
    people: int
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class Group:
    """`properties`: the newest value of each that was ever set; people, events and times are of the events that name
    the group: of everybody's, or of one person's where one was asked for."""

    type: str
    id: str
    properties: dict[str, Any]
    people: int
    events: int
    first_seen: datetime
    last_seen: datetime


def types(scope: Scope) -> list[Type]:
    """The kinds of groups there are, those of the most people first."""
    asked = sql(
        """SELECT pair.1 AS type, uniqExact(pair.2), uniqExactIf(person_id, person_id != 0) AS people, max(last)
FROM ({touched}) GROUP BY type ORDER BY people DESC, type LIMIT {most:UInt32}""",
        touched=touched(scope.events, sql("true")),
        most=_MOST_TYPES,
    )
    return [Type(*row) for row in scope.ask(asked).rows]


def listed(
    scope: Scope, type: str, search: str | None, sort: Sort, limit: int, cursor: str | None
) -> tuple[list[Group], str | None]:
    """The groups of a type, the highest of `sort` first, and where the next page begins. `search`: a part of an id or
    (for who sees everything) of a property, in any case. Raises BadCursor."""
    tests = [sql("pair.1 = {type:String}", type=type)]
    if search:
        tests.append(_found(scope, type, search))
    beyond = sql("true") if cursor is None else _beyond(sort, cursor)
    rows = scope.ask(_groups_sql(touched(scope.events, sql("true")), all_of(tests), sort, beyond, limit + 1)).rows
    next = _cursor(rows[limit - 1], sort) if len(rows) > limit else None
    return _with_properties(scope, rows[:limit]), next


def find(scope: Scope, type: str, id: str) -> Group:
    """Raises NoGroup."""
    named = sql("pair = ({type:String}, {id:String})", type=type, id=id)
    source = touched(scope.events, _names(type, id))
    rows = scope.ask(_groups_sql(source, named, "last_seen", sql("true"), 1)).rows
    if not rows:
        raise NoGroup(about=f"{type}: {id}")
    return _with_properties(scope, rows)[0]


def of_person(scope: Scope, under: Sequence[int], nodes: Sequence[int]) -> list[Group]:
    """The groups that a person's events name, the last seen first."""
    theirs = sql("person_id IN {under:Array(UInt64)} AND node_id IN {nodes:Array(UInt64)}", under=under, nodes=nodes)
    rows = scope.ask(_groups_sql(touched(sql("events"), theirs), sql("true"), "last_seen", sql("true"), 1000)).rows
    return _with_properties(scope, rows)


def members(
    scope: Scope, store: Store, type: str, id: str, limit: int, cursor: str | None
) -> tuple[list[Person], str | None]:
    """The people of a group, whoever was seen in it last comes first, and where the next page begins. Raises
    BadCursor."""
    order = Listing()
    after = None if cursor is None else listing.place(order, cursor)
    tests = all_of([sql("person_id != 0"), _names(type, id)])
    rows = scope.ask(listing.sorted_sql(order, scope.events, tests, after, limit + 1)).rows
    next = listing.cursor_of(*rows[limit - 1]) if len(rows) > limit else None
    return described(scope, store, [row[0] for row in rows[:limit]]), next


def touched(events: Sql, tests: Sql) -> Sql:
    """(person_id, pair, n, first, last): how many events of a person name a group (type, id), and when. What events
    say is read once for each text and person, since many say the same."""
    return sql(
        """SELECT person_id, n, first, last, arrayJoin(arrayDistinct(
    arrayFilter(one -> one.2 != '', arrayPushBack(JSONExtractKeysAndValues(groups, 'String'), own)))) AS pair
FROM (
    SELECT person_id, groups, if(type = 'group', ({own}), ('', '')) AS own,
        count() AS n, min(ts) AS first, max(ts) AS last
    FROM {events} WHERE (groups != '' OR type = 'group') AND {tests} GROUP BY person_id, groups, own
)""",
        own=sql(_OWN),
        events=events,
        tests=tests,
    )


def _names(type: str, id: str) -> Sql:
    """The test of events that name the group."""
    return sql(
        """((groups != '' AND JSONExtractString(groups, {type:String}) = {id:String})
    OR (type = 'group' AND ({own}) = ({type:String}, {id:String})))""",
        own=sql(_OWN),
        type=type,
        id=id,
    )


def _groups_sql(source: Sql, tests: Sql, sort: Sort, beyond: Sql, limit: int) -> Sql:
    return sql(
        """SELECT pair.1 AS type, pair.2 AS id, uniqExactIf(person_id, person_id != 0) AS people, sum(n) AS events,
    min(first) AS first_seen, max(last) AS last_seen
FROM ({source}) WHERE {tests} GROUP BY type, id HAVING {beyond}
ORDER BY {sort} DESC, id DESC, type LIMIT {limit:UInt32}""",
        source=source,
        tests=tests,
        beyond=beyond,
        sort=sql(_ORDERS[sort]),
        limit=limit,
    )


def _found(scope: Scope, type: str, search: str) -> Sql:
    return sql(
        """(positionCaseInsensitiveUTF8(pair.2, {search:String}) > 0 OR pair.2 IN (
    SELECT JSONExtractString(context, '$uems', 'group', 'id') FROM events
    WHERE {open:Bool} AND type = 'group' AND JSONExtractString(context, '$uems', 'group', 'type') = {type:String}
        AND positionCaseInsensitiveUTF8(JSONExtractRaw(context, '$uems', 'group', 'set'), {search:String}) > 0
))""",
        open=scope.open,
        search=search,
        type=type,
    )


def _with_properties(scope: Scope, rows: Iterable[Sequence[Any]]) -> list[Group]:
    """What was said of a group again and again is read once, as it was said last: only a newer text can undo it."""
    rows = list(rows)
    named = sorted({(row[0], row[1]) for row in rows})
    asked = sql(
        """SELECT pair, groupArray((newest.1, newest.2, said)) FROM (
    SELECT ({own}) AS pair, JSONExtractRaw(context, '$uems', 'group', 'set') AS said,
        max((toUnixTimestamp64Milli(ts), toString(event_id))) AS newest
    FROM events WHERE type = 'group' AND pair IN arrayZip({types:Array(String)}, {ids:Array(String)})
    GROUP BY pair, said
) GROUP BY pair""",
        own=sql(_OWN),
        types=[type for type, _ in named],
        ids=[id for _, id in named],
    )
    known = dict(scope.ask(asked).rows) if named else {}
    return [
        Group(row[0], row[1], _folded(known.get((row[0], row[1]), ())), row[2], row[3], row[4], row[5]) for row in rows
    ]


def _folded(said: Iterable[tuple[int, str, str]]) -> dict[str, Any]:
    return profile.fold(Op(ts, event_id, {"set": record.document(text)}) for ts, event_id, text in said)


_ORDERS: dict[Sort, str] = {"people": "people", "events": "events", "last_seen": "last_seen"}
_PLACES: dict[Sort, int] = {"people": 2, "events": 3, "last_seen": 5}


def _cursor(row: Sequence[Any], sort: Sort) -> str:
    by = row[_PLACES[sort]]
    return f"{milliseconds(by) if sort == 'last_seen' else by}_{row[1]}"


def _beyond(sort: Sort, cursor: str) -> Sql:
    by, _, id = cursor.partition("_")
    if not re.fullmatch(r"[0-9]{1,14}", by):
        raise BadCursor(about="cursor")
    if sort == "last_seen":
        moment = EPOCH + timedelta(milliseconds=int(by))
        return sql("(last_seen, id) < ({by:DateTime64(3)}, {id:String})", by=moment, id=id)
    return sql("({sort}, id) < ({by:UInt64}, {id:String})", sort=sql(_ORDERS[sort]), by=int(by), id=id)
