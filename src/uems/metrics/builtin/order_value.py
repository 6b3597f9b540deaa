"""What an order brings on average."""

from uems.base.words import Text
from uems.metrics.metric import Metric
from uems.metrics.standard import Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("ratio", words.numbers(words.order, words.amount), words.fact(words.order, "value"))


offers = Standard(
    "order_value",
    Text("客单价", "Order value"),
    Text("订单金额 ÷ 订单数", "What an order brings on average"),
    "revenue",
    "money",
    define,
)
