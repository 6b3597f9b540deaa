"""Dashboards through the door: kept, changed by one at a time, filtered, made from templates, shown by a link."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest

from served import Caller, Server
from uems.api import dashboard_links
from uems.api.insight import ANSWERS
from uems.base.clock import system_clock
from uems.insight import dashboard, dashboard_link
from uems.insight.attribution.answer import Attributed, Evidence
from uems.insight.dashboard import DashboardFilters, Draft, filtered
from uems.insight.dashboard_template import templates
from uems.metrics import vocabulary
from uems.metrics.asked import Computed
from uems.store import project as projects
from uems.store.client import Store

PAID = {"series": [{"event": "pay", "measure": "people"}], "since": "2024-01-01", "until": "2024-01-05"}
PLACE = {"x": 0, "y": 0, "w": 6, "h": 4}
PEPPER = b"p" * 32


@pytest.fixture
def shop(caller: Caller) -> Caller:
    caller.send(
        {"event": "pay", "user_id": "ann", "timestamp": "2024-01-01T08:00:00Z", "properties": {"revenue": 10}},
        {"event": "pay", "user_id": "bob", "timestamp": "2024-01-03T08:00:00Z", "properties": {"revenue": 5}},
        {"type": "identify", "user_id": "bob", "ops": {"set": {"plan": "pro", "email": "bob@example.org"}}},
    )
    return caller


def made(caller: Caller, *tiles: dict[str, Any], **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = caller.post("/api/dashboards", {"name": "D", "tiles": list(tiles), **more})
    return found


def report(caller: Caller, kind: str = "trend", query: dict[str, Any] = PAID, name: str = "Buyers") -> dict[str, Any]:
    kept = caller.post("/api/reports", {"name": name, "kind": kind, "query": query, "view": {"show": "bar"}})
    return {"id": name.lower(), "kind": "report", "report": kept["id"], **PLACE}


def answer(caller: Caller, board: dict[str, Any], tile: str, **filters: Any) -> Any:
    body = {"filters": filters} if filters else {}
    return caller.post(f"/api/dashboards/{board['id']}/tiles/{tile}/answer", body)


def test_a_dashboard_is_kept_listed_changed_and_taken_away(shop: Caller) -> None:
    board = made(shop, report(shop), {"id": "t", "kind": "text", "text": "# Hi", **PLACE}, filters={"since": "-7d"})
    assert (board["version"], board["filters"]["since"], len(board["tiles"])) == (1, "-7d", 2)
    assert shop.get(f"/api/dashboards/{board['id']}") == board
    (listed,) = shop.get("/api/dashboards")["items"]
    assert (listed["id"], listed["tiles"], listed["name"]) == (board["id"], 2, "D")
    path = f"/api/dashboards/{board['id']}"
    changed = shop.http.patch(path, json={"version": 1, "name": "E", "tiles": board["tiles"][:1]}).json()
    assert (changed["version"], changed["name"], len(changed["tiles"])) == (2, "E", 1)
    assert shop.http.delete(path).status_code == 204
    assert shop.http.get(path).json()["code"] == "dashboard_not_found"


def test_of_two_who_change_it_at_once_the_second_is_told(shop: Caller) -> None:
    path = f"/api/dashboards/{made(shop)['id']}"
    assert shop.http.patch(path, json={"version": 1, "name": "mine"}).status_code == 200
    late = shop.http.patch(path, json={"version": 1, "name": "yours"})
    assert (late.status_code, late.json()["code"], late.json()["about"]) == (409, "dashboard_changed", "2")
    assert shop.get(path)["name"] == "mine"


@pytest.mark.parametrize(
    "tile",
    [
        {"kind": "text", **PLACE},
        {"kind": "report", "metric": "revenue", **PLACE},
        {"kind": "text", "text": "x", **PLACE, "x": 7},
        {"kind": "text", "text": "x", **PLACE, "w": 13},
        {"kind": "text", "text": "x", **PLACE, "h": 0},
    ],
)
def test_a_tile_that_shows_nothing_or_leaves_the_grid_is_refused(shop: Caller, tile: dict[str, Any]) -> None:
    refused = shop.http.post("/api/dashboards", json={"name": "D", "tiles": [{"id": "a", **tile}]})
    assert refused.status_code == 422


def test_a_tile_answers_what_its_report_does_and_under_a_filter_less(shop: Caller) -> None:
    board = made(shop, report(shop))
    found = answer(shop, board, "buyers")
    assert (found["kind"], found["name"], found["view"], found["query"]) == ("trend", "Buyers", {"show": "bar"}, PAID)
    assert found["answer"]["series"][0]["total"] == 2
    assert found["answer"]["computed"]["definition"]
    later = answer(shop, board, "buyers", since="2024-01-02", until="2024-01-05")
    assert (later["answer"]["series"][0]["total"], later["query"]["since"]) == (1, "2024-01-02")
    pro = {"person": "plan", "op": "eq", "value": "pro"}
    assert answer(shop, board, "buyers", condition=pro)["answer"]["series"][0]["total"] == 1
    assert shop.http.patch(
        f"/api/dashboards/{board['id']}", json={"version": 1, "filters": {"since": "2024-01-02", "condition": pro}}
    ).json()["filters"] == {"since": "2024-01-02", "until": None, "condition": pro}
    kept = answer(shop, board, "buyers")
    people = shop.post("/api/insight/people", {"query": {"kind": "trend", **kept["query"]}, "cell": {"series": "A"}})
    assert people["total"] == 1
    wrong = {"filters": {"since": "the day before"}}
    assert shop.http.post(f"/api/dashboards/{board['id']}/tiles/buyers/answer", json=wrong).status_code == 422


def test_metrics_and_sql_stand_on_a_dashboard_and_take_its_range(shop: Caller) -> None:
    shop.http.put("/api/metrics/words", json={"order": [{"event": "pay"}]})
    asked = {"sql": "SELECT count() FROM events WHERE toDate(ts) BETWEEN {since:Date} AND {until:Date}"}
    twice = {"kind": "formula", "formula": "A*2", "parts": ["buyers"]}
    twice = shop.post("/api/metrics", {"name": "Twice", "direction": "none", "definition": twice})["id"]
    metrics = [{"id": id, "kind": "metric", "metric": of, **PLACE} for id, of in (("m", "buyers"), ("f", twice))]
    tiles = [report(shop, "sql", asked, "Rows"), *metrics]
    board = made(shop, *tiles, filters={"since": "2024-01-02", "until": "2024-01-05"})
    assert answer(shop, board, "rows")["answer"]["rows"] == [[1]]
    metric = answer(shop, board, "m")
    assert (metric["kind"], metric["unit"], metric["direction"], metric["view"]) == (
        "metric", "number", "up", {"show": "number"},
    )  # fmt: skip
    assert metric["answer"]["series"][0]["total"]["value"] == 1
    assert metric["query"]["since"] == "2024-01-02"
    formula = answer(shop, board, "f")
    assert [(one["direction"], one["opens"]) for one in (metric, formula)] == [("up", True), ("none", False)]


PAY, DAYS = {"event": "pay"}, {"since": "2024-01-01", "until": "2024-01-05"}
STEPS = {"steps": [PAY, PAY], "window": {"days": 3}}
KINDS: dict[str, tuple[dict[str, Any], Callable[[Any], Any]]] = {
    "trend": ({"series": [{**PAY, "measure": "people"}]}, lambda one: one["series"][0]["total"]),
    "funnel": (STEPS, lambda one: one["steps"][0]["people"]),
    "funnel_trend": (STEPS, lambda one: sum(one["whole"]["entered"])),
    "correlation": (STEPS, lambda one: one["converted"] + one["dropped"]),
    "retention": ({"start": PAY, "return": PAY}, lambda one: sum(each["people"] for each in one["cohorts"])),
    "lifecycle": (PAY, lambda one: sum(one["new"])),
    "stickiness": (PAY, lambda one: one["people"]),
    "distribution": (PAY, lambda one: one["whole"]["total"]),
    "interval": ({"from": PAY, "to": {"event": "view"}}, lambda one: one["whole"]["people"]),
    "paths": ({}, lambda one: one["people"]),
    "sessions": ({}, lambda one: one["total"]["people"]),
    "attribution": ({"conversion": PAY, "touch": PAY, "channel": "channel"}, lambda one: one["conversions"]),
}
"""A question of each kind, and how many people it is about."""


def test_every_kind_of_report_takes_the_filters_and_is_shown_by_a_link(shop: Caller, stranger: httpx.Client) -> None:
    assert {*KINDS, "sql", "journey_map", "bottlenecks"} == set(ANSWERS)
    for who, hour in (("ann", "01T09"), ("bob", "03T09")):
        shop.send({"event": "view", "user_id": who, "timestamp": f"2024-01-{hour}:00:00Z"})
    pro = {"person": "plan", "op": "eq", "value": "pro"}
    board = made(shop, *(report(shop, kind, {**query, **DAYS}, kind) for kind, (query, _) in KINDS.items()))
    token = shop.post(f"/api/dashboards/{board['id']}/links", {})["token"]
    for kind, (_, people) in KINDS.items():
        assert people(answer(shop, board, kind)["answer"]) == 2, kind
        assert people(stranger.get(f"/api/shared/{token}/tiles/{kind}").json()["answer"]) == 2, kind
        later = answer(shop, board, kind, since="2024-01-02", until="2024-01-05")
        assert (people(later["answer"]), later["query"]["since"]) == (1, "2024-01-02"), kind
        assert people(answer(shop, board, kind, condition=pro)["answer"]) == 1, kind


def test_a_map_and_its_bottlenecks_stand_on_a_dashboard_with_their_names(shop: Caller, stranger: httpx.Client) -> None:
    points = [
        {"key": key, "stage": "use", "name": name, "events": [{"event": key}]}
        for key, name in (("view", "Sees it"), ("pay", "Pays"))
    ]
    drawn = {"name": "M", "stages": [{"key": "use"}], "touchpoints": points, "window": {"days": 3}}
    map = shop.post("/api/journey-maps", drawn)["id"]
    kinds = ("journey_map", "bottlenecks")
    board = made(shop, *(report(shop, kind, {"map": map, **DAYS}, kind) for kind in kinds))
    token = shop.post(f"/api/dashboards/{board['id']}/links", {})["token"]
    shown: list[Callable[[str], Any]] = [
        lambda kind: answer(shop, board, kind),
        lambda kind: stranger.get(f"/api/shared/{token}/tiles/{kind}").json(),
    ]
    for ask in shown:
        boxes = ask("journey_map")["answer"]["boxes"]
        assert [(one["name"], one["box"]["people"]) for one in boxes] == [("Sees it", 0), ("Pays", 2)]
        assert ask("bottlenecks")["answer"]["names"] == {"view": "Sees it", "pay": "Pays"}
    later = answer(shop, board, "journey_map", since="2024-01-02", until="2024-01-05")
    assert [one["box"]["people"] for one in later["answer"]["boxes"]] == [0, 1]


HUSH = "hush-hush"
OFF = [{"property": "shelf", "op": "ne", "value": HUSH}]


def narrowed(question: Any) -> Any:
    """The same, of no event from a shelf that is not to be told."""
    if isinstance(question, list):
        return [narrowed(one) for one in question]
    if not isinstance(question, dict):
        return question
    where = {"where": OFF} if "event" in question else {}
    return {name: narrowed(value) for name, value in question.items()} | where


def hushed(shop: Caller) -> dict[str, Any]:
    """A metric and a map of such events, with an experiment on it; as tiles."""
    plain, off = ({"kind": "proportion", "event": {"events": [one]}} for one in (PAY, narrowed(PAY)))
    metric = shop.post("/api/metrics", {"name": "Pays", "definition": plain})["id"]
    changed = {"definition": off, "note": HUSH}
    shop.http.patch(f"/api/metrics/{metric}", json=changed).raise_for_status()
    arms = [{"key": "a"}, {"key": "b"}]
    plan = {"key": HUSH, "name": HUSH, "variants": arms, "primary": metric, "exposure": {"event": "exposed"}}
    shop.post("/api/experiments", plan)
    points = [
        {"key": key, "stage": "use", "name": key, "events": [narrowed({"event": key})], "experiments": [HUSH]}
        for key in ("view", "pay")
    ]
    drawn = {"name": "M", "stages": [{"key": "use"}], "touchpoints": points, "window": {"days": 3}}
    map = {"map": shop.post("/api/journey-maps", drawn)["id"]}
    return {
        "journey_map": {**map, "compare": "previous", "bottlenecks": True},
        "bottlenecks": map,
        "metric": {"id": "metric", "kind": "metric", "metric": metric, **PLACE},
    }


def test_no_answer_of_any_kind_says_by_a_link_which_events_or_people_it_is_about(
    shop: Caller, stranger: httpx.Client
) -> None:
    hush = hushed(shop)
    metric = hush.pop("metric")
    asked = {kind: narrowed(query) for kind, (query, _) in KINDS.items()} | hush
    assert {*asked, "sql"} == set(ANSWERS)
    quiet = {"condition": {"person": "plan", "op": "ne", "value": HUSH}, **DAYS}
    board = made(shop, metric, *(report(shop, kind, {**query, **quiet}, kind) for kind, query in asked.items()))
    token = shop.post(f"/api/dashboards/{board['id']}/links", {})["token"]
    for kind in (*asked, "metric"):
        assert HUSH in json.dumps(answer(shop, board, kind)), kind
        shown = stranger.get(f"/api/shared/{token}/tiles/{kind}")
        assert (shown.status_code, HUSH in shown.text, '"where"' in shown.text) == (200, False, False), kind


def test_evidence_of_an_experiment_is_shown_by_a_link_without_its_name() -> None:
    computed = Computed(system_clock(), None, 1.0, "0")
    tried = Evidence(5.0, 4.0, 6.0, "experimental", "no-search", "seen", "held", 0.5, 0.4, 0.6, (90, 10))
    shown = dashboard_links._without_questions(Attributed((), (), (tried,), 0.0, 9, 9, 9.0, 9.0, 9, computed))
    assert shown.added == (replace(tried, experiment=None, shown=None, held=None),)


def test_what_cannot_be_kept_says_what_can(shop: Caller) -> None:
    refused = shop.http.post("/api/reports", json={"name": "B", "kind": "experiment", "query": {}})
    assert (refused.status_code, refused.json()["code"]) == (422, "bad_query")
    assert "attribution" in refused.json()["title"]


def test_a_question_under_filters_is_about_people_of_both_conditions() -> None:
    own, more = {"person": "a", "op": "is_set"}, {"person": "b", "op": "is_set"}
    wants = frozenset({"since", "until", "condition"})
    found = filtered({"since": "-7d", "until": "today", "condition": own}, DashboardFilters("-1d", None, more), wants)
    assert found == {"since": "-1d", "condition": {"all": [own, more]}}
    assert filtered({"since": "-7d"}, DashboardFilters(), wants) == {"since": "-7d"}
    assert filtered({"days": 3}, DashboardFilters("-1d", None, more), frozenset()) == {"days": 3}


def test_templates_are_made_of_events_that_happened(store: Store) -> None:
    made = projects.create(store, PEPPER, "p", "UTC").project
    words = vocabulary.of(store, made.number)
    none = {one.role: one for one in templates(words, [])}
    some = {one.role: one for one in templates(words, ["order_paid", "sign_up"])}
    assert list(none) == ["growth", "product", "operations", "executive"]
    assert [tile.metric for tile in none["operations"].tiles] == []
    assert {"revenue", "active_people"} <= {tile.metric for tile in some["executive"].tiles}
    assert [tile.kind for tile in some["operations"].tiles if tile.kind] == ["funnel"]
    for one in [*none.values(), *some.values()]:
        cells = [(x, y) for t in one.tiles for x in range(t.x, t.x + t.w) for y in range(t.y, t.y + t.h)]
        assert len(cells) == len(set(cells))
        assert all(x < 12 for x, _ in cells)


def test_every_template_becomes_a_dashboard_whose_tiles_answer(shop: Caller) -> None:
    shop.http.put("/api/metrics/words", json={"order": [{"event": "pay"}], "sign_up": [{"event": "pay"}]})
    offered = shop.get("/api/dashboards/templates")["items"]
    assert all(one["name"] and one["about"] and one["tiles"] for one in offered)
    for one in offered:
        board = shop.post("/api/dashboards/from-template", {"role": one["role"]})
        assert len(board["tiles"]) == one["tiles"]
        for tile in board["tiles"]:
            assert answer(shop, board, tile["id"])["answer"]["computed"]


@pytest.fixture
def stranger(server: Server) -> Any:
    with httpx.Client(base_url=server.url, timeout=60) as http:
        yield http


def test_a_link_shows_numbers_to_anybody_until_it_is_taken_back(shop: Caller, stranger: httpx.Client) -> None:
    board = made(shop, report(shop), {"id": "t", "kind": "text", "text": "Hi", **PLACE})
    links = f"/api/dashboards/{board['id']}/links"
    token = shop.post(links, {"days": 7})["token"]
    seen = stranger.get(f"/api/shared/{token}").json()
    assert (seen["name"], [one["id"] for one in seen["tiles"]]) == ("D", ["buyers", "t"])
    shown = stranger.get(f"/api/shared/{token}/tiles/buyers").json()
    assert shown["answer"]["series"][0]["total"] == 2
    for wrong in (token[:-1], token[:-1] + ("0" if token[-1] != "0" else "1"), "x", f"{token.split('-')[0]}-"):
        assert stranger.get(f"/api/shared/{wrong}").json()["code"] == "link_not_found"
    for closed in ("/api/dashboards", f"/api/dashboards/{board['id']}", "/api/persons"):
        assert stranger.get(closed, headers={"Authorization": f"Bearer {token}"}).status_code == 401
    (link,) = shop.get(links)["items"]
    assert "token" not in link
    assert shop.http.delete(f"{links}/{link['id']}").status_code == 204
    assert stranger.get(f"/api/shared/{token}").status_code == 404
    assert stranger.get(f"/api/shared/{token}/tiles/buyers").status_code == 404


def by_mail(shop: Caller) -> list[dict[str, Any]]:
    """Tiles that name a map or a metric, which asks for somebody's address."""
    bob = {**PAY, "where": [{"property": "email", "op": "eq", "value": "bob@example.org"}]}
    points = [
        {"key": key, "stage": "use", "name": key, "events": [event]}
        for key, event in (("a", {"event": "b"}), ("b", bob))
    ]
    drawn = {"name": "M", "stages": [{"key": "use"}], "touchpoints": points, "window": {"days": 3}}
    maps = [shop.post("/api/journey-maps", drawn)["id"] for _ in range(2)]
    plain = {"version": 1, "touchpoints": [points[0], {**points[1], "events": [PAY]}]}
    shop.http.patch(f"/api/journey-maps/{maps[1]}", json=plain).raise_for_status()
    counted = {"kind": "proportion", "event": {"events": [bob]}}
    metric = shop.post("/api/metrics", {"name": "Bob", "definition": counted})["id"]
    sum = {"kind": "formula", "formula": "A+1", "parts": [metric]}
    formula = shop.post("/api/metrics", {"name": "Bob and one", "definition": sum})["id"]
    return [
        report(shop, "journey_map", {"map": maps[0], **DAYS}, "Map"),
        report(shop, "journey_map", {"map": maps[1], "against": 1, **DAYS}, "Older"),
        report(shop, "bottlenecks", {"map": maps[0], **DAYS}, "Lost"),
        {"id": "metric", "kind": "metric", "metric": metric, **PLACE},
        {"id": "formula", "kind": "metric", "metric": formula, **PLACE},
    ]


