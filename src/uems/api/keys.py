"""API keys over HTTP: which there are, a new one, and an end to one."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Body, Response
from pydantic import BaseModel, ConfigDict, Field

from uems.api.door import Asked, Id, Manager, Reader
from uems.api.problem import refusals
from uems.store import api_key
from uems.store.api_key import ApiKey, Kind

router = APIRouter(prefix="/api/keys", tags=["keys"], responses=refusals(403, 404, 422, 503))


class KeyBody(BaseModel):
    """A key: `beginning` tells one from another. `key` is the whole of a write key, which is public by nature; a secret
    key is whole only in the answer that made it."""

    id: str = Field(examples=["key_7x2k9m4qpw8n3d5t"])
    kind: Kind
    name: str = Field(examples=["Website"])
    beginning: str = Field(examples=["wk_4fJ0a"])
    key: str | None = Field(examples=["wk_4fJ0a…"])
    created_at: datetime
    last_used_at: datetime | None
    """To the minute."""


class Keys(BaseModel):
    items: list[KeyBody]
    next: str | None


class NewKeyBody(BaseModel):
    """`write` may send events and never reads; `secret` opens the whole API of the project."""

    model_config = ConfigDict(extra="forbid")
    kind: Kind = Field(examples=["write"])
    name: str = Field("", max_length=1000, examples=["Website"])


@router.get("")
def list_keys(caller: Reader) -> Keys:
    """The project's keys that work, the oldest first."""
    now = caller.parts.clock()
    with caller.parts.store.read() as connection:
        found = api_key.every(connection, caller.project.number)
    working = [one for one in found if one.expires_at is None or one.expires_at > now]
    return Keys(items=[_shown(caller, one) for one in working], next=None)


@router.post("", status_code=201)
def create_key(caller: Manager, response: Response, asked: Annotated[NewKeyBody, Body()]) -> KeyBody:
    """A new key; `key` is the whole of it, for a secret key here and never again."""
    parts, key = caller.parts, api_key.new(asked.kind)
    with parts.store.write() as connection:
        made = api_key.add(
            connection, parts.keeper.pepper, caller.project.number, asked.kind, key, parts.clock(), asked.name
        )
    response.headers["Cache-Control"] = "no-store"
    return _shown(caller, made).model_copy(update={"key": key})


@router.delete("/{id}", status_code=204)
def delete_key(caller: Manager, id: Id) -> None:
    """The key works no more: here at once, in other processes within three seconds."""
    with caller.parts.store.write() as connection:
        api_key.revoke(connection, caller.project.number, id, caller.parts.clock())
    caller.parts.keys.refresh()


def _shown(caller: Asked, one: ApiKey) -> KeyBody:
    uses = [at for at in (one.last_used_at, caller.parts.keys.used(one.id)) if at is not None]
    return KeyBody(
        id=one.id,
        kind=one.kind,
        name=one.name,
        beginning=one.prefix,
        key=one.clear,
        created_at=one.created_at,
        last_used_at=max(uses, default=None),
    )
