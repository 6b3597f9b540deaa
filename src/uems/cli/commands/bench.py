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
    help_ = "benches to run (default: all that need no data), then --json and the benches' own arguments"
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="[NAME …] [--json] [ARGUMENT …]", help=help_)


def run(words: argparse.Namespace) -> int:
    known = offered(benches, Bench)
    names = list(_leading(words.words))
    unknown = [name for name in names if name not in known]
    if unknown:
        Console(stderr=True).print(f"uems: no such bench {', '.join(unknown)}; there are {', '.join(known)}")
        return WRONG_USAGE
    chosen = [known[name] for name in names] or [bench for bench in known.values() if bench.standing]
    parser = argparse.ArgumentParser(prog="uems bench", conflict_handler="resolve")
    parser.add_argument("--json", action="store_true", help="answer as JSON")
    for bench in chosen:
        bench.arguments(parser)
    given = parser.parse_args(words.words[len(names) :])
    figures = [figure for bench in chosen for figure in bench.run(given)]
    if given.json:
        print(json.dumps({"figures": [figure.json() for figure in figures]}, ensure_ascii=False))
    else:
        Console().print(_table(figures))
    return 0


def _leading(words: list[str]) -> list[str]:
    first = next((n for n, word in enumerate(words) if word.startswith("-")), len(words))
    return words[:first]


def _table(figures: list[Figure]) -> Table:
    table = Table("figure", "value", "unit", "against", "ratio", "target", "met")
    for f in figures:
        ratio = "" if f.ratio is None else f"{f.ratio:g}"
        met = {True: "yes", False: "no", None: ""}[f.met]
        table.add_row(f.name, f"{f.value:,}", f.unit, f.against, ratio, f.target, met)
    return table


offers = Command("bench", "the measured figures 实测数据", arguments, run)
