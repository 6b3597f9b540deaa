"""What there is to ask about: the names of events, the properties they and people have, and the values of these."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypeVar

from uems.base.clock import Clock
from uems.base.kept import Kept
from uems.events.event import Event
from uems.rules.value import MOMENT
from uems.warehouse import facts
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import Sql, all_of, sql

Of = Literal["event", "person"]
Type = Literal["text", "number", "boolean", "time", "list", "object"]

DAYS = 30
_MOST_NAMES = 50_000
_MOST_PROPERTIES = 10_000
_LOOKED = 50_000
"""Events or people that are looked at for the names of properties; for values it is more, since one is read of each."""
_LOOKED_FOR_VALUES = 200_000
_LOOKED_FOR_SEARCH = 1_000_000
_MOST_VALUES = 100
_NUMBERS = 1 << 64

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Named:
    """The events of one name: how many in the last 30 days and ever, and the times of the first and the last."""

    name: str
    volume_30d: int
    volume: int
    first_seen: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class Property:
    """A property with the type most of its values have, and the share of events (or people) that have it."""

    name: str
    type: Type
    share: float


@dataclass(frozen=True, slots=True)
class Value:
    """One value, how often it was found, and what share of all values found that is."""

    value: str | int | float | bool
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Values:
    """The most frequent values first; `whole` = every event of the 30 days, or everybody, was looked at."""

    items: list[Value]
    whole: bool


@dataclass(frozen=True, slots=True)
class _Sample:
    """Rows to look at: what stands after FROM, the tests, about how many rows there are, and whether these are all."""

    source: Sql
    tests: Sql
    whole: bool


class Catalogue:
    """The open catalogue of every project. It reads a bounded part of the facts: people whose numbers are the lowest
    (they are hashes, so these people are a fair sample), in the 30 days before the newest such event."""

    def __init__(self, warehouse: Warehouse, clock: Clock) -> None:
        self._warehouse = warehouse
        self._clock = clock
        self._kept = Kept()
        self._names: dict[int, frozenset[str]] = {}
        """The names of the last answer, by project."""

    def told(self, project: int, events: Sequence[Event], _people: Sequence[int]) -> None:
        """These have become visible: a name that is new is in the next answer, however long the last would be kept."""
        if not {event.event for event in events if event.event} <= self._names.get(project, frozenset()):
            self._kept.forget((project, "events"))

    def forget(self, project: int, people: Sequence[int]) -> None:
        """What is kept for a while may speak of these people, so it is all read anew."""
        self._kept.clear()

    def events(self, project: int, search: str = "") -> list[Named]:
        """The names, the most frequent in the last 30 days first; with `search` those that contain it in any case."""
        since = self._clock() - timedelta(days=DAYS)

        def asked() -> list[Named]:
            rows = self._warehouse.query(names_sql(since), project).rows
            self._names[project] = frozenset(row[0] for row in rows)
            return sorted((Named(*row) for row in rows), key=place)

        return _found(self._kept.get((project, "events"), asked), search, lambda one: one.name)

    def properties(self, project: int, of: Of, event: str | None = None, search: str = "") -> list[Property]:
        """The properties of events (of one name), or of people, the most common first."""

        def asked() -> list[Property]:
            sample = self._sample(project, of, event, _LOOKED)
            rows = self._warehouse.query(properties_sql(sample.source, sample.tests, _LOOKED, of), project).rows
            counted = sql("SELECT count() FROM {source} WHERE {tests}", source=sample.source, tests=sample.tests)
            return _properties(rows, self._warehouse.query(counted, project).scalar())

        return _found(self._kept.get((project, "properties", of, event), asked), search, lambda one: one.name)

    def values(self, project: int, of: Of, name: str, event: str | None = None, search: str = "") -> Values:
        """The most frequent values of a property; of a list its elements. A search looks at more of the facts."""
        most = _LOOKED_FOR_SEARCH if search else _LOOKED_FOR_VALUES

        def asked() -> Values:
            sample = self._sample(project, of, event, most)
            rows = self._warehouse.query(values_sql(sample.source, sample.tests, most, of, name, search), project).rows
            return _values(rows, sample.whole)

        return self._kept.get((project, "values", of, name, event, search), asked)

    def _sample(self, project: int, of: Of, event: str | None, most: int) -> _Sample:
        """Of at least as many rows as are wanted: those of the people with the lowest numbers."""
        if of == "person":
            count = self._warehouse.query(sql("SELECT count() FROM persons"), project).scalar()
            return _Sample(facts.persons(), _lowest(count, most), count <= most)
        known = [one for one in self.events(project) if event is None or one.name == event]
        newest = max((one.last_seen for one in known), default=datetime(1970, 1, 1, tzinfo=UTC))
        tests = [
            sql("event != ''") if event is None else sql("event = {event:String}", event=event),
            sql("toDate(ts) >= {day:Date}", day=(newest - timedelta(days=DAYS)).date()),
        ]
        count = self._warehouse.query(sql("SELECT count() FROM events WHERE {t}", t=all_of(tests)), project).scalar()
        return _Sample(sql("events"), all_of([*tests, _lowest(count, most)]), count <= most)


def names_sql(since: datetime) -> Sql:
    """(name, events since that day, events ever, first, last), read from the few rows of the projection `named`."""
    return sql(
        """SELECT event, sumIf(n, day >= {since:Date}), sum(n), min(first), max(last) FROM (
    SELECT event, toDate(ts) AS day, count() AS n, min(ts) AS first, max(ts) AS last FROM events
    WHERE event != '' GROUP BY event, day
) GROUP BY event ORDER BY sum(n) DESC LIMIT {most:UInt32}""",
        since=since.astimezone(UTC).date(),
        most=_MOST_NAMES,
    )


def properties_sql(source: Sql, tests: Sql, most: int, of: Of) -> Sql:
    """(name, type, rows that have it), the most common first; null is no value."""
    return sql(
        """SELECT pair.1 AS name, {type} AS type, count() FROM (
    SELECT arrayJoin(JSONExtractKeysAndValuesRaw(document)) AS pair
    FROM (SELECT {document} AS document FROM {source} WHERE {tests} LIMIT {most:UInt32})
) WHERE pair.2 != 'null' GROUP BY name, type ORDER BY count() DESC, name LIMIT {names:UInt32}""",
        document=sql("props" if of == "event" else "properties"),
        source=source,
        tests=tests,
        most=2 * most,
        type=_type(sql("pair.2")),
        names=_MOST_PROPERTIES,
    )


def values_sql(source: Sql, tests: Sql, most: int, of: Of, name: str, search: str) -> Sql:
    """(the value's JSON text, how often it was found, how many values were found), the most frequent first."""
    found = sql("true")
    if search:
        found = sql("positionCaseInsensitiveUTF8(JSONExtractString(value), {search:String}) > 0", search=search)
    return sql(
        """SELECT * FROM (
    SELECT value, count() AS n, sum(n) OVER () AS every FROM (
        SELECT arrayJoin(if(startsWith(raw, '['), JSONExtractArrayRaw(raw), [toString(raw)])) AS value
        FROM (SELECT {raw} AS raw FROM {source} WHERE {tests} LIMIT {most:UInt32})
    ) WHERE substring(value, 1, 1) NOT IN ('', 'n', '[', '{') GROUP BY value
) WHERE {found} ORDER BY n DESC, value LIMIT {values:UInt32}""",
        raw=facts.event_property(name) if of == "event" else facts.person_property(name),
        source=source,
        tests=tests,
        most=2 * most,
        found=found,
        values=_MOST_VALUES,
    )


def place(one: Named) -> tuple[int, int, str]:
    """Where a name stands in the list."""
    return (-one.volume_30d, -one.volume, one.name)


def _lowest(count: int, most: int) -> Sql:
    """People with the lowest numbers, so many that about `most` of `count` rows are theirs."""
    if count <= most:
        return sql("true")
    return sql("person_id < {below:UInt64}", below=_NUMBERS * most // count)


def _type(raw: Sql) -> Sql:
    return sql(
        """multiIf(startsWith({raw}, '"'), if(match(JSONExtractString({raw}), {moment:String}), 'time', 'text'),
    startsWith({raw}, '['), 'list', startsWith({raw}, '{'), 'object',
    {raw} IN ('true', 'false'), 'boolean', 'number')""",
        raw=raw,
        moment=MOMENT,
    )


def _properties(rows: Sequence[tuple[Any, ...]], looked: int) -> list[Property]:
    """One for each name, with its most frequent type: the rows come the most frequent first."""
    types: dict[str, Type] = {}
    counts: dict[str, int] = {}
    for name, type, count in rows:
        types.setdefault(name, type)
        counts[name] = counts.get(name, 0) + count
    found = [Property(name, types[name], min(1.0, counts[name] / max(looked, 1))) for name in types]
    return sorted(found, key=lambda one: (-one.share, one.name))


def _values(rows: Sequence[tuple[Any, ...]], whole: bool) -> Values:
    return Values([Value(json.loads(raw), count, count / every) for raw, count, every in rows], whole)


def _found(all: Iterable[T], search: str, name: Callable[[T], str]) -> list[T]:
    wanted = search.casefold()
    return [one for one in all if wanted in name(one).casefold()]
