"""Our own form: POST /v1/events {"events": […]}, which says of every event whether it was taken."""

from datetime import datetime
from typing import Annotated, Any, Literal, cast

import msgspec
from msgspec import Meta

from uems.events import lenient, pipeline
from uems.events.event import Event, Kind
from uems.events.field import group_ids, identifier, members_of, name_of, when
from uems.events.lenient import BadEvent, Document, Part
from uems.events.protocol import (
    Answer,
    Call,
    Checked,
    Malformed,
    Protocol,
    Refused,
    Route,
    Sent,
    document_of,
    json_answer,
    plain,
    read_each,
    text_in,
)
from uems.events.request import Accepted, Batch, Reject

_KINDS = frozenset(Kind.__args__)  # type: ignore[attr-defined]
_UNNAMED = frozenset({"identify", "group", "alias", "unlink"})
_OPS = frozenset({"set", "set_once", "add", "append", "union", "remove", "unset"})
_IDS = ("id", "user_id", "anonymous_id", "distinct_id", "prev_id", "session_id")
_FLAGS: dict[tuple[bool, bool], tuple[Literal["missing", "historical"], ...]] = {
    (False, False): (),
    (False, True): ("historical",),
    (True, False): ("missing",),
    (True, True): ("missing", "historical"),
}
"""By whether the time is missing, and whether the events are a historical import."""

_Id = Annotated[str, Meta(min_length=1, max_length=pipeline.ID_LENGTH)] | None
_Text = Annotated[str, Meta(min_length=1)]
_Op = Annotated[str, Meta(pattern=f"^({'|'.join(_OPS - {'unset'})})$")]


class _Group(msgspec.Struct):
    type: _Text
    id: _Text
    set: dict[str, Any]


