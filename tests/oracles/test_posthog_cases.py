"""PostHog's own tests of its numbers, asked of ours over HTTP (UEMS_ORACLE_CASES names another file of cases)."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from oracles import adapter, evaluate
from oracles.case import Refused, cases, world
from oracles.served_world import Worlds
from served import Server

AREAS = (
    "funnel_ordered",
    "funnel_strict",
    "funnel_unordered",
    "funnel_time_to_convert",
    "funnel_trends",
    "retention",
    "trends",
    "lifecycle",
    "stickiness",
    "paths",
    "correlation",
)
WHOLE = frozenset({"correlation"})
"""Areas with few core cases, of which the others are asked too."""
SHARE = 0.97
SHARED = Path(__file__).parents[3] / "shared" / "acceptance" / "oracles" / "posthog_cases.jsonl.gz"


def chosen() -> list[dict[str, Any]]:
    """The core cases of the areas (of some all), or of those that UEMS_ORACLE_AREAS names."""
    path = Path(os.environ.get("UEMS_ORACLE_CASES") or SHARED)
    if not path.exists():
        pytest.skip("no file of oracle cases")
    areas = os.environ.get("UEMS_ORACLE_AREAS", ",".join(AREAS)).split(",")
    return [case for case in cases(path) if case["area"] in areas and (case["core"] or case["area"] in WHOLE)]


@pytest.fixture
def worlds(server: Server) -> Iterator[Worlds]:
    opened = Worlds(server)
    yield opened
    opened.http.close()


def test_the_numbers_of_the_oracle_hold(worlds: Worlds) -> None:
    picked = chosen()
    worlds.load(world(case, query) for case in picked for query in case["queries"])
    with ThreadPoolExecutor(3) as threads:
        judged = list(threads.map(lambda case: _judged(case, worlds), picked))
    asked: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for case, reasons in zip(picked, judged, strict=True):
        asked[case["area"]] += len(reasons)
        held[case["area"]] += reasons.count(None)
    _report(asked, held, [reason for reasons in judged for reason in reasons if reason])
    assert sum(held.values()) >= SHARE * sum(asked.values())


def _judged(case: dict[str, Any], worlds: Worlds) -> list[str | None]:
    """For each assertion of a case why it does not hold, or None."""
    answers = {query["id"]: _answered(case, query, worlds) for query in case["queries"]}
    found: list[str | None] = []
    for assertion in case["assertions"]:
        reason = _missed(assertion, answers[assertion["query"]])
        where = f"{case['id']} {assertion['query']} {json.dumps(assertion['path'])}"
        found.append(reason and f"{where}: {reason}")
    return found


def _answered(case: dict[str, Any], query: dict[str, Any], worlds: Worlds) -> Any:
    """The answer, or why there is none."""
    seen = world(case, query)
    try:
        return adapter.answer(query, worlds.ask(seen), seen)
    except Exception as error:
        return error


def _missed(assertion: dict[str, Any], answer: Any) -> str | None:
    """Why the assertion does not hold; None = it does."""
    if assertion["op"] == "raises":
        return None if isinstance(answer, Refused) else f"expected a refusal, got {answer!r}"[:300]
    if isinstance(answer, Exception):
        return f"{type(answer).__name__}: {answer}"[:300]
    try:
        holds, found = evaluate.check(assertion, answer)
    except (LookupError, TypeError, ValueError) as error:
        return f"another shape ({type(error).__name__}: {error})"[:300]
    return None if holds else f"expected {json.dumps(assertion['expected'])}, found {json.dumps(found)}"[:600]


def _report(asked: Counter[str], held: Counter[str], misses: list[str]) -> None:
    for miss in misses:
        print(miss)
    for area in asked:
        print(f"{area}: held: {held[area]} of {asked[area]}")
    print(f"held: {sum(held.values())} of {sum(asked.values())}")
