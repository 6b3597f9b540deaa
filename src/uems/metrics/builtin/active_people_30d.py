"""People active in the 30 days that end with the day (rolling MAU)."""

from uems.base.words import Text
from uems.metrics.metric import Metric
from uems.metrics.standard import Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("proportion", words.activity, lookback=30)


offers = Standard(
    "active_people_30d",
    Text("近 30 日活跃用户", "People active in 30 days"),
    Text(
        "截至当日的 30 天内活跃的用户数（滚动 MAU）", "People active in the 30 days that end with the day (rolling MAU)"
    ),
    "activity",
    "number",
    define,
)
