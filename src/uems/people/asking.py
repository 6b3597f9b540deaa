"""The one place where a question gets its scope: what segments, tags and states mean in it."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from uems.people import session_rule
from uems.people.graph import Identities
from uems.people.lifecycle import history
from uems.people.lifecycle import rules as lifecycle
from uems.people.lifecycle.state_sql import Moment, states
from uems.people.property_class import Mask
from uems.people.scope import Scope
from uems.people.segment import Meanings
from uems.people.tags import value
from uems.store.client import Store
from uems.store.project import Project
from uems.warehouse.client import Warehouse


def scope(
    store: Store,
    warehouse: Warehouse,
    identities: Identities,
    project: Project,
    now: datetime,
    zone: ZoneInfo,
    seen_until: datetime | None = None,
    mask: Mask | None = None,
    mark: str | None = None,
) -> Scope:
    """The facts of the project as they are at `now`, with whatever a condition may refer to by id."""
    merged = identities.merged(project.number)
    segments, tags = Meanings(store, project.number, merged), value.Meanings(store, project.number, merged, now, zone)
    found = Scope(warehouse, project, now, zone, merged, seen_until, segments=segments, tags=tags, mask=mask, mark=mark)
    rules, run = lifecycle.of(store, project.number), history.found(store, project.number)
    return replace(
        found,
        states=states(rules, found.events, Moment(now, zone)),
        state_changes=None if run is None else history.rows(run),
        sessions=session_rule.of(store, project.number),
    )
