"""Personal values over HTTP: hidden from roles without the right, everywhere; changed by every kind of operation."""

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from served import Caller, Server
from uems.access import account, membership
from uems.access.role import Role
from uems.base.clock import system_clock
from uems.base.ids import new_id
from uems.base.settings import Settings
from uems.main import open_store

MAIL, CARD = "ada@example.org", "31-4159"


@pytest.fixture
def as_role(server: Server, caller: Caller) -> Any:
    """Somebody of a role who is signed in."""
    opened: list[httpx.Client] = []

    def sign_in(role: Role) -> httpx.Client:
        email, password = f"{new_id('m')}@example.org", new_id("long password")
        store = open_store(Settings(data=server.data))
        with store.write() as connection:
            made = account.come(connection, email, "M", account.new_hash(email, password), system_clock())
            membership.grant(connection, caller.made.project.number, made.id, role, system_clock())
        store.close()
        http = httpx.Client(base_url=server.url, headers={"X-UEMS-Project": caller.made.project.id}, timeout=60)
        answer = http.post("/api/session", json={"email": email, "password": password})
        assert answer.status_code < 300, answer.text
        http.headers["X-CSRF-Token"] = answer.json()["csrf"]
        opened.append(http)
        return http

    yield sign_in
    for http in opened:
        http.close()


def known(caller: Caller) -> None:
    ops = {"set": {"email": MAIL, "id_card": CARD, "plan": "pro"}}
    caller.send(
        {"type": "identify", "user_id": "ada", "ops": ops, "context": {"ip": "10.9.8.7", "traits": {"phone": "555"}}},
        {"event": "view", "user_id": "ada", "properties": {"email": MAIL, "name": "Red shoe"}},
        {"event": "", "user_id": "ada", "properties": {"email": MAIL}},
    )


SECRETS = (MAIL, CARD, "10.9.8.7", '"555"')
LOOKS = ["/api/persons", "/api/persons/ada", "/api/persons/ada/timeline", "/api/events", "/api/events/rejected"]


def test_a_viewer_sees_no_personal_value_anywhere(caller: Caller, as_role: Any) -> None:
    known(caller)
    viewer = as_role("viewer")
    for look in LOOKS:
        answer = viewer.get(look)
        assert answer.status_code == 200
        assert [secret for secret in SECRETS if secret in answer.text] == []
    assert viewer.get("/api/persons/ada").json()["properties"] == {"email": "•••", "id_card": "•••", "plan": "pro"}
    assert "Red shoe" in viewer.get("/api/events").text
    assert viewer.get("/api/catalog/values", params={"property": "email", "of": "person"}).json()["items"] == []
    assert viewer.get("/api/persons", params={"search": MAIL}).json()["items"] == []
    assert viewer.get("/api/persons", params={"search": "ada"}).json()["items"] != []
    assert viewer.get("/api/persons/ada/export").status_code == 403
    split = {"series": [{"event": "view"}], "breakdown": {"property": "email", "of": "person"}}
    refused = viewer.post("/api/insight/trend", json=split)
    assert (refused.status_code, refused.json()["code"]) == (403, "property_hidden")
    assert caller.post("/api/insight/trend", split)["series"]


