"""Segments over HTTP: preview a condition, keep it as a live segment or as a saved list, see who is in it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from fastapi import APIRouter, Body, Query
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from uems.api import insight, spreadsheet
from uems.api.condition_body import ConditionJson
from uems.api.door import Analyst, Asked, Reader
from uems.api.people import PersonBody, Persons, shown
from uems.api.people_list import persons_csv
from uems.api.problem import refusals
from uems.base.errors import Conflict
from uems.base.words import Text
from uems.insight import cell, report
from uems.metrics.asked import Computed, Stopwatch
from uems.people import listing, person, saved_list, segment
from uems.people.live import freshness
from uems.people.scope import Scope
from uems.people.segment import Draft, Mode, Segment
from uems.people.tags import definition
from uems.people.tags.definition import Tag
from uems.rules.condition import parse
from uems.warehouse.sql import Sql, sql

router = APIRouter(prefix="/api/segments", tags=["segments"], responses=refusals(403, 404, 422, 503))

_DID = {"did": "add_to_cart", "within": {"days": 7}}
_DID_NOT = {"did": "order_paid", "times": {"op": "eq", "value": 0}}
_CONDITION: dict[str, Any] = {"all": [_DID, _DID_NOT]}
_FUNNEL: dict[str, Any] = {
    "kind": "funnel",
    "steps": [{"event": "add_to_cart"}, {"event": "order_paid"}],
    "since": "-30d",
}


class SegmentInUse(Conflict):
    code = "segment_in_use"
    text = Text("分群正被使用，不能删除", "The segment is in use and cannot be deleted")


class ListIsFixed(Conflict):
    code = "list_is_fixed"
    text = Text(
        "这份名单来自文件或相似人群，不能重新生成；请重新导入或重新查找",
        "This list came from a file or a lookalike and cannot be made anew; import or look again",
    )


class PreviewBody(BaseModel):
    """A condition, with the question's own clock and calendar where they matter."""

    condition: ConditionJson = Field(examples=[_CONDITION])
    now: AwareDatetime | None = None
    timezone: str | None = Field(None, max_length=60)


class Preview(BaseModel):
    """How many people the condition holds of now, and ten of them."""

    people: int
    sample: list[PersonBody]
    computed: Computed


class NumberBody(BaseModel):
    """A number of an answer: the question with its `kind`, and the cell."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"query": _FUNNEL, "cell": {"step": 1}}})
    query: insight.Question
    cell: dict[str, Any] = Field(default_factory=dict)

    def kept(self) -> dict[str, Any]:
        """As it is stored: without its own clock, so that a refresh asks it again."""
        said = self.query.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude={"now"})
        return {"query": said, "cell": self.cell}


class NewSegment(BaseModel):
    """`live`: whoever meets the condition whenever somebody asks. `snapshot`: a list of those who meet it now, or who
    are behind a number (`from`)."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"name": "Left carts", "mode": "live", "condition": _CONDITION}}
    )
    name: str = Field(min_length=1, max_length=200)
    description: str = Field("", max_length=2000)
    mode: Mode = "live"
    condition: ConditionJson | None = None
    source: NumberBody | None = Field(None, alias="from")

    @model_validator(mode="after")
    def one_origin(self) -> Self:
        if (self.condition is None) == (self.source is None):
            raise ValueError("give either condition or from")
        if self.source is not None and self.mode == "live":
            raise ValueError("who is behind a number is a snapshot")
        return self

    def draft(self) -> Draft:
        source = None if self.source is None else self.source.kept()
        return Draft(self.name, self.description, self.mode, self.condition, source)


