"""How far a new project has come: what the page Get started ticks off."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, Field

from uems.access import membership
from uems.api.door import Reader
from uems.api.problem import refusals
from uems.insight import report
from uems.people import segment

router = APIRouter(prefix="/api/progress", tags=["projects"], responses=refusals(403, 404, 422, 503))


class Progress(BaseModel):
    """The times of the first and the last event, null = none has come; how many there are of each."""

    first_event_at: datetime | None
    last_event_at: datetime | None
    reports: int = Field(examples=[3])
    segments: int = Field(examples=[1])
    members: int = Field(examples=[2])


@router.get("")
def get_progress(caller: Reader) -> Progress:
    """What is done and what is still to do."""
    number = caller.project.number
    events = caller.parts.catalogue.events(number)
    with caller.parts.store.read() as connection:
        reports, members = report.counted(connection, number), membership.counted(connection, number)
    return Progress(
        first_event_at=min((one.first_seen for one in events), default=None),
        last_event_at=max((one.last_seen for one in events), default=None),
        reports=reports,
        segments=len(segment.every(caller.parts.store, number)),
        members=members,
    )
