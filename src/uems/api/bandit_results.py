"""How a bandit stands, as callers read it: its weights over time, and each arm's plain and weighted mean."""

from datetime import datetime

from pydantic import BaseModel

from uems.experiments import propensity
from uems.experiments.bandit_look import Why


class BanditArm(BaseModel):
    """A variant of a bandit. `plain`: the primary metric's mean of its people; `weighed`: the same where each counts
    1 ÷ propensity times (Hájek), fair although weights moved, between `low` and `high` (95 %, of one look). `best`: its
    chance to be best; `weight`: its share of newcomers. null = too few people, or nobody differs."""

    variant: str
    people: int
    plain: float | None
    weighed: float | None
    low: float | None
    high: float | None
    best: float | None
    weight: float


class BanditLook(BaseModel):
    """From `at` on the variants had these `weights`; `best`: the chances that they came from; `by`: '' = no person."""

    at: datetime
    why: Why
    weights: dict[str, float]
    best: dict[str, float]
    by: str


class BanditResult(BaseModel):
    """`looks`: every change of weights, the oldest first. `next_at`: the next look, null = it is due, or there is
    none. `unlogged`: people of whom no propensity of this bandit is known, who are left out."""

    state: propensity.State
    arms: list[BanditArm]
    looks: list[BanditLook]
    next_at: datetime | None
    unlogged: int


def shown(said: propensity.Bandit) -> BanditResult:
    weights = said.looks[-1].weights if said.looks else {}
    return BanditResult(
        state=said.state,
        arms=[_arm(one, weights.get(one.arm, 0.0)) for one in said.arms],
        looks=[BanditLook.model_validate(one, from_attributes=True) for one in said.looks],
        next_at=said.next_at,
        unlogged=said.unlogged,
    )


def _arm(one: propensity.ArmSeen, weight: float) -> BanditArm:
    told = one.outlook
    seen = told if one.people > 1 else None
    return BanditArm(
        variant=one.arm,
        people=one.people,
        plain=one.plain,
        weighed=None if seen is None else seen.mean,
        low=None if seen is None else seen.low,
        high=None if seen is None else seen.high,
        best=None if told is None else told.best,
        weight=weight,
    )
