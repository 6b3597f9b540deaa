"""Attribution through the door: the answer, the people behind it, experiments that decide, what is refused."""

from typing import Any

import pytest

from served import Caller

ASKED: dict[str, Any] = {
    "conversion": {"event": "order_paid"},
    "value": "revenue",
    "touch": {"event": "ad_clicked"},
    "since": "2024-01-01",
    "until": "2024-01-31",
    "now": "2024-02-01T00:00:00Z",
}


def event(who: str, name: str, day: int, hour: int = 8, **properties: Any) -> dict[str, Any]:
    moment = f"2024-01-{day:02d}T{hour:02d}:00:00Z"
    return {"user_id": who, "event": name, "timestamp": moment, "properties": properties}


@pytest.fixture
def shop(caller: Caller) -> Caller:
    caller.send(
        event("ann", "ad_clicked", 2, channel="search"),
        event("ann", "ad_clicked", 3, channel="mail"),
        event("ann", "order_paid", 4, revenue=30),
        event("bob", "ad_clicked", 2, channel="search"),
        event("bob", "order_paid", 5, revenue=10),
        event("cid", "ad_clicked", 6, channel="mail"),
        event("dan", "order_paid", 6, revenue=5),
        event("bill", "ad_cost", 7, channel="search", cost=12),
    )
    return caller


def test_models_stand_side_by_side_and_share_out_what_was_touched(shop: Caller) -> None:
    found = shop.post("/api/insight/attribution", ASKED)
    assert [one["model"] for one in found["models"]] == [
        *("first", "last", "linear", "time_decay", "position"),
        *("markov", "shapley", "incremental"),
    ]
    assert (found["conversions"], found["touched"], found["value"], found["touched_value"]) == (3, 2, 45, 40)
    channels = [one["channel"] for one in found["channels"]]
    assert sorted(channels) == ["mail", "search"]
    linear = dict(zip(channels, found["models"][2]["credits"], strict=True))
    assert (linear["search"]["conversions"], linear["search"]["value"], linear["search"]["cpa"]) == (1.5, 25, 8)
    for one in found["models"]:
        assert sum(each["conversions"] for each in one["credits"]) == pytest.approx(2), one["model"]
    assert {one["grade"] for one in found["models"][:7]} == {"path"}
    assert found["models"][7]["grade"] == "model"
    assert {"at", "definition"} <= found["computed"].keys()


def test_who_converted_behind_a_channel(shop: Caller) -> None:
    query = {"kind": "attribution", **ASKED}
    for converted, people in ((True, ["ann", "bob"]), (False, ["ann", "bob"])):
        body = {"query": query, "cell": {"channel": "search", "converted": converted}}
        page = shop.post("/api/insight/people", body)
        assert sorted(id["value"] for item in page["items"] for id in item["ids"]) == people
    page = shop.post("/api/insight/people", {"query": query, "cell": {"channel": "mail"}})
    assert [item["ids"][0]["value"] for item in page["items"]] == ["ann"]
    gone = shop.http.post("/api/insight/people", json={"query": query, "cell": {"channel": "nowhere"}})
    assert (gone.status_code, gone.json()["code"]) == (404, "channel_not_found")


def test_an_attribution_is_kept_as_a_report(shop: Caller) -> None:
    kept = shop.post(
        "/api/reports", {"name": "Channels", "kind": "attribution", "query": ASKED, "view": {"show": "cpa"}}
    )
    assert shop.get(f"/api/reports/{kept['id']}")["query"] == ASKED


@pytest.mark.parametrize("wrong", [{"lookback": {"days": 500}}, {"limit": 0}, {"half_life": 0}, {"lookback": {}}])
def test_nonsense_is_refused(shop: Caller, wrong: dict[str, Any]) -> None:
    assert shop.http.post("/api/insight/attribution", json=ASKED | wrong).status_code == 422


def test_an_experiment_of_the_project_that_held_a_channel_back_is_found(caller: Caller) -> None:
    events = []
    for n in range(600):
        arm = ("holdout", "shown")[n % 2]
        events.append(event(f"p{n}", "met", 2, experiment="ads_off", variant=arm))
        if n % 5 < 2:
            if arm == "shown":
                events.append(event(f"p{n}", "ad_clicked", 3, 9, channel="brand"))
            events.append(event(f"p{n}", "order_paid", 3, 10, revenue=1))
    for start in range(0, len(events), 400):
        caller.send(*events[start : start + 400])
    metric = caller.post(
        "/api/metrics",
        {"name": "paid", "definition": {"kind": "sum", "event": {"events": [{"event": "order_paid"}]}}},
    )
    where = [{"property": "experiment", "op": "eq", "value": "ads_off"}]
    caller.post(
        "/api/experiments",
        {
            "key": "ads_off",
            "name": "Ads off",
            "hypothesis": "they bring orders",
            "owner": "",
            "flag": "",
            "exposure": {"event": "met", "where": where, "property": "variant"},
            "variants": [{"key": "holdout", "weight": 1}, {"key": "shown", "weight": 1}],
            "primary": metric["id"],
            "started_at": "2024-01-01T00:00:00Z",
            "stopped_at": "2024-01-20T00:00:00Z",
        },
    )
    said, naive = (caller.post("/api/insight/attribution", ASKED | {"calibrate": on}) for on in (True, False))
    assert (said["added"][0]["grade"], said["added"][0]["experiment"]) == ("experimental", "ads_off")
    assert said["models"][7]["credits"][0]["share"] <= 0.02
    assert naive["added"][0]["grade"] == "model"
    assert naive["added"][0]["conversions"] > 60
    assert said["models"][1]["credits"][0]["conversions"] == 120
