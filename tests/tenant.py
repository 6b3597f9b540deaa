"""A project that stands in a store without its door: for tests whose rooms only look up its number."""

from dataclasses import asdict
from datetime import UTC, datetime

import sqlalchemy as sa

from uems.store.client import Store
from uems.store.project import Project, table


def kept_project(store: Store, number: int, name: str = "world", timezone: str = "UTC") -> Project:
    """The project of this number, kept."""
    project = Project(f"prj_{number}", number, name, timezone)
    row = asdict(project) | {"created_at": datetime(2024, 1, 1, tzinfo=UTC)}
    with store.write() as connection:
        connection.execute(sa.insert(table).values(row))
    return project
