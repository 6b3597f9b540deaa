"""Every planted truth is read back from the product's answers, for two seeds; a world without them is found out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from demo.attribution import attribution
from demo.bottleneck import bottleneck
from demo.experiments import experiments
from demo.history import written
from demo.reading import READERS, Reader
from served import Caller, Server
from uems.demo.population import World
from uems.demo.truth import TRUTHS, Effect, Truths
from uems.events.request import Batch

END = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=5)
PEOPLE = 6_000
_POST = 10_000

NAIVE = Truths(
    checkout=replace(TRUTHS.checkout, paid=Effect(0.8, 0.8)),
    coupon=replace(TRUTHS.coupon, never_paid=Effect(0.25, 0.25)),
    stutter=replace(TRUTHS.stutter, lesson=Effect(0.03, 0.03), score=Effect(8.0, 8.0), rating=Effect(4.3, 4.3)),
    churn=replace(TRUTHS.churn, stays=0.7),
    zero=replace(TRUTHS.zero, lift=0.25),
    leaders=replace(TRUTHS.leaders, invited=0.0),
    works=replace(TRUTHS.works, shares=Effect(0.30, 0.30)),
    idle=replace(TRUTHS.idle, shares=Effect(0.20, 0.35)),
)
"""Nothing of what was planted: what is said to work does not, and the other way round."""


ALL = (*READERS, experiments, bottleneck, attribution)


@pytest.fixture(scope="module", params=[11, 12])
def planted(request: pytest.FixtureRequest, server: Server) -> Iterator[Reader]:
    yield from _filled(server, World(request.param, PEOPLE, END))


@pytest.fixture(scope="module")
def naive(server: Server) -> Iterator[Reader]:
    yield from _filled(server, World(11, PEOPLE, END, NAIVE))


def _filled(server: Server, world: World) -> Iterator[Reader]:
    """The world in a project of its own on the real server, without the seconds spent on pages: no reader asks."""
    caller = server.project("world", "Asia/Shanghai")
    some = []
    for events in written(world)[0]:
        some += [event for event in events if event.event != "leave"]
        if len(some) >= _POST:
            _import(caller, some)
            some = []
    _import(caller, some)
    yield Reader(caller.post, END, TRUTHS, caller.get)
    caller.http.close()


def _import(caller: Caller, events: list[object]) -> None:
    answer = caller.http.post("/api/import", content=msgspec.json.encode(Batch(events=events)), timeout=120)  # type: ignore[arg-type]
    assert answer.json() == {"rows": len(events), "new": len(events), "known": 0, "rejected": 0}


@pytest.mark.parametrize("read", ALL, ids=lambda read: read.__name__)
def test_the_product_tells_what_was_planted(read: Callable[[Reader], Iterator[str]], planted: Reader) -> None:
    assert list(read(planted)) == []


@pytest.mark.parametrize("read", ALL, ids=lambda read: read.__name__)
def test_a_world_without_it_is_found_out(read: Callable[[Reader], Iterator[str]], naive: Reader) -> None:
    assert list(read(naive)) != []
