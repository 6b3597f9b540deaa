"""Segments: groups of people with a name, live (whoever meets a condition) or snapshot (a list saved at one time)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa

from uems.base.errors import NotFound
from uems.base.ids import new_id
from uems.base.words import Text
from uems.people import saved_list
from uems.people.person import Person, described
from uems.people.saved_list import Saved
from uems.people.scope import Scope
from uems.rules.condition import Condition, InSegment, parse
from uems.rules.reference import referred, resolved
from uems.store import shelf
from uems.store.client import Store
from uems.store.table import U64, Instant, metadata
from uems.warehouse.sql import Sql, join, sql

Mode = Literal["live", "snapshot"]

table = sa.Table(
    "segment",
    metadata,
    sa.Column("project", sa.Integer, sa.ForeignKey("project.number"), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("mode", sa.Text, nullable=False),
    sa.Column("condition", sa.JSON(none_as_null=True)),
    sa.Column("source", sa.JSON(none_as_null=True)),
    sa.Column("list", U64),
    sa.Column("people", sa.BigInteger),
    sa.Column("computed_at", Instant),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("updated_at", Instant, nullable=False),
    sa.CheckConstraint("mode in ('live', 'snapshot')", name="mode"),
)
sizes = sa.Table(
    "segment_size",
    metadata,
    sa.Column("project", sa.Integer, primary_key=True),
    sa.Column("segment", sa.Text, primary_key=True),
    sa.Column("at", Instant, primary_key=True),
    sa.Column("people", sa.BigInteger, nullable=False),
    sa.Column("entered", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("left", sa.BigInteger, nullable=False, server_default="0"),
    sa.ForeignKeyConstraint(
        ["project", "segment"],
        ["segment.project", "segment.id"],
        name="fk_segment_size_project_segment",
        ondelete="CASCADE",
    ),
)

_SAMPLE = 10
_TOGETHER = 50
"""Conditions asked in one question."""
_APART = timedelta(hours=1)
"""Sizes of a live segment are kept at most so often."""


class NoSegment(NotFound):
    code = "segment_not_found"
    text = Text("没有这个分群", "There is no such segment")


@dataclass(frozen=True, slots=True)
class Segment:
    """`source` = the question and the cell that a saved list came from; `list` = the number of its rows; `people` = how
    many they were when last counted, at `computed_at`."""

    id: str
    name: str
    description: str
    mode: Mode
    condition: dict[str, Any] | None
    source: dict[str, Any] | None
    list: int | None
    people: int | None
    computed_at: datetime | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """What a segment is made of; a snapshot has a condition or a source, a live one a condition."""

    name: str
    description: str
    mode: Mode
    condition: dict[str, Any] | None = None
    source: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Size:
    """How many people were in the segment at one time, and how many came and left from then until the next size."""

    at: datetime
    people: int
    entered: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """How many people a condition holds of, and ten of them."""

    people: int
    sample: list[Person]


class Meanings(Mapping[str, Condition | Sql]):
    """What each segment of a project means, read from the store when it is asked for."""

    def __init__(self, store: Store, project: int, merged: bool) -> None:
        self._store, self._project, self._merged = store, project, merged
        self._known: dict[str, Condition | Sql] = {}

    def __getitem__(self, id: str) -> Condition | Sql:
        if id not in self._known:
            try:
                self._known[id] = _meaning(find(self._store, self._project, id), self._merged)
            except NoSegment:
                raise KeyError(id) from None
        return self._known[id]

    def __iter__(self) -> Iterator[str]:
        return iter([one.id for one in every(self._store, self._project)])

    def __len__(self) -> int:
        return len(every(self._store, self._project))


def preview(condition: Condition, scope: Scope, store: Store) -> Preview:
    """Who is meant. Raises NotFound for a segment, tag or state that does not exist."""
    asked = sql(
        "SELECT count(), groupArraySorted({most:UInt8})(person_id) FROM ({members})",
        most=_SAMPLE,
        members=scope.people(condition),
    )
    count, some = scope.ask(asked).rows[0]
    return Preview(count, described(scope, store, some))


def members(segment: Segment, scope: Scope) -> Sql:
    """SELECT person_id of who is in it: for a live one at the scope's now."""
    found = _meaning(segment, scope.merged)
    return found if isinstance(found, Sql) else scope.people(found)


def of_person(person: int, events: Sql, scope: Scope, store: Store) -> list[Segment]:
    """The segments that a person is in, by name. The conditions are asked of these, the person's own events, alone."""
    known = every(store, scope.project.number)
    inside = _listed_in(person, [one for one in known if one.mode == "snapshot"], scope)
    inside |= _meeting(person, [one for one in known if one.mode == "live"], events, scope)
    return [one for one in known if one.id in inside]


