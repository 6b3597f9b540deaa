"""Life cycle, RFM and opinion leaders through the door: numbers, who is behind each, rules, refusals, starters."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from served import Caller, Server


def now() -> datetime:
    """Asked anew each time: the suite may run over midnight."""
    return datetime.now(UTC)


def seen(who: str, name: str, ago: float, **properties: Any) -> dict[str, Any]:
    moment = now() - timedelta(days=ago, minutes=1)
    return {"event": name, "user_id": who, "timestamp": moment.isoformat(), "properties": properties}


@pytest.fixture
def shop(caller: Caller) -> Caller:
    """One person in each of some states, by their names; also a day later, should one begin meanwhile."""
    habit = [seen("declining", "open", ago) for ago in range(15, 59, 2)]
    caller.send(
        {"event": "open", "anonymous_id": "visitor", "timestamp": now().isoformat()},
        seen("registered", "sign_up", 1),
        *(
            seen("activated", "order_paid", 3, revenue=10),
            seen("active", "onboarding_done", 9),
            seen("active", "open", 1),
        ),
        *(seen("dormant", "open", 31), seen("churned", "open", 70)),
        *(seen("resurrected", "open", 59), seen("resurrected", "open", 1)),
        *(*habit, seen("declining", "onboarding_done", 58)),
        *(seen("leaving", "order_paid", 5, revenue=90), seen("leaving", "page", 4, page="/account/close")),
    )
    return caller


def ids(page: Any) -> list[str]:
    return sorted(one["ids"][0]["value"] for one in page["items"])


def behind(caller: Caller, query: dict[str, Any], cell: dict[str, Any]) -> list[str]:
    return ids(caller.post("/api/insight/people", {"query": query, "cell": cell}))


EXPECTED = {
    **{name: [name] for name in ("visitor", "registered", "activated", "active", "dormant", "churned", "resurrected")},
    "declining": ["declining", "leaving"],
}


def test_each_state_is_counted_and_can_be_asked_of_everywhere(shop: Caller) -> None:
    answer = shop.get("/api/lifecycle")
    assert {one["state"]: one["people"] for one in answer["states"]} == {s: len(who) for s, who in EXPECTED.items()}
    for state, who in EXPECTED.items():
        assert behind(shop, {"kind": "states"}, {"state": state}) == who
        assert ids(shop.post("/api/persons/query", {"condition": {"state": [state]}})) == who
    assert shop.get("/api/persons/leaving")["state"] == ["declining"]
    later = (now() + timedelta(days=40)).isoformat()
    assert "active" in ids(shop.post("/api/persons/query", {"condition": {"state": ["dormant"]}, "now": later}))


def test_the_history_is_computed_and_everyone_behind_it_is_told(shop: Caller) -> None:
    assert shop.get("/api/lifecycle")["history"] is None
    refused = shop.http.post(
        "/api/insight/people", json={"query": {"kind": "states"}, "cell": {"state": "active", "on": "2026-01-01"}}
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "no_state_history")
    before = now().date()
    run = shop.post("/api/lifecycle/compute", {})
    assert before <= date.fromisoformat(run["until"]) + timedelta(days=1) <= now().date()
    told = shop.get("/api/lifecycle")["history"]
    assert (told["until"], told["stale"], len(told["days"])) == (run["until"], False, 31)
    query = {"kind": "states", "since": told["days"][0], "until": told["days"][-1]}
    for state, counts in told["counts"].items():
        for place in (0, 15, 30):
            on = {"state": state, "on": told["days"][place]}
            assert len(behind(shop, query, on)) == counts[place], on
    for one in told["moves"]:
        assert len(behind(shop, query, {"before": one["before"], "state": one["state"]})) == one["people"]
    assert {"before": "active", "state": "declining", "people": 1} in told["moves"]
    for one in told["flows"]:
        cell = {"before": one["before"], "state": one["state"], "step": one["step"]}
        assert len(behind(shop, query, cell)) == one["people"]
    arrived = sum(one["people"] for one in told["flows"] if one["step"] == len(told["dates"]) - 2)
    assert arrived == sum(counts[-1] for counts in told["counts"].values())
    stays = {one["state"]: one for one in told["stays"]}
    assert (stays["dormant"]["ended"], stays["dormant"]["median"]) == (2, 29.0)


def test_rules_are_the_projects_and_are_tried_before_they_are_kept(shop: Caller) -> None:
    first = shop.get("/api/lifecycle/rules")
    assert first["changed_at"] is None
    draft = first["rules"] | {"dormant": 3, "churned": 6, "signals": []}
    counts = {one["state"]: one["people"] for one in shop.post("/api/lifecycle/preview", {"rules": draft})["states"]}
    assert (counts["dormant"], counts["declining"]) == (2, 0)
    assert shop.get("/api/lifecycle/rules") == first
    shop.post("/api/lifecycle/compute", {})
    kept = shop.http.put("/api/lifecycle/rules", json=draft).json()
    assert (kept["rules"], kept["changed_at"] is None) == (draft, False)
    after = shop.get("/api/lifecycle")
    assert {one["state"]: one["people"] for one in after["states"]} == counts
    assert after["history"]["stale"]
    assert shop.http.delete("/api/lifecycle/rules").json() == first


def test_key_events_are_the_default_rules(shop: Caller) -> None:
    project = shop.get("/api/projects")["items"][0]["id"]
    events = {"sign_up": {"event": "hello"}, "activation": {"event": "spark"}, "revenue": None}
    assert shop.http.patch(f"/api/projects/{project}", json={"key_events": events}).status_code == 200
    rules = shop.get("/api/lifecycle/rules")["rules"]
    assert [rules[name][0]["event"] for name in ("registered", "activated")] == ["hello", "spark"]
    assert (len(rules["registered"]), len(rules["activated"])) == (1, 1)


@pytest.mark.parametrize(
    ("change", "about"),
    [
        ({"churned": 30}, "churned"),
        ({"dormant": 0}, "dormant"),
        ({"activated": []}, "activated"),
        ({"decline": {"recent": 28, "baseline": 14}}, "decline.baseline"),
        ({"decline": {"z": 1}}, "decline.z"),
        (
            {"signals": [{"event": "x", "where": [{"property": "p", "op": "within_last", "value": {"days": 1}}]}]},
            "signals[0]",
        ),
        ({"activity": [{"event": "x", "where": [{"property": "p", "op": "nonsense"}]}]}, None),
        ({"nonsense": 1}, None),
    ],
)
def test_rules_that_make_no_sense_are_refused_and_nothing_changes(
    caller: Caller, change: dict[str, Any], about: str | None
) -> None:
    before = caller.get("/api/lifecycle/rules")
    refused = caller.http.put("/api/lifecycle/rules", json=before["rules"] | change)
    assert refused.status_code == 422, refused.text
    if about is not None:
        assert (refused.json()["code"], refused.json()["about"]) == ("lifecycle_rules", about)
    assert caller.get("/api/lifecycle/rules") == before


def test_an_empty_project_is_empty_everywhere(caller: Caller) -> None:
    caller.post("/api/lifecycle/compute", {})
    answer = caller.get("/api/lifecycle")
    assert sum(one["people"] for one in answer["states"]) == 0
    assert (answer["history"]["moves"], answer["history"]["flows"]) == ([], [])
    assert caller.post("/api/rfm", {})["people"] == 0
    assert caller.post("/api/rfm/migration", {})["items"] == []
    assert caller.post("/api/kol", {})["items"] == []


@pytest.mark.parametrize(
    ("query", "cell"),
    [
        ({"kind": "states"}, {"state": "nonsense"}),
        ({"kind": "states"}, {"state": "active", "before": "nonsense"}),
        ({"kind": "states"}, {"state": "active", "before": "dormant", "step": 9}),
        ({"kind": "rfm"}, {"cell": "nonsense"}),
        ({"kind": "rfm"}, {"cell": "", "before": ""}),
        ({"kind": "rfm"}, {"scores": [1, 6, None]}),
        ({"kind": "rfm"}, {"scores": [-1, 1, 1]}),
        ({"kind": "rfm", "cuts": {"recency": [4, 3, 2, 1], "frequency": [1, 2, 3, 4], "money": [1, 2, 3, 4]}}, {}),
        ({"kind": "kol", "reach": 1}, {}),
        ({"kind": "kol"}, {"percentile": 101}),
    ],
)
def test_cells_that_are_not_there_are_refused(caller: Caller, query: dict[str, Any], cell: dict[str, Any]) -> None:
    caller.post("/api/lifecycle/compute", {})
    assert caller.http.post("/api/insight/people", json={"query": query, "cell": cell}).status_code == 422
    report = caller.http.post("/api/reports", json={"name": "x", "kind": query["kind"], "query": query})
    assert report.status_code == 422


@pytest.mark.parametrize(
    "days", [("2026-01-01", "2026-01-01"), ("2020-01-01", "2026-01-01"), ("2026-02-01", "2026-01-01")]
)
def test_days_that_are_no_range_are_refused(caller: Caller, days: tuple[str, str]) -> None:
    caller.post("/api/lifecycle/compute", {})
    refused = caller.http.get("/api/lifecycle", params={"since": days[0], "until": days[1]})
    assert (refused.status_code, refused.json()["code"]) == (422, "lifecycle_days")


def test_rfm_cells_hold_who_they_say_and_become_segments(shop: Caller) -> None:
    found = shop.post("/api/rfm", {})
    assert found["people"] == 2
    for one in found["cells"]:
        assert len(behind(shop, {"kind": "rfm"}, {"cell": one["cell"]})) == one["people"]
    for one in found["scores"]:
        assert len(behind(shop, {"kind": "rfm"}, {"scores": [one["r"], one["f"], one["m"]]})) == one["people"]
        assert len(behind(shop, {"kind": "rfm"}, {"scores": [one["r"], one["f"], None]})) >= one["people"]
    best = next(one["cell"] for one in found["cells"] if one["people"])
    number = {"query": {"kind": "rfm"}, "cell": {"cell": best}}
    made = shop.post("/api/segments", {"name": best, "mode": "snapshot", "from": number})
    assert made["people"] == 1
    assert shop.post(f"/api/segments/{made['id']}/refresh", {})["people"] == 1
    moved = shop.post("/api/rfm/migration", {"ago": 4})["items"]
    assert sum(one["people"] for one in moved if one["before"]) == 1
    for one in moved:
        assert (
            len(behind(shop, {"kind": "rfm", "ago": 4}, {"before": one["before"], "cell": one["cell"]}))
            == one["people"]
        )


def invited(guest: str, host: str, *did: dict[str, Any]) -> list[dict[str, Any]]:
    return [seen(host, "invite_sent", 9, invitee=guest), seen(guest, "invite_accepted", 8, inviter=host), *did]


def test_a_ranking_says_why_and_guests_who_are_nobody_cost_trust(caller: Caller) -> None:
    caller.send(
        *invited("g1", "host", seen("g1", "order_paid", 7, revenue=1)),
        *invited("g2", "host", seen("g2", "onboarding_done", 7)),
        *invited("g3", "g1", seen("g3", "open", 1)),
        *(one for n in range(4) for one in invited(f"fake{n}", "cheat")),
        *invited("loop", "loop"),
        *(seen("writer", "review_left", 2), seen("quiet", "open", 2)),
    )
    answer = caller.post("/api/kol", {})
    by = {one["person"]["ids"][0]["value"]: one for one in answer["items"]}
    assert answer["items"][0] == by["host"]
    assert [by["host"][name] for name in ("invites", "guests", "activated", "paid", "further", "trust")] == [
        2,
        2,
        2,
        1,
        1,
        1,
    ]
    assert (by["cheat"]["guests"], by["cheat"]["trust"]) == (4, 0.3333)
    assert by["loop"]["guests"] == 0
    assert (by["writer"]["content"], by["writer"]["reach"]) == (1, 0)
    assert "quiet" not in by
    assert answer["people"] == 12
    assert by["host"]["percentile"] == pytest.approx(100 * 11 / 12, abs=0.01)
    assert caller.get("/api/kol/host")["score"] == by["host"]["score"]
    assert caller.http.get("/api/kol/quiet").json()["code"] == "no_influence"
    first = caller.post("/api/kol", {"limit": 1})
    assert caller.post("/api/kol", {"limit": 1, "cursor": first["next"]})["items"] == answer["items"][1:2]
    later = caller.post("/api/kol", {"now": (now() + timedelta(days=60)).isoformat()})["items"][0]
    assert later["person"]["id"] == by["host"]["person"]["id"]
    top = {"query": {"kind": "kol"}, "cell": {"percentile": 91}}
    assert ids(caller.post("/api/insight/people", top)) == ["host"]


def test_a_host_brought_only_what_a_guest_did_from_then_on(caller: Caller) -> None:
    """Somebody who was a customer before is a guest, and a real one, but no buyer that the host brought."""
    caller.send(
        *invited("customer", "host", seen("customer", "order_paid", 20, revenue=1), seen("customer", "open", 19)),
        *invited("newcomer", "rival", seen("newcomer", "order_paid", 8, revenue=1)),
    )
    by = {one["person"]["ids"][0]["value"]: one for one in caller.post("/api/kol", {})["items"]}
    counts = ("guests", "activated", "paid", "trust")
    assert [by["host"][name] for name in counts] == [1, 0, 0, 1]
    assert [by["rival"][name] for name in counts] == [1, 1, 1, 1]


def test_who_invited_each_other_are_not_their_own_guests_guests(caller: Caller) -> None:
    caller.send(*invited("a", "b"), *invited("b", "a"), *invited("c", "b"))
    by = {one["person"]["ids"][0]["value"]: one for one in caller.post("/api/kol", {})["items"]}
    assert {name: by[name]["further"] for name in ("a", "b")} == {"a": 1, "b": 0}


def test_equals_have_the_people_below_them_all_below(caller: Caller) -> None:
    day = now().isoformat()
    caller.send(
        *({"event": "share", "user_id": f"s{n}", "timestamp": day} for n in range(4)),
        *(seen(f"quiet{n}", "open", 2) for n in range(4)),
    )
    assert [(one["rank"], one["percentile"]) for one in caller.post("/api/kol", {})["items"]] == [(1, 50)] * 4


def test_the_starter_segments_are_there_once_and_stay_gone(shop: Caller) -> None:
    made = shop.post("/api/lifecycle/starters", {})["created"]
    assert len(made) == 5
    assert shop.post("/api/lifecycle/starters", {})["created"] == []
    sizes = {id: shop.get(f"/api/segments/{id}")["people"] for id in made}
    assert sizes == {"seg_new": 1, "seg_active": 2, "seg_churn_risk": 2, "seg_dormant": 2, "seg_opinion_leaders": 0}


def test_another_project_sees_none_of_it(shop: Caller, server: Server) -> None:
    other = server.project()
    shop.post("/api/lifecycle/compute", {})
    shop.http.put("/api/lifecycle/rules", json=shop.get("/api/lifecycle/rules")["rules"] | {"dormant": 3, "churned": 6})
    assert other.get("/api/lifecycle")["history"] is None
    assert other.get("/api/lifecycle/rules")["changed_at"] is None
    assert sum(one["people"] for one in other.get("/api/lifecycle")["states"]) == 0
    other.http.close()


@pytest.mark.parametrize("name", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_days_are_the_projects_own(server: Server, name: str) -> None:
    """Of these two zones, 25 hours apart, one is never in the day of UTC."""
    zone = ZoneInfo(name)
    there = server.project(timezone=name)
    there.send(seen("ann", "open", 20))
    before = now().astimezone(zone).date()
    until = date.fromisoformat(there.post("/api/lifecycle/compute", {})["until"])
    assert before <= until + timedelta(days=1) <= now().astimezone(zone).date()
    there.http.close()
