"""A normal prior and a normal likelihood: the chance that the treatment is better, and what a wrong choice costs."""

from typing import Literal

import numpy as np
from pydantic import Field

from uems.base.words import Text
from uems.experiments.distribution import expected_excess, mean_excess, normal_above, normal_quantile
from uems.experiments.effect import Effect, span
from uems.experiments.engine import Engine, EngineSettingsInvalid, Judgement, clear
from uems.experiments.engine import Settings as Common
from uems.experiments.resample import Drawn


class Settings(Common):
    """The prior of the effect: none, or normal with `prior_mean` and `prior_variance`, as a share of the control's
    level or in its unit. `better`: which direction is good."""

    prior: bool = Field(False, description="Whether there is a prior; without one the data speak alone")
    prior_mean: float = 0.0
    prior_variance: float = Field(1.0, gt=0)
    prior_unit: Literal["relative", "absolute"] = "relative"
    better: Literal["up", "down"] = "up"


def judge(effect: Effect, settings: Settings) -> Judgement:
    if effect.drawn is not None and not settings.prior:
        return _among_drawn(effect, effect.drawn, settings)
    mean, error = posterior(effect, settings)
    z = mean / error
    half = normal_quantile(1 - settings.alpha / 2) * error
    greater = normal_above(-z)
    gain, loss = error * expected_excess(-z), error * expected_excess(z)
    up = settings.better == "up"
    return Judgement(
        mean,
        error,
        mean - half,
        mean + half,
        chance=greater if up else normal_above(z),
        risk=(gain, loss) if up else (loss, gain),
        if_less=-error * mean_excess(z),
        if_greater=error * mean_excess(-z),
        clear=clear(mean - half, mean + half),
    )


def _among_drawn(effect: Effect, drawn: Drawn, settings: Settings) -> Judgement:
    """Of a quantile without a prior: people drawn again are the posterior (Rubin 1981, the Bayesian bootstrap)."""
    low, high = span(effect, normal_quantile(1 - settings.alpha / 2))
    up = settings.better == "up"
    values, chances = drawn.values if up else -drawn.values, drawn.chances
    better = float(chances[values > 0].sum() + chances[values == 0].sum() / 2)
    gain, loss = float(np.maximum(values, 0) @ chances), float(np.maximum(-values, 0) @ chances)
    risk = (gain, loss) if np.isfinite(gain) and np.isfinite(loss) else None
    return Judgement(effect.estimate, effect.error, low, high, chance=better, risk=risk, clear=clear(low, high))


def posterior(effect: Effect, settings: Settings) -> tuple[float, float]:
    """Mean and standard deviation of the effect, with the prior brought to the effect's unit.

    Raises EngineSettingsInvalid where the units differ and the control's level is not known.
    """
    if not settings.prior:
        return effect.estimate, effect.error
    scale = 1.0
    if settings.prior_unit != effect.unit:
        if effect.base == 0:
            raise EngineSettingsInvalid(about="prior_unit: the control's level is not known")
        scale = abs(effect.base) if effect.unit == "absolute" else 1 / abs(effect.base)
    known, believed = 1 / effect.error**2, 1 / (settings.prior_variance * scale**2)
    total = known + believed
    return (effect.estimate * known + settings.prior_mean * scale * believed) / total, total**-0.5


offers = Engine(
    "bayesian",
    Text("贝叶斯", "Bayesian"),
    Text("胜出概率与选错的预期损失", "The chance to win, and what a wrong choice costs"),
    Settings,
    judge,
    nothing=Judgement(0, 0, 0, 0, chance=0.5, risk=(0, 0)),
)
