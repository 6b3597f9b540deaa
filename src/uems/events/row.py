"""Events as rows of the warehouse, made column by column, and back to the canonical event.

A promoted column holds exactly what a JSON lookup of `props` answers, so it is filled from the plain property alone:
what vendors say in `context` stays there (a filter on `country` must mean one thing, whether promoted or not).
`context` also carries, under `$uems`, the rare members of the event that have no column.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from math import copysign
from typing import Any

import msgspec

from uems.events.event import Event
from uems.events.request import Reject
from uems.warehouse.facts import PROMOTED

_LOW = "LowCardinality(String)"
_TIME = "DateTime64(3, 'UTC')"
EVENTS: tuple[tuple[str, str], ...] = (
    ("project_id", "UInt32"),
    ("event_id", "UUID"),
    ("person_id", "UInt64"),
    ("node_id", "UInt64"),
    ("ts", _TIME),
    ("event", _LOW),
    ("type", _LOW),
    ("source", _LOW),
    ("message_id", "String"),
    ("user_id", "String"),
    ("anonymous_id", "String"),
    ("distinct_id", "String"),
    ("prev_id", "String"),
    ("session_id", "String"),
    ("props", "String"),
    ("ops", "String"),
    ("groups", "String"),
    ("context", "String"),
    ("received_at", _TIME),
    *((column, "String" if column in ("p_price", "p_revenue") else _LOW) for column in PROMOTED.values()),
)
"""The columns of a row of events, in the order of `event_columns`."""
REJECTS: tuple[tuple[str, str], ...] = (
    ("project_id", "UInt32"),
    ("received_at", _TIME),
    ("source", _LOW),
    ("code", _LOW),
    ("detail", "String"),
    ("event", "String"),
    ("sample", "String"),
)

Row = tuple[Any, ...]
_json = msgspec.json.Encoder().encode
_ODD = re.compile(rb"\\(?:u00[0-9a-f]{2}|.)|\xe2\x80[\xa8\xa9]")
_MISSING = object()
_OWN = "$uems"


def identity(project: int, event: Event) -> bytes:
    """16 bytes that follow from what makes two events the same one: the sender's id, the name, and who."""
    who = event.user_id or event.distinct_id or event.anonymous_id or ""
    return digest(f"{project}\x1f{event.source}\x1f{event.id}\x1f{event.event or event.type}\x1f{who}")


def digest(*parts: str) -> bytes:
    """16 bytes that follow from the parts, which a unit separator parts."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def event_columns(
    projects: Sequence[int], events: Sequence[Event], event_ids: Sequence[bytes], people: Sequence[tuple[int, int]]
) -> tuple[Sequence[Any], ...]:
    """The values of EVENTS; `people` is (node, person) of each event. Raises ValueError or TypeError for what cannot be
    written, such as a lone surrogate in a property."""
    props = [e.properties for e in events]
    return (
        projects,
        event_ids,
        [person for _, person in people],
        [node for node, _ in people],
        _times(e.timestamp for e in events),
        [e.event or "" for e in events],
        [e.type for e in events],
        [e.source for e in events],
        [e.id for e in events],
        [e.user_id or "" for e in events],
        [e.anonymous_id or "" for e in events],
        [e.distinct_id or "" for e in events],
        [e.prev_id or "" for e in events],
        [e.session_id or "" for e in events],
        [_json(p) if p else b"" for p in props],
        [_json(e.ops) if e.ops else b"" for e in events],
        [_json(e.groups) if e.groups else b"" for e in events],
        [_context(e) for e in events],
        _times(e.received_at for e in events),
        *(_promoted(name, props) for name in PROMOTED),
    )


def reject_row(project: int, received_at: datetime, source: str, reject: Reject) -> Row:
    texts = (reject.detail, reject.event, reject.sample[:2000])
    detail, event, sample = (text.encode("utf-8", "replace") for text in texts)
    return (project, milliseconds(received_at), source, reject.code, detail, event, sample)


def _times(moments: Iterable[datetime]) -> list[int]:
    """Milliseconds of each; the events of one request share the moment they were received at."""
    found: list[int] = []
    last, number = None, 0
    for moment in moments:
        if moment is not last:
            last, number = moment, milliseconds(moment)
        found.append(number)
    return found


class _Texts(dict[str, bytes]):
    """The JSON text of each text that was asked for."""

    def __missing__(self, value: str) -> bytes:
        found = self[value] = _text(value)
        return found


def _promoted(name: str, properties: Iterable[dict[str, Any]]) -> list[bytes]:
    """The JSON text of a property as the engine's own JSON reader says it again; empty where it is missing."""
    texts = _Texts()
    return [
        b"" if value is _MISSING else texts[value] if value.__class__ is str else _text(_plain(value))
        for value in [p.get(name, _MISSING) for p in properties]
    ]


