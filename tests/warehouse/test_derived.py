"""Derived tables hold what the events hold: after repeated blocks, a block a view missed, an upgrade and a rebuild."""

import json
import re
from importlib.resources import files
from typing import Any

import pytest

from uems.base.ids import hash_uuid
from uems.warehouse import derived, facts
from uems.warehouse.client import Warehouse
from uems.warehouse.migrate import migrate
from uems.warehouse.sql import Sql, sql

SEQUENCES = sql(
    """SELECT year, person_id, node_id, arraySort(groupArrayArray(packed)) FROM sequences
GROUP BY year, person_id, node_id ORDER BY ALL"""
)
EVENTS = sql(
    """SELECT toYear(ts) AS year, person_id, node_id,
    arraySort(groupArray(toUInt64(toUnixTimestamp64Milli(ts)) * 2097152 + cityHash64(event) % 2097152))
FROM events WHERE event != '' GROUP BY year, person_id, node_id ORDER BY ALL"""
)
Rows = list[tuple[Any, ...]]


def insert(warehouse: Warehouse, project: int, token: str, *happened: tuple[int, str, str]) -> None:
    """Events (person, time, name) in one block, as the writer sends it."""
    lines = [
        {
            "project_id": project,
            "event_id": str(hash_uuid(repr(one))),
            "person_id": one[0],
            "node_id": one[0] + 10,
            "ts": one[1],
            "event": one[2],
        }
        for one in happened
    ]
    warehouse.insert("events", "\n".join(map(json.dumps, lines)).encode(), f"{project}-{token}")


def rows(warehouse: Warehouse, project: int, asked: Sql) -> Rows:
    return warehouse.query(asked, project).rows


def same(warehouse: Warehouse, project: int) -> Rows:
    """What both hold, once it is found to be the same."""
    found = rows(warehouse, project, SEQUENCES)
    assert found == rows(warehouse, project, EVENTS)
    return found


NEW_YEAR = (
    *((1, "2025-12-31T23:59:59.999", "A"), (1, "2026-01-01T00:00:00", "B")),
    *((2, "2026-01-01T00:00:00", "A"), (2, "2026-02-01T00:00:00", "")),
)


def test_a_sequence_holds_every_named_event_of_an_id_in_its_year(warehouse: Warehouse, project: int) -> None:
    insert(warehouse, project, "a", *NEW_YEAR)
    assert [row[:3] for row in same(warehouse, project)] == [(2025, 1, 11), (2026, 1, 11), (2026, 2, 12)]


def test_the_table_packs_its_events_as_the_questions_read_them() -> None:
    text = files("uems.warehouse").joinpath("schema", derived.TABLES["sequences"]).read_text()
    packed = r"least\(toUnixTimestamp64Milli\(ts\), (\d+)\)\)\), (\d+)\),\s+bitAnd\(cityHash64\(event\), (\d+)\)"
    numbers = [tuple(map(int, found)) for found in re.findall(packed, text)]
    assert numbers == [(facts.LATEST, facts.CODE_BITS, facts.CODES)] * 2


def test_late_events_join_the_sequence_that_is_there(warehouse: Warehouse, project: int) -> None:
    insert(warehouse, project, "a", *NEW_YEAR)
    insert(warehouse, project, "b", (1, "2025-06-01T00:00:00", "C"), (3, "1971-01-01T00:00:00", "A"))
    assert [len(row[3]) for row in same(warehouse, project)] == [1, 2, 1, 1]
    warehouse.command("OPTIMIZE TABLE sequences FINAL")
    assert [len(row[3]) for row in same(warehouse, project)] == [1, 2, 1, 1]


def test_a_block_with_the_same_token_counts_once(warehouse: Warehouse, project: int) -> None:
    for _ in range(3):
        insert(warehouse, project, "a", *NEW_YEAR)
    assert [len(row[3]) for row in same(warehouse, project)] == [1, 1, 1]


def test_a_block_that_the_view_missed_reaches_it_when_it_is_sent_again(warehouse: Warehouse, project: int) -> None:
    kept = warehouse.query_all(
        sql("SELECT create_table_query FROM system.tables WHERE name = 'sequences_kept'")
    ).scalar()
    warehouse.command("DROP VIEW sequences_kept")
    insert(warehouse, project, "a", *NEW_YEAR)
    warehouse.command(kept)
    assert rows(warehouse, project, SEQUENCES) == []
    insert(warehouse, project, "a", *NEW_YEAR)
    assert len(same(warehouse, project)) == 3


def test_a_warehouse_from_before_has_its_sequences_once_it_is_opened(warehouse: Warehouse, project: int) -> None:
    insert(warehouse, project, "a", *NEW_YEAR)
    warehouse.command("DROP VIEW sequences_kept")
    warehouse.command("DROP TABLE sequences")
    insert(warehouse, project, "b", (5, "2026-03-01T00:00:00", "A"))
    warehouse.command(
        "ALTER TABLE schema_migrations DELETE WHERE name = '0008_sequences.sql' SETTINGS mutations_sync = 2"
    )
    assert migrate(warehouse) == ["0008_sequences.sql"]
    insert(warehouse, project, "c", (6, "2026-03-01T00:00:00", "A"))
    assert len(same(warehouse, project)) == 5


def test_a_rebuild_mends_what_is_wrong_and_may_be_repeated(warehouse: Warehouse, project: int) -> None:
    insert(warehouse, project, "a", *NEW_YEAR)
    warehouse.command(f"INSERT INTO sequences VALUES ({project}, 2026, 1, 11, [1, 2, 3])")
    with pytest.raises(AssertionError):
        same(warehouse, project)
    for _ in range(2):
        derived.rebuild(warehouse)
        assert len(same(warehouse, project)) == 3


def test_the_disk_that_derived_tables_take_is_told(warehouse: Warehouse, project: int) -> None:
    insert(warehouse, project, "a", *NEW_YEAR)
    size = derived.size(warehouse)
    assert size.events > 0
    assert size.derived["sequences"] > 0
    assert size.share == sum(size.derived.values()) / size.events
