"""Annotations over HTTP: create, list those of a time, change, delete."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from uems.api.door import Analyst, Asked, Reader
from uems.api.problem import refusals
from uems.insight import annotation
from uems.insight.annotation import Annotation
from uems.store.project import check_timezone

router = APIRouter(prefix="/api/annotations", tags=["annotations"], responses=refusals(403, 404, 422, 503))

_EXAMPLE: dict[str, Any] = {"at": "2026-06-18", "text": "618 大促开始"}


class NewAnnotation(BaseModel):
    """`at` = a day of the project's calendar, or an ISO time."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _EXAMPLE})
    at: str = Field(max_length=40)
    text: str = Field(min_length=1, max_length=1000)


class AnnotationChange(BaseModel):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"text": "618 sale begins"}})
    at: str | None = Field(None, max_length=40)
    text: str | None = Field(None, min_length=1, max_length=1000)


class AnnotationBody(BaseModel):
    """`at` = the day (`2026-06-18`) or the time it is about; `time` = the same, or that day's beginning, as a time."""

    id: str = Field(examples=["ann_4k0qd2m8"])
    at: str = Field(examples=["2026-06-18"])
    time: datetime
    text: str = Field(examples=["618 大促开始"])
    by: str = Field(description="Who wrote it; empty = a program", examples=["Ada"])
    created_at: datetime


class Annotations(BaseModel):
    items: list[AnnotationBody]
    next: str | None


@router.get("")
def list_annotations(
    caller: Reader,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = Query(500, ge=1, le=1000),
    cursor: str | None = None,
) -> Annotations:
    """The annotations of a time, page by page; `until` is not included."""
    store, number = caller.parts.store, caller.project.number
    items, next = annotation.listed(store, number, caller.zoned(since), caller.zoned(until), limit, cursor)
    return Annotations(items=[_body(one, _zone(caller)) for one in items], next=next)


@router.post("", status_code=201)
def create_annotation(caller: Analyst, asked: NewAnnotation) -> AnnotationBody:
    """Say what happened on a day or at a time."""
    parts, number = caller.parts, caller.project.number
    made = annotation.create(parts.store, number, asked.at, asked.text, caller.by, _zone(caller), parts.clock())
    return _body(made, _zone(caller))


@router.get("/{id}")
def get_annotation(caller: Reader, id: str) -> AnnotationBody:
    """One annotation."""
    return _body(annotation.find(caller.parts.store, caller.project.number, id), _zone(caller))


@router.patch("/{id}")
def change_annotation(caller: Analyst, id: str, asked: AnnotationChange) -> AnnotationBody:
    """Another time or text."""
    store, number, zone = caller.parts.store, caller.project.number, _zone(caller)
    return _body(annotation.change(store, number, id, asked.at, asked.text, zone), zone)


@router.delete("/{id}", status_code=204)
def delete_annotation(caller: Analyst, id: str) -> None:
    """The annotation is gone."""
    annotation.delete(caller.parts.store, caller.project.number, id)


def _zone(caller: Asked) -> ZoneInfo:
    return check_timezone(caller.project.timezone)


def _body(one: Annotation, zone: ZoneInfo) -> AnnotationBody:
    said = one.at.astimezone(zone).isoformat() if one.day is None else one.day.isoformat()
    return AnnotationBody(
        id=one.id, at=said, time=one.at.astimezone(UTC), text=one.text, by=one.by, created_at=one.created_at
    )
