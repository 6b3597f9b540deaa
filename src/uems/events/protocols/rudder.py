"""RudderStack's browser SDK: the one question it asks before it speaks Segment's protocol."""

from uems.events.protocol import Answer, Call, Opened, Protocol, Route, Sent, json_answer


def keys(call: Call, _sent: Sent) -> tuple[str, ...]:
    return tuple(key for key in (call.basic_user, call.query.get("writeKey", "")) if key)


def source_config(_call: Call, _sent: Sent, opened: Opened) -> Answer:
    """Without this answer the SDK never starts. No destinations: everything goes to us."""
    source = {
        "id": "uems",
        "name": "uems",
        "writeKey": opened.key,
        "config": {},
        "enabled": True,
        "workspaceId": "uems",
        "destinations": [],
    }
    return json_answer({"source": source})


offers = Protocol(
    name="rudder",
    routes=(Route("source_config", "/sourceConfig", ("GET",), tell=source_config, reads=False),),
    prefixes=("rudder",),
    keys=keys,
)
