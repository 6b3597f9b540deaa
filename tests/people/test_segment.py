"""Segments on the real engine: saved lists, refreshed whole; segments in segments, in both readings; no circles."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from people.test_person import scope as scope_of
from people.world import World, at, event
from uems.people import merge, person, saved_list, segment
from uems.people.scope import Scope
from uems.people.segment import Draft, Meanings, NoSegment, Segment
from uems.rules.condition import parse
from uems.rules.facts_reading import Fact, PersonFacts, holds
from uems.rules.reference import SegmentCircle, SegmentsTooLarge, SegmentUnknown
from uems.warehouse import facts
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql

VIEW: dict[str, Any] = {"did": "view"}
PAY: dict[str, Any] = {"did": "pay"}
EVIL = "'; DROP TABLE segment; --"


def scope(world: World) -> Scope:
    plain = scope_of(world)
    return replace(plain, segments=Meanings(world.store, world.project, plain.merged))


def live(world: World, condition: dict[str, Any], name: str = "L") -> Segment:
    people = segment.counted(scope(world).people(parse(condition)), scope(world))
    return segment.create(world.store, world.project, Draft(name, "", "live", condition), people, None, world.now)


def saved(world: World, condition: dict[str, Any], name: str = "S") -> Segment:
    kept = saved_list.write(scope(world).people(parse(condition)), scope(world), world.now)
    draft = Draft(name, "", "snapshot", condition)
    return segment.create(world.store, world.project, draft, kept.people, kept.list, world.now)


def who(world: World, condition: dict[str, Any]) -> set[int]:
    return {row[0] for row in scope(world).ask(scope(world).people(parse(condition))).rows}


@pytest.fixture
def shop(world: World) -> World:
    world.ann, world.bob, world.cy = world.send(  # type: ignore[attr-defined]
        event("view", 1, user_id="ann"), event("view", 2, user_id="bob"), event("pay", 3, user_id="cy")
    )
    return world


def test_a_saved_list_stays_as_it_was_and_a_live_segment_does_not(shop: World) -> None:
    snapshot, moving = saved(shop, VIEW), live(shop, VIEW)
    assert (snapshot.people, moving.people) == (2, 2)
    (dan,) = shop.send(event("view", 4, user_id="dan"))
    assert who(shop, {"segment": snapshot.id}) == {shop.ann, shop.bob}
    assert who(shop, {"segment": moving.id}) == {shop.ann, shop.bob, dan}
    assert who(shop, {"all": [{"segment": moving.id}, {"not": {"segment": snapshot.id}}]}) == {dan}


def test_a_refresh_takes_the_place_of_the_list_all_at_once(shop: World) -> None:
    before = saved(shop, VIEW)
    shop.send(event("view", 4, user_id="dan"))
    half = saved_list.write(scope(shop).people(parse(VIEW)), scope(shop), shop.now)
    assert len(who(shop, {"segment": before.id})) == 2
    after = segment.refreshed(shop.store, shop.project, before.id, half, shop.now + timedelta(hours=2))
    assert (after.people, len(who(shop, {"segment": before.id}))) == (3, 3)
    assert [one.people for one in segment.history(shop.store, shop.project, before.id)] == [2, 3]


def test_old_lists_are_swept_away_and_others_stay(shop: World) -> None:
    one = saved(shop, VIEW)
    lost = saved_list.write(scope(shop).people(parse(PAY)), scope(shop), shop.now)
    kept = segment.kept_lists(shop.store)
    assert kept >= {(shop.project, one.list)}
    assert saved_list.sweep(shop.warehouse, kept | others(shop), shop.now + timedelta(minutes=59)) == 0
    assert saved_list.sweep(shop.warehouse, kept | others(shop), shop.now + timedelta(hours=2)) == 1
    assert scope(shop).ask(saved_list.members(lost.list, False)).rows == []
    assert len(who(shop, {"segment": one.id})) == 2


def others(world: World) -> set[tuple[int, int]]:
    """The lists of other tests, which share the engine."""
    rows = world.warehouse.query_all(sql("SELECT DISTINCT project_id, list FROM segment_members")).rows
    return {(project, list) for project, list in rows if project != world.project}


def test_whoever_is_merged_later_is_in_the_list_as_who_they_are_now(shop: World) -> None:
    snapshot = saved(shop, {"any": [VIEW, PAY]})
    ids = [person.find(scope(shop), shop.store, name) for name in ("ann", "cy")]
    one = merge.merge(shop.people, shop.project, ids, shop.now)
    assert who(shop, {"segment": snapshot.id}) == {one, shop.bob}
    merge.split(shop.people, shop.project, one, [next(id.node for id in ids if id.node != one)], shop.now)
    assert who(shop, {"segment": snapshot.id}) == {shop.ann, shop.bob, shop.cy}


def test_both_readings_agree_on_segments_in_segments(shop: World) -> None:
    viewers, payers = live(shop, VIEW), saved(shop, PAY)
    both = live(shop, {"any": [{"segment": viewers.id}, {"segment": payers.id}]})
    conditions: list[dict[str, Any]] = [
        {"segment": both.id},
        {"not": {"segment": both.id}},
        {"all": [{"segment": both.id}, {"not": {"segment": payers.id}}]},
        {"any": [{"segment": payers.id}, {"did": "nothing"}]},
    ]
    facts = {shop.ann: ["view"], shop.bob: ["view"], shop.cy: ["pay"]}
    for condition in conditions:
        for one, names in facts.items():
            hand = segment.in_hand(one, scope(shop), shop.store)
            known = PersonFacts(events=[Fact(name, {}, at(1)) for name in names], segments=hand)
            assert holds(parse(condition), known, shop.now) == (one in who(shop, condition)), (condition, names)


def of_person(shop: World, one: int) -> list[Segment]:
    events = facts.events_at(*shop.people.places(shop.project, one), scope(shop).merged)
    return segment.of_person(one, events, scope(shop), shop.store)


def test_a_person_knows_their_segments(shop: World) -> None:
    live(shop, VIEW, "viewers"), saved(shop, {"any": [VIEW, PAY]}, "all"), live(shop, PAY, EVIL)
    names = {p: [one.name for one in of_person(shop, p)] for p in (shop.ann, shop.cy)}
    assert names == {shop.ann: ["all", "viewers"], shop.cy: [EVIL, "all"]}
    assert of_person(shop, 1) == []
    ids = [person.find(scope(shop), shop.store, name) for name in ("ann", "cy")]
    one = merge.merge(shop.people, shop.project, ids, shop.now)
    live(shop, {"all": [VIEW, PAY]}, "both"), live(shop, {"not": VIEW}, "no viewer")
    names = {p: [one.name for one in of_person(shop, p)] for p in (one, shop.bob)}
    assert names == {one: [EVIL, "all", "both", "viewers"], shop.bob: ["all", "viewers"]}


def test_what_a_person_is_in_is_asked_of_them_alone_however_many_segments_there_are(
    shop: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    conditions = [VIEW, PAY, {"not": PAY}, {"all": []}, {"sequence": [{"event": "view"}, {"event": "pay"}]}]
    known = [live(shop, one, f"{n}") for n, one in enumerate(conditions)] + [saved(shop, PAY, "9")]
    expected = {one.name for one in known if shop.ann in who(shop, {"segment": one.id})}
    asked, query = list[object](), Warehouse.query
    monkeypatch.setattr(Warehouse, "query", lambda *given, **more: asked.append(given) or query(*given, **more))
    assert {one.name for one in of_person(shop, shop.ann)} == expected == {"0", "2", "3"}
    assert len(asked) == 2


def test_circles_are_refused_also_through_others_and_through_saved_lists(shop: World) -> None:
    first = live(shop, VIEW)
    second = saved(shop, {"segment": first.id})
    third = live(shop, {"not": {"segment": second.id}})
    for id in (first.id, second.id):
        for condition in ({"segment": first.id}, {"segment": third.id}, {"all": [{"not": {"segment": third.id}}]}):
            if (id, condition) == (second.id, {"segment": first.id}):
                continue
            with pytest.raises(SegmentCircle):
                segment.change(shop.store, shop.project, id, {"condition": condition}, shop.now)
    assert segment.find(shop.store, shop.project, first.id).condition == VIEW


def test_an_unknown_segment_is_refused_and_nothing_is_kept(shop: World, worlds: Callable[[int], World]) -> None:
    other = worlds(shop.project + 1_000_000)
    foreign = live(other, VIEW)
    for id in ("seg_none", EVIL, foreign.id):
        with pytest.raises(SegmentUnknown):
            segment.create(shop.store, shop.project, Draft("x", "", "live", {"segment": id}), 0, None, shop.now)
        with pytest.raises(SegmentUnknown):
            who(shop, {"segment": id})
        with pytest.raises(NoSegment):
            segment.find(shop.store, shop.project, id)
    assert segment.every(shop.store, shop.project) == []


def test_segments_that_double_at_every_level_are_refused_before_they_fill_the_memory(shop: World) -> None:
    last = live(shop, VIEW)
    for _ in range(2):
        last = live(shop, {"any": [{"segment": last.id}] * 20})
    with pytest.raises(SegmentsTooLarge):
        live(shop, {"any": [{"segment": last.id}] * 20})
    with pytest.raises(SegmentsTooLarge):
        who(shop, {"any": [{"segment": last.id}] * 20})


def test_a_long_chain_of_segments_is_refused(shop: World) -> None:
    last = live(shop, VIEW)
    for _ in range(9):
        last = live(shop, {"segment": last.id})
    with pytest.raises(SegmentsTooLarge):
        live(shop, {"segment": last.id})


def test_who_uses_a_segment_is_known(shop: World) -> None:
    first = live(shop, VIEW)
    second = live(shop, {"all": [PAY, {"not": {"segment": first.id}}]}, "second")
    assert [one.id for one in segment.users(shop.store, shop.project, first.id)] == [second.id]
    assert segment.mentioned({"steps": [{"where": [{"property": "segment"}]}], "segment": "a"}) == {"a"}
    segment.delete(shop.store, shop.project, second.id)
    assert segment.users(shop.store, shop.project, first.id) == []
    with pytest.raises(NoSegment):
        segment.history(shop.store, shop.project, second.id)


def test_sizes_of_a_live_segment_are_kept_once_an_hour(shop: World) -> None:
    one = live(shop, VIEW)
    for minutes, people in ((10, 3), (20, 4), (70, 4), (80, 5), (140, 5)):
        one = segment.recounted(shop.store, shop.project, one, people, shop.now + timedelta(minutes=minutes))
    assert one.people == 5
    assert [size.people for size in segment.history(shop.store, shop.project, one.id)] == [2, 5, 5]
