"""Seconds in the foreground over the active days of active people."""

from dataclasses import replace

from uems.base.words import Text
from uems.metrics.metric import Metric
from uems.metrics.standard import Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("ratio", words.numbers(words.use, words.seconds), replace(words.activity, counts="days"))


offers = Standard(
    "use_time",
    Text("人均日使用时长", "Use time a day"),
    Text("前台使用秒数 ÷ 活跃用户的活跃天数", "Seconds in the foreground over the active days of active people"),
    "activity",
    "seconds",
    define,
)
