"""Questions over HTTP on ten million events, against plain ClickHouse SQL and a compiled loop over sorted columns."""

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from uems.base.settings import Settings
from uems.bench import crowd, kernel
from uems.bench.figure import Bench, Figure
from uems.bench.served import Caller, answering
from uems.main import Application, opened
from uems.store import project, secret
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import Sql, join, sql

_ROUNDS = 5
_WINDOW_MS = 7 * 86_400_000
_FUNNEL = {"steps": [{"event": step} for step in crowd.STEPS], "window": {"days": 7}, **crowd.RANGE}
_BY_COUNTRY = {**_FUNNEL, "breakdown": {"property": "country", "of": "event", "attribution": "first"}}
_RETENTION = {
    "start": {"event": None}, "return": {"event": None}, "start_kind": "first_in_range", "period": "day", "periods": 31,
    **crowd.RANGE,
}  # fmt: skip
_TOTAL = {"series": [{"event": crowd.STEPS[0], "measure": "total"}], "interval": "day", **crowd.RANGE}
_DAU = {"series": [{"event": None, "measure": "people"}], "interval": "day", **crowd.RANGE}
_SEGMENT = {"condition": crowd.SEGMENT, **crowd.RANGE}

_LEVEL = join(", ", [sql("event = {step:String}", step=step) for step in crowd.STEPS])
_ANY = sql("event IN {steps:Array(String)}", steps=crowd.STEPS)
_REACHED = sql("windowFunnel(604800000)(toUInt64(toUnixTimestamp64Milli(ts)), {levels}) AS level", levels=_LEVEL)
_FIRST = sql("event = {step:String}", step=crowd.STEPS[0])
PLAIN: dict[str, Sql] = {
    "trend": sql("SELECT toDate(ts) AS d, count() FROM events WHERE {first} GROUP BY d", first=_FIRST),
    "dau": sql("SELECT toDate(ts) AS d, uniqExact(person_id) FROM events GROUP BY d"),
    "funnel": sql(
        """SELECT level, count() FROM (SELECT person_id, {reached} FROM events WHERE {any} GROUP BY person_id)
        GROUP BY level""",
        reached=_REACHED,
        any=_ANY,
    ),
    "funnel_country": sql(
        """SELECT country, level, count() FROM (
            SELECT person_id, argMinIf(p_country, ts, {first}) AS country, {reached}
            FROM events WHERE {any} GROUP BY person_id
        ) GROUP BY country, level""",
        first=_FIRST,
        reached=_REACHED,
        any=_ANY,
    ),
    "retention": sql(
        """SELECT first, offset, count() FROM (
            SELECT arrayMin(days) AS first, arrayJoin(arrayMap(d -> d - first, days)) AS offset
            FROM (SELECT groupUniqArray(toUInt16(toDate(ts))) AS days FROM events GROUP BY person_id)
        ) WHERE offset < 31 GROUP BY first, offset"""
    ),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=10_000_000, help="events to generate (default 10,000,000)")
    parser.add_argument("--keep", type=Path, help="folder to keep the generated data in, used again when it exists")


def run(words: argparse.Namespace) -> list[Figure]:
    with tempfile.TemporaryDirectory() as fresh:
        data = getattr(words, "keep", None) or Path(fresh)
        known = (data / "bench.json").exists()
        with opened(Settings(data=data)) as parts:
            if known:
                made = json.loads((data / "bench.json").read_text())
            else:
                new = project.create(parts.store, secret.pepper(data), "crowd", "UTC")
                made = {"number": new.project.number, "key": new.secret_key}
                crowd.fill(parts.warehouse, made["number"], getattr(words, "rows", 10_000_000))
                (data / "bench.json").write_text(json.dumps(made))
            with answering(Application(parts)) as url:
                return _figures(parts.warehouse, made["number"], Caller(url, made["key"]))


def _figures(warehouse: Warehouse, number: int, call: Caller) -> list[Figure]:
    person = call("/api/persons?limit=1")["items"][0]["id"]
    asked: dict[str, Callable[[], Any]] = {
        "trend": lambda: call("/api/insight/trend", _TOTAL),
        "dau": lambda: call("/api/insight/trend", _DAU),
        "funnel": lambda: call("/api/insight/funnel", _FUNNEL),
        "funnel_country": lambda: call("/api/insight/funnel", _BY_COUNTRY),
        "retention": lambda: call("/api/insight/retention", _RETENTION),
        "segment": lambda: call("/api/segments/preview", _SEGMENT),
        "timeline": lambda: call(f"/api/persons/{person}/timeline?limit=200"),
    }
    plain = {f"{name}.plain": _plain(warehouse, number, text) for name, text in PLAIN.items()}
    limits = _limits(warehouse, number)
    taken = _interleaved(asked | plain | limits)
    figures = []
    for name in asked:
        value = taken[name]
        figures.append(_against(name, value, taken, "plain", {"funnel": "≤ 1.25", "retention": "≤ 1.25"}))
        if f"{name}.limit" in taken:
            figures.append(_against(name, value, taken, "limit", {"funnel": "≤ 7", "retention": "≤ 12"}))
    return figures


def _against(name: str, value: float, taken: dict[str, float], peer: str, targets: dict[str, str]) -> Figure:
    against = f"{name}.{peer}"
    if against not in taken:
        return Figure(f"query.{name}", round(value * 1000, 1), "ms")
    ratio = round(value / taken[against], 2)
    said = f"{peer} {taken[against] * 1000:.1f} ms"
    return Figure(f"query.{name}", round(value * 1000, 1), "ms", targets.get(name, ""), said, ratio)


def _plain(warehouse: Warehouse, number: int, text: Sql) -> Callable[[], Any]:
    return lambda: warehouse.query(text, number)


def _limits(warehouse: Warehouse, number: int) -> dict[str, Callable[[], Any]]:
    """The compiled loops over columns already in memory, compiled before they are timed."""
    code = join(", ", [sql("event = {s:String}, {n:UInt8}", s=step, n=n) for n, step in enumerate(crowd.STEPS)])
    columns = warehouse.columns(
        sql(
            """SELECT person_id, toUnixTimestamp64Milli(ts) AS ms, toUInt8(multiIf({code}, 255)) AS code,
            toInt64(toDate(ts)) AS day FROM events ORDER BY person_id, ts""",
            code=code,
        ),
        number,
    )
    person, ms, steps, day = (np.asarray(columns[name]) for name in ("person_id", "ms", "code", "day"))
    day = day - day.min()
    return {
        "funnel.limit": lambda: kernel.funnel(person, ms, steps, len(crowd.STEPS), _WINDOW_MS),
        "retention.limit": lambda: kernel.retention(person, day, 31),
    }


def _interleaved(questions: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """Median wall seconds of each, asked in turn after one warm round."""
    taken: dict[str, list[float]] = {name: [] for name in questions}
    for round_ in range(_ROUNDS + 1):
        for name, ask in questions.items():
            began = time.perf_counter()
            ask()
            if round_:
                taken[name].append(time.perf_counter() - began)
    return {name: median(values) for name, values in taken.items()}


offers = Bench("query", arguments, run)
