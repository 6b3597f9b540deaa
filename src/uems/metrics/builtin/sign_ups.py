"""People who signed up."""

from uems.base.words import Text
from uems.metrics.metric import Metric
from uems.metrics.standard import Standard
from uems.metrics.vocabulary import Vocabulary


def define(words: Vocabulary) -> Metric:
    return Metric("proportion", words.fact(words.sign_up))


offers = Standard(
    "sign_ups",
    Text("注册用户", "Sign-ups"),
    Text("完成注册的用户数", "People who signed up"),
    "acquisition",
    "number",
    define,
)
