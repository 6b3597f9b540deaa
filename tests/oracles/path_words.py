"""PathsQuery, its old filter, and the people behind its links in our words; our links in PostHog's."""

import re
from typing import Any

from oracles import vendor
from oracles.case import Ask, NotTranslated, World
from oracles.vendor import Clock

_SLASH = {"match": "^(.+)/$", "name": "\\1", "regex": True}
"""There a page's trailing slash is never part of its name."""
_KNOWN = {
    *("stepLimit", "includeEventTypes", "excludeEvents", "pathGroupings", "startPoint", "endPoint", "edgeLimit"),
    *("minEdgeWeight", "maxEdgeWeight", "pathStartKey", "pathEndKey", "pathDropoffKey"),
}


def answer(asked: dict[str, Any], ask: Ask, world: World) -> dict[str, Any]:
    query = asked["query"]
    shape = query.get("pathsFilter") or {}
    return {"results": _links(ask("/api/insight/paths", _body(asked, query, shape, world)))}


def answer_old(asked: dict[str, Any], ask: Ask, world: World) -> list[dict[str, Any]]:
    old = asked["filter"]["legacy_filter"]
    if set(old) - {"path_type", "date_from", "date_to", "properties", "step_limit"}:
        raise NotTranslated(f"the old filter {sorted(old)}")
    shape = {"includeEventTypes": [old["path_type"]]} if old.get("path_type") else {}
    query = {
        "pathsFilter": shape | ({"stepLimit": old["step_limit"]} if "step_limit" in old else {}),
        "dateRange": {"date_from": old.get("date_from"), "date_to": old.get("date_to")},
        "properties": old.get("properties"),
    }
    return _links(ask("/api/insight/paths", _body(asked, query, query["pathsFilter"], world)))


def people(asked: dict[str, Any], ask: Ask, world: World) -> dict[str, Any]:
    """ActorsQuery over paths: who is on a link, came to a node, or left there."""
    query = asked["query"]["source"]["source"]
    shape = query.get("pathsFilter") or {}
    start, end, left = (shape.get(key) for key in ("pathStartKey", "pathEndKey", "pathDropoffKey"))
    step, node = _node(start or left or end)
    cell: dict[str, Any] = {"step": step, "from": node, "dropped": bool(left)}
    if start and end:
        cell["to"] = _node(end)[1]
    body = {"query": {"kind": "paths", **_body(asked, query, shape, world)}, "cell": cell}
    items = ask("/api/insight/people", body)["items"]
    return {"results": [[{"id": vendor.person(item, world)}] for item in items]}


def _body(asked: dict[str, Any], query: dict[str, Any], shape: dict[str, Any], world: World) -> dict[str, Any]:
    if unknown := {key for key, value in shape.items() if value is not None} - _KNOWN:
        raise NotTranslated(f"paths with {sorted(unknown)}")
    clock = Clock(asked, world)
    tests, persons = vendor.everybody(query | {"team": asked.get("team")})
    body: dict[str, Any] = {
        "node": "both",
        "depth": shape.get("stepLimit") or 5,
        "limit": shape.get("edgeLimit") or 50,
        "include": _included(shape.get("includeEventTypes"), tests, world),
        "exclude": [{"node": name} for name in shape.get("excludeEvents") or []],
        "clean": [_SLASH, *(_group(one) for one in shape.get("pathGroupings") or [])],
        "least": shape.get("minEdgeWeight") or 1,
        "most": shape.get("maxEdgeWeight"),
        **vendor.condition(persons),
        **vendor.span(query.get("dateRange") or {}, "day", clock),
        **clock.body(),
    }
    for name, key in (("from", "startPoint"), ("to", "endPoint")):
        if shape.get(key):
            body[name] = {"node": shape[key]}
    return body


def _included(types: Any, tests: list[dict[str, Any]], world: World) -> list[dict[str, Any]]:
    """A custom event is one whose name the vendor did not give."""
    names: list[str | None] = []
    for kind in types or []:
        own = sorted({event["event"] for event in world.events if not event["event"].startswith("$")})
        if kind not in ("$pageview", "$screen", "custom_event"):
            raise NotTranslated(f"paths of {kind}")
        names += own if kind == "custom_event" else [kind]
    if not types and tests:
        names = [None]
    return [{"event": name, "where": tests} for name in names]


def _group(pattern: str) -> dict[str, Any]:
    """There a pattern is looked for anywhere in the name."""
    found = ".*".join(re.escape(part) for part in pattern.split("*"))
    return {"match": found, "name": pattern.replace("\\", "\\\\"), "regex": True}


def _node(key: str) -> tuple[int, str]:
    step, _, name = key.partition("_")
    return int(step), "$more" if name == "..." else name


def _links(ways: dict[str, Any]) -> list[dict[str, Any]]:
    """PostHog's order: the most frequent first, then by name of source and target."""
    found = [
        {
            "source": f"{link['step']}_{_said(link['from'])}",
            "target": f"{link['step'] + 1}_{_said(link['to'])}",
            "value": link["paths"],
            "average_conversion_time": link["mean_seconds"] * 1000,
        }
        for link in ways["links"]
    ]
    return sorted(found, key=lambda link: (-link["value"], link["source"], link["target"]))


def _said(name: str) -> str:
    return "..." if name == "$more" else name
