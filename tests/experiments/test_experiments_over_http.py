"""Experiments over HTTP: sums in, an answer out that says what it is, in both languages."""

from typing import Any

import httpx
import pytest

from served import Caller

COOKIE_CATS = [{"n": 44700, "sum": 8502}, {"n": 45489, "sum": 8279}]
NUMBERS = [{"kind": "numbers", "level": 0.5, "values": [n * n for n in range(first, 400)]} for first in (0, 40)]
MEDIAN = {"kind": "quantile", "n": 1000, "level": 0.5, "estimate": 1, "lower": 0, "upper": 2}


def analysed(caller: Caller, **body: Any) -> Any:
    return caller.post("/api/experiments/analyse", body)


def refused(caller: Caller, path: str, body: Any) -> tuple[int, str]:
    answer: httpx.Response = caller.http.post(f"/api/experiments/{path}", json=body)
    return answer.status_code, answer.json()["code"]


def test_cookie_cats_is_read_from_four_numbers(caller: Caller) -> None:
    told = analysed(caller, method="z", arms=COOKIE_CATS, weights=[1, 1])
    only = told["comparisons"][0]
    assert only["estimate"] == pytest.approx(-0.0431, abs=5e-5)
    assert only["p"] == pytest.approx(0.00155, abs=5e-6)
    assert (only["clear"], only["n"], only["failed"]) == (True, 90189, None)
    assert told["srm"]["p"] == pytest.approx(0.0086, abs=5e-5)
    assert told["srm"]["mismatch"]
    assert set(told["computed"]) == {"at", "data_until", "elapsed_ms", "definition", "plan"}
    again = analysed(caller, method="z", arms=COOKIE_CATS, weights=[1, 1])
    assert again["computed"]["definition"] == told["computed"]["definition"]


def test_every_method_is_listed_with_its_settings_and_answers(caller: Caller) -> None:
    methods = caller.get("/api/experiments/methods")["items"]
    assert {one["name"] for one in methods} == {"bayesian", "bootstrap", "frequentist", "sequential", "spending", "z"}
    for one in methods:
        assert "alpha" in one["settings"]["properties"]
        arms = NUMBERS if one["name"] == "bootstrap" else COOKIE_CATS
        found = analysed(caller, method=one["name"], arms=arms)["comparisons"][0]
        assert found["low"] < found["estimate"] < found["high"]
        assert (found["p"] is None) == (one["name"] == "bayesian") == (found["chance"] is not None)


def test_three_arms_are_compared_with_the_first_and_corrected(caller: Caller) -> None:
    arms = [{"n": 1000, "sum": 100}, {"n": 1000, "sum": 130}, {"n": 1000, "sum": 125}]
    one, other = analysed(caller, method="frequentist", arms=arms, correction="holm")["comparisons"]
    assert (one["arm"], other["arm"]) == (1, 2)
    assert one["p_corrected"] == pytest.approx(2 * one["p"])
    assert other["p_corrected"] == pytest.approx(max(other["p"], 2 * one["p"]))
    alone = analysed(caller, method="frequentist", arms=[arms[0], arms[2]])["comparisons"][0]
    assert alone["estimate"] == other["estimate"]


def test_a_scaled_difference_is_for_all_people_a_day(caller: Caller) -> None:
    arms = [{"n": 100, "sum": 270, "sum_squares": 848.79}, {"n": 120, "sum": 300, "sum_squares": 869}]
    impact = {"people": 220, "traffic": 0.5, "days": 4}
    plain = analysed(caller, arms=arms, difference="absolute")["comparisons"][0]
    scaled = analysed(caller, arms=arms, difference="scaled", impact=impact)["comparisons"][0]
    assert scaled["estimate"] == pytest.approx(plain["estimate"] * 110)
    assert (scaled["low"], scaled["p"]) == (pytest.approx(plain["low"] * 110), plain["p"])


def test_where_nothing_can_be_said_the_answer_says_why(caller: Caller) -> None:
    body = {"arms": [{"n": 0, "sum": 0}, {"n": 10, "sum": 5}]}
    found = analysed(caller, **body)["comparisons"][0]
    assert (found["failed"], found["estimate"], found["p"]) == ("ZERO_NEGATIVE_VARIANCE", 0, 1)
    assert "too few people" in found["says"]
    chinese = caller.http.post("/api/experiments/analyse", json=body, headers={"Accept-Language": "zh"}).json()
    assert "无法判断" in chinese["comparisons"][0]["says"]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ({"method": "tarot", "arms": COOKIE_CATS}, (404, "engine_missing")),
        ({"settings": {"alpha": 2}, "arms": COOKIE_CATS}, (422, "engine_settings_invalid")),
        ({"settings": {"moon": "full"}, "arms": COOKIE_CATS}, (422, "engine_settings_invalid")),
        ({"method": "spending", "settings": {"looks": [0.5, 0.4]}}, (422, "engine_settings_invalid")),
        ({"arms": COOKIE_CATS[:1]}, (422, "invalid")),
        ({"arms": COOKIE_CATS, "strata": [COOKIE_CATS]}, (422, "invalid")),
        ({"difference": "scaled", "arms": COOKIE_CATS}, (422, "invalid")),
        ({"strata": [COOKIE_CATS, [*COOKIE_CATS, *COOKIE_CATS]]}, (422, "invalid")),
        ({"arms": COOKIE_CATS, "weights": [1]}, (422, "weights_invalid")),
        ({"effect": {"estimate": 1e60, "error": 1e-300, "degrees": 10}}, (422, "numbers_out_of_range")),
        ({"arms": [COOKIE_CATS[0], MEDIAN]}, (422, "arms_differ")),
        ({"stratify": True, "arms": [MEDIAN, MEDIAN]}, (422, "arms_differ")),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(caller: Caller, body: Any, wanted: tuple[int, str]) -> None:
    assert refused(caller, "analyse", body) == wanted


