"""What an engine is: a way to judge an effect, with the settings it asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from uems.base.errors import Invalid, NotFound
from uems.base.registry import offered
from uems.base.words import Text
from uems.experiments import engines as package
from uems.experiments.distribution import normal_above, normal_quantile
from uems.experiments.effect import Effect, span

Side = Literal["two", "greater", "less"]
"""Against which hypothesis: any difference, treatment greater, treatment less."""


class EngineMissing(NotFound):
    code = "engine_missing"
    text = Text("没有这个统计方法", "There is no such method")


class EngineSettingsInvalid(Invalid):
    code = "engine_settings_invalid"
    text = Text("统计方法的参数有误", "The method's settings make no sense")


class Settings(BaseModel):
    """What every engine asks for: `alpha` = how often a difference may be seen where there is none."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
    alpha: float = Field(0.05, gt=0, lt=1)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an engine says of an effect; `low` and `high` are None where the interval has no end.

    `p`: how surprising at least this difference is where there is none; valid at any look for the engines that say so.
    `chance`: that the treatment is better. `risk`: what is lost on average by taking the control, the treatment.
    `if_less`, `if_greater`: the mean effect where it is below, above zero. `boundary`: what |z| has to reach now.
    `clear`: whether zero is ruled out; None = nothing can be said.
    """

    estimate: float
    error: float
    low: float | None
    high: float | None
    p: float | None = None
    chance: float | None = None
    risk: tuple[float, float] | None = None
    if_less: float | None = None
    if_greater: float | None = None
    boundary: float | None = None
    clear: bool | None = None


@dataclass(frozen=True, slots=True)
class Engine:
    """`judge(effect, settings)` → what is said of an effect that did not fail; `nothing` = of one that did.

    `anytime`: an answer stays valid however often one looks. `settings`: a pydantic model, from which forms are drawn.
    """

    name: str
    title: Text
    about: Text
    settings: type[Settings]
    judge: Callable[[Effect, Any], Judgement]
    nothing: Judgement = Judgement(0, 0, 0, 0, p=1)
    anytime: bool = False


@cache
def engines() -> dict[str, Engine]:
    """Every engine, by name."""
    return offered(package, Engine)


def engine(name: str) -> Engine:
    """Raises EngineMissing."""
    found = engines().get(name)
    if found is None:
        raise EngineMissing(about=f"method: {name[:100]}; there are {', '.join(sorted(engines()))}")
    return found


def one_sided(side: Side, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """An interval that asks in one direction only has no end in the other."""
    return None if side == "less" else low, None if side == "greater" else high


def on_normal(effect: Effect, z: float, alpha: float, side: Side) -> Judgement:
    """One look at an effect that lies z standard errors from zero, by the normal distribution."""
    sides = 2 if side == "two" else 1
    toward = {"two": abs(z), "greater": z, "less": -z}[side]
    low, high = one_sided(side, *span(effect, normal_quantile(1 - alpha / sides)))
    return Judgement(effect.estimate, effect.error, low, high, p=sides * normal_above(toward), clear=clear(low, high))


def clear(low: float | None, high: float | None) -> bool:
    """Whether an interval leaves zero out."""
    return (low is not None and low > 0) or (high is not None and high < 0)
