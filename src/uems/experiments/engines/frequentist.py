"""Welch's t-test of a difference looked at once, when the planned number of people is there."""

from pydantic import Field

from uems.base.words import Text
from uems.experiments.distribution import student_above, student_quantile
from uems.experiments.effect import Effect, far, span
from uems.experiments.engine import Engine, Judgement, Side, clear, one_sided
from uems.experiments.engine import Settings as Common


class Settings(Common):
    """`against`: the difference that is tested, 0 = none."""

    side: Side = "two"
    against: float = Field(0.0, description="The difference that is tested; 0 = none")


def judge(effect: Effect, settings: Settings) -> Judgement:
    z = far(effect, settings.against)
    if settings.side == "two":
        p = 2 * student_above(abs(z), effect.degrees)
        reach = student_quantile(1 - settings.alpha / 2, effect.degrees)
    else:
        p = student_above(z if settings.side == "greater" else -z, effect.degrees)
        reach = student_quantile(1 - settings.alpha, effect.degrees)
    low, high = one_sided(settings.side, *span(effect, reach))
    return Judgement(effect.estimate, effect.error, low, high, p=p, clear=clear(low, high))


offers = Engine(
    "frequentist",
    Text("频率派检验", "Frequentist"),
    Text("Welch t 检验，适合到期只看一次", "Welch's t-test, for one look at the planned end"),
    Settings,
    judge,
)
