"""The console's own check, its types and unit tests, where its packages are installed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_console_s_types_and_unit_tests_are_sound() -> None:
    if not (ROOT / "frontend/node_modules/.uems-lock").is_file():
        pytest.skip("the console's packages are not installed: make setup")
    words = [sys.executable, "hatch_build.py", "run", "check"]
    ran = subprocess.run(
        words, cwd=ROOT, env=os.environ | {"NO_COLOR": "1"}, capture_output=True, text=True, timeout=600
    )
    assert ran.returncode == 0, f"{ran.stdout[-6000:]}\n{ran.stderr[-2000:]}"
