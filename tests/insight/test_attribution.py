"""Models of attribution on journeys in hand: what each gives, that nothing is lost, how near the truth each comes."""

import json
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uems.bench.benches.attribution import read
from uems.bench.journeys import CHANNELS, made_up
from uems.insight.attribution import holdout, incremental, journeys, logistic, markov, path_model, shapley
from uems.insight.attribution.answer import MODELS, credits
from uems.insight.attribution.holdout import Arms
from uems.insight.attribution.incremental import Caused
from uems.insight.attribution.journeys import Credit, Journeys

DAY = 86_400.0


def told(*ways: tuple[str, int], names: str = "ABCD", ages: list[list[float]] | None = None) -> Journeys:
    """Journeys as letters of channels, each with whether it converted; a touch a day."""
    start = np.concatenate([[0], np.cumsum([len(way) for way, _ in ways])]).astype(int)
    channel = np.array([names.index(one) for way, _ in ways for one in way], dtype=int)
    days = ages or [list(range(len(way) - 1, -1, -1)) for way, _ in ways]
    age = np.array([day * DAY for some in days for day in some], dtype=float)
    return journeys.made(tuple(names), start, channel, age, np.array([yes for _, yes in ways]))


def given_to(credit: Credit) -> list[float]:
    return [round(float(one), 6) for one in credit.conversions]


def test_the_path_models_look_at_first_last_place_and_age() -> None:
    way = told(("ABCD", 1), ("BA", 1), ("C", 1), ("AAAA", 0))
    assert given_to(path_model.first(way)) == [1, 1, 1, 0]
    assert given_to(path_model.last(way)) == [1, 0, 1, 1]
    assert given_to(path_model.linear(way)) == [0.75, 0.75, 1.25, 0.25]
    assert given_to(path_model.position(way)) == [0.9, 0.6, 1.1, 0.4]
    half = told(("AB", 1), ages=[[14, 7]])
    assert given_to(path_model.time_decay(half, 7.0)) == [0.333333, 0.666667, 0, 0]


def test_markov_removal_is_what_is_lost_when_a_channel_leads_nowhere() -> None:
    way = told(("AB", 1), ("A", 0), ("B", 1), ("C", 0))
    # start→A ½, B ¼, C ¼; A→B ½, loss ½; B→conversion; so ½ convert, without A ¼, without B none.
    chance = markov.transitions(way)
    assert chance[0].tolist() == [0.5, 0.25, 0.25, 0, 0, 0]
    assert markov.removal(chance).tolist() == [0.5, 1.0, 0.0, 0.0]
    assert given_to(markov.credit(way)) == [0.666667, 1.333333, 0, 0]


def test_a_channel_that_follows_itself_changes_nothing_in_the_chain() -> None:
    once, often = told(("AB", 1), ("B", 0), ("AC", 0)), told(("AAAB", 1), ("BBB", 0), ("ACC", 0))
    assert given_to(markov.credit(once)) == given_to(markov.credit(often))


def shapley_by_hand(way: Journeys) -> list[float]:
    """The mean over all orders of what each channel adds to the conversions of those before it."""
    sets = [set(way.channel[a:b].tolist()) for a, b in zip(way.start[:-1], way.start[1:], strict=True)]
    count = len(way.names)

    def worth(some: frozenset[int]) -> float:
        return float(sum(yes for one, yes in zip(sets, way.converted, strict=True) if one <= some))

    total, orders = [0.0] * count, list(permutations(range(count)))
    for order in orders:
        for n, channel in enumerate(order):
            total[channel] += worth(frozenset(order[: n + 1])) - worth(frozenset(order[:n]))
    return [round(one / len(orders), 6) for one in total]


