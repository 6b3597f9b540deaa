"""Which events were seen before: marks of 64 bits, kept for at least seven days, committed with the cursor.

An event with an id is the same one when project, source, id, name and who agree; the same id with other content is
another event. Without an id equal content within an hour is one event, unless it carries no time, when equals can be
real. Profile operations that add up are then known by the bytes of the request that a client sends again.
"""

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from uems.events import row
from uems.events.cursor import Cursors
from uems.events.event import Event

WINDOW_DAYS = 7
_HOUR = 3600
_RETRY = 300
_ADDING = frozenset({"add", "append", "prepend"})
_json = msgspec.json.Encoder(order="sorted").encode


class Mark(NamedTuple):
    """`key` is kept once the event is written; `key` or any of `near` seen before means that the event is a repeat."""

    event_id: bytes
    key: int | None
    near: tuple[int, ...] = ()


def mark(project: int, event: Event, place: str, body: bytes) -> Mark:
    """`place` names the event where it stands in the journal; `body` is the request it came in."""
    if event.id:
        found = row.identity(project, event)
        return Mark(found, _key(found))
    own = row.digest(str(project), "place", place)
    seconds = int(event.received_at.timestamp())
    who = event.user_id or event.distinct_id or event.anonymous_id or ""
    if "missing" not in event.time_flags:
        moment = (event.original_timestamp or event.timestamp).isoformat()
        content = _json([event.type, event.event, event.properties, event.ops, event.groups, event.group]).decode()
        return _windowed(own, seconds // _HOUR, str(project), event.source, who, moment, content)
    if _ADDING & event.ops.keys():
        index = place.rpartition(":")[2]
        request = row.digest(body.decode("latin-1")).hex()
        return _windowed(own, seconds // _RETRY, str(project), event.source, request, index)
    return Mark(own, None)


def _windowed(own: bytes, window: int, *parts: str) -> Mark:
    key, before = (_key(row.digest("window", str(w), *parts)) for w in (window, window - 1))
    return Mark(own, key, (before,))


def _key(found: bytes) -> int:
    return int.from_bytes(found[:8], "big", signed=True)


class Marks:
    """The tables of marks, one for each seven days, of which the last two are asked; older ones are dropped whole."""

    def __init__(self, cursors: Cursors) -> None:
        self._cursors = cursors

    def seen(self, keys: Iterable[int]) -> set[int]:
        asked = json.dumps(list(keys))
        found: set[int] = set()
        for number in _tables(self._cursors.ask(_NAMES)):
            statement = f"SELECT key FROM mark_{number} WHERE key IN (SELECT value FROM json_each(?))"  # noqa: S608
            found.update(key for (key,) in self._cursors.ask(statement, (asked,)))
        return found

    def keep(self, db: sqlite3.Connection, keys: Iterable[int], day: int) -> None:
        """Within the transaction of a cursor. `day` counts from 1970."""
        number = day // WINDOW_DAYS
        db.execute(f"CREATE TABLE IF NOT EXISTS mark_{number} (key INTEGER PRIMARY KEY)")
        for old in _tables(db.execute(_NAMES).fetchall()):
            if old < number - 1:
                db.execute(f"DROP TABLE mark_{old}")
        db.executemany(f"INSERT OR IGNORE INTO mark_{number} VALUES (?)", ((key,) for key in sorted(keys)))  # noqa: S608


_NAMES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'mark_[0-9]*'"


def _tables(names: list[tuple[str]]) -> list[int]:
    return [int(name.removeprefix("mark_")) for (name,) in names]
