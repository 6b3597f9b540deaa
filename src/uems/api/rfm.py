"""RFM over HTTP: people by recency, frequency and money, in scores and eight cells, and how they moved between them."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Body
from pydantic import BaseModel, Field

from uems.api.door import Reader
from uems.api.lifecycle_body import RfmBody
from uems.api.problem import refusals
from uems.metrics.asked import Computed, Stopwatch
from uems.people.lifecycle import rfm
from uems.people.lifecycle.rfm import CellCount, Cuts, Migration, RfmScore

router = APIRouter(prefix="/api/rfm", tags=["lifecycle"], responses=refusals(403, 404, 422, 503))


class Rfm(BaseModel):
    """`mean` = the mean score of R, F and M; a score above it is high. Each score of `scores` is 1 to 5."""

    people: int = Field(examples=[1370])
    cuts: Cuts
    mean: tuple[float, float, float] = Field(examples=[(3.02, 2.22, 2.98)])
    cells: list[CellCount]
    scores: list[RfmScore]
    computed: Computed


class Migrations(BaseModel):
    """From the cells at `before` to those now; each time by its own quintiles, where no cut points are given."""

    before: datetime
    items: list[Migration]
    computed: Computed


@router.post("")
def ask_rfm(caller: Reader, asked: Annotated[RfmBody, Body()]) -> Rfm:
    """Everybody who bought, by score and by cell."""
    watch, scope = Stopwatch.start(), asked.scope(caller)
    question = asked.question(scope)
    found = rfm.table(question, scope)
    return Rfm(
        people=found.people,
        cuts=found.cuts,
        mean=found.mean,
        cells=list(found.cells),
        scores=list(found.scores),
        computed=watch.computed("rfm", question, scope),
    )


@router.post("/migration")
def ask_migration(caller: Reader, asked: Annotated[RfmBody, Body()]) -> Migrations:
    """Who moved from which cell to which since `ago` days before."""
    watch, scope, earlier = Stopwatch.start(), asked.scope(caller), asked.earlier(caller)
    question = asked.question(scope)
    moved = rfm.migration(question, scope, earlier)
    return Migrations(before=earlier.now, items=list(moved), computed=watch.computed("rfm", question, scope))
