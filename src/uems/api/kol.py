"""Opinion leaders over HTTP: the ranking, and why somebody stands where they stand."""

from typing import Annotated

from fastapi import APIRouter, Body
from pydantic import BaseModel, Field

from uems.api.door import Reader
from uems.api.lifecycle_body import KolBody
from uems.api.people import AnyId, PersonBody, shown, who
from uems.api.problem import refusals
from uems.base.errors import NotFound
from uems.base.words import Text
from uems.metrics.asked import Computed, Stopwatch
from uems.people import person
from uems.people.lifecycle import kol
from uems.people.lifecycle.kol import Leader

router = APIRouter(prefix="/api/kol", tags=["lifecycle"], responses=refusals(403, 404, 422, 503))


class NoInfluence(NotFound):
    code = "no_influence"
    text = Text("该用户没有可计分的影响力行为", "This person has done nothing that influence is counted by")


class RankingBody(KolBody):
    """`cursor` = `next` of the page before."""

    limit: int = Field(50, ge=1, le=500)
    cursor: str | None = Field(None, pattern="^[0-9]{1,9}$")


class LeaderBody(BaseModel):
    """`reach`, `effect`, `content` = the parts after fading, 0 to 1; `trust` multiplies them; score = 0 to 100;
    `percentile` = share of all people who rank below. The counts are whole: nothing has faded in them."""

    person: PersonBody
    rank: int = Field(examples=[1])
    percentile: float = Field(examples=[99.97])
    score: float = Field(examples=[85.0])
    reach: float = Field(examples=[1.0])
    effect: float = Field(examples=[0.96])
    content: float = Field(examples=[0.38])
    trust: float = Field(examples=[1.0])
    shares: int
    invites: int
    guests: int
    activated: int
    paid: int
    further: int = Field(description="Guests of guests, down to the third level")
    reviews: int


class Ranking(BaseModel):
    """The first first; `people` = everybody that a percentile is a share of."""

    items: list[LeaderBody]
    next: str | None
    people: int
    computed: Computed


@router.post("")
def ask_ranking(caller: Reader, asked: Annotated[RankingBody, Body()]) -> Ranking:
    """People by their influence, with what it comes from."""
    watch, scope = Stopwatch.start(), asked.scope(caller)
    question, after = asked.question(scope), int(asked.cursor or 0)
    found = kol.leaders(question, scope, asked.limit + 1, after)
    page = found[: asked.limit]
    people = person.described(scope, caller.parts.store, [one.person for one in page])
    return Ranking(
        items=[_body(one, shown(who)) for one, who in zip(page, people, strict=True)],
        next=str(after + asked.limit) if len(found) > asked.limit else None,
        people=kol.everybody(scope),
        computed=watch.computed("kol", question, scope),
    )


@router.get("/{id}")
def get_leader(caller: Reader, id: AnyId) -> LeaderBody:
    """One person's place by the default settings, and what it comes from."""
    scope, number = caller.scope(), who(caller, id)
    found = kol.of_person(kol.DEFAULT, number, scope)
    if found is None:
        raise NoInfluence(about=id)
    return _body(found, shown(person.profile(scope, caller.parts.store, number)))


def _body(one: Leader, who: PersonBody) -> LeaderBody:
    counted = {name: getattr(one, name) for name in LeaderBody.model_fields if name != "person"}
    return LeaderBody(person=who, **counted)
