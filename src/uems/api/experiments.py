"""Experiments over HTTP: sums in, a judged difference out; and how many people an experiment needs."""

import math
from dataclasses import replace
from typing import Annotated, Any, Literal, TypeVar

import numpy as np
from fastapi import APIRouter, Body
from pydantic import BaseModel, Field, ValidationError

from uems.api.door import Asked, Reader
from uems.api.experiment_body import AnalyseBody
from uems.api.problem import refusals
from uems.base.errors import Invalid
from uems.base.words import Language, Text
from uems.experiments import bandit
from uems.experiments.bandit import ArmOutlook
from uems.experiments.effect import NO_BASELINE, NO_VARIANCE, Effect, effect
from uems.experiments.engine import Engine, EngineSettingsInvalid, Judgement, Settings, engine, engines
from uems.experiments.moments import Arm, pooled
from uems.experiments.srm import Srm, Suspect, srm, suspects
from uems.experiments.stratum import Cell, cell, joined, stratified
from uems.metrics import correction
from uems.metrics.asked import Computed, Stopwatch, definition

router = APIRouter(prefix="/api/experiments", tags=["experiments"], responses=refusals(403, 404, 422, 503))

_FAILED = {
    NO_VARIANCE: Text(
        "至少一组没有波动或人数不足，无法判断", "An arm does not vary, or has too few people: nothing can be said"
    ),
    NO_BASELINE: Text("对照组的水平为零，无法判断", "The control's level is zero: nothing can be said"),
}


class NumbersOutOfRange(Invalid):
    code = "numbers_out_of_range"
    text = Text("数值过大、过小或互相矛盾，无法计算", "The numbers are too large, too small or contradict each other")


BEYOND = (ArithmeticError, ValueError, np.linalg.LinAlgError)
"""What arithmetic raises on numbers beyond its range."""

Answer = TypeVar("Answer", bound=BaseModel)


class Method(BaseModel):
    """`settings`: the JSON schema of what `settings` of a question may hold; `anytime`: valid at every look."""

    name: str = Field(examples=["sequential"])
    title: str
    about: str
    anytime: bool
    settings: dict[str, Any]


class Methods(BaseModel):
    items: list[Method]
    next: None = None


class StratumBody(BaseModel):
    """What a stratum says by itself: for each outcome (a ratio has two) the control's level, then the effect; `spread`
    = their covariance times `n`."""

    n: int
    means: list[float]
    spread: list[list[float]]
    failed: str | None


class Comparison(BaseModel):
    """One arm against the control. `low`, `high`: the interval, null = no end; `p_corrected`: among all comparisons.

    `failed`: ZERO_NEGATIVE_VARIANCE or ZERO_NEGATIVE_BASELINE_VARIATION where nothing can be said, and `says` the same
    in a sentence. `risk`: what is lost on average by taking the control, the treatment. `if_less`, `if_greater`: the
    mean effect where it is below, above zero. `clear`: zero is ruled out."""

    arm: int = Field(examples=[1])
    estimate: float = Field(examples=[-0.0431])
    error: float
    low: float | None
    high: float | None
    p: float | None
    p_corrected: float | None
    chance: float | None
    risk: tuple[float, float] | None
    if_less: float | None
    if_greater: float | None
    boundary: float | None
    clear: bool | None
    n: int
    stratified: bool
    strata: list[StratumBody] | None
    failed: str | None
    says: str | None


class Analysis(BaseModel):
    """`comparisons`: each arm but the first against the first; `srm`: whether the arms have the planned shares, and
    `suspects`: in which parts of the people they do not."""

    method: str
    difference: str
    comparisons: list[Comparison]
    srm: Srm | None
    suspects: list[Suspect]
    bandit: list[ArmOutlook] | None
    computed: Computed


@router.get("/methods")
def list_methods(caller: Reader) -> Methods:
    """The ways to judge a difference, each with the schema of its settings."""
    return Methods(
        items=[
            Method(
                name=one.name,
                title=one.title.read(caller.language),
                about=one.about.read(caller.language),
                anytime=one.anytime,
                settings=one.settings.model_json_schema(),
            )
            for one in engines().values()
        ]
    )