def test_a_link_tells_nothing_of_people(shop: Caller, stranger: httpx.Client) -> None:
    mail = {"person": "email", "op": "eq", "value": "bob@example.org"}
    plan = {"person": "plan", "op": "eq", "value": "pro"}
    tiles = [
        report(shop, "sql", {"sql": "SELECT * FROM persons"}, "Rows"),
        report(shop, "trend", {**PAID, "condition": mail}, "Guess"),
        report(shop, "trend", {**PAID, "breakdown": {"property": "email", "of": "person"}}, "Split"),
        report(shop, "trend", {**PAID, "condition": plan}, "Pro"),
        *by_mail(shop),
    ]
    token = shop.post(f"/api/dashboards/{made(shop, *tiles)['id']}/links", {})["token"]

    def look(tile: str) -> httpx.Response:
        return stranger.get(f"/api/shared/{token}/tiles/{tile}")

    assert (look("rows").status_code, look("rows").json()["code"]) == (403, "tile_not_shared")
    for hidden in ("guess", "split", "map", "older", "lost", "metric", "formula"):
        assert look(hidden).json()["code"] == "property_hidden", hidden
    assert look("pro").json()["answer"]["series"][0]["total"] == 1
    assert "pro" not in look("pro").text.replace('"Pro"', "")


