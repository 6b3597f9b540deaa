"""Conflicts of identity over HTTP: which links were not believed and why, to be accepted or dismissed."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from uems.api.door import Asked, Id, PeopleEditor, Reader
from uems.api.people import IdBody, PersonBody, get_person, shown
from uems.api.problem import refusals
from uems.people import conflict, person
from uems.people.conflict import Conflict, Why

router = APIRouter(prefix="/api/identity", tags=["people"], responses=refusals(403, 404, 422, 503))


class ConflictBody(BaseModel):
    """Two ids that an event called one person, and the two persons that they are. `why`: taken = another user had the
    device first; known = the id had been a user itself; held = one person would have more ids than are allowed."""

    id: str = Field(examples=["8b1f0c5d2a64e97f-0c5d2a64e97f8b1f-device"])
    why: Why
    a: IdBody
    b: IdBody
    people: list[PersonBody] = Field(description="Who has the first id, and who has the second")
    kind: str = Field(examples=["device"])
    since: datetime
    source: str = Field(examples=["segment identify"])
    changed_at: datetime
    dismissed_at: datetime | None
    dismissed_by: str | None


class Conflicts(BaseModel):
    """What changed last comes first; `total` = on all pages, told with the first one only."""

    items: list[ConflictBody]
    next: str | None
    total: int | None = Field(examples=[3])


@router.get("/conflicts")
def list_conflicts(
    caller: Reader,
    why: Why | None = None,
    dismissed: Annotated[
        bool, Query(description="Those that somebody has put aside, instead of those that wait")
    ] = False,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=100)] = None,
) -> Conflicts:
    """Links that do not join and wait for a person to decide."""
    store, number = caller.parts.store, caller.project.number
    found, next = conflict.listed(store, number, why, dismissed, limit, cursor)
    total = conflict.counted(store, number, why, dismissed) if cursor is None else None
    return Conflicts(items=_told(caller, found), next=next, total=total)


@router.post("/conflicts/{id}/accept", responses=refusals(409))
def accept_conflict(caller: PeopleEditor, id: Id) -> PersonBody:
    """They are one person: a merge, which can be undone. The answer is that person."""
    parts = caller.parts
    merged = conflict.accept(parts.identities, parts.store, caller.project.number, id, parts.clock(), caller.by)
    return get_person(caller, person.public(merged))


@router.post("/conflicts/{id}/dismiss", status_code=204)
def dismiss_conflict(caller: PeopleEditor, id: Id) -> None:
    """They stay two persons, and nobody is asked again."""
    conflict.dismiss(caller.parts.store, caller.project.number, id, caller.parts.clock(), caller.by)


@router.post("/conflicts/{id}/restore", status_code=204)
def restore_conflict(caller: PeopleEditor, id: Id) -> None:
    """A dismissed conflict waits again."""
    conflict.restore(caller.parts.store, caller.project.number, id)


def _told(caller: Asked, found: list[Conflict]) -> list[ConflictBody]:
    numbers = list(dict.fromkeys(one for each in found for one in (each.a_person, each.b_person)))
    described = person.described(caller.scope(), caller.parts.store, numbers)
    people = {number: shown(one) for number, one in zip(numbers, described, strict=True)}
    return [
        ConflictBody(
            id=one.id,
            why=one.why,
            a=IdBody(namespace=one.a.space, value=one.a.value),
            b=IdBody(namespace=one.b.space, value=one.b.value),
            people=[people[one.a_person], people[one.b_person]],
            kind=one.kind,
            since=one.since,
            source=one.source,
            changed_at=one.changed_at,
            dismissed_at=one.dismissed_at,
            dismissed_by=one.dismissed_by,
        )
        for one in found
    ]
