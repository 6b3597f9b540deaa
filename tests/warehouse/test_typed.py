"""SQL that people type: a SELECT means what it says, and nothing writes, leaves the project or reads the machine."""

import pytest

from uems.base.ids import hash_uuid
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import Param, sql
from uems.warehouse.typed import SqlRefused, tried, typed

TABLES = {"events": sql("SELECT * FROM events"), "persons": sql("SELECT * FROM persons FINAL WHERE is_deleted = 0")}
HOLES = {"base": Param("Date", "2026-11-01")}
COLUMNS = frozenset({"person_id", "value"})


def rows(warehouse: Warehouse, project: int, text: str) -> list[tuple[object, ...]]:
    return sorted(warehouse.query(typed(text, TABLES, HOLES, COLUMNS), project).rows)


@pytest.fixture
def events(warehouse: Warehouse, project: int) -> int:
    for number, people in ((project, (1, 1, 2)), (project + 300_000, (1, 7))):
        lines = [
            f'{{"project_id": {number}, "event_id": "{hash_uuid(str(number), str(n))}", "person_id": {person}, '
            f'"node_id": {person}, "ts": 1790000000, "event": "e{n}", "props": "{{\\"a b\\": {n}}}"}}'
            for n, person in enumerate(people)
        ]
        warehouse.insert("events", "\n".join(lines).encode(), f"typed-{number}")
    return project


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT person_id, count() AS value FROM events GROUP BY person_id", [(1, 2), (2, 1)]),
        (
            "SELECT value, e.person_id AS person_id FROM (SELECT 5 value, person_id FROM events) e WHERE value = 5",
            None,
        ),
        (
            "WITH mine AS (SELECT person_id, max(JSONExtractInt(props, 'a b')) AS value FROM events GROUP BY 1) "
            "SELECT person_id, value FROM mine WHERE value > 1",
            [(2, 2)],
        ),
        (
            "WITH 5 AS five, mine AS (SELECT person_id FROM events), `my own` AS (SELECT person_id FROM mine) "
            "SELECT DISTINCT mine.person_id AS person_id, five AS value FROM `my own` AS o JOIN mine USING person_id "
            "ORDER BY person_id",
            [(1, 5), (2, 5)],
        ),
        (
            "SELECT events.person_id, uniqIf(events.event, events.event != '{x:String}') AS value FROM events "
            "LEFT JOIN persons AS p ON p.person_id = events.person_id WHERE ts > {base:Date} - 9999 GROUP BY 1",
            [(1, 2), (2, 1)],
        ),
        (
            "SELECT person_id, 1 AS value FROM events WHERE person_id IN (SELECT person_id FROM events) LIMIT 1 BY 1",
            None,
        ),
        ("SELECT person_id, 'a' AS value FROM events UNION DISTINCT SELECT 3, 'b'", [(1, "a"), (2, "a"), (3, "b")]),
        (
            "SELECT person_id, arrayMap(x -> x * 2, [1])[1] AS value FROM events /* ; DROP */ GROUP BY 1",
            [(1, 2), (2, 2)],
        ),
    ],
)
def test_a_select_means_what_it_says_and_sees_its_own_project(
    warehouse: Warehouse, events: int, text: str, expected: list[tuple[object, ...]] | None
) -> None:
    found = rows(warehouse, events, text)
    assert {person for _, person in found} | {person for person, _ in found} <= {1, 2, 3, 5, "a", "b"}
    assert found == expected or expected is None
    assert found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("INSERT INTO events SELECT person_id, 1 AS value FROM events", "sql_not_select"),
        ("SELECT person_id, 1 AS value FROM events; DROP TABLE events", "sql_not_select"),
        ("DROP TABLE events", "sql_not_select"),
        ("ALTER TABLE events DELETE WHERE 1", "sql_not_select"),
        ("TRUNCATE TABLE events", "sql_not_select"),
        ("CREATE TABLE x AS SELECT 1", "sql_not_select"),
        ("SET max_threads = 9", "sql_not_select"),
        ("SELECT person_id, 1 AS value FROM events FINAL", "sql_not_select"),
        ("SELECT person_id, 1 AS value FROM events SETTINGS additional_table_filters = {}", None),
        ("SELECT person_id, value FROM (SELECT 1 AS person_id, 1 AS value SETTINGS max_threads = 1)", "sql_settings"),
        ("SELECT person_id, 1 AS value FROM events FORMAT JSON", "sql_settings"),
        ("SELECT person_id, 1 AS value INTO OUTFILE 'x' FROM events", None),
        ("SELECT person_id, 1 AS value FROM system.tables", "sql_table"),
        ("SELECT person_id, 1 AS value FROM default.events", "sql_table"),
        ("SELECT person_id, 1 AS value FROM rejects", "sql_table"),
        ("SELECT person_id, 1 AS value FROM tag_values", "sql_table"),
        ("SELECT person_id, 1 AS value FROM merge('default', '.*')", None),
        ("SELECT person_id, 1 AS value FROM url('http://127.0.0.1/', CSV)", None),
        ("SELECT person_id, 1 AS value FROM remote('127.0.0.1', default.events)", None),
        ("SELECT person_id, 1 AS value FROM view(SELECT * FROM events)", None),
        ("SELECT person_id, 1 AS value FROM numbers(9)", "sql_table"),
        ("WITH events AS (SELECT 1 AS person_id) SELECT person_id, 1 AS value FROM events", "sql_table"),
        ("SELECT person_id, 1 AS value FROM events WHERE person_id IN segment_members", "sql_table"),
        ("SELECT person_id, in(person_id, segment_members) AS value FROM events", None),
        ("SELECT person_id, globalIn(person_id, segment_members) AS value FROM events", "sql_function"),
        ("SELECT person_id, 1 AS value FROM events WHERE person_id IN (segment_members)", "sql_table"),
        ("SELECT person_id, 1 AS value FROM events WHERE 'a' GLOBAL NOT IN system.tables", None),
        ("SELECT person_id, file('/etc/passwd') AS value FROM events", "sql_function"),
        ("SELECT person_id, (SELECT FILE('/etc/passwd')) AS value FROM events", "sql_function"),
        ("SELECT person_id, dictGet('d', 'a', 1) AS value FROM events", "sql_function"),
        ("SELECT person_id, sleepEachRow(3) AS value FROM events", "sql_function"),
        ("SELECT person_id, getSetting('x') AS value FROM events", "sql_function"),
        ("SELECT person_id, now() AS value FROM events", "sql_function"),
        ("SELECT person_id, today() AS value FROM events", "sql_function"),
        ("SELECT person_id, rand() AS value FROM events", "sql_function"),
        ("SELECT person_id, hostName() AS value FROM events", "sql_function"),
        ("SELECT person_id, {other:String} AS value FROM events", "sql_hole"),
        ("SELECT person_id FROM events", "sql_columns"),
        ("SELECT person_id, 1 AS value, 2 AS more FROM events", "sql_columns"),
        ("SELECT * FROM events", "sql_columns"),
        ("SELECT person_id, 1 AS value FROM uems_hole_0_", "sql_long"),
        ("SELECT person_id, " + "1 + " * 10_000 + "1 AS value FROM events", "sql_long"),
        ("SELECT ((((", "sql_syntax"),
        ("", "sql_not_select"),
    ],
)
def test_whatever_does_more_than_read_its_tables_is_refused(text: str, code: str | None) -> None:
    with pytest.raises(SqlRefused) as refused:
        typed(text, TABLES, HOLES, COLUMNS)
    assert refused.value.code == code or code is None


def test_what_the_engine_does_not_understand_is_said_in_its_words(warehouse: Warehouse, project: int) -> None:
    asked = typed("SELECT person_id, nothing AS value FROM events", TABLES, HOLES, COLUMNS)
    with pytest.raises(SqlRefused) as refused:
        tried(asked, warehouse, project)
    assert (refused.value.code, "nothing" in refused.value.text.en) == ("sql_wrong", True)


@pytest.mark.parametrize("table", ["erasing", "tag_values", "schema_migrations"])
def test_a_name_in_with_opens_no_table_of_that_name(warehouse: Warehouse, project: int, table: str) -> None:
    inner = f"(WITH {table} AS (SELECT 1 AS person_id) SELECT person_id FROM {table})"
    asked = typed(
        f"SELECT a.person_id AS person_id, count() AS value FROM {inner} AS a, {table} GROUP BY 1",
        TABLES,
        HOLES,
        COLUMNS,
    )
    with pytest.raises(SqlRefused):
        tried(asked, warehouse, project)
