"""The share of new people who are active on the next day."""

from dataclasses import replace

from uems.base.words import Text
from uems.metrics.metric import Metric
from uems.metrics.standard import Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("retention", words.activity, replace(words.activity, first=True), days=(1, 1))


offers = Standard(
    "retention_d1",
    Text("次日留存", "Retention on day 1"),
    Text("新用户次日再次活跃的比例", "The share of new people who are active on the next day"),
    "retention",
    "percent",
    define,
)
