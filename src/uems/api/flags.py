"""Flags over HTTP: create, list, change, switch off, delete, and who changed what."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from uems.api.condition_body import ConditionJson
from uems.api.door import Asked, Operator, Reader
from uems.api.plain_json import PlainJson
from uems.api.problem import refusals
from uems.experiments import running
from uems.experiments.flags import definition, dialect, flag
from uems.experiments.flags.definition import Kept
from uems.experiments.flags.flag import Kind, Origin

router = APIRouter(prefix="/api/flags", tags=["flags"], responses=refusals(403, 404, 409, 422, 503))

_KEY = r"^[A-Za-z0-9][A-Za-z0-9._:-]*$"
Key = Annotated[str, Path(max_length=200, description="The flag's key")]
Dialect = Annotated[str, Path(max_length=50, description="Whose clients, such as `growthbook`")]
_EXAMPLE: dict[str, Any] = {
    "key": "new-home",
    "name": "New home page",
    "rules": [{"condition": {"person": "plan", "op": "in", "value": ["pro"]}}],
    "payload": {"x": 1},
}
Environment = Annotated[str, Field(min_length=1, max_length=100)]
Strategy = Annotated[str, Field(min_length=1, max_length=100, pattern=_KEY, examples=["universal"])]
Strategies = Annotated[list[Strategy], Field(max_length=20)]
_Percent = Annotated[float, Field(ge=0, le=100)]


class VariantBody(BaseModel):
    """One value of a multivariate flag; `value` left out = the key. Weights add up to 100."""

    model_config = ConfigDict(extra="forbid")
    key: str = Field(min_length=1, max_length=200, examples=["red"])
    value: PlainJson = None
    weight: _Percent = Field(examples=[50])
    payload: PlainJson = None


class RuleBody(BaseModel):
    """For whom it is on: those of whom the condition holds (left out = everybody), so many percent of them, with this
    variant (left out = by weight). Whom a rule does not reach is left to the next one."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field("", max_length=200)
    condition: ConditionJson | None = None
    rollout: _Percent = 100
    variant: str | None = Field(None, max_length=200)


class PrerequisiteBody(BaseModel):
    """Another flag that must be on first, with one of these variants if any are named."""

    model_config = ConfigDict(extra="forbid")
    flag: str = Field(min_length=1, max_length=200)
    variants: list[str] = Field(default_factory=list, max_length=100)


class NamespaceBody(BaseModel):
    """Flags in different parts of one space share nobody."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(min_length=1, max_length=200)
    start: float = Field(ge=0, le=1)
    end: float = Field(ge=0, le=1)


class SettingBody(BaseModel):
    """What is different in an environment; `rules` left out = the flag's own."""

    model_config = ConfigDict(extra="forbid")
    enabled: bool = True
    rules: list[RuleBody] | None = Field(None, max_length=50)


class UnleashPayload(BaseModel):
    model_config = ConfigDict(extra="forbid")
    type: Literal["string", "json", "csv", "number"] = "string"
    value: str = Field(max_length=100_000)


class UnleashOverride(BaseModel):
    """Who has one of these values of a field of the context gets the variant for certain."""

    model_config = ConfigDict(extra="forbid")
    contextName: str = Field(min_length=1, max_length=200)
    values: list[str] = Field(max_length=10_000)


class UnleashVariant(BaseModel):
    """A variant in Unleash's words: weights are thousandths."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(min_length=1, max_length=200)
    weight: int = Field(ge=0, le=1000)
    stickiness: str = Field("default", max_length=200)
    payload: UnleashPayload | None = None
    overrides: list[UnleashOverride] = Field(default_factory=list, max_length=100)


class UnleashBody(BaseModel):
    """What only Unleash's clients are told: variants of their own, and whether they report what they ask."""

    model_config = ConfigDict(extra="forbid")
    variants: list[UnleashVariant] = Field(default_factory=list, max_length=50)
    impressionData: bool = False


class FlagFields(BaseModel):
    """`enabled` is the kill switch. `origin` = whose hash decides in our own answers: the SDK's that you ship.
    `sticky`: who signs in keeps what they had. `keeps`: who got a variant by weight keeps it when the weights change;
    the server remembers it, so clients that decide by themselves cannot. `permanent` = never called stale. `native`
    holds what one vendor's definition says beyond ours, such as `{"unleash": {"variants": []}}`. `holdouts`: the
    strategies whose holdouts keep people out of it, `universal` for the one of everything."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _EXAMPLE})
    kind: Kind = "boolean"
    name: str = Field("", max_length=200)
    description: str = Field("", max_length=2000)
    owner: str = Field("", max_length=200)
    enabled: bool = True
    permanent: bool = False
    rules: list[RuleBody] = Field(default_factory=list, max_length=50)
    variants: list[VariantBody] = Field(default_factory=list, max_length=50)
    payload: PlainJson = None
    off: PlainJson = None
    prerequisites: list[PrerequisiteBody] = Field(default_factory=list, max_length=20)
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    environments: dict[Environment, SettingBody] = Field(default_factory=dict, max_length=20)
    origin: Origin = "posthog"
    seed: str = Field("", max_length=200)
    sticky: bool = True
    keeps: bool = False
    namespace: NamespaceBody | None = None
    native: dict[Literal["unleash"], UnleashBody] = Field(default_factory=dict)
    holdouts: Strategies = Field(default_factory=list)


class NewFlag(FlagFields):
    """A flag under a key that no other has."""

    key: str = Field(min_length=1, max_length=200, pattern=_KEY)


class FlagChange(FlagFields):
    """What is left out stays as it is. `version`: the one that the change was made on; where somebody has changed the
    flag since, it is refused."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"enabled": False}})
    version: int | None = Field(None, ge=1)