GUESS = {"person": "email", "op": "starts_with", "value": "a"}
GUESSED_EVENT = {"event": "view", "where": [{"property": "email", "op": "contains", "value": "ada"}]}
DROPPED = {"steps": [{"event": "view"}, {"event": "pay"}], "of": "person_properties", "least": 1}
LARGEST = {"series": [{"event": "view", "measure": "max", "property": "phone"}]}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/persons/query", {"condition": {"all": [{"not": GUESS}]}}),
        ("/api/segments/preview", {"condition": {"did": "view", "where": GUESSED_EVENT["where"]}}),
        ("/api/insight/trend", {"series": [{"event": "view"}], "condition": GUESS}),
        ("/api/insight/trend", LARGEST),
        ("/api/insight/funnel", {"steps": [{"event": "view"}, GUESSED_EVENT]}),
        ("/api/insight/people", {"query": {"kind": "trend", **LARGEST}, "cell": {}}),
        ("/api/insight/correlation", {**DROPPED, "properties": ["email"]}),
        (
            "/api/insight/people",
            {
                "query": {"kind": "correlation", **DROPPED},
                "cell": {"converted": False, "factor": {"property": "email", "value": MAIL}},
            },
        ),
        ("/api/insight/distribution", {"event": "view", "measure": "sum", "property": "phone"}),
        ("/api/insight/interval", {"breakdown": {"property": "email", "of": "person"}}),
        ("/api/rfm", {"buys": {"event": "view"}, "amount": "phone"}),
        ("/api/segments", {"name": "G", "condition": GUESS}),
        ("/api/tags", {"name": "G", "kind": "rule", "settings": {"values": [{"value": "x", "condition": GUESS}]}}),
        ("/api/tags", {"name": "G", "kind": "feature", "settings": {"property": "email"}}),
        ("/api/tags", {"name": "G", "kind": "metric", "settings": {"measure": "last", "property": "phone"}}),
    ],
)
def test_what_an_analyst_may_not_see_no_question_finds_out(
    caller: Caller, as_role: Any, path: str, body: dict[str, Any]
) -> None:
    known(caller)
    answer = as_role("analyst").post(path, json=body)
    assert (answer.status_code, answer.json()["code"]) == (403, "property_hidden"), answer.text
    assert caller.http.post(path, json=body).status_code < 300


def test_correlations_look_at_no_property_that_is_hidden(caller: Caller, as_role: Any) -> None:
    known(caller)
    found = as_role("analyst").post("/api/insight/correlation", json=DROPPED).json()["rows"]
    assert [row["factor"]["property"] for row in found] == ["plan"]
    every = caller.post("/api/insight/correlation", DROPPED)["rows"]
    assert {row["factor"]["property"] for row in every} == {"plan", "email"}
    of_event = {**DROPPED, "of": "event_properties", "events": ["view"]}
    assert MAIL not in as_role("viewer").post("/api/insight/correlation", json=of_event).text


def test_an_analyst_still_asks_who_has_a_hidden_property_at_all(caller: Caller, as_role: Any) -> None:
    known(caller)
    analyst = as_role("analyst")
    asked = {
        "condition": {"all": [{"person": "email", "op": "is_set"}, {"person": "plan", "op": "eq", "value": "pro"}]}
    }
    assert analyst.post("/api/segments/preview", json=asked).json()["people"] == 1
    written = {"name": "S", "kind": "sql", "settings": {"query": "SELECT person_id, properties AS value FROM persons"}}
    refused = analyst.post("/api/tags", json=written)
    assert (refused.status_code, refused.json()["about"]) == (403, "see_personal")


def test_a_list_of_those_behind_a_hidden_value_is_not_made(caller: Caller, as_role: Any) -> None:
    known(caller)
    query = {"kind": "trend", "series": [{"event": "view"}], "breakdown": {"property": "email", "of": "person"}}
    body = {"name": "B", "mode": "snapshot", "from": {"query": query, "cell": {"breakdown": MAIL}}}
    refused = as_role("analyst").post("/api/segments", json=body)
    assert (refused.status_code, refused.json()["code"]) == (403, "property_hidden")
    assert caller.post("/api/segments", body)["people"] == 1


