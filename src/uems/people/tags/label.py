"""Auditing a tag: people look at a sample and say what is true; from that follow precision and recall of each value."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from uems.base.errors import NotFound
from uems.base.words import Text
from uems.people.scope import Scope
from uems.people.tags.definition import of_tag
from uems.people.tags.run import Run
from uems.people.tags.value import valued
from uems.store.client import Store
from uems.store.table import U64, Instant, insert, metadata
from uems.warehouse.sql import Sql, sql

labels = sa.Table(
    "tag_label",
    metadata,
    sa.Column("project", sa.Integer, primary_key=True),
    sa.Column("tag", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("base", sa.Date, primary_key=True),
    sa.Column("person", U64, primary_key=True),
    sa.Column("said", sa.JSON),
    sa.Column("label", sa.JSON),
    sa.Column("labelled_by", sa.Text),
    sa.Column("labelled_at", Instant),
    of_tag("tag_label"),
)

_MOST_VALUES = 24


class NotSampled(NotFound):
    code = "person_not_sampled"
    text = Text("该用户不在抽样中", "This person is not in the sample")


@dataclass(frozen=True, slots=True)
class Label:
    """Somebody of the sample: what the tag says of them (None = nothing), and what is true once somebody said so."""

    person: int
    said: Any
    label: Any
    labelled_by: str | None
    labelled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Of one value: how many have it, how many of them were looked at and found right. `precision` with its 95 % range
    (Wilson's score); `recall` = its share of all of whom the value is true, as the sample says it of everybody."""

    value: Any
    people: int
    labelled: int
    right: int
    precision: float | None
    precision_range: tuple[float, float] | None
    recall: float | None


def draw(store: Store, scope: Scope, run: Run, per_value: int) -> int:
    """Put some people of each value, and some who have none, into the sample, chosen by a hash of their number; whoever
    is in it already stays. How many are in it now."""
    rows = scope.ask(sampled(run, scope, per_value)).rows
    key = {"project": scope.project.number, "tag": run.tag, "version": run.version, "base": run.base}
    with store.write() as connection:
        for person, raw in rows:
            new = insert(connection, labels).values(**key, person=person, said=json.loads(raw or "null"))
            connection.execute(new.on_conflict_do_nothing())
    return len(listed(store, scope.project.number, run))


def sampled(run: Run, scope: Scope, per_value: int) -> Sql:
    """SELECT person_id, value of the sample; '' for those who have no value."""
    return sql(
        """SELECT person_id, value FROM (
    SELECT person_id, value FROM ({valued}) WHERE value IN {commonest:Array(String)}
    UNION ALL
    SELECT person_id, '' AS value FROM (SELECT DISTINCT person_id FROM {events} WHERE ts <= {now:DateTime64(3)})
    WHERE person_id != 0 AND person_id NOT IN (SELECT person_id FROM ({valued}))
) ORDER BY value, cityHash64(person_id, {run:UInt64}) LIMIT {some:UInt16} BY value""",
        valued=valued([run.run], scope.merged),
        commonest=[value for value, _ in run.shares[:_MOST_VALUES]],
        events=scope.events,
        now=scope.now,
        run=run.run,
        some=per_value,
    )


def say(store: Store, project: int, run: Run, person: int, label: Any, by: str, now: datetime) -> None:
    """What is true of a person; None = none of the values. Raises NotSampled."""
    one = sa.and_(*_of(project, run), labels.c.person == person)
    said = {"label": {"value": label}, "labelled_by": by, "labelled_at": now}
    with store.write() as connection:
        if connection.execute(sa.update(labels).where(one).values(said)).rowcount == 0:
            raise NotSampled(about=f"{person:016x}")


def listed(store: Store, project: int, run: Run) -> list[Label]:
    """The sample of a run, in the order of the people's numbers, which says nothing of the values."""
    with store.read() as connection:
        rows = connection.execute(sa.select(labels).where(*_of(project, run)).order_by(labels.c.person)).all()
    return [
        Label(row.person, row.said, (row.label or {}).get("value"), row.labelled_by, row.labelled_at) for row in rows
    ]


def accuracy(run: Run, sample: Sequence[Label]) -> list[Accuracy]:
    """Of each value that somebody was sampled for, the commonest first.

    Each value, and having none, is a stratum s of N_s people, n_s of them labelled, n_sv of these labelled v. Precision
    of v = n_vv / n_v. Recall weighs the strata: N_v · n_vv / n_v over Σ_s N_s · n_sv / n_s.
    """
    sizes = {_text(json.loads(value)): people for value, people in run.shares[:_MOST_VALUES]}
    sizes["null"] = max(0, run.everybody - run.people)
    seen: dict[str, list[str]] = {value: [] for value in sizes}
    for one in sample:
        if one.labelled_at is not None and _text(one.said) in seen:
            seen[_text(one.said)].append(_text(one.label))
    found = []
    for value in [one for one in sizes if one != "null"]:
        given, right = len(seen[value]), seen[value].count(value)
        true = sum(sizes[s] * said.count(value) / len(said) for s, said in seen.items() if said)
        hit = sizes[value] * right / given if given else 0.0
        found.append(
            Accuracy(
                json.loads(value),
                sizes[value],
                given,
                right,
                right / given if given else None,
                wilson(right, given) if given else None,
                hit / true if true and all(said or not sizes[s] for s, said in seen.items()) else None,
            )
        )
    return found


def wilson(right: int, given: int, z: float = 1.959964) -> tuple[float, float]:
    """The 95 % range of a share (Wilson 1927)."""
    share, spread = right / given, z * z / given
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / given + spread / (4 * given)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _of(project: int, run: Run) -> list[sa.ColumnElement[bool]]:
    c = labels.c
    return [c.project == project, c.tag == run.tag, c.version == run.version, c.base == run.base]
