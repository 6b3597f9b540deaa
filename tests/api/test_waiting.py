"""Hanging up: what a caller asked for is stopped in the engine, and what somebody waits for goes on."""

import asyncio
import itertools
import json
import socket
import threading
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tenant import kept_project
from uems.api import waiting
from uems.api.app import create
from uems.base.clock import system_clock
from uems.bench.served import answering
from uems.insight import typed_run
from uems.people.graph import Identities
from uems.store.client import Store
from uems.warehouse.client import Answer, Warehouse
from uems.warehouse.sql import sql

PROJECT = 900_102
EACH = {"event": "visit", "measure": "per_person_max"}
LONG: dict[str, Any] = {
    "series": [EACH] * 26,
    "since": "2024-01-01",
    "until": "2024-01-10",
    "now": "2024-02-01T00:00:00Z",
}
"""26 queries, one after the other."""
ENDLESS = """SELECT sum(sipHash64(a, b)) FROM (SELECT arrayJoin(range(1000000)) AS a) AS x
CROSS JOIN (SELECT arrayJoin(range(100000)) AS b) AS y"""
"""Left alone, it runs for longer than a test waits."""


@pytest.fixture(scope="module")
def visits(warehouse: Warehouse) -> None:
    warehouse.command(
        f"""INSERT INTO events (project_id, event_id, person_id, node_id, ts, event, type, received_at)
SELECT {PROJECT}, generateUUIDv4(), intHash64(number), intHash64(number),
    toDateTime64('2024-01-01 00:00:00', 3, 'UTC') + number % 777600, 'visit', 'track', now64(3) FROM numbers(600000)"""
    )


@pytest.fixture
def url(warehouse: Warehouse, store: Store, visits: None) -> Iterator[str]:
    """The real door over the test's own engine, for one secret key."""
    project = kept_project(store, PROJECT)
    parts: Any = SimpleNamespace(
        clock=system_clock,
        warehouse=warehouse,
        store=store,
        keys=SimpleNamespace(find=lambda key: (project, "secret")),
        identities=Identities(store, warehouse, system_clock),
        writer=SimpleNamespace(data_until=system_clock()),
    )
    with answering(create(parts)) as served:
        yield served


def running(warehouse: Warehouse) -> int:
    """Questions that the engine is at work on."""
    asked = "SELECT count() FROM system.processes WHERE query NOT LIKE '%system.processes%'"
    return int(warehouse.query_all(sql(asked)).scalar())


def begun(warehouse: Warehouse) -> None:
    end = time.monotonic() + 20
    while not running(warehouse):
        assert time.monotonic() < end, "nothing runs"
        time.sleep(0.01)


def over(warehouse: Warehouse) -> None:
    """Until nothing runs and nothing more begins."""
    last = time.monotonic()
    while time.monotonic() - last < 1:
        time.sleep(0.01)
        if running(warehouse):
            last = time.monotonic()


def asked(url: str, path: str, question: object) -> socket.socket:
    """The line on which the answer would come."""
    body, address = json.dumps(question).encode(), urlsplit(url)
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sk\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    line = socket.create_connection((address.hostname, address.port))
    line.sendall(head.encode() + body)
    return line


def outcomes(store: Store) -> list[str]:
    """How what was typed ended, once it has."""
    end = time.monotonic() + 20
    while not (runs := typed_run.newest(store, PROJECT, 10)):
        assert time.monotonic() < end, "it goes on"
        time.sleep(0.01)
    return [run.outcome for run in runs]


def test_what_nobody_waits_for_stops(url: str, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    query, queries = warehouse.query, itertools.count()

    def counted(*given: Any, **more: Any) -> Answer:
        next(queries)
        return query(*given, **more)

    monkeypatch.setattr(warehouse, "query", counted)
    line = asked(url, "/api/insight/trend", LONG)
    begun(warehouse)
    line.close()
    over(warehouse)
    assert 0 < next(queries) < len(LONG["series"])


def test_what_was_typed_stops_when_its_caller_hangs_up(url: str, warehouse: Warehouse, store: Store) -> None:
    line = asked(url, "/api/sql", {"sql": ENDLESS})
    begun(warehouse)
    line.close()
    assert outcomes(store) == ["query_cancelled"]


def test_what_was_typed_and_waits_for_its_turn_stops_too_when_its_caller_hangs_up(
    url: str, warehouse: Warehouse, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits, cancelled = threading.Event(), threading.Event()

    class Turns(threading.Semaphore):
        def acquire(self, blocking: bool = True, timeout: float | None = None) -> bool:
            waits.set()
            return super().acquire(blocking, timeout)

    def cancel(mark: str) -> None:
        found(mark)
        cancelled.set()

    turns, found = Turns(0), warehouse.cancel
    monkeypatch.setattr(warehouse, "_typed", turns)
    monkeypatch.setattr(warehouse, "cancel", cancel)
    line = asked(url, "/api/sql", {"sql": ENDLESS})
    assert waits.wait(20)
    line.close()
    assert cancelled.wait(20)
    turns.release()
    assert outcomes(store) == ["query_cancelled"]


def test_what_somebody_waits_for_is_answered(url: str) -> None:
    head = {"Authorization": "Bearer sk"}
    with httpx.Client(base_url=url, headers=head, timeout=60) as caller:
        for _ in range(3):
            answer = caller.post("/api/insight/trend", json={**LONG, "series": [EACH]})
            assert answer.status_code == 200, answer.text
            assert answer.json()["series"][0]["total"] == 1


def test_an_answer_is_waited_for_once(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    marks: list[str] = []

    async def watch(request: object, warehouse: Warehouse, mark: str) -> None:
        marks.append(mark)

    monkeypatch.setattr(waiting, "_watch", watch)
    for path, body in (("insight/trend", {**LONG, "series": [EACH]}), ("sql", {"sql": "SELECT 1", "id": "12345678"})):
        marks.clear()
        answer = httpx.post(f"{url}/api/{path}", json=body, headers={"Authorization": "Bearer sk"}, timeout=60)
        assert (answer.status_code, len(marks)) == (200, 1), answer.text
    assert marks == [f"sql-{PROJECT}-12345678"]


def test_what_could_not_be_stopped_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_AGAIN", 0)
    tried: list[str] = []

    def cancel(mark: str) -> None:
        tried.append(mark)
        if len(tried) < 3:
            raise RuntimeError("the engine is busy")

    async def hung_up() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def asked() -> None:
        request: Any = SimpleNamespace(receive=hung_up)
        engine: Any = SimpleNamespace(cancel=cancel)
        async with waiting.waited_for(request, engine, "m"), asyncio.timeout(10):
            while len(tried) < 3:
                await asyncio.sleep(0.01)

    asyncio.run(asked())
    assert set(tried) == {"m"}
