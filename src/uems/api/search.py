"""One search over a project: people by their ids, segments, reports, dashboards and events by a part of their names."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from uems.api.door import Asked, Reader
from uems.api.people import shown, who
from uems.api.problem import refusals
from uems.insight import dashboard, report
from uems.people import person, segment

router = APIRouter(prefix="/api/search", tags=["search"], responses=refusals(403, 404, 422, 503))

_EACH = 8
"""Things of one kind at most."""
_MOST = 1000
"""Dashboards that are looked through."""


class Found(BaseModel):
    """One thing: `id` is what its own routes take (of an event its name), `name` what people read; `about` = of a
    report its question's kind, of a segment its mode."""

    kind: Literal["person", "segment", "report", "dashboard", "event"]
    id: str = Field(examples=["seg_4k0qd2m8"])
    name: str = Field(examples=["Left carts"])
    about: str = Field(examples=["live"])


class Everything(BaseModel):
    """People first, then segments, reports, dashboards and events."""

    items: list[Found]
    next: str | None


@router.get("")
def search_everything(
    caller: Reader, q: Annotated[str, Query(min_length=1, max_length=200, description="A part of a name, or an id")]
) -> Everything:
    """What a few letters may mean."""
    store, number, wanted = caller.parts.store, caller.project.number, q.casefold()
    segments = [
        Found(kind="segment", id=one.id, name=one.name, about=one.mode)
        for one in segment.every(store, number)
        if wanted in one.name.casefold() or q == one.id
    ]
    reports = [
        Found(kind="report", id=one.id, name=one.name, about=one.kind)
        for one in report.every(store, number)
        if wanted in one.name.casefold() or q == one.id
    ]
    boards = [
        Found(kind="dashboard", id=one.id, name=one.name, about="")
        for one in dashboard.listed(store, number, _MOST, None)[0]
        if wanted in one.name.casefold() or q == one.id
    ]
    named = caller.parts.catalogue.events(number, q)
    events = [Found(kind="event", id=one.name, name=one.name, about="") for one in named[:_EACH]]
    kept = [*segments[:_EACH], *reports[:_EACH], *boards[:_EACH]]
    return Everything(items=[*_people(caller, q), *kept, *events], next=None)


def _people(caller: Asked, q: str) -> list[Found]:
    try:
        found = person.profile(caller.scope(), caller.parts.store, who(caller, q))
    except person.NoPerson:
        return []
    ids = shown(found).ids
    return [Found(kind="person", id=found.id, name=ids[0].value if ids else found.id, about="")]
