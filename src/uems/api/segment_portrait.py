"""The portrait of a segment over HTTP: how its people differ from everybody, or from those of another segment."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from uems.api.door import Asked, HiddenProperty, Reader
from uems.api.problem import refusals
from uems.api.tags import unseen
from uems.metrics.asked import Computed, Stopwatch
from uems.people import portrait, segment
from uems.people.portrait import MOST_FIELDS, Of, Spread
from uems.people.tags import definition
from uems.rules.condition import parse
from uems.rules.reference import TagUnknown

router = APIRouter(prefix="/api/segments", tags=["segments"], responses=refusals(403, 404, 422, 503))

_USUAL = 10
"""Properties of a portrait that asks for none."""


class PortraitRow(BaseModel):
    """`value` null = missing; a range of numbers has `low` ≤ n < `high` (null = open). `index` (TGI) = 100 × `share` ÷
    `against_share`. `significant`: not by chance, with 5 % false discoveries over the whole portrait; `p` of this row
    alone."""

    value: Any
    low: float | None
    high: float | None
    people: int = Field(examples=[120])
    share: float = Field(examples=[0.3])
    against: int = Field(examples=[2000])
    against_share: float = Field(examples=[0.2])
    index: float | None = Field(examples=[150.0])
    p: float | None
    significant: bool


class SpreadBody(BaseModel):
    """A property (`of` person), a tag, or the events of the last 30 days; `other` = people of rarer values."""

    of: Of
    name: str = Field(examples=["country"])
    other: int
    rows: list[PortraitRow]


class PortraitBody(BaseModel):
    """`people` in the segment, `against` in what it is compared with."""

    people: int
    against: int
    spreads: list[SpreadBody]
    computed: Computed


@router.get("/{id}/portrait")
def get_portrait(
    caller: Reader,
    id: str,
    against: Annotated[str | None, Query(max_length=100, description="Another segment; left out: everybody")] = None,
    property: Annotated[
        list[str] | None, Query(max_length=MOST_FIELDS, description="Person properties; left out: the commonest")
    ] = None,
    tag: Annotated[list[str] | None, Query(max_length=MOST_FIELDS, description="Tags; left out: all")] = None,
) -> PortraitBody:
    """How the people of a segment are spread over properties, tags and events, against everybody or another segment."""
    scope, watch, store, number = caller.scope(), Stopwatch.start(), caller.parts.store, caller.project.number
    other = None if against is None else segment.members(segment.find(store, number, against), scope)
    fields = _fields(caller, property, tag)
    found = portrait.portrait(segment.members(segment.find(store, number, id), scope), other, fields, scope)
    return PortraitBody(
        people=found.people,
        against=found.against,
        spreads=[_shown(one) for one in found.spreads if property is not None or _telling(one)],
        computed=watch.computed("segment", parse({"segment": id}), scope),
    )


def _fields(caller: Asked, properties: Sequence[str] | None, tags: Sequence[str] | None) -> list[portrait.Field]:
    """Raises HiddenProperty, TagUnknown."""
    mask = caller.mask()
    if properties is None:
        known = caller.parts.catalogue.properties(caller.project.number, "person")
        told = [one.name for one in known if one.type in ("text", "number", "boolean") and not mask.hides(one.name)]
        properties = told[:_USUAL]
    caller.must_see((one, "person") for one in properties)
    have = caller.scope().tags
    if tags is not None and (unknown := [one for one in tags if one not in have]):
        raise TagUnknown(about=", ".join(unknown))
    hidden = unseen(mask, definition.every(caller.parts.store, caller.project.number) if have else [])
    if tags is not None and (refused := [one for one in tags if one in hidden]):
        raise HiddenProperty(about=", ".join(refused))
    chosen = tags if tags is not None else [one for one in have if one not in hidden][:MOST_FIELDS]
    return [
        *(portrait.Field("person", one) for one in properties),
        *(portrait.Field("tag", one) for one in chosen),
        portrait.Field("event", ""),
    ]


def _telling(one: Spread) -> bool:
    """Not a property of which nearly everybody has a value of their own, such as a name."""
    return one.other <= sum(row.people for row in one.rows)


def _shown(one: Spread) -> SpreadBody:
    rows = [PortraitRow.model_validate(row, from_attributes=True) for row in one.rows]
    return SpreadBody(of=one.field.of, name=one.field.name, other=one.other, rows=rows)
