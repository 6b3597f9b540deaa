"""Asking what flags are for one person, by either key or signed in; what is asked for by name is noted as met."""

from typing import Any, Self

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, model_validator

from uems.api.door import Evaluator
from uems.api.plain_json import PlainObject
from uems.api.problem import refusals
from uems.experiments.flags.flag import Origin
from uems.experiments.flags.ready import Reason
from uems.experiments.flags.switchboard import Switchboard, Who
from uems.store.project import Project

router = APIRouter(prefix="/api/flags", tags=["flags"], responses=refusals(403, 404, 422, 503))

_EXAMPLE: dict[str, Any] = {"user_id": "ada", "properties": {"plan": "pro"}, "flags": ["new-home"]}


class Question(BaseModel):
    """Of whom, and which flags (left out = all). `anonymous_id` beside `user_id`: who has just signed in keeps what
    they had. `properties` go before those that are known. `expose`: note that the person met the variants; without it
    only where flags are named."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _EXAMPLE})
    user_id: str | None = Field(None, min_length=1, max_length=512)
    anonymous_id: str | None = Field(None, min_length=1, max_length=512)
    properties: PlainObject = Field(default_factory=dict, max_length=200)
    flags: list[str] | None = Field(None, max_length=500)
    environment: str = Field("", max_length=100)
    expose: bool | None = None

    @model_validator(mode="after")
    def somebody(self) -> Self:
        if self.user_id is None and self.anonymous_id is None:
            raise ValueError("give user_id or anonymous_id")
        return self

    def who(self) -> Who:
        if self.user_id is None:
            return Who(str(self.anonymous_id), known=False, properties=self.properties)
        return Who(self.user_id, self.anonymous_id or "", properties=self.properties)


class DecisionBody(BaseModel):
    """What a flag is and why. `variant` is on or off for a boolean flag; `rule` = the number of the rule that decided;
    `hash` = whose way of hashing."""

    key: str = Field(examples=["new-home"])
    on: bool
    variant: str = Field(examples=["on"])
    value: Any = Field(examples=[True])
    payload: Any = Field(examples=[{"x": 1}])
    reason: Reason
    rule: int | None = Field(examples=[0])
    version: int = Field(examples=[3])
    hash: Origin


class Decisions(BaseModel):
    flags: list[DecisionBody]


@router.post("/evaluate")
def evaluate_flags(caller: Evaluator, asked: Question) -> Decisions:
    """What the flags are for this person now. A flag that does not exist is off, with the reason `unknown`. For
    somebody who signed in nothing is noted: they only look."""
    return answered(caller.parts.flags, caller.project, asked, notes=caller.account is None)


def answered(board: Switchboard, project: Project, asked: Question, notes: bool, patient: bool = True) -> Decisions:
    """The answer, with what the person met noted. Raises Waits for who is not patient where memory cannot say."""
    who = asked.who()
    found = board.decide(project, who, asked.flags, asked.environment, patient=patient, notes=notes)
    if notes and (asked.expose if asked.expose is not None else asked.flags is not None):
        board.expose(project, who, found, asked.environment)
    return Decisions(
        flags=[
            DecisionBody(
                key=one.key,
                on=one.on,
                variant=one.variant,
                value=one.value,
                payload=one.payload,
                reason=one.reason,
                rule=one.rule,
                version=one.version,
                hash=one.origin,
            )
            for one in found
        ]
    )
