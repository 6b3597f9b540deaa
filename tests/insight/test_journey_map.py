"""A journey map's numbers: the same as the funnel's, on random worlds too; stays, voices, and who is behind a box."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from insight.small_world import World, person
from uems.insight import cell as cells
from uems.insight import funnel, journey_map, map_numbers, map_stay, session, session_rows
from uems.insight.funnel_question import Funnel, Step
from uems.insight.journey_map import JourneyMap, MapInvalid
from uems.insight.map_numbers import MapCell, NoBox, Numbers
from uems.insight.map_stay import Places
from uems.insight.map_walk import Walk
from uems.insight.session_rows import Sessions
from uems.metrics.asked import Span
from uems.metrics.period import Calendar
from uems.people.scope import Scope
from uems.people.session_rule import DEFAULT
from uems.warehouse.client import Warehouse
from uems.warehouse.sql import sql

SINCE = datetime(2024, 1, 1, tzinfo=UTC)
SPAN = Span(SINCE, SINCE + timedelta(days=10))


def drawn(*points: dict[str, Any], **more: Any) -> JourneyMap:
    named = [{"stage": "use", "name": one["key"], **one} for one in points]
    return journey_map.read({"name": "map", "stages": [{"key": "use"}], "touchpoints": named, **more})


def point(key: str, *events: str | None, **more: Any) -> dict[str, Any]:
    return {"key": key, "events": [{"event": one} for one in events or (key,)], **more}


@pytest.fixture
def world(warehouse: Warehouse, project: int) -> World:
    return World(warehouse, project)


def does(world: World, who: str, names: str, *minutes: float, **properties: Any) -> None:
    for n, name in enumerate(names.split()):
        at = SINCE + timedelta(minutes=minutes[n] if minutes else n)
        world.did(who, name, at.isoformat(timespec="milliseconds").removesuffix("+00:00"), **properties)


def numbers(map: JourneyMap, world: World) -> Numbers:
    return map_numbers.answer(Walk(map, SPAN), world.scope())


def behind(map: JourneyMap, world: World, **cell: Any) -> set[int]:
    scope = world.scope()
    found = map_numbers.behind(Walk(map, SPAN), MapCell(**cell), scope)
    rows = sql("SELECT person_id, {none} AS columns FROM ({found})", none=cells.NO_COLUMNS, found=found)
    return set(cells.everyone(rows, scope))


def test_every_edge_says_what_the_funnel_of_its_two_touchpoints_says_on_random_worlds(world: World) -> None:
    dice = Random(7)
    for who in range(60):
        for _ in range(dice.randrange(1, 14)):
            # Few moments, so that events fall together.
            at = SINCE + timedelta(minutes=dice.randrange(0, 6000, 5))
            name = dice.choice(["A", "B", "C", "X"])
            world.did(f"p{who}", name, at.isoformat(timespec="milliseconds").removesuffix("+00:00"))
    map = drawn(
        point("A", next=["B", "C"], within={"hours": 5}), point("B", next=["C", "any"]), point("C"), point("any", None)
    )
    scope, found = world.scope(), numbers(map, world)
    for edge, way in zip(journey_map.edges(map), found.ways, strict=True):
        steps = tuple(Step(map.touchpoints[n].events[0], "") for n in (edge.source, edge.target))
        first, second = funnel.answer(Funnel(steps, SPAN, window=edge.window), scope).steps
        assert (way.people, way.passed) == (first.people, second.people)
        if "any" not in way.target:
            assert way.median_seconds == second.median_seconds
    assert [way.passed for way in found.ways] != [way.people for way in found.ways]


def test_a_touchpoint_holds_everyone_who_did_any_of_its_events_in_the_span(world: World) -> None:
    does(world, "ann", "A A B")
    does(world, "bob", "C")
    does(world, "late", "A", 10 * 24 * 60)
    map = drawn(point("first", "A", "C"), point("B"))
    boxes = numbers(map, world).boxes
    assert [(one.people, one.times) for one in boxes] == [(2, 3), (1, 1)]
    assert behind(map, world, touchpoint="first") == {person("ann"), person("bob")}


def test_those_who_went_on_and_those_who_did_not_are_everyone_at_the_touchpoint(world: World) -> None:
    does(world, "ann", "A B")
    does(world, "bob", "A")
    does(world, "eve", "A B", 0, 61)
    map = drawn(point("A", within={"minutes": 60}), point("B"))
    way = numbers(map, world).ways[0]
    assert (way.people, way.passed, way.rate, way.median_seconds) == (3, 1, 1 / 3, 60.0)
    assert behind(map, world, touchpoint="A", next="B") == {person("ann")}
    assert behind(map, world, touchpoint="A", next="B", dropped=True) == {person("bob"), person("eve")}


def test_who_leaves_from_a_touchpoint_bounces_there_and_leaving_a_page_is_doing_nothing(world: World) -> None:
    does(world, "ann", "A leave", 0, 2)
    does(world, "bob", "A leave B", 0, 4, 29)
    does(world, "eve", "A B", 0, 31)
    found = numbers(drawn(point("A"), point("B")), world).boxes[0]
    assert (found.bounce, found.judged) == (2 / 3, 3)
    # Nobody looks at a page that was left, however soon something follows.
    assert (found.dwell_seconds, found.dwelt) == (180.0, 2)


def test_the_map_follows_what_the_project_calls_a_session_and_a_bounce(world: World) -> None:
    does(world, "ann", "A B", 0, 31)
    does(world, "bob", "A beat", 0, 0.1)
    does(world, "eve", "A note", 0, 3)
    map = Walk(drawn(point("A"), point("B"), quiet=["note"]), SPAN)
    scope = replace(world.scope(), sessions=replace(DEFAULT, heartbeats=("beat",)))
    for rule, bounced in (
        ({}, 3),
        ({"inactivity": 60}, 2),
        ({"bounce": "ten_seconds"}, 2),
        ({"bounce": "seconds", "bounce_seconds": 60}, 2),
    ):
        asked = replace(scope, sessions=replace(scope.sessions, **rule))
        box = map_numbers.answer(map, asked).boxes[0]
        assert (box.bounce, box.judged) == (bounced / 3, 3), rule
    assert map_numbers.answer(map, scope).boxes[0].dwell_seconds == 93.0


def test_a_page_that_begins_a_session_dwells_and_bounces_as_the_sessions_say_on_random_worlds(world: World) -> None:
    dice = Random(11)
    for who in range(80):
        at = SINCE
        for came in range(dice.randrange(1, 9)):
            pause = dice.choice([1, 2, 7, 45])
            at += timedelta(minutes=pause)
            name = dice.choice(["page", "act", "leave", "heartbeat"]) if came and pause < 45 else "page"
            world.did(f"p{who}", name, at.isoformat(timespec="milliseconds").removesuffix("+00:00"), page="/a")
    scope = world.scope()
    (box,) = numbers(drawn(point("page")), world).boxes
    asked = Sessions(SPAN, Calendar("day", scope.zone))
    (seen,) = session.answer(asked, scope).pages.items
    assert (box.times, box.people) == (seen.views, seen.people)
    assert box.dwelt == seen.known > 0
    assert entries(Walk(drawn(point("page")), SPAN), scope) == [seen.entries, seen.bounced]
    assert 0 < seen.bounced < seen.entries


def entries(asked: Walk, scope: Scope) -> list[int]:
    """How many sessions began at the map's first touchpoint, and how many of them bounced there."""
    rows = map_stay.each(Places((asked.map.touchpoints[0].events,), asked.span), scope)
    sessions = session_rows.each(Sessions(asked.span, Calendar("day", scope.zone)), scope)
    text = sql(
        """SELECT count(), countIf(left) FROM ({rows}) AS stay
INNER JOIN (SELECT p, start AS at FROM ({sessions})) AS s USING (p, at)""",
        rows=rows,
        sessions=sessions,
    )
    return list(scope.ask(text).rows[0])


