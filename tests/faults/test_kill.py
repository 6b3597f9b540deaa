"""kill -9 while clients send: what was acknowledged is in the warehouse once; a journal that answers first fails."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from events.world import read
from uems.events.journal import Journal

ROOT = Path(__file__).parents[2]
PATH = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])


def run(mode: str, folder: Path, kill_after: float | None, acknowledged: Path) -> None:
    """One life of the program, its output added to a file; killed so long after its first acknowledgement."""
    with acknowledged.open("ab") as out:
        size = out.tell()
        command = [sys.executable, str(ROOT / "tests/faults/collector.py"), mode, str(folder)]
        child = subprocess.Popen(command, stdout=out, env=os.environ | {"PYTHONPATH": PATH})
        if kill_after is None:
            assert child.wait(90) == 0
            return
        until = time.monotonic() + 60
        while acknowledged.stat().st_size == size and time.monotonic() < until and child.poll() is None:
            time.sleep(0.005)
        time.sleep(kill_after)
        child.send_signal(signal.SIGKILL)
        child.wait()


def lines(file: Path) -> list[str]:
    """Whole lines only: the kill may have cut the last one."""
    return [line.rstrip("\n") for line in file.read_text().splitlines(keepends=True) if line.endswith("\n")]


@pytest.mark.parametrize("kills", [3, pytest.param(12, marks=pytest.mark.long)])
def test_what_was_acknowledged_is_in_the_warehouse_once_after_every_kill(tmp_path: Path, kills: int) -> None:
    acknowledged, seen = tmp_path / "acknowledged", tmp_path / "seen"
    for n in range(kills):
        run("run", tmp_path, random.Random(n).uniform(0.1, 0.6), acknowledged)
    run("report", tmp_path, None, seen)
    told, found = lines(acknowledged), lines(seen)
    assert len(told) > 100
    assert set(told) - set(found) == set()
    assert len(found) == len(set(found))


def test_a_journal_that_answers_before_it_has_written_loses_events(tmp_path: Path) -> None:
    acknowledged = tmp_path / "acknowledged"
    for n in range(3):
        run("naive", tmp_path, random.Random(n).uniform(0.2, 0.4), acknowledged)
    journal = Journal(tmp_path / "journal.db")
    kept = {e.id for _, accepted in journal.read(0, 1 << 40) for e in read(accepted).events}
    journal.close()
    assert set(lines(acknowledged)) - kept
