"""Tags over HTTP: their kinds, what they are made of, and their way from draft over review to published and retired."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from uems.api.door import Analyst, Asked, Id, Operator, Reader
from uems.api.problem import refusals
from uems.base.errors import Conflict
from uems.base.words import Text
from uems.insight import report
from uems.people.property_class import Mask, Of
from uems.people.tags import compute, definition, run
from uems.people.tags.definition import Draft, Status, Tag, Version
from uems.people.tags.kind import Family, kinds
from uems.people.tags.run import Run

router = APIRouter(prefix="/api", tags=["tags"], responses=refusals(403, 404, 409, 422, 503))

_RULES: dict[str, Any] = {
    "values": [{"value": "high", "condition": {"did": "order_paid", "times": {"op": "gte", "value": 3}}}],
    "otherwise": "low",
}
_TAG: dict[str, Any] = {"name": "Value tier", "id": "value_tier", "kind": "rule", "settings": _RULES, "folder": "value"}


class TagInUse(Conflict):
    code = "tag_in_use"
    text = Text("标签正被使用", "The tag is in use")


class KindBody(BaseModel):
    """A kind of tag; `settings` is the JSON schema of its form. `given` = its values come as files."""

    name: str = Field(examples=["rule"])
    title: str = Field(examples=["Rules"])
    about: str
    family: Family
    given: bool
    automated: bool
    settings: dict[str, Any]


class Kinds(BaseModel):
    items: list[KindBody]
    next: str | None


class NewTag(BaseModel):
    """What is left out is the kind's own (`family`, `automated`), the caller (`owner`), or made from the name (`id`).
    `folder` = its place in the tree, with / between the levels."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _TAG})
    name: str = Field(min_length=1, max_length=200)
    id: str | None = Field(None, max_length=64)
    description: str = Field("", max_length=2000)
    owner: str = Field("", max_length=200)
    folder: str = Field("", max_length=200)
    family: Family | None = None
    automated: bool | None = None
    kind: str = Field(max_length=64)
    settings: dict[str, Any]


class TagChange(BaseModel):
    """What is left out stays. Other settings make a new version, to be reviewed and published again."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"description": "By paid orders"}})
    name: str | None = Field(None, min_length=1, max_length=200)
    description: str | None = Field(None, max_length=2000)
    owner: str | None = Field(None, max_length=200)
    folder: str | None = Field(None, max_length=200)
    family: Family | None = None
    automated: bool | None = None
    kind: str | None = Field(None, max_length=64)
    settings: dict[str, Any] | None = None


class ShareBody(BaseModel):
    value: Any = Field(examples=["high"])
    people: int = Field(examples=[312])


class RunBody(BaseModel):
    """The values at the end of the day `base`: how many people have one, of how many with an event until then; of those
    `kept` who had one at `before`, too, `flipped` had another. `shares`: the commonest values."""

    version: int
    base: date
    people: int
    everybody: int
    before: date | None
    kept: int
    flipped: int
    shares: list[ShareBody]
    computed_at: datetime


class TagEntry(BaseModel):
    """`version` = the newest, to which `status` belongs; `published` = the one that conditions see, whose newest values
    `run` tells of."""

    id: str = Field(examples=["value_tier"])
    name: str
    description: str
    owner: str
    folder: str
    family: Family
    automated: bool
    status: Status
    version: int
    published: int | None
    kind: str
    settings: dict[str, Any]
    run: RunBody | None
    created_at: datetime
    updated_at: datetime


class Tags(BaseModel):
    items: list[TagEntry]
    next: str | None


class TagUser(BaseModel):
    """What would miss a tag."""

    kind: Literal["segment", "tag", "report"]
    id: str
    name: str


class TagBody(TagEntry):
    used_by: list[TagUser]


@router.get("/tag-kinds")
def list_kinds(caller: Reader) -> Kinds:
    """The kinds of tags there are, each with the schema of its settings."""
    items = [
        KindBody(
            name=one.name,
            title=one.title.read(caller.language),
            about=one.about.read(caller.language),
            family=one.family,
            given=one.values is None,
            automated=one.automated,
            settings=one.settings.model_json_schema(),
        )
        for one in kinds().values()
    ]
    return Kinds(items=items, next=None)


@router.get("/tags")
def list_tags(caller: Reader, limit: int = Query(100, ge=1, le=1000), cursor: str | None = None) -> Tags:
    """The project's tags, page by page, in the order of their ids."""
    items, next = definition.listed(caller.parts.store, caller.project.number, limit, cursor)
    mask = caller.mask()
    return Tags(items=[_entry(caller, one, mask) for one in items], next=next)


@router.post("/tags", status_code=201)
def create_tag(caller: Analyst, asked: NewTag) -> TagBody:
    """A tag as a draft, which is computed, reviewed and published afterwards."""
    draft = Draft(**asked.model_dump())
    _refuse_hidden(caller, draft.kind, draft.settings)
    made = definition.create(caller.parts.store, caller.scope(), draft, caller.by, caller.parts.clock())
    return _body(caller, made)


@router.get("/tags/{id}")
def get_tag(caller: Reader, id: Id) -> TagBody:
    """One tag with whatever uses it."""
    return _body(caller, definition.find(caller.parts.store, caller.project.number, id))


@router.patch("/tags/{id}")
def change_tag(caller: Analyst, id: Id, asked: TagChange) -> TagBody:
    """Other words, or other settings as a new version."""
    values = asked.model_dump(exclude_none=True)
    now = caller.parts.clock()
    made = definition.find(caller.parts.store, caller.project.number, id).made
    kind, settings = asked.kind or made.kind, made.settings if asked.settings is None else asked.settings
    if (kind, settings) != (made.kind, made.settings):
        _refuse_hidden(caller, kind, settings)
    return _body(caller, definition.change(caller.parts.store, caller.scope(), id, values, caller.by, now))


