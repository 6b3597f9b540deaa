"""PostHog's own tests of its numbers, asked of ours over HTTP (UEMS_ORACLE_CASES names another file of cases)."""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from oracles import adapter, evaluate
from oracles.case import cases, world
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
)
SHARE = 0.95
SHARED = Path(__file__).parents[3] / "shared" / "acceptance" / "oracles" / "posthog_cases.jsonl.gz"


def chosen() -> list[dict[str, Any]]:
    """The core cases of the areas, or of those that UEMS_ORACLE_AREAS names."""
    path = Path(os.environ.get("UEMS_ORACLE_CASES") or SHARED)
    if not path.exists():
        pytest.skip("no file of oracle cases")
    areas = os.environ.get("UEMS_ORACLE_AREAS", ",".join(AREAS)).split(",")
    return [case for case in cases(path) if case["core"] and case["area"] in areas]


def test_the_numbers_of_the_oracle_hold(server: Server) -> None:
    picked, worlds = chosen(), Worlds(server)
    for case in picked:
        for query in case["queries"]:
            worlds.load(world(case, query))
    worlds.settled()
    asked: Counter[str] = Counter()
    held: Counter[str] = Counter()
    misses: list[str] = []
    for case in picked:
        answers = {query["id"]: _answered(case, query, worlds) for query in case["queries"]}
        for assertion in case["assertions"]:
            asked[case["area"]] += 1
            reason = _missed(assertion, answers[assertion["query"]])
            held[case["area"]] += reason is None
            if reason is not None:
                misses.append(f"{case['id']} {assertion['query']} {json.dumps(assertion['path'])}: {reason}")
    _report(asked, held, misses)
    assert sum(held.values()) >= SHARE * sum(asked.values())


def _answered(case: dict[str, Any], query: dict[str, Any], worlds: Worlds) -> Any:
    """The answer, or why there is none."""
    seen = world(case, query)
    try:
        return adapter.answer(query, worlds.ask(seen), seen)
    except Exception as error:
        return error


def _missed(assertion: dict[str, Any], answer: Any) -> str | None:
    """Why the assertion does not hold; None = it does."""
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
