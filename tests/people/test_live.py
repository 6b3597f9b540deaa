"""Live segments follow the facts: who came and who left is told once, whatever breaks and whoever is merged."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from people.test_segment import live, saved, scope, who
from people.world import World, at, event
from uems.events.event import Event
from uems.events.request import Accepted
from uems.people import listing, merge, person, segment
from uems.people.live import bits, evaluation, freshness, ledger, run
from uems.people.live.follower import EVERY, Follower
from uems.people.live.roster import Roster
from uems.people.segment import Segment
from uems.rules.condition import parse
from uems.store.project import Project
from uems.warehouse import facts
from uems.warehouse.client import QueryTooHeavy
from uems.warehouse.sql import sql

VIEW: dict[str, Any] = {"did": "view"}
NOT_PAID: dict[str, Any] = {"all": [VIEW, {"did": "pay", "times": {"op": "eq", "value": 0}}]}


@dataclass
class Desk:
    """A follower of one world, stepped by hand. `told` = the events that it handed to the journal, repeats too."""

    world: World
    told: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0
    failing: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """As after a restart."""
        self.world.open()
        world = self.world
        clock: Callable[[], Any] = lambda: world.now  # noqa: E731
        self.follower = Follower(world.store, world.warehouse, world.people, self.append, clock, lambda: self.seconds)
        world.people.moved = self.follower.touch

    def append(self, accepted: Accepted) -> None:
        if "before" in self.failing:
            raise OSError("the disk is gone")
        self.told += json.loads(accepted.body)["events"]
        if "after" in self.failing:
            raise OSError("the process is killed")

    def steps(self) -> None:
        """All there is to do."""
        self.seconds += 10
        for _ in range(50):
            if not self.follower.turn():
                return
        raise AssertionError("it never comes to rest")

    def send(self, *events: Event) -> list[int]:
        people = self.world.send(*events)
        self.follower.publish(self.world.project, events, people)
        self.steps()
        return people

    def members(self, one: Segment) -> set[int]:
        """In memory, and the same in the ledger."""
        known = self.follower.rosters[self.world.project]
        held = known.followed[one.id]
        found = set(known.persons(held.members))
        kept = self.world.warehouse.query(ledger.members(held.run), self.world.project).rows
        assert {row[0] for row in kept} == found
        return found

    def news(self) -> list[tuple[str, str, str]]:
        """Every event that was told since the last time, repeats left out: who, what, which segment."""
        found = {one["id"]: one for one in self.told}
        self.told = []
        said = [
            (one.get("user_id") or one["anonymous_id"], one["event"], one["properties"]["segment_name"])
            for one in found.values()
        ]
        return sorted(said)


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


def test_who_is_there_at_first_has_not_entered_and_who_comes_later_has(desk: Desk) -> None:
    (ann,) = desk.send(event("view", 1, user_id="ann"))
    viewers, left_carts = live(desk.world, VIEW, "V"), live(desk.world, NOT_PAID, "C")
    desk.steps()
    assert (desk.members(viewers), desk.members(left_carts), desk.news()) == ({ann}, {ann}, [])
    (bob,) = desk.send(event("view", 2, anonymous_id="bob"))
    assert desk.members(viewers) == {ann, bob}
    assert desk.news() == [("bob", "segment_entered", "C"), ("bob", "segment_entered", "V")]
    desk.send(event("pay", 3, user_id="ann"))
    assert (desk.members(viewers), desk.members(left_carts)) == ({ann, bob}, {bob})
    assert desk.news() == [("ann", "segment_left", "C")]
    sizes = segment.history(desk.world.store, desk.world.project, left_carts.id)
    assert [(one.people, one.entered, one.left) for one in sizes] == [(1, 1, 1)]


@pytest.mark.parametrize("when", ["before", "after", "settled"])
def test_a_kill_at_any_moment_neither_loses_nor_doubles_an_entering(
    desk: Desk, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewers = live(desk.world, VIEW, "V")
    desk.steps()
    with monkeypatch.context() as broken:
        desk.failing = [when]
        if when == "settled":
            broken.setattr(run, "settle", lambda *_: (_ for _ in ()).throw(OSError("killed")))
        (ann,) = desk.send(event("view", 1, user_id="ann"))
    desk.failing = []
    before = {one["id"] for one in desk.told}
    desk.open()
    desk.steps()
    assert desk.members(viewers) == {ann}
    assert before <= {one["id"] for one in desk.told}
    assert desk.news() == [("ann", "segment_entered", "V")]
    desk.seconds += EVERY * 2
    desk.steps()
    assert (desk.members(viewers), desk.news()) == ({ann}, [])


def test_what_happened_while_nobody_followed_is_told_after_the_restart(desk: Desk) -> None:
    viewers = live(desk.world, VIEW, "V")
    desk.steps()
    (ann,) = desk.world.send(event("view", 1, user_id="ann"))
    desk.open()
    desk.steps()
    assert (desk.members(viewers), desk.news()) == ({ann}, [("ann", "segment_entered", "V")])


def test_time_alone_takes_people_out(desk: Desk) -> None:
    recent = live(desk.world, {"did": "view", "within": {"hours": 1}}, "R")
    desk.steps()
    desk.send(event("view", 900, user_id="ann"))
    assert desk.news() == [("ann", "segment_entered", "R")]
    desk.world.now += timedelta(hours=2)
    desk.seconds += EVERY
    desk.steps()
    assert (desk.members(recent), desk.news()) == (set(), [("ann", "segment_left", "R")])


def test_a_merge_takes_the_membership_along_and_a_split_gives_it_back(desk: Desk) -> None:
    world = desk.world
    ann, _ = desk.send(event("view", 1, user_id="ann"), event("pay", 2, user_id="bob"))
    viewers, open_carts = live(world, VIEW, "V"), live(world, NOT_PAID, "C")
    desk.steps()
    ids = [person.find(scope(world), world.store, name) for name in ("ann", "bob")]
    one = merge.merge(world.people, world.project, ids, world.now)
    desk.steps()
    assert (desk.members(viewers), desk.members(open_carts)) == ({one}, set())
    assert [what[1:] for what in desk.news()] == [("segment_left", "C")]
    merge.split(world.people, world.project, one, [next(id.node for id in ids if id.node != one)], world.now)
    desk.steps()
    assert (desk.members(viewers), desk.members(open_carts)) == ({ann}, {ann})
    assert ("ann", "segment_entered", "C") in desk.news()


def test_a_merge_while_the_question_runs_is_no_news(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    world = desk.world
    desk.send(*(event(name, 1, user_id=id) for id, name in (("ann", "view"), ("bob", "pay"), ("cy", "x"), ("di", "x"))))
    viewers, payers = live(world, VIEW, "V"), live(world, {"did": "pay"}, "P")
    desk.steps()
    ann, bob, *others = (person.find(scope(world), world.store, name) for name in ("ann", "bob", "cy", "di"))
    merge.merge(world.people, world.project, others, world.now)
    desk.steps()
    asked, merged = evaluation._holds, list[int]()

    def holds(*given: Any) -> Any:
        if not merged:
            merged.append(merge.merge(world.people, world.project, [ann, bob], world.now))
        return asked(*given)

    monkeypatch.setattr(evaluation, "_holds", holds)
    absorbed = max(ann, bob, key=lambda id: id.node)  # the smaller number stays
    desk.send(event("view" if absorbed == ann else "pay", 3, user_id=absorbed.value))
    assert merged != [absorbed.node]
    assert (desk.members(viewers), desk.members(payers), desk.news()) == (set(merged), set(merged), [])


def test_people_whose_merge_the_facts_do_not_know_yet_are_looked_at_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = desk.world
    people = desk.send(event("view", 1, user_id="ann"), event("pay", 2, user_id="bob"))
    viewers, payers = live(world, VIEW, "V"), live(world, {"did": "pay"}, "P")
    desk.steps()
    ids = [person.find(scope(world), world.store, name) for name in ("ann", "bob")]
    with monkeypatch.context() as broken:
        broken.setattr(world.people, "_publish", refusing)
        with pytest.raises(QueryTooHeavy):
            merge.merge(world.people, world.project, ids, world.now)
        desk.follower.touch(world.project, people)
        desk.steps()
    assert desk.news() == []
    (one,) = desk.send(event("hum", 3, user_id="ann"))
    assert (desk.members(viewers), desk.members(payers), desk.news()) == ({one}, {one}, [])


def test_a_merge_that_nobody_followed_is_no_news(desk: Desk) -> None:
    world = desk.world
    desk.send(event("view", 1, user_id="ann"), event("view", 2, user_id="bob"))
    viewers = live(world, VIEW, "V")
    desk.steps()
    world.people.moved = lambda *_: None
    ids = [person.find(scope(world), world.store, name) for name in ("ann", "bob")]
    one = merge.merge(world.people, world.project, ids, world.now)
    desk.open()
    desk.steps()
    assert (desk.members(viewers), desk.news()) == ({one}, [])


def test_a_new_person_of_whom_nothing_is_asked_is_in_what_asks_for_nothing(desk: Desk) -> None:
    calm = live(desk.world, {"did": "pay", "times": {"op": "eq", "value": 0}}, "N")
    desk.steps()
    (ann,) = desk.send(event("hum", 1, user_id="ann"))
    assert (desk.members(calm), desk.news()) == ({ann}, [("ann", "segment_entered", "N")])


def test_profiles_and_lists_count_as_well(desk: Desk) -> None:
    _, bob = desk.send(event("view", 1, user_id="ann"), event("view", 2, user_id="bob"))
    kept = saved(desk.world, VIEW)
    both = live(desk.world, {"all": [{"segment": kept.id}, {"person": "plan", "op": "eq", "value": "pro"}]}, "P")
    desk.steps()
    assert desk.members(both) == set()
    desk.send(event("", 3, user_id="bob", type="identify", ops={"set": {"plan": "pro"}}))
    assert (desk.members(both), desk.news()) == ({bob}, [("bob", "segment_entered", "P")])


def test_another_condition_begins_anew_in_silence_and_a_deleted_segment_is_forgotten(desk: Desk) -> None:
    world = desk.world
    _, bob = desk.send(event("view", 1, user_id="ann"), event("pay", 2, user_id="bob"))
    one = live(world, VIEW, "V")
    desk.steps()
    segment.change(world.store, world.project, one.id, {"condition": {"did": "pay"}}, world.now + timedelta(seconds=1))
    desk.steps()
    assert (desk.members(one), desk.news()) == ({bob}, [])
    segment.delete(world.store, world.project, one.id)
    desk.send(event("pay", 3, user_id="ann"))
    assert (desk.follower.rosters[world.project].followed, desk.news()) == ({}, [])
    runs = run.kept(world.store)
    others = {row for row in rows(world) if row[0] != world.project}
    assert ledger.sweep(world.warehouse, runs | others, world.now + timedelta(days=9)) == 2


def test_a_segment_that_could_not_be_computed_at_first_begins_later_in_silence(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ann,) = desk.send(event("view", 1, user_id="ann"))
    viewers = live(desk.world, VIEW, "V")
    with monkeypatch.context() as heavy:
        heavy.setattr(ledger, "begin", refusing)
        desk.steps()
    assert desk.follower.rosters[desk.world.project].followed[viewers.id].failure == "query_too_heavy"
    desk.seconds += EVERY
    desk.steps()
    assert (desk.members(viewers), desk.news()) == ({ann}, [])
    assert {run for project, run in rows(desk.world) if project == desk.world.project} == {
        desk.follower.rosters[desk.world.project].followed[viewers.id].run
    }


def refusing(*_: object) -> None:
    raise QueryTooHeavy(about="memory")


def test_a_segment_of_states_promises_nothing_also_while_it_fails(desk: Desk) -> None:
    draft = segment.Draft("D", "", "live", {"state": ["dormant"]})
    one = segment.create(desk.world.store, desk.world.project, draft, 0, None, desk.world.now)
    desk.steps()
    followed = desk.follower.rosters[desk.world.project].followed[one.id]
    for followed.failure in ("", "query_too_heavy"):
        told = freshness.of(one, desk.follower, desk.world.project, {}, desk.world.now)
        assert (told.promise_seconds, told.as_of) == (None, desk.world.now)


def test_segments_that_are_too_heavy_together_are_asked_one_by_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    viewers, payers, broken = (live(desk.world, one, "x") for one in (VIEW, {"did": "pay"}, {"did": "hum"}))
    desk.steps()
    whole = evaluation.touched

    def touched(looked: Any, they: Any, followed: Any) -> Any:
        if len(followed) > 1 or followed[0].id == broken.id:
            refusing()
        return whole(looked, they, followed)

    with monkeypatch.context() as heavy:
        heavy.setattr(evaluation, "touched", touched)
        (ann,) = desk.send(event("view", 1, user_id="ann"))
    followed = desk.follower.rosters[desk.world.project].followed
    assert (desk.members(viewers), desk.members(payers)) == ({ann}, set())
    assert [followed[one.id].failure for one in (viewers, payers, broken)] == ["", "", "query_too_heavy"]


def test_no_more_people_are_looked_at_at_once_however_often_it_failed(world: World) -> None:
    known = Roster(Project("p", world.project, "P", "UTC"))
    known.touch([(n, "") for n in range(1, 6)], world.now)
    assert [list(known.take(2)) for _ in range(2)] == [[1, 2], [1, 2]]
    known.rest()
    assert list(known.take(2)) == [3, 4]


def rows(world: World) -> set[tuple[int, int]]:
    return set(world.warehouse.query_all(sql("SELECT DISTINCT project_id, run FROM segment_changes")).rows)


def test_being_noted_is_no_activity(desk: Desk) -> None:
    world = desk.world
    silent = live(world, {"did": None, "times": {"op": "eq", "value": 0}, "within": {"hours": 1}}, "S")
    desk.send(event("view", 0, user_id="ann"))
    world.now += timedelta(hours=2)
    desk.seconds += EVERY
    desk.steps()
    assert desk.news() == [("ann", "segment_entered", "S")]
    noted = [event(name, 7300, user_id="ann") for name in facts.NOTED]
    desk.send(*noted)
    assert (len(desk.members(silent)), desk.news()) == (1, [])
    assert who(world, {"did": None, "within": {"hours": 1}}) == set()
    assert len(who(world, {"did": "segment_entered"})) == 1
    (ann,) = listing.listed(listing.Listing(), scope(world), world.store, 10)[0]
    assert (ann.last_seen, ann.events) == (at(0), 1)


def test_the_many_at_once_agree_with_each_alone(desk: Desk) -> None:
    world = desk.world
    people = desk.send(*(event(("view", "pay", "hum")[n % 3], n, user_id=f"u{n % 7}") for n in range(40)))
    conditions = [
        VIEW,
        NOT_PAID,
        {"all": []},
        {"any": []},
        {"not": VIEW},
        {"sequence": [{"event": "view"}, {"event": "pay"}]},
    ]
    known = [live(world, one, f"s{n}") for n, one in enumerate(conditions)]
    desk.steps()
    asked = sorted(set(people))[:4]
    parsed = [parse(one) for one in [*conditions, {"segment": known[1].id}]]
    events = facts.events_at(*world.people.places_of(world.project, asked), False)
    there, holds = scope(world).memberships(parsed, asked, events)
    for n, one in enumerate([*conditions, {"segment": known[1].id}]):
        assert {p for p, held in zip(there, holds[n], strict=True) if held} == who(world, one) & set(asked), one
    assert all(desk.members(one) == who(world, {"segment": one.id}) for one in known)
    assert bits.count(desk.follower.rosters[world.project].followed[known[2].id].members) == 7


def take_out(world: World, person: int) -> None:
    """What an erasure leaves. A mutation would touch the parts of every other test's project as well."""
    theirs = f"project_id = {world.project} AND person_id"
    for statement in (
        f"ALTER TABLE events DELETE WHERE {theirs} = {person} SETTINGS mutations_sync = 2",
        "CREATE TABLE kept AS segment_changes",
        f"INSERT INTO kept SELECT * FROM segment_changes WHERE {theirs} != {person}",
        f"ALTER TABLE segment_changes REPLACE PARTITION {world.project} FROM kept "
        "SETTINGS allow_replace_partition_from_empty_source = 1",
        "DROP TABLE kept SYNC",
    ):
        world.warehouse.command(statement)


