"""Who brought whom, without the names of erased people: the trees stay whole and tell nobody who they were."""

from datetime import UTC, datetime

import sqlalchemy as sa

from uems.store.client import Store
from uems.store.secret import key_hash
from uems.store.table import U64, Instant, insert, metadata

table = sa.Table(
    "trace_edge",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("guest", U64, primary_key=True),
    sa.Column("host", U64, nullable=False),
    sa.Column("at", Instant, nullable=False),
)
"""`guest` and `host` are numbers of persons, or numbers that stand for an erased one and for nobody else."""

Edge = tuple[int, int, int]
"""Guest, host, and when (milliseconds)."""


def stranger(pepper: bytes, project: int, erasure: str) -> int:
    """The number that an erased person has in the trees: it follows from the erasure, not from the person."""
    return int(key_hash(pepper, f"stranger\x1f{project}\x1f{erasure}")[:16], 16) or 1


def every(store: Store, project: int) -> list[Edge]:
    with store.read() as connection:
        rows = connection.execute(sa.select(table.c.guest, table.c.host, table.c.at).where(table.c.project == project))
        return [(row.guest, row.host, round(row.at.timestamp() * 1000)) for row in rows]


def keep(store: Store, project: int, gone: set[int], stranger: int, edges: list[Edge]) -> None:
    """Write down the edges of a person who is about to be erased, in every number of `gone`, under the stranger's;
    what was kept of the person before is renamed too. Doing it again changes nothing."""

    def known(person: int) -> int:
        return stranger if person in gone else person

    theirs = [(known(guest), known(host), at) for guest, host, at in edges if guest in gone or host in gone]
    with store.write() as connection:
        for column in (table.c.guest, table.c.host):
            mine = (table.c.project == project, column.in_(sorted(gone)))
            connection.execute(sa.update(table).where(*mine).values({column.name: stranger}))
        for guest, host, at in theirs:
            if guest != host:
                moment = datetime.fromtimestamp(at / 1000, UTC)
                row = {"project": project, "guest": guest, "host": host, "at": moment}
                connection.execute(insert(connection, table).values(row).on_conflict_do_nothing())