def _text(value: Any) -> bytes:
    text = _json(value)
    return _ODD.sub(_escape, text) if b"\\u00" in text or b"\xe2\x80" in text else text


def _escape(odd: re.Match[bytes]) -> bytes:
    """Control characters with capital digits, and the two line ends that JavaScript once choked on."""
    found = odd[0]
    if found.startswith(b"\\u"):
        return found[:4] + found[4:].upper()
    return found if found.startswith(b"\\") else b"\\u" + found.decode().encode("utf-16-be").hex().encode()


def _plain(value: Any) -> Any:
    """Numbers as the engine writes them: 1.0 is 1, and what fits no 64 bits is text."""
    kind = value.__class__
    if kind is float:
        return _plain_float(value)
    if kind is int:
        return value if -(1 << 63) <= value < 1 << 64 else str(value)
    if kind is list:
        return [_plain(item) for item in value]
    if kind is dict:
        return {name: _plain(item) for name, item in value.items()}
    return value


def _plain_float(value: float) -> Any:
    """As JavaScript writes it: the shortest digits, without exponent between 1e-6 and 1e21."""
    size = abs(value)
    if size < 1e15 and value.is_integer():
        return int(value) if value or copysign(1, value) > 0 else msgspec.Raw(b"-0")
    if 1e15 <= size < 1e21 or 1e-6 <= size < 1e-5:
        return msgspec.Raw(format(Decimal(repr(value)), "f").removesuffix(".0").encode())
    return value


def _context(event: Event) -> bytes:
    rest: dict[str, Any] = {}
    if event.sent_at is not None:
        rest["sent_at"] = iso(event.sent_at)
    if event.original_timestamp is not None:
        rest["original_timestamp"] = iso(event.original_timestamp)
    if event.time_flags:
        rest["time_flags"] = event.time_flags
    if event.group is not None:
        rest["group"] = event.group
    context = event.context
    if _OWN in context:  # a sender's word for our own members would be taken for them
        context = {name: held for name, held in context.items() if name != _OWN}
    if not context:
        return _json({_OWN: rest}) if rest else b""
    return _json(context)[:-1] + b',"$uems":' + _json(rest) + b"}" if rest else _json(context)


CANONICAL = (
    "event_id, message_id, type, event, source, user_id, anonymous_id, distinct_id, prev_id, groups, ops, ts, "
    "received_at, session_id, context, props, person_id"
)
"""What `canonical` reads, in its order."""


def canonical(row: Sequence[Any]) -> dict[str, Any]:
    """The canonical event of a row of CANONICAL columns."""
    (event_id, message_id, kind, event, source, user, anonymous, distinct, prev, groups, ops, ts, received, session) = (
        row[:14]
    )
    context = msgspec.json.decode(row[14]) if row[14] else {}
    held = context.pop(_OWN, None)
    rest = held if isinstance(held, dict) else {}
    return {
        "id": message_id or str(event_id),
        "type": kind,
        "event": event or None,
        "source": source,
        "user_id": user or None,
        "anonymous_id": anonymous or None,
        "distinct_id": distinct or None,
        "prev_id": prev or None,
        "groups": msgspec.json.decode(groups) if groups else {},
        "group": rest.get("group"),
        "ops": msgspec.json.decode(ops) if ops else {},
        "timestamp": iso(ts),
        "original_timestamp": rest.get("original_timestamp"),
        "sent_at": rest.get("sent_at"),
        "received_at": iso(received),
        "time_flags": rest.get("time_flags", []),
        "session_id": session or None,
        "context": context,
        "properties": msgspec.json.decode(row[15]) if row[15] else {},
        "person_id": f"{row[16]:016x}",
    }


def canonical_of(event: Event, person: int) -> dict[str, Any]:
    """The canonical event before it is a row."""
    return {
        "id": event.id,
        "type": event.type,
        "event": event.event,
        "source": event.source,
        "user_id": event.user_id,
        "anonymous_id": event.anonymous_id,
        "distinct_id": event.distinct_id,
        "prev_id": event.prev_id,
        "groups": event.groups,
        "group": event.group,
        "ops": event.ops,
        "timestamp": iso(event.timestamp),
        "original_timestamp": iso(event.original_timestamp) if event.original_timestamp else None,
        "sent_at": iso(event.sent_at) if event.sent_at else None,
        "received_at": iso(event.received_at),
        "time_flags": list(event.time_flags),
        "session_id": event.session_id,
        "context": event.context,
        "properties": event.properties,
        "person_id": f"{person:016x}",
    }


def iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
