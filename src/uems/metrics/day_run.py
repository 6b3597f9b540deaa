"""A run of the day tables: on which days everybody was active, written whole by a job, so that few questions about it
read an event."""

import json
import logging
import time
from collections.abc import MutableMapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from uems.base.clock import Clock
from uems.base.errors import Refusal
from uems.base.ids import hash64, new_id
from uems.metrics.period import Calendar
from uems.people.scope import Scope
from uems.store import project as projects
from uems.store.client import Store
from uems.store.project import check_timezone
from uems.warehouse import facts
from uems.warehouse.client import HOUSEKEEPING, Warehouse
from uems.warehouse.sql import Sql, sql

_log = logging.getLogger(__name__)

DAYS = 256
"""Days that a run holds."""
_AHEAD = 16
"""Days of them that lie after the run: so long it can be asked before it must be made anew."""
_MARGIN = timedelta(seconds=10)
"""By so much clocks may differ, or be set back, without a run missing what is written meanwhile."""
_FEW, _SHARE = 2_000, 0.02
"""What was written since a run began is little up to so many rows, and up to this share of the run's."""
_PAUSE = 50
"""A project rests for so many times as long as its run took or failed in, so that runs take at most 2 % of a core."""
_OLD, _OLDEST = timedelta(hours=1), timedelta(days=1)
"""A run is made anew after an hour in which something was written, and each day."""
_LEAST = 100_000
"""Events that a project has before runs are made for it: fewer are read as soon."""
_LARGE = """SELECT project_id FROM events WHERE event != '' GROUP BY project_id HAVING count() >= {least:UInt64}
UNION DISTINCT SELECT project_id FROM day_runs WHERE run != 0"""
"""Projects with so many, and those that have a run."""


@dataclass(frozen=True, slots=True)
class Run:
    """`turn` = its place among the project's; `base` = the day of its first bit (since 1970, in `zone`). It knows the
    events before `closed` that were there when it `began`, and the moves of ids up to `version`; `ids` = its rows."""

    turn: int
    run: int
    zone: str
    base: int
    closed: datetime
    began: datetime
    version: int
    ids: int

    @property
    def days(self) -> Calendar:
        return Calendar("day", ZoneInfo(self.zone))


@dataclass(frozen=True, slots=True)
class Standing:
    """A project's run, and what it does not know: `fresh` events that were written since, up to `seen` of the engine's
    clock (`ahead` of them happened after the question's now), and `moved` ids that moved since, up to `version`."""

    run: Run
    fresh: int
    ahead: int
    moved: int
    version: int
    seen: datetime


def standing(scope: Scope) -> Standing | None:
    """How the project's run stands; None = there is none that counts."""
    # Three small questions take a third of the time of one that nests them.
    last = sql(
        """SELECT counts, turn, run, zone, base, closed, began, version, ids FROM day_runs
ORDER BY turn DESC LIMIT 1"""
    )
    rows = scope.ask(last, by_key=True).rows
    if not rows or not rows[0][0]:
        return None
    run, moved, version = Run(*rows[0][1:]), 0, 0
    if scope.merged or run.version:
        moves = sql(
            "SELECT uniqExactIf(node_id, version > {known:UInt64}), max(version) FROM person_overrides",
            known=run.version,
        )
        moved, version = scope.ask(moves, by_key=True).rows[0]
    arrived = sql(
        "SELECT count(), countIf(ts > {now:DateTime64(3)}), max(at) FROM arrivals WHERE at >= {began:DateTime64(3)}",
        now=scope.now,
        began=run.began,
    )
    fresh, ahead, seen = scope.ask(arrived, by_key=True).rows[0]
    return Standing(run, fresh, ahead, moved, version, seen)


