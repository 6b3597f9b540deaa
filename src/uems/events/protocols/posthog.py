"""PostHog's capture routes: every generation of its SDKs, base64 forms to capture v1 (posthog.com/docs/api/capture)."""

from datetime import datetime, timedelta
from typing import Any

import msgspec

from uems.events import lenient, pipeline
from uems.events.event import Event, Kind
from uems.events.field import (
    first_identifier,
    group_ids,
    identifier,
    loose_identifier,
    loose_members,
    members_of,
    name_of,
    when,
)
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

_KINDS: dict[str, Kind] = {
    "$pageview": "page",
    "$screen": "screen",
    "$identify": "identify",
    "$set": "identify",
    "$set_once": "identify",
    "$unset": "identify",
    "$create_alias": "alias",
    "$merge_dangerously": "alias",
    "$groupidentify": "group",
    "$feature_flag_called": "exposure",
    "$exception": "exception",
    "$snapshot": "replay",
    "$snapshot_items": "replay",
}
_OK = json_answer({"status": 1})
_OK_NEW = json_answer({"status": "Ok"})
_CONTEXT = (
    ("page", {"url": "$current_url", "path": "$pathname", "host": "$host", "title": "title", "referrer": "$referrer"}),
    ("campaign", {n: f"utm_{n}" for n in ("source", "medium", "campaign", "term", "content")}),
    ("browser", {"name": "$browser", "version": "$browser_version", "language": "$browser_language"}),
    ("os", {"name": "$os", "version": "$os_version"}),
    ("device", {"type": "$device_type", "model": "$device_model", "manufacturer": "$device_manufacturer"}),
    ("screen", {"width": "$screen_width", "height": "$screen_height", "name": "$screen_name"}),
    ("app", {"name": "$app_name", "version": "$app_version", "build": "$app_build"}),
    ("library", {"name": "$lib", "version": "$lib_version"}),
)
_PLAIN_CONTEXT = {
    "ip": "$ip",
    "user_agent": "$raw_user_agent",
    "timezone": "$timezone",
    "locale": "$locale",
    "window_id": "$window_id",
}


def keys(call: Call, sent: Sent) -> tuple[str, ...]:
    """Bearer (v1), the body's own key, the key inside an event's properties (replay, old clients), the query."""
    if call.bearer:
        return (call.bearer,)
    query = call.query
    beside = (
        sent.form.get("api_key", ""),
        sent.form.get("token", ""),
        query.get("token", ""),
        query.get("api_key", ""),
    )
    found = text_in(sent.document, "api_key", "token") or tuple(key for key in beside if key)
    return found or _inner_keys(sent)


def _inner_keys(sent: Sent) -> tuple[str, ...]:
    parts = _parts(sent.document, sent.text)
    first = lenient.members(parts[0]) if parts else None
    if first is None:
        return ()
    inner = lenient.members(first.get("properties")) or {}
    return text_in(first, "api_key", "token") or text_in(inner, "token", "api_key")


def _parts(document: Document, text: bytes) -> list[Part] | None:
    if isinstance(document, list):
        return document
    for name in ("batch", "data"):
        if name in document:
            held = document[name]
            return lenient.items(held) or ([held] if lenient.members(held) else [])
    return [lenient.whole(document, text)] if "event" in document else None


def check(route: str, call: Call, sent: Sent) -> Checked:
    """Capture v1 answers for every event, so its events are read at once; of others only the shape is asked."""
    document = sent.document
    if isinstance(document, dict) and not document.keys() & {"batch", "data", "event"}:
        raise Malformed("no_events", 'The body must be an event, a list of events, or an object with a list "batch"')
    about = {"sdk": call.header(b"posthog-sdk-info"), "sent_at": _sent_at(call)}
    about = {name: said for name, said in about.items() if said}
    if route == "v1":
        return Checked(_results(call, sent, about), about)
    return Checked(_OK_NEW if route == "e_new" else _OK, about)


def _sent_at(call: Call) -> str:
    if call.header(b"posthog-request-timestamp"):
        return call.header(b"posthog-request-timestamp")
    return call.query.get("_", "") if "_=" in call.query_text else ""


def _results(call: Call, sent: Sent, about: dict[str, str]) -> Answer:
    accepted = Accepted(
        project=0, source="posthog", route="v1", received_at=call.received_at, about=about, body=sent.text
    )
    results: dict[str, dict[str, str]] = {}
    for part in _parts(sent.document, sent.text) or []:
        uuid = text_in(lenient.members(part) or {}, "uuid")
        found = pipeline.refine_batch(read_each([part], lambda p: _event(accepted, _Envelope(), p)))
        refused = found.rejects[0] if found.rejects else None
        if uuid:
            results[uuid[0]] = {"result": "drop", "details": refused.detail} if refused else {"result": "ok"}
    return json_answer({"results": results})


class _Envelope(msgspec.Struct, frozen=True):
    """What a request says for all its events."""

    sent_at: datetime | None = None
    historical: bool = False


