"""The brake on asking: a minute's worth at once, then evenly, each asker by itself."""

import pytest

from uems.base.pace import Pace, TooOften


def test_a_minutes_worth_goes_at_once_and_comes_back_evenly() -> None:
    now = 0.0
    pace = Pace(6, lambda: now)
    for _ in range(6):
        pace.take("a")
    with pytest.raises(TooOften):
        pace.take("a")
    pace.take("b")
    now = 9.9
    with pytest.raises(TooOften):
        pace.take("a")
    now = 10.1
    pace.take("a")
    with pytest.raises(TooOften):
        pace.take("a")
