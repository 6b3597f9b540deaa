"""The days people were active on answer as the events do, whatever comes late, moves, splits or is erased."""

import json
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from insight.small_world import only
from people.life import Life
from people.world import World, at, event
from uems.base.clock import system_clock
from uems.base.ids import new_id
from uems.events.event import Event
from uems.insight import retention, stickiness, trend
from uems.insight.retention_rows import Retention
from uems.insight.stickiness import Stickiness
from uems.insight.trend import Series, Trend
from uems.metrics import day_run
from uems.metrics.asked import Computed, Span
from uems.metrics.period import MILLISECOND, Calendar
from uems.metrics.planner import Plan
from uems.metrics.which import Which
from uems.people.scope import Scope
from uems.store.project import Project
from uems.warehouse import erasing, facts
from uems.warehouse.client import Limits
from uems.warehouse.sql import sql

ZONES = ("UTC", "Asia/Shanghai", "Asia/Kolkata", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Chatham")
ANY = Which(only(None))
DAY, QUARTER = 86_400, 900
Question = Callable[[Scope], Any]


def scope_of(world: World, zone: str = "UTC", seconds: float = 0) -> Scope:
    project = Project(f"prj_{world.project}", world.project, "days", zone)
    return Scope(world.warehouse, project, at(seconds), ZoneInfo(zone), world.people.merged(world.project))


def run(scope: Scope) -> day_run.Run | None:
    return day_run.compute(scope, nullcontext(), system_clock, timedelta())


def both(ask: Question, scope: Scope) -> tuple[str, Any, Any]:
    """Which table answers, that answer, and what the events answer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(day_run, "standing", lambda _: None)
        events = ask(scope)
    found = ask(scope)
    assert events.computed.plan.table == "events"
    unsigned = Computed(scope.now, None, 0, "")
    return found.computed.plan.table, replace(found, computed=unsigned), replace(events, computed=unsigned)


def lines(span: Span, **changes: Any) -> Question:
    measure, interval = changes.pop("measure", "people"), changes.pop("interval", "day")
    week_start = changes.pop("week_start", "monday")

    def ask(scope: Scope) -> Any:
        asked = Trend((Series(ANY, measure),), Calendar(interval, scope.zone, week_start), span, **changes)
        return trend.answer(asked, scope)

    return ask


def cohorts(span: Span, **changes: Any) -> Question:
    interval = changes.pop("interval", "day")

    def ask(scope: Scope) -> Any:
        given: dict[str, Any] = {
            "start": ANY,
            "back": ANY,
            "start_kind": "first_in_range",
            "measure": "on",
            "brackets": (),
            "clock": "calendar",
            "calendar": Calendar(interval, scope.zone),
            "periods": 9,
            "span": span,
        }
        return retention.answer(Retention(**{**given, "as_of": scope.now, **changes}), scope)

    return ask


def sticky(span: Span, interval: Any) -> Question:
    return lambda scope: stickiness.answer(Stickiness(ANY, Calendar(interval, scope.zone), span), scope)


def run_by_a_clock_off(scope: Scope, hours: float, alone: AbstractContextManager[None]) -> day_run.Run | None:
    return day_run.compute(scope, alone, lambda: system_clock() + timedelta(hours=hours), timedelta())


class Erasing(nullcontext[None]):
    """A person is erased when the run has begun."""

    def __init__(self, world: World, person: int) -> None:
        super().__init__()
        self.world, self.subject = world, erasing.Subject([person], [person])

    def __exit__(self, *_: object) -> None:
        erasing.forget(self.world.warehouse, self.world.project, "era", self.subject, lambda _: None)


class Days(Life):
    """A project that lives by chance up to 40 days before T0 and as long after, and is asked by chance."""

    def __init__(self, world: World, seed: int) -> None:
        super().__init__(world, seed)
        self.moments: list[float] = []

    def events(self, earliest: int, latest: int) -> None:
        """Some of them at edges of days, some written twice."""
        self.send(*(self._event(earliest, latest) for _ in range(self.chance.randrange(5, 40))))
        if self.chance.random() < 0.3:
            made, people = self.blocks[-1]
            self.world.insert(made[::-1], people[::-1])

    def _event(self, earliest: int, latest: int) -> Event:
        seconds: float = self.chance.randrange(earliest * DAY, latest * DAY)
        if self.chance.random() < 0.5:
            seconds = seconds // QUARTER * QUARTER - self.chance.choice((0, 0.001))
        self.moments.append(seconds)
        who, name = self.who(), self.chance.choice(("open", "open", "buy", "", facts.NOTED[0]))
        return event(name, seconds, properties={"n": len(self.moments)}, **who)

    def moves(self) -> None:
        self.chance.choice((self.merge, self.split))()

    def questions(self, scope: Scope) -> list[Question]:
        days = Calendar("day", scope.zone)
        since = days.start_of(days.number_of(scope.now) - self.chance.randrange(1, 45))
        until = self.chance.choice(
            (
                scope.now + MILLISECOND,
                days.end_of(days.number_of(scope.now)),
                days.start_of(days.number_of(since) + self.chance.randrange(1, 60)),
                max(since, at(self.chance.choice(self.moments))) + MILLISECOND,
            )
        )
        span, interval = Span(since, until), self.chance.choice(("day", "week", "month"))
        brackets = ((1, 2), (3, 7))
        return [
            lines(span, interval=interval, week_start=self.chance.choice(("monday", "sunday"))),
            lines(span, measure=self.chance.choice(("people_7d", "people_30d")), interval=interval),
            lines(span, cumulative=True, compare="previous"),
            cohorts(span, interval=interval, start_kind=self.chance.choice(("recurring", "first_in_range"))),
            cohorts(span, measure="on_or_after", start_kind=self.chance.choice(("recurring", "first_in_range"))),
            cohorts(span, measure="bracket", brackets=brackets),
            sticky(span, interval),
        ]


@pytest.mark.parametrize("seed", range(6))
def test_days_and_events_give_the_same_answers_whatever_happens(world: World, seed: int) -> None:
    life, zone, tables = Days(world, seed), ZONES[seed], Counter[str]()
    days = range(0, 24, 4)
    erased = life.chance.choice(days)
    for now in days:
        moment = now * DAY + life.chance.randrange(DAY)
        life.events(-40, now + 3)
        if erased == now:
            life.erase()
            assert day_run.standing(scope_of(world, zone)) is None
        if life.chance.random() < (0.5 if now not in (0, erased) else 1):
            run(scope_of(world, zone, moment))
        if life.chance.random() < 0.6:
            life.events(-40, now + 1)
        for _ in range(life.chance.randrange(4)):
            life.moves()
        scope = scope_of(world, zone, moment)
        for ask in life.questions(scope):
            table, days, events = both(ask, scope)
            assert days == events
            tables[table] += 1
    assert tables["days"] > tables["events"]


def asked_of(world: World, seconds: float = 0) -> tuple[str, Any]:
    """Which table answers how many people came on the day before and on the day of a moment, and what it says."""
    scope = scope_of(world, seconds=seconds)
    days = Calendar("day", scope.zone)
    span = Span(days.start_of(days.number_of(scope.now) - 1), days.end_of(days.number_of(scope.now)))
    table, found, events = both(lines(span), scope)
    assert found == events
    return table, found.series[0].values


def test_a_run_answers_once_it_is_there_and_what_comes_later_is_added(world: World) -> None:
    world.send(event("open", -DAY, user_id="ann"), event("open", 0, user_id="ann"))
    assert asked_of(world) == ("events", (1, 1))
    run(scope_of(world))
    assert asked_of(world) == ("days", (1, 1))
    world.send(event("open", -DAY, user_id="bob"), event(facts.NOTED[0], 0, user_id="bob"))
    assert asked_of(world) == ("days", (2, 1))


def test_what_comes_while_a_trend_is_answered_is_in_all_of_its_lines_or_in_none(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    scope, standing = scope_of(world), day_run.standing

    def busy(scope: Scope) -> day_run.Standing | None:
        found = standing(scope)
        world.send(event("open", -60, user_id=new_id("new")))
        return found

    run(scope)
    monkeypatch.setattr(day_run, "standing", busy)
    midnight = Calendar("day", scope.zone).floor(scope.now)
    week, day = Series(ANY, "people_7d"), Series(ANY, "people")
    asked = Trend((week, day), Calendar("day", scope.zone), Span(midnight, at(0)), compare="-0d")
    found = trend.answer(asked, scope)
    assert found.computed.plan == Plan("days", "days_only")
    assert [line.values for line in found.series] == [(0,)] * 4


def test_people_who_become_one_after_a_run_count_once(world: World) -> None:
    world.send(event("open", 0, user_id="ann"), event("open", 0, anonymous_id="a"), event("open", 0, user_id="bob"))
    run(scope_of(world))
    assert asked_of(world) == ("days", (0, 3))
    world.send(event("sign_in", -DAY, user_id="ann", anonymous_id="a"))
    assert asked_of(world) == ("days", (1, 2))


def test_no_run_that_began_before_an_erasure_counts_after_it(world: World) -> None:
    (ann,) = world.send(event("open", -60, user_id="ann"))
    world.send(event("open", -60, user_id="bob"))
    run(scope_of(world))
    told: dict[str, int] = {}
    erasing.forget(world.warehouse, world.project, "era", erasing.Subject([ann], [ann]), told.update)
    assert told["active_days"] == told["arrivals"] == told["events"] == 1
    assert asked_of(world) == ("events", (0, 1))
    run(scope_of(world))
    assert asked_of(world) == ("days", (0, 1))


def test_a_run_during_which_somebody_is_erased_never_counts(world: World) -> None:
    (ann,) = world.send(event("open", 0, user_id="ann"))
    assert day_run.compute(scope_of(world), Erasing(world, ann), system_clock, timedelta()) is None
    rows = world.warehouse.query(sql("SELECT count() FROM active_days"), world.project).scalar()
    assert (rows, asked_of(world)) == (0, ("events", (0, 0)))


def test_a_run_after_the_clock_was_set_back_follows_the_one_before(world: World) -> None:
    world.send(event("open", 0, user_id="ann"))
    run(scope_of(world))
    later = run_by_a_clock_off(scope_of(world), -1, nullcontext())
    world.warehouse.command("OPTIMIZE TABLE day_runs FINAL")
    standing = day_run.standing(scope_of(world))
    assert later is not None
    assert standing is not None
    assert standing.run == later


def test_a_run_by_a_clock_that_is_ahead_does_not_outlive_an_erasure(world: World) -> None:
    (ann,) = world.send(event("open", 0, user_id="ann"))
    assert run_by_a_clock_off(scope_of(world), 1, nullcontext()) is None
    assert run_by_a_clock_off(scope_of(world), 1, Erasing(world, ann)) is None
    last = sql("SELECT argMax(run, turn) FROM day_runs")
    assert world.warehouse.query(last, world.project).scalar() == 0
    run(scope_of(world))
    world.warehouse.command("OPTIMIZE TABLE day_runs FINAL")
    assert asked_of(world) == ("days", (0, 0))


def test_a_run_that_began_later_than_now_does_not_count(world: World) -> None:
    world.send(event("open", 0, user_id="ann"))
    assert run_by_a_clock_off(scope_of(world), 1, nullcontext()) is None
    assert day_run.due(scope_of(world))
    assert run(scope_of(world)) is not None


def test_a_time_zone_that_the_run_was_not_made_for_is_answered_from_events(world: World) -> None:
    world.send(event("open", 0, user_id="ann"))
    run(scope_of(world))
    scope = scope_of(world, "Asia/Kolkata")
    assert both(lines(Span(at(-DAY), at(DAY))), scope)[0] == "events"
    assert day_run.due(scope)


def test_what_the_days_do_not_hold_is_answered_from_events(world: World) -> None:
    world.send(event("open", 0, user_id="ann"))
    scope = scope_of(world)
    run(scope)
    days = Calendar("day", scope.zone)
    midnight = days.floor(at(0))
    for since, until in ((at(-60), at(60)), (days.moved(midnight, -300), at(60)), (midnight, days.moved(midnight, 20))):
        assert both(lines(Span(since, until)), scope)[0] == "events"
    assert both(lines(Span(midnight, at(60))), scope)[0] == "days"


def test_only_large_projects_are_looked_at(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def runs() -> int:
        day_run.keep(world.store, world.warehouse, nullcontext(), system_clock, {})
        return int(world.warehouse.query(sql("SELECT count() FROM day_runs"), world.project).scalar())

    world.send(event("open", 0, user_id="ann"))
    assert runs() == 0
    monkeypatch.setattr(day_run, "_LEAST", 1)
    assert runs() == 1


def test_a_run_is_due_when_much_is_new(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def scope(hours: float = 0) -> Scope:
        return replace(scope_of(world), now=system_clock() + timedelta(hours=hours))

    world.send(event("open", 0, user_id="ann"))
    assert day_run.due(scope())
    run(scope())
    assert [day_run.due(scope(hours)) for hours in (0.1, 2, 25)] == [False, False, True]
    world.send(event("open", 1, user_id="ann"))
    assert [day_run.due(scope(hours)) for hours in (0.1, 2)] == [False, True]
    monkeypatch.setattr(day_run, "_FEW", 0)
    assert day_run.due(scope(0.1))


def arrived(world: World, hours: float) -> None:
    """Something was written so many hours ago."""
    row = {"project_id": world.project, "at": (system_clock() - timedelta(hours=hours)).timestamp(), "event": "open"}
    world.warehouse.insert("arrivals", json.dumps(row).encode(), new_id("arrival"))


def hours_kept(world: World) -> list[int]:
    """How many hours ago each row of the project was written that is still kept, rounded."""
    asked = sql("SELECT toInt32(round((now64(3) - at) / 3600)) AS hours FROM arrivals ORDER BY hours")
    return [row[0] for row in world.warehouse.query(asked, world.project).rows]


def keep(world: World, hours: float = 0, rests: dict[int, float] | None = None) -> None:
    """The job, as so many hours ago."""

    def clock() -> datetime:
        return system_clock() - timedelta(hours=hours)

    day_run.keep(world.store, world.warehouse, nullcontext(), clock, {} if rests is None else rests)


@pytest.mark.parametrize("erased", [False, True])
def test_a_project_without_a_run_keeps_nothing_for_one(world: World, erased: bool) -> None:
    world.warehouse.command("TRUNCATE TABLE day_runs")
    if erased:
        erasing.forget(world.warehouse, world.project, "era", erasing.Subject([1], [1]), lambda _: None)
    for hours in (0, 20):
        arrived(world, hours)
    keep(world)
    assert hours_kept(world) == [0]


def test_what_every_run_knows_is_swept_away_with_the_call_after_it_and_an_old_run_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.warehouse.command("TRUNCATE TABLE day_runs")
    monkeypatch.setattr(day_run, "_LEAST", 1)
    world.send(event("open", 0, user_id="ann"))
    keep(world, 50)
    for hours in (40, 20):
        arrived(world, hours)
    kept = []
    for hours in (25, 24, 0):  # runs are made 25 hours ago and now
        keep(world, hours)
        kept.append(hours_kept(world))
    runs = world.warehouse.query(sql("SELECT uniqExact(run) FROM active_days"), world.project).scalar()
    assert (kept, runs) == ([[0, 20, 40], [0, 20], [0, 20]], 2)
    keep(world)
    assert hours_kept(world) == [0]


@pytest.mark.parametrize("fails", [False, True])
def test_a_project_rests_after_a_run_and_after_one_that_failed(
    world: World, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    made = []

    def compute(*_: object) -> None:
        made.append(fails)
        if fails:
            raise ValueError

    monkeypatch.setattr(day_run, "_LEAST", 1)
    monkeypatch.setattr(day_run, "compute", compute)
    world.send(event("open", 0, user_id="ann"))
    for pause, runs in ((1e9, 1), (0, 2)):
        monkeypatch.setattr(day_run, "_PAUSE", pause)
        rests: dict[int, float] = {}
        made.clear()
        for _ in range(2):
            keep(world, rests=rests)
        assert len(made) == runs


def test_a_run_that_fails_writes_nothing_of_what_lies_ahead(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.send(event("open", DAY, user_id="ann"))
    (kept,) = hours_kept(world)

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(day_run, "_pairs", fail)
    with pytest.raises(ZeroDivisionError):
        run(scope_of(world))
    assert hours_kept(world) == [kept]


def test_a_run_may_take_longer_than_what_people_ask(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.send(event("open", -60, user_id="ann"))
    monkeypatch.setattr(world.warehouse, "limits", Limits(seconds=1))
    monkeypatch.setattr(facts, "acted", lambda: sql("sleep(1.5) = 0"))
    assert run(scope_of(world)) is not None


@pytest.mark.parametrize(("hours", "kept"), [(71, [0, 70, 71]), (73, [0])])
def test_a_run_that_none_followed_for_days_does_not_count_and_keeps_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, hours: int, kept: list[int]
) -> None:
    world.warehouse.command("TRUNCATE TABLE day_runs")
    world.send(event("open", 0, user_id="ann"))
    made = run_by_a_clock_off(scope_of(world), -hours, nullcontext())
    arrived(world, 70)
    monkeypatch.setattr(day_run, "_LARGE", "SELECT project_id FROM events WHERE 0 = {least:UInt64}")  # no run follows
    keep(world)
    assert (made is not None, hours_kept(world)) == (hours < 72, kept)
