"""A real shop's click stream: paths are those of a plain walk through the file, and as long as others measured them."""

import csv
import gzip
import json
from collections import Counter, defaultdict
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from insight.small_world import World
from uems.insight import path
from uems.insight.path import Ways
from uems.insight.path_question import Match, Paths
from uems.metrics.asked import span
from uems.people.scope import Scope
from uems.warehouse.client import Warehouse

SPAN = ("2019-11-01", "2020-05-01")


@pytest.fixture(scope="module")
def clicks(shared: Path) -> dict[str, list[tuple[int, str]]]:
    """(millisecond, event) of each user, in order; events of the same millisecond by name."""
    file = shared / "data" / "events_simple_shop.csv.gz"
    if not file.exists():
        pytest.skip("events_simple_shop.csv.gz is not in the shared folder")
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    with gzip.open(file, "rt") as lines:
        for row in csv.DictReader(lines):
            at = datetime.fromisoformat(row["timestamp"] + "+00:00")
            found[row["user_id"]].append((int(at.timestamp() * 1000), row["event"]))
    return {who: sorted(events) for who, events in found.items()}


@pytest.fixture(scope="module")
def shop(clicks: dict[str, list[tuple[int, str]]], warehouse: Warehouse) -> Scope:
    world = World(warehouse, 4_100_000)
    for who, events in clicks.items():
        for ms, name in events:
            at = datetime.utcfromtimestamp(ms // 1000).isoformat() + f".{ms % 1000:03}"
            world.did(who, name, at)
    return world.scope("2020-06-01T00:00:00")


@pytest.fixture(scope="module")
def reference(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "data" / "refs.json").read_text())["simple_shop"]
    return found


def asked(scope: Scope, **more: Any) -> Paths:
    return Paths(span(*SPAN, scope), by="person", **more)


def links(ways: Ways) -> Counter[tuple[int, str, str]]:
    return Counter({(one.step, one.from_, one.to): one.paths for one in ways.links})


def test_every_link_is_that_of_a_plain_walk(clicks: dict[str, list[tuple[int, str]]], shop: Scope) -> None:
    expected: Counter[tuple[int, str, str]] = Counter()
    for events in clicks.values():
        names = [name for n, (_, name) in enumerate(events) if n == 0 or events[n - 1][1] != name][:5]
        expected.update((n + 1, a, b) for n, (a, b) in enumerate(pairwise(names)))
    ways = path.answer(asked(shop, limit=1000), shop)
    assert links(ways) == expected
    assert (ways.paths, ways.people) == (len(clicks), len(clicks))
    few = path.answer(asked(shop, limit=10), shop)
    for step in range(1, 5):
        onward = sum(n for (at, *_), n in expected.items() if at == step)
        assert sum(one.paths for one in (*few.links, *few.rest) if one.step == step) == onward


def test_paths_to_a_payment_are_as_many_as_pay(shop: Scope, reference: dict[str, Any]) -> None:
    ways = path.answer(asked(shop, end=Match(node="payment_done"), align="end"), shop)
    assert (ways.paths, ways.people) == (reference["users_per_event"]["payment_done"],) * 2
    begun = path.answer(asked(shop, start=Match(node="cart")), shop)
    assert begun.people == reference["users_per_event"]["cart"]


def test_paths_are_as_long_as_others_measured_them(shop: Scope, reference: dict[str, Any]) -> None:
    ways = path.answer(asked(shop, repeats=True, depth=30), shop)
    length = reference["describe"]["path_stats"]["user_id"]["length"]
    assert ways.paths == length["count"] == reference["users"]
    at_least = {one.step: one.paths for one in ways.steps}
    for share, named in ((0.25, "25%"), (0.5, "50%"), (0.75, "75%")):
        n = int(length[named])
        assert at_least[n + 1] <= (1 - share) * ways.paths <= at_least[n]
    assert at_least[2] < at_least[1] == ways.paths
