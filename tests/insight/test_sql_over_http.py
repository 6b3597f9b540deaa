"""Typed SQL through the door: it means what it says, sees one project, hides what is hidden, and can be stopped."""

import json
import threading
import time
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
from uems.people.typed_table import TABLES

NOW = "2024-01-10T00:00:00Z"
NAME = "zzsecretzz"
MAIL = "ada@example.org"


def at(day: int, hour: int = 8) -> str:
    return f"2024-01-0{day}T{hour:02}:00:00Z"


@pytest.fixture
def shop(caller: Caller) -> Caller:
    caller.send(
        {"event": "pay", "user_id": "ann", "timestamp": at(1), "properties": {"price": 12.5, "country": "CN"}},
        {"event": "pay", "user_id": "bob", "timestamp": at(2), "properties": {"price": "7", "country": "US"}},
        {"event": "view", "user_id": "bob", "timestamp": at(2, 20), "properties": {"note": "x"}},
        {"type": "identify", "user_id": "ann", "timestamp": at(1), "ops": {"set": {"plan": "pro", "email": MAIL}}},
    )
    return caller


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
        http.headers["X-CSRF-Token"] = http.post("/api/session", json={"email": email, "password": password}).json()[
            "csrf"
        ]
        opened.append(http)
        return http

    yield sign_in
    for http in opened:
        http.close()


def ask(caller: Caller, text: str, **parameters: Any) -> list[list[Any]]:
    asked = {"sql": text, "parameters": parameters, "now": NOW}
    rows: list[list[Any]] = caller.post("/api/sql", asked)["rows"]
    return rows


def refused(caller: Caller, text: str, **parameters: Any) -> tuple[int, str]:
    answer = caller.http.post("/api/sql", json={"sql": text, "parameters": parameters, "now": NOW})
    return answer.status_code, str(answer.json().get("code"))


def test_a_select_answers_its_columns_their_types_and_its_rows(shop: Caller) -> None:
    found = shop.post("/api/sql", {"sql": "SELECT event, count() AS n FROM events GROUP BY event ORDER BY event"})
    assert found["columns"] == [{"name": "event", "type": "LowCardinality(String)"}, {"name": "n", "type": "UInt64"}]
    assert (found["rows"], found["truncated"]) == ([["pay", 2], ["view", 1]], False)
    assert found["computed"]["definition"]
    assert found["computed"]["elapsed_ms"] > 0


def test_every_documented_column_is_there_with_its_type(shop: Caller) -> None:
    schema = shop.get("/api/sql/schema")["items"]
    assert [one["name"] for one in schema] == [one.name for one in TABLES]
    for table in schema:
        told = [(one["name"], one["type"]) for one in table["columns"]]
        assert all(one["about"] for one in table["columns"])
        found = shop.post("/api/sql", {"sql": f"SELECT * FROM {table['name']}"})["columns"]
        assert [(one["name"], one["type"].replace("(3, 'UTC')", "(3)")) for one in found] == told


def test_an_answer_without_rows_still_has_its_columns(shop: Caller) -> None:
    found = shop.post("/api/sql", {"sql": "SELECT event, price FROM events WHERE event = 'never'"})
    assert [one["name"] for one in found["columns"]] == ["event", "price"]
    assert found["columns"][1]["type"] == "Nullable(Float64)"
    assert found["rows"] == []
    file = shop.http.post("/api/sql?format=csv", json={"sql": "SELECT event FROM events WHERE event = 'never'"})
    assert file.text == "\ufeffevent\r\n"


def test_promoted_properties_read_as_what_they_are(shop: Caller) -> None:
    text = "SELECT country, price, JSONExtractString(props, 'country') FROM events WHERE event = 'pay' ORDER BY ts"
    assert ask(shop, text) == [["CN", 12.5, "CN"], ["US", 7.0, "US"]]


def test_merged_people_are_one_person_in_events_and_in_persons(shop: Caller) -> None:
    assert ask(shop, "SELECT uniqExact(person_id) FROM events") == [[2]]
    shop.post("/api/persons/merge", {"from": "ann", "into": "bob"})
    shop.settled()
    assert ask(shop, "SELECT uniqExact(person_id), uniqExact(person) FROM events") == [[1, 1]]
    assert ask(shop, "SELECT count() FROM persons WHERE has(ids, 'ann')") == [[1]]
    joined = "SELECT DISTINCT JSONExtractString(p.properties, 'plan') FROM events e JOIN persons p USING person_id"
    assert ask(shop, joined) == [["pro"]]
    person = ask(shop, "SELECT DISTINCT person FROM events")[0][0]
    assert shop.get(f"/api/persons/{person}")["id"] == person


