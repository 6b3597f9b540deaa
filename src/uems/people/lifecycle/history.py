"""The history of states: every change of every person up to the end of yesterday, written whole each night."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import sqlalchemy as sa

from uems.base.errors import Conflict
from uems.base.ids import hash64, new_id
from uems.base.words import Text
from uems.people.lifecycle import rules as kept
from uems.people.lifecycle.rules import Rules
from uems.people.lifecycle.state_sql import Moment, changes
from uems.people.scope import Scope
from uems.store.client import Store
from uems.store.table import U64, Instant, insert, metadata
from uems.warehouse import facts
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import Sql, sql

table = sa.Table(
    "lifecycle_run",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("run", U64, nullable=False),
    sa.Column("base", sa.Integer, nullable=False),
    sa.Column("definition", sa.Text, nullable=False),
    sa.Column("computed_at", Instant, nullable=False),
)

_AT_ONCE = 4_000_000
"""Days of people that one part of a run looks at: its arrays stay below a gigabyte."""
_STAYS = timedelta(hours=1)
"""A run that is no longer the project's stays so long: somebody may be reading it."""


class NoHistory(Conflict):
    code = "no_state_history"
    text = Text(
        "生命周期历史尚未计算，请先计算或等待夜间任务",
        "The history of states is computed at night; it can be computed now",
    )


@dataclass(frozen=True, slots=True)
class Run:
    """`number` = under which the rows are; `base` = the last whole day of it (days since 1970); `definition` = a hash
    of the rules it was computed with."""

    number: int
    base: int
    definition: str
    computed_at: datetime


def definition(rules: Rules) -> str:
    """A hash that is the same for the same rules."""
    text = json.dumps(kept.as_json(rules), sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def found(store: Store, project: int) -> Run | None:
    """The project's run; None = never computed."""
    c = table.c
    asked = sa.select(c.run, c.base, c.definition, c.computed_at).where(c.project == project)
    with store.read() as connection:
        row = connection.execute(asked).one_or_none()
    return None if row is None else Run(*row)


def changed(scope: Scope) -> Sql:
    """What stands after FROM: every change of the project's run. Raises NoHistory."""
    if scope.state_changes is None:
        raise NoHistory
    return scope.state_changes


def yesterday(scope: Scope) -> Moment:
    """The end of the last whole day of the scope's calendar."""
    midnight = datetime.combine(scope.now.astimezone(scope.zone).date(), time(), scope.zone)
    return Moment(midnight - timedelta(milliseconds=1), scope.zone)


def compute(store: Store, scope: Scope, now: datetime) -> Run:
    """The whole history anew, up to the end of yesterday; it is the project's once all of it is there. Raises what a
    question raises; what was written by then is swept away later."""
    run = written(store, scope, now)
    adopt(store, scope.project.number, run)
    return run


def written(store: Store, scope: Scope, now: datetime) -> Run:
    """The same, but it is not the project's until somebody adopts it."""
    rules = kept.of(store, scope.project.number)
    moment = yesterday(scope)
    run = Run(hash64(new_id("run")), moment.today, definition(rules), now)
    parts = _parts(scope, moment)
    for part in range(parts):
        rows = sql(
            """SELECT {project:UInt32}, {run:UInt64}, person_id, toDate(toUInt16(day)), before, state,
    {now:DateTime64(3)} FROM ({changes})""",
            project=scope.project.number,
            run=run.number,
            now=now,
            changes=changes(rules, _share(scope, part, parts), moment),
        )
        columns = ("project_id", "run", "person_id", "day", "before", "state", "written_at")
        scope.warehouse.insert_selected("state_changes", columns, rows, scope.project.number)
    return run


def adopt(store: Store, project: int, run: Run) -> None:
    """From now on this run is the project's history."""
    row = {"run": run.number, "base": run.base, "definition": run.definition, "computed_at": run.computed_at}
    with store.write() as connection:
        upsert = insert(connection, table).values(project=project, **row)
        connection.execute(upsert.on_conflict_do_update(index_elements=[table.c.project], set_=row))


def _parts(scope: Scope, moment: Moment) -> int:
    """Into how many parts the people are cut, so that their days add up to a bearable number in each."""
    asked = sql(
        """SELECT sum(greatest({today:Int32} - toInt32(toUInt16(toDate(first, {zone:String}))) + 1, 0)) FROM (
    SELECT min(ts) AS first FROM {events} WHERE person_id != 0 AND ts <= {now:DateTime64(3)} GROUP BY person_id
)""",
        today=moment.today,
        zone=moment.zone.key,
        events=scope.events,
        now=moment.now,
    )
    return 1 + int(scope.ask(asked).scalar()) // _AT_ONCE


def _share(scope: Scope, part: int, parts: int) -> Sql:
    """What stands after FROM: the events of one part of the people; persons are hashes, so parts are equal."""
    step = 2**64 // parts
    last = 2**64 - 1 if part == parts - 1 else (part + 1) * step - 1
    return sql(
        "(SELECT * FROM {events} WHERE person_id BETWEEN {low:UInt64} AND {high:UInt64})",
        events=scope.events,
        low=part * step,
        high=last,
    )


def rows(run: Run) -> Sql:
    """What stands after FROM: the changes of a run."""
    return sql("(SELECT person_id, day, before, state FROM state_changes WHERE run = {run:UInt64})", run=run.number)


def people_now(selected: Sql, scope: Scope) -> Sql:
    """SELECT person_id of those selected, as the persons they are now."""
    return sql("SELECT DISTINCT person_id FROM ({now})", now=facts.people_now(selected, scope.merged))


def sweep(store: Store, warehouse: Warehouse, now: datetime) -> int:
    """Take away the runs that are no longer a project's and are not new; how many these were."""
    with store.read() as connection:
        current = {(project, run) for project, run in connection.execute(sa.select(table.c.project, table.c.run))}
    asked = sql(
        """SELECT project_id, run FROM state_changes GROUP BY project_id, run
HAVING max(written_at) < {before:DateTime64(3)}""",
        before=now - _STAYS,
    )
    gone = [(project, run) for project, run in warehouse.query_all(asked).rows if (project, run) not in current]
    for project, run in gone:
        warehouse.command(
            "ALTER TABLE state_changes DROP PARTITION ({project:UInt32}, {run:UInt64})",
            {"project": project, "run": run},
        )
    return len(gone)
