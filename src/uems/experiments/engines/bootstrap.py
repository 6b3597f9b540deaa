"""Quantile bootstrap: where the difference of two quantiles lies among people drawn again; for one look at the end."""

from uems.base.words import Text
from uems.experiments.effect import Effect, far
from uems.experiments.engine import Engine, EngineSettingsInvalid, Judgement, Side, on_normal
from uems.experiments.engine import Settings as Common


class Settings(Common):
    side: Side = "two"


def judge(effect: Effect, settings: Settings) -> Judgement:
    """Raises EngineSettingsInvalid for anything but a quantile whose people's numbers are known."""
    if effect.drawn is None:
        raise EngineSettingsInvalid(about="method: the bootstrap is for quantiles of people's numbers")
    return on_normal(effect, far(effect), settings.alpha, settings.side)


offers = Engine(
    "bootstrap",
    Text("分位数自助法", "Quantile bootstrap"),
    Text(
        "按用户重抽样比较分位数，适合到期只看一次",
        "Quantiles among people drawn again, for one look at the planned end",
    ),
    Settings,
    judge,
)
