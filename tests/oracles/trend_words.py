"""TrendsQuery in our words, and our lines in PostHog's."""

import math
import re
from typing import Any

from oracles import vendor
from oracles.case import Ask, NotTranslated, World
from oracles.vendor import Clock

_MEASURES = {
    None: "total",
    "total": "total",
    "dau": "people",
    "weekly_active": "people_7d",
    "monthly_active": "people_30d",
    "first_time_for_user": "first_time",
    "avg_count_per_actor": "per_person",
    "min_count_per_actor": "per_person_min",
    "max_count_per_actor": "per_person_max",
    "avg": "avg",
    "sum": "sum",
    "min": "min",
    "max": "max",
    "median": "median",
    "p90": "p90",
    "p95": "p95",
    "p99": "p99",
}
_WHOLE = ("ActionsTable", "ActionsPie", "ActionsBarValue", "BoldNumber", "WorldMap")
"""Displays of one number for the whole span."""


def answer(asked: dict[str, Any], ask: Ask, world: World) -> dict[str, Any]:
    query = _modern(asked["query"])
    if any((asked.get("modifiers") or {}).values()):
        raise NotTranslated("modifiers")
    clock = Clock(asked, world)
    tests, people = vendor.everybody(query | {"team": asked.get("team")})
    nodes = query["series"]
    shown = query.get("trendsFilter") or {}
    interval = query.get("interval") or "day"
    body: dict[str, Any] = {
        "series": [_series(node, tests, world) for node in nodes],
        "interval": interval,
        **vendor.span(query.get("dateRange") or {}, interval, clock),
        **vendor.condition(people),
        **clock.body(),
    }
    split = query.get("breakdownFilter") or {}
    body |= _breakdown(split, shown.get("display")) | _compare(query.get("compareFilter") or {}) | _shown(shown)
    drawn = ask("/api/insight/trend", body)
    return {"results": _results(drawn, query, shown, interval)}


def _modern(query: dict[str, Any]) -> dict[str, Any]:
    old = query.get("legacy_filter")
    if old is None:
        return query
    nodes = [dict(n, kind="EventsNode", event=n.get("id")) for n in old.get("events", [])]
    nodes += [dict(n, kind="ActionsNode") for n in old.get("actions", [])]
    shown = {k: old[k] for k in ("display", "formula") if k in old}
    shown |= {"smoothingIntervals": old["smoothing_intervals"]} if "smoothing_intervals" in old else {}
    split = {k: old[k] for k in ("breakdown", "breakdown_type", "breakdowns", "breakdown_limit") if k in old}
    return {
        "series": sorted(nodes, key=lambda n: n.get("order", 0)),
        "dateRange": {"date_from": old.get("date_from"), "date_to": old.get("date_to")},
        "interval": old.get("interval"),
        "properties": old.get("properties"),
        "filterTestAccounts": old.get("filter_test_accounts"),
        "trendsFilter": shown,
        "breakdownFilter": split,
        "compareFilter": {"compare": str(old.get("compare", "")).lower() == "true"},
    }


def _series(node: dict[str, Any], tests: list[dict[str, Any]], world: World) -> dict[str, Any]:
    which = vendor.event_filter(node, world)
    if node.get("math") not in _MEASURES:
        raise NotTranslated(f"the measure {node['math']}")
    series = {
        "event": which["event"],
        "where": which["where"] + tests,
        "measure": _MEASURES[node.get("math")],
        "name": _name(node, world),
        **vendor.condition(which["people"]),
    }
    if node.get("math_property") and series["measure"] in ("avg", "sum", "min", "max", "median", "p90", "p95", "p99"):
        series["property"] = node["math_property"]
    return series


def _name(node: dict[str, Any], world: World) -> str:
    if node.get("kind") == "ActionsNode":
        return next((a["name"] for a in world.case.get("actions", []) if str(a["id"]) == str(node["id"])), "")
    return node.get("custom_name") or node.get("event") or "All events"


