"""The night's work for each project: its history anew, an event for everybody who changed, the list of leaders anew."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from uems.base.errors import Refusal
from uems.events import own
from uems.events.request import Accepted
from uems.people import asking
from uems.people.graph import Identities
from uems.people.lifecycle import history, starter
from uems.people.lifecycle.history import Run
from uems.people.lifecycle.state_sql import day_of
from uems.people.person import described
from uems.people.scope import Scope
from uems.store import project as projects
from uems.store.client import Store
from uems.store.project import Project, check_timezone
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql

_log = logging.getLogger(__name__)
_AT_ONCE = 500
"""Events of one request to the journal."""


def everywhere(
    store: Store,
    warehouse: Warehouse,
    identities: Identities,
    now: datetime,
    append: Callable[[Accepted], object],
) -> None:
    """The step of every project where it is due; a project where it cannot be done keeps nobody waiting, and is tried
    again with the next call."""
    for project in projects.every(store):
        try:
            step(store, warehouse, identities, project, now, append)
        except Exception as error:
            _log.warning(
                "project %s: life-cycle states were not computed: %s", project.id, error,
                exc_info=not isinstance(error, Refusal),
            )  # fmt: skip


def step(
    store: Store,
    warehouse: Warehouse,
    identities: Identities,
    project: Project,
    now: datetime,
    append: Callable[[Accepted], object],
) -> bool:
    """Do it where it is due: once a day, after midnight in the project's zone, as soon as there are events. Safe to
    repeat: an event that was told before has the same id. Raises what a question raises."""
    scope = asking.scope(store, warehouse, identities, project, now, check_timezone(project.timezone))
    before = history.found(store, project.number)
    last = history.yesterday(scope)
    if before is not None and before.base >= last.today:
        return False
    if not scope.ask(sql("SELECT person_id FROM events LIMIT 1")).rows:
        return False
    run = history.written(store, scope, now)
    # What the first run finds, or other rules, is no news of today.
    if before is not None and before.definition == run.definition:
        for events in _events(store, scope, run, before.base, last.now + timedelta(milliseconds=1)):
            append(own.accepted(project.number, events, now))
    # Only now: whatever broke until here is done again, and nobody's change goes untold.
    history.adopt(store, project.number, run)
    starter.refresh(store, scope, now)
    _log.info("project %s: life-cycle states up to %s", project.id, day_of(run.base))
    return True


def first(store: Store, scope: Scope, now: datetime) -> None:
    """The same for a project that was filled at once, without waiting for the night and without news of the past."""
    history.compute(store, scope, now)
    starter.refresh(store, scope, now)


def _events(store: Store, scope: Scope, run: Run, since: int, midnight: datetime) -> Iterator[list[dict[str, Any]]]:
    """A `state_changed` for every change of the days after `since`, told at the midnight that ends them."""
    asked = sql(
        """SELECT person_id, toString(day), before, state FROM {changes}
WHERE day > {since:Date} AND before != '' ORDER BY person_id, day""",
        changes=history.rows(run),
        since=day_of(since).isoformat(),
    )
    rows = scope.ask(asked).rows
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        people = described(scope, store, [row[0] for row in some])
        yield [
            {
                "id": f"state-{day}-{one.id}",
                "event": "state_changed",
                ("user_id" if one.ids[0].space == "user" else "anonymous_id"): one.ids[0].value,
                "timestamp": midnight.isoformat(),
                "properties": {"from": was, "to": state, "day": day},
            }
            for one, (_, day, was, state) in zip(people, some, strict=True)
            if one.ids
        ]