def test_whoever_came_in_several_of_the_senders_sessions_is_one_person_at_a_touchpoint(world: World) -> None:
    for who, sender, minute in (("ann", "s1", 0), ("ann", "s2", 1), ("bob", "s3", 0)):
        does(world, who, "A", minute)
        world.rows[-1]["session_id"] = sender
    box = numbers(drawn(point("A")), world).boxes[0]
    assert (box.judged, box.bounce) == (3, 1.0)
    # Where all bounced, they tell as much as there are people.
    assert box.bounce_worth == 2.0


def test_twenty_touchpoints_are_all_told_how_long_people_stayed(world: World) -> None:
    names = [f"e{n}" for n in range(20)]
    does(world, "ann", " ".join(names))
    boxes = numbers(drawn(*(point(name) for name in names)), world).boxes
    assert [one.dwell_seconds for one in boxes] == [60.0] * 19 + [None]
    assert [one.bounce for one in boxes] == [0.0] * 19 + [1.0]


def test_whether_somebody_bounced_is_known_only_after_the_pause_that_ends_a_session(world: World) -> None:
    does(world, "ann", "A")
    map = Walk(drawn(point("A")), SPAN)
    soon = map_numbers.answer(map, world.scope("2024-01-01T00:20:00")).boxes[0]
    assert (soon.people, soon.bounce, soon.judged) == (1, None, 0)
    assert map_numbers.answer(map, world.scope("2024-01-01T00:31:00")).boxes[0].bounce == 1.0


