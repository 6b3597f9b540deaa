"""RFM and influence as tags: the same cells and percentiles that their own pages tell, as values of a person."""

from datetime import UTC, datetime, timedelta
from typing import Any

from served import Caller

BASE = (datetime.now(UTC) - timedelta(days=1)).date()


def seen(who: str, name: str, ago: int, **properties: Any) -> dict[str, Any]:
    moment = f"{BASE - timedelta(days=ago)}T08:00:00Z"
    return {"event": name, "user_id": who, "timestamp": moment, "properties": properties}


def computed(caller: Caller, kind: str, settings: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What a new tag of the kind says at the base, by the person's public id."""
    id = caller.post("/api/tags", {"name": f"T {kind}", "kind": kind, "settings": settings})["id"]
    caller.post(f"/api/tags/{id}/compute", {"base": BASE.isoformat()})
    items = caller.get(f"/api/tags/{id}/values", base=BASE.isoformat())["items"]
    return {one["person"]: one for one in items}


def test_rfm_says_the_cell_and_the_scores_it_follows_from(caller: Caller) -> None:
    some = [seen(f"p{n}", "order_paid", n * 9, revenue=20 * n + 5) for n in range(6)]
    caller.send(*some, seen("p0", "order_paid", 1, revenue=400))
    values = computed(caller, "rfm", {})
    end = (BASE + timedelta(days=1)).isoformat() + "T00:00:00Z"
    cells = caller.post("/api/rfm", {"now": end})["cells"]
    held = [one["value"] for one in values.values()]
    assert {one["cell"]: one["people"] for one in cells if one["people"]} == {v: held.count(v) for v in set(held)}
    assert all(one["evidence"].keys() == {"r", "f", "m", "recency", "frequency", "money"} for one in values.values())
    own = {"recency_cuts": [1, 2, 3, 4], "frequency_cuts": [1, 2, 3, 4], "money_cuts": [9, 8, 7, 6]}
    refused = caller.http.post("/api/tags", json={"name": "bad", "kind": "rfm", "settings": own})
    assert (refused.status_code, refused.json()["code"]) == (422, "rfm_cuts")


def test_kol_says_the_percentile_and_the_parts_of_the_score(caller: Caller) -> None:
    caller.send(seen("host", "invite_sent", 5), seen("guest", "invite_accepted", 4, inviter="host"))
    caller.send(seen("writer", "review_left", 3), seen("quiet", "open", 3))
    host, writer = (caller.get(f"/api/persons/{who}")["id"] for who in ("host", "writer"))
    values = computed(caller, "kol", {})
    assert values.keys() == {host, writer}
    assert values[host]["value"] == 75.0
    assert values[host]["evidence"]["rank"] == 1
    refused = caller.http.post("/api/tags", json={"name": "bad", "kind": "kol", "settings": {"reach": 0.9}})
    assert (refused.status_code, refused.json()["code"]) == (422, "kol_weights")
