"""Metrics, targets and alerts through the door, on a real server."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from served import Caller, Server

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
RATE = {
    "kind": "proportion",
    "event": {"events": [{"event": "order_paid"}]},
    "base": {"events": [{"event": "view"}]},
    "window": {"within": {"days": 1}},
}


@pytest.fixture
def shop(caller: Caller) -> Caller:
    """Ten people look each day of 40; n of them buy on day n modulo 5."""
    events = []
    for n in range(40):
        at = NOW.replace(hour=8) - timedelta(days=40 - n)
        for who in range(10):
            said = {"user_id": f"u{who}", "timestamp": at.isoformat()}
            events.append({**said, "id": f"v{n}-{who}", "event": "view"})
            if who < n % 5:
                at_order = (at + timedelta(hours=1)).isoformat()
                paid = {"revenue": 10}
                events.append(
                    {**said, "timestamp": at_order, "id": f"o{n}-{who}", "event": "order_paid", "properties": paid}
                )
    caller.send(*events)
    return caller


@pytest.fixture
def foreign(server: Server) -> Iterator[Caller]:
    made = server.project()
    yield made
    made.http.close()


def asked(**more: Any) -> dict[str, Any]:
    return {"since": "2026-02-01", "until": "2026-02-05", "now": NOW.isoformat(), **more}


def test_a_built_in_metric_answers_with_its_numbers_and_how(shop: Caller) -> None:
    listed = shop.get("/api/metrics")["items"]
    assert {"active_people", "arpu", "retention_d7"} <= {one["id"] for one in listed}
    assert all(one["built_in"] and one["certified"] and one["sentence"] for one in listed)
    found = shop.get("/api/metrics/revenue/series", **asked())
    days = [(datetime(2026, 2, 1, tzinfo=UTC) + timedelta(days=n)) for n in range(5)]
    number = [(day - (NOW - timedelta(days=40)).replace(hour=0)).days % 5 * 10 for day in days]
    assert [point["value"] for point in found["series"][0]["points"]] == number
    assert found["how"]["timezone"] == "UTC"
    assert found["how"]["sentence"]
    assert found["computed"]["definition"]
    assert shop.get("/api/metrics/active_people/series", **asked())["series"][0]["total"]["value"] == 10
    split = shop.post("/api/metrics/buyers/series", asked(breakdown={"property": "revenue"}))
    assert [line["breakdown"] for line in split["series"]] == [10]


def test_a_metric_of_ones_own_is_made_changed_and_keeps_its_story(shop: Caller, foreign: Caller) -> None:
    made = shop.post("/api/metrics", {"name": "Bought after a look", "unit": "percent", "definition": RATE})
    path = f"/api/metrics/{made['id']}"
    assert (made["version"], made["certified"], made["built_in"]) == (1, False, False)
    first = shop.post(f"{path}/series", asked())
    assert [point["denominator"] for point in first["series"][0]["points"]] == [10] * 5
    assert shop.http.patch(path, json={"certified": True}).json()["certified"] is True
    longer = {**RATE, "window": {"within": {"days": 2}}}
    changed = shop.http.patch(path, json={"definition": longer, "note": "two days"}).json()
    assert (changed["version"], changed["certified"]) == (2, False)
    assert [(one["version"], one["note"]) for one in shop.get(f"{path}/versions")["items"]] == [
        (1, ""),
        (2, "two days"),
    ]
    breaks = shop.post(f"{path}/series", {"since": "-1d"})["breaks"]
    assert [(one["version"], one["note"]) for one in breaks] == [(2, "two days")]
    assert shop.http.patch(path, json={"name": "renamed"}).json()["version"] == 2
    for method in ("GET", "PATCH", "DELETE"):
        answer = foreign.http.request(method, path, json={} if method == "PATCH" else None)
        assert (answer.status_code, answer.json()["code"]) == (404, "metric_not_found")


def test_the_people_behind_a_point_are_those_it_counts(shop: Caller) -> None:
    made = shop.post("/api/metrics", {"name": "rate", "definition": RATE})
    found = shop.post(f"/api/metrics/{made['id']}/series", asked())["series"][0]["points"][3]
    for side, number in (("counted", found["numerator"]), ("all", 10), ("missing", 10 - found["numerator"])):
        people = shop.get(f"/api/metrics/{made['id']}/people", **asked(bucket="2026-02-04T10:00:00Z", side=side))
        assert len(people["items"]) == number, side


def test_a_formula_names_its_parts_and_keeps_them_from_going(shop: Caller) -> None:
    made = shop.post("/api/metrics", {"name": "rate", "definition": RATE})
    formula = {"kind": "formula", "formula": "A*100/B", "parts": ["revenue", made["id"]]}
    both = shop.post("/api/metrics", {"name": "both", "definition": formula})
    used = shop.get(f"/api/metrics/{made['id']}")["used_by"]
    assert used == [{"kind": "metric", "id": both["id"], "name": "both"}]
    answer = shop.http.delete(f"/api/metrics/{made['id']}")
    assert (answer.status_code, answer.json()["code"]) == (409, "metric_in_use")
    circle = {"definition": {**formula, "parts": ["revenue", both["id"]]}}
    answer = shop.http.patch(f"/api/metrics/{both['id']}", json=circle)
    assert (answer.status_code, answer.json()["code"]) == (422, "metric_part_missing")
    assert shop.http.delete(f"/api/metrics/{both['id']}").status_code == 204
    assert shop.http.delete(f"/api/metrics/{made['id']}").status_code == 204


def test_a_project_says_which_events_its_metrics_count(shop: Caller) -> None:
    assert shop.get("/api/metrics/words")["said"] == {}
    answer = shop.http.put("/api/metrics/words", json={"order": [{"event": "view"}], "amount": "price"})
    assert answer.json()["words"]["order"] == [{"event": "view"}]
    assert shop.get("/api/metrics/orders/series", **asked())["series"][0]["total"]["value"] == 50
    answer = shop.http.put("/api/metrics/words", json={"ordr": []})
    assert (answer.status_code, answer.json()["about"]) == (422, "ordr")


def test_a_target_says_where_it_stands(shop: Caller) -> None:
    made = shop.post("/api/kpi", {"metric": "revenue", "interval": "week", "value": 100})
    # The week of 9 March has seen one whole day with views only on the days of the fixture.
    found = shop.get(f"/api/kpi/{made['id']}", now=NOW.isoformat())
    assert found["standing"]["method"] == "seasonal"
    assert found["standing"]["status"] in ("on_track", "at_risk", "off_track", "reached")
    assert found["standing"]["low"] <= found["standing"]["forecast"] <= found["standing"]["high"]
    people = shop.post("/api/kpi", {"metric": "active_people", "interval": "month", "value": 10})
    board = {one["id"]: one for one in shop.get("/api/kpi", now=NOW.isoformat())["items"]}
    assert board[people["id"]]["standing"] | {"forecast": 0} == {
        "current": 10,
        "previous": 10,
        "forecast": 0,
        "low": None,
        "high": None,
        "method": "pace",
        "status": "reached",
    }
    changed = shop.http.patch(f"/api/kpi/{people['id']}", json={"value": 30}).json()
    assert changed["value"] == 30
    used = shop.get("/api/metrics/active_people")["used_by"]
    assert [one["kind"] for one in used] == ["target"]
    assert shop.http.delete(f"/api/kpi/{people['id']}").status_code == 204
    assert shop.http.post("/api/kpi", json={"metric": "nothing", "value": 1}).status_code == 404


def test_an_alert_is_kept_snoozed_and_taken_away(shop: Caller) -> None:
    made = shop.post("/api/metrics/orders/alerts", {"side": "below"})
    assert (made["sensitivity"], made["minimum"], made["snoozed_until"]) == (2.5, 50, None)
    path = f"/api/metrics/orders/alerts/{made['id']}"
    snoozed = shop.http.patch(path, json={"snoozed_until": "2030-01-01T00:00:00Z"}).json()
    assert snoozed["snoozed_until"] == "2030-01-01T00:00:00Z"
    assert [one["id"] for one in shop.get("/api/metrics/orders/alerts")["items"]] == [made["id"]]
    assert shop.http.patch(path.replace("orders", "buyers"), json={}).status_code == 404
    assert shop.get("/api/alarms") == {"items": [], "names": {}, "next": None}
    assert shop.http.delete(path).status_code == 204


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/api/metrics", {"name": "x", "definition": {"kind": "mean"}}, 422, "bad_metric"),
        ("/api/metrics", {"name": "x", "definition": {"kind": "formula", "formula": "A", "parts": ["no"]}}, 422, None),
        ("/api/metrics", {"name": "x", "definition": {"kind": "guess"}}, 422, "invalid"),
        ("/api/metrics/nothing/series", {}, 404, "metric_not_found"),
        ("/api/metrics/nothing/alerts", {}, 404, "metric_not_found"),
    ],
)
def test_refusals_say_why(caller: Caller, path: str, body: dict[str, Any], status: int, code: str | None) -> None:
    answer = caller.http.post(path, json=body)
    assert answer.status_code == status, answer.text
    assert answer.json()["code"] == (code or "metric_part_missing")


def test_a_built_in_metric_cannot_be_changed(caller: Caller) -> None:
    answer = caller.http.patch("/api/metrics/arpu", json={"name": "mine"})
    assert (answer.status_code, answer.json()["code"]) == (409, "metric_built_in")


def test_a_preview_computes_what_is_not_kept(shop: Caller) -> None:
    found = shop.post("/api/metrics/preview", asked(definition=RATE))
    assert len(found["series"][0]["points"]) == 5
    assert found["breaks"] == []


def test_two_numbers_are_reconciled_and_the_people_of_a_cause_are_listed(shop: Caller, foreign: Caller) -> None:
    span = {"since": "2026-02-01", "until": "2026-02-05", "now": NOW.isoformat(), "kind": "trend"}
    orders = {"query": {**span, "series": [{"event": "order_paid"}]}}
    buyers = {"query": {**span, "kind": "metric", "metric": "buyers"}, "cell": {"bucket": "2026-02-03"}}
    both = {"a": orders, "b": buyers}
    found = shop.post("/api/metrics/reconcile", both)
    total = shop.post("/api/insight/trend", {k: v for k, v in orders["query"].items() if k != "kind"})
    point = shop.get("/api/metrics/buyers/series", **asked())["series"][0]["points"][2]
    assert (found["a"]["value"], found["b"]["value"]) == (total["series"][0]["total"], point["value"])
    assert sum(part["difference"] for part in found["causes"]) == found["difference"] > 0
    for part in found["causes"]:
        for side, number in (("a", "only_a"), ("b", "only_b"), ("both", "both")):
            cell = {"cause": part["cause"], "side": side}
            listed = shop.post("/api/insight/people", {"query": {"kind": "reconcile", **both}, "cell": cell})
            assert len(listed["items"]) == listed["total"] == part[number]
            kept = {"query": {"kind": "reconcile", **both}, "cell": cell, "columns": []}
            file = shop.http.post("/api/insight/people", params={"format": "csv"}, json=kept)
            assert file.text.count("\r\n") == 1 + part[number]
    for side in ("a", "b"):
        listed = shop.post("/api/insight/people", {"query": {"kind": "reconcile", **both}, "cell": {"side": side}})
        assert listed["total"] == found[side]["people"]
    answer = shop.http.post(
        "/api/insight/people", json={"query": {"kind": "reconcile", **both}, "cell": {"side": "both"}}
    )
    assert (answer.status_code, answer.json()["about"]) == (422, "cell.cause")
    lone = shop.http.post("/api/metrics/reconcile", json={"a": orders, "b": {**buyers, "cell": {"side": "missing"}}})
    assert (lone.status_code, lone.json()["code"]) == (422, "number_not_comparable")
    # Another project has neither the people nor, once it is one's own, the metric.
    assert foreign.post("/api/metrics/reconcile", both)["causes"] == []
    made = shop.post("/api/metrics", {"name": "rate", "definition": RATE})
    own = {"a": orders, "b": {"query": {**span, "kind": "metric", "metric": made["id"]}}}
    assert shop.http.post("/api/metrics/reconcile", json=own).status_code == 200
    assert foreign.http.post("/api/metrics/reconcile", json=own).status_code == 404


def test_the_people_of_a_point_are_those_of_its_value_and_of_the_condition(shop: Caller) -> None:
    narrow = {
        "condition": {"did": "order_paid", "times": {"op": "gte", "value": 25}},
        "breakdown": {"property": "revenue"},
    }
    query = {**asked(), **narrow, "kind": "metric", "metric": "buyers"}
    line = shop.post("/api/metrics/buyers/series", asked(**narrow))["series"][0]
    for n, point in enumerate(line["points"]):
        cell = {"bucket": f"2026-02-0{n + 1}", "breakdown": line["breakdown"]}
        found = shop.post("/api/insight/people", {"query": query, "cell": cell})
        assert found["total"] == point["people"]
    answer = shop.http.post("/api/insight/people", json={"query": query, "cell": {"bucket": "2026-03-01"}})
    assert (answer.status_code, answer.json()["code"]) == (422, "no_such_point")


_ENDLESS = '{"definition": {"kind": "sum", "event": {"events": [{}]}, "cap": {"value": 1e999}}}'


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/api/kpi", '{"metric": "revenue", "value": 1e999}'),
        ("POST", "/api/metrics/preview", _ENDLESS),
        ("PUT", "/api/metrics/words", '{"passive": 5}'),
        ("PUT", "/api/metrics/words", '{"order": 5}'),
        ("PUT", "/api/metrics/words", '{"order": "order"}'),
        ("PUT", "/api/metrics/words", '{"amount": null}'),
        ("PUT", "/api/metrics/words", '{"amount": ""}'),
    ],
)  # fmt: skip
def test_numbers_without_end_and_words_that_are_none_are_refused(
    caller: Caller, method: str, path: str, body: str
) -> None:
    answer = caller.http.request(method, path, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422, answer.text
    assert caller.get("/api/metrics/words")["said"] == {}


def test_formulas_of_formulas_do_not_grow_without_bound(caller: Caller) -> None:
    parts = ["revenue"] * 26
    for _ in range(2):
        formula = {"kind": "formula", "formula": "A", "parts": parts}
        answer = caller.http.post("/api/metrics", json={"name": "x", "definition": formula})
        parts = [answer.json().get("id")] * 26
    assert (answer.status_code, answer.json()["code"]) == (422, "metric_part_missing")


def test_people_are_those_of_the_days_of_the_zone_that_is_asked_for(caller: Caller) -> None:
    for n in range(3):
        caller.send({"user_id": f"u{n}", "event": "order_paid", "timestamp": "2026-02-03T15:00:00Z"})
    zoned = asked(timezone="Asia/Shanghai")
    points = caller.get("/api/metrics/buyers/series", **zoned)["series"][0]["points"]
    assert [point["value"] for point in points] == [0, 0, 3, 0, 0]
    for bucket, people in (("2026-02-03T00:00:00+08:00", 3), ("2026-02-04T00:00:00+08:00", 0)):
        found = caller.get("/api/metrics/buyers/people", bucket=bucket, **zoned)
        assert len(found["items"]) == people


def test_a_definition_is_said_with_its_delay_its_cap_and_whose_share_it_is(caller: Caller) -> None:
    def said(**definition: Any) -> str:
        return str(caller.post("/api/metrics", {"name": "x", "definition": definition})["sentence"])

    late = {"within": {"days": 2}, "delay": {"hours": 3}}
    view, paid = {"events": [{"event": "view"}]}, {"events": [{"event": "paid", "property": "revenue"}]}
    assert said(kind="proportion", event=paid | {"counts": "people"}, base=view, window=late) == (
        "The share of people with view who have revenue of paid; from 3 to 51 hours after entering"
    )
    assert (
        said(kind="sum", event=paid, cap={"value": 30}) == "revenue of paid, all together; a person counts at most 30"
    )
    assert said(kind="mean", event=paid, cap={"percentile": 0.99}).endswith(
        "; a person counts at most the 0.99 quantile of people's numbers"
    )
    assert said(kind="quantile", event=paid, per="event").endswith("of revenue of paid, over events")
