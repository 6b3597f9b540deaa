"""Erasing a person over HTTP, and the receipts that say what went."""

from datetime import datetime

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from uems.api.door import Id, PeopleEditor
from uems.api.people import AnyId
from uems.api.problem import refusals
from uems.people import erasure, person
from uems.people.erasure import Erasure, State

router = APIRouter(tags=["people"], responses=refusals(403, 404, 422, 503))


class ErasureBody(BaseModel):
    """A receipt. `waiting` and `doing` go on by themselves, also after a restart; `went` = rows taken out, by place. It
    does not say who it was: only somebody who knows one of the ids can ask for it by that."""

    id: str = Field(examples=["ers_4k0qd2m8"])
    state: State
    ids: int = Field(description="How many ids were theirs", examples=[3])
    asked_by: str = Field(description="Who asked for it; empty = a program", examples=["Ada"])
    asked_at: datetime
    done_at: datetime | None
    went: dict[str, int] = Field(examples=[{"store.identity_node": 3, "journal.requests": 12, "facts.events": 42}])


class Erasures(BaseModel):
    items: list[ErasureBody]
    next: str | None


@router.delete("/api/persons/{id}", status_code=202)
def erase_person(caller: PeopleEditor, id: AnyId) -> ErasureBody:
    """Take a person out of everything, by any of their ids, for good; what comes of them later is dropped. It takes a
    while: ask for the receipt. Asked again, the answer is the same erasure."""
    parts, number = caller.parts, caller.project.number
    before = parts.erased.erasure_of(number, id)
    if before is not None:
        return _body(erasure.find(parts.store, number, before))
    found = person.find(caller.scope(), parts.store, id)
    made = erasure.ask(parts.store, parts.identities, parts.erased, number, found, caller.by, parts.clock())
    return _body(made)


@router.get("/api/erasures")
def list_erasures(
    caller: PeopleEditor,
    person: str | None = Query(None, max_length=512, description="An id that may have been erased"),
    limit: int = Query(100, ge=1, le=1000),
    cursor: str | None = None,
) -> Erasures:
    """The project's erasures; with `person` the one in which this id went, if any."""
    parts, number = caller.parts, caller.project.number
    if person is not None:
        one = parts.erased.erasure_of(number, person)
        return Erasures(items=[] if one is None else [_body(erasure.find(parts.store, number, one))], next=None)
    items, next = erasure.listed(parts.store, number, limit, cursor)
    return Erasures(items=[_body(one) for one in items], next=next)


@router.get("/api/erasures/{id}")
def get_erasure(caller: PeopleEditor, id: Id) -> ErasureBody:
    """One receipt."""
    return _body(erasure.find(caller.parts.store, caller.project.number, id))


def _body(one: Erasure) -> ErasureBody:
    return ErasureBody.model_validate(one, from_attributes=True)
