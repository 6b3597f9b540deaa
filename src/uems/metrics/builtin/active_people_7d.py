"""People active in the 7 days that end with the day (rolling WAU)."""

from uems.base.words import Text
from uems.metrics.metric import Metric
from uems.metrics.standard import Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("proportion", words.activity, lookback=7)


offers = Standard(
    "active_people_7d",
    Text("近 7 日活跃用户", "People active in 7 days"),
    Text(
        "截至当日的 7 天内活跃的用户数（滚动 WAU）", "People active in the 7 days that end with the day (rolling WAU)"
    ),
    "activity",
    "number",
    define,
)
