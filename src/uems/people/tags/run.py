"""Runs: each computing of a tag for a base date, which conditions see once the store has its number."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from uems.base.errors import NotFound
from uems.base.words import Text
from uems.people.tags.definition import of_tag, table
from uems.store.client import Store
from uems.store.table import U64, Instant, insert, metadata

runs = sa.Table(
    "tag_run",
    metadata,
    sa.Column("project", sa.Integer, primary_key=True),
    sa.Column("tag", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("base", sa.Date, primary_key=True),
    sa.Column("run", U64, nullable=False),
    sa.Column("people", sa.BigInteger, nullable=False),
    sa.Column("everybody", sa.BigInteger, nullable=False),
    sa.Column("before", sa.Date),
    sa.Column("kept", sa.BigInteger, nullable=False),
    sa.Column("flipped", sa.BigInteger, nullable=False),
    sa.Column("shares", sa.JSON, nullable=False),
    sa.Column("computed_at", Instant, nullable=False),
    of_tag("tag_run"),
)

_STAYS = timedelta(days=400)
"""Values of older base dates are let go, the newest of a tag excepted."""


class NotComputed(NotFound):
    code = "tag_not_computed"
    text = Text("该基准日的标签值尚未计算", "The tag has not been computed for this base date")


@dataclass(frozen=True, slots=True)
class Run:
    """The values of one version at the end of the day `base`. `people` have a value, of `everybody` with an event until
    then; `kept` had one at the base date `before`, too, and `flipped` of these had another. `shares`: the commonest
    values, as (JSON text, people)."""

    tag: str
    version: int
    base: date
    run: int
    people: int
    everybody: int
    before: date | None
    kept: int
    flipped: int
    shares: list[tuple[str, int]]
    computed_at: datetime


def put(store: Store, project: int, run: Run) -> None:
    """From now on these are the tag's values at their base date."""
    row = {"project": project, **{name: getattr(run, name) for name in Run.__dataclass_fields__}}
    with store.write() as connection:
        new = insert(connection, runs).values(row)
        key = [column.name for column in runs.primary_key]
        changed = {name: new.excluded[name] for name in row if name not in key}
        connection.execute(new.on_conflict_do_update(index_elements=key, set_=changed))


def every(store: Store, project: int, tag: str, version: int | None = None) -> list[Run]:
    """The tag's runs, the newest base date first, of one version or of all."""
    tests = [runs.c.project == project, runs.c.tag == tag]
    if version is not None:
        tests.append(runs.c.version == version)
    asked = sa.select(runs).where(*tests).order_by(runs.c.base.desc(), runs.c.version.desc())
    with store.read() as connection:
        return [_run(row) for row in connection.execute(asked)]


def newest(store: Store, project: int, tag: str, version: int, before: date | None = None) -> Run | None:
    """The version's run of the newest base date, or of the newest that lies before one."""
    asked = sa.select(runs).where(runs.c.project == project, runs.c.tag == tag, runs.c.version == version)
    if before is not None:
        asked = asked.where(runs.c.base < before)
    with store.read() as connection:
        row = connection.execute(asked.order_by(runs.c.base.desc()).limit(1)).one_or_none()
    return None if row is None else _run(row)


def published(store: Store, project: int, until: date) -> dict[str, int | None]:
    """The run that counts at this date of every published tag; None where there is none yet."""
    mine = sa.and_(runs.c.project == table.c.project, runs.c.tag == table.c.id, runs.c.version == table.c.published)
    later = runs.alias()
    counts = sa.select(sa.func.max(later.c.base)).where(
        later.c.project == runs.c.project,
        later.c.tag == runs.c.tag,
        later.c.version == runs.c.version,
        later.c.base <= until,
    )
    newest = sa.and_(mine, runs.c.base == counts.scalar_subquery())
    known = sa.select(table.c.id, runs.c.run).outerjoin_from(table, runs, newest)
    with store.read() as connection:
        rows = connection.execute(known.where(table.c.project == project, table.c.published.is_not(None)))
        return {row.id: row.run for row in rows}


def kept(store: Store) -> set[int]:
    """The numbers of every run that a tag has, of all projects."""
    with store.read() as connection:
        return {row.run for row in connection.execute(sa.select(runs.c.run))}


def forget(store: Store, today: date) -> int:
    """Let go the runs of base dates over 400 days ago, but not a version's newest; how many these were."""
    later = runs.alias()
    newer = sa.exists().where(
        later.c.project == runs.c.project,
        later.c.tag == runs.c.tag,
        later.c.version == runs.c.version,
        later.c.base > runs.c.base,
    )
    with store.write() as connection:
        return connection.execute(sa.delete(runs).where(runs.c.base < today - _STAYS, newer)).rowcount


def _run(row: Any) -> Run:
    values = {name: getattr(row, name) for name in Run.__dataclass_fields__}
    return Run(**values | {"shares": [(value, people) for value, people in row.shares]})
