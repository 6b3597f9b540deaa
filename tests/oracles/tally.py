"""How many cases of a file of cases hold, by area, said in the words that acceptance reads."""

import gzip
import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ORACLES = Path(__file__).parents[3] / "shared" / "acceptance" / "oracles"


def cases_of(variable: str, name: str) -> Any:
    """The JSON of the file that the variable names, or of the copy beside the checkout; without one the test is left
    out."""
    path = Path(os.environ.get(variable) or ORACLES / name)
    if not path.exists():
        pytest.skip(f"no cases: set {variable}")
    return json.loads(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())


@dataclass(frozen=True)
class Verdict:
    """One case: `miss` says what came instead, None = it held."""

    area: str
    name: str
    miss: str | None


def report(verdicts: Iterable[Verdict]) -> float:
    """Print `held: N of M` for each area and in total and every miss; the share that held."""
    judged = list(verdicts)
    asked, held = Counter(one.area for one in judged), Counter(one.area for one in judged if one.miss is None)
    for area in asked:
        print(f"{area} held: {held[area]} of {asked[area]}")
    print(f"held: {sum(held.values())} of {len(judged)}")
    for one in judged:
        if one.miss is not None:
            print(f"{one.area}: {one.name}: {one.miss}")
    return sum(held.values()) / len(judged) if judged else 0.0
