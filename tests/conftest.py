"""One real embedded engine for each test process; a test is a project, so tests never see each other's rows."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from uems.warehouse.client import Warehouse
from uems.warehouse.migrate import migrate

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    opened = Warehouse(f"chdb://{tmp_path_factory.mktemp('warehouse')}")
    migrate(opened)
    yield opened
    opened.close()


@pytest.fixture
def project() -> int:
    """A project number that no other test has."""
    return next(_numbers)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared test data; a test that needs it skips where it is absent."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the shared folder is not beside this checkout")
    return folder
