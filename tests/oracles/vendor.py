"""PostHog's words in ours: dates, property filters, events and actions. A translation; no number is made here."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from oracles.case import NotTranslated, World

NULL = "$$_posthog_breakdown_null_$$"
OTHER = "$$_posthog_breakdown_other_$$"
TEST_ACCOUNTS = [{"key": "email", "value": "@posthog.com", "operator": "not_icontains", "type": "person"}]
"""What PostHog's tests leave out as test accounts where a team says nothing else."""

_OPS = {"gt": "gt", "gte": "gte", "lt": "lt", "lte": "lte", "is_set": "is_set", "is_not_set": "not_set"}
_OPS |= {"is_date_before": "before", "is_date_after": "after", "min": "gte", "max": "lte"}
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


class Clock:
    """The query's frozen clock and calendar."""

    def __init__(self, query: dict[str, Any], world: World) -> None:
        team = query.get("team") or {}
        self.zone = ZoneInfo(team.get("timezone") or "UTC")
        self.week_start = "monday" if team.get("week_start_day") == 1 else "sunday"
        self.given = moment(query["now"], self.zone) if query.get("now") else None
        if self.given is None and world.case.get("synthetic_clock") and world.events:
            self.given = max(moment(e["timestamp"], UTC) for e in world.events) + timedelta(minutes=1)
        self.now = (self.given or datetime.now(UTC)).astimezone(self.zone)

    def body(self) -> dict[str, Any]:
        """What every question carries."""
        said = {"timezone": self.zone.key, "week_start": self.week_start}
        return said | ({"now": self.given.isoformat()} if self.given else {})

    def floor(self, at: datetime, interval: str) -> datetime:
        """The start of the interval that holds a moment."""
        at = at.astimezone(self.zone).replace(second=0, microsecond=0)
        if interval == "minute":
            return at
        at = at.replace(minute=0)
        if interval == "hour":
            return at
        at = at.replace(hour=0)
        if interval == "week":
            return at - timedelta(days=at.weekday() if self.week_start == "monday" else (at.weekday() + 1) % 7)
        return at.replace(day=1) if interval == "month" else at

    def back(self, at: datetime, count: int, interval: str) -> datetime:
        """So many intervals earlier, by the calendar."""
        if interval == "month":
            number = at.year * 12 + at.month - 1 - count
            return at.replace(year=number // 12, month=number % 12 + 1)
        if interval in ("minute", "hour"):
            return at - timedelta(**{f"{interval}s": count})
        return at - timedelta(days=count * (7 if interval == "week" else 1))


def moment(text: str, zone: Any) -> datetime:
    """A time as PostHog's tests write it; without a zone it is local."""
    loose = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    if loose:
        return datetime(int(loose[1]), int(loose[2]), int(loose[3]), tzinfo=zone)
    at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return at if at.tzinfo else at.replace(tzinfo=zone)


def date(text: str, clock: Clock) -> tuple[datetime, bool]:
    """The moment of one end of a date range, and whether it is a relative one."""
    named = re.fullmatch(r"(?:-(\d+))?([hdwmy])Start", text)
    if named:
        unit = {"h": "hour", "d": "day", "w": "week", "m": "month", "y": "year"}[named[2]]
        start = clock.floor(clock.now, "month").replace(month=1) if unit == "year" else clock.floor(clock.now, unit)
        back = int(named[1] or 0)
        return (start.replace(year=start.year - back) if unit == "year" else clock.back(start, back, unit)), True
    back_by = re.fullmatch(r"-(\d+)([hdwmy])", text)
    if back_by:
        count, unit = int(back_by[1]), back_by[2]
        if unit in _UNITS:
            at = clock.now - timedelta(**{_UNITS[unit]: count})
        else:
            at = clock.back(clock.now, count * (12 if unit == "y" else 1), "month")
        return (at if unit == "h" else clock.floor(at, "day")), True
    return moment(text, clock.zone), False


def span(asked: dict[str, Any], interval: str, clock: Clock) -> dict[str, str]:
    """since and until of a date range: PostHog counts whole days, and whole weeks or months where it draws those."""
    start, end = asked.get("date_from") or "-7d", asked.get("date_to")
    until, relative = date(end, clock) if end else (clock.now, True)
    if interval in ("minute", "hour"):
        if end and relative and end.endswith("d"):
            until = clock.floor(until, "day") + timedelta(days=1)
        else:
            until = until + timedelta(milliseconds=1)
    else:
        until = clock.floor(until, "day") + timedelta(days=1)
    if start == "all":
        return {"since": "all", "until": until.isoformat()}
    since, _ = date(start, clock)
    return {"since": clock.floor(since, interval).isoformat(), "until": until.isoformat()}


def filters(given: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Tests of the event, and conditions on the person. Raises NotTranslated."""
    tests: list[dict[str, Any]] = []
    people: list[dict[str, Any]] = []
    for one in flat(given):
        kind = one.get("type") or "event"
        if kind == "person":
            people.append(of_person(one))
        elif kind == "event":
            tests.append(of_event(one))
        else:
            raise NotTranslated(f"a property filter of type {kind}")
    return tests, people


def flat(given: Any) -> list[dict[str, Any]]:
    """The filters of a list, or of groups joined by AND."""
    if isinstance(given, str):
        given = json.loads(given)
    if not given:
        return []
    if isinstance(given, list):
        return [inner for one in given for inner in flat(one)]
    if "values" in given:
        if given.get("type", "AND") == "OR" and len(given["values"]) > 1:
            raise NotTranslated("property filters joined by OR")
        return flat(given["values"])
    if "key" not in given:
        named = [(*key.split("__"), "exact", value) for key, value in given.items()]
        return [{"key": parts[0], "operator": parts[1], "value": parts[-1]} for parts in named]
    return [given]


def of_event(one: dict[str, Any]) -> dict[str, Any]:
    test, negated = _test(one)
    if negated:
        if test["op"] != "matches":
            raise NotTranslated(f"the operator {one.get('operator')} on an event")
        # Ours is case-sensitive; the cases' texts are not.
        return {"property": one["key"], "op": "not_contains", "value": one["value"]}
    return {"property": one["key"], **test}


def of_person(one: dict[str, Any]) -> dict[str, Any]:
    test, negated = _test(one)
    said = {"person": one["key"], **test}
    return {"not": said} if negated else said


def _test(one: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    op, value = one.get("operator") or "exact", one.get("value")
    if op in ("exact", "is_not"):
        if isinstance(value, list):
            return {"op": "in" if op == "exact" else "not_in", "value": value}, False
        return {"op": "eq" if op == "exact" else "ne", "value": value}, False
    if op in ("icontains", "not_icontains"):
        return {"op": "matches", "value": "(?i)" + re.escape(str(value))}, op == "not_icontains"
    if op in ("regex", "not_regex"):
        return {"op": "matches", "value": value}, op == "not_regex"
    if op in ("is_set", "is_not_set"):
        return {"op": _OPS[op]}, False
    if op in _OPS:
        return {"op": _OPS[op], "value": value}, False
    raise NotTranslated(f"the operator {op}")


def event_filter(node: dict[str, Any], world: World) -> dict[str, Any]:
    """Our event filter of an EventsNode, an ActionsNode or a legacy entity; its person filters stand beside."""
    if (node.get("kind") == "ActionsNode") or node.get("type") == "actions":
        return of_action(node, world)
    name = node["event"] if "event" in node else node.get("id")
    tests, people = filters(node.get("properties"))
    if any(key in node for key in ("fixedProperties",)):
        raise NotTranslated("fixedProperties")
    return {"event": name, "where": tests, "people": people}


def of_action(node: dict[str, Any], world: World) -> dict[str, Any]:
    """An action of one step is an event filter."""
    action = next((a for a in world.case.get("actions", []) if str(a["id"]) == str(node.get("id"))), None)
    if action is None or len(action.get("steps_json") or []) != 1:
        raise NotTranslated("an action of several steps")
    step = action["steps_json"][0]
    if any(step.get(key) for key in ("url", "selector", "text", "href", "tag_name")):
        raise NotTranslated("an action on an element")
    tests, people = filters(step.get("properties"))
    own, own_people = filters(node.get("properties"))
    return {"event": step.get("event"), "where": tests + own, "people": people + own_people}


def condition(people: list[dict[str, Any]]) -> dict[str, Any]:
    """The conditions on the person joined, as part of a body."""
    if not people:
        return {}
    return {"condition": people[0] if len(people) == 1 else {"all": people}}


def everybody(query: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The filters that hold for a whole query."""
    tests, people = filters(query.get("properties"))
    if query.get("filterTestAccounts") or query.get("filter_test_accounts"):
        team = query.get("team") or {}
        more, others = filters(team.get("test_account_filters") or TEST_ACCOUNTS)
        tests, people = tests + more, people + others
    return tests, people


def day(start: str, interval: str) -> str:
    """A bucket's start as PostHog writes it."""
    at = datetime.fromisoformat(start.replace("Z", "+00:00"))
    return f"{at:%Y-%m-%d %H:%M:%S}" if interval in ("minute", "hour") else f"{at:%Y-%m-%d}"


def label(start: str, interval: str) -> str:
    """A bucket's start as PostHog's charts write it."""
    at = datetime.fromisoformat(start.replace("Z", "+00:00"))
    if interval == "month":
        return f"{at:%b %Y}"
    return f"{at.day}-{at:%b-%Y}" + (f" {at:%H:%M}" if interval in ("minute", "hour") else "")


def said(value: Any) -> str:
    """A breakdown's value as PostHog writes it."""
    if value is None:
        return NULL
    if value == "$other":
        return OTHER
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value)


def person(item: dict[str, Any], world: World) -> str:
    """A person behind a number as the cases name them: by their first id."""
    ids = {id["value"] for id in item["ids"]}
    first = next((p["distinct_ids"][0] for p in world.persons if set(p["distinct_ids"]) & ids), None)
    return f"person:{first or min(ids)}"
