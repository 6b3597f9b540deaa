"""One door to the warehouse: a pool of clients, limits on every query, the project's filter added here only."""

import itertools
import os
import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import clickhouse_connect
from chdb.state.sqlitelike import connect as chdb_connect
from clickhouse_connect.driver.client import Client
from clickhouse_connect.driver.exceptions import ClickHouseError

from uems.base.errors import Invalid, Unavailable
from uems.base.ids import new_id
from uems.base.words import Text
from uems.warehouse.sql import Sql, sql

T = TypeVar("T")

TENANT_TABLES = (
    *("events", "sequences", "persons", "person_overrides", "rejects"),
    *("active_days", "day_pairs", "day_runs", "arrivals"),
    *("segment_members", "segment_changes", "tag_values", "state_changes"),
)
"""Tables that hold rows of many projects; a query sees only the rows of its own."""


class QueryTooHeavy(Invalid):
    code = "query_too_heavy"
    text = Text(
        "查询超出资源上限，请缩小时间范围或条件", "The query went over its limit; narrow its time range or conditions"
    )


class QueryCancelled(Unavailable):
    code = "query_cancelled"
    text = Text("查询已取消", "The query was cancelled")


class WarehouseBusy(Unavailable):
    code = "warehouse_busy"
    text = Text("分析引擎繁忙，请稍后再试", "The warehouse is busy, try again later")


class NotWritten(Unavailable):
    code = "not_written"
    text = Text("数据暂时无法写入分析引擎", "The facts could not be written to the warehouse")


class WarehouseTaken(Unavailable):
    code = "warehouse_taken"
    text = Text("数据目录正被另一个 UEMS 进程使用", "The data folder is in use by another UEMS process")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use: threads, seconds, bytes of memory."""

    threads: int = 2
    seconds: float = 30.0
    memory: int = 4_000_000_000


HOUSEKEEPING = Limits(seconds=600.0)
"""What our own writer and imports may use: what people are allowed to ask for must not stop the facts."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Column names, rows as Python values, and the types in the engine's words; DateTime64 comes back as an aware
    datetime."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    types: tuple[str, ...] = ()

    def dicts(self) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def scalar(self) -> Any:
        return self.rows[0][0]


_HEAVY = {158, 159, 160, 241, 307, 396}
_REFUSED = {**dict.fromkeys(_HEAVY, QueryTooHeavy), 394: QueryCancelled}
_POOL = 4
_TYPED = 2
"""So many questions that people typed run at once: the others' pages are answered all the same."""
INSERT = {
    "max_partitions_per_insert_block": "0",
    "optimize_on_insert": "0",
    "date_time_input_format": "best_effort",
    # A view that missed a block, because we died in between, gets it when the block is sent again.
    "deduplicate_blocks_in_dependent_materialized_views": "1",
}


_READ_ONLY = {"readonly": 1}


def _insert_settings(token: str) -> dict[str, str]:
    return INSERT | {"insert_deduplication_token": token}


_BY_KEY = {
    "optimize_use_projections": 0,
    # What is grouped by project_id and person_id is done with a person when the next one comes.
    "optimize_aggregation_in_order": 1,
    "aggregation_in_order_max_block_bytes": 1 << 20,
}


def _scoped(project: int, by_key: bool = False) -> dict[str, Any]:
    """The settings that show one project's rows only."""
    rule = f"project_id = {int(project)}"
    filters = "{" + ", ".join(f"'{table}': '{rule}'" for table in TENANT_TABLES) + "}"
    return {"additional_table_filters": filters} | (_BY_KEY if by_key else {})


def _limited(limits: Limits) -> dict[str, Any]:
    return {
        "max_threads": limits.threads,
        "max_execution_time": limits.seconds,
        "max_memory_usage": limits.memory,
    }


