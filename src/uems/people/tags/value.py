"""The values of tags: what conditions test, what a person's page shows, and lists of who has which."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from uems.base.page import BadCursor
from uems.people.person import NUMBER, public
from uems.people.scope import Scope
from uems.people.tags import run
from uems.people.tags.run import Run
from uems.rules.event_sql import passes
from uems.rules.test import Test
from uems.store.client import Store
from uems.warehouse import facts
from uems.warehouse.sql import Sql, all_of, sql

_COLUMNS = sql("run, person_id, value, confidence, source, evidence, valid_until")
_ENDLESS = 2299
"""The year in which values end that do not end."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a tag says of a person: how sure it is (0 to 1), where it comes from, what it follows from, how long it
    counts (None = until the next run)."""

    person: int
    value: Any
    confidence: float
    source: str
    evidence: Any
    valid_until: datetime | None


class Meanings(Mapping[str, Sql]):
    """What each published tag of a project says at one time, read from the store when it is asked for."""

    def __init__(self, store: Store, project: int, merged: bool, now: datetime, zone: ZoneInfo) -> None:
        self._store, self._project, self._merged, self._now, self._zone = store, project, merged, now, zone
        self._runs: dict[str, int | None] | None = None

    @property
    def runs(self) -> dict[str, int | None]:
        """The run that counts, by tag."""
        if self._runs is None:
            self._runs = run.published(self._store, self._project, self._now.astimezone(self._zone).date())
        return self._runs

    def __getitem__(self, id: str) -> Sql:
        return sql("SELECT person_id, value AS raw FROM ({valued})", valued=self.valued([self.runs[id]]))

    def __iter__(self) -> Iterator[str]:
        return iter(self.runs)

    def __len__(self) -> int:
        return len(self.runs)

    def valued(self, runs: list[int | None]) -> Sql:
        """SELECT run, person_id, value, confidence, source, evidence, valid_until of what these runs say now."""
        return valued([one for one in runs if one is not None], self._merged, self._now)


def valued(runs: list[int], merged: bool, now: datetime | None = None) -> Sql:
    """What runs say, one row a person and run: the same columns as stored. With `now` only what is still valid then.
    Of somebody who has been merged since, the value counts that was theirs already, else the surest."""
    tests = [sql("run IN {runs:Array(UInt64)}", runs=runs)]
    if now is not None:
        tests.append(sql("valid_until > {now:DateTime64(3)}", now=now))
    held = sql(
        """SELECT run, person_id, person_id AS held, value, confidence, source, evidence, valid_until FROM tag_values
WHERE {tests}""",
        tests=all_of(tests),
    )
    if not merged:
        return sql("SELECT * EXCEPT (held) FROM ({held})", held=held)
    return sql(
        """SELECT * EXCEPT (held) FROM ({now})
ORDER BY run, person_id, held = person_id DESC, confidence DESC, held LIMIT 1 BY run, person_id""",
        now=facts.people_now(held, True),
    )


def of_person(person: int, scope: Scope) -> dict[str, Value]:
    """What the published tags say of a person at the scope's now, by tag."""
    tags = scope.tags
    if not isinstance(tags, Meanings) or not tags.runs:
        return {}
    mine = sql(
        "SELECT {columns} FROM ({valued}) WHERE person_id = {person:UInt64}",
        columns=_COLUMNS,
        valued=tags.valued(list(tags.runs.values())),
        person=person,
    )
    by_run = {row[0]: _value(row) for row in scope.ask(mine).rows}
    return {tag: by_run[run] for tag, run in tags.runs.items() if run in by_run}


def in_hand(person: int, scope: Scope) -> dict[str, Any]:
    """The value of every published tag for who has one person's facts in hand; None where the person has none."""
    found = of_person(person, scope)
    return {tag: found[tag].value if tag in found else None for tag in scope.tags}


def listed(one: Run, scope: Scope, value: str | None, limit: int, cursor: str | None) -> tuple[list[Value], str | None]:
    """Who has which value in a run, or who has this one (its text), in the order of their ids. Raises BadCursor."""
    if cursor is not None and not NUMBER.fullmatch(cursor):
        raise BadCursor(about="cursor")
    tests = [sql("person_id > {after:UInt64}", after=int(cursor or "0", 16))]
    if value is not None:
        tests.append(passes(Test("value", "eq", value), sql("value"), scope.now))
    asked = sql(
        "SELECT {columns} FROM ({valued}) WHERE {tests} ORDER BY person_id LIMIT {limit:UInt32}",
        columns=_COLUMNS,
        valued=valued([one.run], scope.merged),
        tests=all_of(tests),
        limit=limit + 1,
    )
    found = [_value(row) for row in scope.ask(asked).rows]
    return found[:limit], public(found[limit - 1].person) if len(found) > limit else None


def history(person: int, runs: list[Run], scope: Scope) -> list[tuple[Run, Value]]:
    """What these runs say of a person, in their order."""
    asked = sql(
        "SELECT {columns} FROM ({valued}) WHERE person_id = {person:UInt64}",
        columns=_COLUMNS,
        valued=valued([one.run for one in runs], scope.merged),
        person=person,
    )
    by_run = {row[0]: _value(row) for row in scope.ask(asked).rows}
    return [(one, by_run[one.run]) for one in runs if one.run in by_run]


def _value(row: tuple[Any, ...]) -> Value:
    _, person, value, confidence, source, evidence, until = row
    ends = None if until.year >= _ENDLESS else until
    return Value(person, json.loads(value), round(confidence, 4), source, json.loads(evidence or "null"), ends)
