"""People over HTTP: the list, one person by any of their ids, and saying who is who."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Any, Self

from fastapi import APIRouter, Body, Path, Query
from pydantic import BaseModel, ConfigDict, Field, model_validator

from uems.api.door import Asked, PeopleEditor, Reader
from uems.api.event_body import CanonicalEvent, Events
from uems.api.problem import refusals
from uems.api.tags import unseen
from uems.base.errors import Invalid, Unavailable
from uems.base.ids import new_id
from uems.base.words import Text
from uems.events import own, recent
from uems.events.pipeline import refine_batch
from uems.events.request import Accepted
from uems.people import merge, person, segment
from uems.people.lifecycle import course, rules
from uems.people.link import Id
from uems.people.person import Person
from uems.people.property_class import HIDDEN
from uems.people.scope import Scope
from uems.people.tags import definition
from uems.people.tags import value as tag_value
from uems.warehouse import facts

router = APIRouter(prefix="/api/persons", tags=["people"], responses=refusals(403, 404, 422, 503))

AnyId = Annotated[str, Path(max_length=512, description="A user id, an anonymous id or a person's public id")]
_PATIENCE = 10.0


class NotVisibleYet(Unavailable):
    code = "not_visible_yet"
    text = Text("更改已保存，稍后可见", "The change is kept and will be visible soon")


class IdBody(BaseModel):
    """One id, as its sender used it: `user` = given by the customer, `anon` = made up by an SDK."""

    namespace: str = Field(examples=["user"])
    value: str = Field(examples=["u-1024"])


class SegmentName(BaseModel):
    """A segment that the person is in now."""

    id: str = Field(examples=["seg_4k0qd2m8"])
    name: str = Field(examples=["Left carts"])
    mode: segment.Mode


class TagOn(BaseModel):
    """What a published tag says of the person now; see the values of tags."""

    id: str = Field(examples=["value_tier"])
    name: str = Field(examples=["Value tier"])
    value: Any = Field(examples=["high"])
    confidence: float = Field(examples=[1.0])
    source: str = Field(examples=["rule"])
    evidence: Any
    valid_until: datetime | None
    automated: bool = Field(description="false = not meant for automated decisions")


class PersonBody(BaseModel):
    """A person: the folded profile, all ids, when seen first and last, how many events."""

    id: str = Field(examples=["8b1f0c5d2a64e97f"])
    ids: list[IdBody]
    properties: dict[str, Any] = Field(examples=[{"plan": "pro", "country": "CN"}])
    first_seen: datetime | None
    last_seen: datetime | None
    events: int = Field(examples=[42])
    tags: list[TagOn] = Field(description="Told of one person; empty in lists")
    segments: list[SegmentName] = Field(description="Told of one person; empty in lists")
    state: list[str] = Field(description="The life-cycle state, told of one person; empty in lists")


class Persons(BaseModel):
    items: list[PersonBody]
    next: str | None


class ReasonBody(BaseModel):
    """Why two ids are or are not one person. `standing`: joins; taken = another user had the device first; known = the
    id had been a user itself; held = over the cap; undone."""

    a: IdBody
    b: IdBody
    kind: str = Field(examples=["device"])
    since: datetime
    source: str = Field(examples=["segment identify"])
    standing: str = Field(examples=["joins"])
    changed_at: datetime | None


class Reasons(BaseModel):
    items: list[ReasonBody]
    next: str | None


_Values = Annotated[dict[str, Any], Field(max_length=200)]
_CHANGE: dict[str, Any] = {
    "set": {"plan": "pro"},
    "set_once": {"first_source": "ad"},
    "add": {"visits": 1},
    "unset": ["old"],
}


class Change(BaseModel):
    """Operations on properties. `add` adds numbers; `append`, `union` (each value once) and `remove` change lists, by
    one value or by several; `properties` = set, where null takes one away."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _CHANGE})
    properties: _Values = Field(default_factory=dict)
    set: _Values = Field(default_factory=dict)
    set_once: _Values = Field(default_factory=dict)
    add: dict[str, int | float] = Field(default_factory=dict, max_length=200)
    append: _Values = Field(default_factory=dict)
    union: _Values = Field(default_factory=dict)
    remove: _Values = Field(default_factory=dict)
    unset: list[Annotated[str, Field(max_length=200)]] = Field(default_factory=list, max_length=200)

    @model_validator(mode="after")
    def something(self) -> Self:
        if not self.ops():
            raise ValueError("name at least one property")
        return self

    def ops(self) -> dict[str, Any]:
        """As an event carries them."""
        given = self.properties.items()
        held: dict[str, Any] = self.model_dump(exclude={"properties"})
        held["set"] = {**{k: v for k, v in given if v is not None}, **self.set}
        held["unset"] = [*(k for k, v in given if v is None), *self.unset]
        return {name: op for name, op in held.items() if op}


