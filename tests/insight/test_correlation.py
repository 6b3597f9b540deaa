"""What tells the converted from the dropped: known tables, who is behind each cell, and what is not looked at."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from scipy import stats

from insight.small_world import World, only, person
from uems.insight import cell, correlation, funnel_difference
from uems.insight.contingency import Counts, chance, difference, odds_ratio
from uems.insight.correlation import BadCorrelation, Correlation, CorrelationCell, Factor
from uems.insight.funnel_difference import Against
from uems.insight.funnel_question import BadFunnel, Funnel, Step, Window
from uems.insight.funnel_time import Leg
from uems.metrics.asked import Span
from uems.metrics.breakdown import Breakdown, Split
from uems.people.scope import Scope
from uems.warehouse.client import Warehouse

SINCE = datetime(2024, 1, 1, tzinfo=UTC)


def asks(of: Any = "events", **more: Any) -> Correlation:
    steps = tuple(Step(only(name), name) for name in ("visit", "pay"))
    funnel = Funnel(steps, Span(SINCE, SINCE + timedelta(days=20)), window=Window(2, "days"))
    return Correlation(funnel, Leg(0, 1), of, **{"least": 1, **more})


@pytest.fixture
def world(warehouse: Warehouse, project: int) -> World:
    """Of 40 who visit 20 pay a day later; those who pay mostly saw the help before, and come from CN."""
    world = World(warehouse, project)
    for n in range(40):
        who, pays, day = f"p{n}", n < 20, 1 + n % 10
        world.did(who, "visit", f"2024-01-{day:02}", page=n % 3)
        if n % 4 == 0 or (pays and n % 2):
            world.did(who, "help", f"2024-01-{day:02}T18:00:00", topic="price" if pays else "bug")
        if pays:
            world.did(who, "pay", f"2024-01-{day + 1:02}")
            world.did(who, "thanks", f"2024-01-{day + 1:02}T13:00:00")
        else:
            world.did(who, "late", f"2024-01-{day + 3:02}")
        world.knows(who, country="CN" if pays != (n % 5 == 0) else "DE")
    return world


@pytest.mark.parametrize("seed", range(6))
def test_the_chance_of_a_table_is_scipys(seed: int) -> None:
    random = Random(seed)
    for _ in range(50):
        people, others = random.randint(1, 10 ** random.randint(1, 4)), random.randint(1, 200)
        counts = Counts(random.randint(0, people), people, random.randint(0, others), others)
        table = [[counts.hits, people - counts.hits], [counts.other_hits, others - counts.other_hits]]
        found = chance(counts)
        if found is None:
            assert 0 in (counts.hits + counts.other_hits, people + others - counts.hits - counts.other_hits)
            continue
        p, test = found
        known = stats.contingency.expected_freq(table).min() < 5
        assert test == ("fisher" if known else "chi_square")
        wanted = stats.fisher_exact(table) if known else stats.chi2_contingency(table, correction=False)
        assert p == pytest.approx(wanted.pvalue, rel=1e-6, abs=1e-12)


def test_intervals_are_those_of_the_books() -> None:
    apart = difference(Counts(56, 70, 48, 80))  # Newcombe 1998, table II (a), method 10
    assert apart is not None
    assert (round(apart.low, 4), round(apart.high, 4)) == (0.0524, 0.3339)
    odds = odds_ratio(Counts(5, 10, 0, 10))
    assert odds.value == pytest.approx(11)
    assert odds.low * odds.high == pytest.approx(odds.value**2)
    assert odds.low == pytest.approx(1.0606, abs=1e-4)
    assert difference(Counts(0, 0, 1, 2)) is None


def test_events_on_the_way_are_compared_and_later_ones_are_not(world: World) -> None:
    found = correlation.answer(asks(), world.scope())
    assert (found.converted, found.dropped, found.tested) == (20, 20, 1)
    row = found.rows[0]
    assert (row.factor.event, row.converted, row.dropped, row.direction) == ("help", 15, 5, "success")
    assert row.odds_ratio.value == pytest.approx(16 * 16 / (6 * 6))
    assert row.p == row.fdr == pytest.approx(stats.chi2_contingency([[15, 5], [5, 15]], correction=False).pvalue)
    assert row.significant


def test_values_of_properties_are_compared(world: World) -> None:
    scope = world.scope()
    of_event = correlation.answer(asks("event_properties", events=("help",), properties=("topic", "none")), scope)
    assert [(r.factor.value, r.converted, r.dropped) for r in of_event.rows] == [("price", 15, 0), ("bug", 0, 5)]
    of_person = correlation.answer(asks("person_properties", properties=("country", "none")), scope)
    assert [(r.factor.value, r.converted, r.dropped) for r in of_person.rows] == [
        ("CN", 16, 4),
        ("DE", 4, 16),
        (None, 20, 20),
    ]
    assert of_person.rows[2].p is of_person.rows[2].fdr is None


def test_what_few_have_is_not_looked_at(world: World) -> None:
    world.did("p0", "rare", "2024-01-01T13:00:00")
    found = correlation.answer(replace(asks(), least=25, share=0.05), world.scope())
    assert ([row.factor.event for row in found.rows], found.rare) == (["help"], 1)
    assert correlation.answer(replace(asks(), exclude_events=("help", "rare")), world.scope()).rows == ()


@pytest.mark.parametrize("of", ["events", "event_properties", "person_properties"])
def test_as_many_people_are_behind_each_cell_as_it_says(world: World, of: str) -> None:
    scope = world.scope()
    asked = asks(of, events=("help",), properties=("topic",) if of == "event_properties" else ("country",))
    found = correlation.answer(asked, scope)
    assert found.rows
    for converted, whole in ((True, found.converted), (False, found.dropped)):
        assert counted(asked, CorrelationCell(converted), scope) == whole
        for row in found.rows:
            has = row.converted if converted else row.dropped
            assert counted(asked, CorrelationCell(converted, row.factor), scope) == has
            assert counted(asked, CorrelationCell(converted, row.factor, False), scope) == whole - has


def counted(asked: Correlation, wanted: CorrelationCell, scope: Scope) -> int:
    return cell.counted(correlation.behind(asked, wanted, scope), scope)


def test_a_factor_of_another_kind_and_a_value_that_nobody_has_are_refused(world: World) -> None:
    scope = world.scope()
    for asked, factor in (
        (asks(), Factor(property="country", value="CN")),
        (asks("person_properties", properties=("country",)), Factor(property="country", value="XX")),
    ):
        with pytest.raises(BadCorrelation, match=r"cell\.factor"):
            correlation.behind(asked, CorrelationCell(True, factor), scope)
    with pytest.raises(BadCorrelation, match="events"):
        correlation.answer(asks("event_properties"), scope)


def test_nobody_at_the_start_gives_no_rows(world: World) -> None:
    nobody = replace(asks().funnel, steps=(Step(only("never"), "never"), Step(only("pay"), "pay")))
    found = correlation.answer(replace(asks(), funnel=nobody), world.scope())
    assert (found.converted, found.dropped, found.rows) == (0, 0, ())


def differing(world: World, **more: Any) -> funnel_difference.Differences:
    asked = replace(asks().funnel, **{"breakdown": Breakdown((Split("country", "person"),)), **more})
    return funnel_difference.differences(asked, Leg(0, 1), None, "holm", world.scope())


def test_each_value_is_compared_with_all_others(world: World) -> None:
    cn, de = differing(world).rows
    assert (cn.value, cn.people, cn.converted, cn.rate) == ("CN", 20, 16, 0.8)
    assert cn.difference is not None
    assert de.difference is not None
    assert cn.difference.value == pytest.approx(0.6) == -de.difference.value
    assert cn.p is not None
    assert cn.corrected == pytest.approx(2 * cn.p)
    assert cn.significant


def test_against_a_baseline_only_the_others_are_judged(world: World) -> None:
    asked = replace(asks().funnel, breakdown=Breakdown((Split("country", "person"),)))
    scope = world.scope()
    cn, de = funnel_difference.differences(asked, Leg(0, 1), Against("DE"), "holm", scope).rows
    assert (de.difference, de.p, de.significant) == (None, None, False)
    assert cn.p is not None
    assert cn.corrected == cn.p
    with pytest.raises(BadFunnel, match=r"baseline\.value"):
        funnel_difference.differences(asked, Leg(0, 1), Against("XX"), "holm", scope)


def test_values_that_share_people_are_not_compared(world: World) -> None:
    split = Breakdown((Split("page"),))
    with pytest.raises(BadFunnel, match=r"breakdown\.attribution"):
        differing(world, breakdown=split, by_value="all")
    assert sum(row.people for row in differing(world, breakdown=split).rows) == 40


def test_people_are_named_by_their_ids(world: World) -> None:
    rows = world.scope().ask(correlation.behind(asks(), CorrelationCell(True, Factor("help")), world.scope())).rows
    assert person("p0") in {row[0] for row in rows}
