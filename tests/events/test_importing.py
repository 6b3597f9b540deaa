"""Import: every row once, whatever the format and however often; what cannot be read is a reject with its line."""

import gzip
import io
import json
import time
from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from events.world import Alone
from uems.events import exporting
from uems.events.importing import Imported, Importer, batches, import_file
from uems.events.mapping import BadRow, ColumnMissing, Mapping, identifier, time_of, typed
from uems.events.recent import recent, rejected
from uems.events.tablefile import FileUnreadable, encoding_of
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql

NOW = datetime.now(UTC)
SHOP = Mapping(user="user_id", event="event", time="timestamp")
COUNT = sql("SELECT count(), uniqExact(person_id), uniqExact(event_id) FROM events")


@pytest.fixture
def shop(shared: Path) -> Path:
    return shared / "data/events_simple_shop.csv.gz"


def put(path: Path, mapping: Mapping, warehouse: Warehouse, project: int) -> Imported:
    return import_file(path, mapping, Importer(project, warehouse, Alone(), Lock()), datetime.now(UTC))


def test_the_shop_imports_once_in_every_format_at_speed(
    shop: Path, tmp_path: Path, warehouse: Warehouse, project: int
) -> None:
    started = time.perf_counter()
    assert put(shop, SHOP, warehouse, project) == Imported(32_283, 32_283, 0, 0)
    print(f"{32_283 / (time.perf_counter() - started):.0f} rows a second")
    assert warehouse.query(COUNT, project).rows == [(32_283, 3_751, 32_283)]
    table = pyarrow.csv.read_csv(
        io.BytesIO(gzip.decompress(shop.read_bytes())),
        convert_options=pyarrow.csv.ConvertOptions(column_types={"timestamp": pa.timestamp("us")}),
    )
    assert put(shop, SHOP, warehouse, project) == Imported(32_283, 0, 32_283, 0)
    table = table.slice(0, 4_000)
    pq.write_table(table, tmp_path / "shop.parquet")
    lines = "".join(json.dumps(row | {"timestamp": row["timestamp"].isoformat()}) + "\n" for row in table.to_pylist())
    (tmp_path / "shop.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    for again in (tmp_path / "shop.parquet", tmp_path / "shop.jsonl.gz"):
        assert put(again, SHOP, warehouse, project) == Imported(4_000, 0, 4_000, 0)
    assert warehouse.query(COUNT, project).rows == [(32_283, 3_751, 32_283)]


def csv(tmp_path: Path, text: str, encoding: str = "utf-8", name: str = "f.csv") -> Path:
    file = tmp_path / name
    file.write_bytes(text.encode(encoding))
    return file


MAP = Mapping(user="user", event="event", time="at")


def test_files_that_overlap_add_only_what_is_new_and_equal_rows_stay_as_many_as_they_are(
    tmp_path: Path, warehouse: Warehouse, project: int
) -> None:
    head, rows = "user,event,at,n\n", [f"u{i},buy,2026-01-{i + 1:02}T10:00:00Z,{i}\n" for i in range(20)]
    twice = csv(tmp_path, head + "".join(rows[:10]) + rows[0] * 2)
    assert put(twice, MAP, warehouse, project) == Imported(12, 12, 0, 0)
    assert put(csv(tmp_path, head + "".join(rows[5:]), name="overlap.csv"), MAP, warehouse, project) == Imported(
        15, 10, 5, 0
    )
    assert put(twice, MAP, warehouse, project) == Imported(12, 0, 12, 0)
    with_id = Mapping(user="user", event_name="bought", time="at", id="n")
    assert put(
        csv(tmp_path, head + rows[0] + rows[0] + rows[1], name="id.csv"), with_id, warehouse, project
    ) == Imported(3, 2, 1, 0)


def test_a_batch_sent_twice_at_once_goes_in_once(tmp_path: Path, warehouse: Warehouse, project: int) -> None:
    batch = next(batches(csv(tmp_path, "user,event,at\nu,a,2026-01-01\nu,b,2026-01-02\n"), MAP, NOW))
    first, second = (Importer(project, warehouse, Alone(), Lock()) for _ in range(2))
    assert first.take(batch) == Imported(2, 2, 0, 0)
    assert second.take(batch) == Imported(2, 0, 2, 0)


def test_an_hour_with_more_events_than_a_window_is_exported_in_parts(
    tmp_path: Path, warehouse: Warehouse, project: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "_WINDOW_ROWS", 10)
    rows = "".join(f"u{i},buy,2026-01-01T10:{i // 60:02}:{i % 60:02}.5Z\n" for i in range(0, 3600, 40))
    put(csv(tmp_path, "user,event,at\n" + rows), MAP, warehouse, project)
    windows = list(exporting._windows(warehouse, project, None, None))
    assert len(windows) == 9
    assert all(before[1] == after[0] for before, after in pairwise(windows))
    told = [event["user_id"] for event in exporting.events(warehouse, project)]
    assert told == [f"u{i}" for i in range(0, 3600, 40)]


def test_bad_rows_are_rejects_with_their_line_and_the_rest_goes_in(
    tmp_path: Path, warehouse: Warehouse, project: int
) -> None:
    text = (
        'user,event,at,note\r\nu1,a,2026-01-01,"two\r\nlines, one field"\r\nu2,a,yesterday,x\r\n,a,2026-01-01,x\r\n'
        "u3,a,2026-01-01\r\n\r\nu4,a,3/4/2026,x\r\nu5,a,2026-01-02,中文\r\n"
    )
    done = put(csv(tmp_path, text), MAP, warehouse, project)
    assert done == Imported(6, 2, 0, 4)
    assert [e["properties"] for e in recent(warehouse, project).items] == [
        {"note": "中文"},
        {"note": "two\r\nlines, one field"},
    ]
    found = {item["detail"].partition(":")[0]: item["code"] for item in rejected(warehouse, project)["items"]}
    assert found == {"line 4": "bad_time", "line 5": "no_person", "line 6": "bad_line", "line 8": "bad_time"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_every_usual_encoding_reads_the_same(tmp_path: Path, encoding: str) -> None:
    file = csv(tmp_path, "用户;事件;时间;城市\n张三;下单;2026-01-01;上海\n", encoding)
    assert encoding_of(file) == encoding
    mapping = Mapping(user="用户", event="事件", time="时间")
    (event,) = next(batches(file, mapping, NOW)).events
    assert (event.user_id, event.event, event.properties) == ("张三", "下单", {"城市": "上海"})


def test_a_csv_value_is_a_number_or_boolean_only_when_json_would_say_so() -> None:
    texts = ["1", "-2.50", "1e3", "007", "123456789012345678", "true", "FALSE", "", "null", "1,5", "+1", "0", ".5", "١"]
    assert [typed(t) for t in texts] == [
        1, -2.5, 1000.0, "007", "123456789012345678", True, False, None, "null", "1,5", "+1", 0, ".5", "١",
    ]  # fmt: skip


def test_ids_that_are_numbers_have_no_fraction() -> None:
    found = [identifier(v) for v in (17850.0, 17850, "17850", " x ", "", None, float("nan"), Decimal("5.0"), 0)]
    assert found == ["17850", "17850", "17850", "x", None, None, None, "5", "0"]


def test_times_of_every_usual_form_are_read_and_ambiguous_ones_refused() -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    seconds = int(moment.timestamp())
    same: list[Any] = [
        "2026-01-02T03:04:05Z",
        "2026-01-02 03:04:05",
        "2026/01/02 03:04:05",
        "2026-01-02T11:04:05+08:00",
    ]
    same += [
        seconds,
        str(seconds),
        seconds * 1000,
        f"{seconds}.0",
        seconds * 10**6,
        moment,
        moment.replace(tzinfo=None),
    ]
    assert {time_of(value, UTC) for value in same} == {moment}
    assert time_of("2026-01-02 11:04:05", ZoneInfo("Asia/Shanghai")) == moment
    assert time_of("20260102", UTC) == moment.replace(hour=0, minute=0, second=0)
    for bad in ("3/4/2026", "", None, "soon", "0001-01-01", 5, True, [], "2026-13-01"):
        with pytest.raises(BadRow):
            time_of(bad, UTC)


def test_json_lines_keep_their_types_and_a_broken_line_is_alone(tmp_path: Path) -> None:
    text = '{"user":7,"event":"a","at":1767322800,"p":{"x":[1,2.5,null]},"z":null}\n{broken\n\n[1]\n'
    batch = next(batches(csv(tmp_path, text, name="f.jsonl"), MAP, NOW))
    assert [(e.user_id, e.properties) for e in batch.events] == [("7", {"p": {"x": [1, 2.5, None]}})]
    assert [(r.code, r.index) for r in batch.rejects] == [("bad_line", 2), ("bad_line", 4)]


def test_a_json_array_may_stand_after_blank_lines(tmp_path: Path) -> None:
    batch = next(batches(csv(tmp_path, '\n \n[{"user":7,"event":"a","at":1767322800}]\n', name="f.json"), MAP, NOW))
    assert [(e.user_id, e.event) for e in batch.events] == [("7", "a")]
    assert batch.rejects == []
    lines = next(batches(csv(tmp_path, '\n{"user":7,"event":"a","at":1767322800}\n{', name="f.jsonl"), MAP, NOW))
    assert [r.index for r in lines.rejects] == [3]


def test_a_missing_column_or_a_broken_file_is_one_clear_refusal(tmp_path: Path) -> None:
    with pytest.raises(ColumnMissing):
        list(batches(csv(tmp_path, "user,event\nu,a\n"), MAP, NOW))
    for name, content in (("f.parquet", b"no parquet"), ("f.csv.gz", gzip.compress(b"user,event,at\n" * 99)[:40])):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(FileUnreadable):
            list(batches(tmp_path / name, MAP, NOW))


def test_what_is_exported_can_be_imported_again(tmp_path: Path, warehouse: Warehouse, project: int) -> None:
    rows = "".join(f"u{i},buy,2026-01-{i % 28 + 1:02}T{i % 24:02}:00:00Z,{i / 4},\n" for i in range(500))
    put(csv(tmp_path, "user,event,at,price,empty\n" + rows), MAP, warehouse, project)
    out = tmp_path / "out.jsonl"
    assert exporting.write(exporting.events(warehouse, project), out, "jsonl") == 500
    times = [json.loads(line)["timestamp"] for line in out.read_text().splitlines()]
    assert times == sorted(times)
    assert exporting.write(exporting.events(warehouse, project), tmp_path / "out.parquet", "parquet") == 500
    table = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert (
        json.loads(table[0]["properties"])["price"]
        == json.loads(out.read_text().splitlines()[0])["properties"]["price"]
    )
    since, until = datetime(2026, 1, 3, 12, tzinfo=UTC), datetime(2026, 1, 5, tzinfo=UTC)
    inside = [t for t in times if "2026-01-03T12" <= t < "2026-01-05"]
    assert [e["timestamp"] for e in exporting.events(warehouse, project, since, until)] == inside
    again = Mapping(user="user_id", event="event", time="timestamp", id="id", properties=("properties",))
    assert put(out, again, warehouse, project + 2_000_000).new == 500