def _breakdown(split: dict[str, Any], display: str | None) -> dict[str, Any]:
    limit = {
        "limit": split.get("breakdown_limit") or (250 if display == "WorldMap" else 25),
        "other": not split.get("breakdown_hide_other_aggregation"),
    }
    if split.get("breakdowns"):
        return {"breakdown": {"by": [_split(one) for one in split["breakdowns"]], **limit}}
    if split.get("breakdown") is None:
        return {}
    one = {
        "property": split["breakdown"],
        "type": split.get("breakdown_type"),
        "histogram_bin_count": split.get("breakdown_histogram_bin_count"),
        "normalize_url": split.get("breakdown_normalize_url"),
    }
    return {"breakdown": _split(one) | limit}


def _split(one: dict[str, Any]) -> dict[str, Any]:
    if (one.get("type") or "event") not in ("event", "person"):
        raise NotTranslated(f"a breakdown by {one['type']}")
    said = {"property": one["property"], "of": one.get("type") or "event"}
    if one.get("histogram_bin_count"):
        said["bins"] = one["histogram_bin_count"]
    return said | ({"clean": "url"} if one.get("normalize_url") else {})


def _compare(asked: dict[str, Any]) -> dict[str, Any]:
    return {"compare": asked.get("compare_to") or True} if asked.get("compare") else {}


def _shown(shown: dict[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if shown.get("formula"):
        said["formula"] = shown["formula"]
    if (shown.get("smoothingIntervals") or 1) > 1:
        said["rolling"] = shown["smoothingIntervals"]
    if shown.get("display") == "ActionsLineGraphCumulative":
        said["cumulative"] = True
    return said


def _results(
    drawn: dict[str, Any], query: dict[str, Any], shown: dict[str, Any], interval: str
) -> list[dict[str, Any]]:
    formula = shown.get("formula")
    lines = [line for line in drawn["series"] if (line["letter"] is None) == bool(formula)]
    whole = shown.get("display") in _WHOLE
    found = []
    for line in lines:
        buckets = drawn["previous_buckets"] if line["period"] == "previous" else drawn["buckets"]
        values = [math.floor(v) for v in line["values"]] if shown.get("smoothingIntervals") else line["values"]
        one: dict[str, Any] = {
            "data": values,
            "days": [vendor.day(b, interval) for b in buckets],
            "labels": [vendor.label(b, interval) for b in buckets],
            "count": values[-1] if shown.get("display") == "ActionsLineGraphCumulative" else sum(values),
            "label": f"Formula ({formula})" if formula else line["name"],
        }
        if whole:
            data: Any = None if formula else []
            one |= {"aggregated_value": line["total"], "count": 0, "data": data, "days": [], "labels": []}
        if query.get("breakdownFilter", {}).get("breakdown") or query.get("breakdownFilter", {}).get("breakdowns"):
            one |= _broken_down(line, bool(formula), len(query["series"]))
        if (query.get("compareFilter") or {}).get("compare"):
            one |= {"compare": True, "compare_label": line["period"]}
        found.append(one)
    return found


def _broken_down(line: dict[str, Any], formula: bool, series: int) -> dict[str, Any]:
    held = line["breakdown"]
    value: Any = [_value(v) for v in held] if isinstance(held, list) else _value(held)
    text = "::".join(value) if isinstance(value, list) else value
    if formula:
        return {"breakdown_value": value}
    return {"breakdown_value": value, "label": f"{line['name']} - {text}" if series > 1 else text}


def _value(held: Any) -> str:
    """A range of numbers: PostHog writes both ends as included, and the last a hundredth wider."""
    text = vendor.said(held)
    found = re.fullmatch(r"\[([-\d.e+]+),([-\d.e+]+)([)\]])", text)
    if not found:
        return text
    high = found[2] if found[3] == ")" else f"{float(found[2]) + 0.01:g}"
    return f"[{found[1]},{high}]"
