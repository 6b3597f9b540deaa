"""The one place where a question gets its scope: what segments, tags and states mean in it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from uems.people.graph import Identities
from uems.people.property_class import Mask
from uems.people.scope import Scope
from uems.people.segment import Meanings
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
) -> Scope:
    """The facts of the project as they are at `now`, with whatever a condition may refer to by id."""
    merged = identities.merged(project.number)
    return Scope(
        warehouse, project, now, zone, merged, seen_until, segments=Meanings(store, project.number, merged), mask=mask
    )
