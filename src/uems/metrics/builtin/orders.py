"""Orders paid."""

from uems.base.words import Text
from uems.metrics.metric import Metric
from uems.metrics.standard import Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("sum", words.fact(words.order, "value"))


offers = Standard(
    "orders",
    Text("订单数", "Orders"),
    Text("支付成功的订单数", "Orders paid"),
    "revenue",
    "number",
    define,
)
