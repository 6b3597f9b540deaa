"""What experiments taught, over HTTP: the decided ones, searchable, with effects freed of luck."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from uems.api import experiment_plan_body as body
from uems.api.door import Reader
from uems.api.problem import refusals
from uems.experiments import learning, register
from uems.experiments.learning import Usual
from uems.experiments.register import Kept, Outcome

router = APIRouter(prefix="/api/learnings", tags=["learnings"], responses=refusals(403, 422, 503))


class Learning(BaseModel):
    """A decided experiment; `shrunk` ± `shrunk_error`: the seen effect drawn towards what effects usually are, null
    with fewer than three decided experiments. `hidden`: its metric is over values that are hidden from the caller, who
    is told no number of it."""

    id: str
    key: str
    name: str
    hypothesis: str
    owner: str
    won: bool
    hidden: bool
    outcome: Outcome
    shrunk: float | None
    shrunk_error: float | None


class Learnings(BaseModel):
    """The newest decision first. `decided`, `won`: of all experiments, not only those found; `usual` ± `spread`: how
    true effects lie among those whose numbers the caller may see, null with fewer than three."""

    items: list[Learning]
    decided: int
    won: int
    usual: float | None
    spread: float | None
    next: str | None


@router.get("")
def list_learnings(caller: Reader, q: Annotated[str, Query(max_length=200)] = "") -> Learnings:
    """Decided experiments whose words hold all of these."""
    every = [
        (one, outcome)
        for one in register.every(caller.parts.store, caller.project.number)
        if not one.plan.aa and (outcome := body.outcome(caller, one)) is not None
    ]
    seen = [(outcome.estimate, outcome.error) for _, outcome in every if outcome.estimate is not None and outcome.error]
    among = learning.usual([one for one, _ in seen], [error for _, error in seen])
    words = q.casefold().split()
    found = [_learning(kept, outcome, among) for kept, outcome in every if _says(kept, outcome, words)]
    return Learnings(
        items=sorted(found, key=lambda one: one.outcome.at, reverse=True),
        decided=len(every),
        won=sum(_won(kept, outcome) for kept, outcome in every),
        usual=None if among is None else among.mean,
        spread=None if among is None else among.variance**0.5,
        next=None,
    )


def _learning(kept: Kept, outcome: Outcome, among: Usual | None) -> Learning:
    drawn = None
    if among is not None and outcome.estimate is not None and outcome.error:
        drawn = learning.shrunk(outcome.estimate, outcome.error, among)
    return Learning(
        id=kept.id,
        key=kept.plan.key,
        name=kept.plan.name or kept.plan.key,
        hypothesis=kept.plan.hypothesis,
        owner=kept.plan.owner,
        won=_won(kept, outcome),
        hidden=outcome is not kept.outcome,
        outcome=outcome,
        shrunk=drawn and drawn[0],
        shrunk_error=drawn and drawn[1],
    )


def _won(kept: Kept, outcome: Outcome) -> bool:
    """Whether a variant other than the control was chosen."""
    return outcome.variant not in ("", kept.plan.control)


def _says(kept: Kept, outcome: Outcome, words: list[str]) -> bool:
    plan = kept.plan
    text = " ".join((plan.key, plan.name, plan.hypothesis, outcome.metric, outcome.reason, outcome.learned)).casefold()
    return all(word in text for word in words)
