"""LifecycleQuery and StickinessQuery in our words, and our answers in PostHog's."""

from datetime import timedelta
from typing import Any

from oracles import vendor
from oracles.case import Ask, NotTranslated, World
from oracles.vendor import Clock

_STATUSES = ("new", "returning", "resurrecting", "dormant")


def lifecycle(asked: dict[str, Any], ask: Ask, world: World) -> dict[str, Any]:
    query, clock = asked["query"], Clock(asked, world)
    interval = query.get("interval") or "day"
    node = query["series"][0]
    body = _body(query, node, interval, asked, world) | vendor.span(query.get("dateRange") or {}, interval, clock)
    lives = ask("/api/insight/lifecycle", body)
    name = node.get("event") or "All events"
    action = {"id": node.get("event"), "math": "total", "name": name, "order": 0, "type": "events"}
    found = []
    for status in _STATUSES:
        data = [-n if status == "dormant" else n for n in lives[status]]
        found.append(
            {
                "count": sum(data),
                "data": data,
                "days": [vendor.day(b, interval) for b in lives["buckets"]],
                "labels": [vendor.label(b, interval) for b in lives["buckets"]],
                "label": f"{name} - {status}",
                "status": status,
                "action": action,
            }
        )
    return {"results": found}


def stickiness(asked: dict[str, Any], ask: Ask, world: World) -> dict[str, Any]:
    query, clock = asked["query"], Clock(asked, world)
    interval = query.get("interval") or "day"
    span = vendor.span(query.get("dateRange") or {}, interval, clock)
    spans = [("current", span)]
    compares = (query.get("compareFilter") or {}).get("compare")
    if compares:
        since, until = (vendor.moment(span[key], clock.zone) for key in ("since", "until"))
        back = timedelta(days=-(-(until - since) // timedelta(days=1)))
        spans.append(("previous", {"since": (since - back).isoformat(), "until": (until - back).isoformat()}))
    found = []
    for label, asked_span in spans:
        for node in query["series"]:
            body = _body(query, node, interval, asked, world) | asked_span
            one = _bars(ask("/api/insight/stickiness", body), node.get("event") or "All events", interval)
            found.append(one | ({"compare": True, "compare_label": label} if compares else {}))
    return {"results": found}


def _body(query: dict[str, Any], node: dict[str, Any], interval: str, asked: dict[str, Any], world: World) -> Any:
    if node.get("math") not in (None, "total", "dau"):
        raise NotTranslated(f"the measure {node['math']}")
    tests, people = vendor.everybody(query | {"team": asked.get("team")})
    which = vendor.event_filter(node, world)
    return {
        "event": which["event"],
        "where": which["where"] + tests,
        "interval": interval,
        **vendor.condition(people + which["people"]),
        **Clock(asked, world).body(),
    }


def _bars(histogram: dict[str, Any], name: str, interval: str) -> dict[str, Any]:
    days = [bar["intervals"] for bar in histogram["bars"]]
    return {
        "count": histogram["people"],
        "data": [bar["people"] for bar in histogram["bars"]],
        "days": days,
        "labels": [f"{n} {interval}" + ("" if n == 1 else "s") for n in days],
        "label": name,
    }
