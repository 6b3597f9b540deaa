"""RetentionQuery, its old filter, and the people behind its cells in our words; our cohorts in PostHog's."""

import json
from datetime import datetime, timedelta
from typing import Any

from oracles import vendor
from oracles.case import Ask, NotTranslated, World
from oracles.vendor import Clock

_KINDS = {
    None: "recurring",
    "retention_recurring": "recurring",
    "retention_first_time": "first_ever",
    "retention_first_ever_occurrence": "first_ever",
}


class Asked:
    """A question about retention: our body, and what its cohorts are called there."""

    def __init__(self, asked: dict[str, Any], query: dict[str, Any], world: World, intervals: int | None) -> None:
        self.clock = clock = Clock(asked, world)
        shape = query.get("retentionFilter") or {}
        self.period = (shape.get("period") or "Day").lower()
        self.count = intervals or int(shape.get("totalIntervals") or 11)
        end = (query.get("dateRange") or {}).get("date_to")
        self.last = vendor.date(end, clock)[0].astimezone(clock.zone) if end else clock.now
        start = clock.floor(self.last, self.period)
        since = clock.back(start, self.count - 1, self.period)
        after = clock.back(start, -1, self.period)
        tests, people = vendor.everybody(query | {"team": asked.get("team")})
        first = _entity(shape.get("targetEntity"), world)
        back = _entity(shape.get("returningEntity"), world)
        kind = shape.get("retentionType")
        if kind not in _KINDS:
            raise NotTranslated(f"retention of type {kind}")
        self.body = {
            "start": {"event": first["event"], "where": first["where"] + tests},
            "return": {"event": back["event"], "where": back["where"] + tests},
            "start_kind": _KINDS[kind],
            "measure": "on_or_after" if shape.get("cumulative") else "on",
            "period": self.period,
            "periods": self.count,
            "since": since.isoformat(),
            "until": after.isoformat(),
            **vendor.condition(people + first["people"] + back["people"]),
            **clock.body(),
            # Nothing after the range's end is looked at there.
            "now": (after - timedelta(milliseconds=1)).isoformat(),
        }


def answer(asked: dict[str, Any], ask: Ask, world: World) -> dict[str, Any]:
    question = Asked(asked, asked["query"], world, None)
    return {"results": _cohorts(question, ask("/api/insight/retention", question.body), 0)}


def answer_old(asked: dict[str, Any], ask: Ask, world: World) -> list[dict[str, Any]]:
    """The old filter: months are named by the day that the range ends on."""
    old = asked["arg0"]["legacy_filter"]
    shape = {
        "period": old.get("period"),
        "totalIntervals": old.get("total_intervals"),
        "retentionType": old.get("retention_type"),
        "targetEntity": old.get("target_entity"),
        "returningEntity": old.get("returning_entity"),
    }
    query = {
        "retentionFilter": shape,
        "dateRange": {"date_to": old.get("date_to")},
        "properties": old.get("properties"),
        "filterTestAccounts": old.get("filter_test_accounts"),
    }
    question = Asked(asked, query, world, asked.get("total_intervals"))
    days = question.last.day - 1 if question.period == "month" else 0
    return _cohorts(question, ask("/api/insight/retention", question.body), days)


def people(asked: dict[str, Any], ask: Ask, world: World) -> dict[str, Any]:
    """ActorsQuery over a retention: each person of one cohort with the periods of the returns."""
    query = asked["query"]
    source = query["source"]
    question = Asked(asked, source["source"], world, None)
    if query.get("search"):
        found = {"op": "matches", "value": "(?i)" + query["search"]}
        searched = {"any": [{"person": "email", **found}, {"person": "name", **found}]}
        held = question.body.get("condition")
        question.body["condition"] = {"all": [held, searched]} if held else searched
    cohort = question.clock.back(datetime.fromisoformat(question.body["since"]), -source["interval"], question.period)
    body = {"query": {"kind": "retention", **question.body}, "cell": {"cohort": cohort.isoformat()}}
    items = ask("/api/insight/people", body)["items"]
    days = [int(name.removeprefix("day_")) for name in query["select"][2:]]
    rows = [[{"id": vendor.person(i, world)}, i["returned"], *(int(d in i["returned"]) for d in days)] for i in items]
    return {"results": sorted(rows, key=lambda row: -len(row[1]))}


def _entity(given: Any, world: World) -> dict[str, Any]:
    entity = json.loads(given) if isinstance(given, str) else given
    if entity is None:
        return {"event": "$pageview", "where": [], "people": []}
    return vendor.event_filter(entity, world)


def _cohorts(question: Asked, answered: dict[str, Any], days: int) -> list[dict[str, Any]]:
    """PostHog cuts each row at the range's end."""
    found = []
    for n, cohort in enumerate(answered["cohorts"]):
        at = datetime.fromisoformat(cohort["date"])
        at = (at if at.tzinfo else at.replace(tzinfo=question.clock.zone)) + timedelta(days=days)
        values = [{"count": count} for count in cohort["returned"][: question.count - n]]
        found.append({"label": f"{question.period.capitalize()} {n}", "date": at.isoformat(), "values": values})
    return found