def compute(
    scope: Scope, alone: AbstractContextManager[object], clock: Clock, margin: timedelta = _MARGIN
) -> Run | None:
    """A run of everything up to the scope's now, in its zone; it is the project's once all of it is there. None = it
    does not count, because of an erasure in between or a clock, and what was written is gone again.

    Whoever holds `alone` writes alone: nothing is half written when the run begins. `clock` is the time by which the
    engine notes what is written, up to the `margin`. Runs of a project are made one after the other. Raises what a
    question raises; what was written by then goes with the next run."""
    number, last = hash64(new_id("run")), standing(scope)
    for (other,) in scope.ask(sql("SELECT DISTINCT run FROM active_days")).rows:
        if last is None or other != last.run.run:
            _drop(scope, other)
    with alone:
        began = clock() - margin
        turn = scope.ask(sql("SELECT max(turn) + 1 FROM day_runs")).scalar()
        version = scope.ask(sql("SELECT max(version) FROM person_overrides")).scalar()
    began = began.replace(microsecond=began.microsecond // 1000 * 1000)
    base = Calendar("day", scope.zone).number_of(scope.now) - DAYS + _AHEAD
    run = Run(turn, number, scope.zone.key, base, scope.now, began, version, 0)
    _write(scope, run)
    ids = scope.ask(sql("SELECT count() FROM active_days WHERE run = {run:UInt64}", run=number)).scalar()
    run = replace(run, ids=ids)
    _keep_ahead(scope, run)
    _tell(scope, run)
    last = standing(scope)
    if last is not None and last.run.run == number:
        return run
    _drop(scope, number)
    return None


def due(scope: Scope) -> bool:
    """Whether a project with enough events needs another run now."""
    last = standing(scope)
    if last is None:
        return True
    run, age = last.run, scope.now - last.run.began
    new = last.fresh + last.moved
    if run.zone != scope.zone.key or age > _OLDEST or (new and age > _OLD):
        return True
    return new > max(_FEW, _SHARE * run.ids)


def keep(
    store: Store,
    warehouse: Warehouse,
    alone: AbstractContextManager[object],
    clock: Clock,
    rests: MutableMapping[int, float],
) -> None:
    """Away with what every run knows, and a run for every project where it is due. A project where it cannot be made
    keeps nobody waiting, and is tried again. `rests` = the monotonic time until which a project rests, by its number;
    kept from call to call."""
    # By the runs of earlier calls: who asks while a new one is told still reads what the old one does not know.
    _sweep(warehouse, clock())
    large = {row[0] for row in warehouse.query_all(sql(_LARGE, least=_LEAST)).rows}
    for project in projects.every(store):
        began = time.monotonic()
        if project.number not in large or began < rests.get(project.number, 0.0):
            continue
        scope = Scope(warehouse, project, clock(), check_timezone(project.timezone), merged=False)
        try:
            if due(scope):
                compute(scope, alone, clock)
        except Exception as error:
            told = not isinstance(error, Refusal)
            _log.warning("project %s: active days were not computed: %s", project.id, error, exc_info=told)
        ended = time.monotonic()
        rests[project.number] = ended + _PAUSE * (ended - began)


def _write(scope: Scope, run: Run) -> None:
    columns = ("project_id", "run", "owner", "person_id", "node_id", "alone", "days")
    _insert(scope, "active_days", columns, _days(scope, run))
    _insert(scope, "day_pairs", ("project_id", "run", "day", "prev", "people"), _pairs(scope, run))


def _keep_ahead(scope: Scope, run: Run) -> None:
    """The events from `closed` on as if they were written when the run began: it does not know them."""
    ahead = sql(
        """SELECT {project:UInt32}, {began:DateTime64(3)}, person_id, node_id, ts, event
FROM events WHERE event != '' AND ts >= {closed:DateTime64(3)}""",
        project=scope.project.number,
        began=run.began,
        closed=run.closed,
    )
    _insert(scope, "arrivals", ("project_id", "at", "person_id", "node_id", "ts", "event"), ahead)


def _insert(scope: Scope, table: str, columns: Sequence[str], rows: Sql) -> None:
    scope.warehouse.insert_selected(table, columns, rows, scope.project.number, HOUSEKEEPING)


def _days(scope: Scope, run: Run) -> Sql:
    """Rows of active_days."""
    each = sql(
        """(
    SELECT person_id, person_id AS under, node_id, {days} AS days FROM events
    WHERE {acted} AND ts >= {since:DateTime64(3)} AND ts < {closed:DateTime64(3)}
    GROUP BY person_id, node_id
)""",
        days=day_bits(run),
        acted=facts.acted(),
        since=run.days.start_of(run.base),
        closed=run.closed,
    )
    return sql(
        """SELECT {project:UInt32}, {run:UInt64}, person_id, under, node_id, count() OVER (PARTITION BY person_id) = 1,
    days FROM {owned}""",
        project=scope.project.number,
        run=run.run,
        owned=facts.counted(each, run.version > 0, until=run.version),
    )


def _pairs(scope: Scope, run: Run) -> Sql:
    """Rows of day_pairs."""
    return sql(
        """SELECT {project:UInt32}, {run:UInt64}, pair.1, pair.2, count() FROM (
    SELECT arrayJoin({pairs}) AS pair FROM (
        SELECT groupBitOr(days) AS days FROM active_days WHERE run = {run:UInt64} GROUP BY owner
    )
) GROUP BY pair""",
        project=scope.project.number,
        run=run.run,
        pairs=pairs(run, sql("days")),
    )


def day_bits(run: Run) -> Sql:
    """The aggregate of the days of `ts` as bits; none of them may lie outside the run's days."""
    return sql(
        "groupBitOr(bitShiftLeft(toUInt256(1), toUInt16({day} - {base:Int32})))",
        day=run.days.sql_number(sql("ts")),
        base=run.base,
    )


def pairs(run: Run, days: Sql) -> Sql:
    """Each of the days with the one before it, -1 for the first: an array of (day, prev)."""
    return sql(
        """arrayZip(arrayMap(n -> {base:Int32} + toInt32(n), bitPositionsToArray({days})) AS each,
    arrayPushFront(arrayPopBack(each), toInt32(-1)))""",
        base=run.base,
        days=days,
    )


def _tell(scope: Scope, run: Run) -> None:
    times = {"closed": run.closed.timestamp(), "began": run.began.timestamp()}
    row = {"project_id": scope.project.number, **asdict(run), **times}
    scope.warehouse.insert("day_runs", json.dumps(row).encode(), f"day-run-{run.run}")


_DROPS = (
    "ALTER TABLE active_days DROP PARTITION ({project:UInt32}, {run:UInt64})",
    "ALTER TABLE day_pairs DROP PARTITION ({project:UInt32}, {run:UInt64})",
)


def _drop(scope: Scope, run: int) -> None:
    for drop in _DROPS:
        scope.warehouse.command(drop, {"project": scope.project.number, "run": run})


def _sweep(warehouse: Warehouse, now: datetime) -> None:
    """Away with what was written more than an hour before now and before every run that counts."""
    oldest = sql(
        """SELECT coalesce(minOrNull(began), {now:DateTime64(3)})
FROM (SELECT began, counts FROM day_runs ORDER BY turn DESC LIMIT 1 BY project_id) WHERE counts""",
        now=now,
    )
    hour = int(warehouse.query_all(oldest).scalar().timestamp()) // 3600 - 1
    asked = sql(
        "SELECT DISTINCT intDiv(toUnixTimestamp(at), 3600) AS at_hour FROM arrivals WHERE at_hour < {h:UInt32}", h=hour
    )
    for (old,) in warehouse.query_all(asked).rows:
        warehouse.command("ALTER TABLE arrivals DROP PARTITION {hour:UInt32}", {"hour": old})
