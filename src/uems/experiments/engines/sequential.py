"""An asymptotic confidence sequence: an interval and a p-value that stay valid however often one looks.

Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and asymptotic confidence sequences"
(arXiv 2103.06476v7): theorem 2.2 (two sides), proposition B.1 (one side), (155) and (161).
"""

import math

from pydantic import Field

from uems.base.words import Text
from uems.experiments.effect import Effect, far, span
from uems.experiments.engine import Engine, EngineSettingsInvalid, Judgement, Side, clear
from uems.experiments.engine import Settings as Common

_LEAST_P, _MOST_P = 1e-5, 0.4999
"""Between these a one-sided p-value is said; the one-sided bound is proven below one half only."""


class Settings(Common):
    """`tuned_at`: the number of people, both arms, at which the interval is narrowest. `rho`: the mixing parameter
    itself, in the place of tuned_at."""

    side: Side = "two"
    tuned_at: float = Field(5000, gt=0, le=1e12, description="Where the interval is narrowest: people in both arms")
    rho: float | None = Field(None, gt=0, le=1e6, description="The mixing parameter itself")


def judge(effect: Effect, settings: Settings) -> Judgement:
    """Raises EngineSettingsInvalid for a one-sided test at alpha ≥ ½."""
    one_sided = settings.side != "two"
    if one_sided and settings.alpha >= 0.5:
        raise EngineSettingsInvalid(about="alpha: under 0.5 for one side")
    rho = settings.rho or mixing(2 * settings.alpha if one_sided else settings.alpha, settings.tuned_at)
    room = effect.n * rho**2 + 1
    unit = math.sqrt(2 * room / (effect.n * rho**2))
    z = far(effect)
    if not one_sided:
        p = min(1.0, math.exp(0.5 * math.log(room) - z * z * (room - 1) / (2 * room)))
        low, high = span(effect, unit * math.sqrt(math.log(math.sqrt(room) / settings.alpha)))
        return Judgement(effect.estimate, effect.error, low, high, p=p, clear=clear(low, high))
    low, high = span(effect, unit * math.sqrt(math.log1p(math.sqrt(room) / (2 * settings.alpha))))
    p = _one_sided((z if settings.side == "greater" else -z) / unit, room)
    low_end, high_end = low if settings.side == "greater" else None, high if settings.side == "less" else None
    return Judgement(effect.estimate, effect.error, low_end, high_end, p=p, clear=clear(low_end, high_end))


def mixing(alpha: float, tuned_at: float) -> float:
    """The ρ with which the interval is narrowest at so many people: (161)."""
    return math.sqrt((-2 * math.log(alpha) + math.log(-2 * math.log(alpha) + 1)) / tuned_at)


def _one_sided(reach: float, room: float) -> float:
    """The alpha whose bound is zero, from how many units the estimate lies on the tested side."""
    if reach <= 0:
        return _MOST_P
    growth = math.expm1(min(reach**2, 700.0))
    return min(_MOST_P, max(_LEAST_P, math.sqrt(room) / (2 * growth)))


offers = Engine(
    "sequential",
    Text("序贯置信序列", "Confidence sequence"),
    Text("随时查看都有效，适合长期护栏", "Valid at every look, for guardrails without an end"),
    Settings,
    judge,
    anytime=True,
)
