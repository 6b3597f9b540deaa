"""What every model gives each channel, on journeys handed in or made up with a known truth, and how long that takes."""

import argparse
import time
from pathlib import Path
from typing import Any

import numpy as np

from uems.bench.figure import Bench, Figure
from uems.bench.journeys import made_up
from uems.insight.attribution import incremental, journeys
from uems.insight.attribution.answer import credits
from uems.insight.attribution.journeys import Floats, Journeys

_PATHS = 200_000
_SEED = 20_261_123
_HALF_LIFE = 7.0


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--file", type=Path, help="CSV or Parquet of touches (.gz too); left out: journeys made up")
    parser.add_argument("--customer", default="customer_id", help="its column of who (default customer_id)")
    parser.add_argument("--time", default="time", help="its column of when (default time)")
    parser.add_argument("--channel", default="channel", help="its column of the channel (default channel)")
    parser.add_argument("--conversion", default="conversion", help="1 where a touch converted (default conversion)")
    parser.add_argument("--value", default="conversion_value", help="its worth, if there is such a column")
    parser.add_argument("--paths", type=int, default=_PATHS, help="journeys to make up (default 200,000)")


def run(words: argparse.Namespace) -> list[Figure]:
    if words.file is not None:
        return _figures(read(words.file, words.customer, words.time, words.channel, words.conversion, words.value))
    world = made_up(words.paths, np.random.default_rng(_SEED))
    return _figures(world.journeys, world.share)


def read(file: Path, customer: str, when: str, channel: str, conversion: str, value: str) -> Journeys:
    """One journey for each customer, its touches in the order of time (equal times in the order of the file): it
    converted if any touch did, and is worth what they are worth together."""
    table = _table(file)
    order = np.lexsort((np.arange(table.num_rows), _seconds(table[when])))
    who = np.unique(np.asarray(table[customer].to_pylist(), dtype=str), return_inverse=True)[1]
    order = order[np.argsort(who[order], kind="stable")]
    names, number = np.unique(np.asarray(table[channel].to_pylist(), dtype=str), return_inverse=True)
    length = np.bincount(who)
    start = np.concatenate([[0], np.cumsum(length)])
    moment = _seconds(table[when])[order]
    age = np.repeat(moment[start[1:] - 1], length) - moment
    said = np.asarray(table[conversion].to_pylist(), dtype=float)
    worth = np.asarray(table[value].to_pylist(), dtype=float) if value in table.column_names else said
    converted = np.bincount(who, said) > 0
    return journeys.made([str(name) for name in names], start, number[order], age, converted, np.bincount(who, worth))


def _table(file: Path) -> Any:
    if file.suffix == ".parquet":
        from pyarrow import parquet

        return parquet.read_table(file)
    from pyarrow import csv

    return csv.read_csv(file)


def _seconds(column: Any) -> Floats:
    import pyarrow as pa

    found: Floats = column.cast(pa.timestamp("us", "UTC")).cast(pa.int64()).to_numpy() / 1e6
    return found


def _figures(told: Journeys, truth: Floats | None = None) -> list[Figure]:
    began = time.perf_counter()
    added = incremental.added(told, {})
    found = credits(told, _HALF_LIFE, added)
    took = time.perf_counter() - began
    whole = float((told.converted * told.weight * (told.length > 0)).sum())
    seconds = Figure("attribution.seconds", round(took, 3), f"s for {len(told.converted):,} journeys", "≤ 3")
    peer = Figure("attribution.plain_loop", round(_plain(told), 3), "s for first, last and linear in plain Python")
    out = [seconds, peer, Figure("attribution.conversions", whole, "conversions with a touch")]
    for model, credit in found.items():
        if truth is not None:
            share = credit.conversions / credit.conversions.sum()
            target = "≤ 0.1" if model == "incremental" else ""
            out.append(Figure(f"attribution.{model}.l1", _l1(share, truth), "to truth", target))
        off = abs(float(credit.conversions.sum()) - whole) / max(whole, 1)
        out.append(Figure(f"attribution.{model}.not_shared_out", round(off, 9), "of conversions", "≤ 1e-06"))
        for name, number in zip(told.names, credit.conversions.tolist(), strict=True):
            out.append(Figure(f"attribution.{model}.{name}", round(number, 4), "conversions"))
    return out


def _l1(share: Floats, truth: Floats) -> float:
    return round(float(np.abs(share - truth).sum()), 4)


def _plain(told: Journeys) -> float:
    """What the three plainest models cost as most people would write them."""
    starts, channels, converted = told.start.tolist(), told.channel.tolist(), told.converted.tolist()
    began = time.perf_counter()
    first, last, linear = (dict.fromkeys(range(len(told.names)), 0.0) for _ in range(3))
    for j, yes in enumerate(converted):
        way = channels[starts[j] : starts[j + 1]]
        if yes and way:
            first[way[0]] += 1
            last[way[-1]] += 1
            for channel in way:
                linear[channel] += 1 / len(way)
    return time.perf_counter() - began


offers = Bench("attribution", arguments, run)
