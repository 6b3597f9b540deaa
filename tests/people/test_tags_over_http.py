"""Tags through the door: made, computed, reviewed, published, asked of people, audited, retired, and refused."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from served import Caller, Server
from uems.people.tags.trial import Design, Trial, arm

PAID = {"did": "pay"}
RULES = {"values": [{"value": "buyer", "condition": PAID}], "otherwise": "visitor"}
TAG = {"name": "Buyer or not", "kind": "rule", "settings": RULES, "folder": "value/orders", "description": "x"}
BASE = "2024-01-05"


def seen(who: str, name: str, day: int) -> dict[str, Any]:
    return {"event": name, "user_id": who, "timestamp": f"2024-01-0{day}T08:00:00Z"}


@pytest.fixture
def shop(caller: Caller) -> Caller:
    caller.send(seen("ann", "pay", 1), seen("bob", "view", 1), seen("cy", "pay", 7))
    return caller


def published(caller: Caller, tag: dict[str, Any]) -> str:
    id = caller.post("/api/tags", tag)["id"]
    caller.post(f"/api/tags/{id}/compute", {"base": BASE})
    caller.post(f"/api/tags/{id}/review", {})
    return str(caller.post(f"/api/tags/{id}/publish", {})["id"])


def test_a_tag_goes_from_draft_to_published_and_into_conditions(shop: Caller) -> None:
    made = shop.post("/api/tags", TAG)
    assert (made["id"], made["status"], made["published"], made["family"]) == (
        "buyer_or_not",
        "draft",
        None,
        "behaviour",
    )
    path = f"/api/tags/{made['id']}"
    run = shop.post(f"{path}/compute", {"base": BASE})
    assert (run["base"], run["people"], run["everybody"], run["shares"]) == (
        *(BASE, 2, 2),
        [{"value": "buyer", "people": 1}, {"value": "visitor", "people": 1}],
    )
    early = shop.http.post(f"{path}/publish", json={})
    assert (early.status_code, early.json()["code"]) == (409, "tag_status")
    assert shop.post(f"{path}/review", {})["status"] == "review"
    assert shop.post(f"{path}/publish", {})["published"] == 1
    asked = {"condition": {"tag": made["id"], "op": "eq", "value": "buyer"}}
    assert shop.post("/api/segments/preview", asked)["people"] == 1
    assert shop.post("/api/segments/preview", asked | {"now": "2024-01-01T00:00:00Z"})["people"] == 0
    shop.post(f"{path}/compute", {})
    assert shop.post("/api/segments/preview", asked)["people"] == 2
    (held,) = shop.get("/api/persons/ann")["tags"]
    assert (held["id"], held["value"], held["confidence"], held["source"], held["automated"]) == (
        *(made["id"], "buyer", 1.0),
        *("rule", True),
    )
    assert held["evidence"] == {"rule": 1}
    assert [one["id"] for one in shop.get("/api/tags")["items"]] == [made["id"]]


def test_values_of_every_base_date_can_be_asked(shop: Caller) -> None:
    path = f"/api/tags/{published(shop, TAG)}"
    shop.post(f"{path}/compute", {"base": "2024-01-08"})
    values = shop.get(f"{path}/values", base="2024-01-06")
    assert sorted(one["value"] for one in values["items"]) == ["buyer", "visitor"]
    assert {one["base"] for one in values["items"]} == {BASE}
    first = shop.get(f"{path}/values", base="2024-01-08", value="buyer", limit=1)
    second = shop.get(f"{path}/values", base="2024-01-08", value="buyer", limit=1, cursor=first["next"])
    assert (second["next"], first["items"] != second["items"]) == (None, True)
    told = shop.get(f"{path}/values", person="ann")["items"]
    assert [(one["base"], one["value"]) for one in told] == [("2024-01-08", "buyer"), (BASE, "buyer")]
    none = shop.http.get(f"{path}/values", params={"base": "2023-01-01"})
    assert (none.status_code, none.json()["code"]) == (404, "tag_not_computed")
    assert [one["bases"] for one in shop.get(f"{path}/versions")["items"]] == [["2024-01-08", BASE]]


def test_other_settings_are_a_new_version_and_the_published_one_stays(shop: Caller) -> None:
    path = f"/api/tags/{published(shop, TAG)}"
    other = {"values": [{"value": "seen", "condition": {"did": None}}]}
    changed = shop.http.patch(path, json={"settings": other, "owner": "Mei"}).json()
    assert (changed["version"], changed["published"], changed["status"], changed["owner"]) == (2, 1, "draft", "Mei")
    shop.post(f"{path}/compute", {"base": BASE})
    assert {one["value"] for one in shop.get(f"{path}/values")["items"]} == {"buyer", "visitor"}
    assert {one["value"] for one in shop.get(f"{path}/values", version=2)["items"]} == {"seen"}
    assert [one["version"] for one in shop.get(f"{path}/versions")["items"]] == [2, 1]


def test_a_tag_in_use_is_neither_retired_nor_deleted(shop: Caller) -> None:
    id = published(shop, TAG)
    segment = shop.post("/api/segments", {"name": "S", "condition": {"tag": id, "op": "is_set"}})["id"]
    assert [one["id"] for one in shop.get(f"/api/tags/{id}")["used_by"]] == [segment]
    for method, path, code in (("POST", "/retire", "tag_in_use"), ("DELETE", "", "tag_status")):
        answer = shop.http.request(method, f"/api/tags/{id}{path}")
        assert (answer.status_code, answer.json()["code"]) == (409, code)
    shop.http.delete(f"/api/segments/{segment}")
    assert shop.post(f"/api/tags/{id}/retire", {})["status"] == "retired"
    assert shop.get("/api/persons/ann")["tags"] == []
    assert shop.http.delete(f"/api/tags/{id}").status_code == 204
    assert shop.get("/api/tags")["items"] == []


def test_a_file_of_values_is_taken_and_its_wrong_lines_are_told(shop: Caller) -> None:
    id = shop.post("/api/tags", {"name": "Level", "kind": "import", "settings": {}})["id"]
    path = f"/api/tags/{id}/import"
    body = shop.http.post(
        path, content="id,value\nann,gold\nnobody,gold\n", headers={"Content-Type": "text/csv"}
    ).json()
    assert (body["lines"], body["taken"], body["refused"], body["run"]["people"]) == (2, 1, 1, 1)
    assert body["wrong"] == [{"line": 3, "id": "nobody", "problem": "no_person"}]
    shop.post(f"/api/tags/{id}/review", {})
    shop.post(f"/api/tags/{id}/publish", {})
    assert [one["value"] for one in shop.get("/api/persons/ann")["tags"]] == ["gold"]
    for content, status, code in ((b"\xff\xfe", 422, "not_csv"), (b"a;b\n1;2\n", 422, "not_csv")):
        refused = shop.http.post(path, content=content)
        assert (refused.status_code, refused.json()["code"]) == (status, code)
    again = shop.http.post(f"/api/tags/{id}/compute", json={})
    assert (again.status_code, again.json()["code"]) == (409, "tag_is_imported")
    assert len(shop.get(f"/api/tags/{id}/versions")["items"][0]["bases"]) == 1


def test_a_tag_is_audited_by_labels(shop: Caller) -> None:
    path = f"/api/tags/{published(shop, TAG)}"
    sample = shop.post(f"{path}/labels", {"per_value": 5})
    assert sorted(one["said"] for one in sample["items"]) == ["buyer", "visitor"]
    for one in sample["items"]:
        assert one["labelled_at"] is None
        answer = shop.http.put(f"{path}/labels/{one['person']}", json={"label": "buyer"})
        assert answer.status_code == 200
    found = shop.get(f"{path}/quality")
    assert (found["coverage"], found["sampled"], found["labelled"], found["stale"]) == (1.0, 2, 2, True)
    by_value = {one["value"]: (one["precision"], one["recall"]) for one in found["accuracy"]}
    assert by_value == {"buyer": (1.0, 0.5), "visitor": (0.0, None)}
    stranger = shop.http.put(f"{path}/labels/{'0' * 16}", json={"label": None})
    assert (stranger.status_code, stranger.json()["code"]) == (404, "person_not_sampled")


def test_kinds_tell_what_they_ask_for_in_both_languages(caller: Caller) -> None:
    zh = caller.http.get("/api/tag-kinds", headers={"Accept-Language": "zh"}).json()["items"]
    en = caller.get("/api/tag-kinds")["items"]
    named = {one["name"]: one for one in en}
    assert named.keys() >= {"rule", "metric", "feature", "preference", "sql", "import", "scale"}
    assert (named["import"]["given"], named["scale"]["automated"]) == (True, False)
    assert all(a["title"] != b["title"] or a["name"] == "sql" for a, b in zip(zh, en, strict=True))
    for one in en:
        fields = one["settings"]["properties"].values()
        assert all({"zh", "en"} <= field["x-title"].keys() for field in fields), one["name"]


def test_another_projects_tags_are_not_there(shop: Caller, server: Server) -> None:
    id = published(shop, TAG)
    other = server.project()
    for method, path, body in (
        ("GET", "", None),
        ("GET", "/values", None),
        ("GET", "/versions", None),
        ("GET", "/quality", None),
        ("GET", "/labels", None),
        ("PATCH", "", {"name": "mine"}),
        ("POST", "/compute", {}),
        ("POST", "/retire", None),
        ("POST", "/import", None),
        ("DELETE", "", None),
    ):
        answer = other.http.request(method, f"/api/tags/{id}{path}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "tag_not_found"), (method, path)
    asked = {"condition": {"tag": id, "op": "is_set"}}
    assert other.http.post("/api/segments/preview", json=asked).json()["code"] == "tag_unknown"
    other.http.close()


@pytest.mark.parametrize(
    ("body", "status", "code", "about"),
    [
        ({"name": "x"}, 422, "invalid", None),
        ({"name": "x", "kind": "magic", "settings": {}}, 422, "tag_kind_unknown", "magic"),
        ({"name": "x", "id": "Big", "kind": "rule", "settings": RULES}, 422, "tag_id", "id"),
        ({"name": "x", "kind": "rule", "settings": {"values": []}}, 422, "tag_settings_invalid", "values"),
        ({"name": "x", "kind": "sql", "settings": {"query": "DROP TABLE events"}}, 422, "sql_not_select", "query"),
        (
            {"name": "x", "kind": "sql", "settings": {"query": "SELECT 1 AS person_id, 1 AS value FROM tag_values"}},
            *(422, "sql_table", "query"),
        ),
    ],
)
def test_refusals_say_why_and_nothing_is_kept(
    caller: Caller, body: dict[str, Any], status: int, code: str, about: str | None
) -> None:
    answer = caller.http.post("/api/tags", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert about is None or answer.json()["about"] == about
    assert caller.get("/api/tags") == {"items": [], "next": None}


def test_an_id_is_given_once_and_a_base_date_is_not_after_today(shop: Caller) -> None:
    id = shop.post("/api/tags", TAG)["id"]
    again = shop.http.post("/api/tags", json=TAG)
    assert (again.status_code, again.json()["code"]) == (409, "tag_id_taken")
    late = shop.http.post(f"/api/tags/{id}/compute", json={"base": "2190-01-01"})
    assert (late.status_code, late.json()["code"]) == (422, "base_out_of_range")
    assert shop.post("/api/tags", TAG | {"name": "消费层级"})["id"].startswith("tag_")


def test_a_value_is_given_by_hand_to_people_and_to_lists_and_taken_away(shop: Caller) -> None:
    path = f"/api/tags/{shop.post('/api/tags', {'name': 'Care', 'kind': 'import', 'settings': {}})['id']}"

    def held() -> dict[str, Any]:
        found = shop.get(f"{path}/values")["items"]
        ids = {shop.get(f"/api/persons/{one['person']}")["ids"][0]["value"]: one for one in found}
        return {id: (one["value"], one["source"], one["evidence"].get("line")) for id, one in ids.items()}

    imported = shop.http.post(f"{path}/import", content="id,value\nbob,gold\n", headers={"Content-Type": "text/csv"})
    assert imported.status_code == 200
    run = shop.post(f"{path}/give", {"value": "重要 vip", "persons": ["ann", "cy"]})
    assert (run["people"], run["everybody"]) == (3, 3)
    assert held() == {"ann": ("重要 vip", "hand", None), "cy": ("重要 vip", "hand", None), "bob": ("gold", "import", 2)}
    shop.post(f"{path}/give", {"value": None, "condition": PAID})
    assert held() == {"bob": ("gold", "import", 2)}
    shop.post(f"{path}/give", {"value": "seen", "search": "bo"})
    assert held() == {"bob": ("seen", "hand", None)}
    for asked, code in (
        ({"value": "x", "persons": ["ann", "nobody"]}, "person_not_found"),
        ({"value": "x", "persons": []}, "invalid"),
        ({"value": "", "persons": ["ann"]}, "invalid"),
        ({"value": "x", "persons": ["ann"], "search": "b"}, "invalid"),
        ({"value": "x", "condition": {"tag": "none", "op": "eq", "value": 1}}, "tag_unknown"),
    ):
        refused = shop.http.post(f"{path}/give", json=asked)
        assert (refused.status_code >= 400, refused.json()["code"]) == (True, code), asked
    assert held() == {"bob": ("seen", "hand", None)}
    computed = shop.post("/api/tags", TAG)["id"]
    refused = shop.http.post(f"/api/tags/{computed}/give", json={"value": "x", "persons": ["ann"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "tag_is_computed")


def test_two_versions_of_a_tag_are_designed_against_each_other(shop: Caller) -> None:
    id = shop.post("/api/tags", TAG)["id"]
    path = f"/api/tags/{id}/trials"
    design = {
        "a": 1,
        "b": 2,
        "share": 0.3,
        "metric": {"event": "pay", "measure": "people"},
        "hypothesis": "b finds more",
    }
    unknown = shop.http.post(path, json=design)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "tag_not_found")
    other = {"values": [{"value": "buyer", "condition": {"did": "view"}}]}
    assert shop.http.patch(f"/api/tags/{id}", json={"settings": other}).status_code == 200
    made = shop.post(path, design)
    assert made["metric"].items() >= {"event": "pay", "measure": "people"}.items()
    assert (made["a"], made["b"], made["share"], made["days"], made["status"]) == (1, 2, 0.3, 14, "designed")
    assert [one["id"] for one in shop.get(path)["items"]] == [made["id"]]
    for asked, code in ((design, "tag_trial_open"), (design | {"b": 1}, "tag_trial_versions")):
        assert shop.http.post(path, json=asked).json()["code"] == code
    assert shop.http.delete(f"{path}/{made['id']}").status_code == 204
    assert shop.http.delete(f"{path}/none").status_code == 404
    assert [one["status"] for one in shop.get(path)["items"]] == ["cancelled"]
    assert shop.post(path, design)["id"] != made["id"]


def test_an_arm_is_the_persons_own_and_as_large_as_designed() -> None:
    made = Trial("trial_1", "tier", Design(1, 2, {}, share=0.3), "designed", "me", datetime(2026, 11, 1, tzinfo=UTC))
    arms = [arm(made, person) for person in range(20_000)]
    assert arms == [arm(made, person) for person in range(20_000)]
    assert arms.count("b") / len(arms) == pytest.approx(0.3, abs=0.015)
    other = [arm(replace(made, id="trial_2"), person) for person in range(20_000)]
    both = sum(x == y == "b" for x, y in zip(arms, other, strict=True))
    assert both / len(arms) == pytest.approx(0.09, abs=0.01)
