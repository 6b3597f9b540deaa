"""The `uems` program as a child process: what it printed and how it ended."""

import os
import subprocess
import sys
from pathlib import Path


def uems(*words: str, data: Path | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
    there = os.environ | ({"UEMS_DATA": str(data)} if data else {}) | settings
    call = [sys.executable, "-m", "uems.cli.main", *words]
    return subprocess.run(call, capture_output=True, text=True, timeout=120, env=there)
