"""Saved lists of people: rows of the warehouse, written whole under a number of their own and never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from uems.base.ids import hash64, new_id
from uems.people.link import milliseconds
from uems.people.scope import Scope
from uems.warehouse import facts, native
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import Sql, sql

_STAYS = timedelta(hours=1)
"""A list that no segment has any more stays so long: somebody may be reading it, or about to say that it is theirs."""

NOBODY = 1
"""The number of a list that nobody is in: of a segment whose first list is still to be made."""


_COLUMNS = (
    ("project_id", "UInt32"),
    ("list", "UInt64"),
    ("person_id", "UInt64"),
    ("written_at", "DateTime64(3, 'UTC')"),
)
_BLOCK = 200_000


@dataclass(frozen=True, slots=True)
class Saved:
    """A list by its number, and how many people are in it."""

    list: int
    people: int


def write(selected: Sql, scope: Scope, now: datetime) -> Saved:
    """A new list of those whom `selected` selects (person_id). Nobody knows of it until a segment has its number.
    Raises what a question raises; what was written by then is swept away later."""
    number = hash64(new_id("list"))
    rows = sql(
        """SELECT DISTINCT {project:UInt32}, {list:UInt64}, person_id, {now:DateTime64(3)} FROM ({selected})
WHERE person_id != 0""",
        project=scope.project.number,
        list=number,
        now=now,
        selected=selected,
    )
    columns = [name for name, _ in _COLUMNS]
    scope.warehouse.insert_selected("segment_members", columns, rows, scope.project.number)
    count = sql("SELECT count() FROM segment_members WHERE list = {list:UInt64}", list=number)
    return Saved(number, int(scope.ask(count).scalar()))


def keep(persons: Sequence[int], scope: Scope, now: datetime) -> Saved:
    """The same of these people, each once. Raises Unavailable; what was written by then is swept away later."""
    number, at = hash64(new_id("list")), milliseconds(now)
    for start in range(0, len(persons), _BLOCK):
        some = persons[start : start + _BLOCK]
        size = len(some)
        held: Sequence[Sequence[int]] = ([scope.project.number] * size, [number] * size, some, [at] * size)
        columns, data = native.block(_COLUMNS, held)
        scope.warehouse.insert("segment_members", data, f"list-{number}-{start}", columns, "Native")
    return Saved(number, len(persons))


def members(list: int, merged: bool) -> Sql:
    """SELECT person_id of the list; whoever has been merged since is there as the person they are now."""
    held = sql("SELECT person_id FROM segment_members WHERE list = {list:UInt64}", list=list)
    return sql("SELECT DISTINCT person_id FROM ({now})", now=facts.people_now(held, True)) if merged else held


def sweep(warehouse: Warehouse, kept: set[tuple[int, int]], now: datetime) -> int:
    """Take away the lists that are not among the kept (project, list) and are not new; how many these were."""
    asked = sql(
        """SELECT project_id, list FROM segment_members GROUP BY project_id, list
HAVING max(written_at) < {before:DateTime64(3)}""",
        before=now - _STAYS,
    )
    gone = [(project, list) for project, list in warehouse.query_all(asked).rows if (project, list) not in kept]
    for project, list in gone:
        warehouse.command(
            "ALTER TABLE segment_members DROP PARTITION ({project:UInt32}, {list:UInt64})",
            {"project": project, "list": list},
        )
    return len(gone)
