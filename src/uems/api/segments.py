"""Segments over HTTP: for now the preview of a condition."""

from typing import Annotated, Any

from fastapi import APIRouter, Body
from pydantic import AwareDatetime, BaseModel, Field

from uems.api.door import Reader
from uems.api.people import PersonBody, shown
from uems.api.problem import refusals
from uems.insight.asked import Computed, Stopwatch
from uems.people import segment
from uems.rules.condition import parse

router = APIRouter(prefix="/api/segments", tags=["people"], responses=refusals(403, 404, 422, 503))

_DID = {"did": "add_to_cart", "within": {"days": 7}}
_DID_NOT = {"did": "order_paid", "times": {"op": "eq", "value": 0}}


class PreviewBody(BaseModel):
    """A condition, with the question's own clock and calendar where they matter."""

    condition: dict[str, Any] = Field(examples=[{"all": [_DID, _DID_NOT]}])
    now: AwareDatetime | None = None
    timezone: str | None = Field(None, max_length=60)


class Preview(BaseModel):
    """How many people the condition holds of now, and ten of them."""

    people: int
    sample: list[PersonBody]
    computed: Computed


@router.post("/preview")
def preview(caller: Reader, asked: Annotated[PreviewBody, Body()]) -> Preview:
    """Who a condition means, before it becomes a segment."""
    watch = Stopwatch.start()
    scope = caller.scope(asked.now, asked.timezone)
    condition = parse(asked.condition, "condition")
    found = segment.preview(condition, scope, caller.parts.store)
    computed = watch.computed("segment", condition, scope)
    return Preview(people=found.people, sample=[shown(one) for one in found.sample], computed=computed)
