"""A million people over HTTP: a profile, a segment counted, RFM, and how soon a merge and a split are everywhere."""

import argparse
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

from uems.base.settings import Settings
from uems.bench import crowd
from uems.bench.figure import Bench, Figure
from uems.bench.served import Caller, answering
from uems.main import Application, opened
from uems.store import project, secret

_PEOPLE = 1_000_000
_ROUNDS = 20
_PATIENCE = 60.0
_NOW = {"timezone": "UTC", "now": crowd.UNTIL}
_PERSON = ("", "/sessions", "/timeline?limit=100")
"""What the profile asks: its head and first tab, the timeline by session, the events of one."""
_STEPS = {"steps": [{"event": crowd.STEPS[0]}, {"event": crowd.STEPS[1]}], **crowd.RANGE}
_ACTIVE = {"series": [{"event": None, "measure": "people"}], "interval": "month", **crowd.RANGE}
_ANSWERS: dict[str, tuple[str, dict[str, Any]]] = {
    "trend": ("/api/insight/trend", _ACTIVE),
    "funnel": ("/api/insight/funnel", _STEPS),
    "retention": ("/api/insight/retention", {"start": {"event": None}, "return": {"event": None}, **crowd.RANGE}),
    "segment": ("/api/segments/preview", {"condition": {"did": crowd.STEPS[0]}, **_NOW}),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=10_000_000, help="events to generate (default 10,000,000)")
    parser.add_argument("--people", type=int, default=_PEOPLE, help="people to generate (default 1,000,000)")


def run(words: argparse.Namespace) -> list[Figure]:
    rows, people = getattr(words, "rows", 10_000_000), getattr(words, "people", _PEOPLE)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        with ProcessPoolExecutor(1, get_context("spawn")) as writer:
            key = writer.submit(_filled, settings, rows, people).result()
        with opened(settings, crowd.clock()) as parts, answering(Application(parts)) as url:
            call = Caller(url, key)
            return [*_profiles(call), *_whole(call), *_moved(call)]


def _filled(settings: Settings, rows: int, people: int) -> str:
    """The key of a project with the crowd. Written by a process that ends, as a server finds its past."""
    with opened(settings, crowd.clock()) as parts:
        made = project.create(parts.store, secret.pepper(settings.data), "crowd", "UTC")
        crowd.fill(parts.warehouse, made.project.number, rows, people)
        crowd.first_night(parts, made.project)
        return made.secret_key


def _profiles(call: Caller) -> list[Figure]:
    """Medians over people that few and many events have; the first of all is asked before, for it loads the graph."""
    call("/api/persons/u-1")
    found = []
    for path in _PERSON:
        taken = [_seconds(partial(call, f"/api/persons/u-{n * 37 + 1}{path}")) for n in range(_ROUNDS)]
        name = path.strip("/").partition("?")[0] or "profile"
        found.append(Figure(f"people.{name}", round(median(taken) * 1000), "ms", "≤ 100"))
    return found


def _whole(call: Caller) -> list[Figure]:
    """Questions about everybody: medians of five after one that warms."""
    rfm = {"buys": {"event": None}, "amount": "price", **_NOW}
    asked: dict[str, tuple[str, dict[str, Any], str]] = {
        "segment": ("/api/segments/preview", {"condition": crowd.SEGMENT, **_NOW}, "≤ 0.15"),
        "rfm": ("/api/rfm", rfm, "≤ 10"),
    }
    found = []
    for name, (path, body, target) in asked.items():
        taken = [_seconds(partial(call, path, body)) for _ in range(6)][1:]
        found.append(Figure(f"people.{name}", round(median(taken), 2), "s", target))
    return found


def _moved(call: Caller) -> list[Figure]:
    """From asking for it until each kind of analysis, asked then, says so: two people merged, and split again."""
    before = {name: _answer(call, name) for name in _ANSWERS}
    merge, split = ("/api/persons/merge", {"ids": ["u-0", "u-1"]}), ("/api/persons/u-0/split", {"ids": ["u-1"]})
    merged = _visible(call, *merge, lambda name, now: now != before[name])
    parted = _visible(call, *split, lambda name, now: now == before[name])
    return [
        Figure("people.merge_visible", round(merged, 2), "s", "≤ 5"),
        Figure("people.split_visible", round(parted, 2), "s", "≤ 5"),
    ]


def _visible(call: Caller, path: str, body: dict[str, Any], shows: Callable[[str, Any], bool]) -> float:
    began = time.perf_counter()
    call(path, body)
    latest = 0.0
    for name in _ANSWERS:
        while True:
            asked = time.perf_counter() - began
            if shows(name, _answer(call, name)):
                break
            if asked > _PATIENCE:
                raise RuntimeError(f"{path}: {name} does not show it")
        latest = max(latest, asked)
    return latest


def _answer(call: Caller, name: str) -> Any:
    return {part: value for part, value in call(*_ANSWERS[name]).items() if part != "computed"}


def _seconds(ask: Callable[[], Any]) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


offers = Bench("people", arguments, run)
