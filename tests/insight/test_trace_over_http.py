"""Traces through the door: a payment and whom it led to, trees that add up, signed links, and who was erased."""

import time
from typing import Any

import pytest

from served import Caller

NOW = {"now": "2024-02-01T00:00:00Z"}


def event(who: str, name: str, day: int, **properties: Any) -> dict[str, Any]:
    return {"user_id": who, "event": name, "timestamp": f"2024-01-{day:02d}T08:00:00Z", "properties": properties}


@pytest.fixture
def family(caller: Caller) -> Caller:
    """ann ← bob ← cid; each pays."""
    caller.send(
        event("ann", "ad_clicked", 1, channel="search"),
        event("ann", "order_paid", 2, order_id="o-ann", revenue=10.5),
        event("bob", "invite_accepted", 3, inviter="ann", channel="referral"),
        event("bob", "experiment_exposed", 4, experiment="e", variant="a"),
        event("bob", "order_paid", 5, order_id="o-bob", revenue=20),
        event("cid", "invite_accepted", 6, inviter="bob", channel="referral"),
        event("cid", "order_paid", 7, order_id="o-cid", revenue=0.01),
        event("eve", "order_paid", 7, order_id="o-eve", revenue=1),
    )
    return caller


def names(nodes: list[Any]) -> list[str | None]:
    return [one["person"] and one["person"]["ids"][0]["value"] for one in nodes]


def test_a_payment_is_told_back_to_the_first_exposure_and_forward_to_whom_it_led(family: Caller) -> None:
    found = family.get("/api/trace", order="o-bob", **NOW)
    assert (found["payment"]["paid"], found["payment"]["order"]) == ("20.00", "o-bob")
    assert [one["kind"] for one in found["steps"]] == ["invitation", "experiment", "payment"]
    assert found["first"]["event"] == "invite_accepted"
    assert names(found["invited_by"]) == ["ann"]
    assert (found["forward"]["people"], found["forward"]["paid"]) == (1, "0.01")
    assert names(found["forward"]["nodes"]) == ["bob", "cid"]
    again = family.get("/api/trace", event=found["payment"]["event"], **NOW)
    assert again["payment"] == found["payment"]


def test_payments_are_found_by_person_channel_and_order(family: Caller) -> None:
    def orders(**query: Any) -> list[str]:
        return [one["order"] for one in family.get("/api/trace/payments", **query, **NOW)["items"]]

    assert orders(person="ann") == ["o-ann"]
    assert orders(channel="search") == ["o-ann"]
    assert orders(channel="referral") == ["o-cid", "o-bob"]
    assert orders(order="o-eve") == ["o-eve"]
    pages, cursor = [], None
    while cursor != "":
        page = family.get("/api/trace/payments", limit=1, **({"cursor": cursor} if cursor else {}), **NOW)
        pages += [one["order"] for one in page["items"]]
        cursor = page["next"] or ""
    assert sorted(pages) == ["o-ann", "o-bob", "o-cid", "o-eve"]


def test_what_is_not_there_is_refused(family: Caller) -> None:
    for query, status in (({}, 422), ({"order": "none"}, 404), ({"event": "none"}, 404)):
        assert family.http.get("/api/trace", params=query).status_code == status
    assert family.http.get("/api/trace/tree", params={"person": "nobody"}).status_code == 404
    assert family.http.get("/api/trace/payments", params={"cursor": "x"}).status_code == 422
    assert family.http.get("/api/trace/payments", params={"code": "forged"}).json()["code"] == "bad_share_link"


def test_generations_and_channels_add_up_to_all_orders(family: Caller) -> None:
    spread = family.get("/api/trace/spread", **NOW)
    assert [one["paid"] for one in spread["numbers"]["generations"]] == ["11.50", "20.00", "0.01"]
    assert (spread["numbers"]["paid"], spread["numbers"]["k"]) == ("31.51", 0.5)
    assert (names(spread["origins"]), spread["origins"][0]["below_paid"]) == (["ann"], "20.01")
    flow = family.get("/api/trace/flow", since="2024-01-01", until="2024-01-31", **NOW)["flow"]
    assert {one["channel"]: one["paid"] for one in flow["channels"]} == {
        "search": ["10.50", "20.00", "0.01", "0.00"],
        None: ["1.00", "0.00", "0.00", "0.00"],
    }
    assert (flow["paid"], flow["outside"]) == ("31.51", "0.00")


def test_every_stage_and_link_of_the_flow_opens_as_many_people_as_it_says(family: Caller) -> None:
    family.send(
        event("fay", "ad_clicked", 2, channel="search"),
        event("gus", "page", 2),
        event("old", "page", 1, channel="mail"),
        event("hal", "invite_accepted", 9, inviter="gus"),
    )
    range_ = {"since": "2024-01-02", "until": "2024-01-31", **NOW}
    flow = family.get("/api/trace/flow", **range_)["flow"]
    names = {f"channel:{n}": {"channel": one["channel"]} for n, one in enumerate(flow["channels"])}
    names |= {"paid": {"paid": True}, "unpaid": {"paid": False}}
    names |= {"brought": {"brought": True}, "quiet": {"brought": False}}

    def people(**cell: Any) -> list[str]:
        query = {"kind": "trace_flow", **range_}
        page = family.post("/api/insight/people", {"query": query, "cell": cell})
        assert page["total"] == len(page["items"])
        return sorted(item["ids"][0]["value"] for item in page["items"])

    assert len(flow["links"]) >= 5
    for link in flow["links"]:
        assert len(people(**names[link["source"]], **names[link["target"]])) == link["people"], link
    assert people(channel="search") == ["fay"]
    assert people(brought=True) == people(channel=None, paid=False) == ["gus"]
    assert people() == ["eve", "fay", "gus"]
    query = {"query": {"kind": "trace_flow", **range_}, "cell": {"channel": "mail"}}
    assert family.http.post("/api/insight/people", json=query).json()["code"] == "no_such_cell"


def test_a_share_link_carries_the_trace(family: Caller) -> None:
    link = family.post("/api/trace/links", {"person": "ann"})
    assert "ann" not in link["token"]
    assert family.get(f"/api/trace/links/{link['token']}")["person"]["ids"][0]["value"] == "ann"
    family.send(
        event("dan", "invite_accepted", 8, share_token=link["token"]),
        event("dan", "order_paid", 9, order_id="o-dan", revenue=2),
        event("fay", "invite_accepted", 8, share_token=link["token"][:-4] + "AAAA"),
    )
    assert names(family.get("/api/trace", order="o-dan", **NOW)["invited_by"]) == ["ann"]
    found = family.get("/api/trace/payments", code=link["token"], **NOW)
    assert [one["order"] for one in found["items"]] == ["o-dan"]
    assert family.get("/api/trace/spread", **NOW)["numbers"]["unsigned"] == 1


def test_who_is_erased_leaves_a_place_without_a_name(family: Caller) -> None:
    receipt = family.http.delete("/api/persons/bob").json()["id"]
    until = time.monotonic() + 120
    while family.get(f"/api/erasures/{receipt}")["state"] != "done":
        assert time.monotonic() < until
        time.sleep(0.1)
    found = family.get("/api/trace", order="o-cid", **NOW)
    assert names(found["invited_by"]) == [None, "ann"]
    assert family.get("/api/trace/spread", **NOW)["origins"][0]["below"] == 2
    assert "bob" not in str(found["invited_by"])
    assert family.get("/api/trace/spread", **NOW)["numbers"]["paid"] == "11.51"