def test_parameters_are_bound_by_their_types(shop: Caller) -> None:
    counted = "SELECT count() FROM events WHERE event IN {names:Array(String)} AND ts >= {since:Date}"
    assert ask(shop, counted, names=["pay"], since="2024-01-02") == [[1]]
    assert ask(shop, "SELECT {n:Int8}, {f:Float64}, {b:Bool}, {s:String}", n=-3, f=0.5, b=True, s="'; --") == [
        [-3, 0.5, True, "'; --"]
    ]
    assert ask(shop, "SELECT {d:Date}, {t:DateTime64(3)} = {d:Date}", d="-9d", t="2024-01-01T00:00:00Z") == [
        ["2024-01-01", 1]
    ]
    assert ask(shop, "SELECT {u:UInt64}, {m:Decimal(10, 2)}", u=2**64 - 1, m="3.50") == [[str(2**64 - 1), "3.50"]]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("SELECT {n:Int8}", {"n": 300}),
        ("SELECT {n:Int8}", {"n": "many"}),
        ("SELECT {n:Int8}", {}),
        ("SELECT {n:Int8}", {"n": 1, "m": 1}),
        ("SELECT {d:Date}", {"d": "yesterday evening"}),
        ("SELECT {s:String}", {"s": 5}),
        ("SELECT {a:Array(Array(String))}", {"a": [["x"]]}),
        ("SELECT {i:Identifier}", {"i": "person_id"}),
        ("SELECT {f:Float64}", {"f": "nan"}),
    ],
)
def test_a_parameter_that_is_missing_or_of_another_type_is_named(
    shop: Caller, text: str, given: dict[str, Any]
) -> None:
    status, code = refused(shop, text, **given)
    assert (status, code in ("sql_parameter", "sql_hole", "sql_syntax", "bad_range")) == (422, True), code


def test_the_clock_of_sql_is_the_questions_own_and_its_days_are_the_projects(server: Server) -> None:
    caller = server.project("zone", timezone="Asia/Shanghai")
    caller.send({"event": "view", "user_id": "ann", "timestamp": at(2, 20)})
    assert ask(caller, "SELECT today(), yesterday(), toDate(now()), CURRENT_DATE") == [
        ["2024-01-10", "2024-01-09", "2024-01-10", "2024-01-10"]
    ]
    assert ask(caller, "SELECT toDate(ts), toHour(ts), {timezone:String} FROM events") == [
        ["2024-01-03", 4, "Asia/Shanghai"]
    ]
    days = "SELECT count() FROM events WHERE toDate(ts) = {day:Date} AND ts >= {day:Date} AND ts < {next:Date}"
    assert ask(caller, days, day="2024-01-03", next="2024-01-04") == [[1]]
    caller.http.close()


WAYS_OUT = [
    "SELECT * FROM events WHERE project_id != 0",
    f"SELECT count() FROM (SELECT * FROM events UNION ALL SELECT * FROM events) WHERE event = '{NAME}'",
    f"WITH a AS (SELECT event FROM events), b AS (SELECT event FROM a) SELECT count() FROM b WHERE event = '{NAME}'",
    f"SELECT count() FROM events AS persons JOIN persons AS events USING person_id WHERE persons.event = '{NAME}'",
    f"SELECT count() FROM events AS e WHERE e.event = (SELECT max(event) FROM events WHERE event = '{NAME}')",
    f"SELECT countIf(event = '{NAME}') FROM events WHERE 1 OR 1",
    f"SELECT count() FROM events WHERE event = '{NAME}' OR 1 = 1 AND event = '{NAME}'",
    f"SELECT count() FROM `events` WHERE event = '{NAME}'",
    f"SELECT count() FROM events e LEFT JOIN events f ON e.person_id != f.person_id OR true WHERE f.event = '{NAME}'",
    f"SELECT count() FROM events ARRAY JOIN (SELECT groupArray(event) FROM events) AS other WHERE other = '{NAME}'",
    f"SELECT count() FROM events WHERE event IN (SELECT event FROM events WHERE event = '{NAME}')",
    f"SELECT count() FROM events LIMIT 1 BY event EXCEPT SELECT count() FROM events WHERE event = '{NAME}'",
    "SELECT * FROM default.events",
    "SELECT * FROM system.tables",
    "SELECT * FROM system.query_log",
    "SELECT * FROM information_schema.tables",
    "SELECT * FROM person_overrides",
    "SELECT * FROM rejects",
    "SELECT * FROM erasing",
    "SELECT * FROM merge('default', 'events')",
    "SELECT * FROM merge(currentDatabase(), 'events')",
    "SELECT * FROM remote('127.0.0.1', default.events)",
    "SELECT * FROM cluster('default', default.events)",
    "SELECT * FROM view(SELECT * FROM events)",
    "SELECT * FROM viewIfPermitted(SELECT * FROM events ELSE null('x Int8'))",
    "SELECT * FROM dictionary('x')",
    "SELECT * FROM loop(events)",
    "SELECT * FROM mergeTreeIndex('default', 'events')",
    "SELECT * FROM file('/etc/passwd', 'LineAsString')",
    "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')",
    "SELECT * FROM input('x String')",
    "SELECT * FROM numbers(10)",
    "SELECT * FROM events SETTINGS additional_table_filters = {'events': 'true'}",
    "SELECT * FROM (SELECT * FROM events SETTINGS additional_table_filters = {})",
    "SELECT dictGet('d', 'event', 1)",
    "SELECT joinGet('d', 'event', 1)",
    "SELECT file('/etc/passwd')",
    "SELECT hasColumnInTable('default', 'events', 'event')",
    "SELECT getSetting('additional_table_filters')",
    "SELECT 1 IN events",
    "SELECT (1, 1) IN (default.events)",
    "SELECT in(1, events)",
    "DESCRIBE events",
    "SHOW TABLES",
    "EXPLAIN SELECT * FROM events",
    "EXISTS events",
    "SELECT * FROM (EXPLAIN SELECT 1)",
    "INSERT INTO events (event) VALUES ('x')",
    "SELECT 1; DROP TABLE events",
    "KILL QUERY WHERE 1",
    "SELECT * FROM events INTO OUTFILE '/tmp/x'",
]


