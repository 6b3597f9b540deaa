"""The command line knows its commands and benches, explains each, and refuses what it does not know."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from uems.base.lock import take
from uems.base.registry import offered
from uems.bench import benches
from uems.bench.figure import Bench
from uems.cli import commands
from uems.cli.command import Command
from uems.main import JOURNAL_LOCK


def uems(*words: str, data: Path | None = None) -> subprocess.CompletedProcess[str]:
    there = os.environ | ({"UEMS_DATA": str(data)} if data else {})
    call = [sys.executable, "-m", "uems.cli.main", *words]
    return subprocess.run(call, capture_output=True, text=True, timeout=120, env=there)


def test_every_command_and_every_bench_is_known() -> None:
    assert {"bench", "demo", "doctor", "export", "import", "project", "serve"} <= offered(commands, Command).keys()
    assert {"ingest", "install", "query", "segments", "start"} <= offered(benches, Bench).keys()


def test_help_names_every_command() -> None:
    told = uems("--help")
    assert told.returncode == 0
    assert [name for name in offered(commands, Command) if name not in told.stdout] == []


@pytest.mark.parametrize("words", [("no-such-command",), ("serve", "--port", "many"), ("bench", "no-such-bench")])
def test_wrong_usage_ends_with_2_and_says_so_on_stderr(words: tuple[str, ...]) -> None:
    told = uems(*words)
    assert told.returncode == 2
    assert told.stderr.strip()


def test_the_doctor_answers_on_an_empty_folder(tmp_path: Path) -> None:
    told = uems("doctor", data=tmp_path)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "warehouse" in told.stdout


def test_rebuild_tells_what_the_derived_tables_take(tmp_path: Path) -> None:
    told = uems("rebuild", data=tmp_path)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "sequences 0.0 MB" in told.stdout


def test_rebuild_is_refused_while_somebody_has_the_folder(tmp_path: Path) -> None:
    with take(tmp_path / JOURNAL_LOCK):
        told = uems("rebuild", data=tmp_path)
    assert told.returncode == 1
    assert str(tmp_path) in told.stderr
