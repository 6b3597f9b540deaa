"""One real embedded engine for each test process; a test is a project, so tests never see each other's rows."""

import itertools
import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings

from served import Caller, Server
from uems.base.ids import new_id
from uems.bench.load import free_port, process
from uems.store.client import Store
from uems.store.migrate import migrate as migrate_store
from uems.warehouse.client import Warehouse
from uems.warehouse.migrate import migrate

# A property is asked of the same examples each time, however slow the machine: a red test is the change's own fault.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    opened = Warehouse(f"chdb://{tmp_path_factory.mktemp('warehouse')}")
    migrate(opened)
    yield opened
    opened.close()


_POSTGRES = os.environ.get("UEMS_TEST_POSTGRES", "")


@pytest.fixture(
    params=["sqlite", pytest.param("postgres", marks=pytest.mark.skipif(not _POSTGRES, reason="no server"))]
)
def empty_store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of this test alone, still without tables: a file, or a schema of the server in UEMS_TEST_POSTGRES."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.db'}"
        return
    schema, server = new_id("test"), sa.create_engine(_POSTGRES)
    with server.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    yield f"{_POSTGRES}?options=-csearch_path%3D{schema}"
    with server.begin() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    server.dispose()


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "template.db"
    opened = Store(f"sqlite:///{path}")
    migrate_store(opened)
    opened.close()
    return path


@pytest.fixture
def store_url(empty_store_url: str, _sqlite_template: Path) -> str:
    """A migrated database of this test alone."""
    if empty_store_url.startswith("sqlite"):
        shutil.copy(_sqlite_template, empty_store_url.removeprefix("sqlite:///"))
    else:
        opened = Store(empty_store_url)
        migrate_store(opened)
        opened.close()
    return empty_store_url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An open store, once on SQLite and, where UEMS_TEST_POSTGRES is set, once on PostgreSQL."""
    opened = Store(store_url)
    yield opened
    opened.close()


@pytest.fixture
def file_store(tmp_path: Path, _sqlite_template: Path) -> Iterator[Store]:
    """An open store in a file only: for what is tried in the warehouse."""
    opened = Store(f"sqlite:///{shutil.copy(_sqlite_template, tmp_path / 'file.db')}")
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


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One real server for each test process."""
    data, port = tmp_path_factory.mktemp("served"), free_port()
    words = ["-m", "uems.cli.main", "serve", "--data", str(data), "--port", str(port)]
    with process(words, port, "/api/health"):
        yield Server(f"http://127.0.0.1:{port}", data)


@pytest.fixture
def caller(server: Server) -> Iterator[Caller]:
    """A project of its own on the real server."""
    made = server.project()
    yield made
    made.http.close()


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes get no name of their own: compressed ones differ between two test processes."""
    return argname if isinstance(val, bytes) else None


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, Any, Any]:
    """A failed test may speak of half a surrogate pair, which a worker process cannot send: send its escape."""
    return _sendable((yield))


def _sendable(data: Any) -> Any:
    match data:
        case str():
            return data.encode("utf-8", "backslashreplace").decode()
        case dict():
            return {_sendable(key): _sendable(value) for key, value in data.items()}
        case list() | tuple():
            return type(data)(map(_sendable, data))
    return data