def test_groups_and_sessions_hide_what_is_personal(caller: Caller, as_role: Any) -> None:
    group = {"type": "company", "id": "acme", "set": {"phone": "555-01", "name": "Acme", "city": "Xi'an"}}
    caller.send(
        {"type": "group", "user_id": "ada", "group": group},
        {"event": "view", "user_id": "ada", "session_id": "s", "properties": {"page": "/orders/555-01"}},
    )
    caller.http.put("/api/properties/classes", json={"classes": {"page": "personal"}})
    viewer = as_role("viewer")
    looks = ["/api/groups/company", "/api/groups/company/acme", "/api/persons/ada/groups", "/api/events"]
    for look in [*looks, "/api/persons/ada/sessions", "/api/persons/ada/timeline"]:
        assert "555-01" not in viewer.get(look).text, look
        assert "555-01" in caller.http.get(look).text, look
    for question in ("paths", "sessions"):
        asked = {"node": "page"} if question == "paths" else {}
        assert viewer.post(f"/api/insight/{question}", json=asked).json()["code"] == "property_hidden"
        assert caller.http.post(f"/api/insight/{question}", json=asked).status_code == 200
    shown = viewer.get("/api/groups/company/acme").json()["properties"]
    assert shown == {"phone": "•••", "name": "Acme", "city": "Xi'an"}
    assert viewer.get("/api/groups/company", params={"search": "555-01"}).json()["items"] == []
    assert len(viewer.get("/api/groups/company", params={"search": "acm"}).json()["items"]) == 1
    assert len(caller.get("/api/groups/company", search="555-01")["items"]) == 1


def test_the_values_of_a_tag_are_as_personal_as_the_property_they_are_of(caller: Caller, as_role: Any) -> None:
    caller.send(
        {"event": "view", "user_id": "ada", "timestamp": "2024-01-01T08:00:00Z", "properties": {"plan": "p-77"}}
    )
    settings = {"event": "view", "property": "plan", "days": None}
    path = f"/api/tags/{caller.post('/api/tags', {'name': 'Plan', 'kind': 'feature', 'settings': settings})['id']}"
    caller.post(f"{path}/compute", {"base": "2024-01-05"})
    caller.post(f"{path}/review", {})
    caller.post(f"{path}/publish", {})
    segment = caller.post("/api/segments", {"name": "V", "condition": {"did": "view"}})["id"]
    told = [path, "/api/tags", f"/api/segments/{segment}/portrait", "/api/persons/ada"]
    closed = [f"{path}/values", f"{path}/quality", f"{path}/labels", f"/api/segments/{segment}/portrait?tag=plan"]
    analyst = as_role("analyst")
    assert [look for look in [*told, f"{path}/values"] if "p-77" not in analyst.get(look).text] == []
    caller.http.put("/api/properties/classes", json={"classes": {"plan": "personal"}})
    assert [look for look in told if "p-77" in analyst.get(look).text] == []
    assert [analyst.get(look).json()["code"] for look in closed] == ["property_hidden"] * 4
    refused = analyst.post(f"{path}/compute", json={"base": "2024-01-05"})
    assert refused.json()["code"] == "property_hidden"
    (held,) = analyst.get("/api/persons/ada").json()["tags"]
    assert (held["value"], held["evidence"]) == ("•••", None)
    assert [look for look in told if "p-77" not in caller.http.get(look).text] == []


def test_an_analyst_exports_without_personal_values(caller: Caller, as_role: Any) -> None:
    known(caller)
    analyst = as_role("analyst")
    texts = [analyst.get("/api/export/persons").text, analyst.get("/api/export/events").text]
    assert [text for text in texts if any(secret in text for secret in SECRETS)] == []
    assert analyst.get("/api/persons/ada/export").json()["about"] == "see_personal"


def test_support_sees_them_and_sensitive_ones_on_one_persons_page_only(caller: Caller, as_role: Any) -> None:
    known(caller)
    support = as_role("support")
    alone, listed = (support.get(path).text for path in ("/api/persons/ada", "/api/persons"))
    assert (MAIL in alone, CARD in alone) == (True, True)
    assert (MAIL in listed, CARD in listed) == (True, False)