def test_a_mismatch_names_the_part_it_comes_from(caller: Caller) -> None:
    by = {"Chrome": [31_050, 31_000], "Safari": [9_000, 9_900]}
    told = analysed(caller, people=[40_050, 40_900], weights=[1, 1], people_by=by)
    assert told["srm"]["mismatch"]
    assert [(one["part"], one["alone"]) for one in told["suspects"]] == [("Safari", True)]
    assert refused(caller, "analyse", {"weights": [1, 1], "people": [5, 5], "people_by": {"x": [5]}})[0] == 422


def test_a_bandit_tells_the_next_weights(caller: Caller) -> None:
    body = {"arms": [{"n": 500, "sum": 50}, {"n": 500, "sum": 90}], "bandit": {"seed": 7}}
    one, other = analysed(caller, **body)["bandit"]
    assert one["weight"] + other["weight"] == pytest.approx(1)
    assert other["best"] > 0.9
    assert analysed(caller, **body)["bandit"] == [one, other]


def test_a_plan_tells_people_days_effect_or_power(caller: Caller) -> None:
    people = caller.post("/api/experiments/plan", {"mean": 0.19, "effect": 0.05, "daily": 2000})
    assert (people["people"], people["days"]) == (pytest.approx(53_538, abs=2), 28)
    back = caller.post("/api/experiments/plan", {"mean": 0.19, "people": people["people"]})
    assert back["effect"] == pytest.approx(0.05, rel=1e-4)
    both = caller.post("/api/experiments/plan", {"mean": 0.19, "people": people["people"], "effect": 0.05})
    assert both["power"] == pytest.approx(0.8, abs=1e-3)
    for body in ({"mean": 0.19}, {"mean": 0, "effect": 0.1}, {"mean": 1.2, "effect": 0.1}, {"mean": 1, "effect": 0}):
        assert refused(caller, "plan", body) == (422, "numbers_out_of_range")


def test_a_decision_comes_with_its_reasons(caller: Caller) -> None:
    aims = [{"metric": "orders", "low": 0.01, "high": 0.05}]
    told = caller.post("/api/experiments/decide", {"aims": aims})
    assert (told["verdict"], told["reasons"]) == ("roll_out", ["orders is clearly better: +1.0% … +5.0%"])
    uneven = {"aims": aims, "people": [44700, 45489], "weights": [1, 1]}
    assert caller.post("/api/experiments/decide", uneven)["verdict"] == "unsound"


def test_what_was_only_observed_is_labelled_weaker(caller: Caller) -> None:
    arms = [{"n": 900, "sum": 310}, {"n": 880, "sum": 405}]
    before = [{"n": 910, "sum": 300}, {"n": 870, "sum": 302}]
    told = caller.post("/api/experiments/observed", {"arms": arms, "before": before})
    assert "Weaker evidence" in told["label"]
    assert told["difference"]["estimate"] == pytest.approx((405 / 880 - 302 / 870) - (310 / 900 - 300 / 910))
    same = [{"kind": "adjusted_mean", "n": 50, "value": {"sum": v, "sum_squares": v * v / 40},
             "before": {"sum": 100, "sum_squares": 300}, "product": 2 * v} for v in (110, 160)]  # fmt: skip
    found = caller.post("/api/experiments/observed", {"arms": same})
    assert found["difference"]["estimate"] == pytest.approx(1.0)
    series = [20.0 + day % 7 + (9 if day >= 28 else 0) for day in range(56)]
    jumped = caller.post("/api/experiments/observed", {"series": series, "change": 28, "season": 7})
    assert jumped["interrupted"]["level"] == pytest.approx(9)
    assert refused(caller, "observed", {"arms": arms}) == (422, "no_before")
    assert refused(caller, "observed", {"series": series, "change": 3}) == (422, "series_too_short")


def test_quantiles_of_numbers_are_judged_by_their_bootstrap(caller: Caller) -> None:
    said = caller.post("/api/experiments/analyse", {"method": "bootstrap", "arms": NUMBERS})["comparisons"][0]
    assert said["estimate"] == pytest.approx((219.5**2 + 0.25) / (199.5**2 + 0.25) - 1)
    assert said["low"] < said["estimate"] < said["high"]
    assert said["clear"] == (said["p"] < 0.05)
    refused = {"method": "bootstrap", "arms": [{"n": 90, "sum": 9}, {"n": 90, "sum": 19}]}
    assert caller.http.post("/api/experiments/analyse", json=refused).json()["code"] == "engine_settings_invalid"


def test_fiellers_range_speaks_of_zero_as_the_difference_does(caller: Caller) -> None:
    arms = [{"n": 100, "sum": 50}, {"n": 100, "sum": 36}]
    asked = [{"difference": "absolute"}, {"fieller": True}, {}]
    answers = [caller.post("/api/experiments/analyse", {"arms": arms, **one})["comparisons"][0] for one in asked]
    absolute, fieller, delta = answers
    assert fieller["estimate"] == delta["estimate"]
    assert fieller["p"] == pytest.approx(absolute["p"])
    assert (absolute["clear"], fieller["clear"], delta["clear"]) == (True, True, True)
    assert delta["p"] < fieller["p"]
    wrong = {"arms": arms, "fieller": True, "difference": "absolute"}
    assert caller.http.post("/api/experiments/analyse", json=wrong).status_code == 422
