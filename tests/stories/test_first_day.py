"""A team's first day: a project from the command line, three vendors' events, one person, answers, people, a report."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from command import uems
from served import Caller, Server
from uems.store.project import NewProject, Project

TODAY = datetime.now(UTC).replace(microsecond=0)


def ago(**span: float) -> str:
    return (TODAY - timedelta(**span)).isoformat()


@pytest.fixture
def team(server: Server) -> Iterator[Caller]:
    told = uems("project", "create", "First day", "--timezone", "UTC", "--json", data=server.data)
    assert (told.returncode, told.stderr) == (0, "")
    made = json.loads(told.stdout)
    project = Project(made["project"], 0, "First day", "UTC")
    caller = Caller(server.url, NewProject(project, made["write_key"], made["secret_key"]))
    yield caller
    caller.http.close()


def collected(team: Caller, path: str, body: Any, **more: Any) -> Any:
    answer = httpx.post(str(team.http.base_url) + path, json=body, **more)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_from_the_first_event_to_the_saved_report(team: Caller) -> None:
    key = team.made.write_key
    visit = {"event": "view", "anonymous_id": "a-1", "timestamp": ago(days=2), "properties": {"price": 3}}
    told = team.send(visit, {"event": "view", "user_id": "bob", "timestamp": ago(days=2)})
    assert told == {"accepted": 2, "rejected": []}
    batch = [
        {"type": "track", "event": "cart", "anonymousId": "a-1", "messageId": "m-1", "timestamp": ago(days=1)},
        {
            "type": "identify",
            "userId": "ada",
            "anonymousId": "a-1",
            "traits": {"plan": "pro"},
            "timestamp": ago(hours=9),
        },
    ]
    assert collected(team, "/v1/batch", {"batch": batch}, auth=(key, "")) == {"success": True}
    paid = {"event": "paid", "distinct_id": "ada", "timestamp": ago(hours=8), "properties": {"amount": 40}}
    assert collected(team, "/batch/", {"api_key": key, "batch": [paid]}) == {"status": 1}
    team.settled()

    events = team.get("/api/events")["items"]
    assert [(e["event"], e["source"]) for e in events] == [
        ("paid", "posthog"),
        (None, "segment"),
        ("cart", "segment"),
        ("view", "native"),
        ("view", "native"),
    ]
    ada = team.get("/api/persons/ada")
    assert (ada["events"], ada["properties"]) == (4, {"plan": "pro"})
    assert [one["value"] for one in ada["ids"]] == ["ada", "a-1"]
    assert [one["event"] for one in team.get("/api/persons/a-1/timeline")["items"]] == ["paid", None, "cart", "view"]
    asked(team, ada["id"])


def asked(team: Caller, ada: str) -> None:
    """A visitor's old events count as the user's: through the whole funnel, and in every other question."""
    funnel = {"steps": [{"event": name} for name in ("view", "cart", "paid")], "since": "-7d"}
    steps = team.post("/api/insight/funnel", funnel)["steps"]
    assert [(step["name"], step["people"]) for step in steps] == [("view", 2), ("cart", 1), ("paid", 1)]
    behind = {"query": {"kind": "funnel", **funnel}, "cell": {"step": 2}}
    assert [one["id"] for one in team.post("/api/insight/people", behind)["items"]] == [ada]

    back = {"start": {"event": "view"}, "return": {"event": "paid"}, "periods": 3, "since": "-7d"}
    cohorts = team.post("/api/insight/retention", back)["cohorts"]
    # Before eight in the morning she paid yesterday.
    days = ((TODAY - timedelta(hours=8)).date() - (TODAY - timedelta(days=2)).date()).days
    assert sum(c["people"] for c in cohorts) == 2
    assert [sum(c["returned"][n] for c in cohorts) for n in (1, 2)] == [int(n == days) for n in (1, 2)]

    trend = {"series": [{"event": "paid", "measure": "sum", "property": "amount"}], "since": "-7d"}
    assert sum(team.post("/api/insight/trend", trend)["series"][0]["values"]) == 40

    made = team.post("/api/reports", {"name": "Checkout", "kind": "funnel", "query": funnel, "view": {"show": "steps"}})
    assert made["view"] == {"show": "steps"}
    again = team.get(f"/api/reports/{made['id']}/answer")
    assert again["answer"]["steps"][2]["people"] == 1
    pro = team.post("/api/segments/preview", {"condition": {"person": "plan", "op": "eq", "value": "pro"}})
    assert [one["id"] for one in pro["sample"]] == [ada]


def test_the_live_stream_shows_what_was_just_sent(caller: Caller) -> None:
    with caller.http.stream("GET", "/api/events/live") as answer:
        lines = answer.iter_lines()
        assert next(lines) == ": connected"
        sent = {"batch": [{"type": "track", "event": "now", "userId": "u"}]}
        httpx.post(f"{caller.http.base_url}/v1/batch", json=sent, auth=(caller.made.write_key, ""))
        line = next(line for line in lines if line.startswith("data: "))
    assert json.loads(line.removeprefix("data: "))["event"] == "now"


def test_a_question_sees_an_acknowledged_event_within_two_seconds(caller: Caller) -> None:
    head = {"Authorization": f"Bearer {caller.made.write_key}"}
    trend = {"series": [{"event": "seen"}], "since": "-1d"}
    waits = []
    for n in range(1, 6):
        answer = caller.http.post("/v1/events", json={"events": [{"event": "seen", "user_id": "u"}]}, headers=head)
        began = time.monotonic()
        assert answer.json()["accepted"] == 1
        while sum(caller.post("/api/insight/trend", trend)["series"][0]["values"]) < n:
            assert time.monotonic() - began < 10
        waits.append(time.monotonic() - began)
    assert sorted(waits)[2] < 2, waits