class SegmentChange(BaseModel):
    """What is left out stays as it is. A snapshot with another condition is made anew."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"name": "Left carts, 7 days"}})
    name: str | None = Field(None, min_length=1, max_length=200)
    description: str | None = Field(None, max_length=2000)
    condition: ConditionJson | None = None


class FreshnessBody(BaseModel):
    """How fresh the members are: right `as_of` then; after an event within `promise_seconds`, and all computed anew
    `every_seconds` (null = not promised). `entered` and `left` count since `since`. A stale one says `why`: starting,
    behind, failing, stopped."""

    as_of: datetime | None
    promise_seconds: int | None = Field(examples=[5])
    every_seconds: int | None = Field(examples=[60])
    stale: bool
    why: freshness.Why
    entered: int = Field(examples=[31])
    left: int = Field(examples=[12])
    since: datetime


class SegmentEntry(BaseModel):
    """`people` = its size when last counted, at `computed_at`; `source` = where a saved list came from: the number of
    an answer, `{"file": …}` or `{"lookalike": …}`."""

    id: str = Field(examples=["seg_4k0qd2m8"])
    name: str = Field(examples=["Left carts"])
    description: str
    mode: Mode
    condition: dict[str, Any] | None = Field(examples=[_CONDITION])
    source: dict[str, Any] | None
    people: int | None = Field(examples=[412])
    computed_at: datetime | None
    created_at: datetime
    updated_at: datetime
    freshness: FreshnessBody


class User(BaseModel):
    """What would miss a segment."""

    kind: Literal["segment", "tag", "report"]
    id: str
    name: str


class SegmentBody(SegmentEntry):
    used_by: list[User]


class Segments(BaseModel):
    items: list[SegmentEntry]
    next: str | None


class SizeBody(BaseModel):
    """`entered` and `left` count from this time until the next."""

    at: datetime
    people: int = Field(examples=[412])
    entered: int
    left: int


class Sizes(BaseModel):
    """The oldest first."""

    items: list[SizeBody]
    next: str | None


@router.post("/preview")
def preview(caller: Reader, asked: Annotated[PreviewBody, Body()]) -> Preview:
    """Who a condition means, before it becomes a segment."""
    watch = Stopwatch.start()
    scope = caller.scope(asked.now, asked.timezone)
    condition = parse(asked.condition, "condition")
    found = segment.preview(condition, scope, caller.parts.store)
    computed = watch.computed("segment", condition, scope)
    return Preview(people=found.people, sample=[shown(one) for one in found.sample], computed=computed)


@router.get("")
def list_segments(caller: Reader, limit: int = Query(100, ge=1, le=1000), cursor: str | None = None) -> Segments:
    """The project's segments, page by page, each with its size when last counted."""
    items, next = segment.listed(caller.parts.store, caller.project.number, limit, cursor)
    return Segments(items=entries(caller, items), next=next)


@router.post("", status_code=201)
def create_segment(caller: Analyst, asked: NewSegment) -> SegmentBody:
    """Keep a condition, or the people it means now, or those behind a number, under a name."""
    draft, source = asked.draft(), asked.source
    if source is None:
        scope, selected = _holding(caller, draft.condition)
    else:
        scope, selected = _behind(caller, source.query, source.cell)
    store, number, now = caller.parts.store, caller.project.number, caller.parts.clock()
    if draft.mode == "live":
        return body(caller, segment.create(store, number, draft, segment.counted(selected, scope), None, now))
    saved = saved_list.write(selected, scope, now)
    return body(caller, segment.create(store, number, draft, saved.people, saved.list, now))


@router.get("/{id}")
def get_segment(caller: Reader, id: str) -> SegmentBody:
    """One segment; a live one is counted now."""
    store, number = caller.parts.store, caller.project.number
    found = segment.find(store, number, id)
    if found.mode == "live":
        scope = caller.scope()
        people = segment.counted(segment.members(found, scope), scope)
        found = segment.recounted(store, number, found, people, caller.parts.clock())
    return body(caller, found)


@router.patch("/{id}")
def change_segment(caller: Analyst, id: str, asked: SegmentChange) -> SegmentBody:
    """Another name, description or condition."""
    store, number, now = caller.parts.store, caller.project.number, caller.parts.clock()
    values: dict[str, Any] = asked.model_dump(exclude_none=True)
    if asked.condition is None:
        return body(caller, segment.change(store, number, id, values, now))
    found = segment.find(store, number, id)
    scope, selected = _holding(caller, asked.condition)
    if found.mode == "live":
        changed = segment.change(store, number, id, values, now)
        return body(caller, segment.recounted(store, number, changed, segment.counted(selected, scope), now))
    saved = saved_list.write(selected, scope, now)
    segment.change(store, number, id, {**values, "source": None}, now)
    return body(caller, segment.refreshed(store, number, id, saved, now))


@router.delete("/{id}", status_code=204, responses=refusals(409))
def delete_segment(caller: Analyst, id: str) -> None:
    """The segment is gone; refused while another segment, a tag or a report uses it."""
    used = _users(caller, id)
    if used:
        raise SegmentInUse(about=", ".join(one.name for one in used))
    segment.delete(caller.parts.store, caller.project.number, id)