class Merge(BaseModel):
    """`ids` that are one person, or `from` one `into` another."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"from": "anon-7", "into": "u-1024"}})
    ids: list[str] | None = Field(None, min_length=2, max_length=100)
    source: str | None = Field(None, alias="from")
    into: str | None = None

    @model_validator(mode="after")
    def one_form(self) -> Self:
        if (self.ids is None) == (self.source is None or self.into is None):
            raise ValueError("give either ids, or from and into")
        return self

    def named(self) -> list[str]:
        return self.ids if self.ids is not None else [str(self.into), str(self.source)]


class Split(BaseModel):
    """The ids to take off the person."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"ids": ["anon-7"]}})
    ids: list[str] = Field(min_length=1, max_length=500)


@router.post("/merge", responses=refusals(403, 404, 409, 422, 503))
def merge_persons(caller: PeopleEditor, asked: Annotated[Merge, Body()]) -> PersonBody:
    """From now on these ids are one person, also for what happened before. The answer is that person."""
    scope = caller.scope()
    ids = [person.find(scope, caller.parts.store, text) for text in asked.named()]
    number = caller.project.number
    return _profile(caller, merge.merge(caller.parts.identities, number, ids, caller.parts.clock(), caller.by))


@router.get("/{id}")
def get_person(caller: Reader, id: AnyId) -> PersonBody:
    """One person by any of their ids, with their tags, their life-cycle state and the segments they are in."""
    scope, store, project = caller.scope(), caller.parts.store, caller.project.number
    meant, counted = person.look_up(scope, store, id)
    number = caller.parts.identities.person(project, meant.node)
    found = shown(person.profile(scope, store, number, counted))
    found.tags = _tags(caller, number, scope)
    events = facts.events_at(*caller.parts.identities.places(project, number), scope.merged)
    found.state = course.of_person(events, rules.of(store, project), scope)
    inside = segment.of_person(number, events, scope, store)
    found.segments = [SegmentName(id=one.id, name=one.name, mode=one.mode) for one in inside]
    return found


@router.patch("/{id}")
def change_person(caller: PeopleEditor, id: AnyId, asked: Annotated[Change, Body()]) -> PersonBody:
    """Change properties. The change is an event like any other; the answer already has it."""
    before = _profile(caller, who(caller, id))
    event = {
        "id": new_id("set"),
        "type": "identify",
        "event": "$set",
        **_bearing(before.ids),
        "timestamp": caller.parts.clock().isoformat(),
        "ops": asked.ops(),
    }
    accepted = own.accepted(caller.project.number, [event], caller.parts.clock())
    _refuse_unreadable(caller, accepted)
    caller.parts.journal.append_now(accepted)
    if not caller.parts.writer.drain(_PATIENCE):
        raise NotVisibleYet(about=id)
    return _profile(caller, who(caller, id))


@router.get("/{id}/timeline")
def get_timeline(
    caller: Reader,
    id: AnyId,
    event: Annotated[list[str] | None, Query(max_length=50, description="Only events of these names")] = None,
    session: Annotated[str | None, Query(max_length=200, description="Only of this session; empty = of none")] = None,
    since: datetime | None = None,
    before: Annotated[datetime | None, Query(description="Only what was earlier: where to jump to")] = None,
    limit: int = Query(100, ge=1, le=1000),
    cursor: str | None = None,
) -> Events:
    """What the person did, over all their ids, newest first; a time without a zone is in the project's."""
    number, span = who(caller, id), (caller.zoned(since), caller.zoned(before))
    return happened(caller, number, event or [], *span, limit=limit, cursor=cursor, session=session)


