"""Segment's HTTP API and its browser SDK's routes, which RudderStack speaks too."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from msgspec.structs import replace

from uems.events import lenient
from uems.events.event import Event, Kind
from uems.events.field import identifier, loose_identifier, loose_members, members_of, name_of, when
from uems.events.lenient import BadEvent, Document, Part
from uems.events.protocol import (
    Answer,
    Call,
    Checked,
    Malformed,
    Opened,
    Protocol,
    Route,
    Sent,
    document_of,
    json_answer,
    plain,
    read_each,
    text_in,
)
from uems.events.request import Accepted, Batch

_OK = Checked(json_answer({"success": True}))
_KINDS: dict[str, Kind] = {k: k for k in ("track", "identify", "page", "screen", "group", "alias")}
_SHORT = {"track": "t", "identify": "i", "page": "p", "screen": "s", "group": "g", "alias": "a", "batch": "b"}


def keys(call: Call, sent: Sent) -> tuple[str, ...]:
    """Basic user first, then what the body says: the browser SDK sends both, and they are equal."""
    found = (call.basic_user, call.bearer)
    held = tuple(key for key in found if key)
    return held or text_in(sent.document, "writeKey", "write_key") or _in_query(call)


def _in_query(call: Call) -> tuple[str, ...]:
    key = call.query.get("writeKey", "")
    return (key,) if key else ()


def check(route: str, call: Call, sent: Sent) -> Checked:
    """A batch needs its list, and a single call its object; each event is judged when it is read."""
    document = sent.document
    single = isinstance(document, list) or (route in _KINDS and "batch" not in document)
    if not single and not (isinstance(document, dict) and lenient.is_list(document.get("batch"))):
        raise Malformed("no_batch", 'The body must be an object with a list "batch"')
    return _OK


def _parts(route: str, document: Document, text: bytes) -> list[Part] | None:
    if isinstance(document, list):
        return document
    if route in _KINDS and "batch" not in document:
        return [lenient.whole(document, text)]
    return lenient.items(document.get("batch"))


def read(accepted: Accepted) -> Batch:
    """The events of one request, each with what the request says for all of them."""
    document = document_of(accepted)
    sent_at = when(plain(document.get("sentAt"))) if isinstance(document, dict) else None
    event_of = partial(_event, accepted, sent_at)
    return read_each(_parts(accepted.route, document, accepted.body) or [], event_of)


def _event(accepted: Accepted, sent_at: datetime | None, part: Part) -> Event:
    said = lenient.record(part)
    named = said.get("type") or said.get("action") or accepted.route
    kind = _KINDS.get(named) if isinstance(named, str) else None
    if kind is None:
        raise BadEvent("unknown_type", f"The type {str(named)[:50]!r} is not one of {', '.join(_KINDS)}")
    moment = when(said.get("timestamp")) or when(said.get("originalTimestamp"))
    historical = accepted.route == "import"
    flags = (() if moment else ("missing",)) + (("historical",) if historical else ())
    context = loose_members(said.get("context"))
    group = loose_identifier(context.get("groupId"))
    event = Event(
        id=identifier(said.get("messageId"), "messageId") or "",
        type=kind,
        source=accepted.source,
        user_id=identifier(said.get("userId"), "userId"),
        anonymous_id=identifier(said.get("anonymousId"), "anonymousId"),
        groups={"group": group} if group else {},
        timestamp=moment or accepted.received_at,
        sent_at=when(said.get("sentAt")) or sent_at,
        received_at=accepted.received_at,
        time_flags=flags,  # type: ignore[arg-type]
        session_id=loose_identifier(context.get("sessionId")),
        context=_context(context, accepted.about),
        properties=members_of(said.get("properties"), "properties"),
    )
    return _SHAPES[kind](event, said)


def _context(said: dict[str, Any], about: dict[str, str]) -> dict[str, Any]:
    kept = {name: member for name, member in said.items() if name not in ("userAgent", "traits")}
    agent = said.get("userAgent") or about.get("user_agent")
    if agent:
        kept["user_agent"] = agent
    if not kept.get("ip") and about.get("ip"):
        kept["ip"] = about["ip"]
    return kept


def _track(event: Event, said: dict[str, Any]) -> Event:
    return replace(event, event=name_of(said.get("event")))


def _page(event: Event, said: dict[str, Any]) -> Event:
    name, category = said.get("name"), said.get("category")
    # Browser SDKs copy both into the properties, server SDKs leave that to us.
    copied = {k: v for k, v in (("name", name), ("category", category)) if v and k not in event.properties}
    return replace(event, event=name_of(name or category or event.type), properties={**copied, **event.properties})


def _identify(event: Event, said: dict[str, Any]) -> Event:
    # RudderStack's browser SDK sends traits in the context only.
    traits = {
        **loose_members(loose_members(said.get("context")).get("traits")),
        **members_of(said.get("traits"), "traits"),
    }
    return replace(event, ops={"set": traits} if traits else {})


def _group(event: Event, said: dict[str, Any]) -> Event:
    group = identifier(said.get("groupId"), "groupId")
    if group is None:
        raise BadEvent("no_group", "A group call needs a groupId")
    traits = members_of(said.get("traits"), "traits")
    return replace(event, group={"type": "group", "id": group, "set": traits}, groups={"group": group})


def _alias(event: Event, said: dict[str, Any]) -> Event:
    previous = identifier(said.get("previousId"), "previousId")
    if previous is None:
        raise BadEvent("no_previous_id", "An alias needs a previousId")
    return replace(event, prev_id=previous)


_SHAPES: dict[Kind, Callable[[Event, dict[str, Any]], Event]] = {
    "track": _track,
    "page": _page,
    "screen": _page,
    "identify": _identify,
    "group": _group,
    "alias": _alias,
}


def settings(call: Call, _sent: Sent, opened: Opened) -> Answer:
    """What the browser SDK needs before it sends anything. Without "Segment.io" it would send to Segment itself."""
    ours = {"apiKey": opened.key, "apiHost": f"{call.base}/v1", "protocol": call.scheme, "unbundledIntegrations": []}
    return json_answer({"integrations": {"Segment.io": ours}, "plan": {"track": {}, "identify": {}, "group": {}}})


def _thrown_away(_call: Call, _sent: Sent, _opened: Opened) -> Answer:
    return _OK.answer


def settings_keys(call: Call, sent: Sent) -> tuple[str, ...]:
    """The key stands in the path of the settings, else where events have it."""
    key = call.holes.get("key")
    return (key,) if key else keys(call, sent)


_collecting = tuple(
    route
    for name in (*_KINDS, "batch", "import")
    for route in (Route(name, f"/v1/{name}"), *((Route(name, f"/v1/{_SHORT[name]}"),) if name in _SHORT else ()))
)

offers = Protocol(
    name="segment",
    routes=(
        *_collecting,
        Route("batch", "/beacon/v1/batch"),
        Route("metrics", "/v1/m", tell=_thrown_away, opens="none", reads=False),
        Route("settings", "/v1/projects/{key}/settings", ("GET",), tell=settings, reads=False),
    ),
    prefixes=("segment", "rudder"),
    keys=settings_keys,
    check=check,
    read=read,
)