def in_hand(person: int, scope: Scope, store: Store) -> dict[str, Condition | bool]:
    """What each segment means to who has one person's facts in hand: a condition, or whether the list has them."""
    known = every(store, scope.project.number)
    inside = _listed_in(person, [one for one in known if one.mode == "snapshot"], scope)
    return {one.id: parse(one.condition, "condition") if one.mode == "live" else one.id in inside for one in known}


def _meeting(person: int, live: Sequence[Segment], events: Sql, scope: Scope) -> set[str]:
    """Those of the live segments whose condition holds of the person, by id."""
    found: set[str] = set()
    for start in range(0, len(live), _TOGETHER):
        some = live[start : start + _TOGETHER]
        there, holds = scope.memberships([parse(one.condition, "condition") for one in some], [person], events)
        if person in there:
            found |= {one.id for one, held in zip(some, holds[:, there.index(person)], strict=True) if held}
    return found


def _listed_in(person: int, segments: Sequence[Segment], scope: Scope) -> set[str]:
    """The ids of those saved lists that the person is on."""
    asked = [
        sql(
            "SELECT {id:String} FROM ({members}) WHERE person_id = {person:UInt64}",
            id=one.id,
            members=members(one, scope),
            person=person,
        )
        for one in segments
    ]
    return {row[0] for row in scope.ask(join(" UNION ALL ", asked)).rows} if asked else set()


def counted(selected: Sql, scope: Scope) -> int:
    """How many people `selected` selects."""
    return int(scope.ask(sql("SELECT count() FROM ({selected})", selected=selected)).scalar())


def create(store: Store, project: int, draft: Draft, people: int, list: int | None, now: datetime) -> Segment:
    """A segment whose people have been counted and, for a snapshot, saved. Raises SegmentUnknown, SegmentsTooLarge."""
    values: dict[str, Any] = {name: getattr(draft, name) for name in Draft.__dataclass_fields__}
    values |= {"id": new_id("seg"), "list": list, "people": people, "computed_at": now}
    values |= {"created_at": now, "updated_at": now}
    with store.write() as connection:
        _refuse_nonsense(connection, project, values["id"], draft.condition)
        connection.execute(sa.insert(table).values(project=project, **values))
        _note(connection, project, values["id"], people, now)
    return Segment(**values)


def find(store: Store, project: int, id: str) -> Segment:
    """Raises NoSegment."""
    with store.read() as connection:
        return _segment(shelf.find(connection, table, project, id, NoSegment))


def listed(store: Store, project: int, limit: int, cursor: str | None) -> tuple[list[Segment], str | None]:
    """Some segments in the order of their ids, and where the next page begins."""
    with store.read() as connection:
        rows, next = shelf.page(connection, table, project, limit, cursor)
    return [_segment(row) for row in rows], next


def every(store: Store, project: int) -> list[Segment]:
    """All segments, by name."""
    with store.read() as connection:
        rows = connection.execute(sa.select(table).where(table.c.project == project).order_by(table.c.name)).all()
    return [_segment(row) for row in rows]


def live(store: Store) -> dict[int, list[Segment]]:
    """The live segments of every project, by the project's number."""
    found: dict[int, list[Segment]] = {}
    with store.read() as connection:
        for row in connection.execute(sa.select(table).where(table.c.mode == "live").order_by(table.c.id)):
            found.setdefault(row.project, []).append(_segment(row))
    return found


def change(store: Store, project: int, id: str, values: Mapping[str, Any], now: datetime) -> Segment:
    """The segment with the given fields changed. Raises NoSegment, SegmentUnknown, SegmentCircle, SegmentsTooLarge."""
    with store.write() as connection:
        if values.get("condition") is not None:
            _refuse_nonsense(connection, project, id, values["condition"])
        shelf.change(connection, table, project, id, {**values, "updated_at": now}, NoSegment)
    return find(store, project, id)


def refreshed(store: Store, project: int, id: str, saved: Saved, now: datetime) -> Segment:
    """The snapshot with a new list in the place of the old, all at once. Raises NoSegment."""
    values = {"list": saved.list, "people": saved.people, "computed_at": now}
    with store.write() as connection:
        shelf.change(connection, table, project, id, values, NoSegment)
        _note(connection, project, id, saved.people, now)
    return find(store, project, id)


