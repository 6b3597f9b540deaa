"""Classes of properties over HTTP: which are personal or sensitive, and so hidden from those without the right."""

from typing import Annotated, Any

from fastapi import APIRouter, Body
from pydantic import BaseModel, ConfigDict, Field

from uems.api.door import Asked, Manager, Reader
from uems.api.problem import refusals
from uems.people import property_class
from uems.people.property_class import Level

router = APIRouter(prefix="/api/properties/classes", tags=["people"], responses=refusals(403, 404, 422, 503))

_GIVEN: dict[str, Any] = {"classes": {"wechat_id": "personal", "name": "public", "old": None}}


class PropertyClassBody(BaseModel):
    """`class` = public, internal, personal or sensitive; `given` = the project said so, else the name says it."""

    name: str = Field(examples=["email"])
    level: Level = Field(alias="class", examples=["personal"])
    given: bool


class PropertyClasses(BaseModel):
    """The properties of people and events that are known, and those that the project gave a class."""

    items: list[PropertyClassBody]
    next: str | None


class Giving(BaseModel):
    """Classes by property; null = what the name says."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _GIVEN})
    classes: dict[str, Level | None] = Field(min_length=1, max_length=200)


@router.get("")
def list_classes(caller: Reader) -> PropertyClasses:
    """Every known property and its class."""
    return _classes(caller)


@router.put("")
def give_classes(caller: Manager, asked: Annotated[Giving, Body()]) -> PropertyClasses:
    """Give some properties another class; it counts for every answer from now on."""
    property_class.give(caller.parts.store, caller.project.number, asked.classes)
    return _classes(caller)


def _classes(caller: Asked) -> PropertyClasses:
    mask, catalogue, number = caller.mask(), caller.parts.catalogue, caller.project.number
    names = {one.name for of in ("person", "event") for one in catalogue.properties(number, of)} | mask.said.keys()
    items = [
        PropertyClassBody.model_validate({"name": name, "class": mask.level(name), "given": name in mask.said})
        for name in sorted(names)
    ]
    return PropertyClasses(items=items, next=None)
