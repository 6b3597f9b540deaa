"""Consent over HTTP: a project's purposes, and what a person said of them."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from uems.api.door import Asked, Manager, PeopleEditor, Reader
from uems.api.people import AnyId, NotVisibleYet
from uems.api.problem import refusals
from uems.base.errors import Invalid
from uems.base.words import Text
from uems.events import own
from uems.events.pipeline import FIRST
from uems.people import consent, person
from uems.people.consent import Purpose, State, Word

router = APIRouter(tags=["people"], responses=refusals(403, 404, 422, 503))

_PURPOSE: dict[str, Any] = {"id": "marketing", "name": "Marketing", "description": "", "channels": ["email", "sms"]}
_WORD: dict[str, Any] = {"purpose": "marketing", "channel": "email", "state": "granted", "source": "checkout form"}
_PATIENCE = 10.0


class SaidTooLate(Invalid):
    code = "consent_in_future"
    text = Text("同意的时间不能晚于现在", "Consent cannot have been given later than now")


class SaidTooEarly(Invalid):
    code = "consent_too_early"
    text = Text("同意的时间不能早于 1971 年", "Consent cannot have been given before 1971")


class PurposeBody(BaseModel):
    """What consent is asked for. `channels` = those asked about one by one, beside the purpose as a whole."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _PURPOSE})
    id: str = Field(min_length=1, max_length=50)
    name: str = Field(min_length=1, max_length=100)
    description: str = Field("", max_length=500)
    channels: list[str] = Field(default_factory=list, max_length=20)


class Purposes(BaseModel):
    model_config = ConfigDict(json_schema_extra={"example": {"items": [_PURPOSE]}})
    items: list[PurposeBody] = Field(max_length=50)


class ConsentBody(BaseModel):
    """What the person said last of a purpose (`channel` null) or of one channel; `state` null = nothing yet."""

    purpose: str = Field(examples=["marketing"])
    channel: str | None = Field(examples=["email"])
    state: State | None = Field(examples=["granted"])
    at: datetime | None
    source: str = Field(examples=["checkout form"])
    by: str = Field(description="Who wrote it down; empty = a program", examples=["Ada"])


class Consents(BaseModel):
    """Every purpose of the project and each of its channels."""

    items: list[ConsentBody]


class Said(BaseModel):
    """`at` left out = now."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _WORD})
    purpose: str = Field(max_length=50)
    channel: str | None = Field(None, max_length=50)
    state: State
    source: str = Field("", max_length=200)
    at: AwareDatetime | None = None


class Saying(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"items": [_WORD]}})
    items: list[Said] = Field(min_length=1, max_length=100)


@router.get("/api/consents/purposes")
def list_purposes(caller: Reader) -> Purposes:
    """What this project asks consent for."""
    return _purposes(consent.asked_for(caller.parts.store, caller.project.number))


@router.put("/api/consents/purposes", responses=refusals(409))
def change_purposes(caller: Manager, asked: Annotated[Purposes, Body()]) -> Purposes:
    """These purposes and no others, in this order; one that people have spoken on stays."""
    wanted = [Purpose(one.id, one.name.strip(), one.description, tuple(one.channels)) for one in asked.items]
    return _purposes(consent.change_purposes(caller.parts.store, caller.project.number, wanted))


@router.get("/api/persons/{id}/consents")
def get_consents(caller: Reader, id: AnyId) -> Consents:
    """What the person said, over all their ids the latest word of each."""
    found = person.find(caller.scope(), caller.parts.store, id)
    return consents_of(caller, caller.parts.identities.person(caller.project.number, found.node))


@router.put("/api/persons/{id}/consents")
def say_consents(caller: PeopleEditor, id: AnyId, asked: Annotated[Saying, Body()]) -> Consents:
    """Write down what the person said. Each news is an event `consent_changed`; an older word than the kept one changes
    nothing."""
    parts, number, now = caller.parts, caller.project.number, caller.parts.clock()
    found = person.find(caller.scope(), parts.store, id)
    if any(one.at is not None and one.at > now for one in asked.items):
        raise SaidTooLate(about="at")
    if any(one.at is not None and one.at < FIRST for one in asked.items):
        raise SaidTooEarly(about="at")  # no event may be so old, so there could be no news of it
    words = [
        Word(one.purpose, one.channel or "", one.state, one.at or now, one.source, caller.by) for one in asked.items
    ]
    news = consent.say(parts.store, number, found, words)
    if news:
        parts.journal.append_now(own.accepted(number, [consent.told(found, word) for word in news], now))
        if not parts.writer.drain(_PATIENCE):
            raise NotVisibleYet(about=id)
    return consents_of(caller, parts.identities.person(number, found.node))


def consents_of(caller: Asked, number: int) -> Consents:
    """What a person said, with what they said nothing of."""
    store, project = caller.parts.store, caller.project.number
    members = caller.parts.identities.members(project, number)
    said = consent.said(store, project, [one.id.node for one in members] or [number])
    known = {(word.purpose, word.channel): word for word in said}
    every = [(one.id, channel) for one in consent.asked_for(store, project) for channel in ("", *one.channels)]
    return Consents(items=[_body(place, known.get(place)) for place in dict.fromkeys([*every, *known])])


def _body(place: tuple[str, str], word: Word | None) -> ConsentBody:
    purpose, channel = place
    if word is None:
        return ConsentBody(purpose=purpose, channel=channel or None, state=None, at=None, source="", by="")
    return ConsentBody(
        purpose=purpose, channel=channel or None, state=word.state, at=word.at, source=word.source, by=word.by
    )


def _purposes(found: list[Purpose]) -> Purposes:
    items = [PurposeBody(id=p.id, name=p.name, description=p.description, channels=list(p.channels)) for p in found]
    return Purposes(items=items)