@pytest.mark.parametrize("forgotten", [True, False])
def test_of_who_is_forgotten_not_even_the_leaving_is_written(desk: Desk, forgotten: bool) -> None:
    ann, _ = desk.send(event("view", 1, user_id="ann"), event("view", 1, user_id="bob"))
    viewers = live(desk.world, VIEW, "V")
    desk.steps()
    assert len(desk.members(viewers)) == 2
    take_out(desk.world, ann)
    if forgotten:
        desk.follower.forget(desk.world.project, [ann])
    desk.seconds += EVERY
    desk.steps()
    written = sql("SELECT count() FROM segment_changes WHERE person_id = {ann:UInt64}", ann=ann)
    assert desk.world.warehouse.query(written, desk.world.project).scalar() == (0 if forgotten else 1)


@pytest.mark.parametrize("written", [True, False])
def test_a_round_that_waits_to_be_told_goes_on_without_who_is_forgotten(
    desk: Desk, written: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = desk.world
    viewers = live(world, VIEW, "V")
    desk.steps()
    with monkeypatch.context() as broken:
        desk.failing = ["before"]
        if not written:
            broken.setattr(ledger, "write", lambda *_: (_ for _ in ()).throw(OSError("the disk is full")))
        ann, bob = desk.send(event("view", 1, user_id="ann"), event("view", 2, user_id="bob"))
    desk.failing = []
    take_out(world, ann)
    desk.follower.forget(world.project, [ann])
    desk.steps()
    assert (desk.members(viewers), desk.news()) == ({bob}, [("bob", "segment_entered", "V")])
    desk.seconds += EVERY
    desk.steps()
    told = sql("SELECT count() FROM segment_changes WHERE person_id = {ann:UInt64}", ann=ann)
    assert (world.warehouse.query(told, world.project).scalar(), desk.news()) == (0, [])
