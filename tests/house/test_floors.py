"""Imports run down the floors: the contract in pyproject.toml holds, and it would notice."""

import subprocess
import sys
from pathlib import Path

import pytest

from house.reading import ROOT

LINT = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(LINT, cwd=folder, capture_output=True, text=True, timeout=120)


def test_imports_run_down_the_floors() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("path", "text"),
    [("base/low.py", "from uems.cli import high"), ("attic/__init__.py", '"""A room on no floor."""')],
    ids=["an upward import", "a room on no floor"],
)
def test_a_broken_floor_is_found(tmp_path: Path, path: str, text: str) -> None:
    for room in (ROOT / "src/uems").iterdir():
        if room.is_dir() and (room / "__init__.py").exists():
            (tmp_path / "uems" / room.name).mkdir(parents=True)
            (tmp_path / "uems" / room.name / "__init__.py").touch()
        elif room.suffix == ".py":
            (tmp_path / "uems").mkdir(exist_ok=True)
            (tmp_path / "uems" / room.name).touch()
    (tmp_path / "uems/cli/high.py").touch()
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    sound = lint(tmp_path)
    assert sound.returncode == 0, sound.stdout + sound.stderr
    (tmp_path / "uems" / path).parent.mkdir(exist_ok=True)
    (tmp_path / "uems" / path).write_text(text)
    assert lint(tmp_path).returncode != 0
