"""Conditions in the API's description: the tree that `rules` reads, as types for whoever writes one in a client.

`rules.condition.parse` alone reads a condition, with a path to every mistake; these models only describe what it takes.
"""

from typing import Annotated, Any

from pydantic import BaseModel, Field, RootModel, TypeAdapter, WithJsonSchema

from uems.rules.test import OPS, TIMES_OPS

_MARK = "x-described-as"

ConditionJson = Annotated[dict[str, Any], WithJsonSchema({_MARK: "Condition"})]
TestJson = Annotated[dict[str, Any], WithJsonSchema({_MARK: "Test"})]

_Op = Annotated[str, Field(json_schema_extra={"enum": list(OPS)})]
_TimesOp = Annotated[str, Field(json_schema_extra={"enum": list(TIMES_OPS)})]
_Scalar = str | int | float | bool


class Span(BaseModel):
    """A length of time: one of these."""

    minutes: int | None = None
    hours: int | None = None
    days: int | None = None
    weeks: int | None = None
    months: int | None = None


_Value = _Scalar | list[_Scalar] | Span


class Test(BaseModel):
    """A question to a property of an event. No value for is_set and not_set, a span for within_last, a list for in and
    not_in, two ends for between."""

    property: str
    op: _Op
    value: _Value | None = None


class EventFilter(BaseModel):
    """Events of this name (null = any) that pass every test."""

    event: str | None = None
    where: list[Test] = []


class Times(BaseModel):
    op: _TimesOp
    value: int | tuple[int, int]


class AllOf(BaseModel):
    all: list["Condition"]


class AnyOf(BaseModel):
    any: list["Condition"]


class NotOf(BaseModel):
    part: "Condition" = Field(alias="not")


class PersonIs(BaseModel):
    """A question to a property of the person."""

    person: str
    op: _Op
    value: _Value | None = None


class HasDone(BaseModel):
    """The person did (null = anything) so many times, at least once where `times` is left out; eq 0 = did not."""

    did: str | None
    where: list[Test] = []
    times: Times | None = None
    within: Span | None = None
    since: str | None = None
    until: str | None = None


class InSequence(BaseModel):
    """The person did these one after another."""

    sequence: list[EventFilter]
    within: Span | None = None


class InSegment(BaseModel):
    segment: str


class HasTag(BaseModel):
    tag: str
    op: _Op
    value: _Value | None = None


class InState(BaseModel):
    state: str | list[str]


class Condition(RootModel[AllOf | AnyOf | NotOf | PersonIs | HasDone | InSequence | InSegment | HasTag | InState]):
    """Which people."""


def described(whole: dict[str, Any]) -> dict[str, Any]:
    """The API's description with conditions and tests spelt out."""
    reference = "#/components/schemas/{model}"
    own = TypeAdapter(tuple[Condition, Test]).json_schema(ref_template=reference)["$defs"]
    schemas = whole["components"]["schemas"]
    clash = own.keys() & schemas.keys()
    assert not clash, clash
    return {**_spelt(whole), "components": {**whole["components"], "schemas": {**_spelt(schemas), **own}}}


def _spelt(part: Any) -> Any:
    if isinstance(part, list):
        return [_spelt(one) for one in part]
    if not isinstance(part, dict):
        return part
    if _MARK in part:
        rest = {key: value for key, value in part.items() if key in ("description", "default", "examples")}
        return {"$ref": f"#/components/schemas/{part[_MARK]}", **rest}
    return {key: _spelt(value) for key, value in part.items()}
