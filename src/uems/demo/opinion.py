"""What people say of it: reviews, tickets and NPS answers, worse where the videos stutter."""

from uems.demo.phrase import say
from uems.demo.shop import Item
from uems.demo.truth import Effect
from uems.demo.visit import Visit, binomial, named, tell

_GOODS_RATING = 4.3


def suffers(visit: Visit) -> bool:
    """Is this a lesson in the version whose videos stutter?"""
    truth = visit.truths.stutter
    learning = visit.base["business_line"] == truth.line
    return learning and visit.version == truth.version and truth.flag not in visit.memory.flags


def _mean(visit: Visit, effect: Effect) -> float:
    return effect.given if suffers(visit) else effect.without


def review(visit: Visit, item: Item) -> None:
    mean = _mean(visit, visit.truths.stutter.rating) if item.lessons else _GOODS_RATING
    rating = 1 + binomial(visit.dice, 4, mean - 1)
    tone = "good" if rating >= 4 else "fair" if rating == 3 else "bad"
    kind = "course" if item.lessons else "review"
    text = _say(visit, f"{kind}_{tone}", named(visit, item))
    tell(visit, "review_left", {"product_id": item.id, "rating": rating, "text": text}, 20_000)


def ticket(visit: Visit, topic: str, item: str) -> None:
    """A question to support; most people choose a topic from the form, and some leave it."""
    chosen = {"topic": "course" if topic == "stutter" else topic} if visit.dice.random() < 0.6 else {}
    tell(visit, "ticket_opened", {"text": _say(visit, f"ticket_{topic}", item), **chosen}, 30_000)


def nps(visit: Visit, survey: str = "in_app") -> None:
    visit.memory.asked = visit.at
    score = binomial(visit.dice, 10, _mean(visit, visit.truths.stutter.score))
    tone = "good" if score >= 9 else "fair" if score >= 7 else "stutter" if suffers(visit) else "bad"
    text = {"text": _say(visit, f"nps_{tone}", "")} if visit.dice.random() < 0.6 else {}
    tell(visit, "nps_answered", {"score": score, "survey": survey, **text}, 12_000)


def _say(visit: Visit, about: str, item: str) -> str:
    return say(visit.dice, visit.person.country.language, about, item=item)
