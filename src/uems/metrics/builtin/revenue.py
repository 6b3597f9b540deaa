"""What orders brought, less refunds."""

from uems.base.words import Text
from uems.metrics.metric import Metric
from uems.metrics.standard import Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("sum", words.paid)


offers = Standard(
    "revenue",
    Text("净收入", "Net revenue"),
    Text("订单金额减去退款", "What orders brought, less refunds"),
    "revenue",
    "money",
    define,
)
