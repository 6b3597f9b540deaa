"""Groups over HTTP: which kinds there are, the groups of a kind with their properties, and who belongs to one."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from uems.api.door import Reader
from uems.api.people import AnyId, Persons, shown, who
from uems.api.problem import refusals
from uems.people import group
from uems.people.group import Group, Sort
from uems.people.property_class import Mask

router = APIRouter(prefix="/api", tags=["people"], responses=refusals(403, 404, 422, 503))

Type = Annotated[str, Path(max_length=200, description="A kind of groups, such as `company`")]
GroupId = Annotated[str, Path(max_length=512, description="The group's id, as events name it")]
Limit = Annotated[int, Query(ge=1, le=500)]
Cursor = Annotated[str | None, Query(max_length=600)]


class GroupType(BaseModel):
    """A kind of groups: how many there are of it, how many people are in one, and when one was last seen."""

    type: str = Field(examples=["company"])
    groups: int = Field(examples=[120])
    people: int = Field(examples=[1280])
    last_seen: datetime


class GroupTypes(BaseModel):
    """Those of the most people first."""

    items: list[GroupType]
    next: str | None


class PersonGroup(BaseModel):
    """A group, its own properties, and how many events of the person name it, and when."""

    type: str = Field(examples=["company"])
    id: str = Field(examples=["acme"])
    properties: dict[str, Any] = Field(examples=[{"name": "Acme", "plan": "enterprise"}])
    events: int = Field(examples=[42])
    first_seen: datetime
    last_seen: datetime


class GroupBody(PersonGroup):
    """A group: its own properties, how many people and events name it, and when."""

    people: int = Field(examples=[17])


class PersonGroups(BaseModel):
    """The last seen first."""

    items: list[PersonGroup]
    next: str | None


class Groups(BaseModel):
    items: list[GroupBody]
    next: str | None


@router.get("/groups")
def list_group_types(caller: Reader) -> GroupTypes:
    """The kinds of groups that events name."""
    found = group.types(caller.scope())
    return GroupTypes(items=[GroupType.model_validate(one, from_attributes=True) for one in found], next=None)


@router.get("/groups/{type}")
def list_groups(
    caller: Reader,
    type: Type,
    search: Annotated[str | None, Query(max_length=200, description="A part of an id or of a property")] = None,
    sort: Sort = "last_seen",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Groups:
    """The groups of a kind, the highest of `sort` first."""
    found, next = group.listed(caller.scope(), type, search or None, sort, limit, cursor)
    mask = caller.mask()
    items = [GroupBody.model_validate(_seen(one, mask), from_attributes=True) for one in found]
    return Groups(items=items, next=next)


@router.get("/groups/{type}/{id}")
def get_group(caller: Reader, type: Type, id: GroupId) -> GroupBody:
    """One group."""
    found = group.find(caller.scope(), type, id)
    return GroupBody.model_validate(_seen(found, caller.mask()), from_attributes=True)


@router.get("/groups/{type}/{id}/members")
def list_group_members(caller: Reader, type: Type, id: GroupId, limit: Limit = 50, cursor: Cursor = None) -> Persons:
    """The people of a group; whoever was seen in it last comes first."""
    found, next = group.members(caller.scope(), caller.parts.store, type, id, limit, cursor)
    return Persons(items=[shown(one) for one in found], next=next)


@router.get("/persons/{id}/groups")
def list_groups_of_person(caller: Reader, id: AnyId) -> PersonGroups:
    """The groups that a person belongs to, or once did."""
    under, nodes = caller.parts.identities.places(caller.project.number, who(caller, id))
    found = group.of_person(caller.scope(), under, nodes)
    mask = caller.mask()
    items = [PersonGroup.model_validate(_seen(one, mask), from_attributes=True) for one in found]
    return PersonGroups(items=items, next=None)


def _seen(one: Group, mask: Mask) -> Group:
    """As the caller sees it. A group is a thing: its name and its address are as public as a product's."""
    return replace(one, properties=mask.clean(one.properties, of="event"))
