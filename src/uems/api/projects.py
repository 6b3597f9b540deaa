"""Projects over HTTP: those of the caller, a new one with its keys, and a project's settings."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Response
from pydantic import BaseModel, ConfigDict, Field

from uems.access import membership
from uems.access.role import NotAllowed
from uems.api.door import Asked, Known, Manager, Reader, Signed, SignedIn
from uems.api.problem import refusals
from uems.api.session import ProjectEntry, entry
from uems.events.catalogue import Catalogue
from uems.events.key_event import guess
from uems.people.lifecycle import starter
from uems.rules.condition import parse_filter
from uems.store import project
from uems.store.project import Project

router = APIRouter(prefix="/api/projects", tags=["projects"], responses=refusals(403, 404, 422, 503))

Id = Annotated[str, Path(alias="project", max_length=100, description="The project's id")]
Name = Annotated[str, Field(max_length=1000, examples=["Shop 商城"])]
Zone = Annotated[str, Field(max_length=100, examples=["Asia/Shanghai"])]
Currency = Annotated[str, Field(max_length=10, examples=["CNY"])]


class Projects(BaseModel):
    items: list[ProjectEntry]
    next: str | None


class NewProjectBody(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: Name
    timezone: Zone = "Asia/Shanghai"
    currency: Currency = "CNY"


class ProjectMade(ProjectEntry):
    """A new project; the secret key is seen here and never again."""

    write_key: str = Field(examples=["wk_…"])
    secret_key: str = Field(examples=["sk_…"])


class KeyEvent(BaseModel):
    """An event filter: events of this name that pass every test."""

    model_config = ConfigDict(extra="forbid")
    event: str = Field(min_length=1, max_length=300, examples=["sign_up"])
    where: list[dict[str, Any]] = Field(default_factory=list, max_length=100)


class RevenueEvent(KeyEvent):
    """`property` holds the amount, in the project's currency."""

    event: str = Field(min_length=1, max_length=300, examples=["order_paid"])
    property: str = Field(min_length=1, max_length=300, examples=["revenue"])


class KeyEventsBody(BaseModel):
    """What signing up, being activated and paying are called here; null = nobody knows."""

    model_config = ConfigDict(extra="forbid")
    sign_up: KeyEvent | None = None
    activation: KeyEvent | None = None
    revenue: RevenueEvent | None = None

    def checked(self) -> dict[str, Any]:
        """As they are kept. Raises ConditionInvalid."""
        for name in ("sign_up", "activation", "revenue"):
            one: KeyEvent | None = getattr(self, name)
            if one is not None:
                parse_filter({"event": one.event, "where": one.where}, f"key_events.{name}")
        return self.model_dump()


class ProjectBody(ProjectEntry):
    """`key_events_guessed` = they follow from the names of the events, since nobody has said."""

    key_events: KeyEventsBody
    key_events_guessed: bool


class ProjectChange(BaseModel):
    """What is left out stays as it is; `key_events` null = guess them again."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"name": "Shop", "currency": "EUR"}})
    name: Name | None = None
    timezone: Zone | None = None
    currency: Currency | None = None
    key_events: KeyEventsBody | None = None


@router.get("")
def list_projects(caller: Known) -> Projects:
    """The projects that the caller may enter; a key has one."""
    if not isinstance(caller, Signed):
        return Projects(items=[entry(caller.project, None)], next=None)
    with caller.parts.store.read() as connection:
        entered = membership.projects(connection, caller.account.id)
    return Projects(items=[entry(where, role) for where, role in entered], next=None)


@router.post("", status_code=201)
def create_project(caller: SignedIn, response: Response, asked: Annotated[NewProjectBody, Body()]) -> ProjectMade:
    """A new project, its caller the owner, with a write key and a secret key."""
    parts = caller.parts
    with parts.store.write() as connection:
        if not membership.may_create(connection, caller.account.id):
            raise NotAllowed("manage")
        made = project.add(
            connection, parts.keeper.pepper, asked.name, asked.timezone, asked.currency, clock=parts.clock
        )
        membership.grant(connection, made.project.number, caller.account.id, "owner", parts.clock())
        starter.plant_in(connection, made.project.number, parts.clock())
    response.headers["Cache-Control"] = "no-store"
    whole = entry(made.project, "owner").model_dump()
    return ProjectMade(**whole, write_key=made.write_key, secret_key=made.secret_key)


@router.get("/{project}")
def get_project(caller: Reader, _: Id) -> ProjectBody:
    """One project and its settings."""
    return _whole(caller, caller.project)


@router.patch("/{project}")
def change_project(caller: Manager, _: Id, asked: Annotated[ProjectChange, Body()]) -> ProjectBody:
    """Another name, time zone, currency or other key events; the time zone counts for what happened before too."""
    values: dict[str, Any] = asked.model_dump(exclude_none=True, exclude={"key_events"})
    if "key_events" in asked.model_fields_set:
        values["key_events"] = None if asked.key_events is None else asked.key_events.checked()
    if values:
        with caller.parts.store.write() as connection:
            project.change(connection, caller.project.number, values)
        caller.parts.keys.refresh()
    return _whole(caller, project.get(caller.parts.store, caller.project.id))


def _whole(caller: Asked, here: Project) -> ProjectBody:
    with caller.parts.store.read() as connection:
        kept = project.key_events(connection, here.number)
    events = _guessed(caller.parts.catalogue, here.number) if kept is None else KeyEventsBody.model_validate(kept)
    shown = entry(here, caller.role).model_dump()
    return ProjectBody(**shown, key_events=events, key_events_guessed=kept is None)


def _guessed(catalogue: Catalogue, number: int) -> KeyEventsBody:
    names = [one.name for one in catalogue.events(number)]
    found = guess(names, lambda event: (one.name for one in catalogue.properties(number, "event", event)))
    plain = [None if name is None else KeyEvent(event=name) for name in (found.sign_up, found.activation)]
    paid = None
    if found.revenue is not None and found.amount is not None:
        paid = RevenueEvent(event=found.revenue, property=found.amount)
    return KeyEventsBody(sign_up=plain[0], activation=plain[1], revenue=paid)
