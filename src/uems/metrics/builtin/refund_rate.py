"""The share of buyers who get money back within 30 days."""

from uems.base.words import Text
from uems.metrics.metric import Metric, Window
from uems.metrics.standard import DAY, Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("proportion", words.fact(words.refund), words.fact(words.order), Window(30 * DAY))


offers = Standard(
    "refund_rate",
    Text("退款率", "Refund rate"),
    Text("买家在 30 天内退款的比例", "The share of buyers who get money back within 30 days"),
    "revenue",
    "percent",
    define,
    "down",
)
