"""Projects over HTTP: those of the caller, a new one with its keys, and a project's settings."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Response
from pydantic import BaseModel, ConfigDict, Field

from uems.access import membership
from uems.access.role import NotAllowed
from uems.api.door import Known, Manager, Reader, Signed, SignedIn
from uems.api.problem import refusals
from uems.api.session import ProjectEntry, entry
from uems.store import project

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


class ProjectChange(BaseModel):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"name": "Shop", "currency": "EUR"}})
    name: Name | None = None
    timezone: Zone | None = None
    currency: Currency | None = None


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
    response.headers["Cache-Control"] = "no-store"
    whole = entry(made.project, "owner").model_dump()
    return ProjectMade(**whole, write_key=made.write_key, secret_key=made.secret_key)


@router.get("/{project}")
def get_project(caller: Reader, _: Id) -> ProjectEntry:
    """One project and its settings."""
    return entry(caller.project, caller.role)


@router.patch("/{project}")
def change_project(caller: Manager, _: Id, asked: Annotated[ProjectChange, Body()]) -> ProjectEntry:
    """Another name, time zone or currency. The time zone counts at once, also for what happened before."""
    values = asked.model_dump(exclude_none=True)
    with caller.parts.store.write() as connection:
        if values:
            project.change(connection, caller.project.number, values)
    caller.parts.keys.refresh()
    return entry(project.get(caller.parts.store, caller.project.id), caller.role)
