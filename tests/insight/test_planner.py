"""Whichever table answers a funnel, the answer is the same: under late events, repeats, merges, splits and erasures."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from insight.small_world import only
from people.life import Life
from people.world import World
from uems.events.event import Event
from uems.insight import funnel, funnel_sequence
from uems.insight.funnel_question import Exclusion, Funnel, Step, Unit, Window
from uems.metrics.asked import Span
from uems.metrics.breakdown import Breakdown, Split
from uems.metrics.planner import EVENTS, Plan
from uems.people.scope import Scope
from uems.rules.condition import parse
from uems.store.project import Project
from uems.warehouse import erasing, facts
from uems.warehouse.facts import Known
from uems.warehouse.sql import Sql, sql

NAMES = ("A", "B", "C", "D", "E")
BEGAN = datetime(2025, 12, 20, tzinfo=UTC)
DAYS = 30
NOW = BEGAN + timedelta(days=DAYS)
SEQUENCES = Plan("sequences", "names_only")
SPAN = Span(BEGAN, NOW)


def scoped(world: World, **more: Any) -> Scope:
    project = Project(f"prj_{world.project}", world.project, "P", "UTC")
    return Scope(world.warehouse, project, NOW, ZoneInfo("UTC"), world.people.merged(world.project), **more)


class Asked(Life):
    """A project that lives by chance, and is asked by chance."""

    def goes_on(self) -> None:
        weights = {self.block: 10, self.repeat: 2, self.write_twice: 1, self.merge: 3, self.split: 2, self.erase: 1}
        self.chance.choices(list(weights), list(weights.values()))[0]()

    def block(self) -> None:
        self.send(*(self.event(self.sent + n) for n in range(self.chance.randint(1, 40))))

    def event(self, number: int) -> Event:
        """At any time, so most blocks are late; milliseconds are shared, and the turn of the year lies between."""
        moment = BEGAN + timedelta(hours=self.chance.randrange(DAYS * 24), milliseconds=self.chance.randrange(3))
        who = self.who()
        return Event(
            id=f"{self.world.project}-{number}",
            event=self.chance.choice((*NAMES, *NAMES, "")),
            timestamp=moment,
            received_at=moment,
            **who,
        )

    def repeat(self) -> None:
        """The same block is sent again, as after an answer that was lost."""
        if self.blocks:
            self.world.insert(*self.chance.choice(self.blocks[-3:]))

    def write_twice(self) -> None:
        """Some rows are written again under another token, as after a power loss; parts merge by chance."""
        if self.blocks:
            events, people = self.chance.choice(self.blocks)
            self.world.insert(events[:3], people[:3])
        for table in ("events", "sequences"):
            if self.chance.random() < 0.3:
                self.world.warehouse.command(f"OPTIMIZE TABLE {table} FINAL")

    def question(self) -> Funnel:
        names = self.chance.sample(NAMES, self.chance.randint(1, 4))
        since = BEGAN + timedelta(hours=self.chance.randrange(-48, DAYS * 12))
        span = Span(since, since + timedelta(hours=self.chance.randrange(1, DAYS * 30)))
        window = Window(self.chance.choice((1, 6, 48, 400)), "hours")
        people = parse({"did": self.chance.choice(NAMES)}) if self.chance.random() < 0.3 else None
        return Funnel(tuple(Step(only(name), name) for name in names), span, window=window, people=people)

    def answers(self, asked: Funnel, plan: Plan) -> list[tuple[Any, ...]]:
        """Every person's best attempt, with its times."""
        scope = scoped(self.world)
        return sorted(scope.ask(funnel.attempts(asked, scope, plan=plan)).rows)


def first_difference(life: Asked, rounds: int) -> int | None:
    """The round in which the tables answered differently; None = they never did."""
    for n in range(rounds):
        life.goes_on()
        for asked in (life.question(), life.question()):
            if life.answers(asked, EVENTS) != life.answers(asked, SEQUENCES):
                return n
    return None


@pytest.fixture(autouse=True)
def _parts_may_stay_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasing, "_leave_the_disk", lambda *_: None)


@pytest.mark.parametrize("seed", range(3))
def test_sequences_and_events_answer_alike_whatever_happens(world: World, seed: int) -> None:
    assert first_difference(Asked(world, seed), 20) is None


def _unmoved(monkeypatch: pytest.MonkeyPatch) -> None:
    sequences = facts.sequences
    monkeypatch.setattr(facts, "sequences", lambda which, merged: sequences(which, False))


