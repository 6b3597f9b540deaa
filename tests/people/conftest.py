"""A project of people for each test, with its own store on the shared engine."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from people.world import T0, World
from uems.store import project as store_project
from uems.store.client import Store
from uems.warehouse.client import Warehouse


@pytest.fixture
def worlds(store: Store, warehouse: Warehouse) -> Callable[[int], World]:
    def make(number: int) -> World:
        with store.write() as connection:
            row = {"number": number, "id": f"prj_{number}", "name": "P", "timezone": "UTC", "created_at": T0}
            connection.execute(sa.insert(store_project.table).values(row))
        return World(store, warehouse, number)

    return make


@pytest.fixture
def world(worlds: Callable[[int], World], project: int) -> World:
    return worlds(project)
