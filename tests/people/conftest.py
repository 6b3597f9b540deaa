"""A project of people for each test, with its own store on the shared engine."""

from collections.abc import Callable

import pytest

from people.world import World
from tenant import kept_project
from uems.store.client import Store
from uems.warehouse.client import Warehouse


@pytest.fixture
def worlds(store: Store, warehouse: Warehouse) -> Callable[[int], World]:
    def make(number: int) -> World:
        kept_project(store, number)
        return World(store, warehouse, number)

    return make


@pytest.fixture
def world(worlds: Callable[[int], World], project: int) -> World:
    return worlds(project)
