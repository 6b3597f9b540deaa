"""Which events were seen before: marks of 64 bits, kept for at least seven days, committed with the cursor.

An event with an id is the same one when project, source, id, name and who agree; the same id with other content is
another event. Without an id equal content within an hour is one event, unless it carries no time, when equals can be
real. Profile operations that add up are then known by the bytes of the request that a client sends again.
"""

import sqlite3
from collections.abc import Iterable
from struct import Struct

import msgspec
import numpy as np
import numpy.typing as npt

from uems.events import row
from uems.events.cursor import Cursors
from uems.events.event import Event

WINDOW_DAYS = 7
Keys = npt.NDArray[np.int64]
_HOUR = 3600
_RETRY = 300
_ADDING = frozenset({"add", "append", "prepend"})
_first = Struct(">q")
_json = msgspec.json.Encoder(order="sorted").encode


class Mark(msgspec.Struct, frozen=True, gc=False):
    """`key` is kept once the event is written; `key` or any of `near` seen before means that the event is a repeat."""

    event_id: bytes
    key: int | None
    near: tuple[int, ...] = ()


def mark(project: int, event: Event, place: tuple[int, int], body: bytes) -> Mark:
    """`place`: the position in the journal of the request it came in, and its own in there; `body`: that request."""
    if event.id:
        found = row.identity(project, event)
        return Mark(found, _key(found))
    position, index = place
    own = row.digest(str(project), "place", f"{position}:{index}")
    seconds = int(event.received_at.timestamp())
    who = event.user_id or event.distinct_id or event.anonymous_id or ""
    if "missing" not in event.time_flags:
        moment = (event.original_timestamp or event.timestamp).isoformat()
        content = _json([event.type, event.event, event.properties, event.ops, event.groups, event.group]).decode()
        return _windowed(own, seconds // _HOUR, str(project), event.source, who, moment, content)
    if _ADDING & event.ops.keys():
        request = row.digest(body.decode("latin-1")).hex()
        return _windowed(own, seconds // _RETRY, str(project), event.source, request, str(index))
    return Mark(own, None)


def _windowed(own: bytes, window: int, *parts: str) -> Mark:
    key, before = (_key(row.digest("window", str(w), *parts)) for w in (window, window - 1))
    return Mark(own, key, (before,))


def _key(found: bytes) -> int:
    return int(_first.unpack_from(found)[0])


class Marks:
    """The marks of the last days: in the cursor file one row for each block, in memory sorted numbers of eight bytes.

    A table of keys costs a page for each key written, ten times the event itself; here a block costs one row."""

    def __init__(self, cursors: Cursors) -> None:
        self._cursors = cursors
        self._days: dict[int, list[Keys]] = {}
        cursors.within(
            lambda db: db.execute("CREATE TABLE IF NOT EXISTS mark (day INTEGER NOT NULL, keys BLOB NOT NULL)")
        )
        cursors.within(lambda db: db.execute("CREATE INDEX IF NOT EXISTS mark_day ON mark (day)"))
        for (day,) in cursors.ask("SELECT DISTINCT day FROM mark"):
            self._days[day] = [self._gather(day)]

    def seen(self, keys: Iterable[int]) -> set[int]:
        """Which of these, that may repeat, are kept."""
        asked = _sorted(keys)
        found: set[int] = set()
        for arrays in self._days.values():
            for kept in arrays:
                places = np.minimum(np.searchsorted(kept, asked), len(kept) - 1)
                found.update(asked[kept[places] == asked].tolist())
        return found

    def keep(self, db: sqlite3.Connection, keys: Iterable[int], day: int) -> None:
        """Within the transaction of a cursor; `day` counts from 1970. After it, `remember` the same."""
        array = _sorted(keys)
        if len(array):
            db.execute("INSERT INTO mark VALUES (?, ?)", (day, array.tobytes()))
        if day not in self._days:
            db.execute("DELETE FROM mark WHERE day < ?", (day - WINDOW_DAYS,))

    def remember(self, keys: Iterable[int], day: int) -> None:
        array = _sorted(keys)
        if not len(array):
            return
        if day not in self._days:
            for known in list(self._days):
                if known < day - WINDOW_DAYS:
                    del self._days[known]
                else:
                    self._days[known] = [self._gather(known)]
        arrays = self._days.setdefault(day, [])
        arrays.append(array)
        # Like a binary counter: few arrays to ask, and each key is merged only log(n) times.
        while len(arrays) > 1 and len(arrays[-2]) <= 2 * len(arrays[-1]):
            arrays[-2:] = [np.sort(np.concatenate(arrays[-2:]), kind="stable")]

    def _gather(self, day: int) -> Keys:
        """All marks of a day as one array, and as one row."""
        rows = self._cursors.ask("SELECT keys FROM mark WHERE day = ?", (day,))
        array = np.sort(np.frombuffer(b"".join(keys for (keys,) in rows), dtype=np.int64))
        if len(rows) > 1:

            def replaced(db: sqlite3.Connection) -> None:
                db.execute("DELETE FROM mark WHERE day = ?", (day,))
                db.execute("INSERT INTO mark VALUES (?, ?)", (day, array.tobytes()))

            self._cursors.within(replaced)
        return array


def _sorted(keys: Iterable[int]) -> Keys:
    return np.sort(np.fromiter(keys, dtype=np.int64))
