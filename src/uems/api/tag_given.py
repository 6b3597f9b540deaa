"""Values of tags given by hand over HTTP: to people by their ids, or to everybody on a list."""

from typing import Annotated, Any, Self

from fastapi import APIRouter, Body
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from uems.api.condition_body import ConditionJson
from uems.api.door import Analyst, Asked, Id
from uems.api.problem import refusals
from uems.api.tags import RunBody, run_body
from uems.people import id_list, listing
from uems.people.person import NoPerson
from uems.people.scope import Scope
from uems.people.tags import compute, definition, giving
from uems.rules.condition import parse
from uems.warehouse.sql import Sql, sql

router = APIRouter(prefix="/api/tags", tags=["tags"], responses=refusals(403, 404, 409, 422, 503))

_GIVEN: dict[str, Any] = {"value": "vip", "persons": ["u-1024", "u-1025"]}
_MOST = 1000


class GivenBody(BaseModel):
    """`value` null takes it away. `persons` = any ids; else everybody of the condition and the search, as lists of
    people have them."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _GIVEN})
    value: Annotated[str, Field(min_length=1, max_length=giving.LONGEST)] | None
    persons: list[Annotated[str, Field(max_length=512)]] | None = Field(None, min_length=1, max_length=_MOST)
    condition: ConditionJson | None = None
    search: str | None = Field(None, max_length=200)
    now: AwareDatetime | None = None
    timezone: str | None = Field(None, max_length=60)

    @model_validator(mode="after")
    def one_way(self) -> Self:
        if self.persons is not None and (self.condition is not None or self.search is not None):
            raise ValueError("give either persons, or a condition and a search")
        return self


@router.post("/{id}/give")
def give_value(caller: Analyst, id: Id, asked: Annotated[GivenBody, Body()]) -> RunBody:
    """From today on these people have this value; others keep theirs. For tags whose values come as files."""
    parts, now = caller.parts, caller.parts.clock()
    tag = definition.find(parts.store, caller.project.number, id)
    base = now.astimezone(caller.scope().zone).date()
    scope = compute.at_base(parts.store, parts.warehouse, parts.identities, caller.project, base, now)
    people = _people(caller, asked, scope)
    return run_body(giving.give(parts.store, scope, tag, people, asked.value, caller.by, base))


def _people(caller: Asked, asked: GivenBody, scope: Scope) -> Sql:
    """SELECT person_id. Raises NoPerson for an id that is nobody's."""
    store = caller.parts.store
    if asked.persons is None:
        condition = None if asked.condition is None else parse(asked.condition, "condition")
        listed = listing.Listing(condition, asked.search or None)
        return listing.whom(listed, caller.scope(asked.now, asked.timezone), store)
    known = id_list.people(asked.persons, scope, store, caller.parts.identities)
    for one in asked.persons:
        if one not in known:
            raise NoPerson(about=one[:200])
    return sql("SELECT arrayJoin({people:Array(UInt64)}) AS person_id", people=sorted(set(known.values())))
