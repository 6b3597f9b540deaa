"""What a project has one of, in a table keyed by it: kept with who changed it and when, or left to the default."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from uems.store.client import Store
from uems.store.table import insert


@dataclass(frozen=True, slots=True)
class Changed:
    """Who kept it, and when."""

    by: str
    at: datetime


def keep(store: Store, table: sa.Table, project: int, values: Mapping[str, Any] | None, by: str, now: datetime) -> None:
    """Another one from now on; None = the default again. The table has changed_by and changed_at."""
    with store.write() as connection:
        if values is None:
            connection.execute(sa.delete(table).where(table.c.project == project))
            return
        row = {**values, "changed_by": by, "changed_at": now}
        upsert = insert(connection, table).values(project=project, **row)
        connection.execute(upsert.on_conflict_do_update(index_elements=[table.c.project], set_=row))


def changed(store: Store, table: sa.Table, project: int) -> Changed | None:
    """None = the default holds."""
    asked = sa.select(table.c.changed_by, table.c.changed_at).where(table.c.project == project)
    with store.read() as connection:
        row = connection.execute(asked).one_or_none()
    return None if row is None else Changed(*row)