VOICES = [
    {"kind": "nps", "event": "nps", "property": "score"},
    {"kind": "topic", "event": "ticket", "property": "topic"},
]


def test_a_voice_counts_where_its_person_was_last_within_a_day(world: World) -> None:
    does(world, "ann", "A B")
    does(world, "ann", "nps", 5, score=10)
    does(world, "bob", "A")
    does(world, "bob", "nps", 1, score=3)
    does(world, "bob", "ticket", 2, topic="payment")
    does(world, "eve", "A")
    does(world, "eve", "nps", 24 * 60 + 1, score=0)
    does(world, "tom", "nps", 1, score=0)
    map = drawn(point("A"), point("B"), voices=VOICES)
    a, b = numbers(map, world).boxes
    assert [(one.kind, one.voices, one.nps, one.mean) for one in a.said] == [
        ("nps", 1, -100.0, 3.0),
        ("topic", 1, None, None),
    ]
    assert [(one.value, one.voices, one.people) for one in a.said[1].topics] == [("payment", 1, 1)]
    assert [(one.kind, one.voices, one.nps) for one in b.said] == [("nps", 1, 100.0)]
    assert behind(map, world, touchpoint="A", voice=1, value=("payment",)) == {person("bob")}
    assert behind(map, world, touchpoint="B", voice=0) == {person("ann")}


def test_people_who_were_merged_are_one_on_the_map(world: World) -> None:
    does(world, "ann", "A")
    does(world, "device", "B nps", 3, 4, score=9)
    moved = {"project_id": world.project.number, "node_id": person("device"), "person_id": person("ann"), "version": 1}
    world._insert("person_overrides", [moved])
    map = Walk(drawn(point("A"), point("B"), voices=VOICES), SPAN)
    apart = map_numbers.answer(map, replace(world.scope(), merged=False))
    found = map_numbers.answer(map, world.scope())
    assert (apart.ways[0].passed, found.ways[0].passed) == (0, 1)
    assert [one.people for one in found.boxes] == [1, 1]
    assert [one.nps for one in found.boxes[1].said] == [100.0]


def test_a_lane_without_data_says_nothing(world: World) -> None:
    does(world, "ann", "A")
    box = numbers(drawn(point("A"), point("B"), voices=VOICES), world).boxes[1]
    assert (box.people, box.times, box.bounce, box.dwell_seconds, box.said) == (0, 0, None, None, ())


def test_a_project_without_events_has_an_empty_map(world: World) -> None:
    found = numbers(drawn(point("A"), point("B"), voices=VOICES), world)
    assert [one.people for one in found.boxes] == [0, 0]
    assert (found.ways[0].people, found.ways[0].rate) == (0, None)


@pytest.mark.parametrize(
    "given",
    [
        [point("A"), point("A")],
        [point("A"), point("B", next=["A"])],
        [point("A", next=["nowhere"])],
        [point("A", next=["B", "B"]), point("B")],
        [point("A", stage="nowhere")],
    ],
)
def test_a_map_that_makes_no_sense_is_refused(given: list[dict[str, Any]]) -> None:
    with pytest.raises(MapInvalid):
        drawn(*given)


def test_a_box_that_is_not_on_the_map_is_refused(world: World) -> None:
    map = drawn(point("A"), point("B"))
    for cell in ({"touchpoint": "Z"}, {"touchpoint": "A", "next": "Z"}, {"touchpoint": "A", "voice": 0}):
        with pytest.raises(NoBox):
            behind(map, world, **cell)


def test_touchpoints_stand_in_the_order_of_their_stages_and_lead_to_the_one_that_follows() -> None:
    given = [point("pay", stage="b"), point("see", stage="a"), point("end", stage="b", next=[])]
    named = [{"name": one["key"], **one} for one in given]
    map = journey_map.read({"name": "m", "stages": [{"key": "a"}, {"key": "b"}], "touchpoints": named})
    assert [one.key for one in map.touchpoints] == ["see", "pay", "end"]
    assert [(edge.source, edge.target) for edge in journey_map.edges(map)] == [(0, 1), (1, 2)]