def test_a_project_says_what_is_personal(caller: Caller, as_role: Any) -> None:
    known(caller)
    viewer = as_role("viewer")
    given = {"classes": {"plan": "personal", "email": "public", "id_card": "internal"}}
    assert caller.http.put("/api/properties/classes", json=given).status_code == 200
    assert viewer.get("/api/persons/ada").json()["properties"] == {"email": MAIL, "id_card": CARD, "plan": "•••"}
    classes = {one["name"]: (one["class"], one["given"]) for one in caller.get("/api/properties/classes")["items"]}
    assert (classes["plan"], classes["email"]) == (("personal", True), ("public", True))
    caller.http.put("/api/properties/classes", json={"classes": {"plan": None}})
    assert viewer.get("/api/persons/ada").json()["properties"]["plan"] == "pro"
    assert caller.http.put("/api/properties/classes", json={"classes": {"plan": "secret"}}).status_code == 422


def test_an_export_holds_everything_of_one_person_and_nobody_else(caller: Caller) -> None:
    known(caller)
    caller.send({"event": "view", "user_id": "eve"}, {"event": "view", "user_id": "ada", "anonymous_id": "phone"})
    answer = caller.http.get("/api/persons/phone/export")
    found = json.loads(answer.text)
    assert found["person"]["properties"]["id_card"] == CARD
    assert [one["event"] for one in found["events"]].count("view") == 2
    assert {one["user_id"] for one in found["events"]} == {"ada"}
    assert found["links"][0]["standing"] == "joins"
    assert found["consents"][0]["purpose"] == "marketing"


def test_every_operation_changes_a_profile(caller: Caller) -> None:
    caller.send({"type": "identify", "user_id": "ada", "ops": {"set": {"plan": "free", "old": 1, "visits": 2}}})
    change = {
        "properties": {"old": None, "city": "上海"},
        "set": {"plan": "pro"},
        "set_once": {"plan": "never", "source": "ad"},
        "add": {"visits": 3},
        "append": {"seen": ["a", "a"]},
        "union": {"likes": ["x", "x"]},
    }
    found = caller.http.patch("/api/persons/ada", json=change).json()["properties"]
    expected = {"plan": "pro", "visits": 5, "city": "上海", "source": "ad", "seen": ["a", "a"], "likes": ["x"]}
    assert found == expected
    found = caller.http.patch("/api/persons/ada", json={"remove": {"seen": "a"}, "unset": ["city"]}).json()[
        "properties"
    ]
    assert found == {key: value for key, value in expected.items() if key != "city"} | {"seen": []}
    for wrong in ({}, {"add": {"visits": "many"}}, {"explode": {"a": 1}}):
        assert caller.http.patch("/api/persons/ada", json=wrong).status_code == 422


_FEBRUARY = {"since": "2026-02-01", "until": "2026-02-05"}


def test_numbers_of_a_hidden_property_are_told_to_those_alone_who_may_see_it(caller: Caller, as_role: Any) -> None:
    sent = {"user_id": "u", "event": "applied", "timestamp": "2026-02-03T08:00:00Z", "properties": {"salary": 4321}}
    caller.send(sent)
    hidden = {"kind": "quantile", "event": {"events": [{"event": "applied", "property": "salary"}]}}
    made = caller.post("/api/metrics", {"name": "salary", "definition": hidden})["id"]
    over = caller.post(
        "/api/metrics", {"name": "f", "definition": {"kind": "formula", "formula": "A", "parts": [made]}}
    )
    summed = {"query": {"kind": "metric", "metric": made, **_FEBRUARY}}
    looks: list[tuple[str, dict[str, Any]]] = [
        ("/api/metrics/preview", {**_FEBRUARY, "definition": hidden}),
        (f"/api/metrics/{made}/series", _FEBRUARY),
        (f"/api/metrics/{over['id']}/series", _FEBRUARY),
        ("/api/metrics/reconcile", {"a": summed, "b": summed}),
    ]
    viewer = as_role("viewer")
    assert [viewer.post(path, json=body).status_code for path, body in looks] == [200] * 4
    caller.http.put("/api/properties/classes", json={"classes": {"salary": "personal"}})
    answers = [viewer.post(path, json=body) for path, body in looks]
    assert [(one.status_code, one.json()["code"]) for one in answers] == [(403, "property_hidden")] * 4
    assert [caller.http.post(path, json=body).status_code for path, body in looks] == [200] * 4


