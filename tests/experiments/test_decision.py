"""What is decided, and why: every verdict from an interval that one can picture."""

import pytest

from uems.experiments.decision import Finding, decide
from uems.experiments.srm import Suspect, WeightsInvalid, srm, suspects

UP = Finding("orders", 0.01, 0.05)
DOWN = Finding("orders", -0.05, -0.01)
OPEN = Finding("orders", -0.02, 0.03)
SAFE = Finding("refunds", -0.01, 0.008, better="down", margin=0.02)
BREACH = Finding("refunds", 0.03, 0.09, better="down", margin=0.02)
UNSURE = Finding("refunds", -0.05, 0.05, better="down", margin=0.02)


@pytest.mark.parametrize(
    ("aims", "guardrails", "verdict", "said"),
    [
        ([UP], [], "roll_out", "orders is clearly better: +1.0% … +5.0%"),
        ([UP], [SAFE], "roll_out", "orders is clearly better"),
        ([DOWN], [], "roll_back", "orders is clearly worse"),
        ([UP, DOWN], [], "roll_back", "orders is clearly worse"),
        ([UP], [BREACH], "roll_back", "Guardrail refunds is worse than the allowed 2%"),
        ([UP], [UNSURE], "not_enough", "refunds is still open"),
        ([OPEN], [], "not_enough", "orders is still open: −2.0% … +3.0%"),
        ([Finding("orders", -0.02, 0.03, margin=0.02)], [SAFE], "no_harm", "worse by more than 2% is ruled out"),
        ([Finding("orders", 0.01, None)], [], "roll_out", "+1.0% … ∞"),
        ([Finding("refunds", None, -0.01, better="down")], [], "roll_out", "−∞ … −1.0%"),
    ],
)
def test_a_verdict_follows_from_the_intervals(
    aims: list[Finding], guardrails: list[Finding], verdict: str, said: str
) -> None:
    found = decide(aims, guardrails)
    assert found.verdict == verdict
    assert said in found.reasons[0].en
    assert all(reason.zh and reason.zh != reason.en for reason in found.reasons)


def test_a_mismatch_of_people_comes_before_everything() -> None:
    assert decide([UP], srm=srm([44700, 45489], [0.5, 0.5])).verdict == "unsound"
    assert decide([UP], srm=srm([45000, 45100], [0.5, 0.5])).verdict == "roll_out"


def test_how_much_of_the_plan_is_there_is_told_where_it_is_open() -> None:
    assert "42% of the planned people" in decide([OPEN], reached=0.42).reasons[-1].en
    assert "smaller than the plan" in decide([OPEN], reached=1.0).reasons[-1].en
    assert len(decide([OPEN]).reasons) == 1


def test_planned_shares_may_differ_and_be_on_any_scale() -> None:
    assert srm([900, 100], [9, 1]).p == pytest.approx(1)
    assert srm([900, 100], [0.5, 0.5]).mismatch
    assert srm([900, 100, 50], [0.9, 0.1, 0.0]).p == pytest.approx(1)
    assert srm([0, 0], [1, 1]).p == 1
    for weights in ([1.0], [1.0, -1.0], [0.0, 0.0]):
        with pytest.raises(WeightsInvalid):
            srm([1, 2], weights)


def test_the_part_that_makes_the_mismatch_is_named() -> None:
    parts = {"Chrome": [31_050, 31_000], "Safari": [9_000, 9_900], "Firefox": [5_010, 4_990]}
    (found,) = suspects(parts, [1, 1])
    assert (found.part, found.alone) == ("Safari", True)
    assert found.p == pytest.approx(3 * srm([9_000, 9_900], [1, 1]).p)
    both = suspects(parts | {"Edge": [700, 1_300]}, [1, 1])
    assert [(one.part, one.alone) for one in both] == [("Edge", False), ("Safari", False)]
    assert suspects({"all": [44_700, 45_489]}, [1, 1]) == (Suspect("all", srm([44_700, 45_489], [1, 1]).p, True),)
    assert suspects({}, [1, 1]) == suspects({"Chrome": [50, 51]}, [1, 1]) == ()