@router.get("/{id}/links")
def get_links(caller: Reader, id: AnyId) -> Reasons:
    """Why these ids are one person, and which links do not count: the log of merges and splits."""
    number, project = who(caller, id), caller.project.number
    members = caller.parts.identities.members(project, number)
    found = merge.reasons(caller.parts.store, project, [m.id.node for m in members] or [number])
    return Reasons(
        items=[
            ReasonBody(
                a=IdBody(namespace=r.a_space, value=r.a),
                b=IdBody(namespace=r.b_space, value=r.b),
                kind=r.kind,
                since=r.since,
                source=r.source,
                standing=r.standing,
                changed_at=r.changed_at,
            )
            for r in found
        ],
        next=None,
    )


@router.post("/{id}/split")
def split_person(caller: PeopleEditor, id: AnyId, asked: Annotated[Split, Body()]) -> Persons:
    """Take ids off a person: their events count for themselves again. The answer is everybody there is then."""
    number, people, project = who(caller, id), caller.parts.identities, caller.project.number
    off = {m.id.node for m in people.members(project, number) if m.id.value in asked.ids}
    persons = merge.split(people, project, number, sorted(off), caller.parts.clock(), caller.by)
    return Persons(items=[_profile(caller, one) for one in persons], next=None)


def happened(
    caller: Asked,
    number: int | None,
    names: Sequence[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 100,
    cursor: str | None = None,
    session: str | None = None,
) -> Events:
    """The newest events, of one person where a number is given."""
    project = caller.project.number
    under, nodes = (None, None) if number is None else caller.parts.identities.places(project, number)
    found = recent.recent(
        caller.parts.warehouse,
        project,
        nodes=nodes,
        people=under,
        names=names,
        session=session,
        since=since,
        until=until,
        limit=limit,
        cursor=cursor,
    )
    mask, single = caller.mask(), number is not None
    return Events(items=[CanonicalEvent(**mask.event(item, single)) for item in found.items], next=found.next)


def who(caller: Asked, text: str) -> int:
    """The person that any id means now. Raises NoPerson."""
    found = person.find(caller.scope(), caller.parts.store, text)
    return caller.parts.identities.person(caller.project.number, found.node)


def _refuse_unreadable(caller: Asked, accepted: Accepted) -> None:
    """Before it is kept: what the writer would reject. Raises Invalid."""
    for reject in refine_batch(caller.parts.spoken[accepted.source].read(accepted)).rejects:
        raise Invalid(about=reject.detail, code=reject.code)


def _tags(caller: Asked, number: int, scope: Scope) -> list[TagOn]:
    known = tag_value.of_person(number, scope)
    tags = definition.every(caller.parts.store, caller.project.number) if known else []
    hidden = unseen(scope.mask, tags, single=True)
    return [
        TagOn(
            id=one.id,
            name=one.name,
            automated=one.automated,
            **{name: getattr(known[one.id], name) for name in _OF_VALUE}
            | ({"value": HIDDEN, "evidence": None} if one.id in hidden else {}),
        )
        for one in tags
        if one.id in known
    ]


_OF_VALUE = ("value", "confidence", "source", "evidence", "valid_until")


def _profile(caller: Asked, number: int) -> PersonBody:
    parts = caller.parts
    return shown(person.profile(caller.scope(), parts.store, number))


def shown(one: Person) -> PersonBody:
    return PersonBody(
        id=one.id,
        ids=[IdBody(namespace=id.space, value=id.value) for id in _ordered(one.ids)],
        properties=one.properties,
        first_seen=one.first_seen,
        last_seen=one.last_seen,
        events=one.events,
        tags=[],
        segments=[],
        state=[],
    )


def _ordered(ids: Iterable[Id]) -> list[Id]:
    """Ids that a customer gave come first."""
    return sorted(ids, key=lambda id: (id.space != "user", id.value))


def _bearing(ids: list[IdBody]) -> dict[str, str]:
    """The member of an event that makes it this person's."""
    first = ids[0]
    return {"user_id" if first.namespace == "user" else "anonymous_id": first.value}
