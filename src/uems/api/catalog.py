"""The catalogue over HTTP: names of events, their properties and values, for whoever builds a question."""

import base64
import binascii
import re
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from uems.api.door import Reader
from uems.api.problem import refusals
from uems.base.page import BadCursor
from uems.events import catalogue
from uems.events.catalogue import Named, Of, Type

router = APIRouter(prefix="/api/catalog", tags=["catalogue"], responses=refusals(403, 404, 422, 503))

_CURSOR = re.compile(r"([0-9]{1,19})\.([0-9]{1,19})\.([A-Za-z0-9_=-]*)")
_Search = Annotated[str, Query(max_length=200, description="A part of the name, in any case")]
_Event = Annotated[str | None, Query(max_length=300, description="Only of events of this name")]


class EventName(BaseModel):
    """The events of one name: how many in the last 30 days and ever, and the times of the first and the last."""

    name: str = Field(examples=["order_paid"])
    volume_30d: int = Field(examples=[1280])
    volume: int = Field(examples=[20480])
    first_seen: datetime
    last_seen: datetime


class EventNames(BaseModel):
    """`total` = names that the search finds, over all pages."""

    items: list[EventName]
    next: str | None
    total: int = Field(examples=[40])


class PropertyName(BaseModel):
    """A property, the type that most of its values have, and the share of events or people that have it."""

    name: str = Field(examples=["country"])
    type: Type
    share: float = Field(examples=[0.93])


class PropertyNames(BaseModel):
    items: list[PropertyName]
    next: str | None
    total: int


class ValueFound(BaseModel):
    """A value, how often it was found, and its share of all values found."""

    value: str | int | float | bool = Field(examples=["CN"])
    count: int = Field(examples=[512])
    share: float = Field(examples=[0.41])


class ValuesFound(BaseModel):
    """The most frequent values; not `whole` = a part of the events or people was looked at, a fair sample of them. A
    property whose values the caller may not see has none."""

    items: list[ValueFound]
    next: str | None
    whole: bool


@router.get("/events")
def list_event_names(
    caller: Reader, search: _Search = "", limit: int = Query(100, ge=1, le=1000), cursor: str | None = None
) -> EventNames:
    """The names of the project's events, the most frequent of the last 30 days first."""
    found = caller.parts.catalogue.events(caller.project.number, search)
    after = None if cursor is None else _place(cursor)
    rest = found if after is None else [one for one in found if catalogue.place(one) > after]
    items = [EventName.model_validate(one, from_attributes=True) for one in rest[:limit]]
    return EventNames(items=items, next=_cursor(rest[limit - 1]) if len(rest) > limit else None, total=len(found))


@router.get("/properties")
def list_properties(
    caller: Reader, of: Of = "event", event: _Event = None, search: _Search = "", limit: int = Query(500, ge=1, le=5000)
) -> PropertyNames:
    """The properties of events (of one name), or of people, the most common first."""
    found = caller.parts.catalogue.properties(caller.project.number, of, _of_event(of, event), search)
    items = [PropertyName.model_validate(one, from_attributes=True) for one in found[:limit]]
    return PropertyNames(items=items, next=None, total=len(found))


@router.get("/values")
def list_values(
    caller: Reader,
    property: Annotated[str, Query(min_length=1, max_length=200)],
    of: Of = "event",
    event: _Event = None,
    search: _Search = "",
    limit: int = Query(20, ge=1, le=100),
) -> ValuesFound:
    """The most frequent values of a property; of lists their elements."""
    if caller.mask().hides(property, of=of):
        return ValuesFound(items=[], next=None, whole=False)
    found = caller.parts.catalogue.values(caller.project.number, of, property, _of_event(of, event), search)
    items = [ValueFound.model_validate(one, from_attributes=True) for one in found.items[:limit]]
    return ValuesFound(items=items, next=None, whole=found.whole)


def _of_event(of: Of, event: str | None) -> str | None:
    return event if of == "event" else None


def _cursor(last: Named) -> str:
    recent, ever, name = catalogue.place(last)
    return f"{-recent}.{-ever}.{base64.urlsafe_b64encode(name.encode()).decode()}"


def _place(cursor: str) -> tuple[int, int, str]:
    """Raises BadCursor."""
    parts = _CURSOR.fullmatch(cursor)
    try:
        if parts is None:
            raise ValueError
        return -int(parts[1]), -int(parts[2]), base64.urlsafe_b64decode(parts[3]).decode()
    except (ValueError, binascii.Error) as error:
        raise BadCursor(about="cursor") from error