def _unerased(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = erasing._tables
    monkeypatch.setattr(erasing, "_tables", lambda warehouse: [t for t in tables(warehouse) if t != "sequences"])


def _one_row_each(monkeypatch: pytest.MonkeyPatch) -> None:
    units = funnel_sequence.units

    def first_rows(asked: Funnel, scope: Scope) -> Sql:
        pieces = units(asked, scope).pieces
        return Sql(tuple(p.replace("groupArrayArray(", "any(") if isinstance(p, str) else p for p in pieces))

    monkeypatch.setattr(funnel_sequence, "units", first_rows)


@pytest.mark.parametrize("mutant", [_unmoved, _unerased, _one_row_each])
def test_tables_that_forget_something_are_found_out(
    world: World, monkeypatch: pytest.MonkeyPatch, mutant: Callable[[pytest.MonkeyPatch], None]
) -> None:
    mutant(monkeypatch)
    assert first_difference(Asked(world, 0), 60) is not None


def asks(*names: str, **more: Any) -> Funnel:
    return Funnel(tuple(Step(only(name), name) for name in names), SPAN, **more)


LOOKS_FURTHER = {
    "a property": replace(asks("A"), steps=(Step(only("A", {"property": "x", "op": "is_set"}), "A"),)),
    "any event": replace(asks("A"), steps=(Step(only("A"), "A"), Step(only(None), "*"))),
    "the first ever": replace(asks("A"), steps=(Step(only("A"), "A", first=True),)),
    "a step twice": asks("A", "A"),
    "an order": asks("A", "B", order="strict"),
    "an exclusion": asks("A", "B", exclude=(Exclusion(only("C"), 0, 1),)),
    "a held property": asks("A", "B", hold="x"),
    "sessions": asks("A", "B", by=Unit("session")),
    "a breakdown": asks("A", "B", breakdown=Breakdown((Split("country"),))),
}


@pytest.mark.parametrize("what", LOOKS_FURTHER)
def test_a_question_that_looks_further_reads_the_events(world: World, what: str) -> None:
    assert funnel_sequence.plan(LOOKS_FURTHER[what], scoped(world)) == Plan("events", "looks_further")


def test_a_question_of_names_reads_the_sequences_and_says_so(world: World) -> None:
    Asked(world, 0).block()
    assert funnel.answer(asks("A", "B"), scoped(world)).computed.plan == SEQUENCES


def test_what_was_known_at_an_earlier_time_only_the_events_tell(world: World) -> None:
    found = funnel_sequence.plan(asks("A", "B"), scoped(world, known=Known(NOW)))
    assert found == Plan("events", "as_it_was")


def test_a_short_range_of_a_long_history_reads_the_events(world: World) -> None:
    days = (0, 200, 400)
    moments = [BEGAN - timedelta(days=day) for day in days]
    world.send(*(Event(id=f"{n}", event="A", user_id="u", timestamp=m, received_at=m) for n, m in enumerate(moments)))
    week = replace(asks("A", "B"), span=Span(BEGAN - timedelta(days=7), BEGAN), window=Window(1, "days"))
    assert funnel_sequence.plan(week, scoped(world)) == Plan("events", "short_range")


def same_code(world: World) -> tuple[str, str]:
    """Two names with one code; among some thousands there always are."""
    asked = sql(
        """SELECT arraySlice(groupArray(name), 1, 2) AS two FROM (
    SELECT concat('name ', toString(number)) AS name, bitAnd(cityHash64(name), 2097151) AS code FROM numbers(20000)
) GROUP BY code HAVING length(two) = 2 ORDER BY two LIMIT 1"""
    )
    one, two = world.warehouse.query_all(asked).scalar()
    return one, two


def test_names_that_cannot_be_told_apart_read_the_events(world: World) -> None:
    one, two = same_code(world)
    rows = [(one, "u1"), ("B", "u1"), (two, "u2"), ("B", "u2")]
    events = [
        Event(id=f"{n}", event=name, user_id=user, timestamp=BEGAN + timedelta(hours=n), received_at=BEGAN)
        for n, (name, user) in enumerate(rows)
    ]
    world.send(*events[:2])
    assert funnel_sequence.plan(asks(one, "B"), scoped(world)) == SEQUENCES
    world.send(*events[2:])
    found = funnel.answer(asks(one, "B"), scoped(world))
    assert found.computed.plan == Plan("events", "same_code")
    assert [step.people for step in found.steps] == [1, 1]
    assert funnel_sequence.plan(asks(one, two), scoped(world)) == Plan("events", "same_code")
