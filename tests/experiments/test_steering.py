"""A bandit on the real engine: what is logged is read, weights move once a look, are written down, and end with it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from insight.small_world import World
from tenant import kept_project
from uems.api import bandit_results
from uems.experiments import bandit_look, propensity, register, running, steering
from uems.experiments.flags import definition as flags
from uems.experiments.register import ExperimentStands, Kept
from uems.metrics import registry
from uems.metrics.registry import Draft
from uems.people.graph import Identities
from uems.people.scope import Scope
from uems.store.client import Store
from uems.warehouse.client import Warehouse

START = datetime(2024, 2, 1, tzinfo=UTC)
DAY = timedelta(days=1)
ARMS = [{"key": "a", "weight": 1}, {"key": "b", "weight": 1}]
PLAN = {"key": "f", "flag": "f", "name": "Banner", "hypothesis": "", "owner": "", "variants": ARMS, "least_days": 0}


@pytest.fixture
def world(warehouse: Warehouse, project: int, store: Store) -> World:
    kept_project(store, project)
    return World(warehouse, project)


@pytest.fixture
def begun(world: World, store: Store) -> Kept:
    return began(world, store)


def began(world: World, store: Store, kind: str = "proportion", looks: int = 2) -> Kept:
    given = {"kind": kind, "event": {"events": [{"event": "bought"}]}}
    number = world.project.number
    metric = registry.create(store, number, Draft("bought", given), "", START).id
    plan = {**PLAN, "primary": metric, "bandit": {"least": 20, "looks": looks}}
    made = running.create(store, number, plan, {}, "ada", START)
    return running.begin(store, number, made.id, "ada", START)


def came(world: World, day: int, arms: dict[str, tuple[int, float, float]], version: int) -> None:
    """On a day to each arm so many people, with this propensity, of whom this share buys."""
    for arm, (people, chance, share) in arms.items():
        for n in range(people):
            who, at = f"{day}-{arm}-{n}", (START + DAY * day + timedelta(hours=1, seconds=n)).isoformat()[:19]
            said = {"$feature_flag": "f", "variant": arm, "propensity": chance, "version": version}
            world.did(who, "$variant_assigned", at, **said)
            world.did(who, "$feature_flag_called", at, **{"$feature_flag": "f", "$feature_flag_response": arm})
            if n < people * share:
                world.did(who, "bought", (START + DAY * day + timedelta(hours=3)).isoformat()[:19])


def at(world: World, days: float) -> Scope:
    return world.scope((START + DAY * days).isoformat())


def steered(store: Store, kept: Kept, scope: Scope) -> bool:
    return steering.steer(store, kept, scope, np.random.default_rng(1))


def test_weights_move_once_a_day_and_each_move_is_written_down(world: World, store: Store, begun: Kept) -> None:
    number = world.project.number
    version = flags.find(store, number, "f").flag.version
    came(world, 0, {"a": (100, 0.5, 0.2), "b": (100, 0.5, 0.5)}, version)
    assert not steered(store, begun, at(world, 0.5))
    assert steered(store, begun, at(world, 1))
    assert not steered(store, begun, at(world, 1.2))
    flag = flags.find(store, number, "f").flag
    assert (flag.keeps, [one.weight for one in flag.variants]) == (True, [5.0, 95.0])
    first, moved = bandit_look.every(store, number, begun.id)
    assert (first.why, first.by, first.weights) == ("began", "ada", {"a": 0.5, "b": 0.5})
    assert (moved.why, moved.by, moved.weights, moved.version) == ("moved", "", {"a": 0.05, "b": 0.95}, flag.version)
    came(world, 1, {"a": (10, 0.05, 0.9), "b": (190, 0.95, 0.9)}, flag.version)
    read = running.read(store, begun, at(world, 2), "en")
    bandit, metric = read.bandit, read.entries[begun.plan.primary].metric
    assert bandit is not None
    a, b = bandit.arms
    assert (a.plain, b.plain) == (pytest.approx(29 / 110), pytest.approx(221 / 290))
    assert a.outlook.mean == pytest.approx((20 / 0.5 + 9 / 0.05) / (100 / 0.5 + 10 / 0.05))
    assert b.outlook.mean == pytest.approx((50 / 0.5 + 171 / 0.95) / (100 / 0.5 + 190 / 0.95))
    assert read.reading.lines[0].levels == (pytest.approx(a.outlook.mean), pytest.approx(b.outlook.mean))
    assert (read.reading.srm.expected, read.reading.srm.mismatch) == (pytest.approx((110, 290)), False)
    shown = bandit_results.shown(bandit)
    assert [(one.variant, one.people, one.weight) for one in shown.arms] == [("a", 110, 0.05), ("b", 290, 0.95)]
    assert [(one.why, one.weights) for one in shown.looks][1] == ("moved", {"a": 0.05, "b": 0.95})
    behind = at(world, 2).ask(propensity.people(begun.plan, read.period, "b", at(world, 2)))
    assert len(behind.rows) == 290
    (part,) = propensity.by_segment(begun.plan, metric, read.period, "plan", at(world, 2)).values()
    assert part.people("b") == 290
    assert (read.reading.people, read.reading.multiple, bandit.unlogged) == ({"a": 110, "b": 290}, 0, 0)


def test_weights_stay_while_nobody_spent_anything_yet(world: World, store: Store) -> None:
    kept, number = began(world, store, "mean"), world.project.number
    came(world, 0, {"a": (50, 0.5, 0), "b": (50, 0.5, 0)}, flags.find(store, number, "f").flag.version)
    assert not steered(store, kept, at(world, 1))
    assert [one.why for one in bandit_look.every(store, number, kept.id)] == ["began"]
    bandit = running.read(store, kept, at(world, 1), "en").bandit
    assert bandit is not None
    assert (bandit.state, [(one.plain, one.outlook) for one in bandit.arms]) == ("flat", [(0.0, None)] * 2)


def test_what_people_kept_of_before_a_bandit_began_is_not_its_own(world: World, store: Store, begun: Kept) -> None:
    number = world.project.number
    version = flags.find(store, number, "f").flag.version
    came(world, 0, {"a": (50, 0.5, 0.2), "b": (50, 0.5, 0.2)}, version)
    came(world, 1, {"a": (5, 0.05, 0.9)}, version - 1)
    for n in range(7):
        who, of_the_flag_that_had_the_key = f"gone-{n}", {"variant": "b", "propensity": 0.01, "version": version + 5}
        world.did(who, "$variant_assigned", "2024-01-20", **{"$feature_flag": "f"}, **of_the_flag_that_had_the_key)
        world.did(who, "$feature_flag_called", "2024-02-02", **{"$feature_flag": "f", "$feature_flag_response": "b"})
    read = running.read(store, begun, at(world, 2), "en")
    assert read.bandit is not None
    assert (read.reading.people, read.bandit.unlogged) == ({"a": 50, "b": 50}, 12)
    for arm in "ab":
        assert len(at(world, 2).ask(propensity.people(begun.plan, read.period, arm, at(world, 2))).rows) == 50


def test_a_plain_experiment_on_a_bandits_flag_keeps_nobody_where_the_bandit_left_them(
    world: World, store: Store, begun: Kept
) -> None:
    number = world.project.number
    running.stop(store, number, begun.id, "ada", START + DAY)
    plain = running.create(store, number, {**PLAN, "key": "g", "primary": begun.plan.primary}, {}, "ada", START + DAY)
    assert flags.find(store, number, "f").flag.keeps
    running.begin(store, number, plain.id, "ada", START + DAY)
    flag = flags.find(store, number, "f").flag
    assert (flag.keeps, flag.enabled) == (False, True)


def test_weights_rest_when_one_arm_is_as_good_as_sure_to_be_best_and_the_team_decides(
    world: World, store: Store, begun: Kept
) -> None:
    number = world.project.number
    version = flags.find(store, number, "f").flag.version
    came(world, 0, {"a": (100, 0.5, 0.2), "b": (100, 0.5, 0.5)}, version)
    assert steered(store, begun, at(world, 1))
    assert not steered(store, begun, at(world, 2))
    assert [one.why for one in bandit_look.every(store, number, begun.id)] == ["began", "moved", "found"]
    told = register.history(store, number, begun.id)[0]
    assert (told.what, told.by) == ("found", "")
    assert "b was as good as sure" in told.note
    assert not steered(store, begun, at(world, 3))
    assert register.find(store, number, begun.id).status == "running"


def test_weights_stay_where_arms_do_not_have_the_people_that_they_should(
    world: World, store: Store, begun: Kept
) -> None:
    version = flags.find(store, world.project.number, "f").flag.version
    came(world, 0, {"a": (60, 0.5, 0.2), "b": (140, 0.5, 0.5)}, version)
    assert not steered(store, begun, at(world, 1))
    assert [one.why for one in bandit_look.every(store, world.project.number, begun.id)] == ["began", "mismatch"]
    read = running.read(store, begun, at(world, 1), "en")
    assert (read.bandit and read.bandit.state, read.reading.verdict) == ("mismatch", "unsound")


@pytest.mark.parametrize(
    ("people", "looks"), [((100, 100), 2), ((60, 140), 2), ((100, 100), 1)], ids=["moved", "mismatch", "found"]
)
def test_an_experiment_that_was_ended_while_its_numbers_were_read_moves_nothing_and_notes_nothing(
    world: World, store: Store, people: tuple[int, int], looks: int
) -> None:
    begun, number = began(world, store, looks=looks), world.project.number
    arms = {"a": (people[0], 0.5, 0.2), "b": (people[1], 0.5, 0.5)}
    came(world, 0, arms, flags.find(store, number, "f").flag.version)
    scope = at(world, 1)
    running.stop(store, number, begun.id, "ada", scope.now)
    before = flags.find(store, number, "f").flag
    with pytest.raises(ExperimentStands):
        steered(store, begun, scope)
    assert flags.find(store, number, "f").flag == before
    assert len(bandit_look.every(store, number, begun.id)) == 1
    assert register.history(store, number, begun.id)[0].what == "stopped"


def test_every_running_bandit_is_looked_at_and_whose_flags_changed_is_told(
    world: World, store: Store, warehouse: Warehouse, begun: Kept
) -> None:
    number = world.project.number
    came(world, 0, {"a": (100, 0.5, 0.2), "b": (100, 0.5, 0.5)}, flags.find(store, number, "f").flag.version)
    world.scope()
    told: list[int] = []
    people: Any = Identities(store, warehouse, lambda: START)
    for _ in range(2):
        steering.watch(store, warehouse, people, START + DAY, np.random.default_rng(1), told.append)
    assert told == [number]
