"""How fast blocks of 2,000 events become durable in the warehouse, and how fast the whole way from the journal is."""

import argparse
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

import msgspec

from uems.base.clock import system_clock
from uems.base.settings import Settings
from uems.bench.benches.ingest import new_key
from uems.bench.figure import Bench, Figure, no_arguments
from uems.bench.load import segment_batch
from uems.events.event import Event
from uems.events.request import Accepted
from uems.events.row import EVENTS, event_columns, identity
from uems.main import opened
from uems.warehouse import derived, native
from uems.warehouse.client import Warehouse

_ROWS = 2_000
_BLOCKS = 60
_REQUESTS = 120
_EVENTS = 500
_PEOPLE = 6_000


def run(words: argparse.Namespace) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        new_key(data)
        with opened(Settings(data=data, role="ingest")) as parts:
            fsynced, bare = _blocks(parts.warehouse)
            now = system_clock()
            for number in range(_REQUESTS):
                sent = Accepted(project=1, source="native", route="events", received_at=now, body=_body(number))
                parts.journal.append_now(sent)
            cpu, began = time.process_time(), time.monotonic()
            parts.writer.start()
            if not parts.writer.drain(300):
                raise RuntimeError("the writer did not catch up")
            way, cpu = time.monotonic() - began, time.process_time() - cpu
            parts.writer.stop()
    left = _REQUESTS * _EVENTS
    alone = _ROWS / median(fsynced)
    return [
        Figure("writer.block_fsynced", round(alone), "events/s", "≥ 90000"),
        Figure("writer.block_fsynced_best", round(_ROWS / min(fsynced)), "events/s"),
        Figure(
            "writer.derived",
            round(median(fsynced) * 1000, 1),
            "ms/block",
            "≤ 2",
            against=f"no derived table {median(bare) * 1000:.1f} ms",
            ratio=round(median(fsynced) / median(bare), 2),
        ),
        Figure(
            "writer.from_journal",
            round(left / way),
            "events/s",
            "≥ 0.2",
            against="writer.block_fsynced",
            ratio=round(left / way / alone, 2),
        ),
        Figure("writer.from_journal_cpu", round(cpu / left * 1e6, 1), "µs CPU/event"),
    ]


def _blocks(warehouse: Warehouse) -> tuple[list[float], list[float]]:
    """Seconds of blocks, every other one while no view keeps a derived table."""
    with_views, without = [], []
    for number in range(0, 2 * _BLOCKS, 2):
        with_views.append(_block(warehouse, number))
        for view in derived.VIEWS:
            warehouse.command(f"DETACH TABLE {view}")
        without.append(_block(warehouse, number + 1))
        for view in derived.VIEWS:
            warehouse.command(f"ATTACH TABLE {view}")
    return with_views, without


def _block(warehouse: Warehouse, number: int) -> float:
    """Seconds from rows in hand to durable."""
    events = [_event(number, n) for n in range(_ROWS)]
    people = [(n + 1, n + 1) for n in range(_ROWS)]
    values = event_columns([1] * _ROWS, events, [identity(1, event) for event in events], people)
    began = time.perf_counter()
    columns, data = native.block(EVENTS, values)
    warehouse.insert("events", data, str(uuid4()), columns, "Native")
    return time.perf_counter() - began


def _body(number: int) -> bytes:
    """One request of a shop's history as the product's own form: ten properties an event, one in thirty an identify."""
    first = number * _EVENTS
    return msgspec.json.encode({"historical": True, "events": [_said(n) for n in range(first, first + _EVENTS)]})


def _said(n: int) -> dict[str, Any]:
    person = (n * 2_654_435_761) % _PEOPLE
    moment = datetime.fromtimestamp(1_780_000_000 + n, UTC).isoformat(timespec="milliseconds")
    said = {"id": f"w-{n:08x}", "timestamp": moment, "anonymous_id": f"device-{person}", "session_id": f"{person}-{n}"}
    if n > _PEOPLE:
        said["user_id"] = f"user-{person}"
    if n % 30 == 0 and n > _PEOPLE:
        return said | {"type": "identify", "ops": {"set": {"name": f"顾客 {person}", "level": "gold"}}}
    always = {"platform": "ios", "app_version": "3.2.0", "channel": "search", "region": "east", "country": "CN"}
    about = {
        "business_line": "shop",
        "language": "zh",
        "product": "手冲咖啡壶",
        "category": "kitchen",
        "price": 0.5 + n % 99,
    }
    return said | {"event": f"event_{n % 20:02d}", "properties": always | about}


def _event(block: int, n: int) -> Event:
    now = datetime.fromtimestamp(1_790_000_000 + block * 60 + n / 100, UTC)
    person = (n * 2_654_435_761) % 350_000
    sent = msgspec.json.decode(segment_batch(1, f"b{block}-{n}"))["batch"][0]
    return Event(
        id=sent["messageId"],
        event=sent["event"],
        source="segment",
        user_id=f"user-{person}",
        timestamp=now,
        received_at=now,
        context=sent["context"],
        properties=sent["properties"] | {"country": "CN", "page": "/products"},
    )


offers = Bench("writer", no_arguments, run)
