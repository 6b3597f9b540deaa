"""The guide's table of truths says, in both languages, what is planted."""

import re
from pathlib import Path

import pytest

from uems.demo.life import ANSWERS
from uems.demo.truth import TRUTHS, Effect, Experiment

GUIDES = Path(__file__).parents[2] / "docs" / "guides"
T = TRUTHS


def percent(*shares: float) -> list[str]:
    return [f"{100 * share:.0f} %" for share in shares]


def both(effect: Effect) -> list[str]:
    return percent(effect.without, effect.given)


def trial(truth: Experiment) -> list[str]:
    days = [str(truth.span.since), str(truth.span.until), str(truth.hours)]
    return [f"`{truth.name}`", f"`{truth.goal}`", *days, *both(truth.shares)]


SAID = {
    "checkout": [f"`{T.checkout.platform}`", str(T.checkout.since), *both(T.checkout.paid)],
    "coupon": [
        f"`{T.coupon.experiment}`",
        *(str(T.coupon.span.since), str(T.coupon.span.until), str(T.coupon.days)),
        *(*both(T.coupon.never_paid), *both(T.coupon.paid_before)),
    ],
    "stutter": [
        f"`{T.stutter.version}`",
        f"`{T.stutter.line}`",
        *both(T.stutter.lesson),
        *(str(number) for effect in (T.stutter.score, T.stutter.rating) for number in (effect.without, effect.given)),
    ],
    "churn": [f"`{T.churn.page}`", *percent(T.churn.stays)],
    "zero": [
        *(f"`{T.zero.channel}`", f"`{T.zero.experiment}`"),
        *(str(T.zero.span.since), str(T.zero.span.until), str(T.zero.days)),
        *percent(T.zero.clicks, T.zero.lift),
    ],
    "leaders": [
        f"`{T.leaders.level}`",
        *percent(T.leaders.invited, T.leaders.pays, T.leaders.stays),
        *(str(T.leaders.days), str(T.leaders.week)),
    ],
    "works": trial(T.works),
    "idle": trial(T.idle),
}
ACTS = [
    f"`{T.checkout.flag}`",
    f"`{T.stutter.flag}`",
    *percent(T.churn.stays, T.churn.wooed, ANSWERS),
    str(T.churn.days),
]


def missing(text: str, words: list[str]) -> list[str]:
    """Those of the words that stand nowhere in the text, numbers as whole numbers."""
    return [word for word in words if not re.search(rf"(?<![\d.]){re.escape(word)}(?![\d.]\d)", text)]


def test_every_truth_has_its_words() -> None:
    assert SAID.keys() == set(type(TRUTHS).__slots__)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_guide_says_what_is_planted(language: str) -> None:
    guide = (GUIDES / f"demo-world.{language}.md").read_text()
    rows = {line.split("|")[1].strip(): line for line in guide.splitlines() if line.startswith("| ")}
    assert {name: missing(rows[name], words) for name, words in SAID.items() if missing(rows[name], words)} == {}
    assert missing(guide.partition("\n4. ")[2], ACTS) == []
