"""gbstats' own tests of its statistics, asked of ours over HTTP (UEMS_STATS_CASES names another file of cases)."""

import gzip
import json
import math
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from oracles import statistics_words
from served import Caller

SHARE = 0.95
CLOSE = 1e-6
SHARED = Path(__file__).parents[3] / "shared" / "acceptance" / "oracles" / "gbstats_cases.json.gz"
UNREAD = {"_type", "seed", "bandit_update_message"}
"""What an expected answer holds beside its figures: names of classes, what went in, a sentence."""


def cases() -> list[dict[str, Any]]:
    path = Path(os.environ.get("UEMS_STATS_CASES") or SHARED)
    if not path.exists():
        pytest.skip("no file of statistics cases")
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    found: list[dict[str, Any]] = json.loads(text)
    return found


def test_the_statistics_of_the_oracle_hold(caller: Caller) -> None:
    held: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for number, case in enumerate(cases()):
        asked[case["kind"]] += 1
        missed = _missed(case, caller)
        held[case["kind"]] += not missed
        if missed:
            print(f"{number} {case['test']} {case['kind']}: {'; '.join(missed)}"[:600])
    for kind in asked:
        print(f"{kind}: held: {held[kind]} of {asked[kind]}")
    print(f"held: {held.total()} of {asked.total()}")
    assert held.total() >= SHARE * asked.total()


def _missed(case: dict[str, Any], caller: Caller) -> list[str]:
    """Why a case does not hold; empty = it does."""
    try:
        found = statistics_words.answer(case, lambda body: caller.post("/api/experiments/analyse", body))
    except (AssertionError, LookupError, statistics_words.Unspoken) as error:
        return [f"{type(error).__name__}: {error}"]
    wanted = case["output"] if isinstance(case["output"], dict) else {"": case["output"]}
    return list(_differences(wanted, found, case.get("tolerance", CLOSE)))


def _differences(wanted: Any, found: Any, close: float, at: str = "") -> list[str]:
    if isinstance(wanted, dict):
        told = {name: value for name, value in wanted.items() if name not in UNREAD}
        return [one for name, value in told.items() for one in _differences(value, found[name], close, f"{at}.{name}")]
    if isinstance(wanted, list):
        if len(wanted) != len(found):
            return [f"{at}: {len(wanted)} values expected, found {len(found)}"]
        pairs = enumerate(zip(wanted, found, strict=True))
        return [one for place, (a, b) in pairs for one in _differences(a, b, close, f"{at}[{place}]")]
    return (
        [] if _same(wanted, found, close, at == ".pValue") else [f"{at or 'value'}: expected {wanted}, found {found}"]
    )


def _same(wanted: Any, found: Any, close: float, chance: bool) -> bool:
    """Numbers to a relative tolerance; a p-value also to 1e-12, where the oracle's 1 − cdf ends."""
    if isinstance(wanted, str) and wanted.endswith("inf"):
        wanted = float(wanted)
    if isinstance(wanted, bool) or not isinstance(wanted, int | float):
        return bool(wanted == found)
    if not isinstance(found, int | float):
        return False
    return math.isclose(wanted, found, rel_tol=close) or (chance and abs(wanted - found) < 1e-12)


@pytest.mark.parametrize(("wanted", "found"), [(1.0, 1.00001), (0.0, 1e-9), ("-inf", 0.0), (None, 0.0), (1e-18, 2e-18)])
def test_a_miss_is_seen(wanted: Any, found: Any) -> None:
    assert _differences({"": wanted}, {"": found}, CLOSE)
