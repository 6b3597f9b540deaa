"""People seen for the first time ever."""

from dataclasses import replace

from uems.base.words import Text
from uems.metrics.metric import Metric
from uems.metrics.standard import Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("proportion", replace(words.activity, first=True))


offers = Standard(
    "new_people",
    Text("新用户", "New people"),
    Text("首次出现的用户数", "People seen for the first time ever"),
    "acquisition",
    "number",
    define,
)
