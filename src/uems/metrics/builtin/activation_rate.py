"""The share of those who signed up who are activated within 7 days."""

from uems.base.words import Text
from uems.metrics.metric import Metric, Window
from uems.metrics.standard import DAY, Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("proportion", words.fact(words.activation), words.fact(words.sign_up), Window(7 * DAY))


offers = Standard(
    "activation_rate",
    Text("激活率", "Activation rate"),
    Text("注册后 7 天内激活的比例", "The share of those who signed up who are activated within 7 days"),
    "acquisition",
    "percent",
    define,
)
