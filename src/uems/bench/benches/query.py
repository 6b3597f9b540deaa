"""Every kind of analysis over HTTP on millions of events, next to plain ClickHouse SQL and a compiled loop."""

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any
from urllib.error import HTTPError

import numpy as np

from uems.base.settings import Settings
from uems.bench import crowd, kernel, load
from uems.bench.figure import Bench, Figure
from uems.bench.questions import ASKED, MAP, PLAIN
from uems.bench.served import Caller, answering
from uems.main import Application, opened
from uems.store import project, secret
from uems.warehouse import derived
from uems.warehouse.client import QueryTooHeavy, Warehouse
from uems.warehouse.sql import Sql, join, sql

_ROUNDS = 5
_SLOW = 5.0
"""Seconds; what takes longer is asked only once."""
_WINDOW_MS = 7 * 86_400_000
_SEGMENT = {"condition": crowd.SEGMENT, **crowd.RANGE}
_MEMORY_MB = 1500
_DAU_MS = 10
_TARGETS = {
    "funnel.plain": "≤ 1.25",
    "retention.plain": "≤ 1.25",
    "funnel.limit": "≤ 3",
    "funnel_filtered.limit": "≤ 5",
    "retention.limit": "≤ 1.5",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=10_000_000, help="events to generate (default 10,000,000)")
    parser.add_argument("--scattered", action="store_true", help="each event at any time, instead of most in sittings")
    parser.add_argument("--keep", type=Path, help="folder to keep the generated data in, used again when it exists")


def run(words: argparse.Namespace) -> list[Figure]:
    with tempfile.TemporaryDirectory() as fresh:
        data = getattr(words, "keep", None) or Path(fresh)
        known = (data / "bench.json").exists()
        with opened(Settings(data=data), crowd.clock()) as parts:
            if known:
                made = json.loads((data / "bench.json").read_text())
            else:
                new = project.create(parts.store, secret.pepper(data), "crowd", "UTC")
                made = {"number": new.project.number, "key": new.secret_key}
                rows, scattered = getattr(words, "rows", 10_000_000), getattr(words, "scattered", False)
                crowd.fill(parts.warehouse, made["number"], rows, scattered=scattered)
                (data / "bench.json").write_text(json.dumps(made))
            crowd.days(parts.warehouse, made["number"])
            crowd.first_night(parts, project.numbered(parts.store, made["number"]))
            with answering(Application(parts)) as url:
                return _figures(parts.warehouse, made["number"], Caller(url, made["key"]))


def _figures(warehouse: Warehouse, number: int, call: Caller) -> list[Figure]:
    asked, rows = _asked(call), crowd.count(warehouse, number)
    peaks = {name: _peak(ask) for name, ask in asked.items()}  # before the columns of the limits fill the memory
    peers = {f"{name}.plain": _plain(warehouse, number, text) for name, text in PLAIN.items()}
    taken = _interleaved(asked | peers | _limits(warehouse, number))
    most = max(1000.0, 4000 * rows / 50_000_000)
    figures = []
    for name in asked:
        value, target = taken[name], f"≤ {_DAU_MS if name == 'dau' else most:g}"
        if value is None:
            figures.append(Figure(f"query.{name}", most * 10, "ms", target, "refused or cut off"))
            continue
        figures.append(Figure(f"query.{name}", round(value * 1000, 1), "ms", target, f"{rows:,} events"))
        figures += [_against(name, value, peer, taken) for peer in ("plain", "limit") if f"{name}.{peer}" in taken]
    name = max(peaks, key=lambda one: peaks[one])
    figures.append(Figure("query.memory", round(peaks[name]), "MB", f"≤ {_MEMORY_MB}", f"most, at {name}"))
    size = derived.size(warehouse)
    said, on_disk = f"events {size.events / 1e6:.0f} MB", round(size.all_derived / 1e6, 1)
    return [*figures, Figure("query.derived_on_disk", on_disk, "MB", "≤ 0.6", said, round(size.share, 3))]


