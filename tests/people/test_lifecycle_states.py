"""Life-cycle states: the plain reading, the question about everybody and the history agree on every day."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from people.world import World, event
from uems.events.event import Event
from uems.people.lifecycle import machine, state_sql
from uems.people.lifecycle.machine import Days
from uems.people.lifecycle.rules import DEFAULT, STATES, Decline, State
from uems.people.lifecycle.state_sql import Moment, day_number
from uems.rules.condition import EventFilter
from uems.warehouse import facts
from uems.warehouse.sql import Sql

DAY = 86_400
RULES = replace(
    DEFAULT,
    activity=(EventFilter("open"),),
    registered=(EventFilter("sign_up"),),
    activated=(EventFilter("pay"),),
    signals=(EventFilter("close"),),
    identified=False,
    decline=Decline(recent=7, baseline=14, least=3, z=-1.0, settle=0),
    resurrected=5,
    dormant=10,
    churned=20,
)
MARKS = ("sign_up", "pay", "close")
NAMES = ("open", *MARKS)


@pytest.mark.parametrize(
    ("days", "today", "expected"),
    [
        (Days([]), 9, None),
        (Days([3]), 2, None),
        (Days([3]), 90, "visitor"),
        (Days([3], registered=[3]), 5, "registered"),
        (Days([3], registered=[4]), 3, "visitor"),
        (Days([3], activated=[3]), 3, "activated"),
        (Days([3, 4], activated=[3]), 4, "active"),
        (Days([2, 3], activated=[3]), 4, "activated"),
        (Days([3, 4], activated=[3]), 13, "active"),
        (Days([3, 4], activated=[3]), 14, "dormant"),
        (Days([3, 4], activated=[3]), 23, "dormant"),
        (Days([3, 4], activated=[3]), 24, "churned"),
        (Days([3, 4, 15], activated=[3]), 15, "resurrected"),
        (Days([3, 4, 14], activated=[3]), 14, "active"),
        (Days([3, 4, 15], activated=[3]), 20, "active"),
        (Days([3, 15], registered=[15]), 15, "registered"),
        (Days([3, 4], activated=[3], signals=[4]), 4, "declining"),
        (Days([3, 4, 5], activated=[3], signals=[4]), 5, "active"),
        (Days([3, 4], activated=[3], signals=[4]), 14, "dormant"),
        (Days(range(1, 15), activated=[1]), 21, "declining"),
        (Days(range(1, 15), activated=[1]), 20, "active"),
        (Days([*range(1, 15), 18, 19, 20, 21], activated=[1]), 21, "active"),
        (Days([1, 13], activated=[1]), 21, "active"),
    ],
)
def test_a_state_follows_from_the_days(days: Days, today: int, expected: State | None) -> None:
    assert machine.state(days, today, RULES) == expected


def test_nobody_is_measured_against_a_habit_that_began_too_late() -> None:
    assert machine.declines(range(1, 15), 21, RULES.decline)
    assert not machine.declines(range(2, 15), 21, RULES.decline)
    assert not machine.declines(range(1, 15), 21, replace(RULES.decline, settle=1))


def _life(who: str, dice: Random) -> list[Event]:
    """A habit that may break off, with marks here and there, at any hour."""
    start, end = dice.randrange(1, 20), dice.randrange(20, 60)
    chance = dice.choice((0.1, 0.3, 0.7))
    days = [("open", day) for day in range(start, end) if dice.random() < chance]
    days += [(mark, day) for mark in MARKS for day in dice.sample(range(start, end), dice.choice((0, 0, 1, 2)))]
    return [event(name, day * DAY + dice.randrange(DAY), user_id=who) for name, day in days]


def _days(told: list[Event], zone: ZoneInfo) -> Days:
    on = {name: {day_number(e.timestamp.astimezone(zone).date()) for e in told if e.event == name} for name in NAMES}
    return Days(set().union(*on.values()), on["sign_up"], on["pay"], on["close"])


@pytest.mark.parametrize("name", ["UTC", "Asia/Shanghai", "America/New_York"])
def test_all_three_readings_agree_on_every_day(world: World, name: str) -> None:
    dice, zone = Random(name), ZoneInfo(name)
    told = [_life(f"p{n}", dice) for n in range(80)]
    rules = replace(RULES, decline=replace(RULES.decline, settle=3))
    lives = {world.send(*some)[0]: _days(some, zone) for some in told if some}
    first = min(min(days.active) for days in lives.values())
    events, seen = facts.events(False), set()

    def ask(asked: Sql) -> list[tuple[Any, ...]]:
        return world.warehouse.query(asked, world.project).rows

    path: dict[int, dict[int, str]] = {person: {} for person in lives}
    for person, day, before, state in ask(state_sql.changes(rules, events, _end(first + 80, zone))):
        assert before != state
        path[person][day] = state
    for today in range(first, first + 81):
        expected = {person: machine.state(days, today, rules) for person, days in lives.items()}
        known = {person: state for person, state in expected.items() if state is not None}
        seen |= set(known.values())
        if today % 5 == 0:
            assert dict(ask(state_sql.states(rules, events, _end(today, zone)))) == known
        reached = {p: [state for day, state in sorted(days.items()) if day <= today] for p, days in path.items()}
        assert {person: states[-1] for person, states in reached.items() if states} == known
    assert seen == set(STATES)


def _end(day: int, zone: ZoneInfo) -> Moment:
    midnight = datetime.combine(state_sql.day_of(day + 1), time(), zone)
    return Moment(midnight - timedelta(milliseconds=1), zone)
