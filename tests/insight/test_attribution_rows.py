"""Attribution asked of events: which touches belong to which conversion, who is behind it, what an experiment says."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from insight.small_world import World, only, person
from uems.insight.attribution import answer, rows
from uems.insight.attribution.answer import Attributed
from uems.insight.attribution.question import Attribution, BadAttribution, Trial, refuse_nonsense
from uems.insight.cell import counted
from uems.metrics.asked import Span
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.warehouse.client import Warehouse

SINCE, UNTIL = datetime(2024, 1, 10, tzinfo=UTC), datetime(2024, 2, 1, tzinfo=UTC)
ASKED = Attribution(
    Which(only("buy")), Which(only("ad")), "channel", Span(SINCE, UNTIL), value="price", lookback=timedelta(days=7)
)


@pytest.fixture
def world(warehouse: Warehouse, project: int) -> World:
    return World(warehouse, project)


def given(found: Attributed, model: str) -> dict[Any, float]:
    credits = next(one.credits for one in found.models if one.model == model)
    return {c.channel: round(one.conversions, 6) for c, one in zip(found.channels, credits, strict=True)}


def test_touches_within_the_lookback_count_and_a_conversion_spends_them(world: World) -> None:
    world.did("ann", "ad", "2024-01-02", channel="old")
    world.did("ann", "ad", "2024-01-05", channel="mail")
    world.did("ann", "ad", "2024-01-09", channel="search")
    world.did("ann", "buy", "2024-01-11", price=30)
    world.did("ann", "buy", "2024-01-12", price=10)
    world.did("bob", "ad", "2024-01-12", channel="search")
    found = answer.answer(ASKED, world.scope())
    assert (found.conversions, found.touched, found.value, found.touched_value) == (2, 1, 40.0, 30.0)
    assert given(found, "first") == {"mail": 1, "search": 0}
    assert given(found, "linear") == {"mail": 0.5, "search": 0.5}


def test_a_person_is_brought_by_the_touch_that_they_were_first_seen_with(world: World) -> None:
    world.did("ann", "ad", "2024-01-12T08:00:00", channel="search")
    world.did("ann", "ad", "2024-01-12T08:10:00", channel="search")
    world.did("ann", "buy", "2024-01-13", price=1)
    world.did("bob", "visit", "2024-01-01")
    world.did("bob", "ad", "2024-01-12", channel="search")
    scope = world.scope()
    found = rows.ways(ASKED, rows.channels_of(ASKED, scope), scope)
    told = dict(zip(found.person.tolist(), found.journeys.brought.tolist(), strict=True))
    assert (told[person("bob")], sorted(found.journeys.brought.tolist())) == (-1, [-1, -1, 0])


def test_a_conversion_before_the_range_spends_its_touches_and_is_not_counted(world: World) -> None:
    world.did("ann", "ad", "2024-01-08", channel="search")
    world.did("ann", "buy", "2024-01-09", price=1)
    world.did("ann", "buy", "2024-01-11", price=1)
    found = answer.answer(ASKED, world.scope())
    assert (found.conversions, found.touched) == (1, 0)


def test_clicks_that_follow_each_other_at_once_are_one_touch(world: World) -> None:
    for minute in range(3):
        world.did("ann", "ad", f"2024-01-11T12:0{minute}:00", channel="search")
    world.did("ann", "ad", "2024-01-12", channel="mail")
    world.did("ann", "buy", "2024-01-13", price=1)
    assert given(answer.answer(ASKED, world.scope()), "linear") == {"search": 0.5, "mail": 0.5}


def test_channels_beyond_the_limit_stand_together(world: World) -> None:
    for n, channel in enumerate(["a", "a", "b", "c"]):
        world.did(f"p{n}", "ad", "2024-01-11", channel=channel)
        world.did(f"p{n}", "buy", "2024-01-12", price=1)
    found = answer.answer(replace(ASKED, limit=1), world.scope())
    assert given(found, "last") == {"a": 2, "$other": 2}
    assert [one.people for one in found.channels] == [2, 2]


def test_an_empty_project_has_an_answer(world: World) -> None:
    found = answer.answer(ASKED, world.scope())
    assert (found.conversions, found.channels, found.journeys) == (0, (), 0)


def test_what_channels_cost_comes_from_events_or_from_the_question(world: World) -> None:
    world.did("bill", "ad_cost", "2024-01-11", channel="search", cost=12.5)
    world.did("ann", "ad", "2024-01-11", channel="search")
    world.did("ann", "buy", "2024-01-12", price=50)
    found = answer.answer(ASKED, world.scope())
    credit = found.models[0].credits[0]
    assert (found.channels[0].cost, credit.cpa, credit.roas) == (12.5, 12.5, 4.0)
    own = answer.answer(replace(ASKED, cost=replace(ASKED.cost, given={"search": 25.0})), world.scope())
    assert own.models[0].credits[0].cpa == 25.0


def by_hand(events: list[tuple[str, int, str]]) -> dict[str, float]:
    """Credits of the linear model: every conversion looks back in plain Python. Times are minutes after the 10th."""
    out: dict[str, float] = {}
    for who in {one[0] for one in events}:
        mine = sorted(
            ((at, what) for name, at, what in events if name == who), key=lambda one: (one[0], one[1] == "buy")
        )
        open_: list[tuple[int, str]] = []
        for at, what in mine:
            if what != "buy":
                if open_ and open_[-1][1] == what and at - open_[-1][0] <= 30:
                    open_.pop()
                open_.append((at, what))
                continue
            way = [channel for when, channel in open_ if at - when <= 7 * 1440]
            if at >= 0:
                for channel in way:
                    out[channel] = out.get(channel, 0) + 1 / len(way)
            open_ = []
    return {channel: round(number, 6) for channel, number in out.items()}


def wild(world: World, seed: int) -> list[tuple[str, int, str]]:
    dice = random.Random(seed)
    said: dict[tuple[str, int], str] = {}
    for _ in range(400):
        moment = dice.randrange(-9 * 1440, 21 * 1440, 10)
        said[f"p{dice.randrange(25)}", moment] = dice.choice(["buy", "a", "a", "b", "c"])
    for (who, at), what in said.items():
        when = (SINCE + timedelta(minutes=at)).strftime("%Y-%m-%dT%H:%M:%S")
        if what == "buy":
            world.did(who, "buy", when, price=1)
        else:
            world.did(who, "ad", when, channel=what)
    return [(who, at, what) for (who, at), what in said.items()]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_journeys_are_what_a_plain_reading_of_the_events_gives(world: World, seed: int) -> None:
    events = wild(world, seed)
    found = given(answer.answer(ASKED, world.scope()), "linear")
    assert {channel: number for channel, number in found.items() if number} == by_hand(events)


@pytest.mark.parametrize("seed", [4, 5])
def test_behind_every_number_stand_as_many_people(world: World, seed: int) -> None:
    wild(world, seed)
    scope = world.scope()
    found = answer.answer(ASKED, scope)
    assert found.channels
    for one in found.channels:
        assert counted(answer.behind(ASKED, one.channel, True, scope), scope) == one.converted
        assert counted(answer.behind(ASKED, one.channel, False, scope), scope) == one.people
    with pytest.raises(answer.NoSuchChannel):
        answer.behind(ASKED, "nowhere", True, scope)


def held_back(world: World, effect: float, anyway: float = 0.8, people: int = 3_000) -> Scope:
    """Ads that only those click who are on their way to buy; half of the people see none."""
    dice = random.Random(7)
    for n in range(people):
        arm = dice.choice(["shown", "holdout"])
        world.did(f"p{n}", "met", "2024-01-10T08:00:00", arm=arm)
        buying = dice.random() < 0.2
        clicks = buying and arm == "shown" and dice.random() < 0.7
        if clicks:
            world.did(f"p{n}", "ad", "2024-01-15", channel="brand")
        if dice.random() < 0.1:
            world.did(f"p{n}", "ad", "2024-01-14", channel="mail")
        if (buying and dice.random() < anyway) or (clicks and dice.random() < effect):
            world.did(f"p{n}", "buy", "2024-01-16", price=1)
    return world.scope()


TRIAL = Trial("ads_off", only("met"), "arm", ("shown", "holdout"), SINCE, UNTIL)


def test_a_channel_that_an_experiment_held_back_is_judged_by_it(world: World) -> None:
    scope = held_back(world, 0.0)
    naive, said = answer.answer(ASKED, scope), answer.answer(replace(ASKED, trials=(TRIAL,)), scope)
    brand = [one.channel for one in said.channels].index("brand")
    assert given(naive, "incremental")["brand"] > 100
    assert given(said, "incremental")["brand"] == 0
    evidence = said.added[brand]
    assert (evidence.grade, evidence.experiment, evidence.held) == ("experimental", "ads_off", "holdout")
    assert sum(evidence.people or ()) == 3_000
    assert given(said, "last")["brand"] > 100


def test_where_the_channel_works_its_experiment_says_so(world: World) -> None:
    said = answer.answer(replace(ASKED, trials=(TRIAL,)), held_back(world, 0.8, anyway=0.2))
    brand = [one.channel for one in said.channels].index("brand")
    assert said.added[brand].conversions > 0
    assert given(said, "incremental")["brand"] > 0


@pytest.mark.parametrize("wrong", [{"lookback": timedelta(0)}, {"limit": 0}, {"half_life": 0.0}])
def test_nonsense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadAttribution):
        refuse_nonsense(replace(ASKED, **wrong))
