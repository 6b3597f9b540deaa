"""Who brought whom: trees of any shape hold everybody once, their money is the orders' to the last fen, nobody is named
who was erased."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.small_world import World, person
from tenant import kept_project
from uems.insight.trace import edge, kept, ledger, payment, share, tree
from uems.insight.trace.flow import FARTHEST, flow
from uems.insight.trace.forest import NOBODY, Forest, forest
from uems.insight.trace.payment import NoPayment, Search
from uems.insight.trace.question import Trace, money
from uems.insight.trace.share import BadShareLink, Share
from uems.insight.trace.witness import token_node
from uems.metrics.asked import Span
from uems.people.identity import node_of
from uems.people.scope import Scope
from uems.people.timeline import Whose
from uems.store.client import Store
from uems.warehouse.client import Warehouse

PEPPER = bytes(32)
ASKED = Trace()
YEAR = Span(datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC))

edges_drawn = st.lists(st.tuples(st.integers(1, 14), st.integers(1, 14), st.integers(1, 50)), max_size=40)


def grow(drawn: list[tuple[int, int, int]]) -> Forest:
    guest, host, at = (
        np.array([one[n] for one in drawn], dtype=kind) for n, kind in enumerate([np.uint64] * 2 + [int])
    )
    return forest(guest, host, at)


def way_up(trees: Forest, place: int) -> list[int]:
    way = [place]
    while trees.parent[way[-1]] != NOBODY:
        way.append(int(trees.parent[way[-1]]))
        assert len(way) <= len(trees.nodes), "a circle"
    return way


@settings(max_examples=200, deadline=None)
@given(edges_drawn)
def test_whatever_people_say_of_each_other_the_trees_have_no_circle_and_hold_everybody_once(
    drawn: list[tuple[int, int, int]],
) -> None:
    trees = grow(drawn)
    brought = {guest for guest, host, _ in drawn if guest != host}
    said = {(guest, host) for guest, host, _ in drawn}
    assert brought <= set(trees.nodes.tolist())
    assert set(trees.nodes.tolist()) - brought <= {host for _, host in said}
    for place, parent in enumerate(trees.parent.tolist()):
        assert parent == NOBODY or (int(trees.nodes[place]), int(trees.nodes[parent])) in said
    for place in range(len(trees.nodes)):
        way = way_up(trees, place)
        assert (int(trees.origin[place]), int(trees.generation[place])) == (way[-1], len(way) - 1)


@settings(max_examples=200, deadline=None)
@given(edges_drawn, st.data())
def test_what_stands_below_everybody_is_the_sum_of_who_stands_below(
    drawn: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    trees = grow(drawn)
    size = len(trees.nodes)
    own = np.array(data.draw(st.lists(st.integers(0, 99), min_size=size, max_size=size)), dtype=np.int64)
    below = trees.below(own)
    for place in range(size):
        under = [other for other in range(size) if other != place and place in way_up(trees, other)]
        assert int(below[place]) == sum(int(own[other]) for other in under)
    origins = trees.parent == NOBODY
    assert int((below + own)[origins].sum()) == int(own.sum())
    # A tree that counted children alone would lose whatever is deeper.
    shallow = np.bincount(trees.parent[~origins], own[~origins], size) if size else own
    assert size < 3 or int(trees.generation.max()) < 2 or not own.all() or not np.array_equal(shallow, below)


def test_a_long_chain_and_a_circle_hang_nothing() -> None:
    chain = grow([(n + 1, n, n) for n in range(1, 30_000)])
    assert int(chain.generation.max()) == 29_999 - 0
    assert int(chain.below(np.ones(30_000, dtype=np.int64))[0]) == 29_999
    circle = grow([(1, 2, 5), (2, 3, 6), (3, 1, 7)])
    assert circle.generation.tolist() == [0, 2, 1]


def test_a_family_is_everybody_of_one_tree() -> None:
    trees = grow([(2, 1, 1), (3, 2, 2), (9, 8, 1)])
    assert (trees.family(3), trees.family(8), trees.family(7)) == ([1, 2, 3], [8, 9], [7])


def test_the_first_invitation_counts_and_nobody_brings_themselves() -> None:
    trees = grow([(1, 2, 9), (1, 3, 4), (3, 3, 1)])
    assert (trees.nodes.tolist(), trees.parent.tolist()) == ([1, 3], [1, NOBODY])


@pytest.mark.parametrize(
    ("millionths", "text"), [(0, "0.00"), (190_400_000, "190.40"), (-5, "-0.000005"), (1_000_000, "1.00")]
)
def test_money_is_a_decimal_text(millionths: int, text: str) -> None:
    assert money(millionths) == text


def test_a_share_link_is_read_by_its_project_alone() -> None:
    token = share.signed(PEPPER, 7, Share(12, "trc_1"))
    assert share.read(PEPPER, 7, token) == Share(12, "trc_1")
    for project, wrong in ((8, token), (7, token[:-2] + "AA"), (7, ""), (7, "a" * 2000), (7, "ö")):
        with pytest.raises(BadShareLink):
            share.read(PEPPER, project, wrong)
    with pytest.raises(BadShareLink):
        share.read(bytes(31) + b"x", 7, token)
    assert "12" not in token


@pytest.fixture
def world(warehouse: Warehouse, project: int) -> World:
    return World(warehouse, project)


def family(world: World) -> Scope:
    """ann ← bob ← cid, bob ← dan; eve alone. Each pays a little."""
    world.did("ann", "visit", "2024-01-01", channel="search")
    for day, guest, host in ((3, "bob", "ann"), (6, "cid", "bob"), (8, "dan", "bob")):
        world.did(host, "invite_sent", f"2024-01-0{day}T10:00:00", invitee=guest)
        world.did(guest, "invite_accepted", f"2024-01-0{day}", inviter=host, channel="referral")
    world.did("eve", "visit", "2024-01-02", channel="mail")
    for n, who in enumerate(["ann", "bob", "cid", "dan", "eve"]):
        world.did(who, "order_paid", "2024-01-20", revenue=0.1 + n, order_id=f"o{n}", channel="x")
    return world.scope()


def grown(scope: Scope, some: Any = ()) -> tuple[edge.Edges, tree.Grown, ledger.Ledger]:
    edges = edge.edges(ASKED, scope, partial(token_node, PEPPER, scope.project.number), some)
    paid = ledger.read(ASKED, scope)
    return edges, tree.grown(edges, paid), paid


def test_the_numbers_of_word_of_mouth(world: World) -> None:
    scope = family(world)
    edges, trees, paid = grown(scope)
    found = tree.spreading(ASKED, edges, paid, trees, scope)
    assert (found.people, found.invitations, found.brought, found.trees) == (5, 3, 3, 1)
    assert (found.k, found.accepted_share) == (0.6, 1.0)
    assert (found.generation_days, found.generation_days_median) == (pytest.approx(10 / 3), 3.0)
    assert [(one.generation, one.people, one.paid) for one in found.generations] == [
        (0, 2, "4.20"),
        (1, 1, "1.10"),
        (2, 2, "5.20"),
    ]
    assert (found.orders, found.paid) == (5, "10.50")


def test_a_tree_is_told_from_its_origin_and_credits_it_with_all_below(world: World) -> None:
    _, trees, _ = grown(family(world))
    told = tree.around(trees, person("cid"), 10)
    assert [(one.person, one.parent) for one in told] == [(person("ann"), None), (person("bob"), 0), (person("cid"), 1)]
    below = tree.below(trees, person("ann"), 10)
    assert [one.person for one in below] == [person(who) for who in ("ann", "bob", "cid", "dan")]
    assert (below[0].below, below[0].below_paid) == (3, "6.30")
    assert [one.person for one in tree.above(trees, person("dan"))] == [person("bob"), person("ann")]
    assert tree.around(trees, person("eve"), 10) == []
    assert [one.person for one in tree.origins(trees, 5)] == [person("ann")]


def test_channels_and_what_is_outside_add_up_to_the_orders(world: World) -> None:
    _, trees, paid = grown(family(world))
    found = flow(ASKED, paid, trees, YEAR)
    assert [(one.channel, one.people, one.paid) for one in found.channels] == [
        ("search", (1, 1, 2, 0), ("0.10", "1.10", "5.20", "0.00")),
        ("mail", (1, 0, 0, 0), ("4.10", "0.00", "0.00", "0.00")),
    ]
    assert (found.paid, found.outside) == ("10.50", "0.00")
    assert {(one.source, one.target, one.people) for one in found.links} == {
        ("channel:0", "paid", 1),
        ("channel:1", "paid", 1),
        ("paid", "brought", 1),
        ("paid", "quiet", 1),
    }
    later = flow(ASKED, paid, trees, Span(datetime(2024, 1, 2, tzinfo=UTC), YEAR.until))
    assert [one.channel for one in later.channels] == ["mail"]
    assert later.outside == "6.40"


def test_a_signed_link_brings_and_a_forged_one_does_not(world: World) -> None:
    number = world.project.number
    token = share.signed(PEPPER, number, Share(person("ann"), "trc_1"))
    world.did("ann", "visit", "2024-01-01")
    world.did("bob", "invite_accepted", "2024-01-02", share_token=token)
    world.did("cid", "invite_accepted", "2024-01-02", share_token=token[:-3] + "AAA")
    scope = world.scope()
    edges, trees, _ = grown(scope)
    assert [one.person for one in tree.above(trees, person("bob"))] == [person("ann")]
    assert (edges.unsigned, tree.above(trees, person("cid"))) == (1, [])
    assert edge.landed(ASKED, token, scope) == [person("bob")]


def test_a_payment_is_told_from_the_first_exposure_on(world: World) -> None:
    world.did("ann", "ad_clicked", "2024-01-01", channel="search", cost=1.5)
    world.did("ann", "experiment_exposed", "2024-01-02", experiment="x", variant="a")
    world.did("ann", "coupon_received", "2024-01-03", coupon="c")
    world.did("ann", "order_paid", "2024-01-04", revenue=12.34, order_id="o1")
    world.did("ann", "order_paid", "2024-01-06", revenue=5, order_id=17)
    scope = world.scope()
    one = payment.find(ASKED, Search(order="o1"), scope)
    assert (one.paid, one.person, one.order) == ("12.34", person("ann"), "o1")
    first, steps, whole = payment.steps(ASKED, one, Whose([one.person], [one.person]), scope)
    assert [step.kind for step in steps] == ["ad", "experiment", "coupon", "payment"]
    assert first == steps[0]
    assert (whole, steps[0].seconds, steps[0].properties) == (4, 3 * 86_400, {"channel": "search", "cost": 1.5})
    assert payment.find(ASKED, Search(order="17"), scope).paid == "5.00"
    assert payment.find(ASKED, Search(event=one.event), scope) == one
    assert [p.order for p in payment.payments(ASKED, Search(channel='"search"'), scope, 5)] == [17, "o1"]
    with pytest.raises(NoPayment):
        payment.find(ASKED, Search(order="o2"), scope)


@pytest.mark.parametrize("seed", range(5))
def test_any_world_s_trees_and_money_are_those_of_the_generator(world: World, seed: int) -> None:
    dice = np.random.default_rng(seed)
    hosts = {n: int(dice.integers(0, n)) for n in range(1, 60) if dice.random() < 0.7}
    paid = {n: [round(float(one), 2) for one in dice.random(dice.integers(0, 4)) * 300] for n in range(60)}
    start = datetime(2024, 1, 1, tzinfo=UTC)
    for n in range(60):
        world.did(f"p{n}", "visit", (start + timedelta(hours=n)).isoformat()[:19], channel=f"c{n % 3}")
        if n in hosts:
            moment = (start + timedelta(hours=n, minutes=1)).isoformat()[:19]
            world.did(f"p{n}", "invite_accepted", moment, inviter=f"p{hosts[n]}")
        for amount in paid[n]:
            world.did(f"p{n}", "order_paid", "2024-02-01", revenue=amount)
    _, trees, book = grown(world.scope())

    def up(n: int) -> list[int]:
        return [hosts[n], *up(hosts[n])] if n in hosts else []

    for n in range(60):
        assert [one.person for one in tree.above(trees, person(f"p{n}"))] == [person(f"p{one}") for one in up(n)]
        below = [other for other in range(60) if n in up(other)]
        node = tree.below(trees, person(f"p{n}"), 1)
        cents = sum(round(100 * amount) for other in below for amount in paid[other])
        assert (node[0].below, node[0].below_paid) == (len(below), f"{cents / 100:.2f}") if node else not below
    whole = sum(round(100 * amount) for some in paid.values() for amount in some)
    found = flow(ASKED, book, trees, YEAR)
    assert found.paid == f"{whole / 100:.2f}"
    parts = [round(100 * float(one)) for row in found.channels for one in row.paid]
    assert sum(parts) + round(100 * float(found.outside)) == whole
    assert sum(round(100 * float(row.total)) for row in found.channels) == sum(parts)
    assert len(found.channels[0].paid) == FARTHEST + 1


def test_an_erased_person_stays_in_the_trees_as_nobody(world: World, store: Store) -> None:
    number = world.project.number
    world.did("ann", "visit", "2024-01-01")
    for guest in ("cid", "dan"):
        world.did(guest, "invite_accepted", "2024-01-05", inviter="bob")
    scope = world.scope()
    bob = person("bob")
    told = [(bob, person("ann"), 1_704_200_000_000), *((person(who), bob, 1_704_456_000_000) for who in ("cid", "dan"))]
    kept_project(store, number)
    stranger = kept.stranger(PEPPER, number, "ers_1")
    for _ in range(2):  # the job may be done again
        kept.keep(store, number, {bob}, stranger, told)
    rows = kept.every(store, number)
    assert {(guest, host) for guest, host, _ in rows} == {
        (stranger, person("ann")),
        (person("cid"), stranger),
        (person("dan"), stranger),
    }
    _, trees, _ = grown(scope, rows)
    above = tree.above(trees, person("cid"))
    assert [one.person for one in above] == [0, person("ann")]
    assert (above[1].guests, above[1].below) == (1, 3)
    kept.keep(store, number, {person("ann")}, kept.stranger(PEPPER, number, "ers_2"), [])
    assert person("ann") not in {one for row in kept.every(store, number) for one in row[:2]}


def test_an_inviter_nobody_knows_is_nobody_with_a_number_of_their_own(world: World) -> None:
    world.did("bob", "invite_accepted", "2024-01-02", inviter="gone")
    world.did("cid", "invite_accepted", "2024-01-02", inviter="gone")
    edges, trees, _ = grown(world.scope())
    assert set(edges.host.tolist()) == {node_of(world.project.number, "user", "gone")}
    assert [one.person for one in tree.above(trees, person("bob"))] == [0]
    assert [(one.person, one.guests) for one in tree.origins(trees, 3)] == [(0, 2)]