class Warehouse:
    """An open warehouse. `close` stops what runs and waits for it, so that the embedded engine never dies mid-query."""

    def __init__(self, url: str, limits: Limits | None = None) -> None:
        """Raises WarehouseTaken when another process has the embedded folder open."""
        self.url = url
        self.limits = limits or Limits()
        self.embedded = url.startswith("chdb://")
        self._name = new_id("uems")
        self._marks = itertools.count(1)
        self._running: set[str] = set()
        self._changed = threading.Condition()
        self._closing = False
        if self.embedded:
            os.makedirs(self.path, exist_ok=True)
        self._control = self._client()
        self._inserting: Any = chdb_connect(self.path) if self.embedded else None
        self._insert_lock = threading.Lock()
        self._typed = threading.BoundedSemaphore(_TYPED)
        self._idle: queue.LifoQueue[Client] = queue.LifoQueue()
        for _ in range(_POOL):
            self._idle.put(self._client())

    @property
    def path(self) -> str:
        return self.url.removeprefix("chdb://")

    def mark(self) -> str:
        """A name of its own for one query or several, by which `cancel` stops them: no other process of the same server
        has it."""
        return f"{self._name}-{next(self._marks)}"

    def query(
        self, asked: Sql, project: int, limits: Limits | None = None, by_key: bool = False, mark: str | None = None
    ) -> Answer:
        """The answer, seen through one project's rows. `by_key` = it goes by the order of the table: for a few rows by
        their key, or everybody's events person by person; it answers sooner when no projection is weighed, let alone
        read in another order. Raises QueryTooHeavy, QueryCancelled, WarehouseBusy."""
        return self._ask(asked, _scoped(project, by_key), limits or self.limits, mark)

    def query_all(self, asked: Sql, limits: Limits = HOUSEKEEPING) -> Answer:
        """The answer over every project: for the product's own housekeeping, never for a caller's question."""
        return self._ask(asked, {}, limits)

    def query_typed(
        self, asked: Sql, project: int, rows: int | None, mark: str | None = None, limits: Limits | None = None
    ) -> Answer:
        """The answer to what somebody typed, at most `rows` rows of it: the engine itself neither writes nor takes
        another setting. `cancel` stops it by its mark. Raises what `query` raises, and ClickHouseError for what the
        engine does not understand."""
        # As one plain SELECT, whatever was typed: what we set then stands over the whole of a UNION or EXCEPT too.
        whole = sql("SELECT * FROM ({asked})", asked=asked)
        settings = _scoped(project) | _READ_ONLY | ({} if rows is None else {"limit": rows})
        if not self._typed.acquire(timeout=self.limits.seconds):
            raise WarehouseBusy(about="typed")
        try:
            found = self._ask(whole, settings, limits or self.limits, mark)
            if not found.columns:  # the embedded engine tells none where there are no rows
                none = sql("SELECT * FROM ({asked}) LIMIT 0", asked=asked)
                found = self._ask(none, _scoped(project) | _READ_ONLY, limits or self.limits, mark)
            return found
        finally:
            self._typed.release()

    def columns(
        self,
        asked: Sql,
        project: int,
        limits: Limits = HOUSEKEEPING,
        mark: str | None = None,
        by_key: bool = False,
    ) -> dict[str, Any]:
        """The answer as one numpy array a column, for reading millions of rows; `by_key` as `query` has it. Raises what
        `query` raises."""
        table = self._marked(
            asked, _scoped(project, by_key), limits, lambda client, text, more: client.query_arrow(text, **more), mark
        )
        return {name: table[name].to_numpy() for name in table.column_names}

    def command(self, text: str, values: Mapping[str, Any] | None = None) -> None:
        """One statement without rows, such as a migration's; `values` fill its `{name:Type}` holes."""
        with self._lent() as client:
            client.command(text, parameters=dict(values or {}))

    def change(self, asked: Sql) -> None:
        """A statement that rewrites rows, of every project that it names; it has happened on return."""
        text, values = asked.render()
        with self._lent() as client:
            client.command(text, parameters=values, settings={"mutations_sync": 2})

    def insert_selected(
        self, table: str, columns: Sequence[str], asked: Sql, project: int, limits: Limits | None = None
    ) -> None:
        """The rows of a question, seen through one project's rows, as rows of a table; they never leave the engine.
        Raises what `query` raises; then some of them may be there."""
        into = f"INSERT INTO {table} ({', '.join(columns)}) "
        self._marked(
            asked,
            _scoped(project),
            limits or self.limits,
            lambda client, text, more: client.command(into + text, **more),
        )

    def insert(
        self, table: str, rows: bytes, token: str, columns: Sequence[str] = (), fmt: str = "JSONEachRow"
    ) -> None:
        """Rows as JSON lines, or as a `native.block` with its columns and the format Native, in one block: the same
        token again changes nothing. Raises Unavailable, and then the block may or may not be there: try again."""
        try:
            if self._inserting is None:
                with self._lent() as client:
                    client.raw_insert(table, list(columns) or None, rows, settings=_insert_settings(token), fmt=fmt)
            else:
                self._insert_embedded(table, rows, token, columns, fmt)
        except (ClickHouseError, RuntimeError) as error:
            raise NotWritten(about=f"{table}: {str(error)[:300]}") from error

    def _insert_embedded(self, table: str, rows: bytes, token: str, columns: Sequence[str], fmt: str) -> None:
        """Bytes go straight into the engine: neither copied through a file nor parsed from the text of a query."""
        named = f" ({', '.join(columns)})" if columns else ""
        settings = ", ".join(f"{name} = '{value}'" for name, value in (_insert_settings(token)).items())
        with self._insert_lock:
            if self._closing:
                raise WarehouseBusy(about="closing")
            with self._inserting.send_insert(f"INSERT INTO {table}{named} SETTINGS {settings}", fmt) as inserter:
                inserter.append(rows)
                inserter.finish()

    def cancel(self, mark: str) -> None:
        """Stop the queries of this mark that run."""
        where = "Settings['log_comment'] = {mark:String}"
        self._control.command(f"KILL QUERY WHERE {where} SYNC", parameters={"mark": mark})

    def close(self) -> None:
        """Refuse new queries, kill the running ones, wait for them, then close every client."""
        with self._changed:
            if self._closing:
                return
            self._closing = True
            running = set(self._running)
        for mark in running:
            self.cancel(mark)
        for _ in range(_POOL):
            self._idle.get(timeout=60).close()
        with self._insert_lock:
            if self._inserting is not None:
                self._inserting.close()
        self._control.close()

    def _client(self) -> Client:
        try:
            if self.embedded:
                return clickhouse_connect.get_client(dsn=self.url)
            # Several queries are cancelled at once, which within one session is refused.
            return clickhouse_connect.get_client(dsn=self.url, autogenerate_session_id=False)
        except Exception as error:
            if "Code: 76" in str(error) or "Cannot lock file" in str(error):
                raise WarehouseTaken(about=self.path) from error
            raise

    @contextmanager
    def _lent(self, seconds: float = HOUSEKEEPING.seconds) -> Iterator[Client]:
        if self._closing:
            raise WarehouseBusy(about="closing")
        try:
            client = self._idle.get(timeout=seconds)
        except queue.Empty:
            raise WarehouseBusy(about="pool") from None
        try:
            yield client
        except ClickHouseError as error:
            if self.embedded:
                # chdb keeps what a query had written before it failed, and puts it before the connection's next answer.
                client.raw_query("SELECT 1")
            refused = _REFUSED.get(getattr(error, "code", None) or 0)
            if refused is None:
                raise
            raise refused(about=str(error).split("\n")[0][:200]) from error
        finally:
            self._idle.put(client)

    def _ask(self, asked: Sql, settings: dict[str, Any], limits: Limits, mark: str | None = None) -> Answer:
        def read(client: Client, text: str, more: dict[str, Any]) -> Answer:
            got = client.query(text, tz_mode="aware", **more)
            rows, types = [tuple(row) for row in got.result_rows], tuple(kind.name for kind in got.column_types)
            return Answer(tuple(got.column_names), rows, types)

        return self._marked(asked, settings, limits, read, mark)

    def _marked(
        self,
        asked: Sql,
        settings: dict[str, Any],
        limits: Limits,
        read: Callable[[Client, str, dict[str, Any]], T],
        mark: str | None = None,
    ) -> T:
        """What `read` answers of the text and its parameters and settings, within the limits and so that `close` can
        stop it."""
        text, values = asked.render()
        mark = mark or self.mark()
        # Not a comment in the text: the engine writes that anew, without comments, where parameters are bound.
        more = {"parameters": values, "settings": settings | _limited(limits) | {"log_comment": mark}}
        with self._lent(limits.seconds) as client:
            self._running.add(mark)
            try:
                return read(client, text, more)
            finally:
                self._running.discard(mark)
