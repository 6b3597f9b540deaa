"""Journey maps through the door: versions, conflicts, numbers beside the reports they link to, and their people."""

from typing import Any

import httpx
import pytest

from served import Caller

AT = {"since": "2024-01-01", "until": "2024-01-03", "now": "2024-01-20T00:00:00Z"}
MAP: dict[str, Any] = {
    "name": "Buying",
    "stages": [{"key": "use"}, {"key": "conversion"}],
    "touchpoints": [
        {
            "key": "seen",
            "stage": "use",
            "name": "Sees it",
            "events": [{"event": "seen", "where": [{"property": "price", "op": "gte", "value": 1}]}],
            "owner": "Trade",
            "opportunities": ["Better pictures"],
            "target": {"goal": "conversion", "value": 0.5},
        },
        {"key": "paid", "stage": "conversion", "name": "Pays", "events": [{"event": "paid"}]},
    ],
    "window": {"days": 3},
    "voices": [{"kind": "topic", "event": "ticket", "property": "topic"}],
    "worth": {"event": "paid", "property": "revenue"},
}


@pytest.fixture
def shop(caller: Caller) -> Caller:
    def event(user: str, name: str, at: str, **properties: Any) -> dict[str, Any]:
        return {"user_id": user, "event": name, "timestamp": f"2024-01-0{at}Z", "properties": properties}

    caller.send(
        event("ann", "seen", "1T08:00:00", price=5),
        event("ann", "paid", "1T08:10:00", revenue=5),
        event("bob", "seen", "2T09:00:00", price=7),
        event("bob", "ticket", "2T09:05:00", topic="price"),
        event("eve", "seen", "2T09:00:00", price=0),
    )
    return caller


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_map_is_kept_and_each_change_is_a_further_version(shop: Caller) -> None:
    made = shop.post("/api/journey-maps", MAP)
    assert (made["version"], made["touchpoints"][0]["next"], made["touchpoints"][1]["next"]) == (1, ["paid"], [])
    path = f"/api/journey-maps/{made['id']}"
    changed = shop.http.patch(path, json={"version": 1, "name": "Paying", "change": "Another name"}).json()
    assert (changed["version"], changed["latest"], changed["name"]) == (2, 2, "Paying")
    assert shop.get(path, version=1)["name"] == "Buying"
    told = shop.get(f"{path}/versions")["items"]
    assert [(one["version"], one["note"], one["touchpoints"]) for one in told] == [(2, "Another name", 2), (1, "", 2)]
    assert [one["id"] for one in shop.get("/api/journey-maps")["items"]] == [made["id"]]


def test_who_changes_an_old_version_is_told_that_somebody_was_faster(shop: Caller) -> None:
    path = f"/api/journey-maps/{shop.post('/api/journey-maps', MAP)['id']}"
    assert shop.http.patch(path, json={"version": 1, "name": "First"}).status_code == 200
    assert refused(shop.http.patch(path, json={"version": 1, "name": "Late"})) == (409, "journey_map_changed")
    assert shop.get(path)["name"] == "First"


def test_the_numbers_are_those_of_the_reports_they_link_to(shop: Caller) -> None:
    made = shop.post("/api/journey-maps", MAP)
    found = shop.get(f"/api/journey-maps/{made['id']}/numbers", **AT)
    boxes = {one["box"]["key"]: one for one in found["boxes"]}
    assert {key: one["box"]["people"] for key, one in boxes.items()} == {"seen": 2, "paid": 1}
    way = found["ways"][0]
    assert (way["way"]["people"], way["way"]["passed"], way["way"]["rate"]) == (2, 1, 0.5)
    now = {"now": AT["now"]}
    trend = shop.post("/api/insight/trend", {**boxes["seen"]["report"]["query"], **now})
    assert trend["series"][0]["total"] == 2
    steps = shop.post("/api/insight/funnel", {**way["report"]["query"], **now})["steps"]
    assert [one["people"] for one in steps] == [2, 1]
    assert steps[1]["median_seconds"] == way["way"]["median_seconds"] == 600
    assert {"at", "data_until", "elapsed_ms", "definition"} <= found["computed"].keys()
    assert found["bottlenecks"] == []


def test_two_times_are_compared_and_the_earlier_one_is_seen_no_farther_than_the_later(shop: Caller) -> None:
    made = shop.post("/api/journey-maps", MAP)
    days = {"map": made["id"], "since": "2024-01-02", "until": "2024-01-02", "now": "2024-01-02T09:30:00Z"}
    now = shop.post("/api/insight/journey_map", {**days, "compare": "previous"})
    box, way = now["before"]["changes"]["boxes"][0], now["before"]["changes"]["ways"][0]
    assert now["before"]["since"].startswith("2024-01-01")
    assert (box["people"]["before"], box["people"]["change"]["value"], box["people"]["clear"]) == (1, 0, False)
    # ann paid ten minutes after eight: by half past nine of her day that was known.
    assert (way["rate"]["before"], way["rate"]["change"]["value"]) == (1.0, -1.0)
    early = shop.post("/api/insight/journey_map", {**days, "now": "2024-01-02T08:05:00Z", "compare": "previous"})
    assert early["before"]["changes"]["ways"][0]["rate"]["before"] == 0.0
    far = shop.http.post("/api/insight/journey_map", json={**days, "compare": "soon"})
    assert refused(far) == (422, "bad_range")


