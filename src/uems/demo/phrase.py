"""What people write, in Chinese and English: sentences put together by a grammar, from word to sentence, at random.

A rule is a list of ways to say something; `{x}` in a way is said by rule `x`, or is a word handed in, such as the item.
"""

import re
from random import Random

from uems.demo import phrase_en, phrase_zh

RULES = {"zh": phrase_zh.RULES, "en": phrase_en.RULES}
_HOLE = re.compile(r"\{(\w+)\}")
_DEPTH = 8


def say(dice: Random, language: str, about: str, **words: str) -> str:
    """A text about something: `review_good`, `ticket_payment`, `nps_bad`…, with words such as `item` handed in."""
    rules = RULES[language]

    def fill(hole: re.Match[str]) -> str:
        return words.get(hole[1]) or dice.choice(rules[hole[1]])

    text = dice.choice(rules[about])
    for _ in range(_DEPTH):
        if "{" not in text:
            break
        text = _HOLE.sub(fill, text)
    return text if language == "zh" else _capitals(text)


def _capitals(text: str) -> str:
    return re.sub(r"(^|[.!?] )([a-z])", lambda found: found[1] + found[2].upper(), text)
