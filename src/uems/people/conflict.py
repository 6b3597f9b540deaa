"""Conflicts of identity: links that somebody sent and that do not join, kept in a queue until a person has decided."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa

from uems.base.errors import NotFound
from uems.base.page import BadCursor
from uems.base.words import Text
from uems.people import member, merge
from uems.people.graph import Identities
from uems.people.identity import Kind
from uems.people.link import CONFLICT, Id, Key, table
from uems.store.client import Store
from uems.store.table import U64, Instant

Why = Literal["taken", "known", "held"]
"""Another user had the device first; the id had been a user itself; one person would have too many ids."""

_KEY = re.compile(r"([0-9a-f]{16})-([0-9a-f]{16})-(device|merge)")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NoConflict(NotFound):
    code = "conflict_not_found"
    text = Text("没有这个冲突，或已有人处理", "There is no such conflict, or somebody has decided it")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A link that does not join `a` and `b`, whose persons differ; `since` = when it was first seen, `source` = by
    what. `dismissed_at` and `dismissed_by` where a person has said that it shall stay so."""

    id: str
    why: Why
    kind: Kind
    a: Id
    b: Id
    a_person: int
    b_person: int
    since: datetime
    source: str
    changed_at: datetime
    dismissed_at: datetime | None
    dismissed_by: str | None


_one, _two = member.table.alias("one"), member.table.alias("two")


def listed(
    store: Store, project: int, why: Why | None, dismissed: bool, limit: int, cursor: str | None
) -> tuple[list[Conflict], str | None]:
    """The conflicts that wait, or those that were dismissed; what changed last comes first. And where the next page
    begins. Raises BadCursor."""
    c = table.c
    tests = _tests(project, why, dismissed)
    if cursor is not None:
        moment, key = _place(cursor)
        last = sa.tuple_(moment, *key, types=[Instant(), U64(), U64(), sa.Text()])
        tests.append(sa.tuple_(c.changed_at, c.a_node, c.b_node, c.kind) < last)
    order = (c.changed_at.desc(), c.a_node.desc(), c.b_node.desc(), c.kind.desc())
    with store.read() as connection:
        rows = connection.execute(_asked(tests).order_by(*order).limit(limit + 1)).all()
    found = [_conflict(row) for row in rows[:limit]]
    return found, _cursor(found[-1]) if len(rows) > limit else None


def counted(store: Store, project: int, why: Why | None, dismissed: bool) -> int:
    """How many there are on all pages."""
    asked = sa.select(sa.func.count()).select_from(_asked(_tests(project, why, dismissed)).subquery())
    with store.read() as connection:
        return connection.execute(asked).scalar_one()


def accept(identities: Identities, store: Store, project: int, id: str, now: datetime, by: str) -> int:
    """The two are one person after all: a merge like any other, which may be undone. Raises NoConflict, TooManyIds."""
    found = _find(store, project, id)
    with store.read() as connection:
        members = member.of_persons(connection, project, [found.a_person, found.b_person])
    heads = [_head(members, person, end) for person, end in ((found.b_person, found.b), (found.a_person, found.a))]
    return merge.merge(identities, project, heads, now, by)


def dismiss(store: Store, project: int, id: str, now: datetime, by: str) -> None:
    """They stay two, and the queue asks no more. Raises NoConflict."""
    found = _find(store, project, id)
    with store.write() as connection:
        connection.execute(_named(project, found).values(dismissed_at=now, dismissed_by=by))


def restore(store: Store, project: int, id: str) -> None:
    """Put a dismissed conflict back into the queue. Raises NoConflict."""
    found = _find(store, project, id, dismissed=True)
    with store.write() as connection:
        connection.execute(_named(project, found).values(dismissed_at=None, dismissed_by=None))


def _head(members: dict[int, list[member.Member]], person: int, end: Id) -> Id:
    """The id that stands for the whole person: a customer's, if there is one."""
    ids = [one.id for one in members.get(person, ())]
    return next((id for id in ids if id.node == person), next((id for id in ids if id.space == "user"), end))


def _find(store: Store, project: int, id: str, dismissed: bool = False) -> Conflict:
    a, b, kind = _key(id)
    tests = [*_tests(project, None, dismissed), table.c.a_node == a, table.c.b_node == b, table.c.kind == kind]
    with store.read() as connection:
        row = connection.execute(_asked(tests)).one_or_none()
    if row is None:
        raise NoConflict(about=id)
    return _conflict(row)


def _tests(project: int, why: Why | None, dismissed: bool) -> list[sa.ColumnElement[bool]]:
    c = table.c
    tests: list[Any] = [c.project == project, CONFLICT, _one.c.person != _two.c.person]
    tests.append(c.dismissed_at.is_not(None) if dismissed else c.dismissed_at.is_(None))
    if why is not None:
        tests.append(c.state == "held" if why == "held" else c.refused == why)
    return tests


def _asked(tests: list[sa.ColumnElement[bool]]) -> sa.Select[Any]:
    """A link of two ids that meanwhile are one person is no conflict."""
    c = table.c
    a_person, b_person = _one.c.person.label("a_person"), _two.c.person.label("b_person")
    both = table.join(_one, sa.and_(_one.c.project == c.project, _one.c.node == c.a_node)).join(
        _two, sa.and_(_two.c.project == c.project, _two.c.node == c.b_node)
    )
    return (
        sa.select(*(column for column in c if column.name != "project"), a_person, b_person)
        .select_from(both)
        .where(*tests)
    )


def _named(project: int, one: Conflict) -> sa.Update:
    c = table.c
    return sa.update(table).where(
        c.project == project, c.a_node == one.a.node, c.b_node == one.b.node, c.kind == one.kind
    )


def _conflict(row: Any) -> Conflict:
    return Conflict(
        f"{row.a_node:016x}-{row.b_node:016x}-{row.kind}",
        "held" if row.state == "held" else row.refused,
        row.kind,
        Id(row.a_node, row.a_ns, row.a_value),
        Id(row.b_node, row.b_ns, row.b_value),
        row.a_person,
        row.b_person,
        row.first_ts,
        row.note,
        row.changed_at,
        row.dismissed_at,
        row.dismissed_by,
    )


def _key(id: str) -> Key:
    found = _KEY.fullmatch(id)
    if found is None:
        raise NoConflict(about=id[:100])
    return int(found[1], 16), int(found[2], 16), found[3]


def _cursor(last: Conflict) -> str:
    return f"{(last.changed_at - _EPOCH) // timedelta(microseconds=1)}.{last.id}"


def _place(cursor: str) -> tuple[datetime, Key]:
    moment, _, id = cursor.partition(".")
    try:
        return _EPOCH + timedelta(microseconds=int(moment)), _key(id)
    except (ValueError, OverflowError, NoConflict) as error:
        raise BadCursor(about=cursor[:100]) from error
