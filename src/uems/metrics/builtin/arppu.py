"""Net revenue over buyers."""

from uems.base.words import Text
from uems.metrics.metric import Metric
from uems.metrics.standard import Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("ratio", words.paid, words.fact(words.order))


offers = Standard(
    "arppu",
    Text("ARPPU", "ARPPU"),
    Text("净收入 ÷ 付费用户", "Net revenue over buyers"),
    "revenue",
    "money",
    define,
)