def test_two_versions_are_compared_over_the_same_time(shop: Caller) -> None:
    made = shop.post("/api/journey-maps", MAP)
    points = [{**MAP["touchpoints"][0], "events": [{"event": "seen"}]}, {**MAP["touchpoints"][1], "key": "bought"}]
    change = {"version": 1, "touchpoints": [{**points[0], "next": ["bought"]}, points[1]]}
    shop.http.patch(f"/api/journey-maps/{made['id']}", json=change).raise_for_status()
    found = shop.post("/api/insight/journey_map", {"map": made["id"], "against": 1, **AT})["before"]
    assert (found["version"], found["changes"]["gone"]) == (1, ["paid"])
    assert [(one["key"], one["people"]["before"]) for one in found["changes"]["boxes"]] == [("seen", 2)]
    missing = shop.http.post("/api/insight/journey_map", json={"map": made["id"], "against": 9, **AT})
    assert refused(missing) == (404, "journey_map_not_found")


@pytest.mark.parametrize("kind", ["journey_map", "bottlenecks"])
def test_a_map_and_its_bottlenecks_are_kept_as_reports_and_asked_again(shop: Caller, kind: str) -> None:
    made = shop.post("/api/journey-maps", MAP)
    kept = shop.post("/api/reports", {"name": "Ours", "kind": kind, "query": {"map": made["id"], **AT}})
    told = shop.get(f"/api/reports/{kept['id']}/answer")["answer"]
    asked = shop.post(f"/api/insight/{kind}", {"map": made["id"], **AT})
    assert {name: told[name] for name in told if name != "computed"} == {
        name: asked[name] for name in asked if name != "computed"
    }
    none = {"name": "Theirs", "kind": kind, "query": {"map": "map_none"}}
    assert refused(shop.http.post("/api/reports", json=none)) == (404, "journey_map_not_found")


def test_a_box_tells_its_people_and_what_they_complained_of(shop: Caller) -> None:
    made = shop.post("/api/journey-maps", MAP)
    (heard,) = shop.get(f"/api/journey-maps/{made['id']}/numbers", **AT)["boxes"][0]["box"]["said"]
    assert heard["topics"] == [{"value": "price", "voices": 1, "people": 1}]
    query = {"kind": "journey_map", "map": made["id"], **AT}

    def people(**cell: Any) -> list[str]:
        page = shop.post("/api/insight/people", {"query": query, "cell": cell})
        return sorted(item["ids"][0]["value"] for item in page["items"])

    assert people(touchpoint="seen") == ["ann", "bob"]
    assert people(touchpoint="seen", next="paid", dropped=True) == ["bob"]
    assert people(touchpoint="seen", voice=0, value="price") == ["bob"]


def test_what_is_hidden_is_not_told_by_a_voice_nor_by_its_people(shop: Caller) -> None:
    made = shop.post("/api/journey-maps", MAP)
    shop.http.put("/api/properties/classes", json={"classes": {"topic": "sensitive"}}).raise_for_status()
    found = shop.get(f"/api/journey-maps/{made['id']}/numbers", **AT)
    assert (found["hidden"], found["boxes"][0]["box"]["said"]) == ([0], [])
    asked = {"query": {"kind": "journey_map", "map": made["id"], **AT}, "cell": {"touchpoint": "seen", "voice": 0}}
    assert refused(shop.http.post("/api/insight/people", json=asked)) == (403, "property_hidden")
    split = {"map": made["id"], "dimensions": ["topic"]}
    assert refused(shop.http.post("/api/insight/bottlenecks", json=split)) == (403, "property_hidden")


def test_an_experiment_stands_on_the_touchpoint_whose_event_it_wants_to_move(shop: Caller) -> None:
    made = shop.post("/api/journey-maps", MAP)
    definition = {"kind": "proportion", "event": {"events": [{"event": "paid"}]}}
    metric = shop.post("/api/metrics", {"name": "Pays", "definition": definition})["id"]
    plan = {
        "key": "one-page",
        "variants": [{"key": "a"}, {"key": "b"}],
        "primary": metric,
        "exposure": {"event": "exposed"},
        "started_at": "2024-01-02T00:00:00Z",
    }
    shop.post("/api/experiments", plan)
    boxes = shop.get(f"/api/journey-maps/{made['id']}/numbers", **AT)["boxes"]
    assert [[one["key"] for one in box["experiments"]] for box in boxes] == [[], ["one-page"]]


def test_bottlenecks_of_a_funnel_and_of_nothing(shop: Caller) -> None:
    steps = [{"event": "seen"}, {"event": "paid"}]
    assert shop.post("/api/insight/bottlenecks", {"steps": steps, "now": AT["now"]})["items"] == []
    assert shop.http.post("/api/insight/bottlenecks", json={}).status_code == 422
    assert refused(shop.http.post("/api/insight/bottlenecks", json={"map": "map_none"})) == (
        404,
        "journey_map_not_found",
    )


def test_a_template_is_fitted_to_the_events_and_can_be_kept(shop: Caller) -> None:
    shop.send({"user_id": "ann", "event": "order_paid", "properties": {"revenue": 3}})
    shop.send({"user_id": "ann", "event": "add_to_cart"})
    draft = shop.get("/api/journey-maps/template")
    assert [one["key"] for one in draft["touchpoints"]] == ["cart", "paid"]
    assert draft["worth"]["property"] == "revenue"
    assert shop.post("/api/journey-maps", draft)["version"] == 1


def test_a_project_without_events_has_no_template(caller: Caller) -> None:
    assert refused(caller.http.get("/api/journey-maps/template")) == (422, "journey_map_invalid")


def test_a_map_that_is_gone_is_gone_with_its_versions(shop: Caller) -> None:
    path = f"/api/journey-maps/{shop.post('/api/journey-maps', MAP)['id']}"
    assert shop.http.delete(path).status_code == 204
    for gone in (path, f"{path}/versions", f"{path}/numbers"):
        assert refused(shop.http.get(gone)) == (404, "journey_map_not_found")
