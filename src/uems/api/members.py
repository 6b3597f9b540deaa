"""Members over HTTP: who belongs to a project and as what, inviting, and the table of roles."""

from datetime import datetime
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter, Body, Response
from pydantic import BaseModel, ConfigDict, Field

from uems.access import account, invitation, membership
from uems.access.membership import Member
from uems.access.role import RIGHTS, NotAllowed, Right, Role, ordered, within
from uems.api.door import Asked, Id, Known, Manager, Reader
from uems.api.problem import refusals
from uems.api.session import Email, Name

router = APIRouter(prefix="/api", tags=["members"], responses=refusals(403, 404, 409, 422, 503))


class RoleBody(BaseModel):
    role: Role
    rights: list[Right]


class Roles(BaseModel):
    items: list[RoleBody]
    next: str | None


class MemberBody(BaseModel):
    """A member; `joined_at` null = invited, not come yet. `you` = the caller."""

    id: str = Field(examples=["acc_7x2k9m4qpw8n3d5t"])
    email: str = Field(examples=["ada@example.com"])
    name: str = Field(examples=["Ada"])
    role: Role
    created_at: datetime
    joined_at: datetime | None
    you: bool


class Members(BaseModel):
    items: list[MemberBody]
    next: str | None


class NewMemberBody(BaseModel):
    model_config = ConfigDict(extra="forbid")
    email: Email
    name: Name
    role: Role = Field(examples=["analyst"])


class RoleChange(BaseModel):
    model_config = ConfigDict(extra="forbid")
    role: Role = Field(examples=["viewer"])


class Link(BaseModel):
    """A link that works once, until `expires_at`: hand it over yourself. `path` follows the product's address."""

    path: str = Field(examples=["/invite?token=kq3…"])
    expires_at: datetime


class Invited(MemberBody):
    invitation: Link


@router.get("/roles")
def list_roles(caller: Known) -> Roles:
    """What each role may do, the least powerful first."""
    return Roles(items=[RoleBody(role=role, rights=ordered(rights)) for role, rights in RIGHTS.items()], next=None)


@router.get("/members")
def list_members(caller: Reader) -> Members:
    """Everybody of the project, the oldest first."""
    with caller.parts.store.read() as connection:
        found = membership.members(connection, caller.project.number)
    return Members(items=[_shown(caller, one) for one in found], next=None)


@router.post("/members", status_code=201)
def invite_member(caller: Manager, response: Response, asked: Annotated[NewMemberBody, Body()]) -> Invited:
    """Somebody new, who enters with the link. Nobody gives more than they have."""
    _refuse_above(caller, asked.role)
    number, now = caller.project.number, caller.parts.clock()
    with caller.parts.store.write() as connection:
        who = account.invited(connection, asked.email, asked.name, now)
        membership.invite(connection, number, who.id, asked.role, now)
        link = _link(caller, connection, who.id, "join")
        made = membership.member(connection, number, who.id)
    response.headers["Cache-Control"] = "no-store"
    return Invited(**_shown(caller, made).model_dump(), invitation=link)


@router.patch("/members/{id}")
def change_member(caller: Manager, id: Id, asked: Annotated[RoleChange, Body()]) -> MemberBody:
    """Another role. The last owner stays owner."""
    number = caller.project.number
    with caller.parts.store.write() as connection:
        _refuse_above(caller, membership.member(connection, number, id).role)
        _refuse_above(caller, asked.role)
        membership.change(connection, number, id, asked.role)
        return _shown(caller, membership.member(connection, number, id))


@router.delete("/members/{id}", status_code=204)
def remove_member(caller: Reader, id: Id) -> None:
    """No member any more, at once. Everybody may leave; to remove somebody else takes the right to manage."""
    number = caller.project.number
    if caller.account is None or caller.account.id != id:
        caller.must("manage")
    with caller.parts.store.write() as connection:
        _refuse_above(caller, membership.member(connection, number, id).role)
        invitation.void(connection, number, id)
        membership.remove(connection, number, id)


@router.post("/members/{id}/invitation", status_code=201)
def renew_invitation(caller: Manager, response: Response, id: Id) -> Link:
    """A new link, and the earlier one works no more. For somebody who has joined it is the way to a new password."""
    number = caller.project.number
    with caller.parts.store.write() as connection:
        found = membership.member(connection, number, id)
        _refuse_above(caller, found.role)
        if found.joined_at is not None:
            invitation.refuse_reset(connection, _managed(caller, connection), id)
        link = _link(caller, connection, id, "join" if found.joined_at is None else "password")
    response.headers["Cache-Control"] = "no-store"
    return link


def _link(caller: Asked, connection: sa.Connection, id: str, kind: invitation.Kind) -> Link:
    parts = caller.parts
    token, until = invitation.offer(
        connection, parts.keeper.pepper, caller.project.number, id, kind, caller.by, parts.clock()
    )
    return Link(path=f"/invite?token={token}", expires_at=until)


def _managed(caller: Asked, connection: sa.Connection) -> dict[int, frozenset[Right]]:
    """What the caller may, by project: somebody who signed in has other projects too."""
    here: dict[int, frozenset[Right]] = {caller.project.number: caller.rights}
    if caller.account is None:
        return here
    return here | {where.number: RIGHTS[role] for where, role in membership.projects(connection, caller.account.id)}


def _refuse_above(caller: Asked, role: Role) -> None:
    """Nobody gives, takes or touches a role above their own. Raises NotAllowed."""
    if not within(role, caller.rights):
        raise NotAllowed("own")


def _shown(caller: Asked, one: Member) -> MemberBody:
    shown: dict[str, Any] = {name: getattr(one, name) for name in Member.__slots__}
    return MemberBody(**shown, you=caller.account is not None and caller.account.id == one.id)
