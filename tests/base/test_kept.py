"""Answers kept for as long as they are worth: many times what they took, at most a minute."""

from uems.base.kept import LONGEST, Kept


class Watch:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_costly_answer_is_kept_longer_than_a_cheap_one() -> None:
    watch, made = Watch(), list[str]()
    kept = Kept(watch)

    def work(name: str, cost: float) -> str:
        made.append(name)
        watch.now += cost
        return f"{name} {len(made)}"

    assert kept.get("cheap", lambda: work("cheap", 0.01)) == "cheap 1"
    assert kept.get("dear", lambda: work("dear", 100)) == "dear 2"
    assert kept.get("cheap", lambda: work("cheap", 0.01)) == "cheap 3"
    watch.now += 0.1
    assert kept.get("cheap", lambda: work("cheap", 0.01)) == "cheap 3"
    watch.now += LONGEST - 1
    assert kept.get("dear", lambda: work("dear", 100)) == "dear 2"
    watch.now += 2
    assert kept.get("dear", lambda: work("dear", 100)) == "dear 4"


def test_what_went_wrong_is_not_kept() -> None:
    kept = Kept(Watch())
    try:
        kept.get("x", lambda: 1 // 0)
    except ZeroDivisionError:
        assert kept.get("x", lambda: 7) == 7
