"""An invitation over HTTP, for whoever has its link: what it is to, and accepting it."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Body, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from uems.access import invitation, session
from uems.access.role import Role
from uems.api.door import Guest
from uems.api.problem import refusals
from uems.api.session import Name, Password, SessionBody, address, begun

router = APIRouter(prefix="/api/invitations", tags=["session"], responses=refusals(403, 404, 422, 429, 503))

Token = Annotated[str, Path(max_length=200, description="From the link")]


class InvitationBody(BaseModel):
    """`join`: a project; `password`: choose a new one. `known` = the account has a password already, and that is what
    joining asks for. `invited_by` is empty when a key did it."""

    kind: Literal["join", "password"]
    project_name: str = Field(examples=["Shop 商城"])
    role: Role
    email: str = Field(examples=["ada@example.com"])
    name: str = Field(examples=["Ada"])
    known: bool
    invited_by: str = Field(examples=["Bob"])
    expires_at: datetime


class AcceptBody(BaseModel):
    """`password` is the new one, or the known account's own when it joins."""

    model_config = ConfigDict(extra="forbid")
    name: Name | None = None
    password: Password


@router.get("/{token}")
def get_invitation(token: Token, response: Response, parts: Guest) -> InvitationBody:
    """Who invites to what."""
    with parts.store.read() as connection:
        found = invitation.find(connection, parts.keeper.pepper, token, parts.clock())
    response.headers["Cache-Control"] = "no-store"
    return InvitationBody(
        kind=found.kind,
        project_name=found.project_name,
        role=found.role,
        email=found.account.email,
        name=found.account.name,
        known=found.known,
        invited_by=found.invited_by,
        expires_at=found.expires_at,
    )


@router.post("/{token}")
def accept_invitation(
    token: Token, request: Request, response: Response, parts: Guest, asked: Annotated[AcceptBody, Body()]
) -> SessionBody:
    """Enter: the answer is a session. The link works once."""
    who = invitation.accept(parts.keeper, token, asked.name, asked.password, address(request))
    with parts.store.write() as connection:
        begins = session.begin(connection, parts.keeper.pepper, who.id, parts.clock())
    return begun(request, response, parts, who, begins)
