"""A person's sessions over HTTP: what they did, told session by session."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from uems.api.door import Reader
from uems.api.people import AnyId, who
from uems.api.problem import refusals
from uems.people import timeline
from uems.people.timeline import Whose

router = APIRouter(prefix="/api/persons", tags=["people"], responses=refusals(403, 404, 422, 503))


class NameBody(BaseModel):
    event: str = Field(examples=["order_paid"])
    count: int = Field(examples=[3])


class PersonSession(BaseModel):
    """A session: its first and last event, how many there are, the most frequent of them, and where it was. `id` = the
    sender's, empty where events bear none: these are one session until a pause of half an hour."""

    id: str = Field(examples=["s-81f0"])
    first: str = Field(description="The id of its first event", examples=["5b0f0c5d-2a64-497f-8b1f-0c5d2a64e97f"])
    start: datetime
    end: datetime
    seconds: float = Field(examples=[312.5])
    events: int = Field(examples=[14])
    names: list[NameBody]
    place: dict[str, Any] = Field(examples=[{"country": "CN", "device": "iPhone 15"}])


class PersonSessions(BaseModel):
    """What ended last comes first; `names`: everything the person ever did, told with the first page only."""

    items: list[PersonSession]
    next: str | None
    names: list[NameBody] | None


@router.get("/{id}/sessions")
def list_sessions(
    caller: Reader,
    id: AnyId,
    event: Annotated[
        list[str] | None, Query(max_length=50, description="Only sessions with one of these events")
    ] = None,
    before: Annotated[datetime | None, Query(description="Only those that began earlier: where to jump to")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
    cursor: Annotated[str | None, Query(max_length=64)] = None,
) -> PersonSessions:
    """What the person did, over all their ids, session by session; the events of one are asked of the timeline."""
    whose = Whose(*caller.parts.identities.places(caller.project.number, who(caller, id)))
    scope, mask = caller.scope(), caller.mask()
    found, next = timeline.sessions(scope, whose, event or [], caller.zoned(before), limit, cursor)
    names = timeline.counted(scope, whose) if cursor is None else None
    return PersonSessions(
        items=[
            PersonSession(
                id=one.id,
                first=one.first,
                start=one.start,
                end=one.end,
                seconds=(one.end - one.start).total_seconds(),
                events=one.events,
                names=[NameBody(event=name.event, count=name.count) for name in one.names],
                place=mask.clean(one.place, single=True, of="event"),
            )
            for one in found
        ],
        next=next,
        names=None if names is None else [NameBody(event=name.event, count=name.count) for name in names],
    )
