"""Export: the events of a project, or whatever else it is given, as JSON lines or Parquet, a window at a time."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import IO, Any, Literal

import msgspec

from uems.events.row import CANONICAL, canonical
from uems.warehouse import facts
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql

Format = Literal["jsonl", "parquet"]
_WINDOW_ROWS = 50_000
_OBJECTS = ("groups", "group", "ops", "context", "properties", "time_flags", "ids")
"""Members that are JSON text in Parquet, because every row may hold others."""


def events(
    warehouse: Warehouse, project: int, since: datetime | None = None, until: datetime | None = None
) -> Iterator[dict[str, Any]]:
    """Canonical events by time, oldest first, each under the person it counts for now; `until` is not included."""
    columns = sql(CANONICAL)
    for low, high in _windows(warehouse, project, since, until):
        asked = sql(
            "SELECT {columns} FROM {events} WHERE ts >= {low:DateTime64(3)} AND ts < {high:DateTime64(3)} "
            "ORDER BY ts, event_id",
            columns=columns,
            events=facts.events(merged=True),
            low=low,
            high=high,
        )
        for row in warehouse.query(asked, project).rows:
            yield canonical(row)


def write(items: Iterator[dict[str, Any]], out: IO[bytes] | Path, form: Format) -> int:
    """How many items were written."""
    if isinstance(out, Path):
        with out.open("wb") as file:
            return _FORMATS[form](items, file)
    return _FORMATS[form](items, out)


def _windows(
    warehouse: Warehouse, project: int, since: datetime | None, until: datetime | None
) -> Iterator[tuple[datetime, datetime]]:
    """Spans with about as many events as memory likes: whole hours, or parts of an hour that has more; the first and
    last are cut to what was asked."""
    low = since or datetime(1970, 1, 1, tzinfo=UTC)
    high = until or datetime(2299, 1, 1, tzinfo=UTC)
    asked = sql(
        "SELECT toStartOfHour(ts, 'UTC') AS hour, count() FROM events "
        "WHERE ts >= {low:DateTime64(3)} AND ts < {high:DateTime64(3)} GROUP BY hour ORDER BY hour",
        low=low,
        high=high,
    )
    start: datetime | None = None
    end = low
    held = 0
    for hour, count in warehouse.query(asked, project).rows:
        hour = hour.replace(tzinfo=UTC) if hour.tzinfo is None else hour
        if start is not None and held + count > _WINDOW_ROWS:
            yield from _parts(max(start, low), min(end, high), held)
            start = None
        if start is None:
            start, held = hour, 0
        held += count
        end = hour + timedelta(hours=1)
    if start is not None:
        yield from _parts(max(start, low), min(end, high), held)


def _parts(low: datetime, high: datetime, count: int) -> Iterator[tuple[datetime, datetime]]:
    """The span in equal parts, so many that each has about as many events as memory likes."""
    parts = -(-count // _WINDOW_ROWS)
    bounds = [low + (high - low) * n // parts for n in range(parts)]
    bounds = [*(one.replace(microsecond=one.microsecond // 1000 * 1000) for one in bounds), high]
    bounds[0] = low
    yield from ((a, b) for a, b in pairwise(bounds) if a < b)


def _lines(items: Iterator[dict[str, Any]], file: IO[bytes]) -> int:
    encode = msgspec.json.Encoder().encode
    n = 0
    for item in items:
        file.write(encode(item) + b"\n")
        n += 1
    return n


def _parquet(items: Iterator[dict[str, Any]], file: IO[bytes]) -> int:
    import pyarrow as pa  # only those who need it wait for it to load
    import pyarrow.parquet as pq

    n = 0
    some: list[dict[str, Any]] = []
    writer: pq.ParquetWriter | None = None
    encode = msgspec.json.Encoder().encode

    def flush() -> None:
        nonlocal writer
        columns = {name: pa.array([_cell(name, item[name], encode) for item in some], pa.string()) for name in some[0]}
        batch = pa.table(columns)
        writer = writer or pq.ParquetWriter(file, batch.schema, compression="zstd")
        writer.write_table(batch)
        some.clear()

    for item in items:
        some.append(item)
        n += 1
        if len(some) == _WINDOW_ROWS:
            flush()
    if some:
        flush()
    if writer is None:
        pq.write_table(pa.table({}), file)
    else:
        writer.close()
    return n


def _cell(name: str, value: Any, encode: Callable[[Any], bytes]) -> str | None:
    if value is None:
        return None
    return encode(value).decode() if name in _OBJECTS else str(value)


_FORMATS: dict[Format, Callable[[Iterator[dict[str, Any]], IO[bytes]], int]] = {"jsonl": _lines, "parquet": _parquet}
