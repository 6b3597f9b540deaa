"""The catalogue: names of events, properties and values, found fast, in fair samples, and never another project's."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from uems.base import kept
from uems.base.ids import hash64
from uems.events import catalogue
from uems.events.catalogue import Catalogue, Property
from uems.events.event import Event
from uems.warehouse.client import Warehouse
from uems.warehouse.facts import PROMOTED

NOW = datetime(2024, 3, 1, tzinfo=UTC)
LONG = "a very long name of an event " * 8
RTL = "شراء مكتمل"
EVIL = "'; DROP TABLE events; -- {x:String} \\"


class Shop:
    def __init__(self, warehouse: Warehouse, project: int) -> None:
        self.warehouse, self.project = warehouse, project
        self.catalogue = Catalogue(warehouse, lambda: NOW)

    def did(self, *names: str, days: float = 1, who: str = "ann", properties: Any = None) -> None:
        when = (NOW - timedelta(days=days)).isoformat()
        self.write("events", [self.row(name, when, who, properties or {}) for name in names])

    def row(self, name: str, when: str, who: str, properties: dict[str, Any]) -> dict[str, Any]:
        ids = {"project_id": self.project, "event_id": str(uuid4()), "person_id": hash64(who), "node_id": hash64(who)}
        promoted = {PROMOTED[key]: json.dumps(value) for key, value in properties.items() if key in PROMOTED}
        return {**ids, "ts": when, "event": name, "props": json.dumps(properties), "received_at": when, **promoted}

    def knows(self, who: str, **properties: Any) -> None:
        about = {"project_id": self.project, "person_id": hash64(who), "version": 1, "first_seen": 1, "last_seen": 1}
        self.write("persons", [{**about, "properties": json.dumps(properties), "ids": [who]}])

    def write(self, table: str, rows: list[dict[str, Any]]) -> None:
        self.warehouse.insert(table, "\n".join(map(json.dumps, rows)).encode(), str(uuid4()))

    def names(self, search: str = "") -> list[str]:
        return [one.name for one in self.catalogue.events(self.project, search)]


@pytest.fixture
def shop(warehouse: Warehouse, project: int) -> Shop:
    return Shop(warehouse, project)


def test_names_come_the_most_frequent_of_the_last_month_first(shop: Shop) -> None:
    shop.did("view", "view", "pay")
    shop.did("old", "old", "old", days=60)
    shop.did("", days=2)
    found = shop.catalogue.events(shop.project)
    assert [(one.name, one.volume_30d, one.volume) for one in found] == [("view", 2, 2), ("pay", 1, 1), ("old", 0, 3)]
    assert found[2].first_seen == found[2].last_seen == NOW - timedelta(days=60)


def test_ten_thousand_names_are_all_there_and_each_is_found(shop: Shop) -> None:
    shop.did(*(f"event {n}" for n in range(10_000)), LONG, RTL, EVIL)
    assert len(shop.names()) == 10_003
    assert shop.names("EVENT 9999") == ["event 9999"]
    assert (shop.names("مكتمل"), shop.names(EVIL), shop.names("very long")) == ([RTL], [EVIL], [LONG])


def test_an_empty_project_has_an_empty_catalogue(shop: Shop) -> None:
    assert shop.names() == []
    assert shop.catalogue.properties(shop.project, "event") == shop.catalogue.properties(shop.project, "person") == []
    assert shop.catalogue.values(shop.project, "event", "x").items == []


def happened(name: str | None) -> Event:
    return Event(event=name, timestamp=NOW, received_at=NOW)


def test_a_name_that_is_new_is_known_at_once_however_long_an_answer_is_kept(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_TIMES", 1e9)
    shop.did("sign_up")
    assert shop.names() == ["sign_up"]
    shop.did("order_paid")
    assert shop.names() == ["sign_up"], "kept for a minute: without a word nothing is asked again"
    shop.catalogue.told(shop.project, [happened("sign_up"), happened(None)], [1, 1])
    assert shop.names() == ["sign_up"]
    shop.catalogue.told(shop.project, [happened("order_paid")], [1])
    assert sorted(shop.names()) == ["order_paid", "sign_up"]


def test_another_projects_names_are_not_there(shop: Shop) -> None:
    shop.did("mine", properties={"secret": 1})
    other = Shop(shop.warehouse, shop.project + 1_000_000)
    assert other.names() == other.catalogue.properties(other.project, "event") == []


def test_properties_have_the_type_of_most_of_their_values(shop: Shop) -> None:
    given = {
        "s": "a",
        "n": 1.5,
        "b": False,
        "t": "2024-01-02T03:04:05Z",
        "l": [1],
        "o": {"x": 1},
        "none": None,
        "价": 1,
    }
    shop.did("pay", properties=given)
    shop.did("pay", properties={"s": "b", "n": "much"})
    shop.did("pay", properties={"n": 2})
    shop.did("view", properties={"other": 1})
    found = shop.catalogue.properties(shop.project, "event", "pay")
    types = {one.name: one.type for one in found}
    wanted = {"b": "boolean", "l": "list", "n": "number", "o": "object", "s": "text", "t": "time", "价": "number"}
    assert types == wanted
    assert [(one.name, round(one.share, 2)) for one in found[:2]] == [("n", 1), ("s", 0.67)]
    assert [one.name for one in shop.catalogue.properties(shop.project, "event", search="OTH")] == ["other"]


def test_people_have_properties_too(shop: Shop) -> None:
    shop.did("view")
    shop.knows("ann", plan="pro")
    shop.knows("bob", plan="free", age=7)
    found = shop.catalogue.properties(shop.project, "person")
    assert found == [Property("plan", "text", 1.0), Property("age", "number", 0.5)]
    assert [one.value for one in shop.catalogue.values(shop.project, "person", "plan").items] == ["free", "pro"]


@pytest.mark.parametrize("name", ["country", "city", EVIL], ids=["promoted", "plain", "evil"])
def test_values_come_the_most_frequent_first(shop: Shop, name: str) -> None:
    for value in ("CN", "CN", "DE", None, 7, True, ["CN", "FR"], {"x": 1}, RTL):
        shop.did("view", properties={name: value})
    found = shop.catalogue.values(shop.project, "event", name)
    assert (found.items[0].value, found.items[0].count, found.items[0].share, found.whole) == ("CN", 3, 3 / 8, True)
    assert {one.value for one in found.items[1:]} == {"DE", 7, True, "FR", RTL}
    assert [one.value for one in shop.catalogue.values(shop.project, "event", name, search="d").items] == ["DE"]
    assert shop.catalogue.values(shop.project, "event", name, "no such event").items == []


def test_of_many_rows_a_fair_part_is_looked_at(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "_LOOKED_FOR_VALUES", 1000)
    rows = [shop.row("view", NOW.isoformat(), f"u{n}", {"side": "left" if n % 4 else "right"}) for n in range(10_000)]
    shop.write("events", rows)
    found = shop.catalogue.values(shop.project, "event", "side")
    assert not found.whole
    assert 800 < sum(one.count for one in found.items) < 1200
    assert 0.2 < found.items[1].share < 0.3


def test_the_names_are_read_from_their_projection() -> None:
    text = str(catalogue.names_sql(NOW))
    assert "toDate(ts) AS day, count() AS n, min(ts) AS first, max(ts) AS last FROM events" in text
