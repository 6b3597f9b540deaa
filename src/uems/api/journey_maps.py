"""Journey maps over HTTP: drawn, changed as further versions, and read with their numbers."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query

from uems.api import fitted_map
from uems.api import journey_map_body as body
from uems.api.door import Analyst, Id, Reader
from uems.api.journey_map_body import MapBody
from uems.api.map_question import MapNumbers, MapQuestion, ask_journey_map
from uems.api.problem import refusals
from uems.insight import journey_map, map_book

router = APIRouter(prefix="/api/journey-maps", tags=["journey maps"], responses=refusals(403, 404, 409, 422, 503))

_Moment = Annotated[str | None, Query(max_length=40, description="As in every question, such as `-29d`.")]


@router.get("")
def list_maps(
    caller: Reader, limit: Annotated[int, Query(ge=1, le=1000)] = 100, cursor: str | None = None
) -> body.Maps:
    """The project's maps in their newest versions, page by page."""
    found, next = map_book.listed(caller.parts.store, caller.project.number, limit, cursor)
    return body.Maps(items=[body.told(one) for one in found], next=next)


@router.post("", status_code=201)
def create_map(caller: Analyst, asked: body.NewMap) -> MapBody:
    """A map, as its first version."""
    parts, json = caller.parts, asked.model_dump(mode="json")
    return body.told(map_book.create(parts.store, caller.project.number, json, caller.by, parts.clock()))


@router.get("/template")
def fit_map(caller: Reader) -> body.NewMap:
    """A first map, fitted to the events that the project has; nothing is kept. 422 where there are none yet."""
    found = fitted_map.draft(caller)
    if not found["touchpoints"]:
        raise journey_map.wrong("touchpoints", "还没有事件可用", "There are no events yet")
    return body.NewMap(**found)


@router.get("/{id}")
def get_map(caller: Reader, id: Id, version: Annotated[int | None, Query(ge=1)] = None) -> MapBody:
    """One map, in its newest version or another."""
    return body.told(map_book.find(caller.parts.store, caller.project.number, id, version))


@router.patch("/{id}")
def change_map(caller: Analyst, id: Id, asked: body.MapChange) -> MapBody:
    """A further version; 409 where `version` is no longer the newest. Earlier versions stay as they are."""
    parts, values = caller.parts, asked.values()
    now, number = parts.clock(), caller.project.number
    return body.told(map_book.change(parts.store, number, id, asked.version, values, asked.change, caller.by, now))


@router.delete("/{id}", status_code=204)
def delete_map(caller: Analyst, id: Id) -> None:
    """The map is gone with all its versions; what it counted stays."""
    map_book.delete(caller.parts.store, caller.project.number, id)


@router.get("/{id}/versions")
def list_map_versions(caller: Reader, id: Id) -> body.MapVersions:
    """All versions, the newest first."""
    return body.MapVersions(items=map_book.history(caller.parts.store, caller.project.number, id))


@router.get("/{id}/numbers")
def get_map_numbers(
    caller: Reader,
    id: Id,
    since: _Moment = None,
    until: _Moment = None,
    version: Annotated[int | None, Query(ge=1)] = None,
    segment: Annotated[str | None, Query(max_length=100)] = None,
    now: datetime | None = None,
    timezone: Annotated[str | None, Query(max_length=60)] = None,
    bottlenecks: bool = True,
) -> MapNumbers:
    """Who was at each touchpoint and how they went on, how long they stayed, what they said; and the bottlenecks of the
    90 days up to `until`, the dearest first. Left out, the range is the last 30 days. The same as the question
    `POST /api/insight/journey_map`, which also takes conditions and compares."""
    said = {"since": since, "until": until, "segment": segment, "now": caller.zoned(now), "timezone": timezone}
    asked = MapQuestion.model_validate({"map": id, "version": version, "bottlenecks": bottlenecks, **said})
    return ask_journey_map(caller, asked)
