"""A real full disk: the journal refuses, keeps what it acknowledged, and takes up again when there is room."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from events.world import event, read, request
from uems.base.errors import Unavailable
from uems.events.journal import Journal


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 6 MB."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting a small file system is not allowed here")
    yield tmp_path
    subprocess.run(["umount", "-l", str(tmp_path)], check=True)


def test_a_full_disk_loses_nothing_acknowledged_and_heals(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * (2 << 20))
    journal = Journal(small_disk / "journal.db", floor_mb=0)
    kept: list[str] = []
    refused = 0

    def send(times: int) -> None:
        nonlocal refused
        for _ in range(times):
            name = str(len(kept) + refused)
            try:
                journal.append_now(request(1, event(id=name, properties={"text": "x" * 20_000})))
                kept.append(name)
            except Unavailable:
                refused += 1

    send(300)
    before = len(kept)
    ballast.unlink()
    send(30)
    journal.close()
    again = Journal(small_disk / "journal.db", floor_mb=0)
    found = [e.id for _, a in again.read(0, 1 << 30) for e in read(a).events]
    again.close()
    assert (before > 50, refused > 50, len(kept) - before) == (True, True, 30)
    assert found == kept