@router.delete("/tags/{id}", status_code=204)
def delete_tag(caller: Analyst, id: Id) -> None:
    """The tag is gone with its values; refused while a condition uses it, and while it is published (retire it)."""
    found = definition.find(caller.parts.store, caller.project.number, id)
    if found.published is not None:
        raise definition.WrongStatus(about=id)
    _refuse_used(caller, id)
    definition.delete(caller.parts.store, caller.project.number, id)


@router.post("/tags/{id}/review")
def review_tag(caller: Analyst, id: Id) -> TagBody:
    """The newest version is ready to be looked at by somebody who may publish."""
    return _moved(caller, id, "review")


@router.post("/tags/{id}/draft")
def draft_tag(caller: Analyst, id: Id) -> TagBody:
    """Back to work: out of review, or a retired tag again."""
    return _moved(caller, id, "draft")


@router.post("/tags/{id}/publish")
def publish_tag(caller: Operator, id: Id) -> TagBody:
    """The reviewed version is what conditions see from now on; computed first where it has no values yet."""
    store, number = caller.parts.store, caller.project.number
    found = definition.find(store, number, id)
    if found.status != "review":
        raise definition.WrongStatus(about=f"{found.status} → published")
    if found.kind.values is not None and run.newest(store, number, id, found.version) is None:
        computed(caller, found, None, None)
    return _moved(caller, id, "published")


@router.post("/tags/{id}/retire")
def retire_tag(caller: Operator, id: Id) -> TagBody:
    """Conditions do not see it any more; refused while one uses it."""
    _refuse_used(caller, id)
    return _moved(caller, id, "retired")


def computed(caller: Asked, tag: Tag, base: date | None, number: int | None) -> Run:
    """Raises BaseOutOfRange, NothingToCompute, NoTag for an unknown version, HiddenProperty, and what the question
    raises."""
    parts, now = caller.parts, caller.parts.clock()
    base = base or compute.yesterday(caller.project, now)
    made = definition.version_of(parts.store, caller.project.number, tag.id, number or tag.version)
    caller.must_see(told(made))
    scope = compute.at_base(parts.store, parts.warehouse, parts.identities, caller.project, base, now)
    return compute.compute(parts.store, scope, tag, made, base, now)


def told(made: Version) -> list[tuple[str, Of]]:
    """The properties that the values of a tag are values of: one at most."""
    return _told(made.kind, made.settings)


def unseen(mask: Mask | None, known: Sequence[Tag], single: bool = False) -> set[str]:
    """Those of the published tags whose values the mask hides; `single` = on one person's own page."""
    if mask is None:
        return set()
    return {one.id for one in known if one.seen is not None and _hides(mask, one.seen, single)}


def version(caller: Asked, tag: Tag, number: int | None = None) -> Version:
    """The version of this number; left out: the published one, else the newest. Raises NoTag."""
    return definition.version_of(caller.parts.store, caller.project.number, tag.id, number) if number else tag.shown


def run_body(one: Run, hidden: bool = False) -> RunBody:
    """`hidden`: without the values."""
    known = {name: getattr(one, name) for name in RunBody.model_fields if name != "shares"}
    shares = [ShareBody(value=json.loads(raw), people=people) for raw, people in ([] if hidden else one.shares)]
    return RunBody(**known, shares=shares)


def _told(kind: str, settings: dict[str, Any]) -> list[tuple[str, Of]]:
    name = settings.get("property")
    counts = kind == "metric" and settings.get("measure", "count") in ("count", "distinct", "days")
    return [(name, "event")] if isinstance(name, str) and name and not counts else []


def _hides(mask: Mask, made: Version, single: bool = False) -> bool:
    return any(mask.hides(name, single, of) for name, of in told(made))


def _refuse_hidden(caller: Asked, kind: str, settings: dict[str, Any]) -> None:
    """A tag shows its values to everybody, so it is made by somebody who sees what it is made of; of a query nobody can
    say what that is. Raises HiddenProperty, NotAllowed."""
    if kind == "sql":
        caller.must("see_personal")
    caller.must_see(_told(kind, settings))


def _moved(caller: Asked, id: str, to: Status) -> TagBody:
    now = caller.parts.clock()
    return _body(caller, definition.move(caller.parts.store, caller.project.number, id, to, caller.by, now))


def _refuse_used(caller: Asked, id: str) -> None:
    used = _users(caller, id)
    if used:
        raise TagInUse(about=", ".join(one.name for one in used))


def _users(caller: Asked, id: str) -> list[TagUser]:
    store, number = caller.parts.store, caller.project.number
    segments, tags = definition.users(store, number, id)
    reports = [one for one in report.every(store, number) if id in definition.mentioned(one.query)]
    named: list[tuple[Literal["segment", "tag", "report"], Any]] = [
        *(("segment", one) for one in segments),
        *(("tag", one) for one in tags),
        *(("report", one) for one in reports),
    ]
    return [TagUser(kind=kind, id=one.id, name=one.name) for kind, one in named]


def _entry(caller: Asked, tag: Tag, mask: Mask) -> TagEntry:
    found = run.newest(caller.parts.store, caller.project.number, tag.id, tag.shown.version)
    names = [name for name in TagEntry.model_fields if name not in ("kind", "settings", "run")]
    return TagEntry(
        **{name: getattr(tag, name) for name in names},
        kind=tag.made.kind,
        settings=tag.made.settings,
        run=None if found is None else run_body(found, _hides(mask, tag.shown)),
    )


def _body(caller: Asked, tag: Tag) -> TagBody:
    return TagBody(**_entry(caller, tag, caller.mask()).model_dump(), used_by=_users(caller, tag.id))