def _asked(call: Caller) -> dict[str, Callable[[], Any]]:
    person = call("/api/persons?limit=1")["items"][0]["id"]
    kept = call("/api/journey-maps", MAP)["id"]
    until = f"since={crowd.SINCE}&until={crowd.UNTIL}&now={crowd.UNTIL}&timezone=UTC"

    def post(path: str, body: dict[str, Any]) -> Callable[[], Any]:
        return lambda: call(path, body)

    return {
        **{name: post(f"/api/insight/{path}", body) for name, (path, body) in ASKED.items()},
        "journey_map": lambda: call(f"/api/journey-maps/{kept}/numbers?{until}&bottlenecks=false"),
        "segment": post("/api/segments/preview", _SEGMENT),
        "timeline": lambda: call(f"/api/persons/{person}/timeline?limit=200"),
    }


def _peak(ask: Callable[[], Any]) -> float:
    """The most memory that the process had while it answered, in MB."""
    load.forget_peak()
    try:
        ask()
    except HTTPError as error:
        error.close()
    return load.peak_mb()


def _against(name: str, value: float, peer: str, taken: dict[str, float | None]) -> Figure:
    """What is cut off has no ratio."""
    other = taken[f"{name}.{peer}"]
    if other is None:
        return Figure(f"query.{name}", round(value * 1000, 1), "ms", "", f"{peer}: cut off at its limits")
    said = f"{peer} {other * 1000:.1f} ms"
    target = _TARGETS.get(f"{name}.{peer}", "")
    return Figure(f"query.{name}", round(value * 1000, 1), "ms", target, said, round(value / other, 2))


def _plain(warehouse: Warehouse, number: int, text: Sql) -> Callable[[], Any]:
    """Within the limits that every question has: 30 seconds, 4 GB."""
    return lambda: warehouse.query(text, number)


def _limits(warehouse: Warehouse, number: int) -> dict[str, Callable[[], Any]]:
    """The compiled loops over columns already in memory, compiled before they are timed."""
    code = join(", ", [sql("event = {s:String}, {n:UInt8}", s=step, n=n) for n, step in enumerate(crowd.STEPS)])
    columns = warehouse.columns(
        sql(
            """SELECT person_id, toUnixTimestamp64Milli(ts) AS ms, toUInt8(multiIf({code}, 255)) AS code,
            toFloat64OrZero(p_price) >= 50 AS dear, toUInt16(toDate(ts)) AS day FROM events ORDER BY person_id, ts""",
            code=code,
        ),
        number,
    )
    person, ms, steps, day = (np.asarray(columns[name]) for name in ("person_id", "ms", "code", "day"))
    dear = np.where(np.asarray(columns["dear"]), steps, np.uint8(255))
    day = (day - day.min()).astype(np.int64)
    return {
        "funnel.limit": lambda: kernel.funnel(person, ms, steps, len(crowd.STEPS), _WINDOW_MS),
        "funnel_filtered.limit": lambda: kernel.funnel(person, ms, dear, len(crowd.STEPS), _WINDOW_MS),
        "retention.limit": lambda: kernel.retention(person, day, 31),
    }


def _interleaved(questions: dict[str, Callable[[], Any]]) -> dict[str, float | None]:
    """Median wall seconds of each, asked in turn after one warm round; slow ones keep the time of that, None = refused
    or cut off there."""
    warm = {name: _taken(ask) for name, ask in questions.items()}
    quick = {name: questions[name] for name, took in warm.items() if took is not None and took <= _SLOW}
    rounds = [{name: _taken(ask) for name, ask in quick.items()} for _ in range(_ROUNDS)]
    found = {name: [took for one in rounds if (took := one[name]) is not None] for name in quick}
    return warm | {name: median(values) for name, values in found.items() if values}


def _taken(ask: Callable[[], Any]) -> float | None:
    began = time.perf_counter()
    try:
        ask()
    except QueryTooHeavy:
        return None
    except HTTPError as error:
        error.close()  # it holds the socket
        return None
    return time.perf_counter() - began


offers = Bench("query", arguments, run)