@pytest.mark.parametrize("text", WAYS_OUT)
def test_no_way_leads_to_another_projects_rows(shop: Caller, server: Server, text: str) -> None:
    other = server.project("other")
    other.send({"event": NAME, "user_id": NAME, "properties": {"note": NAME}})
    answer = shop.http.post("/api/sql", json={"sql": text})
    assert answer.status_code in (200, 422), answer.text
    if answer.status_code == 200:
        shown = json.dumps(answer.json()["rows"])
        assert NAME not in shown
        assert answer.json()["rows"] in ([], [[0]], [[3]]), answer.text
    assert ask(other, f"SELECT count() FROM events WHERE event = '{NAME}'") == [[1]]
    other.http.close()


def test_hidden_values_are_in_no_column_and_cannot_be_guessed(shop: Caller, as_role: Any) -> None:
    shop.send(
        {
            "event": "view",
            "user_id": "ann",
            "timestamp": at(3),
            "properties": {"phone": "555-01", "deep": {"a": [{"E-Mail": 1, "$Email": MAIL}]}, "name": "Red shoe"},
        }
    )
    shop.http.put("/api/properties/classes", json={"classes": {"country": "personal", "note": "sensitive"}})
    analyst = as_role("analyst")
    for text in ("SELECT * FROM events ORDER BY ts", "SELECT * FROM persons"):
        shown = analyst.post("/api/sql", json={"sql": text}).text
        assert [one for one in (MAIL, "555-01", '"CN"', '\\"x\\"') if one in shown] == [], shown
    assert "Red shoe" in analyst.post("/api/sql", json={"sql": "SELECT props FROM events"}).text
    guess = f"SELECT count() FROM persons WHERE JSONExtractString(properties, 'email') = '{MAIL}'"
    assert analyst.post("/api/sql", json={"sql": guess}).json()["rows"] == [[0]]
    assert ask(shop, guess) == [[1]]
    plan = "SELECT JSONExtractString(properties, 'plan') FROM persons"
    assert analyst.post("/api/sql", json={"sql": plan}).json()["rows"] == [["pro"]]
    # Sensitive values are for one person's own page alone, whoever asks.
    assert ask(shop, "SELECT countIf(JSONExtractString(props, 'note') = 'x') FROM events") == [[0]]
    assert ask(shop, "SELECT DISTINCT country FROM events WHERE event = 'pay' ORDER BY country") == [["CN"], ["US"]]


def test_who_may_not_analyse_types_no_sql_but_reads_a_saved_one_through_the_own_mask(
    shop: Caller, as_role: Any
) -> None:
    viewer = as_role("viewer")
    assert viewer.post("/api/sql", json={"sql": "SELECT 1"}).status_code == 403
    assert viewer.get("/api/sql/schema").status_code == 200
    assert viewer.get("/api/sql/runs").status_code == 403
    query = {
        "sql": "SELECT JSONExtractString(properties, 'email') FROM persons WHERE first_seen < {until:Date}",
        "parameters": {"until": "2024-02-01"},
    }
    kept = shop.post("/api/reports", {"name": "Mails", "kind": "sql", "query": query})
    assert shop.get(f"/api/reports/{kept['id']}/answer")["answer"]["rows"] == [[MAIL]]
    assert viewer.get(f"/api/reports/{kept['id']}/answer").json()["answer"]["rows"] == [["•••"]]
    wrong = shop.http.post("/api/reports", json={"name": "W", "kind": "sql", "query": {"sql": "DROP TABLE events"}})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "sql_not_select")


