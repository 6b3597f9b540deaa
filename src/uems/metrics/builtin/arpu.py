"""Net revenue over active people."""

from uems.base.words import Text
from uems.metrics.metric import Metric
from uems.metrics.standard import Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("ratio", words.paid, words.activity)


offers = Standard(
    "arpu",
    Text("ARPU", "ARPU"),
    Text("净收入 ÷ 活跃用户", "Net revenue over active people"),
    "revenue",
    "money",
    define,
)
