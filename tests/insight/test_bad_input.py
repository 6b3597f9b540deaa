"""Questions at the edge over HTTP: each has a right answer or a clear refusal, whatever is asked."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from served import Caller, Server

NOW = "2024-02-01T00:00:00Z"
JANUARY = {"since": "2024-01-01", "until": "2024-01-31", "now": NOW}
VISIT = {"event": "visit"}
TWO = [VISIT, {"event": "pay"}]
SPLIT = {"property": "code", "limit": 5}
QUESTIONS: dict[str, dict[str, Any]] = {
    "trend": {"series": [VISIT, {"event": "visit", "measure": "people"}], "breakdown": SPLIT},
    "funnel": {"steps": TWO, "breakdown": SPLIT},
    "funnel/histogram": {"steps": TWO},
    "funnel/trend": {"steps": TWO, "breakdown": SPLIT},
    "funnel/difference": {"steps": TWO, "breakdown": SPLIT},
    "correlation": {"steps": TWO},
    "retention": {"start": VISIT, "return": VISIT, "periods": 3, "breakdown": SPLIT},
    "lifecycle": VISIT,
    "stickiness": VISIT,
    "interval": {"from": VISIT, "to": {"event": "pay"}, "breakdown": SPLIT},
    "distribution": {**VISIT, "breakdown": SPLIT, "interval": "day"},
}
OF_STEPS = [name for name, body in QUESTIONS.items() if "steps" in body]
WAYS: dict[str, dict[str, Any]] = {
    "paths": {"by": "person", "depth": 3},
    "sessions": {"interval": "day", "breakdown": SPLIT},
    "attribution": {"conversion": {"event": "pay"}, "touch": VISIT, "channel": "code", "limit": 5},
    "bottlenecks": {"steps": TWO, "dimensions": ["code"]},
}
"""What happens on the way; those of `steps` refuse in words of their own."""
EVERY = QUESTIONS | WAYS


def asked(caller: Caller, path: str, body: dict[str, Any]) -> Any:
    return caller.post(f"/api/insight/{path}", body)


def refusal(caller: Caller, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """The problem that a refused question is answered with."""
    answer = caller.http.post(f"/api/insight/{path}", json=body)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return dict(answer.json())


def nothing(path: str, found: Any) -> bool:
    """Whether an answer says that nothing happened, in zeros and nulls and never in NaN."""
    match path.split("/"):
        case ["trend"]:
            return all(set(line["values"]) <= {0} and line["total"] == 0 for line in found["series"])
        case ["funnel"]:
            return all(step["people"] == 0 and step["from_start"] is None for step in found["steps"])
        case ["funnel", "histogram"]:
            return (found["bins"], found["mean_seconds"]) == ([], None)
        case ["funnel", "trend"]:
            return set(found["whole"]["entered"]) <= {0} and set(found["whole"]["rate"]) <= {None}
        case ["funnel", "difference"]:
            return found["rows"] == []
        case ["correlation"]:
            return (found["converted"], found["dropped"], found["rows"]) == (0, 0, [])
        case ["retention"]:
            return all(cohort["people"] == 0 for cohort in found["cohorts"]) and not any(found["mean"])
        case ["lifecycle"]:
            return not any(sum(found[status]) for status in ("new", "returning", "resurrecting", "dormant"))
        case ["stickiness"]:
            return (found["people"], found["mean_intervals"]) == (0, None)
        case ["interval"]:
            return (found["whole"]["intervals"], found["whole"]["p50"], found["bins"]) == (0, None, [])
        case ["distribution"]:
            return found["whole"]["total"] == 0 and found["whole"]["mean"] is None
        case ["paths"]:
            return (found["paths"], found["people"], found["steps"], found["links"]) == (0, 0, [], [])
        case ["sessions"]:
            whole = found["total"]
            return (whole["sessions"], whole["bounce_rate"], found["pages"]["items"]) == (0, None, [])
        case ["attribution"]:
            counted = [one["touches"] + one["people"] + one["converted"] for one in found["channels"]]
            return (found["conversions"], found["touched"], found["value"], sum(counted)) == (0, 0, 0, 0)
        case ["bottlenecks"]:
            return found["items"] == []
    return False


@pytest.mark.parametrize("path", EVERY)
def test_an_empty_project_is_answered_with_nothing(caller: Caller, path: str) -> None:
    assert nothing(path, asked(caller, path, EVERY[path]))
    assert nothing(path, asked(caller, path, {**EVERY[path], "since": "all"}))


@pytest.mark.parametrize("since", ["2031-01-01", "2024-01-20", "all"])
def test_a_map_of_nothing_has_empty_boxes(caller: Caller, since: str) -> None:
    points = [{"key": one["event"], "stage": "way", "name": one["event"], "events": [one]} for one in TWO]
    map = caller.post("/api/journey-maps", {"name": "m", "stages": [{"key": "way"}], "touchpoints": points})["id"]
    found = caller.get(f"/api/journey-maps/{map}/numbers", since=since, until="2024-01-10", now=NOW)
    assert [(one["box"]["people"], one["box"]["bounce"], one["box"]["dwell_seconds"]) for one in found["boxes"]] == [
        (0, None, None),
        (0, None, None),
    ]
    assert [(one["way"]["passed"], one["way"]["rate"]) for one in found["ways"]] == [(0, None)]
    assert found["bottlenecks"] == []


@pytest.fixture(scope="module")
def shop(server: Server) -> Iterator[Caller]:
    """30 people who visit thrice, each with a code of their own; every third pays an hour later."""
    made = server.project()
    events = []
    for n in range(30):
        for visit in range(3):
            at = datetime(2024, 1, 2 + visit, 8, n, tzinfo=UTC)
            events.append(
                {"user_id": f"p{n}", "event": "visit", "timestamp": at.isoformat(), "properties": {"code": f"c{n:02}"}}
            )
        if n % 3 == 0:
            events.append({"user_id": f"p{n}", "event": "pay", "timestamp": f"2024-01-04T09:{n:02}:00Z"})
    made.send(*events)
    yield made
    made.http.close()


@pytest.mark.parametrize("path", EVERY)
@pytest.mark.parametrize(
    "span", [{"since": "2031-01-01", "until": "2031-01-05"}, {"since": "2024-01-20", "until": "2024-01-10"}]
)
def test_a_range_in_the_future_or_turned_round_holds_nothing(shop: Caller, path: str, span: dict[str, str]) -> None:
    found = asked(shop, path, {**EVERY[path], **span, "now": NOW})
    assert nothing(path, found)
    assert not any(found.get("complete", []))


def test_a_funnel_of_one_step_counts_its_people(shop: Caller) -> None:
    steps = asked(shop, "funnel", {"steps": [VISIT], **JANUARY})["steps"]
    assert [(step["people"], step["from_start"], step["median_seconds"]) for step in steps] == [(30, 1.0, None)]


@pytest.mark.parametrize("path", [path for path in OF_STEPS if path != "funnel"])
def test_from_one_step_there_is_no_way_to_another(shop: Caller, path: str) -> None:
    assert refusal(shop, path, {**QUESTIONS[path], "steps": [VISIT]})["code"] == "bad_funnel"


@pytest.mark.parametrize("order", ["ordered", "strict", "unordered"])
def test_twenty_steps_are_the_most(shop: Caller, order: str) -> None:
    steps = [VISIT, {"event": "pay"}, *({"event": f"never{n}"} for n in range(18))]
    found = asked(shop, "funnel", {"steps": steps, "order": order, **JANUARY})["steps"]
    assert [step["people"] for step in found] == [30, 10, *([0] * 18)]
    assert refusal(shop, "funnel", {"steps": [*steps, VISIT], "order": order})["code"] == "invalid"


@pytest.mark.parametrize("order", ["ordered", "strict", "unordered"])
@pytest.mark.parametrize("count", [2, 3, 14])
def test_identical_steps_need_an_event_each(shop: Caller, order: str, count: int) -> None:
    found = asked(shop, "funnel", {"steps": [VISIT] * count, "order": order, **JANUARY})["steps"]
    assert [step["people"] for step in found] == [30, 30, 30, *([0] * 11)][:count]


def test_more_identical_steps_than_can_be_told_apart_are_refused_in_words(shop: Caller) -> None:
    problem = refusal(shop, "funnel", {"steps": [VISIT] * 20, **JANUARY})
    assert (problem["code"], "14" in problem["title"]) == ("bad_funnel", True)
    for order in ("strict", "unordered"):
        found = asked(shop, "funnel", {"steps": [VISIT] * 20, "order": order, **JANUARY})["steps"]
        assert [step["people"] for step in found] == [30, 30, 30, *([0] * 17)]


@pytest.mark.parametrize("path", [*OF_STEPS, "interval"])
@pytest.mark.parametrize("window", [{"days": 0}, {"days": -1}, {}, {"days": 1, "hours": 1}, {"months": 10**9}])
def test_a_window_is_longer_than_nothing(caller: Caller, path: str, window: dict[str, int]) -> None:
    assert refusal(caller, path, {**QUESTIONS[path], "window": window})["code"] in (
        "invalid",
        "bad_funnel",
        "bad_interval",
    )


@pytest.mark.parametrize("limit", [1, 5, 29, 30, 1000])
def test_what_is_beyond_the_first_values_is_other_and_totals_stay(shop: Caller, limit: int) -> None:
    split = {"breakdown": {"property": "code", "limit": limit}, **JANUARY}
    shown = min(limit, 30) + (limit < 30)
    lines = asked(shop, "trend", {"series": [VISIT], **split})["series"]
    assert (len(lines), sum(line["total"] for line in lines)) == (shown, 90)
    for path in ("funnel", "funnel/trend", "retention", "interval", "distribution", "funnel/difference"):
        found = asked(shop, path, {**QUESTIONS[path], **split})
        parts = found["rows"] if path == "funnel/difference" else found["breakdown"]
        counts = {
            "funnel": lambda part: part["steps"][0]["people"],
            "funnel/trend": lambda part: sum(part["entered"]),
            "retention": lambda part: sum(cohort["people"] for cohort in part["cohorts"]),
            "interval": lambda part: part["box"]["intervals"],
            "distribution": lambda part: part["spread"]["total"],
            "funnel/difference": lambda part: part["people"],
        }[path]
        whole = {"funnel/trend": 90, "interval": 10}.get(path, 30)
        assert sum(map(counts, parts)) == whole, path
        assert len(parts) == (min(shown, 10 if limit >= 10 else shown) if path == "interval" else shown), path


@pytest.mark.parametrize("limit", [1, 5, 29, 30])
def test_ways_beyond_the_first_are_other_and_totals_stay(shop: Caller, limit: int) -> None:
    split = {"breakdown": {"property": "code", "limit": limit}, **JANUARY}
    found = asked(shop, "sessions", {**WAYS["sessions"], **split})
    parts = found["breakdown"]
    known = [one for one in parts if one["value"] is not None]  # a pay without a visit in its session has no code
    assert (found["total"]["sessions"], len(known)) == (100, min(limit, 30) + (limit < 30))
    assert sum(one["numbers"]["sessions"] for one in parts) == 100
    found = asked(shop, "attribution", {**WAYS["attribution"], "limit": limit, **JANUARY})
    assert (found["conversions"], found["touched"], len(found["channels"])) == (10, 10, min(limit, 30) + (limit < 30))
    assert sum(one["touches"] for one in found["channels"]) == 90
    for model in found["models"]:
        assert sum(one["conversions"] for one in model["credits"]) == pytest.approx(10), model["model"]
    found = asked(shop, "paths", {**WAYS["paths"], "limit": limit, **JANUARY})
    onward = sum(one["paths"] for one in (*found["links"], *found["rest"]))
    assert (found["paths"], onward) == (30, sum(one["paths"] - one["dropped"] for one in found["steps"]))


def test_of_many_values_those_that_few_have_are_only_counted(shop: Caller) -> None:
    body = {"steps": TWO, "of": "event_properties", "events": ["visit"], "properties": ["code"], **JANUARY}
    found = asked(shop, "correlation", body)
    # Those who paid did so straight after their last visit: only the others have a visit on their way.
    assert (found["converted"], found["dropped"], found["tested"] + found["rare"]) == (10, 20, 20)


ZONES = ["America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia"]


@pytest.mark.parametrize("zone", ZONES)
def test_days_of_a_clock_change_have_their_own_hours(caller: Caller, zone: str) -> None:
    """An event each half hour over the changes of the clock of 2018: no hour or day is lost or counted twice."""
    tz = ZoneInfo(zone)
    for begin in (datetime(2018, 3, 10, tzinfo=UTC), datetime(2018, 11, 2, 12, tzinfo=UTC)):
        times = [begin + timedelta(minutes=30 * n) for n in range(120)]
        caller.send(*({"user_id": "ann", "event": "visit", "timestamp": at.isoformat()} for at in times))
        local = [at.astimezone(tz) for at in times]
        span = {"since": begin.isoformat(), "until": (times[-1] + timedelta(minutes=1)).isoformat()}
        span |= {"timezone": zone, "now": NOW}
        days: dict[str, int] = {}
        for at in local:
            days[at.strftime("%Y-%m-%d")] = days.get(at.strftime("%Y-%m-%d"), 0) + 1
        by_day = asked(caller, "trend", {"series": [VISIT], **span})
        assert by_day["series"][0]["values"] == list(days.values())
        assert [bucket[:10] for bucket in by_day["buckets"]] == list(days)
        by_hour = asked(caller, "trend", {"series": [VISIT], "interval": "hour", **span})["series"][0]
        assert sum(by_hour["values"]) == by_hour["total"] == 120
        assert asked(caller, "stickiness", {**VISIT, **span})["mean_intervals"] == len(days)
        assert asked(caller, "lifecycle", {**VISIT, **span})["dormant"] == [0] * len(days)
        assert asked(caller, "distribution", {**VISIT, "measure": "days", **span})["whole"]["mean"] == len(days)
        hours = len([n for n in by_hour["values"] if n])
        assert asked(caller, "distribution", {**VISIT, "measure": "hours", **span})["whole"]["mean"] == hours
        seen = asked(caller, "sessions", {"interval": "day", **span})
        assert sum(one["numbers"]["sessions"] for one in seen["series"]) == seen["total"]["sessions"]
        assert [one["start"][:10] for one in seen["series"]] == list(days)
        held = asked(caller, "retention", {"start": VISIT, "return": VISIT, "periods": 3, **span})
        assert held["cohorts"][0]["returned"] == [1] * min(3, len(days))


def test_questions_that_nobody_waits_for_leave_the_server_well(shop: Caller) -> None:
    body = {"steps": TWO, "breakdown": {"property": "code"}, "since": "all", "now": NOW}
    given_up = 0
    for n in range(12):
        with httpx.Client(base_url=shop.http.base_url, headers=shop.http.headers, timeout=0.002 * (1 + n % 4)) as hasty:
            try:
                hasty.post("/api/insight/funnel", json=body)
            except httpx.TimeoutException:
                given_up += 1
    assert given_up > 0
    steps = asked(shop, "funnel", {"steps": TWO, **JANUARY})["steps"]
    assert [step["people"] for step in steps] == [30, 10]
    assert shop.get("/api/health")["status"] == "ok"


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("correlation", {"steps": TWO, "of": "event_properties"}, "bad_correlation"),
        ("correlation", {"steps": TWO, "of": "moods"}, "invalid"),
        ("interval", {"from": VISIT, "to": VISIT, "hold": ""}, "invalid"),
        ("interval", {"from": VISIT, "to": VISIT, "breakdown": {"property": "x", "bins": 3}}, "bad_interval"),
        ("distribution", {**VISIT, "measure": "sum"}, "bad_distribution"),
        ("distribution", {**VISIT, "cuts": [3, 2]}, "bad_distribution"),
        ("funnel/difference", {"steps": TWO}, "bad_funnel"),
        ("paths", {"depth": 1}, "invalid"),
        ("paths", {"between": {"funnel": {"steps": [VISIT]}, "part": "between", "step": 1}}, "bad_paths"),
        ("sessions", {"interval": "minute", "since": "-30d"}, "bad_range"),
        ("attribution", {**WAYS["attribution"], "lookback": {"days": 0}}, "invalid"),
        ("attribution", {**WAYS["attribution"], "lookback": {"months": 100}}, "bad_attribution"),
        ("bottlenecks", {"steps": [VISIT]}, "invalid"),
        ("bottlenecks", {"steps": TWO, "window": {"days": 0}}, "invalid"),
        ("people", {"query": {"kind": "interval"}, "cell": {"from_seconds": -1}}, "bad_query"),
        ("people", {"query": {"kind": "distribution"}, "cell": {"breakdown": 3}}, "bad_distribution"),
        ("people", {"query": {"kind": "correlation", "steps": TWO}, "cell": {}}, "bad_query"),
    ],
)
def test_what_has_no_meaning_is_refused(caller: Caller, path: str, body: dict[str, Any], code: str) -> None:
    assert refusal(caller, path, body)["code"] == code


def test_who_is_behind_correlations_intervals_and_distributions(shop: Caller) -> None:
    for kind, body, cell, count in (
        ("correlation", {"steps": TWO}, {"converted": False}, 20),
        ("interval", {"from": VISIT, "to": {"event": "pay"}}, {}, 10),
        ("distribution", {**VISIT}, {"low": 3, "high": 4}, 30),
    ):
        page = shop.post(
            "/api/insight/people", {"query": {"kind": kind, **body, **JANUARY}, "cell": cell, "limit": 1000}
        )
        assert (page["total"], len(page["items"])) == (count, count)


def test_new_kinds_of_questions_are_kept_as_reports(shop: Caller) -> None:
    for kind in ("correlation", "interval", "distribution"):
        query = {**QUESTIONS[kind], **JANUARY}
        made = shop.post("/api/reports", {"name": kind, "kind": kind, "query": query})
        answer = shop.get(f"/api/reports/{made['id']}/answer")["answer"]
        live = asked(shop, kind, query)
        assert {**answer, "computed": None} == {**live, "computed": None}
