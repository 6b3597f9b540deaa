"""The share of new people who sign up within 7 days of being seen first."""

from dataclasses import replace

from uems.base.words import Text
from uems.metrics.metric import Metric, Window
from uems.metrics.standard import DAY, Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("proportion", words.fact(words.sign_up), replace(words.activity, first=True), Window(7 * DAY))


offers = Standard(
    "sign_up_rate",
    Text("注册转化率", "Sign-up rate"),
    Text("新用户首次出现后 7 天内注册的比例", "The share of new people who sign up within 7 days of being seen first"),
    "acquisition",
    "percent",
    define,
)
