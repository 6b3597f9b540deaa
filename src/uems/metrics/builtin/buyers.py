"""People with an order."""

from uems.base.words import Text
from uems.metrics.metric import Metric
from uems.metrics.standard import Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("proportion", words.fact(words.order))


offers = Standard(
    "buyers",
    Text("付费用户", "Buyers"),
    Text("有订单的用户数", "People with an order"),
    "revenue",
    "number",
    define,
)
