"""A project of people whose store is a file: what is tried with them are tables of the warehouse."""

import pytest

from people.world import World
from tenant import kept_project
from uems.store.client import Store
from uems.warehouse.client import Warehouse


@pytest.fixture
def world(file_store: Store, warehouse: Warehouse, project: int) -> World:
    kept_project(file_store, project)
    return World(file_store, warehouse, project)
