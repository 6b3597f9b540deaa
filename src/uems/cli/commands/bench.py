"""`uems bench`: the measured figures as a table, or as JSON."""

import argparse
import json

from rich.console import Console
from rich.table import Table

from uems.base.registry import offered
from uems.bench import benches
from uems.bench.figure import Bench, Figure
from uems.cli.command import WRONG_USAGE, Command


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help="benches to run (default: all that need no data)")
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    known = offered(benches, Bench)
    for bench in known.values():
        bench.arguments(parser.add_argument_group(bench.name))


def run(words: argparse.Namespace) -> int:
    known = offered(benches, Bench)
    unknown = [name for name in words.names if name not in known]
    if unknown:
        Console(stderr=True).print(f"uems: no such bench {', '.join(unknown)}; there are {', '.join(known)}")
        return WRONG_USAGE
    chosen = words.names or [name for name, bench in known.items() if bench.standing]
    figures = [figure for name in chosen for figure in known[name].run(words)]
    if words.json:
        print(json.dumps({"figures": [figure.json() for figure in figures]}, ensure_ascii=False))
    else:
        Console().print(_table(figures))
    return 0


def _table(figures: list[Figure]) -> Table:
    table = Table("figure", "value", "unit", "against", "ratio", "target", "met")
    for f in figures:
        ratio = "" if f.ratio is None else f"{f.ratio:g}"
        met = {True: "yes", False: "no", None: ""}[f.met]
        table.add_row(f.name, f"{f.value:,g}" if f.value < 1e6 else f"{f.value:,.0f}", f.unit, f.against, ratio, f.target, met)
    return table


offers = Command("bench", "the measured figures 实测数据", arguments, run)
