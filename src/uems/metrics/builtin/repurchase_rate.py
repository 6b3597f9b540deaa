"""The share of buyers who order again within 30 days."""

from uems.base.words import Text
from uems.metrics.metric import Metric, Window
from uems.metrics.standard import DAY, Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("proportion", words.fact(words.order), words.fact(words.order), Window(30 * DAY))


offers = Standard(
    "repurchase_rate",
    Text("复购率", "Repurchase rate"),
    Text("买家在 30 天内再次下单的比例", "The share of buyers who order again within 30 days"),
    "retention",
    "percent",
    define,
)
