"""PostHog's funnel queries in our words, and our answers in its shape: it translates and never computes an answer."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from oracles.case import Ask, World

_ORDERS = {"first_touch": "first", "last_touch": "last", "all_events": "all", "step": "step"}
_AFTERWARDS = datetime(2025, 1, 1, tzinfo=UTC)
"""A clock for cases that say none: upstream ran long after their events."""


class People:
    """The persons of a case: what stands for each in an expected answer."""

    def __init__(self, persons: list[dict[str, Any]]) -> None:
        self.first = {one: person["distinct_ids"][0] for person in persons for one in person["distinct_ids"]}
        self.all = {person["distinct_ids"][0]: list(person["distinct_ids"]) for person in persons}

    def of(self, ids: list[str]) -> dict[str, Any]:
        first = next((self.first[one] for one in ids if one in self.first), ids[0])
        known = self.all.get(first, ids)
        return {"id": f"person:{first}", "distinct_ids": known}


def answer(asked: Mapping[str, Any], ask: Ask, world: World) -> Any:
    """What PostHog's runner would answer. Raises Refused."""
    runner, given = asked["runner"], asked.get("arg0") or asked.get("query") or asked.get("filter") or {}
    now, people, post = now_of(asked, world), People(world.persons), _remembering(ask)
    if runner == "ActorsQueryRunner":
        source = given["source"]
        found = _people(_legacy(source["source"]), source, now, people, post)
        return {"results": [[one, one] for one in found]}
    legacy = _legacy(given)
    legacy |= {"funnel_order_type": _order_of(runner, legacy)}
    if runner.endswith("Actors"):
        return {"serialized_actors": _people(legacy, _snake(legacy), now, people, post)}
    results = _results(legacy, now, post)
    return {"results": results} if runner == "FunnelsQueryRunner" else results


def _remembering(ask: Ask) -> Ask:
    said: dict[str, Any] = {}

    def post(path: str, body: dict[str, Any]) -> Any:
        key = json.dumps([path, body], sort_keys=True)
        if key not in said:
            said[key] = ask(path, body)
        return said[key]

    return post


def now_of(asked: Mapping[str, Any], world: World) -> datetime:
    if asked.get("now"):
        moment = datetime.fromisoformat(asked["now"])
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    times = [datetime.fromisoformat(event["timestamp"].replace("Z", "+00:00")) for event in world.events]
    last = max(times, default=datetime(2021, 3, 10, 12, tzinfo=UTC))
    return (last if world.case.get("synthetic_clock") else max(last, _AFTERWARDS)) + timedelta(minutes=1)


def _results(legacy: Mapping[str, Any], now: datetime, post: Ask) -> Any:
    kind = legacy.get("funnel_viz_type", "steps")
    body = body_of(legacy, now)
    if kind == "time_to_convert":
        body.pop("breakdown", None)
        answer = post("/api/insight/funnel/histogram", body | _leg(legacy))
        bins = [[one["from_seconds"], one["people"]] for one in answer["bins"]]
        return {"bins": bins, "average_conversion_time": answer["mean_seconds"]}
    if kind == "trends":
        answer = post("/api/insight/funnel/trend", body | _leg(legacy) | _interval(legacy))
        if answer["breakdown"] is not None:
            return [{"breakdown_value": _text(one["value"]), **one} for one in answer["breakdown"]]
        return _periods(answer)
    answer = post("/api/insight/funnel", body)
    if answer["breakdown"] is None:
        return _steps(legacy, answer["steps"], None)
    listed = [_steps(legacy, part["steps"], _said(legacy, part["value"])) for part in answer["breakdown"]]
    # Upstream's rows come in no stated order; here by the values, the last property first.
    return sorted(listed, key=lambda steps: list(reversed(_as_list(steps[0]["breakdown"]))))


