"""The door to the warehouse on the real engine: tenancy, limits, tokens, cancel, a clean end."""

import json
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from uems.warehouse import facts
from uems.warehouse.client import Limits, QueryTooHeavy, Warehouse
from uems.warehouse.migrate import migrate
from uems.warehouse.sql import sql

ENDLESS = sql("SELECT sum(sipHash64(number)) FROM numbers(100000000000)")


def put(warehouse: Warehouse, project: int, node: int, token: str | None = None) -> None:
    row = {
        "project_id": project,
        "event_id": str(uuid4()),
        "person_id": node,
        "node_id": node,
        "ts": 1577880000.5,
        "event": "A",
    }
    warehouse.insert("events", json.dumps(row).encode(), token or str(uuid4()))


def test_a_project_sees_only_its_own_rows(warehouse: Warehouse, project: int) -> None:
    put(warehouse, project, 10)
    put(warehouse, project + 100_000, 20)
    assert warehouse.query(sql("SELECT person_id FROM events"), project).rows == [(10,)]


def test_a_block_with_the_same_token_counts_once(warehouse: Warehouse, project: int) -> None:
    for _ in range(3):
        put(warehouse, project, 10, token=f"block-{project}")
    assert warehouse.query(sql("SELECT count() FROM events"), project).scalar() == 1


def test_an_override_moves_old_events_and_only_in_its_own_project(warehouse: Warehouse, project: int) -> None:
    put(warehouse, project, 10)
    for number, person in ((project, 99), (project + 100_000, 98)):
        row = {"project_id": number, "node_id": 10, "person_id": person, "version": person}
        warehouse.insert("person_overrides", json.dumps(row).encode(), str(uuid4()))
    asked = sql("SELECT person_id FROM {events}", events=facts.events(merged=True))
    assert warehouse.query(asked, project).rows == [(99,)]


def test_a_query_over_its_time_or_memory_is_refused_and_the_engine_goes_on(warehouse: Warehouse, project: int) -> None:
    with pytest.raises(QueryTooHeavy):
        warehouse.query(ENDLESS, project, Limits(seconds=0.2))
    with pytest.raises(QueryTooHeavy):
        warehouse.query(sql("SELECT groupArray(number) FROM numbers(1000000000)"), project, Limits(memory=50_000_000))
    with pytest.raises(QueryTooHeavy):
        warehouse.columns(ENDLESS, project, Limits(seconds=0.2))
    assert warehouse.query(sql("SELECT 1"), project).scalar() == 1


def test_columns_are_arrays_of_the_projects_own_rows(warehouse: Warehouse, project: int) -> None:
    put(warehouse, project, 10)
    put(warehouse, project + 100_000, 20)
    assert warehouse.columns(sql("SELECT person_id FROM events"), project)["person_id"].tolist() == [10]


def test_times_come_back_aware_and_migrations_run_once(warehouse: Warehouse, project: int) -> None:
    put(warehouse, project, 10)
    assert (
        warehouse.query(sql("SELECT ts FROM events"), project).scalar().isoformat()
        == "2020-01-01T12:00:00.500000+00:00"
    )
    assert migrate(warehouse) == []


def test_an_unknown_project_number_or_property_name_cannot_become_sql(warehouse: Warehouse, project: int) -> None:
    for name in ("'", "`", "a' OR 1=1 --", "${x}", "{x:Int8}", "名字", "a" * 10_000, "\\", "\n"):
        asked = sql("SELECT {p} FROM events", p=facts.event_property(name))
        assert warehouse.query(asked, project).rows == []


CLOSING = """
import sys, threading, time
from uems.warehouse.client import QueryCancelled, Warehouse
from uems.warehouse.sql import sql
warehouse = Warehouse("chdb://" + sys.argv[1])
threading.Timer(0.5, warehouse.close).start()
try:
    warehouse.query(sql("SELECT sum(sipHash64(number)) FROM numbers(100000000000)"), 1)
except QueryCancelled:
    print("cancelled")
"""


def test_closing_stops_a_running_query_and_the_process_ends_cleanly(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", CLOSING, str(tmp_path)], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, "cancelled")