@router.post("/analyse")
def analyse(caller: Reader, asked: Annotated[AnalyseBody, Body()]) -> Analysis:
    """A difference from sufficient statistics: estimate, interval, p or chance to win; the code of every experiment.

    Nothing of the project is read. The first arm is the control. Numbers of people come as `n`; a share as `sum` alone,
    a mean with `sum_squares`, a ratio and what was before the experiment with sums of products.
    """
    watch, way = Stopwatch.start(), engine(asked.method)
    settings = _settings(way, asked.settings)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        try:
            found = _compared(asked, way, settings, caller.language)
            weights = _bandit(asked)
            people = asked.people or ([sum(arm.n for arm in arms) for arms in zip(*asked.table(), strict=True)])
            mismatch = srm(people, asked.weights) if asked.weights is not None else None
            parts = suspects(asked.people_by, asked.weights) if asked.weights is not None else ()
        except BEYOND:
            raise NumbersOutOfRange(about="arms") from None
    corrected = correction.corrected([one.p for one in found], asked.correction)
    for one, p in zip(found, corrected, strict=True):
        one.p_corrected = p
    computed = signed(caller, watch, "analyse", asked)
    return sound(
        Analysis(
            method=way.name,
            difference=asked.difference,
            comparisons=found,
            srm=mismatch,
            suspects=list(parts),
            bandit=weights,
            computed=computed,
        )
    )


def sound(answer: Answer) -> Answer:
    """The answer, if every number in it is one. Raises NumbersOutOfRange."""
    if not _finite(answer.model_dump()):
        raise NumbersOutOfRange
    return answer


def _finite(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_finite, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_finite, value))
    return not isinstance(value, float) or math.isfinite(value)


def signed(caller: Asked, watch: Stopwatch, kind: str, asked: BaseModel) -> Computed:
    """The signature of an answer that read no facts."""
    elapsed = round((Stopwatch.start().began - watch.began) * 1000, 1)
    return Computed(caller.parts.clock(), None, elapsed, definition(kind, asked.model_dump()))


def _settings(way: Engine, said: dict[str, Any]) -> Settings:
    try:
        return way.settings.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(["settings", *map(str, first["loc"])])
        raise EngineSettingsInvalid(about=f"{where}: {first['msg']}") from None


def _compared(asked: AnalyseBody, way: Engine, settings: Settings, language: Language) -> list[Comparison]:
    unit: Literal["relative", "absolute"] = "relative" if asked.difference == "relative" else "absolute"
    if asked.effect is not None:
        told = asked.effect
        known = Effect(told.estimate, told.error, told.n, told.degrees, told.base, unit=unit)
        return [comparison(1, known, way, settings, language, asked.daily)]
    table, found = asked.table(), []
    for place in range(1, len(table[0]) if table else 0):
        strata = [(row[0], row[place]) for row in table]
        one = stratified(strata, unit) if asked.stratify else effect(strata, unit, asked.fieller)
        answer = comparison(place, one, way, settings, language, asked.daily)
        answer.strata = [_stratum(cell(*pair)) for pair in joined(strata)] if asked.stratify else None
        found.append(answer)
    return found


def _stratum(one: Cell) -> StratumBody:
    return StratumBody(n=one.n, means=one.means.tolist(), spread=one.spread.tolist(), failed=one.failed)


def comparison(
    place: int, one: Effect, way: Engine, settings: Settings, language: Language, daily: float | None = None
) -> Comparison:
    """What an engine says of an arm's effect; `daily`: scaled to so many people a day."""
    said = way.nothing if one.failed else way.judge(one, settings)
    if daily is not None:
        said = _scaled(said, daily)
    return Comparison(
        arm=place,
        estimate=said.estimate,
        error=said.error,
        low=said.low,
        high=said.high,
        p=said.p,
        p_corrected=None,
        chance=said.chance,
        risk=said.risk,
        if_less=said.if_less,
        if_greater=said.if_greater,
        boundary=said.boundary,
        clear=said.clear,
        n=one.n,
        stratified=one.stratified,
        strata=None,
        failed=one.failed,
        says=_FAILED[one.failed].read(language) if one.failed else None,
    )


def _scaled(said: Judgement, people: float) -> Judgement:
    """A difference for one person as a difference a day for all of them."""
    low, high = (None if end is None else end * people for end in (said.low, said.high))
    return replace(said, estimate=said.estimate * people, error=said.error * people, low=low, high=high)


def _bandit(asked: AnalyseBody) -> list[ArmOutlook] | None:
    told, table = asked.bandit, asked.table()
    if told is None or not table:
        return None
    everybody: list[Arm] = [pooled([(row[place], row[place]) for row in table])[0] for place in range(len(table[0]))]
    prior = bandit.Prior(told.prior_mean, told.prior_variance) if told.prior_variance else None
    random = np.random.default_rng(told.seed)
    return list(bandit.outlook(everybody, random, told.better, told.top_two, told.least, prior))