class Limit(BaseModel):
    """What clients of a vendor cannot judge by themselves, in both languages."""

    dialect: str = Field(examples=["growthbook"])
    zh: str
    en: str


class FlagBody(FlagFields):
    """A flag as it stands; `stale`: `unasked` = no client asked for it in 30 days, `decided` = for 30 days everybody
    got the same, '' = alive."""

    key: str = Field(examples=["new-home"])
    id: int = Field(examples=[1])
    version: int = Field(examples=[3])
    created_at: datetime
    updated_at: datetime
    asked_at: datetime | None
    stale: definition.Stale
    limits: list[Limit]


class Flags(BaseModel):
    items: list[FlagBody]
    next: str | None


class ChangeBody(BaseModel):
    """One change: the definition after it, and who made it ('' = a key)."""

    what: definition.What
    version: int
    definition: dict[str, Any]
    by: str = Field(examples=["Ada"])
    at: datetime


class Changes(BaseModel):
    """The newest first."""

    items: list[ChangeBody]
    next: str | None


@router.get("")
def list_flags(
    caller: Reader, limit: Annotated[int, Query(ge=1, le=500)] = 100, cursor: Annotated[str | None, Query()] = None
) -> Flags:
    """The flags in the order of their keys."""
    found, next = definition.listed(caller.parts.store, caller.project.number, limit, cursor)
    return Flags(items=[_body(caller, one) for one in found], next=next)


@router.post("", status_code=201)
def create_flag(caller: Operator, asked: NewFlag) -> FlagBody:
    """A new flag; it is on for nobody until a rule says for whom."""
    parts, number = caller.parts, caller.project.number
    made = definition.create(parts.store, number, asked.model_dump(mode="json"), caller.by, parts.clock())
    parts.flags.book.forget(number)
    return _body(caller, made)


@router.get("/{key}")
def get_flag(caller: Reader, key: Key) -> FlagBody:
    """One flag."""
    return _body(caller, definition.find(caller.parts.store, caller.project.number, key))


@router.patch("/{key}")
def change_flag(caller: Operator, key: Key, asked: FlagChange) -> FlagBody:
    """Change some of it. Clients see it with their next question, streaming ones at once. Who gets which variant stays
    while an experiment that has begun uses it."""
    parts, number = caller.parts, caller.project.number
    values = asked.model_dump(mode="json", include=asked.model_fields_set - {"version"})
    made = running.change_flag(parts.store, number, key, values, caller.by, parts.clock(), asked.version)
    parts.flags.book.forget(number)
    return _body(caller, made)


@router.delete("/{key}", status_code=204)
def delete_flag(caller: Operator, key: Key) -> None:
    """The flag is gone, its history stays. Refused while other flags or experiments need it."""
    parts, number = caller.parts, caller.project.number
    running.delete_flag(parts.store, number, key, caller.by, parts.clock())
    parts.flags.book.forget(number)


@router.get("/{key}/history")
def list_flag_changes(
    caller: Reader,
    key: Key,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    cursor: Annotated[str | None, Query(max_length=20, pattern="^[0-9]+$")] = None,
) -> Changes:
    """Every change to it, also after it is gone."""
    found, next = definition.history(caller.parts.store, caller.project.number, key, limit, cursor)
    return Changes(items=[ChangeBody.model_validate(one, from_attributes=True) for one in found], next=next)


@router.get("/{key}/native/{name}")
def get_native_flag(caller: Reader, key: Key, name: Dialect, environment: str = "") -> dict[str, Any]:
    """The flag as clients of this vendor read it now."""
    found, parts = definition.find(caller.parts.store, caller.project.number, key), caller.parts
    return dialect.find(name).native(found.flag, parts.flags.page(caller.project).flags, parts.clock(), environment)


def _body(caller: Asked, kept: Kept) -> FlagBody:
    limits = [
        Limit(dialect=name, zh=text.zh, en=text.en)
        for name, one in dialect.dialects().items()
        for text in one.beyond(flag.current(kept.flag, caller.parts.clock()))
    ]
    given = {name: held for name, held in kept.json.items() if name in FlagFields.model_fields}
    return FlagBody(
        **FlagFields.model_validate(given).model_dump(),
        key=kept.flag.key,
        id=kept.flag.id,
        version=kept.flag.version,
        created_at=kept.created_at,
        updated_at=kept.updated_at,
        asked_at=kept.asked_at,
        stale=definition.stale(kept, caller.parts.clock()),
        limits=limits,
    )