def _steps(legacy: Mapping[str, Any], steps: list[Mapping[str, Any]], said: Any) -> list[dict[str, Any]]:
    unordered = legacy["funnel_order_type"] == "unordered"
    out = []
    for n, (event, step) in enumerate(zip(_events(legacy), steps, strict=True)):
        done = f"Completed {n + 1} step" + ("s" if n else "")
        row = {
            "action_id": None if unordered else event.get("id"),
            "name": done if unordered else step["name"],
            "custom_name": None,
            "order": n,
            "people": [],
            "count": step["people"],
            "type": "events",
            "average_conversion_time": step["mean_seconds"],
            "median_conversion_time": step["median_seconds"],
        }
        out.append(row if said is None else row | {"breakdown": said, "breakdown_value": said})
    return out


def _periods(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    whole = answer["whole"]
    return [
        {
            "timestamp": datetime.fromisoformat(bucket).isoformat(),
            "reached_from_step_count": entered,
            "reached_to_step_count": converted,
            "conversion_rate": round(100 * (rate or 0.0), 2),
        }
        for bucket, entered, converted, rate in zip(
            answer["buckets"], whole["entered"], whole["converted"], whole["rate"], strict=True
        )
    ]


def _people(
    legacy: dict[str, Any], asked: Mapping[str, Any], now: datetime, people: People, post: Ask
) -> list[dict[str, Any]]:
    body = body_of(legacy, now)
    if legacy.get("funnel_viz_type") == "trends":
        cell = {"entered": legacy["entrance_period_start"].replace(" ", "T"), "dropped": bool(legacy.get("drop_off"))}
        cells = [cell]
        body |= {"kind": "funnel_trend"} | _leg(legacy) | _interval(legacy)
    else:
        body |= {"kind": "funnel"}
        last = len(_events(legacy))
        steps = asked.get("funnelCustomSteps") or []
        cells = [_exactly(step, last) for step in steps] or [_cell(asked.get("funnelStep"))]
        value = asked.get("funnelStepBreakdown")
        if value is not None:
            found = _value(value, body, post)
            if found is None:
                return []
            cells = [cell | {"breakdown": found[0]} for cell in cells]
    listed = []
    for cell in cells:
        items = post("/api/insight/people", {"query": body, "cell": cell, "limit": 1000})["items"]
        listed += [people.of([each["value"] for each in one["ids"]]) for one in items]
    return listed


def _cell(step: Any) -> dict[str, Any]:
    if isinstance(step, int) and step < 0:
        return {"step": -step - 1, "dropped": True}
    return {"step": step - 1 if isinstance(step, int) else step}


def _exactly(step: int, last: int) -> dict[str, Any]:
    return {"step": step, "dropped": True} if step < last else {"step": step - 1}


def _value(wanted: Any, body: Mapping[str, Any], post: Ask) -> tuple[Any] | None:
    """The value of the breakdown that upstream writes so."""
    answer = post("/api/insight/funnel", {k: v for k, v in body.items() if k != "kind"})
    for part in answer["breakdown"] or []:
        if _as_list(_text(part["value"])) == [_text(one) for one in _as_list(wanted)]:
            return (part["value"],)
    return None


def body_of(legacy: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    shared = [_test(one) for one in _properties(legacy.get("properties"))]
    body: dict[str, Any] = {
        "steps": [_step(event, shared) for event in _events(legacy)],
        "order": legacy.get("funnel_order_type") or "ordered",
        "window": _window(legacy),
        "since": _since(legacy.get("date_from")),
        "now": now.isoformat(),
        "timezone": "UTC",
    }
    if legacy.get("date_to"):
        body["until"] = _until(legacy["date_to"])
    exclusions = legacy.get("exclusions") or []
    body["exclude"] = [
        {"event": one["id"], "after": one["funnel_from_step"], "before": one["funnel_to_step"]} for one in exclusions
    ]
    if legacy.get("breakdown"):
        body["breakdown"] = _breakdown(legacy)
    return body


def _breakdown(legacy: Mapping[str, Any]) -> dict[str, Any]:
    of = "person" if legacy.get("breakdown_type") == "person" else "event"
    asked: dict[str, Any] = {
        "attribution": _ORDERS[legacy.get("breakdown_attribution_type") or "first_touch"],
        "step": int(legacy.get("breakdown_attribution_value") or 0),
        "limit": legacy.get("breakdown_limit") or 25,
    }
    given = legacy["breakdown"]
    if isinstance(given, list) and len(given) > 1:
        return asked | {"by": [{"property": one, "of": of} for one in given]}
    return asked | {"property": _as_list(given)[0], "of": of}


def _step(event: Mapping[str, Any], shared: list[dict[str, Any]]) -> dict[str, Any]:
    step = {"event": event.get("id"), "where": [*(_test(one) for one in _properties(event.get("properties"))), *shared]}
    if event.get("math") == "first_time_for_user":
        step["first"] = True
    return step


def _properties(given: Any) -> list[dict[str, Any]]:
    if isinstance(given, dict):
        return [{"key": key, "value": value} for key, value in given.items()]
    return list(given or [])


def _test(given: Mapping[str, Any]) -> dict[str, Any]:
    operator, value = given.get("operator") or "exact", given["value"]
    if operator == "icontains":
        text = value[0] if isinstance(value, list) else value
        return {"property": given["key"], "op": "matches", "value": f"(?i){re.escape(str(text))}"}
    assert operator == "exact", operator
    return {"property": given["key"], "op": "in" if isinstance(value, list) else "eq", "value": value}


def _window(legacy: Mapping[str, Any]) -> dict[str, int]:
    if legacy.get("funnel_window_interval") is not None:
        return {f"{legacy.get('funnel_window_interval_unit') or 'day'}s": int(legacy["funnel_window_interval"])}
    return {"days": int(legacy.get("funnel_window_days") or 14)}


def _since(text: str | None) -> str:
    return "-7d" if text is None else text.replace(" ", "T")


def _until(text: str) -> str:
    """Upstream's end is part of the range, ours is not."""
    if len(text) == 10:
        return text
    return (datetime.fromisoformat(text) + timedelta(milliseconds=1)).isoformat(timespec="milliseconds")


def _leg(legacy: Mapping[str, Any]) -> dict[str, Any]:
    leg = {"from": legacy.get("funnel_from_step") or 0}
    return leg if legacy.get("funnel_to_step") is None else leg | {"to": legacy["funnel_to_step"]}


def _interval(legacy: Mapping[str, Any]) -> dict[str, Any]:
    return {"interval": legacy.get("interval") or "day", "week_start": "sunday"}


def _events(legacy: Mapping[str, Any]) -> list[dict[str, Any]]:
    return sorted(legacy.get("events") or [], key=lambda event: event.get("order", 0))


def _legacy(given: Mapping[str, Any]) -> dict[str, Any]:
    """A query in the old words, where it is written in the new ones."""
    if "legacy_filter" in given:
        return dict(given["legacy_filter"])
    if "series" not in given:
        return dict(given)
    shown, split = given.get("funnelsFilter") or {}, given.get("breakdownFilter") or {}
    events = [
        {"id": one.get("event"), "order": n, "properties": one.get("properties"), "math": one.get("math")}
        for n, one in enumerate(given["series"])
    ]
    renamed = {
        "funnelVizType": "funnel_viz_type",
        "funnelWindowInterval": "funnel_window_interval",
        "funnelWindowIntervalUnit": "funnel_window_interval_unit",
        "funnelOrderType": "funnel_order_type",
    }
    return {"events": events, **given.get("dateRange", {}), **split, **{renamed[k]: v for k, v in shown.items()}}


def _order_of(runner: str, legacy: Mapping[str, Any]) -> str:
    for word in ("Unordered", "Strict"):
        if word in runner:
            return word.lower()
    return str(legacy.get("funnel_order_type") or "ordered")


def _snake(legacy: Mapping[str, Any]) -> dict[str, Any]:
    names = {"funnelStep": "funnel_step", "funnelStepBreakdown": "funnel_step_breakdown"}
    return {new: legacy[old] for new, old in names.items() if old in legacy}


def _said(legacy: Mapping[str, Any], value: Any) -> Any:
    return (
        _as_list(_text(value))
        if legacy.get("breakdown_type") != "person" or isinstance(legacy["breakdown"], list)
        else _text(value)
    )


def _text(value: Any) -> Any:
    if isinstance(value, list):
        return [_text(one) for one in value]
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return "Other" if value == "$other" else str(value)


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]
