"""The share of active people with an order."""

from uems.base.words import Text
from uems.metrics.metric import Metric
from uems.metrics.standard import Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("proportion", words.fact(words.order), words.activity)


offers = Standard(
    "purchase_rate",
    Text("付费率", "Purchase rate"),
    Text("活跃用户中有订单的比例", "The share of active people with an order"),
    "revenue",
    "percent",
    define,
)
