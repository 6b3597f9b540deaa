"""The share of new people who are active on day 30."""

from dataclasses import replace

from uems.base.words import Text
from uems.metrics.metric import Metric
from uems.metrics.standard import Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("retention", words.activity, replace(words.activity, first=True), days=(30, 30))


offers = Standard(
    "retention_d30",
    Text("30 日留存", "Retention on day 30"),
    Text("新用户第 30 天再次活跃的比例", "The share of new people who are active on day 30"),
    "retention",
    "percent",
    define,
)
