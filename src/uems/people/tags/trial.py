"""Two versions of a tag tried against each other: the design, kept until experiments run it on randomised people."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa

from uems.base.errors import Conflict, Invalid, NotFound
from uems.base.ids import hash64, new_id
from uems.base.words import Text
from uems.people.tags import definition
from uems.people.tags.definition import of_tag
from uems.store import shelf
from uems.store.client import Store
from uems.store.table import Instant, metadata

Status = Literal["designed", "cancelled"]
Arm = Literal["a", "b"]

table = sa.Table(
    "tag_trial",
    metadata,
    sa.Column("project", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("tag", sa.Text, nullable=False),
    sa.Column("a", sa.Integer, nullable=False),
    sa.Column("b", sa.Integer, nullable=False),
    sa.Column("share", sa.Float, nullable=False),
    sa.Column("days", sa.Integer, nullable=False),
    sa.Column("metric", sa.JSON, nullable=False),
    sa.Column("hypothesis", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    of_tag("tag_trial"),
    sa.Index("ix_tag_trial_project_tag", "project", "tag"),
)


class NoTrial(NotFound):
    code = "tag_trial_not_found"
    text = Text("没有这个规则对比试验", "There is no such trial")


class SameVersion(Invalid):
    code = "tag_trial_versions"
    text = Text("请选择两个不同的版本", "Choose two different versions")


class TrialOpen(Conflict):
    code = "tag_trial_open"
    text = Text("该标签已有一个规则对比试验", "This tag has a trial already")


@dataclass(frozen=True, slots=True)
class Design:
    """Versions `a` and `b` of the tag; `share` of the people (0 to 1) get `b`; `metric` = what judges them
    after `days`: {event, where, measure, property}; `hypothesis` in the designer's words."""

    a: int
    b: int
    metric: dict[str, Any]
    share: float = 0.5
    days: int = 14
    hypothesis: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    id: str
    tag: str
    design: Design
    status: Status
    made_by: str
    made_at: datetime


def arm(trial: Trial, person: int) -> Arm:
    """Which version a person gets: the same one always, whatever happens elsewhere."""
    return "b" if hash64(trial.id, str(person)) / 2**64 < trial.design.share else "a"


def create(store: Store, project: int, tag: str, design: Design, by: str, now: datetime) -> Trial:
    """Raises NoTag, also for an unknown version, SameVersion, TrialOpen."""
    if design.a == design.b:
        raise SameVersion(about="b")
    for version in (design.a, design.b):
        definition.version_of(store, project, tag, version)
    if any(one.status == "designed" for one in every(store, project, tag)):
        raise TrialOpen(about=tag)
    made = Trial(new_id("trial"), tag, design, "designed", by, now)
    row = {"project": project, "id": made.id, "tag": tag, "status": made.status, "made_by": by, "made_at": now}
    with store.write() as connection:
        connection.execute(sa.insert(table).values(row | {name: getattr(design, name) for name in _DESIGN}))
    return made


def every(store: Store, project: int, tag: str) -> list[Trial]:
    """A tag's trials, the newest first."""
    asked = sa.select(table).where(table.c.project == project, table.c.tag == tag)
    with store.read() as connection:
        return [_trial(row) for row in connection.execute(asked.order_by(table.c.made_at.desc(), table.c.id))]


def cancel(store: Store, project: int, tag: str, id: str) -> None:
    """It stays as a record. Raises NoTrial."""
    with store.write() as connection:
        if shelf.find(connection, table, project, id, NoTrial).tag != tag:
            raise NoTrial(about=id)
        shelf.change(connection, table, project, id, {"status": "cancelled"}, NoTrial)


_DESIGN = tuple(Design.__dataclass_fields__)


def _trial(row: Any) -> Trial:
    design = Design(**{name: getattr(row, name) for name in _DESIGN})
    return Trial(row.id, row.tag, design, row.status, row.made_by, row.made_at)