def read(accepted: Accepted) -> Batch:
    document = document_of(accepted)
    outer = document if isinstance(document, dict) else {}
    said = plain(outer.get("sent_at") or outer.get("sentAt")) or accepted.about.get("sent_at")
    envelope = _Envelope(when(said), plain(outer.get("historical_migration")) is True)
    return read_each(_parts(document, accepted.body) or [], lambda part: _event(accepted, envelope, part))


def _event(accepted: Accepted, envelope: _Envelope, part: Part) -> Event:
    said = lenient.record(part)
    properties = members_of(said.get("properties"), "properties")
    options = loose_members(said.get("options"))
    name = name_of(said.get("event"))
    kind = _KINDS.get(name or "", "track")
    moment = _moment(said, accepted.received_at)
    uncorrected = properties.get("$ignore_sent_at") is True or options.get("disable_skew_correction") is True
    flags = (() if moment else ("missing",)) + (("historical",) if envelope.historical else ())
    group = _group(kind, properties)
    who = first_identifier(said, "distinct_id", "$distinct_id") or first_identifier(properties, "distinct_id")
    return Event(
        id=first_identifier(said, "uuid") or first_identifier(properties, "$insert_id") or "",
        type=kind,
        event=name,
        source=accepted.source,
        # Server SDKs make up a person for a group that speaks for itself; that is nobody.
        distinct_id=None if group and who == f"${group['type']}_{group['id']}" else who,
        prev_id=_previous(kind, properties),
        groups=group_ids(properties.get("$groups")),
        group=group,
        ops=_ops(said, properties),
        timestamp=moment or accepted.received_at,
        sent_at=None if uncorrected else envelope.sent_at,
        received_at=accepted.received_at,
        time_flags=flags,  # type: ignore[arg-type]
        session_id=loose_identifier(said.get("session_id")) or loose_identifier(properties.get("$session_id")),
        context=_context(said, properties, accepted.about),
        properties=properties,
    )


def _moment(said: dict[str, Any], received_at: datetime) -> datetime | None:
    moment = when(said.get("timestamp"))
    offset = said.get("offset")
    if moment is None and isinstance(offset, int | float) and not isinstance(offset, bool) and 0 <= offset < 1e11:
        # How long before sending it happened, by one and the same clock: nothing to correct.
        return received_at - timedelta(milliseconds=offset)
    return moment


def _previous(kind: Kind, properties: dict[str, Any]) -> str | None:
    if kind == "identify":
        return identifier(properties.get("$anon_distinct_id"), "$anon_distinct_id")
    if kind != "alias":
        return None
    alias = identifier(properties.get("alias"), "alias")
    if alias is None:
        raise BadEvent("no_previous_id", "An alias needs properties.alias")
    return alias


def _group(kind: Kind, properties: dict[str, Any]) -> dict[str, Any] | None:
    if kind != "group":
        return None
    of, held = (first_identifier(properties, name) for name in ("$group_type", "$group_key"))
    if of is None or held is None:
        raise BadEvent("no_group", "$groupidentify needs $group_type and $group_key")
    return {"type": of, "id": held, "set": members_of(properties.get("$group_set"), "$group_set")}


def _ops(said: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    """Profile operations stand beside the properties or in them; where both have one, the properties win."""
    ops: dict[str, Any] = {}
    for name in ("set", "set_once"):
        held = {**loose_members(said.get(f"${name}")), **loose_members(properties.get(f"${name}"))}
        if held:
            ops[name] = held
    unset = properties.get("$unset") or said.get("$unset")
    if isinstance(unset, list) and unset:
        ops["unset"] = [str(name) for name in unset]
    return ops


def _context(said: dict[str, Any], properties: dict[str, Any], about: dict[str, str]) -> dict[str, Any]:
    context: dict[str, Any] = {n: properties[p] for n, p in _PLAIN_CONTEXT.items() if properties.get(p) is not None}
    for name, fields in _CONTEXT:
        held = {n: properties[p] for n, p in fields.items() if properties.get(p) is not None}
        if held:
            context[name] = held
    for name in ("ip", "user_agent", "window_id"):
        other = about.get(name) or (said.get(name) if name == "window_id" else None)
        if other:
            context.setdefault(name, other)
    sdk = about.get("sdk", "").split("/", 1)
    if len(sdk) == 2:
        context.setdefault("library", {"name": sdk[0], "version": sdk[1]})
    return context


def _thrown_away(_call: Call, _sent: Sent, _opened: Opened) -> Answer:
    return _OK


_collecting = (
    Route("batch", "/batch", claims=lambda _call, document: isinstance(document, list) or "events" not in document),
    Route("e", "/e", ("POST", "GET")),
    Route("e_new", "/i/v0/e", ("POST", "GET")),
    Route("capture", "/capture", ("POST", "GET")),
    Route("ai_batch", "/i/v0/ai/batch"),
    Route("replay", "/s", ("POST", "GET")),
    Route("v1", "/i/v1/analytics/events"),
)
_own_telemetry = tuple(
    Route(name, f"/i/v1/{name}", tell=_thrown_away, opens="none", reads=False) for name in ("logs", "metrics", "traces")
)

offers = Protocol(
    name="posthog",
    routes=(*_collecting, *_own_telemetry),
    prefixes=("posthog",),
    keys=keys,
    check=check,
    read=read,
)