class _Said(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """An event as most senders send it; any other is mended until it is one."""

    type: Kind = "track"
    event: str | None = None
    id: str | None = None
    user_id: str | None = None
    anonymous_id: str | None = None
    distinct_id: str | None = None
    prev_id: str | None = None
    session_id: str | None = None
    timestamp: str | int | float | None = None
    sent_at: str | int | float | None = None
    properties: dict[str, Any] | None = None
    context: dict[str, Any] | None = None
    groups: dict[str, _Text] = {}
    group: _Group | None = None
    ops: dict[_Op, dict[str, Any]] = {}


class _Members(msgspec.Struct):
    """Any object, its members passed over."""


class _Plain(msgspec.Struct):
    """An event of the everyday shape. Whatever is not of it is read slowly, so that its reason can be told."""

    event: Annotated[str, Meta(min_length=1, max_length=pipeline.NAME_LENGTH)]
    timestamp: Annotated[datetime, Meta(tz=True)] | None = None
    id: _Id = None
    user_id: _Id = None
    anonymous_id: _Id = None
    distinct_id: _Id = None
    prev_id: _Id = None
    session_id: _Id = None
    properties: _Members | None = None
    context: _Members | None = None
    type: Literal["track"] = "track"
    groups: None = None
    group: None = None
    ops: None = None


_plain: msgspec.json.Decoder[list[_Plain]] = msgspec.json.Decoder(list[_Plain])
_said: msgspec.json.Decoder[_Said] = msgspec.json.Decoder(_Said)
_KNOWN = frozenset(_Said.__struct_fields__)


def keys(call: Call, sent: Sent) -> tuple[str, ...]:
    held = tuple(key for key in (call.bearer, call.basic_user, call.query.get("key", "")) if key)
    return held or text_in(sent.document, "write_key")


def check(route: str, call: Call, sent: Sent) -> Checked:
    """Everyday events are counted at a glance; if one is not everyday, all are read as the writer will read them."""
    count = _plain_count(sent)
    if count is not None:
        return Checked(json_answer({"accepted": count, "rejected": []}))
    parts = _parts(sent.document, sent.text)
    if parts is None:
        raise Malformed("no_events", 'The body must be an object with a list "events", an event, or a list of events')
    accepted = Accepted(project=0, source="native", route=route, received_at=call.received_at, body=sent.text)
    rejects = [r for r in _judge(accepted, parts) if r is not None]
    rejected = [{"index": r.index, "code": r.code, "detail": r.detail} for r in rejects]
    return Checked(json_answer({"accepted": len(parts) - len(rejects), "rejected": rejected}))


def _plain_count(sent: Sent) -> int | None:
    """How many events there are, if all are plain; None = they must be read one by one."""
    held = sent.document.get("events") if isinstance(sent.document, dict) else None
    if not isinstance(held, msgspec.Raw) or len(sent.text) > lenient.EVENT_BYTES:
        return None
    try:
        events = _plain.decode(held)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    first = pipeline.FIRST
    for event in events:
        who = event.user_id or event.distinct_id or event.anonymous_id
        odd = not who or not who.isprintable() or who[0] == " " or "\0" in event.event
        if odd or (event.timestamp is not None and event.timestamp < first):
            return None
    return len(events)


def _judge(accepted: Accepted, parts: list[Part]) -> list[Reject | None]:
    """For each event why it will be refused, or None."""
    found: list[Reject | None] = []
    for index, part in enumerate(parts):
        read_one = read_each([part], lambda p: _event(accepted, None, p, False))
        outcome = read_one.rejects[0] if read_one.rejects else pipeline.refine(read_one.events[0])
        found.append(msgspec.structs.replace(outcome, index=index) if isinstance(outcome, Reject) else None)
    return found


def _parts(document: Document, text: bytes) -> list[Part] | None:
    if isinstance(document, list):
        return document
    if "events" in document:
        return lenient.items(document["events"])
    return [lenient.whole(document, text)] if "event" in document or "type" in document else None


def read(accepted: Accepted) -> Batch:
    """The events; `sent_at` and `historical` beside `events` hold for all of them."""
    document = document_of(accepted)
    about = document if isinstance(document, dict) and "events" in document else {}
    sent_at, historical = when(plain(about.get("sent_at"))), plain(about.get("historical")) is True
    return read_each(_parts(document, accepted.body) or [], lambda part: _event(accepted, sent_at, part, historical))


def _event(accepted: Accepted, sent_at: datetime | None, part: Part, historical: bool) -> Event:
    said = lenient.typed(part, _said) or _mended(lenient.record(part))
    if not said.event and said.type not in _UNNAMED:
        raise BadEvent("no_event", "The event has no name")
    if said.type == "alias" and not said.prev_id:
        raise BadEvent("no_previous_id", "An alias needs a prev_id")
    if said.type == "group" and said.group is None:
        raise BadEvent("no_group", "A group event needs group.id")
    moment = when(said.timestamp)
    if moment is None and said.timestamp is not None:
        raise BadEvent("bad_time", "timestamp must be ISO 8601 or a number since 1970")
    return Event(
        id=said.id or "",
        type=said.type,
        event=said.event,
        source=accepted.source,
        user_id=said.user_id or None,
        anonymous_id=said.anonymous_id or None,
        distinct_id=said.distinct_id or None,
        prev_id=said.prev_id or None,
        groups=said.groups,
        group=None if said.group is None else msgspec.structs.asdict(said.group),
        ops=said.ops,
        timestamp=moment or accepted.received_at,
        sent_at=(when(said.sent_at) if said.sent_at is not None else None) or sent_at,
        received_at=accepted.received_at,
        time_flags=_FLAGS[moment is None, historical],
        session_id=said.session_id or None,
        context=_context(said.context or {}, accepted.about),
        properties=said.properties or {},
    )


def _mended(said: dict[str, Any]) -> _Said:
    """What is not of the everyday shape, as far as its meaning is plain. Raises BadEvent where it is not."""
    kind = said.get("type", "track")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise BadEvent("unknown_type", f"The type must be one of {', '.join(sorted(_KINDS))}")
    context = members_of(said.get("context"), "context")
    extra = {name: member for name, member in said.items() if name not in _KNOWN}
    ids = {name: identifier(said.get(name), name) for name in _IDS}
    return _Said(
        type=cast(Kind, kind),
        event=name_of(said.get("event")),
        timestamp=said.get("timestamp"),
        sent_at=said.get("sent_at"),
        properties=members_of(said.get("properties"), "properties"),
        context={**context, "extra": extra} if extra else context,
        groups=group_ids(said.get("groups")),
        group=_group(members_of(said.get("group"), "group")),
        ops=_ops(said.get("ops")),
        **ids,
    )


def _group(group: dict[str, Any]) -> _Group | None:
    held = identifier(group.get("id"), "group.id")
    of = identifier(group.get("type"), "group.type") or "group"
    return None if held is None else _Group(of, held, members_of(group.get("set"), "group.set"))


def _ops(said: Any) -> dict[str, Any]:
    ops = members_of(said, "ops")
    unknown = sorted(set(ops) - _OPS)
    if unknown:
        raise BadEvent("unknown_op", f"ops knows {', '.join(sorted(_OPS))}, not {unknown[0][:50]!r}")
    lists = {name: names for name, names in ops.items() if name == "unset"}
    if any(not isinstance(names, list) or not all(isinstance(n, str) for n in names) for names in lists.values()):
        raise BadEvent("bad_ops", "ops.unset must be a list of property names")
    return {name: op if name in lists else members_of(op, f"ops.{name}") for name, op in ops.items()}


def _context(context: dict[str, Any], about: dict[str, str]) -> dict[str, Any]:
    if not about:
        return context
    missing = {name: about[name] for name in ("ip", "user_agent") if about.get(name) and not context.get(name)}
    return {**context, **missing} if missing else context


def refuse(_call: Call, why: Refused) -> Answer:
    """RFC 9457, as on the rest of our API."""
    body = {"type": "about:blank", "title": why.detail, "status": why.status, "code": why.code, "detail": why.detail}
    answer = json_answer(body, why.status)
    return Answer(answer.status, answer.body, "application/problem+json")


offers = Protocol(
    name="native",
    routes=(Route("events", "/v1/events"),),
    prefixes=("native",),
    keys=keys,
    check=check,
    read=read,
    refuse=refuse,
)
