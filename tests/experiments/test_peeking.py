"""Looking twenty times at players who differ in nothing: what is called anytime-valid is, what is naive is not."""

from pathlib import Path

import numpy as np
import pytest

from experiments.cookie_cats import players
from uems.bench import peeking
from uems.bench.peeking import Peeked
from uems.experiments.engine import engines

RUNS = {"retention_7": 4000, "sum_gamerounds": 200}
LIFT = {"retention_7": 0.06, "sum_gamerounds": 0.08}


@pytest.fixture(scope="module", params=sorted(RUNS))
def column(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def seen(column: str, shared: Path) -> tuple[Peeked, Peeked]:
    """The same players in both arms; and the treatment better by a few per cent."""
    values = np.minimum(np.concatenate(list(players(shared, column).values())), 3000)
    random = np.random.default_rng(11)
    return tuple(peeking.peeked(values, RUNS[column], random, lift) for lift in (0.0, LIFT[column]))  # type: ignore[return-value]


def test_no_anytime_method_is_fooled_by_peeking(column: str, seen: tuple[Peeked, Peeked]) -> None:
    runs = RUNS[column]
    anytime = [name for name, one in engines().items() if one.anytime]
    wrong = {name: peeking.found(seen[0], peeking.limits(name, seen[0])) for name in anytime}
    print(column, wrong)
    assert len(wrong) == 2
    assert max(wrong.values()) <= 0.05 + 2 * (0.05 * 0.95 / runs) ** 0.5


def test_who_peeks_naively_is_fooled_in_one_of_four(column: str, seen: tuple[Peeked, Peeked]) -> None:
    once = peeking.limits("frequentist", seen[0])
    assert peeking.found(seen[0], once) == pytest.approx(0.25, abs=0.02 if RUNS[column] > 1000 else 0.07)
    assert peeking.found_at_end(seen[0], once) == pytest.approx(0.05, abs=3 * (0.05 * 0.95 / RUNS[column]) ** 0.5)


def test_spending_finds_nearly_what_a_single_look_finds(column: str, seen: tuple[Peeked, Peeked]) -> None:
    once = peeking.found_at_end(seen[1], peeking.limits("frequentist", seen[1]))
    names = ("spending", "sequential")
    spending, sequential = (peeking.found(seen[1], peeking.limits(name, seen[1])) for name in names)
    print(column, once, spending, sequential)
    assert spending >= 0.94 * once
    assert sequential < spending
