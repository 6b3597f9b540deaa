"""Paths: the ways of a few people by hand, a plain walk beside the query, and exactly the people behind each number."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import count, pairwise, product
from random import Random
from typing import Any

import pytest

from insight.small_world import World, only, person
from uems.insight import path
from uems.insight.cell import counted
from uems.insight.funnel_question import Funnel, Step, Window
from uems.insight.path import PathCell, Ways
from uems.insight.path_question import Clean, Match, Paths, Within
from uems.metrics.asked import span
from uems.people.scope import Scope
from uems.people.session_rule import SessionRule
from uems.warehouse.client import Warehouse

_numbers = count(5_000_000)


@pytest.fixture
def told(warehouse: Warehouse) -> Callable[..., Scope]:
    """A scope over what people did: one event a minute from 10:00 on 2 January, a `|` is a pause of an hour."""

    def make(people: dict[str, str]) -> Scope:
        world = World(warehouse, next(_numbers))
        for who, did in people.items():
            minute = 0
            for name in did:
                minute += 60 if name == "|" else 1
                if name != "|":
                    world.did(who, name, f"2024-01-02T{10 + minute // 60:02}:{minute % 60:02}:00")
        return world.scope()

    return make


def asked(scope: Scope, **more: Any) -> Paths:
    return Paths(span("2024-01-01", None, scope), **more)


def links(ways: Ways) -> list[tuple[int, str, str, int, int]]:
    return [(one.step, one.from_, one.to, one.paths, one.people) for one in ways.links]


def test_the_ways_of_four_people(told: Callable[..., Scope]) -> None:
    scope = told({"ann": "ABCD", "bob": "AABD", "cat": "BAAC", "dan": "A"})
    ways = path.answer(asked(scope), scope)
    assert (ways.paths, ways.people) == (4, 4)
    assert links(ways) == [
        (1, "A", "B", 2, 2),
        (1, "B", "A", 1, 1),
        (2, "A", "C", 1, 1),
        (2, "B", "C", 1, 1),
        (2, "B", "D", 1, 1),
        (3, "C", "D", 1, 1),
    ]
    assert [(one.step, one.paths, one.dropped) for one in ways.steps] == [(1, 4, 1), (2, 3, 0), (3, 3, 2), (4, 1, 1)]
    assert [(one.step, one.name, one.paths, one.dropped) for one in ways.nodes[:2]] == [(1, "A", 3, 1), (1, "B", 1, 0)]
    assert ways.rest == ()
    # From his last A bob needs a minute, as ann does; cat needs two to her last A.
    assert [one.median_seconds for one in ways.links] == [60, 120, 60, 60, 60, 60]


def test_only_links_take_time(told: Callable[..., Scope]) -> None:
    scope = told({"ann": "ABC", "bob": "AB"})
    rows = scope.ask(path.question(asked(scope), scope)).rows
    assert {(row[0], *row[-2:]) for row in rows} == {(0, 60_000, 60_000), (1, None, None), (2, None, None)}


def test_a_session_is_a_path_and_a_person_is_counted_once(told: Callable[..., Scope]) -> None:
    scope = told({"ann": "AB|AB|AC", "bob": "AB"})
    by_session = path.answer(asked(scope), scope)
    assert links(by_session) == [(1, "A", "B", 3, 2), (1, "A", "C", 1, 1)]
    assert (by_session.paths, by_session.people) == (4, 2)
    by_person = path.answer(asked(scope, by="person"), scope)
    assert links(by_person)[0] == (1, "A", "B", 2, 2)
    assert by_person.steps[-1].step == 5


def test_who_was_in_several_sessions_of_their_senders_at_once_is_counted_once(warehouse: Warehouse) -> None:
    world = World(warehouse, next(_numbers))
    for who, id, name, minute in (
        ("ann", "s1", "A", 0),
        ("ann", "s2", "A", 1),
        ("ann", "s1", "B", 50),
        ("ann", "s2", "B", 51),
        ("ann", "", "A", 52),
        ("bob", "s3", "A", 0),
        ("bob", "s3", "C", 1),
    ):
        world.did(who, name, f"2024-01-02T10:{minute:02}:00")
        world.rows[-1]["session_id"] = id
    ways = path.answer(asked(world.scope()), world.scope())
    assert links(ways) == [(1, "A", "B", 2, 1), (1, "A", "C", 1, 1)]
    assert [
        (one.name, one.paths, one.people, one.dropped, one.dropped_people) for one in ways.nodes if one.step == 1
    ] == [("A", 4, 2, 1, 1)]
    assert [(one.paths, one.people) for one in ways.steps] == [(4, 2), (3, 2)]
    assert {one.median_seconds for one in ways.links} == {3000, 60}


def test_what_is_no_node_keeps_a_session_alive(warehouse: Warehouse) -> None:
    world = World(warehouse, next(_numbers))
    for name, at in (("A", "10:00"), ("heartbeat", "10:20"), ("B", "10:40")):
        world.did("ann", name, f"2024-01-02T{at}:00")
    scope = world.scope()
    for question in (asked(scope, exclude=(Match(node="heartbeat"),)), asked(scope, node="both")):
        assert links(path.answer(question, scope)) == [(1, "A", "B", 1, 1)]


def test_who_was_at_no_node_is_on_no_path(warehouse: Warehouse) -> None:
    world = World(warehouse, next(_numbers))
    for who, name, at in (("ann", "A", "10:00"), ("ann", "B", "10:01"), ("ann", "C", "12:00"), ("bob", "C", "10:00")):
        world.did(who, name, f"2024-01-02T{at}:00")
    scope = world.scope()
    for by, repeats in product(("session", "person"), (True, False)):
        ways = path.answer(asked(scope, by=by, repeats=repeats, exclude=(Match(node="C"),)), scope)
        assert (ways.paths, ways.people, links(ways)) == (1, 1, [(1, "A", "B", 1, 1)])
        pages = path.answer(asked(scope, by=by, repeats=repeats, node="page"), scope)
        assert (pages.paths, pages.people, pages.links) == (0, 0, ())


def test_where_paths_begin_and_end(told: Callable[..., Scope]) -> None:
    scope = told({"ann": "XABCDEY", "bob": "ABEA", "cat": "BC", "dan": "EA"})
    begun = path.answer(asked(scope, start=Match(only("B"))), scope)
    assert [(one.name, one.paths) for one in begun.nodes if one.step == 1] == [("B", 3)]
    ended = path.answer(asked(scope, end=Match(only("E")), align="end"), scope)
    assert (ended.paths, [(one.name, one.paths) for one in ended.nodes if one.step == 5]) == (3, [("E", 3)])
    assert [one.dropped for one in ended.steps] == [0] * 5
    both = path.answer(asked(scope, start=Match(node="A"), end=Match(node="E"), depth=2), scope)
    assert links(both) == [(1, "A", "$more", 2, 2), (2, "$more", "E", 2, 2)]
    assert path.answer(asked(scope, start=Match(node="A"), end=Match(node="E"), depth=5), scope).links[0].from_ == "A"


def test_an_end_that_is_the_start_too_is_looked_for_after_it(told: Callable[..., Scope]) -> None:
    scope = told({"ann": "ABA", "bob": "AB"})
    ways = path.answer(asked(scope, start=Match(node="A"), end=Match(node="A")), scope)
    assert links(ways) == [(1, "A", "B", 1, 1), (2, "B", "A", 1, 1)]


def test_cleaning_renames_repeats_merge_and_an_empty_name_takes_out(warehouse: Warehouse) -> None:
    world = World(warehouse, next(_numbers))
    for minute, page in enumerate(("/", "https://x.cn/p/1?utm=a", "/p/2/", "/p/2#top", "/legal", "/cart")):
        world.did("ann", "$pageview", f"2024-01-02T10:{minute:02}:00", page=page)
    world.did("ann", "clicked", "2024-01-02T10:01:30")
    scope = world.scope()
    clean = (Clean("/p/*", "/p/:id"), Clean("^/leg(.*)$", "", regex=True))
    pages = path.answer(asked(scope, node="page", clean=clean), scope)
    assert links(pages) == [(1, "/", "/p/:id", 1, 1), (2, "/p/:id", "/cart", 1, 1)]
    both = path.answer(asked(scope, node="both", depth=10), scope)
    names = ["/", "/p/1", "clicked", "/p/2", "/legal", "/cart"]
    in_order = sorted(both.links, key=lambda one: one.step)
    assert [(one.from_, one.to) for one in in_order] == [*pairwise(names)]
    kept = path.answer(asked(scope, node="page", repeats=True), scope)
    assert (3, "/p/2", "/p/2", 1, 1) in links(kept)
    regex = (Clean("/p/([0-9]+)", "product \\1", regex=True),)
    assert path.answer(asked(scope, node="page", clean=regex), scope).links[0].to == "product 1"


def test_what_those_did_who_dropped_out_of_a_funnel(told: Callable[..., Scope]) -> None:
    scope = told({"ann": "AXB", "bob": "AYZ", "cat": "AXYB", "dan": "XYA"})
    steps = (Step(only("A"), "A"), Step(only("B"), "B"))
    funnel = Funnel(steps, span("2024-01-01", None, scope), window=Window(1, "hours"))
    dropped = path.answer(asked(scope, within=Within(funnel, "dropped", 1)), scope)
    assert (links(dropped), dropped.paths) == ([(1, "A", "Y", 1, 1), (2, "Y", "Z", 1, 1)], 2)
    between = path.answer(asked(scope, within=Within(funnel, "between", 1)), scope)
    assert links(between)[:2] == [(1, "A", "X", 2, 2), (2, "X", "B", 1, 1)]
    assert between.paths == 2
    before = path.answer(asked(scope, within=Within(funnel, "before", 0)), scope)
    assert (before.steps[0].paths - 1, before.steps[0].dropped - 1, (before.links[0].from_, "Y")) == (3, 2, ("X", "Y"))
    after = path.answer(asked(scope, within=Within(funnel, "after", 0)), scope)
    assert after.paths == 4


def walked(people: dict[str, str], depth: int) -> Counter[tuple[int, str, str]]:
    """Links of first `depth` nodes of every session, by a plain walk."""
    found: Counter[tuple[int, str, str]] = Counter()
    for did in people.values():
        for session in did.split("|"):
            nodes = [name for n, name in enumerate(session) if n == 0 or session[n - 1] != name][:depth]
            found.update((n + 1, a, b) for n, (a, b) in enumerate(pairwise(nodes)))
    return found


@pytest.mark.parametrize("seed", range(3))
def test_links_nodes_and_rest_are_those_of_a_plain_walk(told: Callable[..., Scope], seed: int) -> None:
    random = Random(seed)
    people = {f"p{n}": "".join(random.choices("AABBCDEF|", k=random.randrange(1, 25))) for n in range(80)}
    scope = told(people)
    expected = walked(people, 4)
    whole = path.answer(asked(scope, depth=4, limit=1000), scope)
    assert Counter({(one.step, one.from_, one.to): one.paths for one in whole.links}) == expected
    few = path.answer(asked(scope, depth=4, limit=5), scope)
    assert links(few) == links(whole)[:5]
    for step in (1, 2, 3):
        onward = sum(n for (at, *_), n in expected.items() if at == step)
        assert sum(one.paths for one in (*few.links, *few.rest) if one.step == step) == onward
    assert sum(len([one for one in did.split("|") if one]) for did in people.values()) == few.paths


def test_exactly_the_people_behind_each_number(told: Callable[..., Scope]) -> None:
    random = Random(11)
    people = {f"p{n}": "".join(random.choices("AABBCDEF|", k=random.randrange(1, 25))) for n in range(60)}
    scope = told(people)
    question = asked(scope, depth=4, limit=6)
    ways = path.answer(question, scope)

    def behind(cell: PathCell) -> int:
        return counted(path.behind(question, cell, scope), scope)

    for link in ways.links:
        assert behind(PathCell(link.step, link.from_, link.to)) == link.people
    for node in ways.nodes:
        assert behind(PathCell(node.step, node.name)) == node.people
        assert behind(PathCell(node.step, node.name, dropped=True)) == node.dropped_people
    assert [behind(PathCell(one.step)) for one in ways.steps] == [one.people for one in ways.steps]
    assert ways.rest
    for rest in ways.rest:
        assert 0 < behind(PathCell(rest.step, rest.from_, "$other")) <= rest.paths


def test_counting_people_by_path_or_by_link_is_the_same_where_a_person_is_a_path(told: Callable[..., Scope]) -> None:
    scope = told({"ann": "ABAB", "bob": "AB|CD", "cat": "CD"})
    question = asked(scope, by="person")
    for link in path.answer(question, scope).links:
        assert link.people == link.paths
        cell = PathCell(link.step, link.from_, link.to)
        assert counted(path.behind(question, cell, scope), scope) == link.people


def test_links_too_thin_or_too_thick_are_left_out_and_still_counted(told: Callable[..., Scope]) -> None:
    scope = told({"ann": "AB", "bob": "AB", "cat": "AC", "dan": "AD"})
    ways = path.answer(asked(scope, least=2), scope)
    assert links(ways) == [(1, "A", "B", 2, 2)]
    assert [(one.from_, one.step, one.paths) for one in ways.rest] == [("A", 1, 2)]
    assert {one.to for one in path.answer(asked(scope, most=1), scope).links} == {"C", "D"}


def test_a_session_ends_as_the_project_says(warehouse: Warehouse) -> None:
    world = World(warehouse, next(_numbers), "Asia/Shanghai")
    for name, at, campaign in (("A", "15:50", "x"), ("B", "16:10", None), ("C", "16:15", "y")):
        world.did("ann", name, f"2024-01-02T{at}:00", campaign=campaign)
    scope = world.scope()
    whole = asked(scope)

    def found(**rule: Any) -> list[tuple[str, str]]:
        ways = path.answer(replace(whole, rule=SessionRule(**rule)), scope)
        return [(one.from_, one.to) for one in ways.links]

    assert found() == [("A", "B"), ("B", "C")]
    assert found(midnight=True) == [("B", "C")]
    assert found(campaign=True) == [("A", "B")]
    assert found(inactivity=20) == [("B", "C")]
    assert found(inactivity=21, midnight=True, campaign=True) == []


def test_with_merged_people_paths_stay(told: Callable[..., Scope]) -> None:
    scope = told({"ann": "ABCD", "bob": "AABD|BC", "cat": "BAAC"})
    plain = replace(scope, merged=False)
    steps = (Step(only("A"), "A"), Step(only("C"), "C"))
    within = Within(Funnel(steps, span("2024-01-01", None, scope), window=Window(1, "hours")), "dropped", 1)
    for more in ({}, {"node": "both", "by": "person"}, {"rule": SessionRule(campaign=True)}, {"within": within}):
        question = asked(scope, **more)
        one, other = path.answer(question, scope), path.answer(question, plain)
        assert (one.links, one.nodes, one.rest) == (other.links, other.nodes, other.rest)
        assert one.links
        assert counted(path.behind(question, PathCell(1), plain), plain) == one.people


def test_nobody_did_anything(told: Callable[..., Scope]) -> None:
    scope = told({})
    ways = path.answer(asked(scope, start=Match(node="A")), scope)
    assert (ways.paths, ways.people, ways.links, ways.nodes, ways.rest, ways.steps) == (0, 0, (), (), (), ())
    assert person("ann") != 0