@router.post("/{id}/refresh", responses=refusals(409))
def refresh_segment(caller: Analyst, id: str) -> SegmentBody:
    """Make a saved list anew, all at once: of those whom its condition or its number means now."""
    store, number, now = caller.parts.store, caller.project.number, caller.parts.clock()
    found = segment.find(store, number, id)
    if found.mode == "live":
        return get_segment(caller, id)
    source = found.source or {}
    if found.condition is not None:
        scope, selected = _holding(caller, found.condition)
    elif "query" in source:
        scope, selected = _behind(caller, insight.read(source["query"]["kind"], source["query"]), source["cell"])
    else:
        raise ListIsFixed(about=found.name)
    saved = saved_list.write(selected, scope, now)
    return body(caller, segment.refreshed(store, number, id, saved, now))


@router.get("/{id}/members", response_model=Persons, responses=spreadsheet.CSV)
def list_members(
    caller: Reader,
    id: str,
    csv: spreadsheet.Wanted,
    limit: int = Query(50, ge=1, le=500),
    cursor: str | None = Query(None, max_length=32),
) -> Persons | StreamingResponse:
    """Who is in the segment, in the order of their ids, page by page or all as CSV."""
    store, scope = caller.parts.store, caller.scope()
    inside = segment.members(segment.find(store, caller.project.number, id), scope)
    asked = sql("SELECT person_id, {none} AS columns FROM ({inside})", none=cell.NO_COLUMNS, inside=inside)
    if csv:
        caller.must("export")
        return persons_csv(caller, scope, listing.in_turn(cell.everyone(asked, scope), scope, store), None)
    found, next = cell.listed(asked, scope, limit, cursor)
    people = person.described(scope, store, [one.person for one in found])
    return Persons(items=[shown(one) for one in people], next=next)


@router.get("/{id}/history")
def list_sizes(caller: Reader, id: str) -> Sizes:
    """How large the segment was, each time it was counted."""
    found = segment.history(caller.parts.store, caller.project.number, id)
    return Sizes(items=[SizeBody.model_validate(one, from_attributes=True) for one in found], next=None)


def _holding(caller: Asked, condition: dict[str, Any] | None) -> tuple[Scope, Sql]:
    """SELECT person_id of those of whom the condition holds, and the scope it is asked in."""
    scope = caller.scope()
    return scope, scope.people(parse(condition, "condition"))


def _behind(caller: Asked, query: Any, given: dict[str, Any]) -> tuple[Scope, Sql]:
    """SELECT person_id of those behind a number, and the scope it is asked in: with the question's own clock, calendar
    and limits on who may ask it. Raises HiddenProperty."""
    scope = query.scope(caller)
    return scope, sql("SELECT person_id FROM ({behind})", behind=insight.behind(query, given, scope, caller))


def _users(caller: Asked, id: str) -> list[User]:
    store, number = caller.parts.store, caller.project.number
    segments = [User(kind="segment", id=one.id, name=one.name) for one in segment.users(store, number, id)]
    tags = [User(kind="tag", id=one.id, name=one.name) for one in definition.every(store, number) if _names(one, id)]
    reports = [one for one in report.every(store, number) if id in segment.mentioned(one.query)]
    return segments + tags + [User(kind="report", id=one.id, name=one.name) for one in reports]


def _names(tag: Tag, id: str) -> bool:
    """Whether what is made of a tag now, or will be of its newest version, follows from the segment."""
    return tag.status != "retired" and id in segment.mentioned([one.settings for one in tag.counting])


def body(caller: Asked, found: Segment) -> SegmentBody:
    """One segment with all that is told of it."""
    (entry,) = entries(caller, [found])
    return SegmentBody(**entry.model_dump(), used_by=_users(caller, found.id))


def entries(caller: Asked, found: Sequence[Segment]) -> list[SegmentEntry]:
    """Segments as lists show them, each with its freshness."""
    parts, number, now = caller.parts, caller.project.number, caller.parts.clock()
    moved = segment.moved(parts.store, number, now - freshness.DAY)
    told = []
    for one in found:
        fresh = freshness.of(one, parts.follower, number, moved, now)
        values = {name: getattr(one, name) for name in SegmentEntry.model_fields if name != "freshness"}
        told.append(SegmentEntry(**values, freshness=FreshnessBody.model_validate(fresh, from_attributes=True)))
    return told