def test_a_link_that_is_used_too_often_has_to_wait(shop: Caller, stranger: httpx.Client) -> None:
    token = shop.post(f"/api/dashboards/{made(shop)['id']}/links", {})["token"]
    found, until = [200], time.monotonic() + 120  # while it is slow to answer, questions come back
    while found[-1] == 200 and time.monotonic() < until:
        found.append(stranger.get(f"/api/shared/{token}").status_code)
    assert (found[-1], len(found) > 240) == (429, True)
    other = shop.post(f"/api/dashboards/{made(shop)['id']}/links", {})["token"]
    assert stranger.get(f"/api/shared/{other}").status_code == 200


def test_a_link_ends_by_itself_and_with_its_dashboard(store: Store) -> None:
    made = projects.create(store, PEPPER, "p", "UTC").project
    now = system_clock()
    board = dashboard.create(store, made.number, Draft("D"), "", now)
    link, token = dashboard_link.offer(store, PEPPER, made.number, board.id, "", now, 2)
    assert dashboard_link.shown(store, PEPPER, token, now + timedelta(days=1))[1] == link
    for when, pepper in ((now + timedelta(days=3), PEPPER), (now, b"q" * 32)):
        with pytest.raises(dashboard_link.NoLink):
            dashboard_link.shown(store, pepper, token, when)
    with store.write() as connection:
        dashboard_link.void(connection, made.number, board.id)
        dashboard.delete(connection, made.number, board.id)
    with pytest.raises(dashboard_link.NoLink):
        dashboard_link.shown(store, PEPPER, token, now)
