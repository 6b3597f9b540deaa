"""Fifty live segments of a million people: how soon an event is a membership, what all cost, set algebra."""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import quantiles
from typing import Any

import msgspec
import numpy as np

from uems.base.settings import Settings
from uems.bench import crowd
from uems.bench.figure import Bench, Figure
from uems.events.request import Accepted
from uems.main import opened
from uems.people import segment
from uems.people.identity import node_of
from uems.people.live import bits
from uems.people.live.roster import Roster
from uems.people.segment import Draft
from uems.store import project, secret

_SEGMENTS = 50
_SENT = "live_sent"
_PEOPLE = 1_000_000
_ROUNDS = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=10_000_000, help="events to generate (default 10,000,000)")
    parser.add_argument("--rate", type=int, default=1_000, help="events a second (default 1,000)")
    parser.add_argument("--seconds", type=int, default=30, help="how long events are sent (default 30)")


def run(words: argparse.Namespace) -> list[Figure]:
    rows, rate, seconds = (
        getattr(words, "rows", 10_000_000),
        getattr(words, "rate", 1_000),
        getattr(words, "seconds", 30),
    )
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with opened(Settings(data=data), crowd.clock()) as parts:
            made = project.create(parts.store, secret.pepper(data), "crowd", "UTC").project
            crowd.fill(parts.warehouse, made.number, rows, _PEOPLE)
            for name, condition in _conditions():
                draft = Draft(name, "", "live", condition)
                segment.create(parts.store, made.number, draft, 0, None, parts.clock())
            known = _followed(parts.follower.roster(made))
            late = _sent(parts.journal.append_now, parts.clock, known, rate, seconds)
            whole = sum(one.took for one in known.followed.values())
    worst = quantiles(late, n=100)[98]
    return [
        Figure("segments.event_to_membership_p50", round(quantiles(late, n=2)[0], 2), "s"),
        Figure("segments.event_to_membership_p99", round(worst, 2), "s", "≤ 5"),
        Figure("segments.all_50_computed", round(whole, 1), "s", "≤ 60"),
        Figure("segments.algebra_of_five_on_1m", round(_algebra() * 1000, 1), "ms", "≤ 50"),
    ]


def _conditions() -> list[tuple[str, dict[str, Any]]]:
    """The contract's example with other names, and one whose members the bench makes."""
    found: list[tuple[str, dict[str, Any]]] = [("sent", {"did": _SENT})]
    for n in range(_SEGMENTS - 1):
        often = {"did": f"event_{n % 40:02d}", "times": {"op": "gte", "value": 1 + n % 4}, "within": {"days": 30}}
        never = {"did": f"event_{(n * 7 + 3) % 40:02d}", "times": {"op": "eq", "value": 0}, "within": {"days": 7}}
        found.append((f"often {n}", {"all": [often, never]}))
    return found


def _followed(known: Roster) -> Roster:
    """Wait until every segment has been computed once."""
    until = time.monotonic() + 600
    while len(known.followed) < _SEGMENTS or not all(one.run for one in known.followed.values()):
        if time.monotonic() > until:
            raise RuntimeError("the segments were not computed")
        time.sleep(0.1)
    return known


def _sent(
    append: Callable[[Accepted], None], clock: Callable[[], datetime], known: Roster, rate: int, seconds: int
) -> list[float]:
    """Seconds from acknowledged to member, of each person sent."""
    number, began = known.project.number, time.monotonic()
    waiting: dict[int, float] = {}
    late: list[float] = []
    inside = next(one for one in known.followed.values() if one.name == "sent")
    sent, until = 0, began + seconds + 60
    while time.monotonic() < until and (sent < rate * seconds or waiting):
        due = min(rate * seconds, int((time.monotonic() - began) * rate))
        if due > sent:
            ids = [f"sent-{n}" for n in range(sent, due)]
            append(
                Accepted(project=number, source="native", route="events", received_at=clock(), body=_body(ids, clock))
            )
            waiting |= dict.fromkeys((node_of(number, "user", id) for id in ids), time.monotonic())
            sent = due
        asked = list(waiting)
        arrived = bits.has(inside.members, known.found(asked))
        for person, there in zip(asked, arrived.tolist(), strict=True):
            if there:
                late.append(time.monotonic() - waiting.pop(person))
        time.sleep(0.05)
    if waiting:
        raise RuntimeError(f"{len(waiting)} never became members")
    return late


def _body(ids: list[str], clock: Callable[[], datetime]) -> bytes:
    at = clock().isoformat()
    return msgspec.json.encode(
        {"events": [{"id": f"e-{id}", "event": _SENT, "user_id": id, "timestamp": at} for id in ids]}
    )


def _algebra() -> float:
    """Median seconds of the union and the overlap picture of five sets of about half a million."""
    dice = np.random.default_rng(1)
    sets = [bits.of(np.flatnonzero(dice.random(_PEOPLE) < 0.5)) for _ in range(5)]
    taken = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        bits.count(bits.union(sets[0], sets[1]))
        bits.overlaps(sets)
        taken.append(time.perf_counter() - began)
    return sorted(taken)[_ROUNDS // 2]


offers = Bench("segments", arguments, run)
