"""The range of a share is what Fieller's inequality says, point by point, and speaks of zero as the difference does."""

import numpy as np
import pytest

from uems.experiments.ratio import Ratio, far, span

RATIOS = [
    Ratio(above, below, of_above, of_below, share * (of_above * of_below) ** 0.5)
    for above in (-3.0, -0.4, 0.1, 2.0)
    for below in (1.0, 5.0)
    for of_above in (0.1, 1.0)
    for of_below in (0.01, 0.2)
    for share in (-0.6, 0.0, 0.5)
]


@pytest.mark.parametrize("reach", [1.0, 1.96, 4.0])
def test_the_range_is_where_the_inequality_holds(reach: float) -> None:
    closed = 0
    for one in RATIOS:
        low, high = span(one, reach)
        if low is None or high is None:
            continue
        closed += 1
        assert far(one, low) == pytest.approx(reach, rel=1e-6)
        assert far(one, high) == pytest.approx(-reach, rel=1e-6)
        for at in np.linspace(low - 1, high + 1, 41).tolist():
            inside = low < at < high
            assert (abs(far(one, at)) < reach) == inside
    assert closed > 10


@pytest.mark.parametrize("reach", [0.5, 1.96, 4.0, 9.0])
def test_zero_is_left_out_exactly_where_the_difference_is_clear(reach: float) -> None:
    clear = 0
    for one in RATIOS:
        low, high = span(one, reach)
        out = (low is not None and low > 0) or (high is not None and high < 0)
        possible = one.below**2 > reach**2 * one.of_below or one.above > 0
        if possible:
            assert out == (abs(far(one)) > reach)
        clear += out
    assert clear or reach == 9.0


def test_a_level_that_may_be_none_leaves_an_end_open() -> None:
    assert span(Ratio(5.0, 1.0, 1.0, 1.0, 0.0), 2.0) == (pytest.approx(1.4603, abs=1e-4), None)
    assert span(Ratio(-5.0, 1.0, 1.0, 1.0, 0.0), 2.0) == (None, pytest.approx(-1.4603, abs=1e-4))
    assert span(Ratio(1.0, 1.0, 1.0, 1.0, 0.0), 2.0) == (None, None)
    low, high = span(Ratio(0.1, 1.0, 0.04, 0.01, -0.01), 1.96)
    assert low is not None
    assert high is not None
    assert low < 0.1 < high
