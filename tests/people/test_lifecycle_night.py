"""The night's work: once a day, an event for each new change, old runs swept, the list of leaders made anew."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from people.world import World, at, event
from uems.base.errors import Unavailable
from uems.events.request import Accepted
from uems.people import asking, segment
from uems.people.lifecycle import course, history, nightly, rules, starter
from uems.people.lifecycle.state_sql import day_of
from uems.people.scope import Scope
from uems.store import project as projects
from uems.store.project import Project
from uems.warehouse.client import QueryTooHeavy
from uems.warehouse.sql import sql

DAY = 86_400


class Night:
    """The nightly step of one project, and the events that it sends."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.project = next(one for one in projects.every(world.store) if one.number == world.project)
        self.sent: list[Accepted] = []

    def step(self, days: float) -> bool:
        w = self.world
        return nightly.step(w.store, w.warehouse, w.people, self.project, at(days * DAY), self.sent.append)

    def told(self) -> list[dict[str, Any]]:
        events = [one for sent in self.sent for one in msgspec.json.decode(sent.body)["events"]]
        self.sent = []
        return events


@pytest.fixture
def night(world: World) -> Night:
    world.send(event("order_paid", 0, user_id="ann"))
    world.send(event("open", DAY, user_id="ann"))
    world.send(event("order_paid", 0, user_id="bob"))
    return Night(world)


def test_only_the_changes_of_new_days_are_events_and_a_day_is_done_once(night: Night) -> None:
    assert night.step(20)
    assert night.told() == []
    assert not night.step(20.1)
    assert night.step(31)
    (told,) = night.told()
    assert (told["user_id"], told["event"], told["id"][:17]) == ("bob", "state_changed", "state-2026-12-01-")
    assert told["properties"] == {"from": "activated", "to": "dormant", "day": "2026-12-01"}
    assert told["timestamp"] == "2026-12-02T00:00:00+00:00"


def test_days_that_were_slept_through_are_made_up_with_the_same_ids(night: Night) -> None:
    night.step(20)
    night.step(65)
    first = night.told()
    assert [(one["user_id"], one["properties"]["to"]) for one in first].count(("bob", "churned")) == 1
    assert len({one["id"] for one in first}) == len(first) == 4


def test_a_night_that_was_cut_short_tells_what_it_had_not_told(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    night.step(20)
    with monkeypatch.context() as broken:
        broken.setattr(night, "sent", Full())
        with pytest.raises(Unavailable):
            night.step(31)
    assert night.step(31.1)
    assert [(one["user_id"], one["properties"]["to"]) for one in night.told()] == [("bob", "dormant")]


class Full(list[Accepted]):
    """A journal that takes nothing."""

    def append(self, _: Accepted) -> None:
        raise Unavailable(about="full")


def test_a_project_that_cannot_be_computed_keeps_no_other_waiting(
    night: Night, worlds: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    w, other = night.world, worlds(night.world.project + 2_000_000)
    other.send(event("open", 0, user_id="cyd"))
    written = history.written

    def heavy(store: Any, scope: Scope, now: datetime) -> history.Run:
        if scope.project.number == w.project:
            raise QueryTooHeavy
        return written(store, scope, now)

    monkeypatch.setattr(history, "written", heavy)
    nightly.everywhere(w.store, w.warehouse, w.people, at(20 * DAY), night.sent.append)
    assert history.found(w.store, w.project) is None
    assert history.found(w.store, other.project) is not None


def test_a_history_in_many_parts_is_the_same(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(20):
        night.world.send(event("order_paid", n * DAY, user_id=f"p{n}"))
    night.step(40)
    scope, days = _scope(night, 40), _days(night, 40)
    whole, moment = course.course(scope, *days), history.yesterday(scope)
    assert history._parts(scope, moment) == 1
    monkeypatch.setattr(history, "_AT_ONCE", 100)
    assert history._parts(scope, moment) == 1 + (2 * 40 + sum(range(21, 41))) // 100
    history.compute(night.world.store, scope, at(40 * DAY))
    assert course.course(_scope(night, 40), *days) == whole


def test_other_rules_are_no_news(night: Night) -> None:
    night.step(20)
    before = rules.of(night.world.store, night.project.number)
    rules.keep(night.world.store, night.project.number, rules.parse({"dormant": 5, "churned": 10}), "ann", at(0))
    assert history.definition(before) != history.definition(rules.of(night.world.store, night.project.number))
    night.step(31)
    assert night.told() == []


def test_what_the_product_says_of_a_person_does_not_wake_them(night: Night) -> None:
    night.world.send(event("state_changed", 32 * DAY, user_id="bob"))
    scope = _scope(night, 33)
    assert {one.state: one.people for one in course.now(scope) if one.people} == {"dormant": 2}


def test_a_project_without_events_waits(worlds: Any, project: int) -> None:
    empty = Night(worlds(project))
    assert not empty.step(3)
    assert history.found(empty.world.store, project) is None


def test_old_runs_are_swept_after_an_hour(night: Night) -> None:
    night.step(20)
    night.step(31)
    runs = sql("SELECT uniqExact(run) FROM state_changes")
    assert night.world.warehouse.query(runs, night.project.number).scalar() == 2
    history.sweep(night.world.store, night.world.warehouse, at(31 * DAY + 1800))
    history.sweep(night.world.store, night.world.warehouse, at(31 * DAY + 7200))
    assert night.world.warehouse.query(runs, night.project.number).scalar() == 1
    assert course.course(_scope(night, 31), *_days(night)).counts["dormant"][-1] == 1


def test_merged_people_are_one_behind_the_history_too(night: Night) -> None:
    night.step(20)
    w = night.world
    w.send(event("$merge", 20 * DAY, user_id="ann", prev_id="bob", type="alias"))
    scope = _scope(night, 20)
    assert scope.merged
    rows = scope.ask(course.who_is("activated", day_of(history.yesterday(scope).today), scope)).rows
    assert rows == scope.ask(course.who_is("active", None, scope)).rows


def test_the_list_of_leaders_is_made_anew_until_somebody_changes_it(night: Night) -> None:
    w = night.world
    starter.plant(w.store, w.project, at(0))
    for n in range(100):
        w.send(event("open", 60 + n, anonymous_id=f"v{n}"))
    w.send(event("share", 5, user_id="ann"))
    night.step(20)
    assert segment.find(w.store, w.project, starter.LEADERS).people == 1
    segment.change(w.store, w.project, starter.LEADERS, {"source": None, "condition": {"all": []}}, at(0))
    night.step(21)
    assert segment.find(w.store, w.project, starter.LEADERS).computed_at == at(20 * DAY)


def _scope(night: Night, days: float) -> Any:
    w = night.world
    one: Project = night.project
    return asking.scope(w.store, w.warehouse, w.people, one, at(days * DAY), ZoneInfo(one.timezone))


def _days(night: Night, today: float = 31) -> tuple[Any, Any]:
    last = history.yesterday(_scope(night, today)).today
    return day_of(last) - timedelta(days=7), day_of(last)