def recounted(store: Store, project: int, segment: Segment, people: int, now: datetime) -> Segment:
    """The live segment with its size now; the history gets one an hour at most. Raises NoSegment."""
    if segment.people == people and segment.computed_at is not None and now - segment.computed_at < _APART:
        return segment
    with store.write() as connection:
        shelf.change(connection, table, project, segment.id, {"people": people, "computed_at": now}, NoSegment)
        newest = sa.select(sa.func.max(sizes.c.at)).where(sizes.c.project == project, sizes.c.segment == segment.id)
        last = connection.execute(newest).scalar()
        if last is None or now - last >= _APART:
            _note(connection, project, segment.id, people, now)
    return find(store, project, segment.id)


def delete(store: Store, project: int, id: str) -> None:
    """Raises NoSegment. Ask `users` first who would miss it."""
    with store.write() as connection:
        shelf.delete(connection, table, project, id, NoSegment)


def users(store: Store, project: int, id: str) -> list[Segment]:
    """The segments that this one is part of."""
    return [one for one in every(store, project) if id in mentioned([one.condition, one.source])]


def history(store: Store, project: int, id: str) -> list[Size]:
    """Its sizes, the oldest first. Raises NoSegment."""
    told = (sizes.c.at, sizes.c.people, sizes.c.entered, sizes.c.left)
    asked = sa.select(*told).where(sizes.c.project == project, sizes.c.segment == id)
    with store.read() as connection:
        shelf.find(connection, table, project, id, NoSegment)
        return [Size(*row) for row in connection.execute(asked.order_by(sizes.c.at))]


def moved(store: Store, project: int, since: datetime) -> dict[str, tuple[int, int]]:
    """How many came into each followed segment and left it since, by its id; to the hour."""
    asked = sa.select(sizes.c.segment, sa.func.sum(sizes.c.entered), sa.func.sum(sizes.c.left))
    with store.read() as connection:
        rows = connection.execute(
            asked.where(sizes.c.project == project, sizes.c.at >= since).group_by(sizes.c.segment)
        ).all()
    return {id: (int(entered), int(left)) for id, entered, left in rows}


def tally(
    connection: sa.Connection, project: int, id: str, people: int, entered: int, left: int, now: datetime
) -> None:
    """A followed segment's size now, and who came and left since it was told last; a segment that is gone stays so."""
    mine = sa.and_(table.c.project == project, table.c.id == id)
    if connection.execute(sa.update(table).where(mine).values(people=people, computed_at=now)).rowcount == 0:
        return
    here = sa.and_(sizes.c.project == project, sizes.c.segment == id)
    last = connection.execute(sa.select(sa.func.max(sizes.c.at)).where(here)).scalar()
    if last is None or now - last >= _APART:
        values = {"project": project, "segment": id, "at": now, "people": people, "entered": entered, "left": left}
        connection.execute(sa.insert(sizes).values(values))
        return
    added = {"people": people, "entered": sizes.c.entered + entered, "left": sizes.c.left + left}
    connection.execute(sa.update(sizes).where(here, sizes.c.at == last).values(added))


def mentioned(json: Any) -> set[str]:
    """The segments that a question, or a condition in it, names."""
    if isinstance(json, dict):
        here = {json["segment"]} if isinstance(json.get("segment"), str) else set()
        return here.union(*(mentioned(value) for value in json.values()))
    return set().union(*(mentioned(value) for value in json)) if isinstance(json, (list, tuple)) else set()


def kept_lists(store: Store) -> set[tuple[int, int]]:
    """(project, list) of every saved list that a segment has."""
    asked = sa.select(table.c.project, table.c.list).where(table.c.list.is_not(None))
    with store.read() as connection:
        return {(project, list) for project, list in connection.execute(asked)}


def _meaning(segment: Segment, merged: bool) -> Condition | Sql:
    if segment.mode == "snapshot":
        assert segment.list is not None
        return saved_list.members(segment.list, merged)
    return parse(segment.condition, "condition")


def _refuse_nonsense(connection: sa.Connection, project: int, id: str, condition: dict[str, Any] | None) -> None:
    """Whether every segment still has a meaning with this one's new condition. Of snapshots too the conditions count:
    they are asked again."""
    if condition is None:
        return
    rows = connection.execute(sa.select(table.c.id, table.c.condition).where(table.c.project == project))
    known: dict[str, object] = {row.id: parse(row.condition) if row.condition else None for row in rows}
    known[id] = parse(condition, "condition")
    for one, meaning in known.items():
        if one == id or (isinstance(meaning, Condition) and referred(meaning)):
            resolved(InSegment(one), known)


def _note(connection: sa.Connection, project: int, id: str, people: int, now: datetime) -> None:
    connection.execute(sa.insert(sizes).values(project=project, segment=id, at=now, people=people))


def _segment(row: Any) -> Segment:
    return Segment(**{name: getattr(row, name) for name in Segment.__dataclass_fields__})
