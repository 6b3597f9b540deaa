"""How often each method sees a difference where there is none, looked at twenty times, and what that costs in power."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from uems.bench import peeking
from uems.bench.figure import Bench, Figure
from uems.bench.peeking import Values
from uems.experiments.engine import engines

_PEOPLE = 90_000
_SHARE = 0.186
_LIFTS = {"share": 0.06, "number": 0.08}
_CLIP = 3_000.0


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--file", type=Path, help="CSV of people (.gz too); left out: people made up by chance")
    parser.add_argument("--share", default="retention_7", help="its column of true and false (default retention_7)")
    parser.add_argument("--number", default="sum_gamerounds", help="its column of a number (default sum_gamerounds)")
    parser.add_argument("--runs", type=int, default=1_000, help="A/A tests (default 1,000)")


def run(words: argparse.Namespace) -> list[Figure]:
    random = np.random.default_rng(20_261_123)
    people = _made_up(random) if words.file is None else _read(words.file, words.share, words.number)
    return [figure for name, values in people.items() for figure in _figures(name, values, words.runs, random)]


def _made_up(random: np.random.Generator) -> dict[str, Values]:
    """Somebody who comes back or not, and a number with a long tail."""
    share = (random.random(_PEOPLE) < _SHARE).astype(float)
    return {"share": share, "number": np.minimum(random.lognormal(2.6, 1.7, _PEOPLE), _CLIP)}


def _read(file: Path, share: str, number: str) -> dict[str, Values]:
    from pyarrow import csv

    table = csv.read_csv(file, convert_options=csv.ConvertOptions(include_columns=[share, number]))
    numbers = table[number].to_numpy().astype(float)
    return {"share": table[share].to_numpy(zero_copy_only=False).astype(float), "number": np.minimum(numbers, _CLIP)}


def _figures(name: str, values: Values, runs: int, random: np.random.Generator) -> Iterator[Figure]:
    nothing = peeking.peeked(values, runs, random)
    better = peeking.peeked(values, runs, random, _LIFTS[name])
    once = peeking.limits("frequentist", nothing)
    bound = round(0.05 + 2 * (0.05 * 0.95 / runs) ** 0.5, 4)
    fixed = peeking.found_at_end(better, once)
    yield Figure(f"experiments.{name}.naive_false", round(peeking.found(nothing, once), 4), "of A/A tests")
    yield Figure(f"experiments.{name}.once_power", round(fixed, 4), "of A/B tests")
    for way in engines().values():
        if way.anytime:
            limit = peeking.limits(way.name, nothing)
            wrong, power = peeking.found(nothing, limit), peeking.found(better, limit)
            yield Figure(f"experiments.{name}.{way.name}_false", round(wrong, 4), "of A/A tests", f"≤ {bound}")
            target, ratio = "≥ 0.94" if way.name == "spending" else "", round(power / fixed, 3)
            what = f"experiments.{name}.{way.name}_power"
            yield Figure(what, round(power, 4), "of A/B tests", target, "one look at the end", ratio)


offers = Bench("experiments", arguments, run)
