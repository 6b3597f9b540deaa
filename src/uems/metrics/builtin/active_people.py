"""People who did anything of their own accord."""

from uems.base.words import Text
from uems.metrics.metric import Metric
from uems.metrics.standard import Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("proportion", words.activity)


offers = Standard(
    "active_people",
    Text("活跃用户", "Active people"),
    Text(
        "有任何主动行为的用户数：按日为 DAU，按周为 WAU，按月为 MAU",
        "People who did anything of their own accord: DAU by day, WAU by week, MAU by month",
    ),
    "activity",
    "number",
    define,
)
