"""Every look at a bandit: the weights that held from then on, and why; what people with another weight are read by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import sqlalchemy as sa

from uems.experiments.flags.flag import WHOLE, Flag
from uems.store.client import Store
from uems.store.table import Instant, Serial, metadata

table = sa.Table(
    "bandit_look",
    metadata,
    sa.Column("number", Serial, primary_key=True),
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), nullable=False),
    sa.Column("experiment", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("weights", sa.JSON, nullable=False),
    sa.Column("best", sa.JSON, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Index("ix_bandit_look_project_experiment", "project", "experiment"),
)

Why = Literal["began", "moved", "mismatch", "found"]
"""began: by people · moved: after what was seen · mismatch: variants do not have their shares of people, so weights
stay · found: one arm was best for long enough, so weights rest."""


@dataclass(frozen=True, slots=True)
class Look:
    """`weights`: the share of each variant from `at` on, by `version` of the flag; `best`: the chance of each to be
    best, {} at the start. `by`: who began it, '' = a key, or the product."""

    at: datetime
    why: Why
    version: int
    weights: Mapping[str, float]
    best: Mapping[str, float]
    by: str


def every(store: Store, project: int, experiment: str) -> list[Look]:
    """All looks, the oldest first."""
    mine = sa.and_(table.c.project == project, table.c.experiment == experiment)
    with store.read() as connection:
        rows = connection.execute(sa.select(table).where(mine).order_by(table.c.number)).all()
    return [Look(row.at, row.why, row.version, row.weights, row.best, row.by) for row in rows]


def note(connection: sa.Connection, project: int, experiment: str, one: Look) -> None:
    row = {name: getattr(one, name) for name in Look.__dataclass_fields__}
    row |= {"weights": dict(one.weights), "best": dict(one.best)}
    connection.execute(sa.insert(table).values(**row, project=project, experiment=experiment))


def begin(store: Store, project: int, experiment: str, flag: Flag, by: str, now: datetime) -> None:
    """The weights with which people begin."""
    weights = {one.key: one.weight / WHOLE for one in flag.variants}
    with store.write() as connection:
        note(connection, project, experiment, Look(now, "began", flag.version, weights, {}, by))
