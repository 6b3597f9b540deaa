"""The classical z-test, whose p-value takes both arms as one heap; the usual test of two shares."""

from uems.base.words import Text
from uems.experiments.effect import Effect, far
from uems.experiments.engine import Engine, Judgement, Settings, Side, on_normal


class ZSettings(Settings):
    side: Side = "two"


def judge(effect: Effect, settings: ZSettings) -> Judgement:
    z = effect.estimate / effect.alike if effect.alike else far(effect)
    return on_normal(effect, z, settings.alpha, settings.side)


offers = Engine(
    "z",
    Text("z 检验", "z-test"),
    Text("合并方差的比例检验，适合大样本只看一次", "Both arms' variance together, for large numbers and one look"),
    ZSettings,
    judge,
)
