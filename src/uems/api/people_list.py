"""Lists of people over HTTP: by condition, search and order, as pages or as one CSV file."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from uems.api import spreadsheet
from uems.api.condition_body import ConditionJson
from uems.api.door import Asked, Reader
from uems.api.people import PersonBody, Persons, shown
from uems.api.problem import refusals
from uems.people import listing
from uems.people.person import Person
from uems.people.scope import Scope
from uems.rules.condition import parse

router = APIRouter(prefix="/api/persons", tags=["people"], responses=refusals(403, 404, 422, 503))

_QUERY: dict[str, Any] = {
    "condition": {"did": "add_to_cart", "within": {"days": 7}},
    "columns": ["country", "plan"],
    "sort": "events",
}
_FIXED = ("id", "user_ids", "anonymous_ids", "first_seen", "last_seen", "events")
_MOST_COLUMNS = 50


class PersonsFound(Persons):
    """`total` = people on all pages; told with the first page only."""

    total: int | None = Field(examples=[1280])


class PersonsQuery(BaseModel):
    """Which people and in what order: those of whom the condition holds and whom the search finds. `columns` = the
    properties that are answered; left out: all, or in CSV the most common."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _QUERY})
    condition: ConditionJson | None = None
    search: str | None = Field(None, max_length=200, description="An id, or a part of an id or of a property")
    columns: list[Annotated[str, Field(max_length=200)]] | None = Field(None, max_length=_MOST_COLUMNS)
    sort: listing.Sort = "last_seen"
    order: Literal["desc", "asc"] = "desc"
    limit: int = Field(50, ge=1, le=500)
    cursor: str | None = Field(None, max_length=64)
    now: AwareDatetime | None = None
    timezone: str | None = Field(None, max_length=60)

    def listing(self) -> listing.Listing:
        condition = None if self.condition is None else parse(self.condition, "condition")
        return listing.Listing(condition, self.search or None, self.sort, self.order == "asc")


@router.get("")
def list_persons(
    caller: Reader,
    search: str | None = Query(None, max_length=200, description="An id, or a part of an id or of a property"),
    limit: int = Query(50, ge=1, le=500),
    cursor: str | None = None,
) -> Persons:
    """Everybody with an event, the newest seen first."""
    asked = listing.Listing(search=search or None)
    items, next = listing.listed(asked, caller.scope(), caller.parts.store, limit, cursor)
    return Persons(items=[shown(one) for one in items], next=next)


@router.post("/query", response_model=PersonsFound, responses=spreadsheet.CSV)
def query_persons(caller: Reader, asked: PersonsQuery, csv: spreadsheet.Wanted) -> PersonsFound | StreamingResponse:
    """The people of a condition and a search, sorted: a page of them, or all as CSV (more than 20,000 by id)."""
    scope, store, wanted = caller.scope(asked.now, asked.timezone), caller.parts.store, asked.listing()
    if csv:
        caller.must("export")
        return persons_csv(caller, scope, listing.everyone(wanted, scope, store), asked.columns)
    people, next = listing.listed(wanted, scope, store, asked.limit, asked.cursor)
    total = listing.counted(wanted, scope, store) if asked.cursor is None else None
    return PersonsFound(items=[_narrow(shown(one), asked.columns) for one in people], next=next, total=total)


def persons_csv(
    caller: Asked, scope: Scope, people: Iterable[Person], columns: Sequence[str] | None
) -> StreamingResponse:
    """People as a CSV file: their ids, when seen, how many events, and these properties."""
    if columns is None:
        known = caller.parts.catalogue.properties(caller.project.number, "person")
        columns = [one.name for one in known[:_MOST_COLUMNS]]
    head = [*_FIXED, *(f"property.{name}" if name in _FIXED else name for name in columns)]
    return spreadsheet.answer("persons", head, _rows(people, columns), scope.zone)


def _rows(people: Iterable[Person], columns: Sequence[str]) -> Iterator[list[object]]:
    for one in people:
        known, made_up = (_ids(one, space) for space in ("user", "anon"))
        fixed = [one.id, known, made_up, one.first_seen, one.last_seen, one.events]
        yield [*fixed, *(one.properties.get(name) for name in columns)]


def _ids(person: Person, space: str) -> str:
    return "; ".join(sorted(id.value for id in person.ids if id.space == space))


def _narrow(person: PersonBody, columns: Sequence[str] | None) -> PersonBody:
    if columns is not None:
        person.properties = {name: value for name, value in person.properties.items() if name in columns}
    return person
