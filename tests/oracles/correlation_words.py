"""FunnelCorrelationQuery in our words, and our rows in PostHog's: it translates and never computes an answer."""

from datetime import datetime, timedelta
from typing import Any

from oracles import funnel_adapter
from oracles.case import Ask, NotTranslated, World

_OF = {"events": "events", "event_with_properties": "event_properties", "properties": "person_properties"}
_SHARE = 0.11
"""What their tests set in code before they ask: rows of fewer people than 11 % of all are left out."""


def answer(asked: dict[str, Any], ask: Ask, world: World) -> dict[str, Any]:
    query = asked["query"]
    legacy = dict(query["source"]["source"]["legacy_filter"])
    if legacy.get("properties"):
        raise NotTranslated("a filter by a property of groups")
    of = _OF[query.get("funnelCorrelationType") or "events"]
    body = {
        **funnel_adapter.body_of(legacy, _now(asked, world)),
        "kind": "correlation",
        "of": of,
        "events": query.get("funnelCorrelationEventNames") or [],
        "exclude_events": query.get("funnelCorrelationExcludeEventNames") or [],
        "exclude_properties": query.get("funnelCorrelationEventExcludePropertyNames") or [],
        "share": _SHARE,
    }
    if query.get("funnelCorrelationNames"):
        body["properties"] = query["funnelCorrelationNames"]
    if legacy.get("aggregation_group_type_index") is not None:
        body["by"] = f"group:group_{legacy['aggregation_group_type_index']}"
    rows = ask("/api/insight/correlation", body)["rows"]
    return {"results_tuple": [[_row(row) for row in rows], False]}


def _now(asked: dict[str, Any], world: World) -> datetime:
    """A clock that stood still only while people were made stands before the events."""
    last = max(datetime.fromisoformat(event["timestamp"].replace("Z", "+00:00")) for event in world.events)
    return max(funnel_adapter.now_of(asked, world), last + timedelta(days=30))


def _row(row: dict[str, Any]) -> dict[str, Any]:
    factor = row["factor"]
    parts = [factor["event"], factor["property"], None if factor["property"] is None else str(factor["value"])]
    return {
        "event": "::".join(part for part in parts if part is not None),
        "success_count": row["converted"],
        "failure_count": row["dropped"],
        "odds_ratio": row["odds_ratio"]["value"],
        "correlation_type": row["direction"],
    }
