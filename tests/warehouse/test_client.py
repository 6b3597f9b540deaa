"""The door to the warehouse on the real engine: tenancy, limits, tokens, cancel, a clean end."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

import pytest
from clickhouse_connect.driver.exceptions import ClickHouseError

from uems.warehouse import facts
from uems.warehouse.client import Answer, Limits, QueryTooHeavy, Warehouse
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


HALF_WAY = "number, throwIf(number = 500000) FROM numbers(1000000)"


@pytest.mark.parametrize("way", ["query", "typed", "columns", "command"])
def test_what_a_query_wrote_before_it_failed_is_in_nobodys_answer(warehouse: Warehouse, project: int, way: str) -> None:
    half = sql(f"SELECT {HALF_WAY}")
    ways: dict[str, Callable[[], object]] = {
        "query": lambda: warehouse.query(half, project),
        "typed": lambda: warehouse.query_typed(half, project, None),
        "columns": lambda: warehouse.columns(half, project),
        "command": lambda: warehouse.command(f"SELECT {HALF_WAY}"),
    }
    with pytest.raises(ClickHouseError, match="throwIf"):
        ways[way]()
    assert warehouse.query(sql("SELECT 7 AS seven"), project + 1) == Answer(("seven",), [(7,)], ("UInt8",))


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


def test_what_was_typed_is_read_only_in_one_project_whatever_it_is_made_of(warehouse: Warehouse, project: int) -> None:
    put(warehouse, project, 10)
    put(warehouse, project + 100_000, 20)
    for text in (
        sql("SELECT person_id FROM events"),
        sql("SELECT person_id FROM events UNION ALL SELECT toUInt64(0) AS person_id WHERE 0"),
        sql("SELECT person_id FROM events EXCEPT SELECT toUInt64(0) AS person_id"),
        sql("SELECT person_id FROM events EXCEPT (SELECT 1 UNION ALL (SELECT 2 INTERSECT SELECT 2))"),
        sql("WITH a AS (SELECT * FROM events) SELECT person_id FROM a INTERSECT SELECT person_id FROM events"),
    ):
        assert warehouse.query_typed(text, project, None).rows == [(10,)]
    assert warehouse.query_typed(sql("SELECT toInt64(getSetting('readonly'))"), project, 1).rows == [(1,)]
    assert warehouse.query(sql("SELECT toInt64(getSetting('readonly'))"), project).rows == [(0,)]
    found = warehouse.query_typed(sql("SELECT arrayJoin(range(9999)) AS n ORDER BY n DESC"), project, 3)
    assert (found.rows, found.types) == ([(9998,), (9997,), (9996,)], ("UInt16",))


CLOSING = """
import sys, threading, time
from uems.warehouse.client import QueryCancelled, Warehouse
from uems.warehouse.sql import sql
warehouse = Warehouse("chdb://" + sys.argv[1])
warehouse.command("CREATE TABLE sums (n UInt64) ENGINE = Memory")
asked = sql("SELECT sum(sipHash64(number)) FROM numbers({n:UInt64})", n=10**11)
threading.Timer(0.5, warehouse.close).start()
try:
    warehouse.query(asked, 1) if sys.argv[2] == "asks" else warehouse.insert_selected("sums", ["n"], asked, 1)
except QueryCancelled:
    print("cancelled")
"""


@pytest.mark.parametrize("what", ["asks", "inserts"])
def test_closing_stops_a_running_query_and_the_process_ends_cleanly(tmp_path: Path, what: str) -> None:
    words = [sys.executable, "-c", CLOSING, str(tmp_path), what]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, "cancelled")


def test_two_that_are_open_have_no_mark_in_common(warehouse: Warehouse) -> None:
    other = Warehouse(warehouse.url)
    try:
        marks = [one.mark() for one in (warehouse, other) for _ in range(100)]
    finally:
        other.close()
    assert len(set(marks)) == 200


@pytest.fixture
def killing() -> Iterator[str]:
    """A server that ends queries two at a time."""
    both = threading.Barrier(2, timeout=20)

    class Told(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            if asked.startswith(b"KILL"):
                both.wait()
            self._said(b"25.8\tUTC\n" if b"version()" in asked else b"")

        def do_GET(self) -> None:
            self._said(b"Ok.\n")

        def _said(self, text: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *words: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Told) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_several_queries_of_a_server_are_cancelled_at_once(killing: str) -> None:
    opened = Warehouse(killing)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(opened.cancel, ["a", "b"]))
    opened.close()
