"""The share of days on which those active in 30 days were active."""

from uems.base.words import Text
from uems.metrics.metric import Metric
from uems.metrics.standard import Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("participation", words.activity, lookback=30)


offers = Standard(
    "stickiness",
    Text("用户粘性 DAU/MAU", "Stickiness DAU/MAU"),
    Text(
        "30 天内活跃的用户平均有多少比例的日子活跃，等于日均 DAU ÷ MAU",
        "The share of days on which those active in 30 days were active: the mean DAU over the MAU",
    ),
    "activity",
    "percent",
    define,
)
