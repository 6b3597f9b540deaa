"""Cookie Cats: 90,189 players whose first gate stood at level 30 or, by chance, at level 40."""

import csv
import gzip
from collections.abc import Sequence
from pathlib import Path

import pytest

from uems.experiments.moments import Moments, moments

ARMS = ("gate_30", "gate_40")


def players(shared: Path, column: str) -> dict[str, list[float]]:
    """The column's values of each arm; true is 1. Skips where the file is not."""
    file = shared / "data" / "ab_cookie_cats.csv.gz"
    if not file.exists():
        pytest.skip(f"{file.name} is not in the shared folder")
    truth = {"True": 1.0, "False": 0.0}
    found: dict[str, list[float]] = {arm: [] for arm in ARMS}
    with gzip.open(file, "rt") as text:
        for row in csv.DictReader(text):
            said = row[column]
            found[row["version"]].append(truth[said] if said in truth else float(said))
    return found


def mean_of(values: Sequence[float]) -> Moments:
    """The sums of a list of numbers; of zeros and ones as a share."""
    squares = sum(value * value for value in values)
    return moments("mean", len(values), [sum(values)], [[squares]], [set(values) <= {0.0, 1.0}])
