"""The experiment that changes nothing, looked at every day in two hundred worlds: the product calls no winner."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from random import Random

import numpy as np
import pytest

from uems.base.ids import hash64
from uems.demo.population import DAYS, ZONE, Population, World
from uems.demo.truth import TRUTHS
from uems.experiments import experiment, verdict
from uems.experiments.engine import engine
from uems.experiments.experiment import Experiment
from uems.experiments.table import Cell, Table
from uems.experiments.verdict import Measure, Point
from uems.metrics.moments import Moments

SEEDS, PEOPLE = 200, 1_200
END = datetime(2026, 6, 1, 12, tzinfo=UTC)
PLANNED = 600
ARMS = ("control", "treatment")
CARTS = {"carts": Measure("carts", "proportion")}


def drawn(seed: int, lift: float = 0.0) -> Table:
    """Who is shown the hint or not on which day, and who of them puts something into the cart: the world's own people,
    arms, days and shares, without the rest of their lives."""
    world = World(seed, PEOPLE, END)
    people, seen = Population(world), set[int]()
    cells: dict[date, dict[str, Cell]] = {}
    for day in range(DAYS + 1):
        people.grow()
        for place, at in people.visitors(day):
            person = people.people[place]
            if place in seen or not person.signs or not world.within(TRUTHS.idle.span, at):
                continue
            seen.add(place)
            dice = Random(hash64(str(seed), str(person.number), str(at), "visit"))
            share = TRUTHS.idle.shares.given + lift if person.hint_arm else TRUTHS.idle.shares.without
            y = float(dice.random() < share)
            when = datetime.fromtimestamp(at / 1000, ZONE).date()
            there = cells.setdefault(when, {})
            before = there.get(ARMS[person.hint_arm], (Moments(0, 0, 0, 0, 0, 0, 0, 0, 0),))[0]
            there[ARMS[person.hint_arm]] = (
                Moments(before.n + 1, before.y + y, before.yy + y, before.d + 1, before.dd + 1, before.yd + y, 0, 0, 0),
            )
    return Table(cells)


def plan(**more: object) -> Experiment:
    elsewhere = {"event": "experiment_exposed", "property": "variant"}
    arms = [{"key": arm, "weight": 1} for arm in ARMS]
    return experiment.read(
        {"key": "hint", "exposure": elsewhere, "variants": arms, "primary": "carts", **WORDS, **more}
    )


WORDS = {"name": "", "hypothesis": "", "owner": ""}


@pytest.fixture(scope="module")
def worlds() -> list[Table]:
    return [drawn(seed) for seed in range(SEEDS)]


def looks(asked: Experiment, table: Table) -> Iterator[Point]:
    """The interval of every day's look, as the product shows it, from the third day on."""
    yield from verdict.course(asked, CARTS, table)[asked.least_days :]


def called(asked: Experiment, tables: list[Table]) -> float:
    """The share of worlds in which some look rules zero out, on whichever side."""
    found = [any((one.low or 0) > 0 or (one.high or 0) < 0 for one in looks(asked, table)) for table in tables]
    return float(np.mean(found))


def test_the_worlds_are_large_enough_to_say_something(worlds: list[Table]) -> None:
    for table in worlds[:20]:
        people = [table.people(arm) for arm in ARMS]
        assert sum(people) > PLANNED / 2
        assert len(table.days) > 30
        assert max(people) / min(people) < 1.5


@pytest.mark.parametrize("planned", [None, PLANNED])
def test_by_default_a_daily_look_calls_no_winner_where_there_is_none(worlds: list[Table], planned: int | None) -> None:
    asked = plan(planned=planned)
    assert engine(asked.way).anytime
    found = called(asked, worlds)
    print(asked.way, found)
    assert found <= 0.05


def test_naive_looks_call_many_winners(worlds: list[Table]) -> None:
    assert called(plan(engine="z"), worlds) > 3 * 0.05


def test_an_effect_is_found_in_the_same_way() -> None:
    tables = [drawn(seed, lift=0.2) for seed in range(20)]
    assert called(plan(planned=PLANNED), tables) > 0.8


def test_the_whole_verdict_agrees_with_the_days_looks(worlds: list[Table]) -> None:
    """The reading's own decision, day after day in some worlds, is a winner only where that day's interval says so."""
    asked = plan()
    for table in worlds[:6]:
        for day in table.days[asked.least_days :]:
            until = Table({one: table.cells[one] for one in table.days if one <= day})
            said = verdict.read(asked, CARTS, until, 30)
            last = verdict.course(asked, CARTS, until)[-1]
            assert (said.verdict == "roll_out") == ((last.low or 0) > 0 and not said.srm.mismatch)
