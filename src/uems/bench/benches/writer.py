"""How fast blocks of 2,000 events become durable in the warehouse, and how fast the whole way from the journal is."""

import argparse
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
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
from uems.warehouse import native
from uems.warehouse.client import Warehouse

_ROWS = 2_000
_BLOCKS = 60
_REQUESTS = 1_000
_EVENTS = 50


def run(words: argparse.Namespace) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        new_key(data)
        with opened(Settings(data=data, role="ingest")) as parts:
            fsynced = [_block(parts.warehouse, number) for number in range(_BLOCKS)]
            now = system_clock()
            for number in range(_REQUESTS):
                body = segment_batch(_EVENTS, f"w{number}")
                parts.journal.append_now(
                    Accepted(project=1, source="segment", route="batch", received_at=now, body=body)
                )
            cpu, began = time.process_time(), time.monotonic()
            parts.writer.start()
            if not parts.writer.drain(300):
                raise RuntimeError("the writer did not catch up")
            way, cpu = time.monotonic() - began, time.process_time() - cpu
            parts.writer.stop()
    left = _REQUESTS * _EVENTS
    return [
        Figure("writer.block_fsynced", round(_ROWS / median(fsynced)), "events/s", "≥ 90000"),
        Figure("writer.block_fsynced_best", round(_ROWS / min(fsynced)), "events/s"),
        Figure("writer.from_journal", round(left / way), "events/s"),
        Figure("writer.from_journal_cpu", round(cpu / left * 1e6, 1), "µs CPU/event"),
    ]


def _block(warehouse: Warehouse, number: int) -> float:
    """Seconds from rows in hand to durable."""
    events = [_event(number, n) for n in range(_ROWS)]
    people = [(n + 1, n + 1) for n in range(_ROWS)]
    values = event_columns([1] * _ROWS, events, [identity(1, event) for event in events], people)
    began = time.perf_counter()
    columns, data = native.block(EVENTS, values)
    warehouse.insert("events", data, str(uuid4()), columns, "Native")
    return time.perf_counter() - began


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
