"""The share of active people who use the feature."""

from uems.base.words import Text
from uems.metrics.metric import Metric
from uems.metrics.standard import Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("proportion", words.fact(words.feature), words.activity)


offers = Standard(
    "feature_penetration",
    Text("功能渗透率", "Feature penetration"),
    Text("活跃用户中使用该功能的比例", "The share of active people who use the feature"),
    "activity",
    "percent",
    define,
)
