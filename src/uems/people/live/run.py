"""What the store knows of followed segments: which run each has, and how many rounds of the project are done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from uems.people import segment
from uems.store.client import Store
from uems.store.table import U64, Instant, insert, metadata

table = sa.Table(
    "segment_run",
    metadata,
    sa.Column("project", sa.Integer, primary_key=True),
    sa.Column("segment", sa.Text, primary_key=True),
    sa.Column("run", U64, nullable=False),
    sa.Column("definition", sa.Text, nullable=False),
    sa.Column("whole_at", Instant, nullable=False),
    sa.ForeignKeyConstraint(
        ["project", "segment"],
        ["segment.project", "segment.id"],
        name="fk_segment_run_project_segment",
        ondelete="CASCADE",
    ),
)
rounds = sa.Table(
    "segment_round",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("done", sa.BigInteger, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Run:
    """The run of a segment; `definition` is a hash of what it means, `whole_at` when it was last computed whole."""

    segment: str
    run: int
    definition: str
    whole_at: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """What a round did to one segment: how many are in it now, how many came, how many left."""

    people: int
    entered: int
    left: int


def every(store: Store, project: int) -> dict[str, Run]:
    """The runs of a project, by segment."""
    asked = sa.select(table.c.segment, table.c.run, table.c.definition, table.c.whole_at)
    with store.read() as connection:
        rows = connection.execute(asked.where(table.c.project == project)).all()
    return {row.segment: Run(*row) for row in rows}


def kept(store: Store) -> set[tuple[int, int]]:
    """(project, run) of every run that a segment has."""
    with store.read() as connection:
        return {(project, run) for project, run in connection.execute(sa.select(table.c.project, table.c.run))}


def done(store: Store, project: int) -> int:
    """The last round that is settled; 0 = none yet."""
    with store.read() as connection:
        return connection.execute(sa.select(rounds.c.done).where(rounds.c.project == project)).scalar() or 0


def point(store: Store, project: int, run: Run, people: int) -> None:
    """From now on the segment has this run. A segment that has been deleted meanwhile gets none."""
    row = {"project": project, **{name: getattr(run, name) for name in Run.__dataclass_fields__}}
    with store.write() as connection:
        segment.tally(connection, project, run.segment, people, 0, 0, run.whole_at)
        there = sa.select(segment.table.c.id).where(
            segment.table.c.project == project, segment.table.c.id == run.segment
        )
        if connection.execute(there).first() is not None:
            put = insert(connection, table).values(row)
            connection.execute(put.on_conflict_do_update(index_elements=["project", "segment"], set_=row))


def settle(store: Store, project: int, number: int, tallies: Mapping[str, Tally], now: datetime) -> None:
    """The round is done, with what it did to each segment: all at once."""
    row = {"project": project, "done": number}
    with store.write() as connection:
        put = insert(connection, rounds).values(row)
        connection.execute(put.on_conflict_do_update(index_elements=["project"], set_={"done": number}))
        for id, one in sorted(tallies.items()):
            segment.tally(connection, project, id, one.people, one.entered, one.left, now)


def computed(store: Store, project: int, id: str, people: int, now: datetime) -> None:
    """The segment was computed whole just now."""
    with store.write() as connection:
        mine = (table.c.project == project, table.c.segment == id)
        connection.execute(sa.update(table).where(*mine).values(whole_at=now))
        segment.tally(connection, project, id, people, 0, 0, now)
