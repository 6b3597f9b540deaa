"""Taking people out of the store: whichever table says by a column whose row it is loses the rows of these people.

The columns are `person`, `node`, `a_node` and `b_node`, each the 64-bit number of an id or its public form of 16 hex
digits, beside `project`. A table of a room that follows this needs no word here.
"""

import time
from collections.abc import Collection

import sqlalchemy as sa

from uems.store.client import Store
from uems.store.refusal import StoreBusy
from uems.store.table import U64, metadata

COLUMNS = ("person", "node", "a_node", "b_node")
_IN = 400
_PATIENCE = 10.0


def forget(connection: sa.Connection, project: int, numbers: Collection[int]) -> dict[str, int]:
    """Rows taken out, by table."""
    went: dict[str, int] = {}
    for table in reversed(metadata.sorted_tables):
        columns = [table.c[name] for name in COLUMNS if name in table.c]
        if not columns or "project" not in table.c:
            continue
        count = 0
        for column in columns:
            said = _said(column, numbers)
            for start in range(0, len(said), _IN):
                theirs = column.in_(said[start : start + _IN])
                rows = sa.delete(table).where(table.c.project == project, theirs)
                count += connection.execute(rows).rowcount
        went[table.name] = count
    return went


def _said(column: sa.Column[object], numbers: Collection[int]) -> list[int] | list[str]:
    return list(numbers) if isinstance(column.type, U64) else [f"{number:016x}" for number in numbers]


def scrub(store: Store) -> None:
    """What was deleted is in no file of the database any more. SQLite overwrites what it deletes; its log is emptied
    here. PostgreSQL does it in its own time, with autovacuum. Raises StoreBusy while somebody reads an old picture."""
    if store.dialect != "sqlite":
        return
    until = time.monotonic() + _PATIENCE
    while True:
        with store.writer.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if not busy:
            return
        if time.monotonic() > until:
            raise StoreBusy(about="log")
        time.sleep(0.05)
