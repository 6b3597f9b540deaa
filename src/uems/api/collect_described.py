"""The collecting routes as OpenAPI paths: the bare door has no framework that would describe it."""

import re
from collections.abc import Mapping
from typing import Any

from uems.events.protocol import Protocol, Route

_EXAMPLE = {
    "events": [
        {
            "id": "o-1001",
            "event": "order_paid",
            "user_id": "ada",
            "timestamp": "2026-06-01T09:30:00+08:00",
            "properties": {"revenue": 129, "currency": "CNY"},
        }
    ]
}
_EXAMPLES: dict[tuple[str, str], tuple[Any, Any]] = {
    ("native", "events"): (_EXAMPLE, {"accepted": 1, "rejected": []}),
    ("segment", "batch"): (
        {"batch": [{"type": "track", "userId": "ada", "event": "Order Completed"}], "writeKey": "wk_…"},
        {"success": True},
    ),
    ("segment", "track"): ({"userId": "ada", "event": "Order Completed", "writeKey": "wk_…"}, {"success": True}),
    ("ofrep", "evaluate_flag"): (
        {"context": {"targetingKey": "ada", "plan": "pro"}},
        {"key": "new-home", "value": True, "variant": "on", "reason": "TARGETING_MATCH", "metadata": {"version": 1}},
    ),
    ("posthog_flags", "flags"): (
        {"api_key": "wk_…", "distinct_id": "ada", "person_properties": {"plan": "pro"}},
        {"flags": {"new-home": {"key": "new-home", "enabled": True, "variant": None}}},
    ),
    ("posthog", "batch"): (
        {"api_key": "wk_…", "batch": [{"event": "Order Completed", "distinct_id": "ada"}]},
        {"status": 1},
    ),
}
_REFUSALS = {
    "400": ("The request as a whole cannot be read", "not_json"),
    "401": ("The key is missing or unknown", "unknown_key"),
    "413": ("The body is too large", "too_large"),
    "503": ("Not now; send the same again after Retry-After seconds", "unavailable"),
}


def paths(known: Mapping[str, Protocol]) -> dict[str, dict[str, Any]]:
    """What stands under `paths` in /openapi.json for every collecting route, without the vendors' prefixes."""
    found: dict[str, dict[str, Any]] = {}
    for protocol in known.values():
        for route in protocol.routes:
            for method in route.methods:
                found.setdefault(route.path, {}).setdefault(method.lower(), _operation(protocol, route, method))
    return found


def _operation(protocol: Protocol, route: Route, method: str) -> dict[str, Any]:
    sent, answered = _EXAMPLES.get((protocol.name, route.name), (None, None))
    operation: dict[str, Any] = {
        "tags": [f"collect: {protocol.name}"],
        "operationId": "_".join([protocol.name, method.lower(), *re.findall(r"\w+", route.path)]),
        "summary": f"{protocol.name}: {route.name.replace('_', ' ')}",
        "parameters": [_hole(name) for name in re.findall(r"\{(\w+)\}", route.path)],
        "responses": {"200": _answer("Durable" if route.tell is None else "The answer", answered), **_refusals(route)},
    }
    if method == "POST":
        content: dict[str, Any] = {"schema": {"type": "object"}}
        operation["requestBody"] = {"content": {"application/json": content | ({"example": sent} if sent else {})}}
    return operation


def _hole(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _answer(words: str, example: Any = None) -> dict[str, Any]:
    content = {"schema": {}} | ({"example": example} if example is not None else {})
    return {"description": words, "content": {"application/json": content}}


def _refusals(route: Route) -> dict[str, Any]:
    """A question is refused for its key alone; one that needs none is never refused."""
    kinds = tuple(_REFUSALS) if route.tell is None else () if route.opens == "none" else ("401", "503")
    return {kind: _answer(_REFUSALS[kind][0], {"code": _REFUSALS[kind][1]}) for kind in kinds}