def test_a_target_or_an_alarm_tells_no_number_of_a_hidden_property(caller: Caller, as_role: Any) -> None:
    caller.send({"user_id": "u", "event": "applied", "properties": {"salary": 4321}})
    hidden = {"kind": "sum", "event": {"events": [{"event": "applied", "property": "salary"}]}}
    made = caller.post("/api/metrics", {"name": "salary", "definition": hidden})["id"]
    target = caller.post("/api/kpi", {"metric": made, "interval": "day", "value": 9000})["id"]
    plan = {"key": "t", "primary": made, "variants": [{"key": "a"}, {"key": "b"}]}
    trial = caller.post("/api/experiments", plan)["id"]
    looks = [f"/api/metrics/{made}/people", f"/api/experiments/{trial}/results"]
    viewer = as_role("viewer")
    seen = viewer.get(f"/api/kpi/{target}").json()
    assert (seen["hidden"], seen["standing"]["current"]) == (False, 4321)
    assert [viewer.get(look).status_code for look in looks] == [200, 200]
    caller.http.put("/api/properties/classes", json={"classes": {"salary": "personal"}})
    for answer in (viewer.get("/api/kpi").json()["items"][0], viewer.get(f"/api/kpi/{target}").json()):
        standing = answer["standing"]
        assert (answer["hidden"], standing["current"], standing["status"]) == (True, None, "unknown")
    assert [viewer.get(look).status_code for look in looks] == [403, 403]
    assert caller.get(f"/api/kpi/{target}")["standing"]["current"] == 4321


def test_what_was_learned_tells_no_number_of_a_hidden_metric(caller: Caller, as_role: Any) -> None:
    at = [system_clock() - timedelta(hours=hours) for hours in (3, 2, 1)]
    for n in range(80):
        arm = "ab"[n % 2]
        met = {"event": "met", "timestamp": at[1].isoformat(), "properties": {"arm": arm}}
        paid = {"salary": (100 if arm == "a" else 130) + n % 7}
        did = {"event": "applied", "timestamp": at[2].isoformat(), "properties": paid}
        caller.send(*({"user_id": f"u{n}", **one} for one in (met, did)))
    salary = {"kind": "sum", "event": {"events": [{"event": "applied", "property": "salary"}]}}
    plan = {
        "key": "t",
        "primary": caller.post("/api/metrics", {"name": "salary", "definition": salary})["id"],
        "variants": [{"key": "a"}, {"key": "b"}],
        "exposure": {"event": "met", "property": "arm"},
        "started_at": at[0].isoformat(),
        "least_days": 0,
    }
    trial = f"/api/experiments/{caller.post('/api/experiments', plan)['id']}"
    caller.post(f"{trial}/decide", {"variant": "b", "reason": "more"})
    viewer = as_role("viewer")

    def told(http: httpx.Client) -> list[Any]:
        (learned,) = http.get("/api/learnings").json()["items"]
        (listed,) = http.get("/api/experiments").json()["items"]
        every = [learned["outcome"], listed["outcome"], http.get(trial).json()["outcome"]]
        numbers = [one[name] for one in every for name in ("estimate", "error", "low", "high")]
        return [learned["hidden"], learned["outcome"]["variant"], *(number is None for number in numbers)]

    assert told(viewer) == [False, "b", *[False] * 12]
    caller.http.put("/api/properties/classes", json={"classes": {"salary": "personal"}})
    assert told(viewer) == [True, "b", *[True] * 12]
    assert told(caller.http) == [False, "b", *[False] * 12]
