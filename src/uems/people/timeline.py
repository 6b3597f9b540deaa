"""What a person did, session by session: which there were, how long, and what happened in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from uems.base.page import BadCursor
from uems.people.link import milliseconds
from uems.people.scope import Scope
from uems.warehouse.sql import Sql, all_of, any_of, sql

_MOST_NAMES = 200
_TOLD = 8
_WHERE = ("country", "device", "os", "browser", "app_version", "channel", "page")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Name:
    """How many events of a name a person has."""

    event: str
    count: int


@dataclass(frozen=True, slots=True)
class Session:
    """`id` = the sender's, '' where it sent none; `first` the id of its first event; `names`: its most frequent events;
    `place`: the first value of each of country, device, os, browser, app_version, channel, page that it has."""

    id: str
    first: str
    start: datetime
    end: datetime
    events: int
    names: list[Name]
    place: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Whose:
    """A person's events by key: the persons they may be written under, and their ids."""

    under: Sequence[int]
    nodes: Sequence[int]

    @property
    def test(self) -> Sql:
        return sql(
            "person_id IN {under:Array(UInt64)} AND node_id IN {nodes:Array(UInt64)}",
            under=self.under,
            nodes=self.nodes,
        )


def sessions(
    scope: Scope, whose: Whose, names: Sequence[str], before: datetime | None, limit: int, cursor: str | None
) -> tuple[list[Session], str | None]:
    """Those that ended last come first, and where the next page begins. `names`: only sessions with one of these
    events; `before`: only those that began earlier. Raises BadCursor."""
    tests = []
    if names:
        tests.append(sql("hasAny(groupUniqArray(event), {names:Array(String)})", names=names))
    if before is not None:
        tests.append(sql("start < {before:DateTime64(3)}", before=before))
    if cursor is not None:
        moment, first = _place(cursor)
        tests.append(sql("(end, first) < ({moment:DateTime64(3)}, {first:UUID})", moment=moment, first=first))
    rows = scope.ask(_sessions_sql(scope, whose.test, all_of(tests), limit + 1), by_key=True).rows
    found = [_session(row) for row in rows[:limit]]
    return found, _cursor(found[-1]) if len(rows) > limit else None


def counted(scope: Scope, whose: Whose) -> list[Name]:
    """What the person ever did, the most frequent first."""
    asked = sql(
        "SELECT event, count() AS n FROM events WHERE {whose} AND event != '' GROUP BY event ORDER BY n DESC, event "
        "LIMIT {most:UInt32}",
        whose=whose.test,
        most=_MOST_NAMES,
    )
    return [Name(*row) for row in scope.ask(asked, by_key=True).rows]


def _sessions_sql(scope: Scope, whose: Sql, tests: Sql, limit: int) -> Sql:
    """Sessions with an id are told apart by it, where the project's rule says so, also where events without one lie
    between; the others by the pause before them, which is counted among themselves, and by what else the rule says."""
    rule = scope.sessions
    begins = [sql("ts >= last + toIntervalSecond({pause:UInt32})", pause=rule.inactivity * 60)]
    if rule.midnight:
        begins.append(sql("toDate(ts, {zone:String}) != toDate(last, {zone:String})", zone=scope.zone.key))
    if rule.campaign:
        begins.append(sql("came != '' AND came_before != '' AND came != came_before"))
    return sql(
        """SELECT sid, argMin(event_id, (ts, event_id)) AS first, min(ts) AS start, max(ts) AS end, count() AS n,
    arraySlice(arrayReverseSort(one -> one.2, arrayZip(
        sumMap([event], [toUInt64(1)]).1 AS names, sumMap([event], [toUInt64(1)]).2)), 1, {told:UInt8}) AS most,
    {places} AS places
FROM (
    SELECT *, sum(sid = '' AND {begins}) OVER (
        PARTITION BY sid ORDER BY ts, event_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS number
    FROM (
        SELECT *, lagInFrame(ts, 1, ts) OVER (
            PARTITION BY sid ORDER BY ts, event_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS last{came}
        FROM (SELECT event_id, event, {sid} AS sid, ts, p_campaign, {columns} FROM events WHERE {whose})
    )
) GROUP BY sid, number HAVING {tests} ORDER BY end DESC, first DESC LIMIT {limit:UInt32}""",
        told=_TOLD,
        places=sql(_PLACES),
        begins=any_of(begins),
        came=sql(_CAME if rule.campaign else ""),
        sid=sql("session_id" if rule.ids else "''"),
        columns=sql(_COLUMNS),
        whose=whose,
        tests=tests,
        limit=limit,
    )


_CAME = """, if(p_campaign IN ('null', '""'), '', toString(p_campaign)) AS came,
            ifNull(last_value(nullIf(came, '')) IGNORE NULLS OVER (PARTITION BY sid ORDER BY ts, event_id
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '') AS came_before"""
_COLUMNS = "p_country, p_device, p_os, p_browser, p_app_version, p_channel, p_page"
_PLACES = """[argMinIf(toString(p_country), ts, p_country != ''), argMinIf(toString(p_device), ts, p_device != ''),
    argMinIf(toString(p_os), ts, p_os != ''), argMinIf(toString(p_browser), ts, p_browser != ''),
    argMinIf(toString(p_app_version), ts, p_app_version != ''), argMinIf(toString(p_channel), ts, p_channel != ''),
    argMinIf(toString(p_page), ts, p_page != '')]"""
"""In the order of `_WHERE`."""


def _session(row: Sequence[Any]) -> Session:
    id, first, start, end, events, names, places = row
    place = {name: msgspec.json.decode(text) for name, text in zip(_WHERE, places, strict=True) if text}
    return Session(id, str(first), start, end, events, [Name(*one) for one in names if one[0]], place)


def _cursor(last: Session) -> str:
    return f"{milliseconds(last.end)}.{last.first}"


def _place(cursor: str) -> tuple[datetime, UUID]:
    moment, _, first = cursor.partition(".")
    try:
        return _EPOCH + timedelta(milliseconds=int(moment)), UUID(first)
    except (ValueError, OverflowError) as error:
        raise BadCursor(about=cursor[:100]) from error
