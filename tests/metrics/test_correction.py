"""Corrected p-values: worked by hand, and what they promise kept on p-values by chance."""

import numpy as np
import pytest
from scipy import stats

from uems.metrics.correction import corrected


def test_holm_by_hand() -> None:
    assert corrected([0.01, 0.04, None, 0.03, 0.005], "holm") == pytest.approx([0.03, 0.06, None, 0.06, 0.02])
    assert corrected([0.9, 0.8], "holm") == [1.0, 1.0]


def test_benjamini_hochberg_is_scipys() -> None:
    p = np.random.default_rng(2).random(25).tolist()
    assert corrected(p, "benjamini_hochberg") == pytest.approx(stats.false_discovery_control(p).tolist())


def test_without_correction_and_without_values_nothing_changes() -> None:
    assert corrected([0.2, None], "none") == [0.2, None]
    assert corrected([], "holm") == corrected([], "benjamini_hochberg") == []


def test_holm_keeps_the_chance_of_any_false_one_and_bh_the_share_of_false_ones() -> None:
    random = np.random.default_rng(4)
    any_false, false_share, raw = [], [], []
    for _ in range(3000):
        null, real = random.random(16), stats.norm.sf(random.normal(3.2, 1, 4))
        p = np.r_[null, real].tolist()
        holm = np.array(corrected(p, "holm"), dtype=float) < 0.05
        seen = np.array(corrected(p, "benjamini_hochberg"), dtype=float) < 0.05
        any_false.append(holm[:16].any())
        raw.append((null < 0.05).any())
        false_share.append(seen[:16].sum() / max(1, seen.sum()))
    assert np.mean(raw) > 0.5
    assert np.mean(any_false) < 0.05 + 2 * (0.05 * 0.95 / 3000) ** 0.5
    assert np.mean(false_share) < 0.05
