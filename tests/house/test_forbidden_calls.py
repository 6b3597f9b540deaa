"""Time comes from the clock, words leave through the door or the command line, and nothing forks."""

import ast

import pytest

from house.reading import Source, called, none, source, sources

CLOCK = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
FORKS = {"os.fork", "os.forkpty", "pty.fork"}
FORKING = {"multiprocessing", "ProcessPoolExecutor"}


def own_clock(file: Source) -> list[str]:
    """Only base/clock.py reads the machine's clock (a monotonic one measures, so it may stand anywhere)."""
    if file.path.endswith("base/clock.py"):
        return []
    found = [file.at(c, f"{called(c)}() is for base/clock.py") for c in file.calls() if ends(called(c), CLOCK)]
    return found + [
        file.at(node, "time.time is for base/clock.py")
        for node in ast.walk(file.tree)
        if isinstance(node, ast.ImportFrom) and node.module == "time" and {"time", "time_ns"} & imported(node)
    ]


def own_voice(file: Source) -> list[str]:
    if file.room == "cli":
        return []
    return [file.at(call, "print( is for the command line") for call in file.calls() if called(call) == "print"]


def forks(file: Source) -> list[str]:
    """The embedded engine does not survive a fork; a child process is spawned."""
    found = [file.at(call, f"{called(call)}() forks") for call in file.calls() if ends(called(call), FORKS)]
    if 'get_context("spawn")' in file.text:
        return found
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = node.module.split(".")[0] if isinstance(node, ast.ImportFrom) and node.module else ""
            if (imported(node) | {module}) & FORKING:
                found.append(file.at(node, 'processes are made with get_context("spawn")'))
    return found


def ends(name: str, names: set[str]) -> bool:
    return ".".join(name.split(".")[-2:]) in names


def imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    return {alias.name.split(".")[0] for alias in node.names}


BAD = [
    (own_clock, "from datetime import datetime\nx = datetime.now(UTC)"),
    (own_clock, "import datetime\nx = datetime.datetime.utcnow()"),
    (own_clock, "x = date.today()"),
    (own_clock, "import time\nx = time.time()"),
    (own_clock, "from time import time"),
    (own_voice, "print(1)"),
    (forks, "import os\nos.fork()"),
    (forks, "from multiprocessing import Process"),
    (forks, "import multiprocessing.pool"),
    (forks, "from concurrent.futures import ProcessPoolExecutor"),
]


@pytest.mark.parametrize("rule", [own_clock, own_voice, forks], ids=lambda rule: rule.__name__)
def test_no_module_makes_a_forbidden_call(rule) -> None:
    none([complaint for file in sources() for complaint in rule(file)])


@pytest.mark.parametrize(("rule", "text"), BAD)
def test_a_forbidden_call_is_found(rule, text: str) -> None:
    assert rule(source("src/uems/insight/a.py", text))


def test_a_monotonic_clock_and_a_spawned_process_are_allowed() -> None:
    text = 'import time\nfrom multiprocessing import get_context\nx = time.monotonic()\ny = get_context("spawn")'
    file = source("src/uems/insight/a.py", text)
    assert own_clock(file) + forks(file) == []