def test_rows_are_limited_and_a_file_needs_the_right_to_export(shop: Caller, as_role: Any) -> None:
    many = "SELECT arrayJoin(range(5000)) AS n ORDER BY n DESC"
    found = shop.post("/api/sql", {"sql": many, "limit": 10})
    assert (found["rows"], found["truncated"]) == ([[4999 - n] for n in range(10)], True)
    whole = shop.http.post("/api/sql?format=csv", json={"sql": many})
    assert whole.headers["content-type"].startswith("text/csv")
    assert whole.text.startswith("\ufeffn\r\n4999\r\n")
    assert whole.text.count("\r\n") == 5001
    formula = shop.http.post("/api/sql?format=csv", json={"sql": "SELECT '=1+1' AS a, now() AS b", "now": NOW})
    assert "'=1+1,2024-01-10" in formula.text


def test_too_heavy_a_question_is_refused_clearly(shop: Caller) -> None:
    heavy = "SELECT groupArray(repeat('x', 1000000)) FROM (SELECT arrayJoin(range(100000)) AS a)"
    status, code = refused(shop, heavy)
    assert (status, code) == (422, "query_too_heavy")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELECT nothing FROM events", "nothing"),
        ("SELECT toDate('x')", "x"),
        ("SELECT nofunction(1)", "nofunction"),
        ("SELECT event, count() FROM events", "event"),
    ],
)
def test_what_the_engine_does_not_understand_is_said_without_our_own_sql(shop: Caller, text: str, says: str) -> None:
    answer = shop.http.post("/api/sql", json={"sql": text})
    assert (answer.status_code, answer.json()["code"]) == (422, "sql_wrong"), answer.text
    assert says in answer.json()["title"]
    assert "project_id" not in answer.text
    assert "person_overrides" not in answer.text


_ENDLESS = (
    "SELECT sum(sipHash64(a, b)), {until:String} FROM (SELECT arrayJoin(range(1000000)) AS a) AS x "
    "CROSS JOIN (SELECT arrayJoin(range(100000)) AS b) AS y"
)


def test_a_run_that_is_cancelled_half_way_says_so_and_the_next_one_answers(shop: Caller) -> None:
    id, answers = new_id("stop").replace("_", "-"), list[httpx.Response]()
    asking = threading.Thread(
        target=lambda: answers.append(shop.http.post("/api/sql", json={"sql": _ENDLESS, "id": id}))
    )
    began = time.monotonic()
    asking.start()
    with httpx.Client(base_url=str(shop.http.base_url), headers=shop.http.headers) as other:
        while asking.is_alive() and time.monotonic() - began < 25:
            time.sleep(0.3)
            assert other.delete(f"/api/sql/running/{id}").status_code == 204
    asking.join()
    assert (answers[0].status_code, answers[0].json()["code"]) == (503, "query_cancelled")
    assert time.monotonic() - began < 20
    assert ask(shop, "SELECT 1") == [[1]]


def test_every_run_is_noted_with_who_asked_and_how_it_ended(shop: Caller, as_role: Any) -> None:
    as_role("analyst").post("/api/sql", json={"sql": "SELECT 1"})
    refused(shop, "SELECT nothing FROM events")
    wrong, fine = shop.get("/api/sql/runs")["items"]
    assert (fine["by"], fine["sql"], fine["outcome"], fine["rows"]) == ("M", "SELECT 1", "done", 1)
    assert (wrong["by"], wrong["outcome"], wrong["rows"]) == ("", "sql_wrong", 0)


def test_a_tag_whose_sql_fails_while_it_is_computed_says_so(shop: Caller) -> None:
    query = "SELECT person_id, toDate(concat('x', event)) AS value FROM events"
    tag = shop.post("/api/tags", {"name": "F", "kind": "sql", "settings": {"query": query}})["id"]
    answer = shop.http.post(f"/api/tags/{tag}/compute", json={"base": "2024-01-05"})
    assert (answer.status_code, answer.json()["code"]) == (422, "sql_wrong"), answer.text
    fine = {
        "query": "SELECT person_id, countIf(event = 'pay') + countIf(event = 'view') AS value FROM events GROUP BY 1"
    }
    tag = shop.post("/api/tags", {"name": "G", "kind": "sql", "settings": fine})["id"]
    assert shop.post(f"/api/tags/{tag}/compute", {"base": "2024-01-05"})["people"] == 2
    values = shop.get(f"/api/tags/{tag}/values", base="2024-01-05")["items"]
    assert sorted(one["value"] for one in values) == [1, 2]
