"""Merges and splits over HTTP: what one would do before it is done, the log of those done, and taking one back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, Field

from uems.api.door import Asked, Id, PeopleEditor, Reader
from uems.api.people import AnyId, IdBody, Merge, PersonBody, Persons, SegmentName, Split, shown, who
from uems.api.problem import refusals
from uems.people import merge, merge_log, person, preview
from uems.people.merge_log import Act
from uems.people.preview import MISSING, Preview
from uems.people.property_class import Mask

router = APIRouter(prefix="/api", tags=["people"], responses=refusals(403, 404, 422, 503))


class FateBody(BaseModel):
    """What becomes of one property: its value with each person of `before` (null = none), the value after, the `rule`
    that decides, and of which person (public id) the value is, where it is one person's.

    Rules: same = all have this value; only = one alone has it; latest = the newest that was set; first = the oldest,
    since it is set once; sum = added up; joined = one list of all; removed = taken away later than it was given."""

    name: str = Field(examples=["plan"])
    before: list[Any] = Field(examples=[["free", "pro"]])
    after: Any = Field(examples=["pro"])
    rule: preview.Rule
    of: str | None = Field(examples=["8b1f0c5d2a64e97f"])


class MembershipBody(BaseModel):
    """A segment, and whether each person before and after is in it; null = only known afterwards."""

    segment: SegmentName
    before: list[bool | None]
    after: list[bool | None]


class MergePreview(BaseModel):
    """The people there are and those there would be, with their ids, events and properties. `properties` is told where
    one person remains; `segments` is null where the people have too many events to tell."""

    before: list[PersonBody]
    after: list[PersonBody]
    properties: list[FateBody]
    segments: list[MembershipBody] | None


class Part(BaseModel):
    """A person as they were before: their public id then, and their ids as far as these are still known."""

    id: str = Field(examples=["8b1f0c5d2a64e97f"])
    ids: list[IdBody]


class MergeBody(BaseModel):
    """One merge or split: who did it and when, the persons there had been, and those that their ids are now."""

    id: str = Field(examples=["mrg_4k0qd2m8"])
    kind: merge_log.Kind
    at: datetime
    by: str = Field(description="Who did it; empty = a program", examples=["Ada"])
    before: list[Part]
    now: list[str] = Field(description="Public ids", examples=[["8b1f0c5d2a64e97f"]])
    undone_at: datetime | None
    undone_by: str | None


class Merges(BaseModel):
    """The newest first."""

    items: list[MergeBody]
    next: str | None


@router.post("/persons/merge/preview", responses=refusals(409))
def preview_merge(caller: Reader, asked: Annotated[Merge, Body()]) -> MergePreview:
    """What a merge would do: ids, events, what becomes of each property and why, segments. Nothing changes."""
    scope, store = caller.scope(), caller.parts.store
    ids = [person.find(scope, store, text) for text in asked.named()]
    return _preview(preview.of_merge(scope, store, caller.parts.identities, ids), caller.mask())


@router.post("/persons/{id}/split/preview")
def preview_split(caller: Reader, id: AnyId, asked: Annotated[Split, Body()]) -> MergePreview:
    """Who there would be after a split, with which ids, events and properties. Nothing changes."""
    whole, parts = who(caller, id), caller.parts
    members = parts.identities.members(caller.project.number, whole)
    off = sorted(one.id.node for one in members if one.id.value in asked.ids)
    return _preview(preview.of_split(caller.scope(), parts.store, parts.identities, whole, off), caller.mask())


@router.get("/merges")
def list_merges(
    caller: Reader,
    of: Annotated[str | None, Query(alias="person", max_length=512, description="Only what touched their ids")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    cursor: Annotated[str | None, Query(max_length=64)] = None,
) -> Merges:
    """Who merged and split whom, the newest first."""
    parts, number = caller.parts, caller.project.number
    nodes = None
    if of is not None:
        one = who(caller, of)
        nodes = [m.id.node for m in parts.identities.members(number, one)] or [one]
    with parts.store.read() as connection:
        acts, next = merge_log.listed(connection, number, nodes, limit, cursor)
    return Merges(items=[_told(caller, act) for act in acts], next=next)


@router.get("/merges/{id}")
def get_merge(caller: Reader, id: Id) -> MergeBody:
    """One merge or split."""
    with caller.parts.store.read() as connection:
        return _told(caller, merge_log.find(connection, caller.project.number, id))


@router.post("/merges/{id}/undo", responses=refusals(409))
def undo_merge(caller: PeopleEditor, id: Id) -> Persons:
    """Take a merge or a split back: every number is again what it would be without it. The answer is everybody whom
    its ids are then."""
    parts, scope = caller.parts, caller.scope()
    persons = merge.undo(parts.identities, caller.project.number, id, parts.clock(), caller.by)
    return Persons(items=[shown(one) for one in person.described(scope, parts.store, persons)], next=None)


def _told(caller: Asked, act: Act) -> MergeBody:
    now = [caller.parts.identities.person(caller.project.number, n) for nodes in act.before.values() for n in nodes]
    return MergeBody(
        id=act.id,
        kind=act.kind,
        at=act.at,
        by=act.by,
        before=[_part(number, nodes, act) for number, nodes in act.before.items()],
        now=[person.public(one) for one in dict.fromkeys(now)],
        undone_at=act.undone_at,
        undone_by=act.undone_by,
    )


def _part(number: int, nodes: Sequence[int], act: Act) -> Part:
    ids = sorted((act.ids[node] for node in nodes if node in act.ids), key=lambda id: (id.space != "user", id.value))
    return Part(id=person.public(number), ids=[IdBody(namespace=id.space, value=id.value) for id in ids])


def _preview(found: Preview, mask: Mask) -> MergePreview:
    def value(name: str, given: Any) -> Any:
        return None if given is MISSING else mask.clean({name: given}, single=True)[name]

    fates = [
        FateBody(
            name=f.name,
            before=[value(f.name, one) for one in f.before],
            after=value(f.name, f.after),
            rule=f.rule,
            of=f.of,
        )
        for f in found.properties
    ]
    inside = None
    if found.segments is not None:
        inside = [
            MembershipBody(
                segment=SegmentName.model_validate(one.segment, from_attributes=True),
                before=one.before,
                after=one.after,
            )
            for one in found.segments
        ]
    before, after = ([shown(one) for one in people] for people in (found.before, found.after))
    return MergePreview(before=before, after=after, properties=fates, segments=inside)
