"""The share of new people who are active on day 7."""

from dataclasses import replace

from uems.base.words import Text
from uems.metrics.metric import Metric
from uems.metrics.standard import Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("retention", words.activity, replace(words.activity, first=True), days=(7, 7))


offers = Standard(
    "retention_d7",
    Text("7 日留存", "Retention on day 7"),
    Text("新用户第 7 天再次活跃的比例", "The share of new people who are active on day 7"),
    "retention",
    "percent",
    define,
)