ways = st.lists(st.tuples(st.text("ABCD", min_size=1, max_size=6), st.integers(0, 1)), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(ways)
def test_shapley_is_exact(some: list[tuple[str, int]]) -> None:
    assert given_to(shapley.credit(told(*some))) == pytest.approx(shapley_by_hand(told(*some)), abs=1e-6)


@settings(max_examples=100, deadline=None)
@given(ways)
def test_every_model_shares_out_all_conversions_and_nothing_more(some: list[tuple[str, int]]) -> None:
    way = told(*some)
    found = credits(way, 7.0, incremental.added(way, {}))
    whole = float(way.converted.sum())
    assert set(found) == set(MODELS)
    for model, credit in found.items():
        if model == "incremental" and credit.conversions.sum() == 0:
            continue  # no channel of these journeys added anything
        assert credit.conversions.sum() == pytest.approx(whole, abs=1e-9), model
        assert (credit.conversions >= -1e-12).all(), model


def test_a_model_that_loses_something_is_found() -> None:
    way = told(("AB", 1), ("ABC", 1))
    lossy = journeys.shared(way, np.full(len(way.channel), 0.3))
    assert lossy.conversions.sum() != pytest.approx(2.0)


def test_journeys_without_a_touch_get_nobody_credit_but_count_for_the_base() -> None:
    way = told(("", 1), ("", 0), ("", 0), ("A", 1), ("A", 1), ("A", 0))
    added = incremental.added(way, {})
    assert credits(way, 7.0, added)["last"].conversions.sum() == 2
    assert 0 < added.base < 3


def test_the_regression_finds_the_odds_of_a_table() -> None:
    columns = np.array([[1.0, 0.0], [1.0, 1.0]])
    found = logistic.fit(columns, np.array([20.0, 60.0]), np.array([100.0, 100.0]), np.zeros(2))
    assert found.weights == pytest.approx([np.log(20 / 80), np.log(60 / 40) - np.log(20 / 80)], abs=1e-8)
    assert found.covariance[1, 1] == pytest.approx(1 / 20 + 1 / 80 + 1 / 60 + 1 / 40, rel=1e-4)


def test_who_was_first_seen_by_a_touch_would_not_have_come_without_it() -> None:
    # Newcomers by A convert less than people who were there before: as a difference of people, A would do harm.
    way = told(*[("A", 1)] * 10, *[("A", 0)] * 90, *[("", 1)] * 50, *[("", 0)] * 50)
    brought = np.where(way.length > 0, 0, -1)
    assert incremental.added(way, {}).effect[0] < 0
    added = incremental.added(replace(way, brought=brought), {}, ridge=1e-6)
    assert added.effect[0] == pytest.approx(10, abs=0.1)
    assert added.base == pytest.approx(50, abs=0.1)
    assert added.credit.conversions.sum() == pytest.approx(10)
    tested = incremental.added(replace(way, brought=brought), {0: Caused(0.0, -0.1, 0.1)})
    assert tested.effect[0] == 0


def test_all_of_one_kind_does_not_break_the_regression() -> None:
    way = told(("A", 1), ("B", 1))
    assert np.isfinite(incremental.added(way, {}).effect).all()


@pytest.fixture(scope="module")
def world() -> Any:
    return made_up(200_000, np.random.default_rng(1))


def test_the_incremental_model_is_near_the_truth_where_the_path_models_are_not(world: Any) -> None:
    found = credits(world.journeys, 7.0, incremental.added(world.journeys, {}))
    off = {m: float(np.abs(c.conversions / c.conversions.sum() - world.share).sum()) for m, c in found.items()}
    assert off["incremental"] <= 0.10
    assert min(one for model, one in off.items() if model != "incremental") > 0.30


def test_a_channel_that_does_nothing_gets_nothing_but_from_the_path_models(world: Any) -> None:
    nothing = CHANNELS.index("brand")
    found = credits(world.journeys, 7.0, incremental.added(world.journeys, {}))
    share = {model: float(c.conversions[nothing] / c.conversions.sum()) for model, c in found.items()}
    assert share["incremental"] <= 0.02
    assert all(share[model] > 0.05 for model in ("first", "last", "linear", "markov", "shapley"))


def test_the_interval_of_an_effect_holds_its_truth_most_of_the_time() -> None:
    held = 0
    for seed in range(20):
        one = made_up(20_000, np.random.default_rng(seed))
        added = incremental.added(one.journeys, {}, ridge=1e-6)
        held += bool(added.low[CHANNELS.index("brand")] <= 0 <= added.high[CHANNELS.index("brand")])
    assert held >= 16


def arms(effect: float, people: int, seed: int) -> tuple[Arms, Journeys]:
    """Ads that only those see who are on their way to buy; a random half of the people is not shown any."""
    dice = np.random.default_rng(seed)
    shown = dice.integers(0, 2, people)
    buying = dice.random(people) < 0.2
    met = buying & (shown == 1) & (dice.random(people) < 0.7)
    bought = (buying & (dice.random(people) < 0.8)) | (met & (dice.random(people) < effect))
    start = np.concatenate([[0], np.cumsum(met)])
    way = journeys.made(("brand",), start, np.zeros(int(met.sum()), int), np.ones(int(met.sum())), bought)
    return Arms(shown, met.astype(float), bought.astype(float), (bought & met).astype(float)), way


def test_an_experiment_tells_what_no_model_of_the_same_journeys_can() -> None:
    found, way = arms(0.0, 40_000, 3)
    naive = incremental.added(way, {})
    assert naive.effect[0] > 0.5 * float((way.converted * (way.length > 0)).sum())
    said = holdout.found(found)
    assert said is not None
    assert (said.shown, said.held) == (1, 0)
    assert said.tested.share == 0
    assert said.tested.low < 0 < said.tested.high
    assert incremental.added(way, {0: said.tested}).effect[0] == 0


def test_an_experiment_in_which_the_channel_works_says_how_much() -> None:
    found, way = arms(0.6, 80_000, 4)
    said = holdout.found(found)
    assert said is not None
    caused = 0.2 * 0.6 / (0.8 + 0.2 * 0.6)
    assert said.tested.low < caused < said.tested.high
    assert incremental.added(way, {0: said.tested}).effect[0] > 0


def test_an_experiment_that_holds_nothing_back_says_nothing() -> None:
    found, _ = arms(0.0, 4_000, 5)
    assert holdout.found(Arms(found.arm, np.ones(4_000), found.y, found.y)) is None
    assert holdout.found(Arms(np.zeros(4_000, int), found.met, found.y, found.t)) is None


def test_what_an_experiment_says_stands_whatever_the_model_would() -> None:
    _, way = arms(0.0, 4_000, 6)
    touched = float((way.converted * (way.length > 0)).sum())
    added = incremental.added(way, {0: Caused(0.25, 0.1, 0.4)})
    assert added.effect[0] == pytest.approx(0.25 * touched)
    assert (added.low[0], added.high[0]) == pytest.approx((0.1 * touched, 0.4 * touched))


@pytest.fixture(scope="module")
def handed_in(shared: Path) -> tuple[Journeys, dict[str, Any]]:
    file = shared / "data" / "attribution_journeys.csv.gz"
    if not file.exists():
        pytest.skip("no data at hand")
    reference = json.loads((shared / "data" / "refs.json").read_text())["attribution_journeys"]
    return read(file, "customer_id", "time", "channel", "conversion", "conversion_value"), reference


def test_the_journeys_handed_in_are_those_of_the_reference(handed_in: tuple[Journeys, dict[str, Any]]) -> None:
    way, reference = handed_in
    whole = [len(way.converted), int(way.converted.sum()), float((way.converted * way.value).sum())]
    assert whole == [reference["journeys"], reference["converting"], reference["value"]]


@pytest.mark.parametrize("model", ["first", "last", "linear"])
def test_the_path_models_equal_the_reference(handed_in: tuple[Journeys, dict[str, Any]], model: str) -> None:
    way, reference = handed_in
    credit = path_model.RULES[model](way)
    for row in reference["heuristic"]:
        place = way.names.index(row["channel_name"])
        assert credit.conversions[place] == pytest.approx(row[f"{model}_touch_conversions"], abs=1e-6)
        assert credit.value[place] == pytest.approx(row[f"{model}_touch_value"], abs=1e-6)


def test_the_chain_equals_the_reference(handed_in: tuple[Journeys, dict[str, Any]]) -> None:
    way, reference = handed_in
    chance = markov.transitions(way)
    order = [row["channel_name"] for row in reference["heuristic"]]
    place = {str(n + 1): way.names.index(name) for n, name in enumerate(order)}
    ends = {"(conversion)": len(way.names), "(null)": len(way.names) + 1}
    for row in reference["markov_order1"]["transition_matrix"]:
        source = 0 if row["channel_from"] == "(start)" else place[row["channel_from"]] + 1
        target = ends.get(row["channel_to"], -1) if row["channel_to"] in ends else place[row["channel_to"]]
        assert chance[source, target] == pytest.approx(row["transition_probability"], abs=1e-6)
    credit = markov.credit(way)
    for row in reference["markov_order1"]["result"]:
        # The reference drew its chain by chance and rounded the removal effects to few digits.
        assert credit.conversions[way.names.index(row["channel_name"])] == pytest.approx(
            row["total_conversions"], rel=0.02
        )
