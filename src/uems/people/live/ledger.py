"""The ledger of live segments in the warehouse: runs, and round by round who came and who left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uems.people.link import milliseconds
from uems.people.scope import Scope
from uems.warehouse import native
from uems.warehouse.client import HOUSEKEEPING, Warehouse
from uems.warehouse.sql import Sql, sql

_COLUMNS = (
    ("project_id", "UInt32"),
    ("run", "UInt64"),
    ("person_id", "UInt64"),
    ("round", "UInt64"),
    ("inside", "UInt8"),
    ("bearer", "String"),
    ("at", "DateTime64(3, 'UTC')"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody is now in a run's segment or no longer. `bearer` = the id that the event of it bears, as `user:…` or
    `anon:…`; '' = no event (the same person under another number, or one who has no id left)."""

    run: int
    person: int
    inside: bool
    bearer: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """Changes that are kept together; `number` counts the rounds of the project."""

    number: int
    at: datetime
    changes: list[Change]


def begin(run: int, selected: Sql, scope: Scope, now: datetime) -> None:
    """Everybody whom `selected` (person_id) selects is in the run from its beginning."""
    rows = sql(
        """SELECT DISTINCT {project:UInt32}, {run:UInt64}, person_id, 0, 1, '', {now:DateTime64(3)} FROM ({selected})
WHERE person_id != 0""",
        project=scope.project.number,
        run=run,
        now=now,
        selected=selected,
    )
    names = [name for name, _ in _COLUMNS]
    scope.warehouse.insert_selected("segment_changes", names, rows, scope.project.number)


def write(warehouse: Warehouse, project: int, round: Round) -> None:
    """The round as one block; the same round again changes nothing. Raises Unavailable."""
    if not round.changes:
        return
    changes, at = round.changes, milliseconds(round.at)
    held: list[Sequence[Any]] = [
        [project] * len(changes),
        [one.run for one in changes],
        [one.person for one in changes],
        [round.number] * len(changes),
        [one.inside for one in changes],
        [one.bearer for one in changes],
        [at] * len(changes),
    ]
    columns, data = native.block(_COLUMNS, held)
    warehouse.insert("segment_changes", data, f"segments-{project}-{round.number}", columns, "Native")


def unfinished(warehouse: Warehouse, project: int, done: int) -> Round | None:
    """The round after `done`, if a crash left it written and not settled."""
    asked = sql(
        "SELECT run, person_id, inside, bearer, round, at FROM segment_changes FINAL WHERE round > {done:UInt64}",
        done=done,
    )
    rows = warehouse.query(asked, project, HOUSEKEEPING).rows
    if not rows:
        return None
    return Round(
        rows[0][4], rows[0][5], [Change(run, person, bool(inside), by) for run, person, inside, by, *_ in rows]
    )


def members(run: int) -> Sql:
    """SELECT person_id of who is in the run."""
    return sql("SELECT person_id FROM segment_changes FINAL WHERE run = {run:UInt64} AND inside = 1", run=run)


def sweep(warehouse: Warehouse, kept: set[tuple[int, int]], before: datetime) -> int:
    """Take away the runs that are not among the kept (project, run) and are not new; how many these were."""
    asked = sql(
        "SELECT project_id, run FROM segment_changes GROUP BY project_id, run HAVING max(at) < {before:DateTime64(3)}",
        before=before,
    )
    gone = [(project, run) for project, run in warehouse.query_all(asked).rows if (project, run) not in kept]
    for project in sorted({project for project, _ in gone}):
        runs = [run for one, run in gone if one == project]
        warehouse.command(
            "ALTER TABLE segment_changes DELETE WHERE project_id = {project:UInt32} AND run IN {runs:Array(UInt64)}",
            {"project": project, "runs": runs},
        )
    return len(gone)


def bearers(scope: Scope, events: Sql) -> dict[int, str]:
    """An id of each person who has events, as the events that the product makes bear it."""
    rows = scope.ask(
        sql(
            """SELECT person_id, max(multiIf(user_id != '', user_id, distinct_id != anonymous_id, distinct_id, '')),
    max(anonymous_id) FROM {events} GROUP BY person_id""",
            events=events,
        )
    ).rows
    return {person: bearer(known, "", anonymous) for person, known, anonymous in rows}


def bearer(user: str | None, distinct: str | None, anonymous: str | None) -> str:
    """The id that an event counts for, with its space before it."""
    known = user or (None if distinct == anonymous else distinct)
    return f"user:{known}" if known else f"anon:{anonymous}" if anonymous else ""
